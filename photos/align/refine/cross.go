package refine

// shifts is how many places along a row a patch is laid on at a time.
const shifts = 16

// crossPure sets sums[k] to the sum of the products of a patch, side pixels
// wide and high, with the pixels of rows it lies on when it begins at pixel k;
// stride is how far a row is from the next. Products are rounded before they
// are added, in the order of the pixels, as in the vector version. Where rows
// ends too early for a place, its sum says nothing.
func crossPure(sums *[shifts]float32, patch, rows []float32, side, stride int) {
	*sums = [shifts]float32{}
	for r := range side {
		for i, p := range patch[r*side:][:side] {
			row := rows[r*stride+i:]
			for k, v := range row[:min(len(row), shifts)] {
				sums[k] += float32(p * v)
			}
		}
	}
}
