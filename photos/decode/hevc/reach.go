package hevc

// reach is which units of 4 x 4 luma samples around a block are decoded and
// may be predicted from (6.4.1). Bit n+1 of rows[m] is the unit of column n in
// the row above row m of the CTU at hand; bit m+1 of columns[n] the unit of
// row m in the column left of column n.
type reach struct {
	rows, columns [17]uint64
}

// begin notes what there is around a CTU of that many units a side; width is
// of the picture from here, at most two CTUs, height at most one.
func (r *reach) begin(units, width, height int, left, up, corner, upRight bool) {
	*r = reach{}
	bit := func(ok bool) uint64 {
		if ok {
			return 1
		}
		return 0
	}
	here := min(width, units)
	r.rows[0] = bit(corner) | bit(up)*(1<<here-1)<<1 | bit(upRight)*(1<<max(width-units, 0)-1)<<(units+1)
	r.columns[0] = bit(corner) | bit(left)*(1<<height-1)<<1
	for m := 1; m <= units; m++ {
		if m <= height {
			r.rows[m] = bit(left)
		}
		r.columns[m] = r.rows[0] >> m & 1
	}
}

// mark notes a decoded square of n units.
func (r *reach) mark(x, y, n int) {
	across, down := (uint64(1)<<n-1)<<(x+1), (uint64(1)<<n-1)<<(y+1)
	for i := 1; i <= n; i++ {
		r.rows[y+i] |= across
		r.columns[x+i] |= down
	}
}
