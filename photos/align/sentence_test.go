package align_test

import (
	"strings"
	"testing"

	"skinline/photos/align"
)

func TestEveryReasonIsSaidInItsOwnWords(t *testing.T) {
	seen := map[string]align.Reason{align.Reason("of a later version").Sentence(): "unknown"}
	for _, r := range []align.Reason{
		align.NothingFound, align.NotTheSame, align.OneFaceOnly, align.PoseDiffers, align.AngleDiffers, align.FaceDiffers,
		align.LightDiffers, align.TooLittleSkin, align.Blurred,
	} {
		said := r.Sentence()
		if other, ok := seen[said]; ok || !strings.HasSuffix(said, ".") {
			t.Errorf("%q says %q, as %q does", r, said, other)
		}
		seen[said] = r
	}
	if align.NoReason.Sentence() != "" {
		t.Error("a reason is given where there is none")
	}
}
