package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"skinline/storage"
)

// libraryDir is the folder of the library to use.
func (c *console) libraryDir() (string, error) {
	for _, dir := range []string{c.library, c.envLibrary, c.lastLibrary()} {
		if dir != "" {
			return filepath.Abs(dir)
		}
	}
	return "", fmt.Errorf("no library: use --library DIR or SKINLINE_LIBRARY: %w", errUsage)
}

// libraryAndSecret is the folder of the library to use, and what opens it.
func (c *console) libraryAndSecret() (dir, secret string, err error) {
	if dir, err = c.libraryDir(); err != nil {
		return "", "", err
	}
	if !storage.IsLibrary(dir) {
		return "", "", fmt.Errorf("open %s: %w", dir, storage.ErrNotLibrary)
	}
	secret, err = c.secret()
	return dir, secret, err
}

// withLibrary opens the library, does work with it and closes it.
func (c *console) withLibrary(work func(*storage.Library) error) error {
	dir, secret, err := c.libraryAndSecret()
	if err != nil {
		return err
	}
	l, err := storage.Open(dir, secret)
	if err != nil {
		return fmt.Errorf("open library: %w", err)
	}
	c.remember(dir)
	decoders, err := newDecoders()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer decoders.Close()
	l.DecodeWith(decoders)
	return errors.Join(work(l), l.Close())
}

func (c *console) lastLibrary() string {
	if c.config == "" {
		return ""
	}
	data, err := os.ReadFile(filepath.Join(c.config, "last-library"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

// remember keeps dir as the last library used. It is a convenience: a
// failure is not worth stopping for.
func (c *console) remember(dir string) {
	if c.config == "" || c.lastLibrary() == dir {
		return
	}
	if os.MkdirAll(c.config, 0o700) != nil {
		return
	}
	name := filepath.Join(c.config, "last-library")
	if os.WriteFile(name+".new", []byte(dir+"\n"), 0o600) == nil {
		_ = os.Rename(name+".new", name)
	}
}

// secret is the passphrase or recovery key that opens the library.
func (c *console) secret() (string, error) {
	if c.passphrase != "" {
		return c.passphrase, nil
	}
	if c.passphraseFile != "" {
		return firstLine(c.passphraseFile)
	}
	if !isTerminal(c.in) {
		return "", fmt.Errorf("no passphrase: set SKINLINE_PASSPHRASE or use --passphrase-file: %w", errUsage)
	}
	return c.ask("Passphrase or recovery key: ")
}

// freshSecret is a passphrase not yet in use: given, or typed twice.
func (c *console) freshSecret(given, file string) (string, error) {
	if given != "" {
		return given, nil
	}
	if file != "" {
		return firstLine(file)
	}
	if !isTerminal(c.in) {
		return "", fmt.Errorf("no passphrase given and no terminal to ask on: %w", errUsage)
	}
	first, err := c.ask("New passphrase: ")
	if err != nil {
		return "", err
	}
	second, err := c.ask("The same again: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", errors.New("the two passphrases differ; nothing was changed")
	}
	return first, nil
}

// ask prompts on standard error and reads a line without echo.
func (c *console) ask(prompt string) (string, error) {
	fmt.Fprint(c.err, prompt)
	typed, err := term.ReadPassword(int(c.in.(*os.File).Fd()))
	fmt.Fprintln(c.err)
	if err != nil {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	return string(typed), nil
}

func firstLine(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("read passphrase file: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	if !lines.Scan() {
		return "", fmt.Errorf("passphrase file %s is empty", name)
	}
	return lines.Text(), nil
}
