package storage_test

import (
	"encoding/json"
	"errors"
	"testing"

	"skinline/storage"
)

func TestParseDepth(t *testing.T) {
	for text, want := range map[string]storage.Depth{
		"": 0, "0": 0, "1.25": 1250, "1,25": 1250, " 1.25 mm ": 1250, "1.25mm": 1250, ".5": 500, "8": 8000, "0.05": 50, "2.500": 2500,
	} {
		if got, err := storage.ParseDepth(text); err != nil || got != want {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"1.23", "8.05", "-0.5", "x", "1.25 cm", "NaN", "Inf", "1,2,5", "0.025", "1mm mm", "mm1", "0x1p-2", "1e0", "-0"} {
		if got, err := storage.ParseDepth(text); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("%q: %d, %v", text, got, err)
		}
	}
}

func TestParseZoneTreatment(t *testing.T) {
	for text, want := range map[string]storage.ZoneTreatment{
		"cheek-left=1.25mm,3": {Zone: "cheek", Side: storage.SideLeft, Depth: 1250, Passes: 3},
		"cheek-left=1,25mm,3": {Zone: "cheek", Side: storage.SideLeft, Depth: 1250, Passes: 3},
		"forehead=0.5":        {Zone: "forehead", Depth: 500},
		"forehead=":           {Zone: "forehead"},
		"upper-lip=0.25,2":    {Zone: "upper-lip", Depth: 250, Passes: 2},
		"neck-lateral-both = 0.5 mm, 2, mild erythema": {Zone: "neck-lateral", Side: storage.SideBoth, Depth: 500, Passes: 2, Endpoint: storage.EndpointMild},
		"scar over the brow=1.5,0,pinpoint bleeding":   {Zone: "scar over the brow", Depth: 1500, Endpoint: storage.EndpointPinpoint},
	} {
		got, err := storage.ParseZoneTreatment(text)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "cheek", "=1", "-left=1", "cheek=1.23", "cheek=1,11", "cheek=1,-1", "cheek=1,x", "cheek=1,2,smoke", "cheek=9mm"} {
		if got, err := storage.ParseZoneTreatment(text); !errors.Is(err, storage.ErrInvalid) {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

func TestDaysCountAcrossMonthsAndLeapYears(t *testing.T) {
	for _, c := range []struct {
		from, to storage.Date
		days     int
	}{
		{date(2026, 3, 10), date(2026, 4, 14), 35},
		{date(2028, 2, 28), date(2028, 3, 1), 2},
		{date(2027, 2, 28), date(2027, 3, 1), 1},
		{date(1900, 1, 1), date(2200, 12, 31), 109937},
	} {
		if got := c.to.DaysSince(c.from); got != c.days {
			t.Errorf("%s to %s: %d", c.from, c.to, got)
		}
		if got := c.from.AddDays(c.days); got != c.to {
			t.Errorf("%s and %d days: %s", c.from, c.days, got)
		}
		if c.from.DaysSince(c.to) != -c.days || !c.from.Before(c.to) || c.to.Before(c.from) {
			t.Errorf("%s and %s do not compare", c.from, c.to)
		}
	}
}

func FuzzParseDepth(f *testing.F) {
	for _, s := range []string{"1.25", "1,25 mm", "8", "", "0.05", "1e1", "-0", "0x1p-2", "7.9500000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := storage.ParseDepth(s)
		if err != nil {
			if !errors.Is(err, storage.ErrInvalid) {
				t.Error(err)
			}
			return
		}
		if d < 0 || d > storage.MaxDepth || d%storage.DepthStep != 0 {
			t.Errorf("%q gives %d", s, d)
		}
		if again, err := storage.ParseDepth(d.String()); err != nil || again != d {
			t.Errorf("%q: %d, %v", d.String(), again, err)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-04-14", "", "0000-00-00", "2028-02-29", "2027-02-29", "12026-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := storage.ParseDate(s)
		if err != nil {
			if !errors.Is(err, storage.ErrInvalid) || !d.IsZero() {
				t.Errorf("%v, %v", d, err)
			}
			return
		}
		if d.String() != s {
			t.Errorf("%q reads as %q", s, d)
		}
		text, err := json.Marshal(d)
		var again storage.Date
		if err == nil {
			err = json.Unmarshal(text, &again)
		}
		if err != nil || again != d {
			t.Errorf("%s: %v, %v", text, again, err)
		}
	})
}

func FuzzParseZoneTreatment(f *testing.F) {
	for _, s := range []string{"cheek-left=1.25mm,3", "a=1,25mm", "scar=8,10,excess bleeding", "-left=1", "a-left-left=1", " -left=1", "a =1", "=mm,mm"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		z, err := storage.ParseZoneTreatment(s)
		if err != nil {
			if !errors.Is(err, storage.ErrInvalid) {
				t.Error(err)
			}
			return
		}
		again, err := storage.ParseZoneTreatment(z.String())
		if err != nil || again != z {
			t.Errorf("%q gives %+v, which is written %q and gives %+v, %v", s, z, z.String(), again, err)
		}
	})
}
