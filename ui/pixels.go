package ui

import (
	"container/list"
	"image"
)

// pixels keeps the pictures used last, bounded by their bytes.
type pixels struct {
	budget int
	bytes  int
	byKey  map[request]*list.Element
	recent *list.List // of kept, the newest in front
}

type kept struct {
	key request
	img *image.RGBA
}

func newPixels(budget int) *pixels {
	return &pixels{budget: budget, byKey: map[request]*list.Element{}, recent: list.New()}
}

func (p *pixels) get(key request) *image.RGBA {
	e := p.byKey[key]
	if e == nil {
		return nil
	}
	p.recent.MoveToFront(e)
	return e.Value.(kept).img
}

// put keeps img unless it alone is over the budget.
func (p *pixels) put(key request, img *image.RGBA) {
	if len(img.Pix) > p.budget || p.byKey[key] != nil {
		return
	}
	p.byKey[key] = p.recent.PushFront(kept{key, img})
	p.bytes += len(img.Pix)
	for p.bytes > p.budget {
		last := p.recent.Remove(p.recent.Back()).(kept)
		delete(p.byKey, last.key)
		p.bytes -= len(last.img.Pix)
	}
}

// clear forgets every picture.
func (p *pixels) clear() {
	clear(p.byKey)
	p.recent.Init()
	p.bytes = 0
}
