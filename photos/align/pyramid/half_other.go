//go:build !amd64

package pyramid

func halfOpaque(to, upper, lower []uint8) bool { return halfOpaquePure(to, upper, lower) }
