package net

import (
	"bytes"
	"math"
	"slices"
	"testing"
)

func residualFiles(t testing.TB) (manifest, weights []byte) {
	t.Helper()
	return read(t, "../weights/face_recognition_model-weights_manifest.json"), read(t, "../weights/face_recognition_model.bin")
}

// TestResidual compares with what face-api.js 1.7.15 (TensorFlow.js 4.22, on
// the processor) gives for the same pattern and the same weights.
func TestResidual(t *testing.T) {
	manifest, weights := residualFiles(t)
	n, err := ParseResidual(manifest, weights)
	if err != nil {
		t.Fatal(err)
	}
	h, w, c := n.Input()
	input := make([]float32, h*w*c)
	for i := range input {
		x, y := i/c%w, i/c/w
		input[i] = float32((x*7+y*13+i%c*31+x*y>>4)%256) / 255
	}
	got, err := n.Run(input)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || len(got[0]) != 128 {
		t.Fatalf("%d outputs", len(got))
	}
	want := []float32{-0.05089, 0.12554, 0.07888, 0.00085, -0.06657, -0.03967, -0.08766, 0.00905, 0.10146, 0.00653, 0.22915, -0.00252, -0.24493, -0.01381, -0.02637, 0.08493}
	for i, v := range want {
		if math.Abs(float64(got[0][i]-v)) > 2e-4 {
			t.Errorf("number %d is %.5f instead of %.5f", i, got[0][i], v)
		}
	}
	portable, err := parseResidual(manifest, weights, portable())
	if err != nil {
		t.Fatal(err)
	}
	same, err := portable.Run(input)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got[0], same[0]) {
		t.Error("the kernels differ")
	}
}

func TestBrokenResidual(t *testing.T) {
	manifest, weights := residualFiles(t)
	for name, files := range map[string][2][]byte{
		"no weights":       {manifest, nil},
		"too few":          {manifest, weights[:len(weights)-1]},
		"too many":         {manifest, append(slices.Clone(weights), 0)},
		"no manifest":      {nil, weights},
		"a layer missing":  {bytes.Replace(manifest, []byte("conv64_2/conv1/conv/bias"), []byte("conv64_2/conv1/conv/other"), 1), weights},
		"another shape":    {bytes.Replace(manifest, []byte("[7,7,3,32]"), []byte("[7,3,7,32]"), 1), weights},
		"a huge shape":     {bytes.Replace(manifest, []byte("[7,7,3,32]"), []byte("[4096,4096,4096,32]"), 1), weights},
		"an empty shape":   {bytes.Replace(manifest, []byte("[7,7,3,32]"), []byte("[0,7,3,32]"), 1), weights},
		"another number":   {bytes.ReplaceAll(manifest, []byte(`"uint8"`), []byte(`"int16"`)), weights},
		"values too large": {bytes.Replace(manifest, []byte(`"min":`), []byte(`"min":1e30`), 1), weights},
	} {
		if _, err := ParseResidual(files[0], files[1]); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzResidual(f *testing.F) {
	manifest, weights := residualFiles(f)
	f.Add(manifest)
	f.Add([]byte(`[{"weights":[]}]`))
	f.Fuzz(func(t *testing.T, manifest []byte) {
		n, err := ParseResidual(manifest, weights)
		if err != nil {
			return
		}
		h, w, c := n.Input()
		if _, err := n.Run(make([]float32, h*w*c)); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkResidual(b *testing.B) {
	manifest, weights := residualFiles(b)
	n, err := ParseResidual(manifest, weights)
	if err != nil {
		b.Fatal(err)
	}
	h, w, c := n.Input()
	input := noise(h * w * c)
	for b.Loop() {
		if _, err := n.Run(input); err != nil {
			b.Fatal(err)
		}
	}
}
