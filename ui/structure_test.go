package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

func TestOnlyLoaderAndJobsLeaveTheMainGoroutine(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := f.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name == "loader.go" || name == "jobs.go" ||
			name == "measure.go" { // which stands before the window, as a person would
			continue
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s starts a goroutine", set.Position(n.Pos()))
			case *ast.SelectorExpr:
				pkg, _ := n.X.(*ast.Ident)
				forbidden := pkg != nil && (pkg.Name == "fyne" && strings.HasPrefix(n.Sel.Name, "Do") ||
					pkg.Name == "time" && n.Sel.Name == "AfterFunc") || n.Sel.Name == "Go"
				if forbidden {
					t.Errorf("%s: %s belongs to loader.go and jobs.go", set.Position(n.Pos()), n.Sel.Name)
				}
			}
			return true
		})
	}
}
