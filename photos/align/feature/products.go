package feature

// productsPure sets line[i] to the scalar product of a with the i-th
// descriptor of all.
func productsPure(line []int32, a, all []int8) {
	a = a[:size]
	for i := range line {
		b := all[i*size : (i+1)*size]
		var sum int32
		for k, v := range a {
			sum += int32(v) * int32(b[k])
		}
		line[i] = sum
	}
}
