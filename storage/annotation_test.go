package storage_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/photos/annotation"
	"skinline/storage"
)

// drawn is a layer with words and a scale of mm over a fifth of the photo.
func drawn(words string, mm float64) *annotation.Layer {
	return &annotation.Layer{
		Shapes: []annotation.Shape{
			{Kind: annotation.Text, Points: []photos.Point{{X: .1, Y: 1. / 3}}, Text: words, Colour: annotation.Yellow},
			{Kind: annotation.Line, Points: []photos.Point{{X: .1, Y: .2}, {X: .3, Y: .2}}, Grain: .001},
		},
		Scale: &annotation.Scale{From: photos.Point{X: .1, Y: .5}, To: photos.Point{X: .3, Y: .5}, MM: mm, On: annotation.OnRuler, Grain: .001},
	}
}

func TestAnnotationsGiveThePreviousOnesAndLeaveTheRest(t *testing.T) {
	l, _ := newLibrary(t)
	_, _, list := course(t, l, 1)
	a := &storage.Alignment{Reference: list[0].ID, Transform: photos.Similarity(1.1, 3, .1, 0), Method: storage.AlignManual}
	if _, err := l.SetAlignment(list[2].ID, a); err != nil {
		t.Fatal(err)
	}
	before, err := l.Photo(list[2].ID)
	if err != nil {
		t.Fatal(err)
	}
	var previous *annotation.Layer
	for i, value := range []*annotation.Layer{drawn("one", 20), drawn("two", 25), nil, {}, drawn("three", 20)} {
		got, err := l.SetAnnotation(before.ID, value)
		if err != nil || !reflect.DeepEqual(got, previous) {
			t.Fatalf("%d: previous is %+v, want %+v, %v", i, got, previous, err)
		}
		if previous = value; value.Empty() {
			previous = nil
		}
		now, err := l.Photo(before.ID)
		if err != nil || !reflect.DeepEqual(now.Annotation, previous) || now.Rev != before.Rev+int64(i)+1 {
			t.Fatalf("%d: stored %+v, want %+v, %v", i, now.Annotation, previous, err)
		}
		now.Annotation, now.Rev = before.Annotation, before.Rev
		if !equal(now, before) {
			t.Errorf("%d: the rest of the photo changed", i)
		}
	}
	verified(t, l)
	bad := drawn("x", math.NaN())
	if _, err := l.SetAnnotation(before.ID, bad); !errors.Is(err, storage.ErrInvalid) || !errors.Is(err, annotation.ErrInvalid) {
		t.Errorf("a scale of NaN: %v", err)
	}
	if _, err := l.SetAnnotation(before.SessionID, nil); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("no photo: %v", err)
	}
}

func TestAnnotationsGoToTheTrashAndComeBackWithTheirPhoto(t *testing.T) {
	l, _ := newLibrary(t)
	_, _, list := course(t, l, 1)
	if _, err := l.SetAnnotation(list[1].ID, drawn("kept", 20)); err != nil {
		t.Fatal(err)
	}
	removal, err := l.RemovePhoto(list[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.SetAnnotation(list[1].ID, nil); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a photo in the trash was drawn on: %v", err)
	}
	if err := l.Restore(removal.ID); err != nil {
		t.Fatal(err)
	}
	if p, err := l.Photo(list[1].ID); err != nil || !reflect.DeepEqual(p.Annotation, drawn("kept", 20)) {
		t.Errorf("%+v, %v", p.Annotation, err)
	}
	verified(t, l)
}

// A library of the first version takes annotations, and its sidecars hold them.
func TestAnOlderLibraryIsDrawnOnAndRebuilt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	if err := os.CopyFS(dir, os.DirFS("testdata/format-1")); err != nil {
		t.Fatal(err)
	}
	const secret = "format one"
	l, err := storage.Open(dir, secret)
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.ClientByCode("C-0001")
	if err != nil {
		t.Fatal(err)
	}
	list := mustPhotos(t, l, c.ID)
	for _, p := range list {
		if p.Annotation != nil {
			t.Errorf("%+v was drawn on a photo of the first version", p.Annotation)
		}
	}
	want := drawn("on an older photo", 20)
	if _, err := l.SetAnnotation(list[1].ID, want); err != nil {
		t.Fatal(err)
	}
	verified(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	remove(t, filepath.Join(dir, "index.db"))
	if findings, err := storage.Rebuild(context.Background(), dir, secret); err != nil || len(findings) > 0 {
		t.Fatalf("%v, %v", findings, err)
	}
	if l, err = storage.Open(dir, secret); err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if p, err := l.Photo(list[1].ID); err != nil || !reflect.DeepEqual(p.Annotation, want) {
		t.Errorf("%+v, %v", p.Annotation, err)
	}
}

func TestAScaleIsThePhotosOwnOrCarriedByASimilarity(t *testing.T) {
	reference := storage.Photo{ID: "r", Annotation: drawn("", 40)}
	reference.Info.Width, reference.Info.Height = 3000, 4000
	corners := []storage.Landmark{{Reference: photos.Point{X: .2, Y: .2}}, {Reference: photos.Point{X: .6, Y: .8}}, {Reference: photos.Point{X: .6, Y: .2}}}
	aligned := func(model align.Model, to storage.ID) storage.Photo {
		return storage.Photo{ID: "p", Alignment: &storage.Alignment{
			Reference: to, Transform: photos.Similarity(.8, 12, .1, .1), Model: model, Landmarks: corners, Residual: .002,
		}}
	}
	own := aligned(align.Similarity, "r")
	own.Annotation = drawn("", 10)
	for name, c := range map[string]struct {
		photo storage.Photo
		mm    float64
		from  storage.ScaleFrom
	}{
		"own":               {own, 50, storage.ScaleOwn},
		"the reference":     {reference, 200, storage.ScaleOwn},
		"carried":           {aligned(align.Similarity, "r"), 160, storage.ScaleReference},
		"carried, unnamed":  {aligned("", "r"), 160, storage.ScaleReference},
		"affine":            {aligned(align.Affine, "r"), 0, storage.ScaleWarped},
		"perspective":       {aligned(align.Homography, "r"), 0, storage.ScaleWarped},
		"earlier reference": {aligned(align.Similarity, "x"), 0, storage.ScaleNone},
		"not aligned":       {storage.Photo{ID: "p"}, 0, storage.ScaleNone},
	} {
		u, from := storage.ScaleOf(c.photo, reference)
		if math.Abs(u.MM-c.mm) > 1e-9 || from != c.from {
			t.Errorf("%s: %+v from %d", name, u, from)
		}
	}
	plain := reference
	plain.Annotation = nil
	if _, from := storage.ScaleOf(aligned(align.Affine, "r"), plain); from != storage.ScaleNone {
		t.Errorf("without a scale: %d", from)
	}
	at := reference.Annotation.Scale.Unit().Error
	good, _ := storage.ScaleOf(aligned(align.Similarity, "r"), reference)
	loose := aligned(align.Similarity, "r")
	loose.Alignment.Residual *= 4
	poor, _ := storage.ScaleOf(loose, reference)
	blind := aligned(align.Similarity, "r")
	blind.Alignment.Landmarks = nil
	unknown, _ := storage.ScaleOf(blind, reference)
	if good.Error <= at || poor.Error <= good.Error || unknown.Error <= good.Error || poor.Error > .05 {
		t.Errorf("errors %v, carried %v, by a looser alignment %v, without points %v", at, good.Error, poor.Error, unknown.Error)
	}
}

func TestRefusedAnnotationsAreNotQuoted(t *testing.T) {
	l, _ := newLibrary(t)
	_, _, list := course(t, l, 1)
	if _, err := l.SetAnnotation(list[0].ID, drawn("Quillfeather\n", 20)); err == nil || strings.Contains(err.Error(), "Quill") {
		t.Error(err)
	}
}
