//go:build !amd64

package feature

func (r *rows) extremes(found []int, level, from, to int, least float32) []int {
	return r.extremesPure(found, level, from, to, least)
}
