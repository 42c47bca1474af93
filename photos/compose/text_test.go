package compose

import (
	"slices"
	"strings"
	"testing"
)

func TestWrapKeepsEveryLineWithinTheWidth(t *testing.T) {
	f := NewStyle(0).typefaces().body
	text := "Tolerated well; slight dryness for two days, moisturiser advised, Fruchtsäurebehandlungsnachsorgetermin in five weeks."
	for width := 1; width < 500; width += 7 {
		for most := 1; most < 5; most++ {
			lines := f.wrap(text, width, most)
			if len(lines) > most {
				t.Fatalf("width %d: %d lines, %d allowed", width, len(lines), most)
			}
			for _, line := range lines {
				if f.width(line) > width {
					t.Fatalf("width %d: %q takes %d", width, line, f.width(line))
				}
			}
		}
	}
}

func TestWrapLosesNoWordWhereThereIsRoom(t *testing.T) {
	f := NewStyle(0).typefaces().body
	text := "cheek left 1.25 mm, forehead 0.5 mm"
	lines := f.wrap(text, 120, 9)
	if len(lines) < 2 || strings.Join(lines, " ") != text {
		t.Errorf("lines %q", lines)
	}
	if got := f.wrap(" \n ", 100, 3); got != nil {
		t.Errorf("blank text gives %q", got)
	}
}

func TestWrapEndsEarlyAfterAWholeWord(t *testing.T) {
	f := NewStyle(0).typefaces().body
	text := "moisturiser advised and nothing else to note before the next visit"
	lines := f.wrap(text, 150, 2)
	last := lines[len(lines)-1]
	kept, cut := strings.CutSuffix(last, "…")
	words := strings.Fields(kept)
	if !cut || !slices.Contains(strings.Fields(text), words[len(words)-1]) {
		t.Errorf("lines %q", lines)
	}
}
