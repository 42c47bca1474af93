package storage

import (
	"fmt"
	"slices"
	"strings"

	"skinline/photos"
)

// View is the standardised camera position a photo was taken from, or the
// name of a close-up: a code of Views or free text. "" is "not said".
type View string

// Views lists the standard view codes in the order screens show them
// ("frontal", "oblique-left", "oblique-right", "lateral-left", ...,
// "cheek-left-close", ...). Left and right are the client's.
func Views() []View {
	return []View{
		"frontal", "oblique-left", "oblique-right", "lateral-left", "lateral-right", "basal", "vertex",
		"frontal-smile", "frontal-brow-raise", "frontal-frown", "frontal-pucker",
		"cheek-left-close", "cheek-right-close", "forehead-close", "periorbital-left-close", "periorbital-right-close",
		"nose-close", "perioral-close", "chin-close", "neck-close",
		"neck-frontal", "neck-lateral-left", "neck-lateral-right", "decolletage",
		"body-anterior", "body-posterior", "body-lateral-left", "body-lateral-right", "abdomen", "hands", "back", "scar-overview", "scar-close",
		"scalp-hairline", "scalp-part", "scalp-temporal-left", "scalp-temporal-right",
	}
}

// Label is the view's name for people, in English: "Cheek left close"; free text as it is, "No view" for "".
func (v View) Label() string {
	if v == "" {
		return "No view"
	}
	if !slices.Contains(Views(), v) {
		return string(v)
	}
	s := strings.ReplaceAll(string(v), "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// head reports whether v shows the whole head from the front or side.
func (v View) head() bool {
	for _, start := range []string{"frontal", "oblique", "lateral"} {
		if strings.HasPrefix(string(v), start) {
			return true
		}
	}
	return false
}

// ViewFrame is what all photos of one view of a client share.
type ViewFrame struct {
	ClientID  ID          `json:"client"`
	View      View        `json:"view"`
	Reference ID          `json:"reference"` // the photo the others align to
	Crop      photos.Rect `json:"crop"`      // in the reference's coordinates; never zero
	Aspect    string      `json:"aspect"`    // "4:5", "3:4", "1:1", "16:9", "free"
	CropSet   bool        `json:"crop_set"`  // false: Crop is still the whole reference
}

// ViewFrames returns the frame of every view the client has photos of, in the
// order of Views, then free-text views by name, then photos without a view. The reference defaults to
// the earliest photo (baseline first), the crop to the whole reference.
func (l *Library) ViewFrames(client ID) ([]ViewFrame, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer l.mu.RUnlock()
	frames, err := viewFrames(l.db, client)
	return frames, failed("read frames", err)
}

// SetViewFrame stores reference, crop and aspect and returns the previous
// frame. The reference must be a photo of that client and view.
func (l *Library) SetViewFrame(f ViewFrame) (previous ViewFrame, err error) {
	if err := l.enter(); err != nil {
		return ViewFrame{}, err
	}
	defer l.mu.RUnlock()
	if err := f.check(); err != nil {
		return ViewFrame{}, err
	}
	err = l.change("set frame", func(c *change) error {
		frames, err := viewFrames(c, f.ClientID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(frames, func(have ViewFrame) bool { return have.View == f.View })
		if at < 0 {
			return fmt.Errorf("view without photos: %w", ErrNotFound)
		}
		previous = frames[at]
		p, err := livePhoto(c, f.Reference)
		if err != nil {
			return err
		}
		if p.ClientID != f.ClientID || p.View != f.View {
			return fmt.Errorf("the reference is a photo of another view: %w", ErrInvalid)
		}
		c.touch("client", f.ClientID)
		return insertFrame(c, f)
	})
	if err != nil {
		return ViewFrame{}, err
	}
	return previous, nil
}

// FrameOf is what of p is shown in the frame of its view: the photo's
// alignment when it points at f's reference (identity when p is the reference
// or not aligned) and f's crop. A photo that is not aligned and is not the
// reference gets its own whole picture's crop fitted to the same aspect
// (centred, largest), so that nothing is hidden by somebody else's crop.
func FrameOf(p Photo, f ViewFrame) photos.Frame {
	switch {
	case p.ID == f.Reference:
		return photos.Frame{Align: photos.Identity(), Crop: f.Crop}
	case p.AlignmentTo(f.Reference) != nil:
		return photos.Frame{Align: p.Alignment.Transform, Crop: f.Crop}
	}
	return photos.Frame{Align: photos.Identity(), Crop: centred(photos.Whole(p.Info.Width, p.Info.Height), f.Crop)}
}

// centred is the largest rectangle in the middle of whole with like's
// proportions.
func centred(whole, like photos.Rect) photos.Rect {
	if like.Empty() || whole.Empty() {
		return whole
	}
	scale := min(whole.W/like.W, whole.H/like.H)
	w, h := like.W*scale, like.H*scale
	return photos.Rect{X: whole.X + (whole.W-w)/2, Y: whole.Y + (whole.H-h)/2, W: w, H: h}
}

// area is what of the reference its photos are aligned by: the crop, where
// somebody has set one, of anything but a whole head, whose face is surer.
func (f ViewFrame) area() []photos.Point {
	if !f.CropSet || f.View.head() {
		return nil
	}
	c := f.Crop
	return []photos.Point{{X: c.X, Y: c.Y}, {X: c.X + c.W, Y: c.Y}, {X: c.X + c.W, Y: c.Y + c.H}, {X: c.X, Y: c.Y + c.H}}
}

func (f ViewFrame) check() error {
	if err := checkTexts(maxName, "view", string(f.View)); err != nil {
		return err
	}
	if err := checkOneOf("aspect", f.Aspect, "4:5", "3:4", "1:1", "16:9", "free", ""); err != nil {
		return err
	}
	if f.Crop.Empty() || !finite(f.Crop.X, f.Crop.Y, f.Crop.W, f.Crop.H) {
		return fmt.Errorf("a crop without area: %w", ErrInvalid)
	}
	return nil
}

func viewFrames(q querier, client ID) ([]ViewFrame, error) {
	list, err := livePhotos(q, client)
	if err != nil {
		return nil, err
	}
	stored, err := storedFrames(q, client)
	if err != nil {
		return nil, err
	}
	byView := map[View][]Photo{}
	for _, p := range list {
		byView[p.View] = append(byView[p.View], p)
	}
	var frames []ViewFrame
	for view, of := range byView {
		frames = append(frames, frameFor(client, view, of, stored))
	}
	slices.SortFunc(frames, func(a, b ViewFrame) int { return compareViews(a.View, b.View) })
	return frames, nil
}

// frameFor is the stored frame of a view, as long as its reference is still a photo of the view, else
// the default one.
func frameFor(client ID, view View, of []Photo, stored []ViewFrame) ViewFrame {
	reference := of[0]
	for _, p := range of {
		if p.Phase == PhaseBaseline {
			reference = p
			break
		}
	}
	f := ViewFrame{ClientID: client, View: view, Reference: reference.ID, Aspect: "free"}
	for _, s := range stored {
		at := slices.IndexFunc(of, func(p Photo) bool { return p.ID == s.Reference })
		if s.View == view && at >= 0 {
			f, reference = s, of[at]
		}
	}
	if !f.CropSet {
		f.Crop = photos.Whole(reference.Info.Width, reference.Info.Height)
	}
	return f
}

func compareViews(a, b View) int {
	rank := func(v View) int {
		switch i := slices.Index(Views(), v); {
		case i >= 0:
			return i
		case v == "":
			return 1 << 20
		}
		return 1 << 10
	}
	if by := rank(a) - rank(b); by != 0 {
		return by
	}
	return strings.Compare(string(a), string(b))
}

func storedFrames(q querier, client ID) ([]ViewFrame, error) {
	rows, err := q.Query(`SELECT client, view, reference, x, y, w, h, aspect, crop_set FROM view_frame WHERE client = ?1 ORDER BY view`, client)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var frames []ViewFrame
	for rows.Next() {
		var f ViewFrame
		if err := rows.Scan(&f.ClientID, &f.View, &f.Reference, &f.Crop.X, &f.Crop.Y, &f.Crop.W, &f.Crop.H, &f.Aspect, &f.CropSet); err != nil {
			return nil, err
		}
		frames = append(frames, f)
	}
	return frames, rows.Err()
}

func insertFrame(c *change, f ViewFrame) error {
	set := 0
	if f.CropSet {
		set = 1
	}
	_, err := c.exec(`INSERT INTO view_frame (client, view, reference, x, y, w, h, aspect, crop_set)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
		ON CONFLICT (client, view) DO UPDATE SET reference = excluded.reference, x = excluded.x, y = excluded.y,
		w = excluded.w, h = excluded.h, aspect = excluded.aspect, crop_set = excluded.crop_set`,
		f.ClientID, f.View, f.Reference, f.Crop.X, f.Crop.Y, f.Crop.W, f.Crop.H, f.Aspect, set)
	return err
}
