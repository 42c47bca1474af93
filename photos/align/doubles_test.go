package align

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"skinline/photos/phantom"
)

// TestDoubles takes invented persons, who share a head but not the skin, and
// whom the network of faces therefore takes for one: in any light, turned a
// little, before and after a treatment, none is aligned with another, and each
// is placed onto itself.
func TestDoubles(t *testing.T) {
	if testing.Short() {
		t.Skip("many faces to draw and compare")
	}
	random := rand.New(rand.NewPCG(5, 6))
	between := func(low, high float64) float64 { return low + (high-low)*random.Float64() }
	type shot struct {
		seed int64
		*Prepared
	}
	var all []shot
	for i := range 10 {
		s := phantom.Shot{
			Width: 480, Height: 600, Noise: between(1, 3), NoiseSeed: int64(i), Turn: between(-4, 4),
			Pose: phantom.Pose{Degrees: between(-5, 5), Scale: between(.9, 1.2)}, Progress: between(0, 1), EV: between(-.5, .5),
		}
		if i%3 != 0 {
			s.LightDegrees, s.Raking, s.Redness = between(-60, 60), between(0, .6), between(0, 1)
		}
		seed := int64(i%5 + 1)
		p, err := Prepare(context.Background(), phantom.Subject{Kind: phantom.Face, Seed: seed, Concern: phantom.Concern(i % 4), Tone: int(seed)}.Render(s))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, shot{seed, p})
	}
	said := map[string]int{}
	for i, a := range all {
		for _, b := range all[:i] {
			r, err := AlignPrepared(context.Background(), a.Prepared, b.Prepared, Options{})
			if err != nil {
				t.Fatal(err)
			}
			same := a.seed == b.seed
			said[fmt.Sprintf("same %v: %s %s", same, r.Outcome, r.Reason)]++
			if !same && r.Outcome == Aligned || same && r.Outcome == Refused {
				t.Errorf("persons %d and %d: %s %q, confidence %.2f", a.seed, b.seed, r.Outcome, r.Reason, r.Confidence)
			}
		}
	}
	t.Log(said)
}
