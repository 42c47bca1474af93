package storage_test

import (
	"bytes"
	"context"
	"testing"

	"skinline/storage"
)

func TestImportGivesBackTheSameBytesAfterReopening(t *testing.T) {
	l, _ := newLibrary(t)
	s := newSession(t, l, storage.KindTreatment)
	files := map[storage.ID][]byte{}
	for seed := range uint64(4) {
		data := jpegFile(t, seed, 700, 500)
		if seed%2 == 1 {
			data = pngFile(t, seed, 300, 200)
		}
		files[importPhoto(t, l, s.ID, "frontal", data).ID] = data
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := storage.Open(l.Dir(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	list, err := l.Photos(s.ClientID)
	if err != nil || len(list) != len(files) {
		t.Fatalf("%d photos, %v", len(list), err)
	}
	for id, data := range files {
		got, err := l.Original(context.Background(), id)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("original differs: %v", err)
		}
	}
	report, err := l.Verify(context.Background(), nil)
	if err != nil || len(report.Findings) > 0 || len(report.Notes) > 0 || report.Photos != 4 {
		t.Errorf("verify: %+v, %v", report, err)
	}
}
