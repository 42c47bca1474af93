package ui

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"skinline/photos/align"
	"skinline/photos/annotation"
	"skinline/photos/comparability"
	"skinline/storage"
)

var update = flag.Bool("update", false, "write what is missing into translations/en.json")

// said collects the texts of the window: keys with their English.
func said(t *testing.T) map[string]any {
	t.Helper()
	keys := map[string]any{}
	for key, text := range comparability.Texts() {
		keys[key] = text
	}
	for key, text := range vocabulary() {
		keys[key] = text
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("view/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, more...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			f, ok := call.Fun.(*ast.SelectorExpr)
			if pkg, _ := f0(f); !ok || pkg != "lang" {
				return true
			}
			switch f.Sel.Name {
			case "L":
				if key, ok := literal(call.Args[0]); ok {
					keys[key] = key
				} else {
					t.Errorf("%s: lang.L takes a literal", name)
				}
			case "X":
				if key, ok := literal(call.Args[0]); ok {
					keys[key], _ = literal(call.Args[1])
				}
			case "XN":
				key, _ := literal(call.Args[0])
				other, _ := literal(call.Args[1])
				keys[key] = map[string]any{"other": other, "one": strings.NewReplacer("photos", "photo", "days", "day", "clients", "client").Replace(other)}
			}
			return true
		})
	}
	return keys
}

// vocabulary are the words of the library that the window says.
func vocabulary() map[string]string {
	words := map[string]string{"side.none": "no side"}
	for _, z := range storage.Zones() {
		words["zone."+z] = spaced(z)
	}
	for _, s := range []storage.Side{storage.SideLeft, storage.SideRight, storage.SideMid, storage.SideBoth} {
		words["side."+string(s)] = string(s)
	}
	for _, c := range annotation.Coins() {
		words["coin."+c.Code] = c.Name
	}
	for _, v := range storage.Views() {
		words["view."+string(v)] = capital(spaced(string(v)))
	}
	for _, p := range phases() {
		words["phase."+string(p)] = capital(string(p))
	}
	for _, k := range []storage.SessionKind{storage.KindBaseline, storage.KindTreatment, storage.KindFollowUp} {
		words["kind."+string(k)] = capital(string(k))
	}
	for _, e := range storage.Endpoints() {
		if e != storage.EndpointNone {
			words["endpoint."+spaced(string(e))] = string(e)
		}
	}
	for _, r := range []align.Reason{
		align.NothingFound, align.NotTheSame, align.OneFaceOnly, align.PoseDiffers, align.AngleDiffers, align.FaceDiffers,
		align.AnotherPerson, align.LightDiffers, align.TooLittleSkin, align.Blurred, storage.NotDone,
	} {
		words["align."+string(r)] = r.Sentence()
	}
	return words
}

// Every language says everything, with the same places for values, and its
// plurals.
func TestEveryLanguageSaysEverything(t *testing.T) {
	places := regexp.MustCompile(`\{\{\.\w+\}\}`)
	holds := func(text string) string {
		found := places.FindAllString(text, -1)
		slices.Sort(found)
		return strings.Join(slices.Compact(found), " ")
	}
	english := read(t, "en")
	for _, l := range languages() {
		have := read(t, l.code)
		for key, en := range english {
			switch en := en.(type) {
			case string:
				text, ok := have[key].(string)
				if !ok || text == "" && en != "" || holds(text) != holds(en) {
					t.Errorf("translations/%s.json: %q is %q, for the English %q", l.code, key, text, en)
				}
			case map[string]any:
				forms, _ := have[key].(map[string]any)
				for _, form := range []string{"one", "other"} {
					if text, _ := forms[form].(string); text == "" || holds(text) != holds(en["other"].(string)) && form == "other" {
						t.Errorf("translations/%s.json: %q has no form %q with the places of the English %q", l.code, key, form, en["other"])
					}
				}
			}
		}
		for key := range have {
			if _, ok := english[key]; !ok {
				t.Errorf("translations/%s.json: %q is said nowhere", l.code, key)
			}
		}
	}
}

func read(t *testing.T, language string) map[string]any {
	t.Helper()
	data, err := os.ReadFile("translations/" + language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]any{}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

func f0(f *ast.SelectorExpr) (string, bool) {
	if f == nil {
		return "", false
	}
	id, ok := f.X.(*ast.Ident)
	if !ok {
		return "", false
	}
	return id.Name, true
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

func TestEveryTextIsInTheEnglishTranslation(t *testing.T) {
	const file = "translations/en.json"
	have := map[string]any{}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &have); err != nil {
		t.Fatal(err)
	}
	wanted := said(t)
	for key, text := range wanted {
		if _, ok := have[key]; !ok {
			have[key] = text
			if !*update {
				t.Errorf("%q is missing", key)
			}
		}
	}
	for key := range have {
		if _, ok := wanted[key]; !ok {
			delete(have, key)
			if !*update {
				t.Errorf("%q is said nowhere", key)
			}
		}
	}
	if *update {
		var out bytes.Buffer
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(have); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNoTextIsAReservedWordOfTheTranslator(t *testing.T) {
	for key := range said(t) {
		switch strings.ToLower(key) {
		case "id", "description", "hash", "leftdelim", "rightdelim", "zero", "one", "two", "few", "many", "other", "translation":
			t.Errorf("%q cannot be a key", key)
		}
	}
}
