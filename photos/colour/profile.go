package colour

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Limits of a profile: cameras and editors stay far below.
const (
	maxSize = 4 << 20
	maxTags = 100
	table   = 128 // where the tag table starts
)

// profile is an ICC profile whose header and tag table have been checked:
// every tag lies inside the data and after the table.
type profile struct {
	data  []byte
	space Space
	lab   bool // the connection space is Lab, else XYZ
	tags  map[string][]byte
}

func parse(data []byte) (profile, error) {
	if len(data) < table+4 || len(data) > maxSize {
		return profile{}, fmt.Errorf("it has %d bytes", len(data))
	}
	if string(data[36:40]) != "acsp" {
		return profile{}, errors.New("it is no ICC profile")
	}
	p := profile{data: data, tags: map[string][]byte{}}
	switch class := string(data[12:16]); class {
	case "mntr", "scnr", "prtr", "spac":
	default:
		return profile{}, fmt.Errorf("class %q", class)
	}
	switch space := string(data[16:20]); space {
	case "RGB ":
		p.space = RGB
	case "GRAY":
		p.space = Grey
	case "CMYK":
		p.space = CMYK
	default:
		return profile{}, fmt.Errorf("colour space %q", space)
	}
	switch pcs := string(data[20:24]); pcs {
	case "XYZ ":
	case "Lab ":
		p.lab = true
	default:
		return profile{}, fmt.Errorf("connection space %q", pcs)
	}
	return p, p.readTags()
}

func (p *profile) readTags() error {
	count := binary.BigEndian.Uint32(p.data[table:])
	if count > maxTags {
		return fmt.Errorf("%d tags", count)
	}
	first := uint64(table + 4 + 12*count)
	if first > uint64(len(p.data)) {
		return errors.New("it ends inside its tag table")
	}
	for i := range int(count) {
		entry := p.data[table+4+12*i:]
		name := string(entry[:4])
		at, n := uint64(binary.BigEndian.Uint32(entry[4:])), uint64(binary.BigEndian.Uint32(entry[8:]))
		if at < first || at+n > uint64(len(p.data)) {
			return fmt.Errorf("tag %q lies outside", name)
		}
		if p.tags[name] == nil {
			p.tags[name] = p.data[at : at+n]
		}
	}
	return nil
}

// mapping picks the way to sRGB: tables where the profile has them (section
// 8.10.2), else matrix and curves.
func (p profile) mapping() (mapping, error) {
	if p.space == Grey {
		return p.grey()
	}
	if p.tags["A2B0"] != nil || p.tags["A2B1"] != nil {
		m, err := p.sampled()
		if err == nil || p.space == CMYK {
			return m, err
		}
	}
	if p.space == CMYK {
		return nil, errors.New("it has no table for its inks")
	}
	return p.matrix()
}

// xyz reads an XYZ tag: fixed point, of D50.
func (p profile) xyz(name string) ([3]float64, error) {
	tag := p.tags[name]
	if len(tag) < 20 || string(tag[:4]) != "XYZ " {
		return [3]float64{}, fmt.Errorf("%s is missing", name)
	}
	return [3]float64{fixed(tag[8:]), fixed(tag[12:]), fixed(tag[16:])}, nil
}

// fixed reads an s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }
