//go:build unix

package main

import "golang.org/x/sys/unix"

// forbidCoreDumps keeps a crash from writing keys and photos to the disk.
// Where the system refuses, the program works as it would without.
func forbidCoreDumps() {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
}
