package watch

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
)

// mark tells files of one folder apart by their path in it and their size. A
// file's time is no part of it: cards and phones keep it in local time, and it
// would be another one after the change to summer time.
type mark uint64

func (f *Folder) markOf(path string, size int64) mark {
	h := fnv.New64a()
	if rel, err := filepath.Rel(f.dir, path); err == nil {
		path = filepath.ToSlash(rel)
	}
	h.Write([]byte(path))
	h.Write([]byte{0})
	h.Write(strconv.AppendInt(nil, size, 10))
	return mark(h.Sum64())
}

// Known is what a Folder need not tell of any more, to be kept until it is
// watched again. It is base64 of sorted numbers; nothing of it is a name.
type Known string

// Known is what was decided about so far.
func (f *Folder) Known() Known {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := make([]mark, 0, len(f.known))
	for p := range f.known {
		all = append(all, p)
	}
	slices.Sort(all)
	data := make([]byte, 0, 8*len(all))
	for _, p := range all {
		data = binary.BigEndian.AppendUint64(data, uint64(p))
	}
	return Known(base64.StdEncoding.EncodeToString(data))
}

// set reads what Known wrote; what is damaged knows nothing.
func (k Known) set() map[mark]bool {
	known := map[mark]bool{}
	data, err := base64.StdEncoding.DecodeString(string(k))
	if err != nil {
		return known
	}
	for ; len(data) >= 8; data = data[8:] {
		known[mark(binary.BigEndian.Uint64(data))] = true
	}
	return known
}

// prune forgets files that are gone once very many are known. Not sooner: a
// share that is not mounted may look like an empty folder.
func (f *Folder) prune(found map[string]fs.FileInfo) {
	if len(f.known) <= 2*most {
		return
	}
	kept := map[mark]bool{}
	for path, info := range found {
		if p := f.markOf(path, info.Size()); f.known[p] {
			kept[p] = true
		}
	}
	f.known = kept
}
