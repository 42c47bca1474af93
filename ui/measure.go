package ui

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"skinline/storage"
)

// Figure is one thing measured in the window.
type Figure struct {
	Name  string
	Value float64
	Unit  string
}

// Scenario is what is done in the window while it is measured.
type Scenario string

// The scenarios. Their names are what the command line takes.
const (
	ScenarioOpen   Scenario = "open"   // open the client with the most photos, scroll end to end
	ScenarioSearch Scenario = "search" // type names into the search box
	ScenarioImport Scenario = "import" // review and import a folder of photos
	// ScenarioCompare zooms, pans and flips the two largest photos.
	ScenarioCompare Scenario = "compare"
	ScenarioMemory  Scenario = "memory" // visit every client that has photos
)

// Scenarios are all of them.
func Scenarios() []Scenario {
	return []Scenario{ScenarioOpen, ScenarioSearch, ScenarioCompare, ScenarioImport, ScenarioMemory}
}

// Measure opens o.Library with o.Passphrase in a real window on a, an app with
// a display, does what the scenario says, and reports figures as they become
// known. It returns when the window was closed again, with the first failure.
//
// A "piece" is one function run on the main goroutine: all of the program's
// own work there is done in such, from the handling of a key to the arrival of
// a picture; what Fyne does besides, painting above all, is not in them.
func Measure(a fyne.App, o Options, s Scenario, photos string, report func(Figure)) error {
	watch, ok := newStopwatch(a)
	if !ok {
		return errors.New("measure the window: this needs a build with a window system")
	}
	passphrase := o.Passphrase
	o.Passphrase = ""
	m := &measuring{App: New(watch, o), watch: watch.driver, photos: photos, report: report}
	m.win.Resize(fyne.NewSize(1600, 1000))
	ended := make(chan error, 1)
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			err := m.person(s, passphrase)
			ended <- err
			fyne.Do(m.close)
		}()
	})
	m.ShowAndRun()
	select {
	case err := <-ended:
		return err
	default:
		return errors.New("measure the window: it was closed too early")
	}
}

// measuring does things in the window from a goroutine of its own.
type measuring struct {
	*App
	watch  *timingDriver
	photos string // folder to import
	report func(Figure)
}

// frame is longer than the pause between two of Fyne's frames.
const frame = 20 * time.Millisecond

func (m *measuring) person(s Scenario, passphrase string) error {
	time.Sleep(5 * frame)
	var way *unlockScreen
	m.do(func() { way, _ = m.screen.(*unlockScreen) })
	if way == nil {
		return errors.New("no library to open")
	}
	m.do(func() { way.submit(passphrase) })
	m.settle()
	if m.lib == nil {
		return errors.New(way.said.label.Text)
	}
	m.watch.take()
	switch s {
	case ScenarioOpen:
		return m.openLargest()
	case ScenarioSearch:
		return m.searchClients()
	case ScenarioCompare:
		return m.compareLarge()
	case ScenarioImport:
		return m.importFolder()
	case ScenarioMemory:
		return m.visitAll()
	}
	return fmt.Errorf("no scenario %q", s)
}

// do runs f on the main goroutine and waits for it.
func (m *measuring) do(f func()) { fyne.DoAndWait(f) }

// settle waits until nothing is under way and what came of it is painted.
func (m *measuring) settle() {
	for busy := true; busy; {
		time.Sleep(time.Millisecond)
		m.do(func() { busy = m.busy() })
	}
	m.painted()
}

// painted waits until what was changed has been painted.
func (m *measuring) painted() {
	time.Sleep(frame)
	m.do(func() {})
}

// pieces reports the longest and the middle of the work since the last call;
// pieces that did nothing to speak of are not counted in the middle.
func (m *measuring) pieces(name string) {
	all := m.watch.take()
	worked := slices.DeleteFunc(all, func(p piece) bool { return p.took < 20*time.Microsecond })
	if len(worked) == 0 {
		return
	}
	slices.SortFunc(worked, func(a, b piece) int { return cmp.Compare(a.took, b.took) })
	longest := worked[len(worked)-1]
	m.report(Figure{name + ", longest piece", milliseconds(longest.took), "ms  " + longest.name})
	m.report(Figure{name + ", median piece", milliseconds(worked[len(worked)/2].took), "ms"})
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (m *measuring) largest() (storage.ID, error) {
	all, err := m.lib.Clients()
	if err != nil || len(all) == 0 {
		return "", errors.Join(err, errors.New("the library has no client"))
	}
	return slices.MaxFunc(all, func(a, b storage.ClientSummary) int { return a.Photos - b.Photos }).ID, nil
}

// openLargest opens the timeline of the client with the most photos until
// every visible cell is painted, five times, then scrolls it end to end.
func (m *measuring) openLargest() error {
	client, err := m.largest()
	if err != nil {
		return err
	}
	var took []time.Duration
	for range 5 {
		m.do(func() {
			m.loader.cache.clear()          // the stored previews remain
			m.place = place{client: client} // at its start
		})
		start := time.Now()
		m.do(func() { m.showTimeline(client) })
		m.settle()
		took = append(took, time.Since(start))
		m.do(m.showClients)
		m.settle()
	}
	slices.Sort(took)
	m.report(Figure{"client opened, all visible cells painted", milliseconds(took[2]), "ms"})
	m.pieces("open")
	if err := m.scroll(client); err != nil {
		return err
	}
	m.pieces("scroll end to end")
	return nil
}

// scroll opens the timeline of client and scrolls from its first session to
// its last; what came before is not among the pieces.
func (m *measuring) scroll(client storage.ID) error {
	m.do(func() { m.showTimeline(client) })
	m.settle()
	var t *timelineScreen
	m.do(func() { t, _ = m.screen.(*timelineScreen) })
	if t == nil {
		return errors.New("the timeline did not open")
	}
	m.watch.take()
	at, end := fyne.Position{}, false
	for !end {
		m.do(func() {
			at.X += 60
			t.matrix.SetOffset(at)
			end = t.matrix.Offset().X < at.X
		})
		time.Sleep(frame)
	}
	m.settle()
	return nil
}

// searchClients types into the search box, a key after the other.
func (m *measuring) searchClients() error {
	var s *clientsScreen
	m.do(func() { s, _ = m.screen.(*clientsScreen) })
	if s == nil {
		return errors.New("the clients are not shown")
	}
	if s.all == nil {
		return errors.New("the clients were not read")
	}
	m.report(Figure{"clients", float64(len(s.all.entries)), ""})
	m.watch.take()
	var worst time.Duration
	for _, word := range []string{"müller", "anna b", "C-0142", "scars"} {
		for _, r := range word {
			start := time.Now()
			m.do(func() { s.search.TypedRune(r) })
			worst = max(worst, time.Since(start))
			m.painted()
		}
		m.do(func() { s.search.SetText("") })
	}
	m.report(Figure{"key to list, longest", milliseconds(worst), "ms"})
	m.pieces("type in the search box")
	return nil
}

// importFolder reviews the folder for a new client and imports all of it.
func (m *measuring) importFolder() error {
	c, err := m.lib.CreateClient(storage.Client{Name: "Measured Person"})
	if err != nil {
		return err
	}
	m.watch.take()
	start := time.Now()
	m.do(func() { m.importPhotos(c.ID, []string{m.photos}, cellHint{}) })
	m.settle()
	var review *reviewScreen
	m.do(func() { review, _ = m.screen.(*reviewScreen) })
	if review == nil {
		return errors.New("the review did not open")
	}
	m.report(Figure{"review", time.Since(start).Seconds(), "s"})
	start = time.Now()
	m.do(review.run)
	m.settle()
	m.report(Figure{"import", time.Since(start).Seconds(), "s"})
	all, err := m.lib.Photos(c.ID)
	if err != nil {
		return err
	}
	m.report(Figure{"photos imported", float64(len(all)), ""})
	m.pieces("review and import")
	return nil
}
