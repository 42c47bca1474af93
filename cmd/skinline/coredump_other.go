//go:build !unix

package main

// forbidCoreDumps does nothing: Windows writes no core files unless told to.
func forbidCoreDumps() {}
