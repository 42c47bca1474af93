package ui

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"skinline/storage"
)

// visitAll opens the timeline of every client that has photos, scrolls it, and
// reports the resident memory halfway and at the end.
func (m *measuring) visitAll() error {
	all, err := m.lib.Clients()
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(c storage.ClientSummary) bool { return c.Photos == 0 })
	var half, most float64
	for i, c := range all {
		if err := m.scroll(c.ID); err != nil {
			return err
		}
		now := resident()
		most = max(most, now)
		if i == len(all)/2 {
			half = now
		}
	}
	m.report(Figure{"clients visited", float64(len(all)), ""})
	m.report(Figure{"resident memory halfway", half, "MB"})
	m.report(Figure{"resident memory at the end", resident(), "MB"})
	m.report(Figure{"resident memory at most", most, "MB"})
	return nil
}

// resident is the memory of this process in MB, 0 where the system does not
// say.
func resident() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if text, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseFloat(strings.Fields(text)[0], 64)
			return kb / 1024
		}
	}
	return 0
}
