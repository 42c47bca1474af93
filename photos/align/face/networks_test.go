package face

import (
	"slices"
	"strings"
	"testing"
)

func TestTheNetworksAreThoseOfTheReadme(t *testing.T) {
	if _, err := loaded(); err != nil {
		t.Fatal(err)
	}
}

func TestAnotherFileIsNoNetwork(t *testing.T) {
	changed := slices.Clone(detectorFile)
	changed[len(changed)/2] ^= 1
	for name, file := range map[string][]byte{"changed": changed, "cut": detectorFile[:1000], "empty": nil, "the other one": mesherFile} {
		if _, err := load(file, detectorSum, detectorSize, anchors*values, anchors); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestANetworkOfAnotherShapeIsRefused(t *testing.T) {
	_, err := load(detectorFile, detectorSum, mesherSize, anchors*values, anchors)
	if err == nil || !strings.Contains(err.Error(), "128") {
		t.Errorf("%v", err)
	}
}
