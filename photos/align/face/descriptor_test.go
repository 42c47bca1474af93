package face_test

import (
	"image"
	"path/filepath"
	"strings"
	"testing"

	"skinline/photos/align/face"
	"skinline/photos/align/pyramid"
	"skinline/photos/phantom"
)

func described(t *testing.T, img *image.NRGBA) face.Descriptor {
	t.Helper()
	d, err := face.Describe(pyramid.Of(img), only(t, img))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A face stays itself however the camera is held, and is the same to the bit
// when looked at again.
func TestDescriptorIsOfTheFace(t *testing.T) {
	_, _, upright := client(3, phantom.Shot{Noise: 1, NoiseSeed: 1})
	_, _, turned := client(3, phantom.Shot{Noise: 1, NoiseSeed: 2, Pose: phantom.Pose{Degrees: 90, Scale: .8}, EV: .3})
	a := described(t, upright)
	if again := described(t, upright); again != a {
		t.Error("another descriptor the second time")
	}
	if angle := a.Angle(a); angle > 1e-3 {
		t.Errorf("%.4f degrees from itself", angle)
	}
	if angle := a.Angle(described(t, turned)); angle > 12 {
		t.Errorf("turned and in other light %.1f degrees apart", angle)
	}
	if angle := a.Angle(face.Descriptor{}); angle < 89 || angle > 91 {
		t.Errorf("%.1f degrees from nothing", angle)
	}
}

// Real people: the photos of one are nearer to each other than to anybody
// else's, in other light, with glasses and with other expressions.
func TestDescriptorTellsPeopleApart(t *testing.T) {
	folder := corpus(t)
	type photo struct {
		person string
		face.Descriptor
	}
	var all []photo
	for _, person := range []string{"subject01", "subject02", "subject03", "subject05", "subject08"} {
		for _, look := range []string{"normal", "leftlight", "happy", "sleepy"} {
			img := open(t, filepath.Join(folder, "yale", strings.Join([]string{person, look, "png"}, ".")))
			all = append(all, photo{person, described(t, img)})
		}
	}
	farthest, nearest := 0., 180.
	for i, a := range all {
		for _, b := range all[:i] {
			angle := a.Angle(b.Descriptor)
			if a.person == b.person {
				farthest = max(farthest, angle)
			} else {
				nearest = min(nearest, angle)
			}
		}
	}
	t.Logf("one person up to %.1f, two from %.1f degrees on", farthest, nearest)
	if farthest >= nearest {
		t.Errorf("one person's photos are up to %.1f degrees apart, two persons' from %.1f on", farthest, nearest)
	}
}
