package phantom_test

import (
	"bytes"
	"image/png"
	"testing"
	"time"

	"skinline/photos/decode"
	"skinline/photos/phantom"
)

func TestCameraFieldsAreReadBack(t *testing.T) {
	minutes := -150
	shot := phantom.Shot{
		Width: 40, Height: 60, Orientation: 6, Taken: time.Date(2026, 4, 14, 9, 30, 12, 0, time.UTC), Offset: &minutes,
		Maker: "Skinline", Model: "Demo", GPS: true,
	}
	data, err := phantom.Subject{Seed: 1}.JPEG(shot)
	if err != nil {
		t.Fatal(err)
	}
	info, err := decode.Probe(data)
	if err != nil {
		t.Fatal(err)
	}
	if info.Width != 40 || info.Height != 60 || info.Orientation != 6 || !info.GPS || info.Camera != "Skinline Demo" {
		t.Errorf("probe says %+v", info)
	}
	if info.Taken == nil || !info.Taken.Local.Equal(shot.Taken) || info.Taken.Offset == nil || *info.Taken.Offset != minutes {
		t.Errorf("taken is %+v, want %v with offset %d", info.Taken, shot.Taken, minutes)
	}
}

func TestFileWithoutCameraFieldsHasNone(t *testing.T) {
	data, err := phantom.Subject{Seed: 1}.JPEG(phantom.Shot{Width: 40, Height: 60})
	if err != nil {
		t.Fatal(err)
	}
	info, err := decode.Probe(data)
	if err != nil {
		t.Fatal(err)
	}
	if info.Taken != nil || info.GPS || info.Camera != "" || info.Orientation != 1 {
		t.Errorf("probe says %+v", info)
	}
}

func TestEveryOrientationShowsTheSamePicture(t *testing.T) {
	s := phantom.Subject{Seed: 3, Concern: phantom.AcneScars}
	shot := phantom.Shot{Width: 48, Height: 64, Quality: 100}
	shown := s.Render(shot)
	for orientation := 1; orientation <= 8; orientation++ {
		shot.Orientation = orientation
		data, err := s.JPEG(shot)
		if err != nil {
			t.Fatal(err)
		}
		got, err := decode.Decode(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got.Rect != shown.Rect {
			t.Errorf("orientation %d shows %v, want %v", orientation, got.Rect, shown.Rect)
			continue
		}
		sum := 0
		for i := 1; i < len(got.Pix); i += 4 {
			sum += max(int(got.Pix[i])-int(shown.Pix[i]), int(shown.Pix[i])-int(got.Pix[i]))
		}
		if mean := float64(sum) / (48 * 64); mean > 3 {
			t.Errorf("orientation %d is %.1f levels away from the picture", orientation, mean)
		}
	}
}

func TestPNGIsThePictureItself(t *testing.T) {
	s := phantom.Subject{Seed: 2, Kind: phantom.Face}
	shot := phantom.Shot{Width: 50, Height: 60, Orientation: 3}
	data, err := s.PNG(shot)
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	want := s.Render(shot)
	for y := range 60 {
		for x := range 50 {
			r, g, b, _ := got.At(x, y).RGBA()
			if c := want.NRGBAAt(x, y); c.R != uint8(r>>8) || c.G != uint8(g>>8) || c.B != uint8(b>>8) {
				t.Fatalf("pixel %d,%d differs", x, y)
			}
		}
	}
}
