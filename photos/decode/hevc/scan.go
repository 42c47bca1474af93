package hevc

// position is a place in a block, in coefficients or sub-blocks.
type position struct{ x, y uint8 }

// diagonal is the up-right diagonal scan (6.5.3) of a square block.
func diagonal(side int) []position {
	var scan []position
	for sum := range 2*side - 1 {
		for x := range side {
			if y := sum - x; y >= 0 && y < side {
				scan = append(scan, position{uint8(x), uint8(y)})
			}
		}
	}
	return scan
}

// horizontal is the horizontal scan (6.5.4).
func horizontal(side int) []position {
	var scan []position
	for y := range side {
		for x := range side {
			scan = append(scan, position{uint8(x), uint8(y)})
		}
	}
	return scan
}

// vertical is the vertical scan (6.5.5).
func vertical(side int) []position {
	var scan []position
	for x := range side {
		for y := range side {
			scan = append(scan, position{uint8(x), uint8(y)})
		}
	}
	return scan
}

// The values of scanIdx (7.4.9.11).
const (
	scanDiagonal = iota
	scanHorizontal
	scanVertical
)

// scans are the scans of blocks of 1, 2, 4 and 8 by scanIdx, with the places
// in scan order and, of each place y*8+x, its number in the scan.
var scans = func() (all [3][4]struct {
	at    [64]position
	place [64]uint8
},
) {
	for n, scan := range []func(int) []position{diagonal, horizontal, vertical} {
		for size := range 4 {
			s := &all[n][size]
			for i, p := range scan(1 << size) {
				s.at[i], s.place[p.y<<3|p.x] = p, uint8(i)
			}
		}
	}
	return all
}()
