package view_test

import (
	"skinline/ui"
	"skinline/ui/view"
)

// The widgets are tested in the colours and sizes they are made for.
func init() {
	view.UseTheme("dark", ui.NewTheme(ui.VariantDark))
	view.UseTheme("light", ui.NewTheme(ui.VariantLight))
}
