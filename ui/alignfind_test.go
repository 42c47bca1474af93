package ui

import (
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/storage"
)

// openAlign opens the align screen of photo i of a row.
func openAlign(t *testing.T, a *App, off *offstage, i int) *alignScreen {
	t.Helper()
	s := a.screen.(*timelineScreen)
	a.alignPhoto(s.c, s.c.photos[i])
	a.settle(off)
	return a.screen.(*alignScreen)
}

func TestWhatIsFoundIsShownAndKeptWhenSaved(t *testing.T) {
	a, off, said, files := rowOf(t, 2)
	said.says[string(files[1])] = found(.03)
	s := a.screen.(*timelineScreen)
	e := openAlign(t, a, off, 1)
	press(t, a, "Align automatically")
	a.settle(off)
	for _, text := range []string{"Aligned by the face", "residual 0.4 px (0.40 %)", "confidence 97 %"} {
		if !a.says(text) {
			t.Errorf("%q is not said, but %q", text, e.said.Text)
		}
	}
	if len(e.pairs.now) != 3 || e.transform() != found(.03).Transform {
		t.Errorf("%d points, transform %v", len(e.pairs.now), e.transform())
	}
	if p := a.stored(t, s, 1); p.Alignment != nil {
		t.Error("stored before anybody saved it")
	}
	press(t, a, "Save")
	a.settle(off)
	if p := a.stored(t, s, 1); p.Alignment == nil || p.Alignment.Method != storage.AlignFace || p.Alignment.Confidence != .97 {
		t.Fatalf("stored %+v", p.Alignment)
	}
	// Open again: what is stored is shown as it is, without a change to save.
	if e = openAlign(t, a, off, 1); e.changed || e.transform() != found(.03).Transform {
		t.Errorf("opened again: changed %v, transform %v", e.changed, e.transform())
	}
}

func TestAMovedPointMakesItAPersons(t *testing.T) {
	a, off, said, files := rowOf(t, 2)
	said.says[string(files[1])] = found(.03)
	s := a.screen.(*timelineScreen)
	e := openAlign(t, a, off, 1)
	choose(t, a, "Align automatically")
	a.settle(off)
	pairs := append([]align.Pair(nil), e.pairs.now...)
	pairs[2].Photo = photos.Point{X: .42, Y: .71}
	e.moved(pairs, true)
	if e.transform() == found(.03).Transform {
		t.Error("the point moves nothing")
	}
	e.undo()
	if e.transform() != found(.03).Transform {
		t.Error("undo does not bring back what was found")
	}
	e.redo()
	press(t, a, "Save")
	a.settle(off)
	if p := a.stored(t, s, 1); p.Alignment == nil || p.Alignment.Method != storage.AlignManual || len(p.Alignment.Landmarks) != 3 {
		t.Errorf("stored %+v", p.Alignment)
	}
}

func TestARefusalSaysWhyAndLeavesThePoints(t *testing.T) {
	a, off, _, _ := rowOf(t, 2)
	e := openAlign(t, a, off, 1)
	press(t, a, "Align automatically")
	a.settle(off)
	if !a.says("The head is turned differently in the two photos.") || e.fitted {
		t.Errorf("it says %q", e.said.Text)
	}
}

func TestOtherModelsAreToldOnEveryPicture(t *testing.T) {
	a, off, said, files := rowOf(t, 2)
	said.says[string(files[1])] = found(.03)
	e := openAlign(t, a, off, 1)
	choose(t, a, "Flat area: change perspective too")
	a.settle(off)
	if e.found == nil || e.found.Model != align.Homography {
		t.Fatalf("found %+v", e.found)
	}
	press(t, a, "Save")
	a.settle(off)
	c := a.screen.(*timelineScreen).c
	p := c.photos[1]
	for what, text := range map[string]string{
		"tile": c.tileCaption(p, 1).MarkText, "caption": joined(c.caption(p)...), "mark": c.mark(c.photos),
	} {
		if !strings.Contains(text, "erspective changed") {
			t.Errorf("the %s says only %q", what, text)
		}
	}
}

func TestAPhotoPutIntoAnotherViewIsAlignedThere(t *testing.T) {
	a, off, said, files := rowOf(t, 3)
	said.says[string(files[2])] = found(.02)
	s := a.screen.(*timelineScreen)
	for _, i := range []int{1, 2} {
		s.change(a.stored(t, s, i), func(p *storage.Photo) { p.View = "vertex" })
		a.settle(off)
	}
	if p := a.stored(t, s, 2); p.AlignmentTo(s.c.photos[1].ID) == nil {
		t.Errorf("in its new view it is %+v, %+v", p.Alignment, p.Attempt)
	}
}

func TestAnotherReferenceHasTheOthersAlignedToIt(t *testing.T) {
	a, off, said, files := rowOf(t, 3)
	for _, f := range files {
		said.says[string(f)] = found(.02)
	}
	s := a.screen.(*timelineScreen)
	openAlign(t, a, off, 1)
	press(t, a, "Use this photo as the reference")
	a.settle(off)
	reference := s.c.photos[1].ID
	for _, i := range []int{0, 2} {
		if a.stored(t, s, i).AlignmentTo(reference) == nil {
			t.Errorf("photo %d is not aligned to the new reference", i)
		}
	}
}
