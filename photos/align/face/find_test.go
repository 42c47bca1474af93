package face_test

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"skinline/photos"
	"skinline/photos/align/face"
	"skinline/photos/phantom"
)

// client is an invented face, in a small photo for speed.
func client(seed int64, shot phantom.Shot) (phantom.Subject, phantom.Shot, *image.NRGBA) {
	s := phantom.Subject{Kind: phantom.Face, Seed: seed, Tone: 1 + int(seed)%6, Concern: phantom.AcneScars}
	if shot.Width == 0 {
		shot.Width, shot.Height = 480, 600
	}
	return s, shot, s.Render(shot)
}

func only(t *testing.T, img *image.NRGBA) face.Face {
	t.Helper()
	faces, err := face.Find(img)
	if err != nil {
		t.Fatal(err)
	}
	if len(faces) != 1 {
		t.Fatalf("%d faces instead of one", len(faces))
	}
	return faces[0]
}

// The eye corners of the mesh lie on those of the phantom.
func TestLandmarksLieOnThePhantom(t *testing.T) {
	corners := map[string]int{
		"right eye, outer corner": 33, "right eye, inner corner": 133,
		"left eye, inner corner": 362, "left eye, outer corner": 263,
	}
	for seed := range int64(4) {
		s, shot, img := client(seed, phantom.Shot{Pose: phantom.Pose{Degrees: float64(7 * seed), DX: .03}})
		f := only(t, img)
		for _, l := range s.Landmarks(shot) {
			i, ok := corners[l.Name]
			if !ok {
				continue
			}
			if off := math.Hypot(f.Landmarks[i].X-l.Point.X, f.Landmarks[i].Y-l.Point.Y) / f.IOD; off > .12 {
				t.Errorf("seed %d: %s is %.2f eye distances off", seed, l.Name, off)
			}
		}
		if off := math.Abs(f.Roll - shot.Pose.Degrees); off > 2 {
			t.Errorf("seed %d: roll %.1f of %.1f", seed, f.Roll, shot.Pose.Degrees)
		}
	}
}

func TestPoseOfTheHead(t *testing.T) {
	for _, turn := range []float64{-40, -20, 0, 20, 40} {
		_, _, img := client(2, phantom.Shot{Turn: turn})
		f := only(t, img)
		// A phantom turned by a positive angle looks to the picture's left.
		if math.Abs(f.Turn+turn) > 5 {
			t.Errorf("turn %.1f of %.1f", f.Turn, -turn)
		}
	}
}

// A photo taken at any angle shows the same face.
func TestEveryRoll(t *testing.T) {
	_, _, img := client(0, phantom.Shot{Width: 384, Height: 480})
	upright := only(t, img)
	for roll := 15.; roll < 360; roll += 30 {
		turned, to := rolled(img, roll)
		f := only(t, turned)
		if off := apart(upright, f, to); off > .02 {
			t.Errorf("%v degrees: %.3f eye distances off", roll, off)
		}
		if off := math.Abs(math.Remainder(f.Roll-upright.Roll-roll, 360)); off > 1 {
			t.Errorf("%v degrees: roll is %v", roll, f.Roll)
		}
	}
}

// Half a face that the photo cuts off is where it was in the whole one.
func TestAFaceThatLeavesThePhoto(t *testing.T) {
	_, _, img := client(0, phantom.Shot{Width: 600, Height: 750})
	whole := only(t, img)
	b := whole.Box
	for name, cut := range map[string]image.Rectangle{
		"cheek":    image.Rect(0, 0, int((b.X+.62*b.W)*750), 750),
		"forehead": image.Rect(0, int((b.Y+.2*b.H)*750), 600, 750),
		"chin":     image.Rect(0, 0, 600, int((b.Y+.8*b.H)*750)),
	} {
		part := image.NewNRGBA(image.Rectangle{Max: cut.Size()})
		draw.Draw(part, part.Rect, img, cut.Min, draw.Src)
		f := only(t, part)
		long := float64(max(cut.Dx(), cut.Dy()))
		back := photos.Transform{
			{long / 750, 0, float64(cut.Min.X) / 750},
			{0, long / 750, float64(cut.Min.Y) / 750},
			{0, 0, 1},
		}
		inverse, err := back.Inverse()
		if err != nil {
			t.Fatal(err)
		}
		if off := apart(whole, f, inverse); off > .06 {
			t.Errorf("%s: %.3f eye distances off", name, off)
		}
	}
}

// A face is found where it fills the photo and beyond, and where it is small.
func TestEverySize(t *testing.T) {
	for _, scale := range []float64{.2, .5, 1, 1.8} {
		s, shot, img := client(4, phantom.Shot{Width: 600, Height: 600, Pose: phantom.Pose{Scale: scale, DX: .02}})
		f := only(t, img)
		marks := s.Landmarks(shot)
		want := math.Hypot(marks[0].Point.X-marks[3].Point.X, marks[0].Point.Y-marks[3].Point.Y)
		got := math.Hypot(f.Landmarks[33].X-f.Landmarks[263].X, f.Landmarks[33].Y-f.Landmarks[263].Y)
		if math.Abs(got/want-1) > .1 {
			t.Errorf("scale %v: eyes %.3f wide instead of %.3f", scale, got, want)
		}
	}
}

func TestMirroredPhotoTurnsTheOtherWay(t *testing.T) {
	_, _, img := client(3, phantom.Shot{Turn: 25, Pose: phantom.Pose{Degrees: 12}})
	mirrored := image.NewNRGBA(img.Rect)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			mirrored.SetNRGBA(img.Rect.Dx()-1-x, y, img.NRGBAAt(x, y))
		}
	}
	f, m := only(t, img), only(t, mirrored)
	for name, pair := range map[string][2]float64{"roll": {f.Roll, -m.Roll}, "turn": {f.Turn, -m.Turn}, "tilt": {f.Tilt, m.Tilt}} {
		if math.Abs(pair[0]-pair[1]) > 3 {
			t.Errorf("%s: %.1f against %.1f", name, pair[0], pair[1])
		}
	}
	if f.Turn > -20 {
		t.Errorf("turn %.1f", f.Turn)
	}
}

func TestTwoFacesTheLargerFirst(t *testing.T) {
	_, _, large := client(1, phantom.Shot{Width: 480, Height: 600})
	_, _, small := client(2, phantom.Shot{Width: 320, Height: 400})
	both := image.NewNRGBA(image.Rect(0, 0, 800, 600))
	draw.Draw(both, both.Rect, image.NewUniform(color.Gray{Y: 128}), image.Point{}, draw.Src)
	draw.Draw(both, small.Rect.Add(image.Pt(0, 100)), small, image.Point{}, draw.Src)
	draw.Draw(both, large.Rect.Add(image.Pt(320, 0)), large, image.Point{}, draw.Src)
	faces, err := face.Find(both)
	if err != nil {
		t.Fatal(err)
	}
	if len(faces) != 2 || faces[0].IOD <= faces[1].IOD || faces[0].Box.X < .4 || faces[1].Box.X > .4 {
		t.Fatalf("%d faces: %+v", len(faces), boxes(faces))
	}
}

func boxes(faces []face.Face) (out []photos.Rect) {
	for _, f := range faces {
		out = append(out, f.Box)
	}
	return out
}

// The same picture gives the same bits, also from many goroutines at a time.
func TestSamePictureSameBits(t *testing.T) {
	_, _, img := client(5, phantom.Shot{Turn: 10, Noise: 2})
	want, err := face.Find(img)
	if err != nil || len(want) == 0 {
		t.Fatal(len(want), err)
	}
	got := make(chan []face.Face)
	for range 4 {
		go func() {
			faces, _ := face.Find(img)
			got <- faces
		}()
	}
	for range 4 {
		if faces := <-got; !reflect.DeepEqual(faces, want) {
			t.Error("differs")
		}
	}
}

func TestNoFace(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	noise := image.NewNRGBA(image.Rect(0, 0, 300, 200))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(random.Uint32())
	}
	grey := image.NewNRGBA(image.Rect(0, 0, 500, 400))
	draw.Draw(grey, grey.Rect, image.NewUniform(color.Gray{Y: 128}), image.Point{}, draw.Src)
	skin := phantom.Subject{Seed: 3, Concern: phantom.AcneScars}.Render(phantom.Shot{Width: 500, Height: 400})
	for name, img := range map[string]*image.NRGBA{
		"empty": image.NewNRGBA(image.Rectangle{}), "one pixel": image.NewNRGBA(image.Rect(0, 0, 1, 1)),
		"a line": image.NewNRGBA(image.Rect(0, 0, 3000, 1)), "transparent": image.NewNRGBA(image.Rect(0, 0, 40, 30)),
		"grey": grey, "noise": noise, "skin": skin,
	} {
		if faces, err := face.Find(img); len(faces) > 0 || err != nil {
			t.Errorf("%s: %d faces, %v", name, len(faces), err)
		}
	}
}

func BenchmarkFind12MP(b *testing.B) {
	_, _, small := client(1, phantom.Shot{Width: 750, Height: 1000})
	img := image.NewNRGBA(image.Rect(0, 0, 3000, 4000))
	for y := range 4000 {
		for x := range 3000 {
			copy(img.Pix[y*img.Stride+4*x:][:4], small.Pix[y/4*small.Stride+x/4*4:])
		}
	}
	for b.Loop() {
		if faces, err := face.Find(img); len(faces) != 1 || err != nil {
			b.Fatal(len(faces), err)
		}
	}
}
