package worker

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// memory is the ceiling of what a worker may hold, in bytes.
const memory = 1 << 30

// confine has nothing to do: the parent encloses the worker in a job object.
func confine() error { return nil }

// StepBack has nothing to do either: the job has a lower priority.
func StepBack() {}

// enclose puts a worker into a job object with a memory ceiling that ends with
// this process. release closes the job, which kills the worker.
func enclose(pid int) (release func(), err error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return nil, fmt.Errorf("make job for worker: %w", err)
	}
	release = func() { _ = windows.CloseHandle(job) }
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{
			LimitFlags: windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY | windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE |
				windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION | windows.JOB_OBJECT_LIMIT_PRIORITY_CLASS,
			PriorityClass: windows.BELOW_NORMAL_PRIORITY_CLASS, // the window goes first
		},
		ProcessMemoryLimit: memory,
	}
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err != nil {
		release()
		return nil, fmt.Errorf("limit job of worker: %w", err)
	}
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(pid))
	if err != nil {
		release()
		return nil, fmt.Errorf("open worker: %w", err)
	}
	defer windows.CloseHandle(process)
	if err := windows.AssignProcessToJobObject(job, process); err != nil {
		release()
		return nil, fmt.Errorf("put worker into job: %w", err)
	}
	return release, nil
}

// deepen has nothing to do: pipes here have the size the system gives them.
func deepen(any) {}
