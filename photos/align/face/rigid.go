package face

// RigidPoint is a landmark that holds still when a face moves, and how much a
// fit of two photos should trust it.
type RigidPoint struct {
	Index  int     // in [Face.Landmarks]
	Weight float64 // the weights of all sum to 1
}

// Rigid are the landmarks to register two photos of one face by.
func Rigid() []RigidPoint {
	var out []RigidPoint
	var total float64
	for _, c := range average {
		if !moves(c.index) {
			total += c.weight
		}
	}
	for _, c := range average {
		if !moves(c.index) {
			out = append(out, RigidPoint{c.index, c.weight / total})
		}
	}
	return out
}

// moves reports whether the landmark goes with the mouth.
func moves(index int) bool { return index == 136 || index == 365 }
