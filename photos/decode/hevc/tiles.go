package hevc

// tiling is the order in which CTBs are coded (6.5.1).
type tiling struct {
	address []int32  // raster scan address by place in tile scan
	place   []int32  // the other way round
	tile    []uint16 // by raster scan address
	column  []int32  // first column of the tile, by column of CTBs
}

// tiling works out the tiles of a picture.
func (p *pps) tiling(s *sps) (tiling, error) {
	columns, okX := bounds(s.widthCTB, p.columnCount, p.columns)
	rows, okY := bounds(s.heightCTB, p.rowCount, p.rows)
	if !okX || !okY {
		return tiling{}, damaged("tiles")
	}
	t := tiling{place: make([]int32, s.widthCTB*s.heightCTB), tile: make([]uint16, s.widthCTB*s.heightCTB), column: make([]int32, s.widthCTB)}
	for r := range len(rows) - 1 {
		for c := range len(columns) - 1 {
			for y := rows[r]; y < rows[r+1]; y++ {
				for x := columns[c]; x < columns[c+1]; x++ {
					at := y*s.widthCTB + x
					t.place[at], t.tile[at] = int32(len(t.address)), uint16(r*(len(columns)-1)+c)
					t.address = append(t.address, int32(at))
					t.column[x] = int32(columns[c])
				}
			}
		}
	}
	return t, nil
}

// bounds are where tiles begin, and the end of the last; sizes are of all but
// the last, nil for tiles of much the same size (6-3, 6-4).
func bounds(whole, count int, sizes []int) (at []int, ok bool) {
	count = max(count, 1)
	if count > whole {
		return nil, false
	}
	at = []int{0}
	for n := range count - 1 {
		next := (n + 1) * whole / count
		if sizes != nil {
			next = at[n] + sizes[n]
		}
		if next >= whole {
			return nil, false
		}
		at = append(at, next)
	}
	return append(at, whole), true
}
