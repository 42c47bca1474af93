package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

func TestMistakesOnTheCommandLineEndWithStatus2(t *testing.T) {
	d := newDesk(t)
	for _, line := range []string{
		"nonsense",
		"--nonsense",
		"client",
		"client nonsense",
		"client show",
		"client show A --client B",
		"session add --client C-1",
		"session add --client C-1 --date yesterday",
		"session add --client C-1 --date 2026-02-30",
		"session add --client C-1 --date 2026-02-03 --zone cheek=1.23mm",
		"session add --client C-1 --date 2026-02-03 --kind holiday",
		"session remove --client C-1",
		"import --client C-1",
		"timeline --client C-1",
		"compare --out x.png a.jpg",
		"compare --out x.png --points 1,2=3,4 a.jpg b.jpg",
		"align a.jpg",
		"align --model bend a.jpg b.jpg",
		"crop --client C-1 --view frontal",
		"crop --client C-1 --view frontal --rect 0,0,0,10",
		"crop --client C-1 --view frontal --reset --aspect 4:5",
		"preview --size 0 --out x a.jpg",
		"preview --out x a.jpg",
		"probe",
		"trash purge someid",
		"init",
	} {
		t.Run(line, func(t *testing.T) {
			args := strings.Fields(line)
			if line == "init" { // without saying where
				d = &desk{t: t, config: t.TempDir()}
			}
			r := d.run(args...)
			if r.status != exitUsage || r.err == "" || r.out != "" {
				t.Errorf("status %d, out %q, err %q", r.status, r.out, r.err)
			}
		})
	}
}

func TestEveryVerbExplainsItself(t *testing.T) {
	c := &console{}
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Short == "" || cmd.RunE == nil {
			t.Errorf("%s has no description or does nothing", cmd.CommandPath())
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(c))
}

func TestLibraryIsTheFlagsThenTheEnvironmentsThenTheLastOne(t *testing.T) {
	d := newDesk(t)
	other := newDesk(t)
	other.config = d.config
	d.must("client", "add", "IN-ENV")
	if out := other.must("--library", d.library, "client", "list"); !strings.Contains(out, "IN-ENV") {
		t.Errorf("the flag did not win over the environment: %q", out)
	}
	other.library = ""
	if out := other.must("client", "list"); !strings.Contains(out, "IN-ENV") {
		t.Errorf("the last library was not remembered: %q", out)
	}
	nowhere := &desk{t: t, config: t.TempDir()}
	if r := nowhere.run("client", "list"); r.status != exitUsage {
		t.Errorf("without any library: status %d, %s", r.status, r.err)
	}
	missing := &desk{t: t, config: t.TempDir(), library: filepath.Join(t.TempDir(), "none")}
	if r := missing.run("client", "list"); r.status != exitSome {
		t.Errorf("with a folder that is no library: status %d, %s", r.status, r.err)
	}
}
