package phantom

import "image"

type head struct{ landmark []headPoint }

type headPoint struct {
	name string
	at   vec
}

func newHead(s Subject) *head {
	return &head{landmark: []headPoint{
		{"left eye, outer corner", vec{48, 0, 62}}, {"right eye, outer corner", vec{-48, 0, 62}},
		{"nose tip", vec{0, 42, 118}}, {"left mouth corner", vec{25, 66, 84}}, {"right mouth corner", vec{-25, 66, 84}},
	}}
}

func (h *head) landmarks() []headPoint { return h.landmark }

func (s Subject) renderFace(shot Shot) *image.NRGBA {
	w, h := shot.size()
	return image.NewNRGBA(image.Rect(0, 0, w, h))
}
