package ui

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"skinline/photos"
	"skinline/storage"
)

// values fills a sentence's {{.Name}} places.
type values map[string]any

// dateText is a date as people read it, "14 Apr 2026"; "" when not set.
func dateText(d storage.Date) string {
	if d.IsZero() {
		return ""
	}
	return lang.L("{{.Day}} {{.Month}} {{.Year}}", values{
		"Day": strconv.Itoa(d.Day), "Month": months()[d.Month-1], "Year": strconv.Itoa(d.Year),
	})
}

func months() [12]string {
	return [12]string{
		lang.L("Jan"), lang.L("Feb"), lang.L("Mar"), lang.L("Apr"), lang.X("month.may", "May"), lang.L("Jun"),
		lang.L("Jul"), lang.L("Aug"), lang.L("Sep"), lang.L("Oct"), lang.L("Nov"), lang.L("Dec"),
	}
}

// parseDate reads what dateText writes, ISO dates and day-month-year with
// dots, slashes or blanks; a month may be a number, short as dateText writes
// it, or in full. Errors wrap storage.ErrInvalid.
func parseDate(s string) (storage.Date, error) {
	s = strings.TrimSpace(s)
	if d, err := storage.ParseDate(s); err == nil {
		return d, nil
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ./-", r) })
	if len(parts) != 3 {
		return storage.ParseDate(s)
	}
	day, month, year := parts[0], parts[1], parts[2]
	for i, name := range months() {
		if strings.HasPrefix(strings.ToLower(month), strings.ToLower(name)) {
			month = strconv.Itoa(i + 1)
		}
	}
	if len(year) == 2 {
		year = "20" + year
	}
	pad := func(s string) string { return strings.Repeat("0", max(0, 2-len(s))) + s }
	return storage.ParseDate(year + "-" + pad(month) + "-" + pad(day))
}

func today() storage.Date { return storage.DateOf(time.Now()) }

// daysText is a number of days with its unit.
func daysText(n int) string {
	return lang.XN("days", "{{.N}} days", n, values{"N": n})
}

// depthText is a depth with its unit, "" when not recorded.
func depthText(d storage.Depth) string {
	if d == 0 {
		return ""
	}
	return decimal(d.Number()) + " mm"
}

// decimal writes a number the way the language does.
func decimal(number string) string {
	return strings.Replace(number, ".", lang.X("decimal.separator", "."), 1)
}

// zoneText names a zone with its side: "cheek left".
func zoneText(z storage.ZoneTreatment) string {
	name := zoneName(z.Zone)
	if z.Side == storage.SideNone {
		return name
	}
	return name + " " + sideName(z.Side)
}

func zoneName(code string) string { return lang.X("zone."+code, spaced(code)) }

func sideName(s storage.Side) string {
	if s == storage.SideNone {
		return lang.X("side.none", "no side")
	}
	return lang.X("side."+string(s), string(s))
}

// spaced turns a code into words: "upper-lip" into "upper lip".
func spaced(code string) string { return strings.ReplaceAll(code, "-", " ") }

// viewName is a view as a row head: "Oblique left".
func viewName(v storage.View) string {
	if v == "" {
		return lang.L("View not said")
	}
	return lang.X("view."+string(v), capital(spaced(string(v))))
}

func phaseName(p storage.Phase) string {
	if p == "" {
		return lang.L("Phase not said")
	}
	return lang.X("phase."+string(p), capital(string(p)))
}

func kindName(k storage.SessionKind) string {
	return lang.X("kind."+string(k), capital(string(k)))
}

func endpointName(e storage.Endpoint) string {
	if e == storage.EndpointNone {
		return lang.L("Not recorded")
	}
	return lang.X("endpoint."+spaced(string(e)), string(e))
}

func sourceName(s storage.TakenSource) string {
	switch s {
	case storage.TakenExif:
		return lang.L("from the camera")
	case storage.TakenFile:
		return lang.L("from the file's date")
	case storage.TakenTyped:
		return lang.L("typed")
	}
	return lang.L("the session's date")
}

func fitzpatrick(n int) string {
	roman := [...]string{"", "I", "II", "III", "IV", "V", "VI"}
	if n < 1 || n >= len(roman) {
		return ""
	}
	return roman[n]
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// takenDate is the civil date a photo was taken, by its own wall clock.
func takenDate(p storage.Photo) storage.Date {
	if p.Taken == (photos.Taken{}) {
		return storage.Date{}
	}
	return storage.DateOf(p.Taken.Local)
}

// clientLabel is the client for screens and toasts, never for titles or logs:
// the code alone in privacy mode.
func (a *App) clientLabel(c storage.Client) string {
	if c.Name == "" || a.private {
		return c.Code
	}
	return c.Name
}

// joined puts the parts that say something in one line.
func joined(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, " · ")
}
