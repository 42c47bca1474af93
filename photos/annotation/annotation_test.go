package annotation_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"skinline/photos"
	"skinline/photos/annotation"
)

func at(xy ...float64) []photos.Point {
	var points []photos.Point
	for i := 0; i < len(xy); i += 2 {
		points = append(points, photos.Point{X: xy[i], Y: xy[i+1]})
	}
	return points
}

// full has one shape of every kind and colour, and a scale.
func full() annotation.Layer {
	return annotation.Layer{
		Shapes: []annotation.Shape{
			{Kind: annotation.Arrow, Points: at(.1, .1, .2, .3)},
			{Kind: annotation.Ellipse, Points: at(.5, .5, .6, .5, .5, .7), Colour: annotation.White, Grain: .001},
			{Kind: annotation.Freehand, Points: at(.1, .5, 1./3, .6, .3, .5)},
			{Kind: annotation.Text, Points: at(.2, .2), Text: "Narbe 3 „alt“"},
			{Kind: annotation.Line, Points: at(0, 0, .3, .4), Colour: annotation.Yellow},
			{Kind: annotation.Area, Points: at(0, 0, .2, 0, .2, .1, 0, .1)},
		},
		Scale: &annotation.Scale{From: photos.Point{X: .1, Y: .1}, To: photos.Point{X: .4, Y: .1}, MM: 23.25, On: annotation.OnCoin, Coin: "eur-1", Grain: .001},
	}
}

func TestALayerIsKeptOnlyWhenItCanBeDrawn(t *testing.T) {
	if err := full().Check(); err != nil {
		t.Fatal(err)
	}
	nan := math.NaN()
	for name, spoil := range map[string]func(*annotation.Layer){
		"unknown kind":     func(l *annotation.Layer) { l.Shapes[0].Kind = "blur" },
		"no kind":          func(l *annotation.Layer) { l.Shapes[0].Kind = "" },
		"unknown colour":   func(l *annotation.Layer) { l.Shapes[0].Colour = "skin" },
		"arrow of one":     func(l *annotation.Layer) { l.Shapes[0].Points = at(.1, .1) },
		"ellipse of two":   func(l *annotation.Layer) { l.Shapes[1].Points = at(.1, .1, .2, .2) },
		"area of two":      func(l *annotation.Layer) { l.Shapes[5].Points = at(.1, .1, .2, .2) },
		"not a number":     func(l *annotation.Layer) { l.Shapes[2].Points[1].X = nan },
		"infinite":         func(l *annotation.Layer) { l.Shapes[2].Points[1].Y = math.Inf(-1) },
		"far away":         func(l *annotation.Layer) { l.Shapes[4].Points[1].X = 40 },
		"grain":            func(l *annotation.Layer) { l.Shapes[4].Grain = nan },
		"text on a line":   func(l *annotation.Layer) { l.Shapes[4].Text = "x" },
		"no text":          func(l *annotation.Layer) { l.Shapes[3].Text = " " },
		"long text":        func(l *annotation.Layer) { l.Shapes[3].Text = strings.Repeat("ü", annotation.MostText+1) },
		"two lines":        func(l *annotation.Layer) { l.Shapes[3].Text = "a\nb" },
		"not text":         func(l *annotation.Layer) { l.Shapes[3].Text = "\xff" },
		"many points":      func(l *annotation.Layer) { l.Shapes[2].Points = make([]photos.Point, annotation.MostPoints+1) },
		"many shapes":      func(l *annotation.Layer) { l.Shapes = make([]annotation.Shape, annotation.MostShapes+1) },
		"scale of nothing": func(l *annotation.Layer) { l.Scale.MM = 0 },
		"scale of nan":     func(l *annotation.Layer) { l.Scale.MM = nan },
		"scale too short":  func(l *annotation.Layer) { l.Scale.To = l.Scale.From },
		"unknown coin":     func(l *annotation.Layer) { l.Scale.Coin = "eur-3" },
		"coin on a ruler":  func(l *annotation.Layer) { l.Scale.On = annotation.OnRuler },
		"unknown source":   func(l *annotation.Layer) { l.Scale.On, l.Scale.Coin = "thumb", "" },
	} {
		l := full()
		spoil(&l)
		if err := l.Check(); !errors.Is(err, annotation.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	l := annotation.Layer{}
	for range annotation.MostTotal/annotation.MostPoints + 1 {
		l.Shapes = append(l.Shapes, annotation.Shape{Kind: annotation.Area, Points: make([]photos.Point, annotation.MostPoints)})
	}
	if err := l.Check(); !errors.Is(err, annotation.ErrInvalid) {
		t.Errorf("many points in all: %v", err)
	}
}

func TestRefusalsNeverQuoteWhatWasWritten(t *testing.T) {
	s := annotation.Shape{Kind: annotation.Text, Points: at(.1, .1), Text: "Ada Example\x00"}
	if err := s.Check(); err == nil || strings.Contains(err.Error(), "Ada") {
		t.Error(err)
	}
}

func TestLayersAreReplacedAndNeverChanged(t *testing.T) {
	was, base := full(), full()
	l := &base
	line := annotation.Shape{Kind: annotation.Line, Points: at(.1, .1, .2, .2)}
	var none *annotation.Layer
	for name, got := range map[string]int{
		"with": len(l.With(line).Shapes), "without": len(l.Without(2).Shapes) + 2, "replaced": len(l.Replaced(1, line).Shapes) + 1,
		"moved": len(l.Replaced(0, l.Shapes[0].Moved(photos.Point{X: .1})).Shapes) + 1, "bent": len(l.Replaced(1, l.Shapes[1].Bent(0, photos.Point{})).Shapes) + 1,
		"scaled": len(l.Scaled(nil).Shapes) + 1, "of nothing": len(none.With(line).Shapes) + 6,
	} {
		if got != 7 {
			t.Errorf("%s: %d", name, got)
		}
	}
	if !reflect.DeepEqual(base, was) {
		t.Error("the layer itself changed")
	}
	if none.With(line).Without(0) != nil || none.Scaled(nil) != nil || !none.Empty() {
		t.Error("a layer with nothing in it is not nil")
	}
}

func TestAnEllipseMovesByItsCentreAndGrowsByItsAxes(t *testing.T) {
	e := full().Shapes[1]
	moved := e.Bent(0, photos.Point{X: .6, Y: .5})
	if got := moved.Points; got[1].X != .7 || got[2].X != .6 {
		t.Errorf("%v", got)
	}
	if got := e.Bent(1, photos.Point{X: .8, Y: .5}).Points; got[0] != e.Points[0] || got[2] != e.Points[2] || got[1].X != .8 {
		t.Errorf("%v", got)
	}
}

// FuzzLayer holds that what is stored reads back the same, and that whatever
// passes the check can be drawn and measured.
func FuzzLayer(f *testing.F) {
	text, err := json.Marshal(full())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"shapes":[{"kind":"area","points":[{"x":0,"y":0},{"x":1e-300,"y":0},{}]}],"scale":{"mm":1e-300,"on":"ruler","to":{"x":1}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var l annotation.Layer
		if json.Unmarshal(data, &l) != nil || l.Check() != nil {
			return
		}
		stored, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		var back annotation.Layer
		if err := json.Unmarshal(stored, &back); err != nil || back.Check() != nil {
			t.Fatalf("%s does not read back: %v", stored, err)
		}
		again, _ := json.Marshal(back)
		if string(again) != string(stored) {
			t.Errorf("%s became %s", stored, again)
		}
		u := annotation.Unit{MM: 100}
		if l.Scale != nil {
			u = l.Scale.Unit()
		}
		for _, s := range l.Shapes {
			points, closed := s.Outline()
			if len(points) == 0 || math.IsNaN(annotation.Distance(photos.Point{}, points, closed)) {
				t.Errorf("%+v has no outline", s)
			}
			if m, ok := s.Measured(u); ok && !(m.Value >= 0 && m.Error >= 0) {
				t.Errorf("%+v measures %+v", s, m)
			}
		}
	})
}
