package hevc

// Contexts of syntax elements (9.3.4.2), as they lie in cabac.states.
const (
	ctxSAOMerge       = 0
	ctxSAOType        = 1
	ctxSplitCU        = 2 // 3
	ctxBypass         = 5
	ctxPartMode       = 6
	ctxPrevIntraLuma  = 7
	ctxIntraChroma    = 8
	ctxQPDelta        = 9   // 2
	ctxSplitTransform = 11  // 3, by 5 - log2TrafoSize
	ctxCBFLuma        = 14  // 2
	ctxCBFChroma      = 16  // 5
	ctxTransformSkip  = 21  // 2
	ctxLastX          = 23  // 18
	ctxLastY          = 41  // 18
	ctxCodedSubBlock  = 59  // 4
	ctxSig            = 63  // 42
	ctxGreater1       = 105 // 24
	ctxGreater2       = 129 // 6
	contextCount      = 135
)

// initValues are the initial values of contexts in I slices, initType 0
// (tables 9-5 to 9-37).
var initValues = [contextCount]uint8{
	153,
	200,
	139, 141, 157,
	154,
	184,
	184,
	63,
	154, 154,
	153, 138, 138,
	111, 141,
	94, 138, 182, 154, 154,
	139, 139,
	110, 110, 124, 125, 140, 153, 125, 127, 140, 109, 111, 143, 127, 111, 79, 108, 123, 63,
	110, 110, 124, 125, 140, 153, 125, 127, 140, 109, 111, 143, 127, 111, 79, 108, 123, 63,
	91, 171, 134, 141,
	111, 111, 125, 110, 110, 94, 124, 108, 124, 107, 125, 141, 179, 153, 125, 107, 125, 141, 179, 153, 125,
	107, 125, 141, 179, 153, 125, 140, 139, 182, 182, 152, 136, 152, 136, 153, 136, 139, 111, 136, 139, 111,
	140, 92, 137, 138, 140, 152, 138, 139, 153, 74, 149, 92, 139, 107, 122, 152, 140, 179, 166, 182, 140, 227, 122, 197,
	138, 153, 136, 167, 152, 152,
}

// reset initializes all contexts for a slice QP (9.3.2.2).
func (c *cabac) reset(qp int) {
	qp = min(max(qp, 0), 51)
	for i, v := range initValues {
		m, n := int(v>>4)*5-45, int(v&15)<<3-16
		pre := min(max(m*qp>>4+n, 1), 126)
		if pre <= 63 {
			c.states[i] = uint8(63-pre) << 1
		} else {
			c.states[i] = uint8(pre-64)<<1 | 1
		}
	}
}
