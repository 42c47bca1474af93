package worker

import (
	"fmt"
	"os"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// memory is the ceiling of what a worker may hold, in bytes.
const memory = 1 << 30

// confine limits this process for good. macOS does not enforce a limit on
// memory (RLIMIT_AS and RLIMIT_DATA are accepted and ignored), so the worker
// watches itself: what Go holds, ten times a second.
func confine() error {
	for _, which := range []int{unix.RLIMIT_CORE, unix.RLIMIT_FSIZE} {
		if err := unix.Setrlimit(which, &unix.Rlimit{}); err != nil {
			return fmt.Errorf("limit worker: %w", err)
		}
	}
	go func() {
		for range time.Tick(100 * time.Millisecond) {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			if m.Sys-m.HeapReleased > memory {
				os.Exit(3)
			}
		}
	}()
	return nil
}

// StepBack lets other programs, the window above all, go before this one.
// Where that is refused, the worker works as it is.
func StepBack() { _ = unix.Setpriority(unix.PRIO_PROCESS, 0, 5) }

// enclose has nothing to add to what the worker does to itself.
func enclose(int) (release func(), err error) { return func() {}, nil }

// deepen has nothing to do: pipes here have the size the system gives them.
func deepen(any) {}
