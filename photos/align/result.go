package align

import (
	"skinline/photos"
	"skinline/photos/align/face"
)

// Model is the family of transforms an alignment is taken from.
type Model string

// Only a similarity leaves shapes as they are. The others are for flat areas,
// on request, and are marked wherever their result is shown.
const (
	Similarity Model = "similarity"
	Affine     Model = "affine"
	Homography Model = "homography"
)

// Outcome says how far an alignment may be trusted.
type Outcome string

const (
	// Aligned: found and confirmed on the pixels.
	Aligned Outcome = "aligned"
	// ByLandmarks: placed by landmarks alone; refinement is not trusted.
	ByLandmarks Outcome = "landmarks"
	// Refused: not found, or not surely enough; points are needed.
	Refused Outcome = "refused"
)

// Reason says why a pair was refused or is placed by landmarks alone.
type Reason string

const (
	NoReason      Reason = ""
	NothingFound  Reason = "nothing found"      // no face, and too few features agree
	NotTheSame    Reason = "not the same"       // the pixels do not match where they should
	OneFaceOnly   Reason = "one face only"      // a face in one photo only
	PoseDiffers   Reason = "pose differs"       // the head is turned or tilted differently
	AngleDiffers  Reason = "angle differs"      // a flat area is seen from another side
	FaceDiffers   Reason = "face differs"       // the landmarks fit no similarity: another expression or person
	AnotherPerson Reason = "another person"     // the two faces are rather two persons'
	LightDiffers  Reason = "light differs"      // the landmarks agree, the pixels cannot confirm
	TooLittleSkin Reason = "too little overlap" // too little of the reference's area is in the photo
	Blurred       Reason = "blurred"            // too little detail to hold on to
)

// Options say what is wanted of an alignment. The zero value is right for most.
type Options struct {
	// Model is the family wanted; "" is Similarity.
	Model Model
	// Area is a polygon on the reference, relative coordinates, of what must
	// come to lie; empty, or around a whole face: the face where there is one,
	// else what is found to match.
	Area []photos.Point
}

// Result is an alignment found by the program.
type Result struct {
	Outcome Outcome
	Reason  Reason
	// Method is how the transform was found: "face" or "features"; "" when
	// refused before any was.
	Method string
	Model  Model
	// Transform maps the photo's relative coordinates to the reference's. When
	// refused it is the zero Transform.
	Transform photos.Transform
	// Residual is the root mean square distance that the matched points are
	// left apart, in the reference's long sides.
	Residual float64
	// Confidence is the calibrated probability, 0 to 1, that the alignment is
	// right.
	Confidence float64
	// Landmarks are a few well-spread pairs that carry the alignment, to be
	// corrected by a person. Their own least-squares fit is near Transform.
	Landmarks []Pair
	// ReferenceFace and PhotoFace are the faces that were matched, or nil.
	ReferenceFace, PhotoFace *face.Face
}
