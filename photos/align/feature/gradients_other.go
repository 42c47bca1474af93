//go:build !amd64

package feature

func (g *gradients) fill(p *patch) { g.fillPure(p) }
