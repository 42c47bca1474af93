package hevc

import (
	"math/rand/v2"
	"testing"
)

// noise is an engine over random data, the same for every call.
func noise() *cabac {
	random := rand.New(rand.NewPCG(1, 2))
	c := &cabac{data: make([]byte, 4096)}
	for i := range c.data {
		c.data[i] = byte(random.Uint32())
	}
	c.start(0)
	c.reset(30)
	return c
}

// Many bins at once are the same as one by one, and leave the same behind.
func TestBypassesAreBins(t *testing.T) {
	single, many, peeked := noise(), noise(), noise()
	for n := range 600 {
		count := 1 + n%24
		want := uint32(0)
		for range count {
			want = want<<1 | single.bypass()
		}
		if got := many.bypasses(count); got != want {
			t.Fatalf("%d: %d bins are %x, want %x", n, count, got, want)
		}
		bins := peeked.peek()
		if got := bins >> (24 - count); got != want {
			t.Fatalf("%d: of a peek %d bins are %x, want %x", n, count, got, want)
		}
		peeked.take(bins, count)
		for _, c := range []*cabac{single, many, peeked} {
			c.bin(n % contextCount) // another width
		}
		if single.width != many.width || single.window>>40 != many.window>>40 || single.window>>40 != peeked.window>>40 || single.aligned() != many.aligned() {
			t.Fatalf("%d: the engines part", n)
		}
	}
}

// The engine as the standard writes it (9.3.4.3.2, 9.3.4.3.3), a bit at a time.
func TestBinsAreTheStandards(t *testing.T) {
	fast := noise()
	r := bitReader{data: fast.data}
	width, offset := 510, r.u(9)
	states := fast.states
	for n := range 20000 {
		context := n * 7 % contextCount
		state, mps := int(states[context]>>1), states[context]&1
		lps := int(rangeLPS[state<<2|width>>6&3])
		width -= lps
		want := mps
		if offset >= width {
			want, offset, width = 1-mps, offset-width, lps
			if state == 0 {
				mps = 1 - mps
			}
			state = int(transIdxLPS[state])
		} else {
			state = min(state+1, 62)
		}
		states[context] = uint8(state)<<1 | mps
		for width < 256 {
			width, offset = width<<1, offset<<1|r.u(1)
		}
		if got := fast.bin(context); got != uint32(want) {
			t.Fatalf("bin %d is %d, want %d", n, got, want)
		}
	}
}

func TestEngineReadsNothingBeyondItsData(t *testing.T) {
	c := &cabac{data: []byte{0x12, 0x34, 0x56}}
	c.start(0)
	c.reset(26)
	for n := range 10000 {
		c.bin(n % contextCount)
		c.bypasses(n % 25)
	}
	if !c.exhausted() {
		t.Error("not exhausted")
	}
}
