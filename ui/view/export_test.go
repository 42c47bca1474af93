package view

import "fyne.io/fyne/v2"

// themes are the two looks, given by a test that may import them.
var themes = map[string]fyne.Theme{}

// UseTheme makes a look known to the tests of this package.
func UseTheme(name string, t fyne.Theme) { themes[name] = t }
