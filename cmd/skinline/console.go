package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// console is what one run of the program talks to: its streams, what its
// environment says, and the flags every verb shares.
type console struct {
	in       io.Reader
	out, err io.Writer

	// From the environment.
	passphrase    string
	newPassphrase string
	envLibrary    string
	config        string // the folder for what is remembered; "" for nowhere

	// From the flags.
	library        string
	passphraseFile string
}

// newConsole is the console of this process. Secrets are taken out of its
// environment, so that no child process inherits them.
func newConsole() *console {
	c := &console{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		passphrase:    os.Getenv("SKINLINE_PASSPHRASE"),
		newPassphrase: os.Getenv("SKINLINE_NEW_PASSPHRASE"),
		envLibrary:    os.Getenv("SKINLINE_LIBRARY"),
	}
	os.Unsetenv("SKINLINE_PASSPHRASE")
	os.Unsetenv("SKINLINE_NEW_PASSPHRASE")
	if dir, err := os.UserConfigDir(); err == nil {
		c.config = filepath.Join(dir, "skinline")
	}
	return c
}

func (c *console) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

// warnf tells a person, on standard error, what a program reading standard
// output should not see.
func (c *console) warnf(format string, args ...any) {
	fmt.Fprintf(c.err, "skinline: "+format+"\n", args...)
}

// printJSON writes v as one line.
func (c *console) printJSON(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	return nil
}

// text is a flag's value, or standard input when it is "-": a name or a note
// given as an argument can be seen by every user of the machine.
func (c *console) text(flag string) (string, error) {
	if flag != "-" {
		return flag, nil
	}
	data, err := io.ReadAll(c.in)
	if err != nil {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	return strings.TrimSpace(string(data)), nil
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// progress returns a function that shows how far a long task is, and one that
// takes the bar away. Without a terminal both do nothing.
func (c *console) progress(label string) (step func(done, total int), end func()) {
	if !isTerminal(c.err) {
		return func(int, int) {}, func() {}
	}
	bar := progressbar.NewOptions(0,
		progressbar.OptionSetWriter(c.err),
		progressbar.OptionSetDescription(label),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionFullWidth(),
		progressbar.OptionClearOnFinish(),
	)
	step = func(done, total int) {
		if total != bar.GetMax() {
			bar.ChangeMax(total)
		}
		_ = bar.Set(done) // a bar that cannot be drawn must not stop the work
	}
	return step, func() { _ = bar.Finish() }
}
