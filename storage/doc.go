// Package storage is the encrypted library: clients, sessions, zone
// treatments and photos, kept so that nothing acknowledged is ever lost and
// nothing personal is ever readable on the disk.
//
// Start with [Create] or [Open]; everything else is a method of [Library].
// A Library may be used from many goroutines. Methods that can take long take
// a context; the others answer in milliseconds. Records passed in and out are
// plain values owned by the caller.
package storage
