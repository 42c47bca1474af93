package hevc

// adapt applies sample adaptive offset (8.7.3) to the picture, CTB by CTB.
// What it looks at are deblocked samples: a row of CTBs is copied before it is
// changed, with the line above from the copy before.
func (p *picture) adapt() {
	for c := range p.planes {
		pl := &p.planes[c]
		if pl.width == 0 || !p.adapts(c) {
			continue
		}
		height := 1 << p.sps.ctb >> pl.shiftY
		p.rows = sized(p.rows, (height+2)*pl.stride)
		for row := range p.sps.heightCTB {
			from := row * height
			lines := min(height, pl.height-from)
			if row > 0 {
				copy(p.rows[:pl.stride], p.rows[height*pl.stride:])
			}
			copy(p.rows[pl.stride:], pl.samples[from*pl.stride:min(from+lines+1, pl.height)*pl.stride])
			for column := range p.sps.widthCTB {
				p.adaptCTB(c, column, row, lines)
			}
		}
	}
}

// adapts is whether a component has offsets anywhere.
func (p *picture) adapts(c int) bool {
	for i := range p.ctbs {
		if p.ctbs[i].sao[c].kind != 0 {
			return true
		}
	}
	return false
}

// adaptCTB applies the offsets of a component of a CTB.
func (p *picture) adaptCTB(c, column, row, lines int) {
	at := row*p.sps.widthCTB + column
	params := &p.ctbs[at].sao[c]
	if params.kind == 0 {
		return
	}
	pl := &p.planes[c]
	width, height := 1<<p.sps.ctb>>pl.shiftX, 1<<p.sps.ctb>>pl.shiftY
	x, y := column*width, row*height
	width = min(width, pl.width-x)
	most := int32(1)<<pl.depth - 1
	if params.kind == saoBand {
		var table [32]int32
		for k, offset := range params.offsets {
			table[(k+int(params.class))&31] = int32(offset)
		}
		for line := range lines {
			out := pl.samples[(y+line)*pl.stride+x:][:width]
			for i, v := range out {
				out[i] = uint16(clip(int32(v)+table[v>>(pl.depth-5)&31], most))
			}
		}
	} else {
		p.edgeOffset(pl, params, at, x, y, width, lines, most)
	}
	if p.anyRaw {
		p.restore(pl, x, y, width, lines)
	}
}

// edgeOffset offsets samples that differ from two neighbours on a line
// (8.7.3.2, SaoTypeIdx 2), where both neighbours may be looked at.
func (p *picture) edgeOffset(pl *plane, params *saoParams, at, x, y, width, lines int, most int32) {
	hx, hy := [4]int{1, 0, 1, -1}[params.class], [4]int{0, 1, 1, 1}[params.class]
	// By 2 plus the signs of the differences.
	table := [8]int32{int32(params.offsets[0]), int32(params.offsets[1]), 0, int32(params.offsets[2]), int32(params.offsets[3])}
	around := p.around(at)
	step := hy*pl.stride + hx
	for line := range lines {
		// Rows of around in which the neighbours before and after are.
		before, after := 1, 1
		if hy != 0 && line == 0 {
			before = 0
		}
		if hy != 0 && line == lines-1 {
			after = 2
		}
		run := func(from, to int) {
			base := (line+1)*pl.stride + x
			offsetRun(pl.samples[(y+line)*pl.stride+x+from:(y+line)*pl.stride+x+to],
				p.rows[base+from:], p.rows[base+from-step:], p.rows[base+from+step:], &table, most)
		}
		first := around[before][min(1-hx, 1)] && around[after][min(1+hx, 1)]
		last := around[before][max(1-hx, 1)] && around[after][max(1+hx, 1)]
		if around[before][1] && around[after][1] {
			from, to := 1, width-1
			if first {
				from = 0
			}
			if last {
				to = width
			}
			run(from, to)
			continue
		}
		if first {
			run(0, 1)
		}
		if last {
			run(width-1, width)
		}
	}
}

// offsetRun offsets samples of a line, by themselves and their neighbours.
func offsetRun(out, here, before, after []uint16, table *[8]int32, most int32) {
	here, before, after = here[:len(out)], before[:len(out)], after[:len(out)]
	for i := range out {
		v := int32(here[i])
		out[i] = uint16(clip(v+table[(2+sign(v-int32(before[i]))+sign(v-int32(after[i])))&7], most))
	}
}

func sign(v int32) int32 { return v>>31 | int32(uint32(-v)>>31) }

// around is which of the CTBs around one, and itself, may be looked at, by
// row and column.
func (p *picture) around(at int) (known [3][3]bool) {
	w := p.sps.widthCTB
	column, row := at%w, at/w
	here := &p.ctbs[at]
	for dy := range 3 {
		for dx := range 3 {
			x, y := column+dx-1, row+dy-1
			if x < 0 || y < 0 || x >= w || y >= p.sps.heightCTB {
				continue
			}
			other := &p.ctbs[y*w+x]
			later := here.slice
			if other.slice.number > later.number {
				later = other.slice
			}
			known[dy][dx] = (other.slice == here.slice || later.loopAcross) && (other.tile == here.tile || p.pps.loopAcrossTiles)
		}
	}
	return known
}

// restore undoes offsets where filters leave samples alone.
func (p *picture) restore(pl *plane, x, y, width, lines int) {
	for line := range lines {
		for i := range width {
			if p.raw[(y+line)<<pl.shiftY>>3*p.cellWidth+(x+i)<<pl.shiftX>>3] {
				pl.samples[(y+line)*pl.stride+x+i] = p.rows[(line+1)*pl.stride+x+i]
			}
		}
	}
}
