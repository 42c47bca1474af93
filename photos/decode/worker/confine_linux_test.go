package worker_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestEveryThreadOfAWorkerStepsBehindTheWindow(t *testing.T) {
	p := pool(t, 1, "worker")
	if _, err := p.Decode(t.Context(), asPNG(t, photo(900, 700)), 100); err != nil {
		t.Fatal(err)
	}
	own, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	if err != nil {
		t.Fatal(err)
	}
	threads := 0
	for _, child := range children(t) {
		tasks, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", child))
		if err != nil {
			t.Fatal(err)
		}
		for _, task := range tasks {
			id, _ := strconv.Atoi(task.Name())
			// The system call gives 20 less the niceness.
			if got, err := unix.Getpriority(unix.PRIO_PROCESS, id); err == nil && got >= own {
				t.Errorf("a thread of the worker has priority %d, as this program's %d", got, own)
			}
			threads++
		}
	}
	if threads < 2 {
		t.Fatalf("%d threads of workers found", threads)
	}
}

func children(t *testing.T) []int {
	t.Helper()
	lists, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil || len(lists) == 0 {
		t.Skip("this system does not list the children of a process")
	}
	var all []int
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue
		}
		for _, field := range strings.Fields(string(text)) {
			if id, err := strconv.Atoi(field); err == nil {
				all = append(all, id)
			}
		}
	}
	return all
}
