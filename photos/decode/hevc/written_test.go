package hevc

import (
	"crypto/md5"
	"fmt"
	"os"
	"testing"
)

// cases are streams of parts that x265 never writes, and the MD5 sums of what
// ffmpeg 5.1 makes of them (ffmpeg -i FILE -f rawvideo - | md5sum); of the PCM
// that filters leave alone, what libde265 1.0.11 does, as ffmpeg offsets its
// chroma. With HEVC_WRITE the test writes them to that folder.
var cases = map[string]struct {
	written
	sum string
}{
	"one slice":                {written{columns: 5, rows: 4, seed: 1}, "f17ba7deb44489d95530c7063f0453bd"},
	"unfiltered PCM":           {written{columns: 5, rows: 4, seed: 2, pcmUnfiltered: true}, "b9e8a9a72f530f5833de044c47f6e589"},
	"tiles":                    {written{columns: 7, rows: 5, seed: 3, tileColumns: []int{2, 3}, tileRows: []int{3}, acrossTiles: true}, "71b481edbd1608b2b24ae49ac6ef9b38"},
	"tiles apart":              {written{columns: 7, rows: 5, seed: 4, tileColumns: []int{3}, tileRows: []int{1, 2}}, "fc726027b8c48cd2e79c4af177f01c70"},
	"narrow tiles":             {written{columns: 4, rows: 4, seed: 5, tileColumns: []int{1, 1, 1}, tileRows: []int{1}, acrossTiles: true}, "bd6ef27c22913762560fc26e24cc4400"},
	"a slice a tile":           {written{columns: 6, rows: 4, seed: 6, tileColumns: []int{3}, tileRows: []int{2}, starts: map[int]bool{6: false, 12: false, 18: false}, acrossSlices: true, acrossTiles: true}, "f12264a5636ed9c40f11f979cb62b61a"},
	"segments of tiles":        {written{columns: 6, rows: 4, seed: 7, tileColumns: []int{3}, starts: map[int]bool{5: true, 12: false, 16: true}}, "bf50b0a8678717f1d10692340110101c"},
	"slices":                   {written{columns: 5, rows: 5, seed: 8, starts: map[int]bool{3: false, 9: false, 11: false, 18: false}, acrossSlices: true}, "58aa458ef703ba11bf7d299d0c4b66f4"},
	"slices apart":             {written{columns: 5, rows: 5, seed: 9, starts: map[int]bool{4: false, 13: false}}, "856e419e9dd7b789ec99627a41fd564c"},
	"dependent segments":       {written{columns: 5, rows: 5, seed: 10, starts: map[int]bool{2: true, 7: true, 12: false, 16: true}, acrossSlices: true}, "d2d636128eb219ff19c8a3976b22d831"},
	"wavefront":                {written{columns: 5, rows: 5, seed: 11, wavefront: true}, "eff408cc3a69282b082d3a48e3767644"},
	"wavefront of segments":    {written{columns: 5, rows: 5, seed: 12, wavefront: true, starts: map[int]bool{5: true, 10: false, 15: true, 17: true, 20: true}}, "69249c66f8c49baf03eea2a0a891ec89"},
	"wavefront of one column":  {written{columns: 1, rows: 6, seed: 13, wavefront: true}, "fa70d450e4ccfab520fb3dfbab776e58"},
	"wavefront, a slice a row": {written{columns: 4, rows: 4, seed: 14, wavefront: true, starts: map[int]bool{4: false, 8: false, 12: false}, acrossSlices: true}, "346037ca962f4d495aadcae9a8922ae7"},
}

func TestWrittenStreamsAreWhatAnotherDecoderMakesOfThem(t *testing.T) {
	var d Decoder
	for name, c := range cases {
		pic, err := d.Decode(c.units(), 1<<20)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sum := md5.New()
		for n := range pic.Planes {
			for y := range pic.Planes[n].Height {
				for _, v := range pic.Planes[n].Row(y) {
					sum.Write([]byte{byte(v)})
				}
			}
		}
		if got := fmt.Sprintf("%x", sum.Sum(nil)); got != c.sum {
			t.Errorf("%s: %s, want %s", name, got, c.sum)
		}
	}
	if dir := os.Getenv("HEVC_WRITE"); dir != "" {
		for name, c := range cases {
			if err := os.WriteFile(dir+"/"+name+".hevc", c.stream(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
