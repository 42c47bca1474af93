package hevc

// intraAngle is intraPredAngle by mode (table 8-5), in 1/32 samples a row.
var intraAngle = [35]int8{
	2: 32, 26, 21, 17, 13, 9, 5, 2, 0, -2, -5, -9, -13, -17, -21, -26,
	-32, -26, -21, -17, -13, -9, -5, -2, 0, 2, 5, 9, 13, 17, 21, 26, 32,
}

// inverseAngle is invAngle by mode (table 8-6).
var inverseAngle = [35]int16{
	11: -4096, -1638, -910, -630, -482, -390, -315,
	-256, -315, -390, -482, -630, -910, -1638, -4096,
}

// angularDown predicts from above at an angle (8.4.4.2.6, predModeIntra >= 18).
func (b *border) angularDown(out []uint16, stride, n int, mode uint8) {
	angle := int(intraAngle[mode])
	line := b[middle:]
	zero := 0 // where the corner is in line
	if angle < 0 {
		var wide [32 + 33]uint16
		copy(wide[32:], b[middle:middle+n+1])
		for i := -1; i >= n*angle>>5; i-- {
			wide[32+i] = b[middle-(i*int(inverseAngle[mode])+128)>>8]
		}
		line, zero = wide[:], 32
	}
	for y := range n {
		at, part := (y+1)*angle>>5, uint32((y+1)*angle&31)
		row := out[y*stride:][:n]
		from := line[zero+at+1:]
		if part == 0 {
			copy(row, from[:n])
			continue
		}
		from = from[:n+1]
		v := uint32(from[0])
		for x := range row {
			next := uint32(from[x+1])
			row[x] = uint16(((32-part)*v + part*next + 16) >> 5)
			v = next
		}
	}
}

// angularAcross predicts from the left at an angle (8.4.4.2.6,
// predModeIntra < 18).
func (b *border) angularAcross(out []uint16, stride, n int, mode uint8) {
	angle := int(intraAngle[mode])
	var line [128]uint16
	const zero = 32
	if angle < 0 {
		for i := range n + 1 {
			line[zero+i] = b[middle-i]
		}
		for i := -1; i >= n*angle>>5; i-- {
			line[zero+i] = b[middle+(i*int(inverseAngle[mode])+128)>>8]
		}
	} else {
		for i := range 2*n + 1 {
			line[zero+i] = b[middle-i]
		}
	}
	var at [32]uint8
	var part [32]uint8
	for x := range n {
		at[x], part[x] = uint8(zero+(x+1)*angle>>5+1), uint8((x+1)*angle&31)
	}
	for y := range n {
		row := out[y*stride:][:n]
		for x := range row {
			i, f := int(at[x&31])+y, uint32(part[x&31])
			row[x] = uint16(((32-f)*uint32(line[i&127]) + f*uint32(line[(i+1)&127]) + 16) >> 5)
		}
	}
}
