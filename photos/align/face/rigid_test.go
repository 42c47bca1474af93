package face

import (
	"math"
	"testing"
)

func TestRigidPointsAreSpreadAndBalanced(t *testing.T) {
	var total, side float64
	seen := map[int]bool{}
	for _, p := range Rigid() {
		if p.Index < 0 || p.Index >= landmarks || seen[p.Index] || p.Weight <= 0 {
			t.Errorf("%+v", p)
		}
		seen[p.Index] = true
		if !seen[counterpart[p.Index]] {
			side++
		} else if counterpart[p.Index] != p.Index {
			side--
		}
		total += p.Weight
	}
	if math.Abs(total-1) > 1e-12 || side != 0 || len(seen) < 20 {
		t.Errorf("%d points weigh %v, %v without counterpart", len(seen), total, side)
	}
}

func TestCounterpartsAreMutual(t *testing.T) {
	for i, j := range counterpart {
		if counterpart[j] != i {
			t.Errorf("%d to %d to %d", i, j, counterpart[j])
		}
	}
	for k, i := range rightEye {
		if counterpart[i] != leftEye[k] {
			t.Errorf("eye landmark %d", k)
		}
	}
}
