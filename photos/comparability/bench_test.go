package comparability_test

import (
	"testing"

	"skinline/photos"
	"skinline/photos/comparability"
	"skinline/photos/phantom"
)

// BenchmarkJudge compares two photos as a library does: previews of 2048 pixels.
func BenchmarkJudge(b *testing.B) {
	s := cheek()
	reference, moved := phantom.Shot{Width: 1536, Height: 2048}, phantom.Shot{Width: 1536, Height: 2048, Noise: 2, Pose: phantom.Pose{Scale: .95, Degrees: 4}}
	one := comparability.Shot{Picture: s.Render(reference)}
	other := comparability.Shot{Picture: s.Render(moved), Align: phantom.True(s, moved, reference)}
	for b.Loop() {
		if v := comparability.Judge(one, other, photos.Rect{}); len(v.Measures) == 0 {
			b.Fatal("nothing was measured")
		}
	}
}
