package net

import (
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

var models = []string{"../weights/face_landmark.tflite", "../weights/face_detection_short_range.tflite"}

func read(t testing.TB, name string) []byte {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func noise(n int) []float32 {
	random := rand.New(rand.NewPCG(1, 2))
	out := make([]float32, n)
	for i := range out {
		out[i] = random.Float32()*2 - 1
	}
	return out
}

// The kernels of this processor and the portable ones agree to the bit.
func TestKernelsAgree(t *testing.T) {
	for _, name := range models {
		fast, err := Parse(read(t, name))
		if err != nil {
			t.Fatal(err)
		}
		slow, err := parse(read(t, name), portable())
		if err != nil {
			t.Fatal(err)
		}
		h, w, c := fast.Input()
		input := noise(h * w * c)
		a, err := fast.Run(input)
		if err != nil {
			t.Fatal(err)
		}
		b, err := slow.Run(input)
		if err != nil {
			t.Fatal(err)
		}
		for i := range a {
			if !slices.Equal(a[i], b[i]) {
				t.Errorf("%s: output %d differs", name, i)
			}
		}
	}
}

func BenchmarkRun(b *testing.B) {
	for _, name := range models {
		for _, k := range []struct {
			name string
			kernels
		}{{"fastest", fastest()}, {"portable", portable()}} {
			n, err := parse(read(b, name), k.kernels)
			if err != nil {
				b.Fatal(err)
			}
			h, w, c := n.Input()
			input := noise(h * w * c)
			b.Run(name[11:16]+"/"+k.name, func(b *testing.B) {
				for b.Loop() {
					if _, err := n.Run(input); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
