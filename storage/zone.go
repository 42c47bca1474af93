package storage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Side says which side of the body a zone treatment was on.
type Side string

const (
	SideNone  Side = "" // zones that have no side (forehead, nose)
	SideLeft  Side = "left"
	SideRight Side = "right"
	SideMid   Side = "mid"
	SideBoth  Side = "both"
)

// Endpoint is the skin reaction at which a zone's needling was ended.
type Endpoint string

const (
	EndpointNone     Endpoint = ""
	EndpointMild     Endpoint = "mild erythema"
	EndpointMarked   Endpoint = "marked erythema"
	EndpointPinpoint Endpoint = "pinpoint bleeding"
	EndpointExcess   Endpoint = "excess bleeding"
)

// Endpoints lists all endpoints, mildest first, without EndpointNone.
func Endpoints() []Endpoint {
	return []Endpoint{EndpointMild, EndpointMarked, EndpointPinpoint, EndpointExcess}
}

// ZoneTreatment is what was done to one zone in one session. A zone may have
// several (deep passes first, then shallower).
type ZoneTreatment struct {
	Zone     string   `json:"zone"` // a code of Zones, or free text for a named scar
	Side     Side     `json:"side,omitempty"`
	Depth    Depth    `json:"depth_um"`
	Passes   int      `json:"passes"` // 0: not recorded, to 10
	Endpoint Endpoint `json:"endpoint,omitempty"`
	Note     string   `json:"note,omitempty"`
}

const maxPasses = 10

// Zones lists the known zone codes, face first, in the order a form offers
// them ("forehead", "cheek", "upper-lip", ...).
func Zones() []string {
	return []string{
		"forehead", "glabella", "temple", "periorbital", "lateral-canthal", "nose", "malar", "cheek",
		"nasolabial", "upper-lip", "lower-lip", "chin", "jawline", "preauricular", "neck-anterior", "neck-lateral",
		"decolletage", "shoulder", "upper-arm", "forearm", "hand", "back-upper", "back-lower", "abdomen", "flank",
		"buttock", "thigh", "knee", "calf", "scalp", "scar",
	}
}

// ParseZoneTreatment reads the command line's form "cheek-left=1.25mm,3":
// zone, optional side suffix, depth, optional passes, optional endpoint as a
// third part. Errors wrap ErrInvalid. String writes the same form.
func ParseZoneTreatment(s string) (ZoneTreatment, error) {
	name, rest, ok := strings.Cut(s, "=")
	if !ok {
		return ZoneTreatment{}, fmt.Errorf(`zone %q is not of the form "cheek-left=1.25mm,3": %w`, s, ErrInvalid)
	}
	z := ZoneTreatment{Zone: strings.TrimSpace(name)}
	if at := strings.LastIndex(z.Zone, "-"); at >= 0 {
		if side := Side(z.Zone[at+1:]); side != SideNone && slices.Contains(sides(), side) {
			z.Zone, z.Side = strings.TrimSpace(z.Zone[:at]), side
		}
	}
	depth, rest := depthPart(rest)
	var err error
	if z.Depth, err = ParseDepth(depth); err != nil {
		return ZoneTreatment{}, err
	}
	passes, endpoint, _ := strings.Cut(rest, ",")
	if passes = strings.TrimSpace(passes); passes != "" {
		if z.Passes, err = strconv.Atoi(passes); err != nil {
			return ZoneTreatment{}, fmt.Errorf("passes %q is not a number: %w", passes, ErrInvalid)
		}
	}
	z.Endpoint = Endpoint(strings.TrimSpace(endpoint))
	return z, z.check()
}

// depthPart cuts the depth off "1,25mm,3": a comma before the unit is a decimal one.
func depthPart(s string) (depth, rest string) {
	if at := strings.Index(s, "mm"); at >= 0 {
		rest, _ := strings.CutPrefix(strings.TrimSpace(s[at+2:]), ",")
		return s[:at+2], rest
	}
	depth, rest, _ = strings.Cut(s, ",")
	return depth, rest
}

// String is the form ParseZoneTreatment reads; the note is left out.
func (z ZoneTreatment) String() string {
	s := z.Zone
	if z.Side != SideNone {
		s += "-" + string(z.Side)
	}
	s += "=" + z.Depth.Number() + "mm"
	if z.Passes > 0 || z.Endpoint != "" {
		s += "," + strconv.Itoa(z.Passes)
	}
	if z.Endpoint != "" {
		s += "," + string(z.Endpoint)
	}
	return s
}

func sides() []Side { return []Side{SideNone, SideLeft, SideRight, SideMid, SideBoth} }

func (z ZoneTreatment) check() error {
	if strings.TrimSpace(z.Zone) == "" {
		return fmt.Errorf("a zone without name: %w", ErrInvalid)
	}
	if err := checkTexts(maxName, "zone", z.Zone); err != nil {
		return err
	}
	if err := checkText("zone note", z.Note, maxNotes); err != nil {
		return err
	}
	if err := checkOneOf("side", z.Side, sides()...); err != nil {
		return err
	}
	if err := checkOneOf("endpoint", z.Endpoint, append(Endpoints(), EndpointNone)...); err != nil {
		return err
	}
	if z.Depth < 0 || z.Depth > MaxDepth || z.Depth%DepthStep != 0 {
		return fmt.Errorf("depth %d µm is not a multiple of 0.05 mm from 0 to 8 mm: %w", int(z.Depth), ErrInvalid)
	}
	if z.Passes < 0 || z.Passes > maxPasses {
		return fmt.Errorf("%d passes are not 0 to %d: %w", z.Passes, maxPasses, ErrInvalid)
	}
	return nil
}

// readZones returns zone treatments by session, in the order entered.
func readZones(q querier, where string, args ...any) (map[ID][]ZoneTreatment, error) {
	rows, err := q.Query(`SELECT session, zone, side, depth, passes, endpoint, note FROM zone `+where+` ORDER BY session, position`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[ID][]ZoneTreatment{}
	for rows.Next() {
		var session ID
		var z ZoneTreatment
		if err := rows.Scan(&session, &z.Zone, &z.Side, &z.Depth, &z.Passes, &z.Endpoint, &z.Note); err != nil {
			return nil, err
		}
		out[session] = append(out[session], z)
	}
	return out, rows.Err()
}

func replaceZones(c *change, s Session) error {
	if _, err := c.exec(`DELETE FROM zone WHERE session = ?1`, s.ID); err != nil {
		return err
	}
	for i, z := range s.Zones {
		if _, err := c.exec(`INSERT INTO zone (session, position, zone, side, depth, passes, endpoint, note)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`, s.ID, i, z.Zone, z.Side, int64(z.Depth), z.Passes, z.Endpoint, z.Note); err != nil {
			return err
		}
	}
	return nil
}
