// Package phantom makes simulated treatment photos whose geometry is known
// exactly: skin close-ups and faces, over the dates of a course. Nobody is
// shown and nothing is copied; the demo library, tests and benchmarks use them.
package phantom
