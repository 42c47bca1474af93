package decode_test

import "golang.org/x/sys/unix"

// peakOfWorkers is the most memory any ended child process had, in bytes.
func peakOfWorkers() int64 {
	var use unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_CHILDREN, &use); err != nil {
		return 0
	}
	return use.Maxrss << 10
}
