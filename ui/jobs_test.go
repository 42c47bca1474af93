package ui

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestProgressIsToldAtMostTenTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		off := newOffstage(test.NewApp())
		j := newJobs()
		told, last := 0, 0
		j.run(func(_ context.Context, progress func(int, int)) error {
			for i := range 1000 {
				progress(i+1, 1000)
				time.Sleep(time.Millisecond)
			}
			return nil
		}, func(done, _ int) { told, last = told+1, done }, nil)
		off.settle(func() bool { return j.running > 0 })
		if told > 12 || told < 8 {
			t.Errorf("told %d times in a second", told)
		}
		if last != 1000 {
			t.Errorf("the last figure told is %d", last)
		}
	})
}

func TestStoppedJobTellsSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		off := newOffstage(test.NewApp())
		j := newJobs()
		var got error
		under := j.run(func(ctx context.Context, _ func(int, int)) error {
			<-ctx.Done()
			return ctx.Err()
		}, nil, func(err error) { got = err })
		under.stop()
		off.settle(func() bool { return j.running > 0 })
		if !errors.Is(got, errStopped) {
			t.Errorf("got %v", got)
		}
	})
}

func TestWorkFromBeforeALockIsVoid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		off := newOffstage(test.NewApp())
		j := newJobs()
		var got error
		j.run(func(context.Context, func(int, int)) error {
			return nil // finished in spite of the lock
		}, nil, func(err error) { got = err })
		synctest.Wait()
		j.stopAll()
		off.settle(func() bool { return j.running > 0 })
		if !errors.Is(got, errStopped) {
			t.Errorf("work from before the lock ended with %v", got)
		}
	})
}

func TestCloseWaitsForTheWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		newOffstage(test.NewApp())
		j := newJobs()
		whole := false
		j.run(func(ctx context.Context, _ func(int, int)) error {
			<-ctx.Done()
			time.Sleep(time.Second) // the file being written
			whole = true
			return nil
		}, nil, nil)
		j.close()
		if !whole {
			t.Error("closed in the middle of a file")
		}
	})
}

func TestNobodyThereForTenMinutesLocks(t *testing.T) {
	a, off := openedApp(t, nil)
	a.idle.last = time.Now().Add(-idleLimit + time.Minute)
	a.checkIdle()
	if a.isLocked() {
		t.Fatal("locked although somebody was there nine minutes ago")
	}
	a.idle.last = time.Now().Add(-idleLimit)
	a.checkIdle()
	if !a.isLocked() {
		t.Error("not locked after ten minutes")
	}
	a.settle(off)
}
