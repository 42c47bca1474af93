package feature

import (
	"cmp"
	"slices"
)

// spread keeps the strongest most of all, yet first an equal share of every
// part of the picture, so that a mole or a hair does not take them all.
// Equally strong ones are taken in the order they come.
func spread(all []extremum, octaves []octave) []extremum {
	if len(all) <= most {
		return all
	}
	slices.SortStableFunc(all, func(a, b extremum) int { return cmp.Compare(b.strength, a.strength) })
	const cells = 8
	var taken [cells * cells]int
	first := octaves[0].blurs[0]
	cell := max(float64(max(first.W, first.H))*octaves[0].step/cells, 1)
	kept, rest := make([]extremum, 0, most), make([]extremum, 0, len(all))
	for _, e := range all {
		x, y := octaves[e.octave].place(e)
		i := min(max(int(y/cell), 0), cells-1)*cells + min(max(int(x/cell), 0), cells-1)
		if taken[i] < most/(cells*cells) && len(kept) < most {
			taken[i]++
			kept = append(kept, e)
		} else {
			rest = append(rest, e)
		}
	}
	return append(kept, rest[:most-len(kept)]...)
}
