package net

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

// A broken model is an error or another network, never a panic.
func TestBrokenModels(t *testing.T) {
	file := read(t, models[1])
	for n := 0; n < len(file); n += 1 + n/3 {
		if _, err := Parse(file[:n]); err == nil {
			t.Errorf("no error for %d bytes of %d", n, len(file))
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	refused := 0
	const changes = 300
	for range changes {
		changed := slices.Clone(file)
		// What describes the network lies behind the weights.
		at := len(changed) - 4 - random.IntN(40000)
		binary.LittleEndian.PutUint32(changed[at:], random.Uint32()>>random.IntN(32))
		n, err := Parse(changed)
		if err != nil {
			refused++
			continue
		}
		h, w, c := n.Input()
		if _, err := n.Run(make([]float32, h*w*c)); err != nil {
			t.Error(err)
		}
	}
	if refused == 0 {
		t.Errorf("none of %d changes was noticed", changes)
	}
}

func TestWeightsOutOfRange(t *testing.T) {
	for name, bits := range map[string]uint32{"not a number": 0x7fc00000, "infinite": 0x7f800000, "huge": 0x7f000000} {
		t32 := tensor{shape: []int{1}}
		if err := t32.fill(typeFloat32, binary.LittleEndian.AppendUint32(nil, bits), 1); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestHalf(t *testing.T) {
	for bits, want := range map[uint16]float32{0: 0, 0x3c00: 1, 0xc000: -2, 0x3555: .33325195, 0x0001: 5.9604645e-8, 0x7bff: 65504} {
		if got := half(bits); got != want {
			t.Errorf("%#x: %v instead of %v", bits, got, want)
		}
	}
}

func TestInputOfAnotherSize(t *testing.T) {
	n, err := Parse(read(t, models[1]))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.Run(make([]float32, 5)); err == nil {
		t.Error("no error")
	}
}

func FuzzParse(f *testing.F) {
	file := read(f, models[1])
	f.Add(file)
	f.Add(file[len(file)-60000:])
	f.Add([]byte("\x08\x00\x00\x00TFL3"))
	f.Fuzz(func(t *testing.T, file []byte) {
		n, err := Parse(file)
		if err != nil {
			return
		}
		h, w, c := n.Input()
		if h*w*c > 1<<20 {
			return
		}
		if _, err := n.Run(make([]float32, h*w*c)); err != nil {
			t.Error(err)
		}
	})
}
