package face

import (
	"crypto/sha256"
	_ "embed" // the weights
	"encoding/hex"
	"fmt"
	"slices"
	"sync"

	"skinline/photos/align/face/net"
)

// The networks as MediaPipe publishes them; weights/README.md says where they
// are from.
var (
	//go:embed weights/face_detection_short_range.tflite
	detectorFile []byte
	//go:embed weights/face_landmark.tflite
	mesherFile []byte
)

const (
	detectorSum = "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"
	mesherSum   = "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1"
)

const (
	detectorSize = 128 // pixels along the detector's square input
	mesherSize   = 192 // pixels along the landmark network's
	anchors      = 896 // places where the detector looks for a face
	values       = 16  // that it says about each: a box and six points
	landmarks    = 468
)

// networks are the two networks, ready to run.
type networks struct{ detector, mesher *net.Network }

// loaded are the embedded networks, parsed once.
var loaded = sync.OnceValues(func() (networks, error) {
	detector, err := load(detectorFile, detectorSum, detectorSize, anchors*values, anchors)
	if err != nil {
		return networks{}, fmt.Errorf("load face detector: %w", err)
	}
	mesher, err := load(mesherFile, mesherSum, mesherSize, 3*landmarks, 1)
	if err != nil {
		return networks{}, fmt.Errorf("load face mesh: %w", err)
	}
	return networks{detector, mesher}, nil
})

// load parses a network and makes sure that it is the one expected: its bytes,
// a square colour input of size, and outputs of so many values.
func load(file []byte, sum string, size int, outputs ...int) (*net.Network, error) {
	if err := pinned(file, sum); err != nil {
		return nil, err
	}
	n, err := net.Parse(file)
	if err != nil {
		return nil, err
	}
	return n, shaped(n, size, outputs...)
}

// pinned makes sure of a file's bytes by their SHA-256.
func pinned(file []byte, sum string) error {
	if got := sha256.Sum256(file); hex.EncodeToString(got[:]) != sum {
		return fmt.Errorf("the file is not the one this program was built for")
	}
	return nil
}

// shaped makes sure of a network's square colour input and its outputs.
func shaped(n *net.Network, size int, outputs ...int) error {
	if h, w, c := n.Input(); h != size || w != size || c != 3 || !slices.Equal(n.Outputs(), outputs) {
		return fmt.Errorf("input %d x %d x %d, outputs %v", h, w, c, n.Outputs())
	}
	return nil
}
