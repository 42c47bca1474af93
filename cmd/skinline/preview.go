package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"skinline/photos/colour"
	"skinline/photos/turbo"
)

// previewQuality is the JPEG quality of a preview, its colour at half the
// resolution: what other programs write previews with.
const previewQuality = 85

func (c *console) previewVerb() *cobra.Command {
	var size int
	var out string
	cmd := &cobra.Command{
		Use:   "preview --size PX --out DIR FILE...",
		Short: "Write upright sRGB JPEG previews of photo files",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if size < 1 {
				return fmt.Errorf("--size must be at least 1: %w", errUsage)
			}
			if err := os.MkdirAll(out, 0o700); err != nil {
				return fmt.Errorf("make folder: %w", err)
			}
			// What is kept for long is next to nothing, what is dropped is pixels.
			debug.SetGCPercent(20)
			return withReader(func(r reader) error { return c.previews(cmd.Context(), r, args, out, size) })
		},
	}
	cmd.Flags().IntVar(&size, "size", 0, "longest side in pixels; smaller photos keep their size")
	cmd.Flags().StringVar(&out, "out", "", "folder to write to, made when missing")
	require(cmd, "size", "out")
	return cmd
}

// previews makes one preview a file, several at a time, and reports them in
// the order given.
func (c *console) previews(ctx context.Context, r reader, paths []string, out string, size int) error {
	results := make([]chan error, len(paths))
	for i := range results {
		results[i] = make(chan error, 1)
	}
	names := previewNames(paths)
	var workers sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(paths)) {
		workers.Go(func() {
			for i := range next {
				results[i] <- writePreview(ctx, r, paths[i], names[i], out, size)
			}
		})
	}
	go func() {
		for i := range paths {
			next <- i
		}
		close(next)
	}()
	var failed error
	for i, path := range paths {
		if err := <-results[i]; err != nil {
			failed = errSome
			c.warnf("%s: %v", path, err)
			continue
		}
		c.printf("%s\t%s\n", path, filepath.Join(out, names[i]))
	}
	workers.Wait()
	return errors.Join(ctx.Err(), failed)
}

// previewNames are the names of the previews: the base names of the photos. A
// photo whose base name another one has taken gets none.
func previewNames(paths []string) []string {
	taken := map[string]bool{}
	names := make([]string, len(paths))
	for i, path := range paths {
		base := filepath.Base(path)
		name := strings.TrimSuffix(base, filepath.Ext(base)) + ".jpg"
		if !taken[name] {
			names[i], taken[name] = name, true
		}
	}
	return names
}

func writePreview(ctx context.Context, r reader, path, name, out string, size int) error {
	if name == "" {
		return errors.New("another photo given has the same base name")
	}
	file, bytes, err := openPhoto(path)
	if err != nil {
		return err
	}
	defer file.Close()
	decoded, err := r.DecodeFile(ctx, file, bytes, size)
	if err != nil {
		return cause(err)
	}
	data, err := turbo.Encode(decoded.Pictures[0], previewQuality, true)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, name), turbo.WithProfile(data, colour.SRGB()), 0o600); err != nil {
		return fmt.Errorf("write preview: %w", err)
	}
	return nil
}
