package worker

import "time"

// SetDeadline shortens a pool's patience.
func SetDeadline(p *Pool, d time.Duration) { p.deadline = d }

// Hog confines the process and then takes twice its ceiling.
func Hog() error {
	if err := confine(); err != nil {
		return err
	}
	var held [][]byte
	for range 2 * memory >> 24 {
		b := make([]byte, 1<<24)
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		held = append(held, b)
	}
	_ = held
	return nil
}

// Check is what the program believes of a worker's alignment.
func Check(a Aligned) error { return a.check() }
