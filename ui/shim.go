package ui

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"skinline/storage"
)

func stage() *canvas.Rectangle { return canvas.NewRectangle(color.Gray{0x46}) }
func panel() *canvas.Rectangle { return canvas.NewRectangle(color.White) }

type shimToasts struct{ *widget.Label }

func (t shimToasts) Show(s string)                          { t.SetText(s) }
func (t shimToasts) ShowAction(s, action string, do func()) { t.SetText(s) }
func (t shimToasts) Clear()                                 { t.SetText("") }
func (a *App) showTimeline(c storage.ID)                    {}
func (a *App) scale() float32                               { return a.win.Canvas().Scale() }
