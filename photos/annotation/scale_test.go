package annotation_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"skinline/photos"
	"skinline/photos/annotation"
)

func TestLengthsAndAreasInMillimetres(t *testing.T) {
	u := annotation.Unit{MM: 200} // the long side is 20 cm on the skin
	for name, c := range map[string]struct {
		kind   annotation.Kind
		points []float64
		want   float64
		square bool
	}{
		"line":            {annotation.Line, []float64{.1, .1, .13, .14}, 10, false},
		"stroke":          {annotation.Freehand, []float64{0, 0, .1, 0, .1, .05}, 30, false},
		"square":          {annotation.Area, []float64{.1, .1, .2, .1, .2, .2, .1, .2}, 400, true},
		"other way round": {annotation.Area, []float64{.1, .2, .2, .2, .2, .1, .1, .1}, 400, true},
		"triangle":        {annotation.Area, []float64{0, 0, .1, 0, 0, .1}, 200, true},
		"circle":          {annotation.Ellipse, []float64{.5, .5, .6, .5, .5, .6}, math.Pi * 400, true},
		"leaning":         {annotation.Ellipse, []float64{.5, .5, .6, .5, .6, .6}, math.Pi * 400, true},
	} {
		s := annotation.Shape{Kind: c.kind, Points: at(c.points...)}
		m, ok := s.Measured(u)
		if !ok || math.Abs(m.Value-c.want) > 1e-9 || m.Square != c.square || m.Error != 0 {
			t.Errorf("%s: %+v, want %v", name, m, c.want)
		}
	}
	for _, kind := range []annotation.Kind{annotation.Arrow, annotation.Text} {
		s := annotation.Shape{Kind: kind, Points: at(.1, .1, .2, .2)}
		if _, ok := s.Measured(u); ok {
			t.Errorf("%s is measured", kind)
		}
	}
}

// The error that is told is the error that misplaced points make.
func TestTheErrorToldIsTheErrorMade(t *testing.T) {
	const grain, trials = .001, 20000
	scale := annotation.Scale{From: photos.Point{X: .1, Y: .1}, To: photos.Point{X: .1, Y: .3}, MM: 20, On: annotation.OnRuler, Grain: grain}
	line := annotation.Shape{Kind: annotation.Line, Points: at(.4, .4, .52, .45), Grain: grain}
	told, _ := line.Measured(scale.Unit())
	r := rand.New(rand.NewPCG(3, 4))
	shaken := func(p photos.Point) photos.Point {
		return photos.Point{X: p.X + grain*r.NormFloat64(), Y: p.Y + grain*r.NormFloat64()}
	}
	sum, square := 0.0, 0.0
	for range trials {
		s, l := scale, line
		s.From, s.To = shaken(s.From), shaken(s.To)
		l.Points = []photos.Point{shaken(l.Points[0]), shaken(l.Points[1])}
		m, _ := l.Measured(s.Unit())
		sum += m.Value - told.Value
		square += (m.Value - told.Value) * (m.Value - told.Value)
	}
	made := math.Sqrt(square/trials - sum/trials*sum/trials)
	if math.Abs(made/told.Error-1) > .05 {
		t.Errorf("points off by %v make an error of %v mm; told are %v", grain, made, told.Error)
	}
}

func TestACoarserMarkIsAWorseScale(t *testing.T) {
	s := annotation.Scale{To: photos.Point{X: .2}, MM: 25, On: annotation.OnRuler, Grain: .001}
	fine := s.Unit()
	s.Grain = .004
	if coarse := s.Unit(); coarse.MM != fine.MM || math.Abs(coarse.Error-4*fine.Error) > 1e-12 || fine.MM != 125 {
		t.Errorf("%+v and %+v", fine, coarse)
	}
}

func TestAScaleGoesThroughASimilarity(t *testing.T) {
	reference := annotation.Unit{MM: 180, Error: .03}
	through := photos.Similarity(.8, 25, .1, -.2) // the photo is shown at 0.8 of its size in the reference
	own := reference.Through(through.Scale(), .04)
	a, b := photos.Point{X: .2, Y: .3}, photos.Point{X: .7, Y: .4}
	p, q := through.Apply(a), through.Apply(b)
	here := own.MM * math.Hypot(b.X-a.X, b.Y-a.Y)
	there := reference.MM * math.Hypot(q.X-p.X, q.Y-p.Y)
	if math.Abs(here-there) > 1e-9 || math.Abs(own.Error-.05) > 1e-12 {
		t.Errorf("%v mm here, %v mm on the reference, error %v", here, there, own.Error)
	}
}

func TestDigitsSayNoMoreThanIsKnown(t *testing.T) {
	for _, c := range []struct {
		value, err float64
		want, give string
	}{
		{12.437, .27, "12.4", "0.3"},
		{12.437, .21, "12.4", "0.3"},
		{3.14159, .024, "3.14", "0.03"},
		{3.14159, .0001, "3.14", "0.01"},
		{316.4, 18, "320", "20"},
		{1094, 86, "1090", "90"},
		{1094, 93, "1100", "100"},
		{1094, 230, "1100", "300"},
		{312.6, 4.2, "313", "5"},
		{7.96, .93, "8", "1"},
		{5, 0, "5.00", "0.00"},
	} {
		value, err := annotation.Measure{Value: c.value, Error: c.err}.Digits()
		if value != c.want || err != c.give {
			t.Errorf("%v ± %v is told as %s ± %s, want %s ± %s", c.value, c.err, value, err, c.want, c.give)
		}
	}
}

func TestCoinsAreKnownOnceAndOfASizeCoinsHave(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range annotation.Coins() {
		s := annotation.Scale{To: photos.Point{X: .2}, MM: c.Diameter, On: annotation.OnCoin, Coin: c.Code}
		if seen[c.Code] || c.Diameter < 15 || c.Diameter > 30 || s.Check() != nil {
			t.Errorf("%+v: %v", c, s.Check())
		}
		seen[c.Code] = true
	}
}
