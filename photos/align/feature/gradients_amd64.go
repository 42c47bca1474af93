package feature

// fill is fillPure.
func (g *gradients) fill(p *patch) {
	if !vector {
		g.fillPure(p)
		return
	}
	gradientsAVX2(g, p)
}

//go:noescape
func gradientsAVX2(to *gradients, p *patch)
