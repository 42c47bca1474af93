package ui

import (
	"cmp"
	"slices"
	"strings"

	"skinline/storage"
)

// clientOrder is what the clients list is sorted by.
type clientOrder int

const (
	byName clientOrder = iota
	byConcern
	byLastSession // the latest first
	byNextDue     // the earliest first, those without at the end
	bySessions    // the most first
	byMissing     // what lacks most first
)

// directory is all clients of the library, ready to be searched at every key.
type directory struct {
	entries []directoryEntry // sorted by name
	tags    []string         // every tag in use, once, in order
}

type directoryEntry struct {
	storage.ClientSummary
	text string // what is searched, folded
	lack int    // how much the record lacks
}

// newDirectory prepares all; it takes a while, so away from the main goroutine.
func newDirectory(all []storage.ClientSummary) *directory {
	d := &directory{entries: make([]directoryEntry, len(all))}
	fold := newFolder()
	for i, c := range all {
		text := fold(strings.Join(append([]string{c.Name, c.Code, c.Concern}, c.Tags...), "\n"))
		d.entries[i] = directoryEntry{c, text, lacking(c)}
		d.tags = append(d.tags, c.Tags...)
	}
	slices.Sort(d.tags)
	d.tags = slices.Compact(d.tags)
	return d
}

// lacking counts what missing names.
func lacking(c storage.ClientSummary) int {
	n := 0
	for _, lacks := range []bool{c.Sessions == 0, !c.HasBaseline, c.Photos == 0} {
		if lacks {
			n++
		}
	}
	return n
}

// find returns the clients that have the tag ("" for any) and in whose name,
// code, tags or concern every word of query occurs. They belong to d.
func (d *directory) find(query, tag string, order clientOrder, reverse bool) []*directoryEntry {
	words := strings.Fields(folded(query))
	var found []*directoryEntry
	for i := range d.entries {
		e := &d.entries[i]
		if containsAll(e.text, words) && (tag == "" || slices.Contains(e.Tags, tag)) {
			found = append(found, e)
		}
	}
	if order != byName {
		slices.SortStableFunc(found, func(a, b *directoryEntry) int { return order.compare(a, b) })
	}
	if reverse {
		slices.Reverse(found)
	}
	return found
}

// compare sorts by o alone; equals stay in the order of names.
func (o clientOrder) compare(a, b *directoryEntry) int {
	switch o {
	case byConcern:
		return cmp.Compare(strings.ToLower(a.Concern), strings.ToLower(b.Concern))
	case byLastSession:
		return compareDates(b.LastSession, a.LastSession)
	case byNextDue:
		if a.NextDue.IsZero() != b.NextDue.IsZero() {
			if a.NextDue.IsZero() {
				return 1
			}
			return -1
		}
		return compareDates(a.NextDue, b.NextDue)
	case bySessions:
		return b.Sessions - a.Sessions
	case byMissing:
		return b.lack - a.lack
	}
	return 0
}

func compareDates(a, b storage.Date) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	}
	return 0
}
