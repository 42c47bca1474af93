package comparability

// Moment is when in the course of treatment a photo was taken.
type Moment struct {
	// Treated reports whether there was a treatment before the photo.
	Treated bool `json:"treated"`
	// Days since the latest treatment before the photo, 0 for the same day; no
	// meaning unless Treated.
	Days int `json:"days"`
	// Healing is set for photos that are known to show the skin's immediate
	// reaction or its healing.
	Healing bool `json:"healing,omitempty"`
}

// timed judges whether what is seen may be a result already.
func (p pair) timed(v *Verdict) {
	v.time(Timing, p.photo.Moment)
	v.time(RefTiming, p.reference.Moment)
}

func (v *Verdict) time(k Kind, m Moment) {
	if !m.Treated && !m.Healing {
		return
	}
	value := float64(max(m.Days, 0))
	level, says := k.Limit().level(value), "alike"
	switch {
	case m.Healing || level == NotComparable:
		level, says = NotComparable, "healing"
	case level == Reservation:
		says = "early"
	}
	if !m.Treated {
		says = "healing.undated"
	}
	v.add(Measure{Kind: k, Value: value, Known: true, Level: level, Says: string(k) + "." + says})
}
