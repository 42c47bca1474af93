package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/lang"

	"skinline/storage"
)

// speaking runs do once in every language, and leaves English behind.
func speaking(t *testing.T, do func(t *testing.T)) {
	a, _ := stageApp(t, Options{})
	t.Cleanup(func() { a.speak("en") })
	for _, l := range languages() {
		a.speak(l.code)
		t.Run(l.code, do)
	}
}

func TestEveryLanguageReadsTheDatesItWrites(t *testing.T) {
	speaking(t, func(t *testing.T) {
		for month := time.January; month <= time.December; month++ {
			want := storage.Date{Year: 2026, Month: month, Day: 3 + int(month)}
			if got, err := parseDate(dateText(want)); err != nil || got != want {
				t.Errorf("%q is read as %v: %v", dateText(want), got, err)
			}
		}
	})
}

func TestDatesAreReadWithMonthsInFull(t *testing.T) {
	a, _ := stageApp(t, Options{})
	t.Cleanup(func() { a.speak("en") })
	for _, c := range []struct {
		language, text string
		month          time.Month
	}{
		{"en", "5 March 2026", 3},
		{"en", "5 june 26", 6},
		{"de", "5. März 2026", 3},
		{"de", "5. Dezember 2026", 12},
		{"de", "5.10.2026", 10},
		{"fr", "5 février 2026", 2},
		{"fr", "5 juin 2026", 6},
		{"fr", "5 juillet 2026", 7},
		{"fr", "5 AOÛT 2026", 8},
		{"es", "5 enero 2026", 1},
		{"es", "5 marzo 2026", 3},
		{"es", "5 mayo 2026", 5},
	} {
		a.speak(c.language)
		want := storage.Date{Year: 2026, Month: c.month, Day: 5}
		if got, err := parseDate(c.text); err != nil || got != want {
			t.Errorf("%s: %q is read as %v: %v", c.language, c.text, got, err)
		}
	}
	if d, err := parseDate("5 Foo 2026"); err == nil {
		t.Errorf("no month is read as %v", d)
	}
}

func TestEveryLanguageReadsTheDepthsItWrites(t *testing.T) {
	speaking(t, func(t *testing.T) {
		for _, want := range []storage.Depth{250, 500, 1250, 3000} {
			if got, err := storage.ParseDepth(depthText(want)); err != nil || got != want {
				t.Errorf("%q is read as %v: %v", depthText(want), got, err)
			}
		}
	})
}

func TestGermanWritesADecimalComma(t *testing.T) {
	a, _ := stageApp(t, Options{})
	t.Cleanup(func() { a.speak("en") })
	a.speak("de")
	if got := depthText(1250); got != "1,25 mm" {
		t.Errorf("the depth is %q", got)
	}
	if got := dateText(storage.Date{Year: 2026, Month: 5, Day: 14}); got != "14. Mai 2026" {
		t.Errorf("the date is %q", got)
	}
}

func TestOneIsNotSaidAsMany(t *testing.T) {
	a, _ := stageApp(t, Options{})
	for _, try := range []struct {
		language  string
		one, many string
		months    [2]string
	}{
		{"en", "1 imported · 1 already there · 1 not readable", "2 imported · 2 already there · 2 not readable", [2]string{"+1 mo", "+3 mo"}},
		{"de", "1 importiert · 1 schon vorhanden · 1 nicht lesbar", "2 importiert · 2 schon vorhanden · 2 nicht lesbar", [2]string{"+1 Mon", "+3 Mon"}},
		{"es", "1 importada · 1 ya presente · 1 no legible", "2 importadas · 2 ya presentes · 2 no legibles", [2]string{"+1 mes", "+3 meses"}},
		{"fr", "1 importée · 1 déjà présente · 1 illisible", "2 importées · 2 déjà présentes · 2 illisibles", [2]string{"+1 mois", "+3 mois"}},
	} {
		a.speak(try.language)
		for n, want := range map[int]string{1: try.one, 2: try.many} {
			var o outcome
			for _, status := range []storage.ImportStatus{storage.Imported, storage.Duplicate, storage.Failed} {
				for range n {
					o.results = append(o.results, storage.ImportResult{Status: status})
				}
			}
			if got := o.summary(); got != want {
				t.Errorf("%s: %q, want %q", try.language, got, want)
			}
		}
		for i, months := range []int{1, 3} {
			if got := lang.XN("months.later", "+{{.N}} mo", months, values{"N": months}); got != try.months[i] {
				t.Errorf("%s: %q, want %q", try.language, got, try.months[i])
			}
		}
	}
	a.speak("en")
}
