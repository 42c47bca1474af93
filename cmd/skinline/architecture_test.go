package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

type pkg struct {
	ImportPath, Name string
	Imports, Deps    []string
}

// layer is the place of a package in cmd -> ui -> storage -> photos.
func (p pkg) layer() int { return layerOf(p.ImportPath) }

func layerOf(path string) int {
	top, _, _ := strings.Cut(strings.TrimPrefix(path, "skinline/"), "/")
	return slices.Index([]string{"photos", "storage", "ui", "cmd"}, top)
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-tags", "ci,migrated_fynedo", "-json=ImportPath,Name,Imports,Deps", "skinline/...")
	cmd.Dir = root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 8 {
		t.Fatalf("go list found only %d packages", len(all))
	}
	return all
}

func TestPackagesImportOnlyDownwards(t *testing.T) {
	for _, p := range packages(t) {
		if p.layer() < 0 {
			t.Errorf("%s is in none of cmd, ui, storage and photos", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, "skinline/") && layerOf(imported) > p.layer() {
				t.Errorf("%s imports %s, which lies above it", p.ImportPath, imported)
			}
		}
	}
}

func TestPhotosAndStorageKnowNoScreen(t *testing.T) {
	for _, p := range packages(t) {
		for _, dep := range p.Deps {
			if p.layer() <= layerOf("skinline/storage") && strings.HasPrefix(dep, "fyne.io/") {
				t.Errorf("%s depends on %s", p.ImportPath, dep)
			}
		}
	}
}

// A package that imports fyne/v2/app cannot be tested without a display and a C compiler.
func TestOnlyTheCommandStartsAFyneApp(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains(p.Imports, "fyne.io/fyne/v2/app") && p.ImportPath != "skinline/cmd/skinline" {
			t.Errorf("%s imports fyne.io/fyne/v2/app", p.ImportPath)
		}
	}
}

func TestPackagesAreNamedForWhatTheyHold(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains([]string{"util", "utils", "common", "helpers", "helper", "manager", "models", "model", "misc"}, p.Name) {
			t.Errorf("package %s says nothing about what it holds", p.ImportPath)
		}
	}
}

// source is one Go file of the project that is no test.
type source struct {
	path  string // from the root, with slashes
	lines int
	file  *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	fset := token.NewFileSet()
	var all []source
	for _, top := range []string{"cmd", "ui", "storage", "photos"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(fset, name, nil, 0)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, name)
			all = append(all, source{filepath.ToSlash(rel), fset.File(file.Pos()).LineCount(), file})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// imported maps the names a file calls packages by to their paths.
func (s source) imported() map[string]string {
	names := map[string]string{}
	for _, spec := range s.file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		name := filepath.Base(path)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = path
	}
	return names
}

// The image registry decodes whatever was ever linked in, without limits.
func TestPicturesAreDecodedOnlyByNamedDecoders(t *testing.T) {
	const imaging = "github.com/disintegration/imaging"
	forbidden := map[string]bool{
		"image.Decode": true, "image.DecodeConfig": true, "image.RegisterFormat": true,
		imaging + ".Decode": true, imaging + ".Open": true,
	}
	for _, s := range sources(t) {
		names := s.imported()
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && forbidden[names[x.Name]+"."+sel.Sel.Name] {
					t.Errorf("%s uses %s.%s", s.path, x.Name, sel.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestImportsThatAreNotWanted(t *testing.T) {
	for _, s := range sources(t) {
		for _, path := range s.imported() {
			logs := path == "log" || path == "log/slog"
			mayLog := strings.HasPrefix(s.path, "cmd/") || strings.HasPrefix(s.path, "ui/")
			if path == "io/ioutil" || path == "log" || (logs && !mayLog) {
				t.Errorf("%s imports %s", s.path, path)
			}
		}
	}
}

func TestFilesStayReadable(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines > 320 {
			t.Errorf("%s has %d lines; split it", s.path, s.lines)
		}
	}
}

// Everything that happens beside the window's own goroutine is in two places.
func TestOnlyLoaderAndJobsStartGoroutines(t *testing.T) {
	for _, s := range sources(t) {
		base := filepath.Base(s.path)
		if !strings.HasPrefix(s.path, "ui/") || base == "loader.go" || base == "jobs.go" ||
			base == "measure.go" { // which stands before the window, as a person would
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if _, ok := n.(*ast.GoStmt); ok {
				t.Errorf("%s starts a goroutine", s.path)
			}
			return true
		})
	}
}
