package main

import (
	"strings"
	"testing"

	"skinline/storage"
)

func TestClientsAreAddedListedChangedAndRemoved(t *testing.T) {
	d := newDesk(t)
	if code := strings.TrimSpace(d.must("client", "add", "--name", "Ada", "--concern", "acne scars", "--tag", "a", "--tag", "b")); code != "C-0001" {
		t.Errorf("made code %q", code)
	}
	added := objects[storage.Client](t, d.must("client", "add", "Z-9", "--json", "--fitzpatrick", "4"))[0]
	if added.Code != "Z-9" || added.Fitzpatrick != 4 {
		t.Errorf("added %+v", added)
	}
	d.must("client", "edit", "Z-9", "--name", "Zoe", "--code", "Z-10")
	lines := objects[clientLine](t, d.must("client", "list", "--json"))
	if len(lines) != 2 || lines[0].Name != "Ada" || len(lines[0].Tags) != 2 || lines[1].Code != "Z-10" || lines[1].Name != "Zoe" || lines[1].Fitzpatrick != 4 {
		t.Errorf("listed %+v", lines)
	}
	removal := strings.TrimSpace(d.must("client", "remove", "Z-10"))
	if r := d.run("client", "show", "Z-10"); r.status != exitSome {
		t.Errorf("a removed client is shown: %s", r.out)
	}
	if trash := objects[removalLine](t, d.must("trash", "list", "--json")); len(trash) != 1 || string(trash[0].ID) != removal {
		t.Errorf("trash %+v, removal %s", trash, removal)
	}
	d.must("trash", "restore", removal)
	d.must("client", "show", "Z-10")
	removal = strings.TrimSpace(d.must("client", "remove", "Z-10"))
	d.must("trash", "purge", "--yes", removal)
	if out := d.must("trash", "list"); out != "" {
		t.Errorf("still in the trash: %s", out)
	}
}

func TestNamesAndNotesCanStayOffTheCommandLine(t *testing.T) {
	d := newDesk(t)
	d.in = "Grace Canary\n"
	d.must("client", "add", "C-1", "--name", "-")
	d.in = "a note\nof two lines\n"
	d.must("session", "add", "--client", "C-1", "--date", "2026-04-14", "--notes", "-")
	shown := d.show("C-1")
	if shown.Name != "Grace Canary" || shown.Sessions[0].Notes != "a note\nof two lines" {
		t.Errorf("got %q, %q", shown.Name, shown.Sessions[0].Notes)
	}
}

func TestSessionsKeepWhatWasDone(t *testing.T) {
	d := newDesk(t)
	d.must("client", "add", "C-1")
	d.must("session", "add", "--client", "C-1", "--date", "2026-04-14", "--device", "pen, 12 pins",
		"--zone", "cheek-left=1.25mm,3", "--zone", "forehead=0.5mm,2,mild erythema")
	d.must("session", "add", "--client", "C-1", "--date", "2026-03-03")
	sessions := d.show("C-1").Sessions
	if len(sessions) != 2 || sessions[0].Date.String() != "2026-03-03" || sessions[1].Kind != storage.KindTreatment {
		t.Fatalf("got %+v", sessions)
	}
	zones := sessions[1].Zones
	if len(zones) != 2 || zones[0].Depth != 1250 || zones[0].Side != storage.SideLeft || zones[0].Passes != 3 || zones[1].Endpoint != storage.EndpointMild {
		t.Errorf("zones %+v", zones)
	}
	if listed := objects[storage.Session](t, d.must("session", "list", "--client", "C-1", "--json")); len(listed) != 2 {
		t.Errorf("listed %+v", listed)
	}
	d.must("session", "remove", "--client", "C-1", "--date", "2026-03-03")
	if left := d.show("C-1").Sessions; len(left) != 1 {
		t.Errorf("left %+v", left)
	}
}
