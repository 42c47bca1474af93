package ui

import (
	"testing"

	"skinline/storage"
)

// withClient opens a library with one client and the sessions given.
func withClient(t *testing.T, sessions ...storage.Session) (*App, *offstage, storage.Client) {
	t.Helper()
	var c storage.Client
	a, off := openedApp(t, func(l *storage.Library) {
		var err error
		if c, err = l.CreateClient(storage.Client{Name: "Anna Berg", Concern: "acne scars"}); err != nil {
			t.Fatal(err)
		}
		for _, s := range sessions {
			s.ClientID = c.ID
			if _, err := l.CreateSession(s); err != nil {
				t.Fatal(err)
			}
		}
	})
	a.showTimeline(c.ID)
	a.settle(off)
	return a, off, c
}

func firstTreatment() storage.Session {
	return storage.Session{
		Date: day("2026-03-10"), Kind: storage.KindTreatment, Practitioner: "P", Device: "pen, 12 pins",
		NextDue: day("2026-04-14"), Notes: "tolerated well",
		Zones: []storage.ZoneTreatment{{Zone: "cheek", Side: storage.SideLeft, Depth: 1000, Passes: 3, Endpoint: storage.EndpointMild}},
	}
}

func form(t *testing.T, a *App) *sessionScreen {
	t.Helper()
	press(t, a, "New session")
	s, ok := a.screen.(*sessionScreen)
	if !ok {
		t.Fatalf("screen is %T", a.screen)
	}
	return s
}

func TestDepthsAreSavedWithCommaAndInSteps(t *testing.T) {
	a, off, c := withClient(t)
	s := form(t, a)
	s.date.entry.SetText("2026-03-10")
	r := s.rows[0]
	r.zone.SetText("cheek")
	r.depth.SetText("1,27")
	press(t, a, "Save")
	a.settle(off)
	if a.screen != screen(s) || !s.said.box.Visible() {
		t.Fatal("a depth off the steps was taken")
	}
	r.depth.SetText("1,25")
	r.passes.SetText("3")
	press(t, a, "Save")
	a.settle(off)
	sessions, err := a.lib.Sessions(c.ID)
	if err != nil || len(sessions) != 1 || len(sessions[0].Zones) != 1 {
		t.Fatalf("sessions %+v, %v", sessions, err)
	}
	if z := sessions[0].Zones[0]; z.Zone != "cheek" || z.Depth != 1250 || z.Passes != 3 {
		t.Errorf("zone %+v", z)
	}
}

func TestDepthOutOfRangeIsNotedAndSaved(t *testing.T) {
	a, off, c := withClient(t)
	s := form(t, a)
	s.date.entry.SetText("2026-03-10")
	s.rows[0].zone.SetText("forehead")
	s.rows[0].depth.SetText("2.5")
	if !a.says("Reference for forehead") {
		t.Error("an unusual depth is not noted")
	}
	press(t, a, "Save")
	a.settle(off)
	if sessions, err := a.lib.Sessions(c.ID); err != nil || len(sessions) != 1 {
		t.Errorf("sessions %v, %v", sessions, err)
	}
}

func TestLastSessionIsFilledInAndMarkedUntilTouched(t *testing.T) {
	a, _, _ := withClient(t, firstTreatment())
	s := form(t, a)
	if s.device.Text != "pen, 12 pins" || len(s.rows) != 1 || s.rows[0].depth.Text != "1.0" {
		t.Fatalf("device %q, %d rows", s.device.Text, len(s.rows))
	}
	if s.notes.Text != "" || s.rows[0].value().Endpoint != storage.EndpointNone {
		t.Error("what was observed last time must not be filled in")
	}
	if !s.marks["device"].Visible() || !s.rows[0].mark.Visible() {
		t.Fatal("what is taken over is not marked")
	}
	s.device.SetText("pen, 16 pins")
	s.rows[0].depth.SetText("1.25")
	if s.marks["device"].Visible() || s.rows[0].mark.Visible() {
		t.Error("what was touched is still marked")
	}
	if !s.marks["practitioner"].Visible() {
		t.Error("what was not touched is no longer marked")
	}
}

func TestNothingTypedIsLost(t *testing.T) {
	a, off, c := withClient(t, firstTreatment())
	s := form(t, a)
	s.notes.SetText("half a sentence")
	s.rows[0].depth.SetText("1.2x")
	a.lock()
	a.settle(off)
	a.screen.(*unlockScreen).submit(secret)
	a.settle(off)
	a.showTimeline(c.ID)
	a.settle(off)
	again := form(t, a)
	if again.notes.Text != "half a sentence" || again.rows[0].depth.Text != "1.2x" {
		t.Errorf("came back with %q and %q", again.notes.Text, again.rows[0].depth.Text)
	}
	if again.marks["device"] == nil || !again.marks["device"].Visible() {
		t.Error("marks of what was not touched are lost")
	}
}

func TestSavedSessionLeavesNoDraft(t *testing.T) {
	a, off, _ := withClient(t, firstTreatment())
	s := form(t, a)
	s.notes.SetText("done")
	press(t, a, "Save")
	a.settle(off)
	if _, ok, err := keptDraft(a.lib, s.key); ok || err != nil {
		t.Errorf("draft kept: %v, %v", ok, err)
	}
}

func TestCancelledFormCanBeContinued(t *testing.T) {
	a, off, _ := withClient(t, firstTreatment())
	s := form(t, a)
	s.notes.SetText("not yet")
	press(t, a, "Cancel")
	a.settle(off)
	press(t, a, "Continue typing")
	a.settle(off)
	again, ok := a.screen.(*sessionScreen)
	if !ok || again.notes.Text != "not yet" {
		t.Errorf("screen %T", a.screen)
	}
}
