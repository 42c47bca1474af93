//go:build !amd64

package net

// fastest are the quickest kernels that this processor runs.
func fastest() kernels { return portable() }

func highest(to, from []float32) { highestPure(to, from) }
