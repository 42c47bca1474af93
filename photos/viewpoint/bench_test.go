package viewpoint_test

import (
	"testing"

	"skinline/photos/phantom"
	"skinline/photos/viewpoint"
)

// BenchmarkLook is what a review needs of a photo after decoding.
func BenchmarkLook(b *testing.B) {
	for name, kind := range map[string]phantom.Kind{"face": phantom.Face, "skin": phantom.Skin} {
		pic := phantom.Subject{Kind: kind, Seed: 6}.Render(phantom.Shot{Width: 768, Height: viewpoint.Long})
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := viewpoint.LookAt(pic); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
