package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"skinline/photos"
	"skinline/photos/align"
	"skinline/storage"
)

// value makes a flag of anything that can be read from text; a text that
// cannot be read is a usage error.
type value[T any] struct {
	to    *T
	kind  string
	parse func(string) (T, error)
	text  string
}

func (v *value[T]) String() string { return v.text }
func (v *value[T]) Type() string   { return v.kind }

func (v *value[T]) Set(s string) error {
	parsed, err := v.parse(s)
	if err != nil {
		return err
	}
	*v.to, v.text = parsed, s
	return nil
}

// list is value for flags that may be given several times.
func list[T any](to *[]T, kind string, parse func(string) (T, error)) *value[[]T] {
	return &value[[]T]{to: to, kind: kind, parse: func(s string) ([]T, error) {
		one, err := parse(s)
		return append(*to, one), err
	}}
}

func date(to *storage.Date) *value[storage.Date] {
	return &value[storage.Date]{to: to, kind: "date", parse: storage.ParseDate}
}

// oneOf accepts exactly the words listed.
func oneOf[T ~string](to *T, kind string, words ...T) *value[T] {
	return &value[T]{to: to, kind: kind, text: string(*to), parse: func(s string) (T, error) {
		if slices.Contains(words, T(s)) {
			return T(s), nil
		}
		var names []string
		for _, w := range words {
			names = append(names, string(w))
		}
		return "", fmt.Errorf("must be one of %s", strings.Join(names, ", "))
	}}
}

// offerViews completes a flag with the standard views.
func offerViews(cmd *cobra.Command, flag string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var names []string
		for _, v := range storage.Views() {
			names = append(names, string(v))
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
}

// pixelPair is one landmark in oriented pixels of two photos, pixel centres
// at integers.
type pixelPair struct{ before, after photos.Point }

// parsePoints reads "x,y=x,y x,y=x,y": BEFORE=AFTER, in oriented pixels.
func parsePoints(s string) ([]pixelPair, error) {
	var pairs []pixelPair
	for _, field := range strings.Fields(s) {
		b, a, ok := strings.Cut(field, "=")
		if !ok {
			return nil, fmt.Errorf("%q is not of the form x,y=x,y", field)
		}
		before, err := numbers(b, 2)
		if err != nil {
			return nil, err
		}
		after, err := numbers(a, 2)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, pixelPair{photos.Point{X: before[0], Y: before[1]}, photos.Point{X: after[0], Y: after[1]}})
	}
	if len(pairs) < 2 {
		return nil, fmt.Errorf("%q has %d point pairs; two or more are needed", s, len(pairs))
	}
	return pairs, nil
}

// relative takes pairs to relative coordinates of the two photos.
func relative(pairs []pixelPair, before, after photos.Info) []align.Pair {
	var out []align.Pair
	for _, p := range pairs {
		out = append(out, align.Pair{Reference: relativePoint(p.before, before), Photo: relativePoint(p.after, after)})
	}
	return out
}

func relativePoint(p photos.Point, in photos.Info) photos.Point {
	long := float64(max(in.Width, in.Height))
	return photos.Point{X: (p.X + .5) / long, Y: (p.Y + .5) / long}
}

// parseRect reads "x,y,w,h" in oriented pixels, measured from the photo's
// top left corner.
func parseRect(s string) (photos.Rect, error) {
	n, err := numbers(s, 4)
	if err != nil {
		return photos.Rect{}, err
	}
	r := photos.Rect{X: n[0], Y: n[1], W: n[2], H: n[3]}
	if r.Empty() {
		return r, fmt.Errorf("%q has no area", s)
	}
	return r, nil
}

func relativeRect(r photos.Rect, in photos.Info) photos.Rect {
	long := float64(max(in.Width, in.Height))
	return photos.Rect{X: r.X / long, Y: r.Y / long, W: r.W / long, H: r.H / long}
}

func numbers(s string, n int) ([]float64, error) {
	fields := strings.Split(s, ",")
	if len(fields) != n {
		return nil, fmt.Errorf("%q is not %d numbers separated by commas", s, n)
	}
	var out []float64
	for _, f := range fields {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || v-v != 0 { // infinities and NaN are no positions
			return nil, fmt.Errorf("%q is not a number", f)
		}
		out = append(out, v)
	}
	return out, nil
}
