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
	"strconv"
	"strings"
	"testing"

	"skinline/photos/comparability"
)

var update = flag.Bool("update", false, "write what is missing into translations/en.json")

// said collects the texts of the window: keys with their English.
func said(t *testing.T) map[string]any {
	t.Helper()
	keys := map[string]any{}
	for key, text := range comparability.Texts() {
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
