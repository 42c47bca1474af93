package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Fill is a surface in a colour of the theme, following its changes.
type Fill struct {
	widget.BaseWidget
	name   fyne.ThemeColorName
	radius fyne.ThemeSizeName
	rect   *canvas.Rectangle
}

// NewFill is a surface with square corners.
func NewFill(name fyne.ThemeColorName) *Fill { return newFill(name, "") }

// NewCard is a panel with the round corners of cards.
func NewCard() *Fill { return newFill(ColorPanel, SizeRadius) }

func newFill(name fyne.ThemeColorName, radius fyne.ThemeSizeName) *Fill {
	f := &Fill{name: name, radius: radius, rect: newRect()}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer is for Fyne.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	f.apply()
	return widget.NewSimpleRenderer(f.rect)
}

// Refresh takes the theme's colours again.
func (f *Fill) Refresh() {
	f.apply()
	f.BaseWidget.Refresh()
}

func (f *Fill) apply() {
	f.rect.FillColor = colour(f, f.name)
	if f.radius != "" {
		f.rect.CornerRadius = length(f, f.radius)
	}
}
