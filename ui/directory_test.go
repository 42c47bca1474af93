package ui

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"skinline/storage"
)

func someClients() []storage.ClientSummary {
	return []storage.ClientSummary{
		{Client: storage.Client{Name: "Anna Berg", Code: "C-1", Concern: "acne scars", Tags: []string{"vip", "study"}}, Sessions: 3, Photos: 9, HasBaseline: true, LastSession: day("2026-03-01"), NextDue: day("2026-04-01")},
		{Client: storage.Client{Name: "Jörg Müller", Code: "C-2", Concern: "Stretch marks", Tags: []string{"study"}}, Sessions: 8, Photos: 2, LastSession: day("2026-05-01")},
		{Client: storage.Client{Name: "Zoë Ångström", Code: "C-3", Concern: "melasma"}, NextDue: day("2026-02-01")},
	}
}

func TestDirectoryFindsWithoutCaseAndAccents(t *testing.T) {
	d := newDirectory(someClients())
	for query, want := range map[string]string{
		"MULLER": "C-2", "müller jorg": "C-2", "zoe": "C-3", "angstrom": "C-3", "c-1": "C-1", "vip": "C-1", "scars anna": "C-1",
	} {
		found := d.find(query, "", byName, false)
		if len(found) != 1 || found[0].Code != want {
			t.Errorf("%q found %v, want %s", query, found, want)
		}
	}
	if n := len(d.find("", "study", byName, false)); n != 2 {
		t.Errorf("%d have the tag", n)
	}
	if n := len(d.find("jorg berg", "", byName, false)); n != 0 {
		t.Error("words of two clients found one")
	}
	if !slices.Equal(d.tags, []string{"study", "vip"}) {
		t.Errorf("tags %v", d.tags)
	}
}

func TestDirectorySorts(t *testing.T) {
	d := newDirectory(someClients())
	for order, want := range map[clientOrder]string{
		byName: "C-1 C-2 C-3", byConcern: "C-1 C-3 C-2", byLastSession: "C-2 C-1 C-3",
		byNextDue: "C-3 C-1 C-2", bySessions: "C-2 C-1 C-3", byMissing: "C-3 C-2 C-1",
	} {
		var codes, back []string
		for _, c := range d.find("", "", order, false) {
			codes = append(codes, c.Code)
		}
		if got := fmt.Sprint(codes); got != "["+want+"]" {
			t.Errorf("order %d: %s, want %s", order, got, want)
		}
		for _, c := range d.find("", "", order, true) {
			back = append(back, c.Code)
		}
		slices.Reverse(back)
		if !slices.Equal(codes, back) {
			t.Errorf("order %d reversed is %v", order, back)
		}
	}
}

// BenchmarkFindAmong20000 is what one key in the search box costs, without the
// list.
func BenchmarkFindAmong20000(b *testing.B) {
	var all []storage.ClientSummary
	for i := range 20000 {
		c := someClients()[i%3]
		c.Code = fmt.Sprintf("C-%05d", i)
		all = append(all, c)
	}
	start := time.Now()
	d := newDirectory(all)
	prepared := time.Since(start)
	for b.Loop() {
		if len(d.find("mull", "", byLastSession, false)) == 0 {
			b.Fatal("nothing found")
		}
	}
	b.ReportMetric(float64(prepared.Milliseconds()), "prepare-ms")
}
