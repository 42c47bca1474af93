package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"skinline/ui/view"
)

// Variant chooses between the dark and the light look.
type Variant int

const (
	VariantSystem Variant = iota // as the desktop says
	VariantDark
	VariantLight
)

// Theme is the look of Skinline: it holds every colour and size there is, by
// the names of package view and by Fyne's own.
type Theme struct {
	variant Variant
	text    float32 // how much larger text is, and what holds it; 0 is 1
}

var _ fyne.Theme = Theme{}

// NewTheme is the theme in one variant.
func NewTheme(v Variant) Theme { return Theme{variant: v} }

// WithText is the theme with text, and what is as large as text, enlarged.
func (t Theme) WithText(factor float32) Theme {
	t.text = factor
	return t
}

// Variant is the variant chosen.
func (t Theme) Variant() Variant { return t.variant }

// palette is one variant's tokens.
type palette struct {
	stage, window, panel, line, text, quiet, accent, onAccent, caution, stop, good color.NRGBA
	// Derived for Fyne's own widgets: a control's face, a field, and states
	// laid over them.
	control, field, hover, pressed, shadow color.NRGBA
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func faded(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}

func dark() palette {
	return palette{
		stage: rgb(0x464646), window: rgb(0x1e1f21), panel: rgb(0x292b2e), line: rgb(0x3a3d41),
		text: rgb(0xececea), quiet: rgb(0xa9abad), accent: rgb(0x6cc5bc), onAccent: rgb(0x0b2421),
		caution: rgb(0xe0b050), stop: rgb(0xef8a7a), good: rgb(0x8cc98f),
		control: rgb(0x36393d), field: rgb(0x1e1f21),
		hover: faded(rgb(0xffffff), 0x14), pressed: faded(rgb(0xffffff), 0x28), shadow: faded(rgb(0), 0x66),
	}
}

func light() palette {
	return palette{
		stage: rgb(0x777777), window: rgb(0xf6f6f4), panel: rgb(0xffffff), line: rgb(0xdededa),
		text: rgb(0x1c1d1f), quiet: rgb(0x5e6064), accent: rgb(0x0e6f68), onAccent: rgb(0xffffff),
		caution: rgb(0x8a5a00), stop: rgb(0xb3261e), good: rgb(0x2e6b34),
		control: rgb(0xe9e9e5), field: rgb(0xffffff),
		hover: faded(rgb(0), 0x0f), pressed: faded(rgb(0), 0x1f), shadow: faded(rgb(0), 0x33),
	}
}

// Color is the token behind a name of package view or of Fyne.
func (t Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p := t.palette(v)
	if c, ok := p.own(n); ok {
		return c
	}
	if c, ok := p.fyne(n); ok {
		return c
	}
	return theme.DefaultTheme().Color(n, t.fyneVariant(v))
}

func (t Theme) palette(v fyne.ThemeVariant) palette {
	if t.fyneVariant(v) == theme.VariantLight {
		return light()
	}
	return dark()
}

func (t Theme) fyneVariant(v fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.variant {
	case VariantDark:
		return theme.VariantDark
	case VariantLight:
		return theme.VariantLight
	}
	return v
}

func (p palette) own(n fyne.ThemeColorName) (color.NRGBA, bool) {
	switch n {
	case view.ColorStage:
		return p.stage, true
	case view.ColorWindow:
		return p.window, true
	case view.ColorPanel:
		return p.panel, true
	case view.ColorLine:
		return p.line, true
	case view.ColorText:
		return p.text, true
	case view.ColorTextQuiet:
		return p.quiet, true
	case view.ColorAccent:
		return p.accent, true
	case view.ColorOnAccent:
		return p.onAccent, true
	case view.ColorCaution:
		return p.caution, true
	case view.ColorStop:
		return p.stop, true
	case view.ColorGood:
		return p.good, true
	}
	return onStage(n)
}

// onStage is the same in both variants, because photos are.
func onStage(n fyne.ThemeColorName) (color.NRGBA, bool) {
	switch n {
	case view.ColorScrim:
		return faded(rgb(0), 0x99), true
	case view.ColorOnStage:
		return rgb(0xf2f2f0), true
	case view.ColorAccentOnStage:
		return dark().accent, true
	case view.ColorCautionOnStage:
		return dark().caution, true
	case view.ColorGoodOnStage:
		return dark().good, true
	case view.ColorStopOnStage:
		return dark().stop, true
	}
	return color.NRGBA{}, false
}

func (p palette) fyne(n fyne.ThemeColorName) (color.NRGBA, bool) {
	switch n {
	case theme.ColorNameBackground:
		return p.window, true
	case theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground:
		return p.panel, true
	case theme.ColorNameForeground:
		return p.text, true
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return p.quiet, true
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return p.accent, true
	case theme.ColorNameForegroundOnPrimary:
		return p.onAccent, true
	case theme.ColorNameFocus:
		return faded(p.accent, 0x55), true
	case theme.ColorNameSelection:
		return faded(p.accent, 0x44), true
	case theme.ColorNameButton:
		return p.control, true
	case theme.ColorNameInputBackground:
		return p.field, true
	case theme.ColorNameInputBorder:
		return p.line, true
	case theme.ColorNameDisabledButton, theme.ColorNameSeparator,
		theme.ColorNameInnerWindowBorder, theme.ColorNameInnerWindowBorderInactive:
		return p.line, true
	case theme.ColorNameError:
		return p.stop, true
	case theme.ColorNameWarning:
		return p.caution, true
	case theme.ColorNameSuccess:
		return p.good, true
	}
	return p.states(n)
}

func (p palette) states(n fyne.ThemeColorName) (color.NRGBA, bool) {
	switch n {
	case theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnWarning, theme.ColorNameForegroundOnSuccess:
		return p.window, true
	case theme.ColorNameHover:
		return p.hover, true
	case theme.ColorNamePressed:
		return p.pressed, true
	case theme.ColorNameScrollBar:
		return faded(p.quiet, 0xaa), true
	case theme.ColorNameScrollBarBackground:
		return faded(p.line, 0x55), true
	case theme.ColorNameShadow:
		return p.shadow, true
	}
	return color.NRGBA{}, false
}

// Font is Fyne's own face.
func (t Theme) Font(s fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(s) }

// Icon is one of Fyne's own.
func (t Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size is the token behind a name of package view or of Fyne.
func (t Theme) Size(n fyne.ThemeSizeName) float32 {
	size := plainSize(n)
	if t.text == 0 || !growing(n) {
		return size
	}
	return float32(int(size*t.text + .5))
}

// growing reports whether a size grows with text.
func growing(n fyne.ThemeSizeName) bool {
	switch n {
	case view.SizeCaption, view.SizeBody, view.SizeTouch, view.SizeSection, view.SizeTitle, view.SizeTarget, view.SizeMark,
		view.SizeHead, view.SizeToast, theme.SizeNameCaptionText, theme.SizeNameText, theme.SizeNameSubHeadingText,
		theme.SizeNameHeadingText, theme.SizeNameInlineIcon:
		return true
	}
	return false
}

// plainSize is a size with text at 100 %.
func plainSize(n fyne.ThemeSizeName) float32 {
	switch n {
	case view.SizeCaption, theme.SizeNameCaptionText:
		return 12
	case view.SizeBody, theme.SizeNameText:
		return 14
	case view.SizeTouch:
		return 16
	case view.SizeSection, theme.SizeNameSubHeadingText:
		return 20
	case view.SizeTitle, theme.SizeNameHeadingText:
		return 28
	case view.SizeRadius, theme.SizeNameInputRadius, theme.SizeNameSelectionRadius, theme.SizeNameButtonRadius,
		theme.SizeNameCardRadius, theme.SizeNameDialogRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return 6
	case theme.SizeNameInnerPadding:
		// With one line of 14 buttons and fields are a little over 40 high.
		return 11
	}
	return spacing(n)
}

func spacing(n fyne.ThemeSizeName) float32 {
	switch n {
	case view.SizeSpace4, theme.SizeNamePadding:
		return 4
	case view.SizeSpace8:
		return 8
	case view.SizeSpace12, view.SizeMark:
		return 12
	case view.SizeSpace16:
		return 16
	case view.SizeSpace24:
		return 24
	case view.SizeSpace32, view.SizeHandle:
		return 32
	case view.SizeTarget:
		return 40
	case view.SizeLine, theme.SizeNameSeparatorThickness:
		return 1
	case view.SizeRing:
		return 3
	case view.SizeLoupe, view.SizeHead:
		return 176
	case view.SizeToast:
		return 480
	}
	return theme.DefaultTheme().Size(n)
}
