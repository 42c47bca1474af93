// Package view holds the widgets that show photos: tiles and their matrix, the
// panes of a comparison, the editors of landmarks and crop, and the few pieces
// every screen shares. They know nothing of clients, sessions or the library.
//
// Everything here belongs to Fyne's main goroutine: constructors, methods and
// callbacks alike. Pictures are *image.RGBA with a compact stride and its
// origin at (0, 0), at the device pixels asked for; a widget keeps the
// reference until another picture, Clear or Hide, and never writes to it.
//
// Colours and sizes come from the theme by the names in tokens.go.
package view

import "fyne.io/fyne/v2"

// Colours of the theme. On-stage colours are for text and marks over photos,
// on [ColorScrim] and the same in both variants.
const (
	ColorStage     fyne.ThemeColorName = "skinline.stage"     // behind and between photos
	ColorWindow    fyne.ThemeColorName = "skinline.window"    // page background
	ColorPanel     fyne.ThemeColorName = "skinline.panel"     // cards, forms, sticky heads
	ColorLine      fyne.ThemeColorName = "skinline.line"      // hairlines
	ColorText      fyne.ThemeColorName = "skinline.text"      // body text
	ColorTextQuiet fyne.ThemeColorName = "skinline.textQuiet" // captions, units
	ColorAccent    fyne.ThemeColorName = "skinline.accent"    // the one action, selection, focus
	ColorOnAccent  fyne.ThemeColorName = "skinline.onAccent"  // text on accent, the inner line of rings
	ColorCaution   fyne.ThemeColorName = "skinline.caution"   // reservations, healing, overdue
	ColorStop      fyne.ThemeColorName = "skinline.stop"      // refusal, damage, destructive
	ColorGood      fyne.ThemeColorName = "skinline.good"      // comparable, verified

	ColorScrim          fyne.ThemeColorName = "skinline.scrim"          // darkens photos under text
	ColorOnStage        fyne.ThemeColorName = "skinline.onStage"        // text on scrim
	ColorAccentOnStage  fyne.ThemeColorName = "skinline.accentOnStage"  // accent on scrim
	ColorCautionOnStage fyne.ThemeColorName = "skinline.cautionOnStage" // caution on scrim
	ColorGoodOnStage    fyne.ThemeColorName = "skinline.goodOnStage"    // good on scrim
	ColorStopOnStage    fyne.ThemeColorName = "skinline.stopOnStage"    // stop on scrim
)

// Sizes of the theme, in Fyne's density-independent units.
const (
	SizeCaption fyne.ThemeSizeName = "skinline.caption" // 12
	SizeBody    fyne.ThemeSizeName = "skinline.body"    // 14
	SizeTouch   fyne.ThemeSizeName = "skinline.touch"   // 16, text of controls at a touch
	SizeSection fyne.ThemeSizeName = "skinline.section" // 20
	SizeTitle   fyne.ThemeSizeName = "skinline.title"   // 28

	SizeSpace4  fyne.ThemeSizeName = "skinline.space4"
	SizeSpace8  fyne.ThemeSizeName = "skinline.space8"
	SizeSpace12 fyne.ThemeSizeName = "skinline.space12"
	SizeSpace16 fyne.ThemeSizeName = "skinline.space16"
	SizeSpace24 fyne.ThemeSizeName = "skinline.space24"
	SizeSpace32 fyne.ThemeSizeName = "skinline.space32"

	SizeTarget fyne.ThemeSizeName = "skinline.target" // 40, the least height of what is tapped
	SizeRadius fyne.ThemeSizeName = "skinline.radius" // 6, corners of cards
	SizeLine   fyne.ThemeSizeName = "skinline.line"   // 1, hairlines
	SizeRing   fyne.ThemeSizeName = "skinline.ring"   // 3, selection and focus rings
	SizeMark   fyne.ThemeSizeName = "skinline.mark"   // 12, small drawn marks on tiles
	SizeHandle fyne.ThemeSizeName = "skinline.handle" // 32, what is dragged on a photo
	SizeLoupe  fyne.ThemeSizeName = "skinline.loupe"  // 176, side of the loupe
	SizeHead   fyne.ThemeSizeName = "skinline.head"   // 176, width of sticky row heads
	SizeToast  fyne.ThemeSizeName = "skinline.toast"  // 480, the widest a toast gets
)
