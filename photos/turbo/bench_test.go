//go:build cgo && !purejpeg

package turbo_test

import (
	"fmt"
	"image"
	"testing"

	"skinline/photos/turbo"
)

func BenchmarkResize(b *testing.B) {
	src := hills(4032, 3024)
	for _, w := range []int{320, 2048} {
		b.Run(fmt.Sprintf("12 MP to %d", w), func(b *testing.B) {
			for b.Loop() {
				turbo.Resize(src, w, w*3/4)
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	data, err := turbo.Encode(hills(4032, 3024), 92, true)
	if err != nil {
		b.Fatal(err)
	}
	for name, c := range map[string]struct {
		eighths int
		sizes   []image.Point
	}{
		"12 MP to 320":          {1, []image.Point{{320, 240}}},
		"12 MP to 2048":         {5, []image.Point{{2048, 1536}}},
		"12 MP to 2048 and 480": {5, []image.Point{{480, 360}, {2048, 1536}}},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := turbo.Decode(data, c.eighths, 10, c.sizes...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
