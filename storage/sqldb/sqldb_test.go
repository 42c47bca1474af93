package sqldb_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"skinline/storage/sqldb"
)

var key = bytes.Repeat([]byte{7}, 32)

// filled makes a closed database of a few pages and returns its path.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a folder with % and ? #", "index.db")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := sqldb.Create(path, key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT)`); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		if _, err := db.Exec(`INSERT INTO note VALUES (?1, ?2)`, i, strings.Repeat(fmt.Sprintf("canary %d ", i), 40)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// readAll opens the database and reads every row.
func readAll(path string, readOnly bool) (string, error) {
	db, err := sqldb.Open(path, key, readOnly)
	if err != nil {
		return "", err
	}
	defer db.Close()
	return rowsOf(db)
}

func rowsOf(db *sql.DB) (string, error) {
	rows, err := db.Query(`SELECT text FROM note ORDER BY id`)
	if err != nil {
		return "", sqldb.Wrap("read", err)
	}
	defer rows.Close()
	var all strings.Builder
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return "", sqldb.Wrap("read", err)
		}
		all.WriteString(text)
	}
	return all.String(), sqldb.Wrap("read", rows.Err())
}

func TestDurabilityAndEncryptionAreOn(t *testing.T) {
	path := filled(t)
	db, err := sqldb.Open(path, key, false)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "temp_store": "2", "checksum_verification": "1",
	} {
		var got string
		if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", pragma, got, want, err)
		}
	}
	data, _ := os.ReadFile(path)
	if bytes.Contains(data, []byte("canary")) || bytes.Contains(data, []byte("SQLite")) {
		t.Error("plaintext in the file")
	}
}

func TestEveryBitFlipInTheFileIsNoticed(t *testing.T) {
	path := filled(t)
	clean, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		bit, flipped := r.IntN(len(clean)*8), bytes.Clone(clean)
		flipped[bit/8] ^= 1 << (bit % 8)
		os.WriteFile(path, flipped, 0o600)
		db, err := sqldb.Open(path, key, false)
		if err == nil {
			err = sqldb.Check(context.Background(), db, false)
			db.Close()
		}
		if !errors.Is(err, sqldb.ErrDamaged) {
			t.Errorf("bit %d: %v", bit, err)
		}
	}
}

func TestAnotherKeyOrACutFileIsDamage(t *testing.T) {
	path := filled(t)
	if _, err := sqldb.Open(path, bytes.Repeat([]byte{8}, 32), false); !errors.Is(err, sqldb.ErrDamaged) {
		t.Errorf("another key: %v", err)
	}
	clean, _ := os.ReadFile(path)
	for _, size := range []int{0, 100, 4096, len(clean) - 4096, len(clean) - 1} {
		os.WriteFile(path, clean[:size], 0o600)
		db, err := sqldb.Open(path, key, false)
		if err == nil {
			err = sqldb.Check(context.Background(), db, false)
			db.Close()
		}
		if !errors.Is(err, sqldb.ErrDamaged) {
			t.Errorf("cut to %d: %v", size, err)
		}
	}
	os.Remove(path)
	if _, err := sqldb.Open(path, key, false); !errors.Is(err, sqldb.ErrDamaged) {
		t.Errorf("missing: %v", err)
	}
}

func TestNoErrorShowsTheKey(t *testing.T) {
	path := filled(t)
	_, err := sqldb.Open(path, bytes.Repeat([]byte{0xab}, 32), false)
	if err == nil || strings.Contains(strings.ToLower(err.Error()), "abab") {
		t.Errorf("%v", err)
	}
}

// crashed copies the files of an open database, as a power cut would leave them.
func crashed(t *testing.T) string {
	t.Helper()
	path := filled(t)
	db, err := sqldb.Open(path, key, false)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`INSERT INTO note VALUES (100, 'acknowledged')`); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "index.db")
	for _, suffix := range []string{"", "-wal"} {
		from, err := os.Open(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		defer from.Close()
		f, err := os.Create(to + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(f, from); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	return to
}

func TestALogWithATornEndIsReadToItsLastWholeBlock(t *testing.T) {
	for _, torn := range []int{0, 1, 512, 4095} {
		path := crashed(t)
		wal, err := os.OpenFile(path+"-wal", os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		wal.Write(make([]byte, torn))
		wal.Close()
		text, err := readAll(path, false)
		if err != nil || !strings.HasSuffix(text, "acknowledged") {
			t.Errorf("%d bytes torn: %v", torn, err)
		}
	}
}

func TestReadOnlyOpensWithoutWritingAndRefusesAnUnfinishedLog(t *testing.T) {
	path := filled(t)
	if text, err := readAll(path, true); err != nil || !strings.Contains(text, "canary 39") {
		t.Errorf("%v", err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("opening wrote %v", left)
	}
	if _, err := readAll(crashed(t), true); !errors.Is(err, sqldb.ErrUnfinished) {
		t.Errorf("unfinished log: %v", err)
	}
}

func TestMigrationsRunOnceInOrderAndWhole(t *testing.T) {
	db, err := sqldb.Create(filepath.Join(t.TempDir(), "index.db"), key)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ctx := context.Background()
	files := fstest.MapFS{"0001_a.sql": {Data: []byte(`CREATE TABLE a (x BIGINT); INSERT INTO a VALUES (1);`)}}
	steps := []struct {
		add, sql string
		version  int
		ok       bool
	}{
		{"", "", 1, true},
		{"", "", 1, true}, // nothing to do
		{"0002_b.sql", `INSERT INTO a VALUES (2); INSERT INTO missing VALUES (1);`, 1, false},
		{"0002_b.sql", `INSERT INTO a VALUES (2);`, 2, true},
	}
	for i, step := range steps {
		if step.add != "" {
			files[step.add] = &fstest.MapFile{Data: []byte(step.sql)}
		}
		if err := sqldb.Migrate(ctx, db, files); (err == nil) != step.ok {
			t.Fatalf("step %d: %v", i, err)
		}
		if got, err := sqldb.Version(ctx, db); err != nil || got != step.version {
			t.Fatalf("step %d: version %d, %v", i, got, err)
		}
	}
	var sum int
	if err := db.QueryRow(`SELECT sum(x) FROM a`).Scan(&sum); err != nil || sum != 3 {
		t.Errorf("rows sum to %d, %v", sum, err)
	}
	delete(files, "0002_b.sql")
	if err := sqldb.Migrate(ctx, db, files); !errors.Is(err, sqldb.ErrNewer) {
		t.Errorf("older program: %v", err)
	}
}

func TestCreateNeverOverwrites(t *testing.T) {
	if _, err := sqldb.Create(filled(t), key); !errors.Is(err, os.ErrExist) {
		t.Error(err)
	}
}
