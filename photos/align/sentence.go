package align

// Sentence says in plain English why a pair was not aligned, or not surely, and
// what helps; "" for NoReason.
func (r Reason) Sentence() string {
	switch r {
	case NoReason:
		return ""
	case NothingFound:
		return "Too little was found that both photos show. Check the view, or mark two points."
	case NotTheSame:
		return "The photos do not match where they should: another area, or the skin has changed much. Check the view, or mark two points."
	case OneFaceOnly:
		return "A face was found in one of the two photos only. Check the view, or mark two points."
	case PoseDiffers:
		return "The head is turned differently in the two photos. Mark two points, or retake the photo in the pose of the reference."
	case AngleDiffers:
		return "The area is seen from another side. Mark two points, retake the photo from where the reference was taken, or allow other proportions."
	case FaceDiffers:
		return "The features of the two faces do not fit each other: another expression, or another person. Check the photo, or mark two points."
	case AnotherPerson:
		return "The photos seem to show two different people. Check that the photo belongs to this client, or mark two points."
	case LightDiffers:
		return "The light differs too much to be sure of the skin itself. Check the position, or mark two points."
	case TooLittleSkin:
		return "Too little of what the reference shows is in the photo. Mark two points, or retake the photo with the whole area."
	case Blurred:
		return "A photo shows too little detail to hold on to. Mark two points, or retake it in focus."
	}
	return "The photos could not be compared. Mark two points."
}
