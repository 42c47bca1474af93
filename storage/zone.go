package storage

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

// Zones lists the known zone codes, face first, in the order a form offers
// them ("forehead", "cheek", "upper-lip", ...).
func Zones() []string { panic("stub") }

// ParseZoneTreatment reads the command line's form "cheek-left=1.25mm,3":
// zone, optional side suffix, depth, optional passes, optional endpoint as a third part. Errors wrap ErrInvalid.
func ParseZoneTreatment(s string) (ZoneTreatment, error) { panic("stub") }
