package worker

import (
	"fmt"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// memory is the ceiling of what a worker may hold, in bytes.
const memory = 1 << 30

// confine limits this process for good. The ceiling is on data, not on address
// space, of which the Go runtime reserves far more than it uses.
func confine() error {
	for _, l := range []struct {
		what  string
		which int
		most  uint64
	}{
		{"memory", unix.RLIMIT_DATA, memory},
		{"core dumps", unix.RLIMIT_CORE, 0},
		{"files written", unix.RLIMIT_FSIZE, 0},
	} {
		if err := unix.Setrlimit(l.which, &unix.Rlimit{Cur: l.most, Max: l.most}); err != nil {
			return fmt.Errorf("limit %s: %w", l.what, err)
		}
	}
	return nil
}

// behind is the niceness of a worker: the window goes first.
const behind = 5

// StepBack lets other programs, the window above all, go before this one. It
// lowers the priority of every thread there is, from which later ones inherit
// it: setpriority(2), against POSIX, is about one thread. Where that is
// refused, the worker works as it is.
func StepBack() {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return
	}
	for _, t := range threads {
		if id, err := strconv.Atoi(t.Name()); err == nil {
			_ = unix.Setpriority(unix.PRIO_PROCESS, id, behind)
		}
	}
}

// enclose has nothing to add to what the worker does to itself.
func enclose(int) (release func(), err error) { return func() {}, nil }

// deepen lets a pipe hold a whole piece, so that its two ends wait less for
// each other. Where that is not allowed, the pipe works as it is.
func deepen(pipe any) {
	file, ok := pipe.(syscall.Conn)
	if !ok {
		return
	}
	raw, err := file.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) { _, _ = unix.FcntlInt(fd, unix.F_SETPIPE_SZ, piece) })
}
