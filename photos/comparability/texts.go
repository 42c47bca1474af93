package comparability

// sentences are the English texts of all measures. "name" is what is measured
// and "advice" what to do about it; the others say what was found.
func sentences() map[string]string {
	return map[string]string{
		"scale_ratio.name":    "Size",
		"scale_ratio.alike":   "The skin is shown at about the same size.",
		"scale_ratio.smaller": "The photo shows the skin {{.Value}} times smaller than the reference, with less detail.",
		"scale_ratio.larger":  "The photo shows the skin {{.Value}} times larger than the reference.",
		"scale_ratio.unknown": "How large the skin is shown is not known.",
		"scale_ratio.advice":  "Retake from the same distance with the same lens; a mark on the floor helps.",

		"distance_ratio.name":    "Camera distance",
		"distance_ratio.alike":   "The camera was about as far away.",
		"distance_ratio.farther": "The camera was {{.Value}} times farther away, which changes the proportions.",
		"distance_ratio.nearer":  "The camera was {{.Value}} times nearer, which changes the proportions.",
		"distance_ratio.unknown": "How far the camera was away is not known.",
		"distance_ratio.advice":  "Retake from the same distance with the same lens; a mark on the floor helps.",

		"roll_degrees.name":    "Upright",
		"roll_degrees.alike":   "Camera and head were held equally upright.",
		"roll_degrees.rolled":  "Camera or head was held {{.Value}}° aslant, so that the light may fall from another side.",
		"roll_degrees.unknown": "How upright the photo was taken is not known.",
		"roll_degrees.advice":  "Keep the camera level and the eyes on one height.",

		"turn_degrees.name":    "Head turn",
		"turn_degrees.alike":   "The head is turned alike.",
		"turn_degrees.right":   "The head is turned {{.Value}}° further to the right of the picture.",
		"turn_degrees.left":    "The head is turned {{.Value}}° further to the left of the picture.",
		"turn_degrees.unknown": "How the head is turned is not known.",
		"turn_degrees.advice":  "Retake with the head turned as in the reference; marks on the wall to look at help.",

		"tilt_degrees.name":    "Head tilt",
		"tilt_degrees.alike":   "The head is tilted alike.",
		"tilt_degrees.down":    "The chin is {{.Value}}° lower.",
		"tilt_degrees.up":      "The chin is {{.Value}}° higher.",
		"tilt_degrees.unknown": "How the head is tilted is not known.",
		"tilt_degrees.advice":  "Retake with the camera at the same height and the chin as in the reference.",

		"coverage.name":   "In the frame",
		"coverage.alike":  "The photo fills the frame.",
		"coverage.little": "The photo fills only {{.Value}} % of the frame.",
		"coverage.advice": "Choose a smaller crop, or retake with the whole area in the picture.",

		"exposure_ev.name":     "Brightness",
		"exposure_ev.alike":    "Both photos are about equally bright.",
		"exposure_ev.brighter": "The photo is {{.Value}} stops brighter; marks and shadows look paler.",
		"exposure_ev.darker":   "The photo is {{.Value}} stops darker; marks and shadows look stronger.",
		"exposure_ev.unknown":  "The brightness could not be compared: too little is shown in both, or it is black or burnt out.",
		"exposure_ev.advice":   "Retake in the same light with the exposure set by hand.",

		"light_ev.name":    "Direction of light",
		"light_ev.alike":   "The light falls alike.",
		"light_ev.differs": "The light falls differently: its brightness differs by {{.Value}} stops over the frame. Relief may seem stronger or weaker.",
		"light_ev.unknown": "How the light falls could not be compared.",
		"light_ev.advice":  "Retake in the same place with the lights where they were, without window light.",

		"white_balance_de.name":     "White balance",
		"white_balance_de.alike":    "The colour of the light is about the same.",
		"white_balance_de.yellower": "The photo is yellower (ΔE {{.Value}}). A change of the skin's own colour counts in this.",
		"white_balance_de.bluer":    "The photo is bluer (ΔE {{.Value}}). A change of the skin's own colour counts in this.",
		"white_balance_de.redder":   "The photo is redder (ΔE {{.Value}}). A change of the skin's own colour counts in this.",
		"white_balance_de.greener":  "The photo is greener (ΔE {{.Value}}). A change of the skin's own colour counts in this.",
		"white_balance_de.unknown":  "The colour of the light could not be compared.",
		"white_balance_de.advice":   "Do not judge redness or tone by this pair. Retake with the white balance fixed, best with a grey card.",

		"sharpness_ratio.name":    "Sharpness",
		"sharpness_ratio.alike":   "Both photos are about equally sharp.",
		"sharpness_ratio.softer":  "The photo shows {{.Value}} % of the reference's fine contrast: it is softer, or the skin is smoother. Do not judge texture by it.",
		"sharpness_ratio.sharper": "The photo shows {{.Value}} % of the reference's fine contrast: the reference is softer, or the skin is rougher.",
		"sharpness_ratio.unknown": "The sharpness could not be compared: too little detail is shown in both.",
		"sharpness_ratio.advice":  "Retake in focus with the camera held still; clean the lens.",

		"expression_iod.name":    "Expression",
		"expression_iod.alike":   "Mouth and brows are held alike.",
		"expression_iod.mouth":   "The mouth is opened differently (by {{.Value}} % of the distance between the eyes).",
		"expression_iod.lips":    "The mouth is drawn differently wide, as in a smile (by {{.Value}} % of the distance between the eyes).",
		"expression_iod.brows":   "The brows are raised differently (by {{.Value}} % of the distance between the eyes).",
		"expression_iod.unknown": "The expression could not be compared.",
		"expression_iod.advice":  "Retake with a relaxed face and closed lips.",

		"eyes_iod.name":     "Eyes",
		"eyes_iod.alike":    "The eyes are opened alike.",
		"eyes_iod.wider":    "The eyes are opened wider (by {{.Value}} % of the distance between them). Lines around them look different.",
		"eyes_iod.narrower": "The eyes are narrower or closed (by {{.Value}} % of the distance between them). Lines around them look different.",
		"eyes_iod.unknown":  "How the eyes are opened could not be compared.",
		"eyes_iod.advice":   "Retake with the eyes open, looking at the camera, without glasses.",

		"flash.name":      "Flash",
		"flash.alike":     "The flash was used alike.",
		"flash.photo":     "The flash fired for the photo and not for the reference: it fills shadows and hides relief.",
		"flash.reference": "The flash fired for the reference and not for the photo: it fills shadows and hides relief.",
		"flash.advice":    "Retake without flash, or with it as before.",

		"model.name":   "Alignment",
		"model.bent":   "The alignment bends the photo, so shapes and sizes must not be compared.",
		"model.advice": "Align by similarity: moved, turned and scaled only.",

		"days.name":            "Time since treatment",
		"days.alike":           "The photo was taken {{.Value}} days after the treatment before it.",
		"days.early":           "The photo was taken {{.Value}} days after a treatment: too early to judge a result.",
		"days.healing":         "The photo shows healing, {{.Value}} days after a treatment. It is no result.",
		"days.healing.undated": "The photo shows healing. It is no result.",
		"days.advice":          "Judge results on photos taken at least 28 days after a treatment.",

		"reference_days.name":            "Time since treatment, reference",
		"reference_days.alike":           "The reference was taken {{.Value}} days after the treatment before it.",
		"reference_days.early":           "The reference was taken {{.Value}} days after a treatment, while the skin may still have been settling.",
		"reference_days.healing":         "The reference shows healing, {{.Value}} days after a treatment. Nothing can be judged against it.",
		"reference_days.healing.undated": "The reference shows healing. Nothing can be judged against it.",
		"reference_days.advice":          "Choose as reference a photo taken before the treatment or at least 28 days after one.",
	}
}
