package decode

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// sandbox is a decoder compiled to WebAssembly. It is made ready on first use,
// which takes a good part of a second, and then kept.
type sandbox struct {
	ready func() (compiled, error)
}

type compiled struct {
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

// newSandbox makes a sandbox of a gzipped WebAssembly module.
func newSandbox(packed []byte) sandbox {
	return sandbox{sync.OnceValues(func() (compiled, error) {
		r, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return compiled{}, fmt.Errorf("unpack decoder: %w", err)
		}
		code, err := io.ReadAll(r)
		if err != nil {
			return compiled{}, fmt.Errorf("unpack decoder: %w", err)
		}
		ctx := context.Background()
		run := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2|experimental.CoreFeaturesThreads))
		if _, err := wasi_snapshot_preview1.Instantiate(ctx, run); err != nil {
			return compiled{}, fmt.Errorf("prepare decoder: %w", err)
		}
		module, err := run.CompileModule(experimental.WithCompilationWorkers(ctx, 2), code)
		if err != nil {
			return compiled{}, fmt.Errorf("compile decoder: %w", err)
		}
		return compiled{run, module}, nil
	})}
}

// instance is a decoder at work, in a memory of its own. It must be closed,
// and serves one goroutine.
type instance struct {
	ctx    context.Context
	module api.Module
}

// start makes an instance whose memory does not grow beyond most bytes.
func (s sandbox) start(most int) (*instance, error) {
	c, err := s.ready()
	if err != nil {
		return nil, err
	}
	ctx := experimental.WithMemoryAllocator(context.Background(), experimental.MemoryAllocatorFunc(func(_, _ uint64) experimental.LinearMemory {
		return &memory{most: uint64(most)}
	}))
	// Without a name there can be many; a decoder sees no files, no
	// environment and no clock, and what it prints is lost.
	module, err := c.runtime.InstantiateModule(ctx, c.module, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, fmt.Errorf("start decoder: %w", err)
	}
	return &instance{ctx, module}, nil
}

func (i *instance) close() { _ = i.module.Close(i.ctx) }

var errSandbox = errors.New("the decoder gave up")

// call calls an exported function of one result; a trap is an error.
func (i *instance) call(name string, args ...uint64) (uint32, error) {
	out, err := i.module.ExportedFunction(name).Call(i.ctx, args...)
	if err != nil {
		return 0, errSandbox // its text is a stack of addresses
	}
	if len(out) == 0 {
		return 0, nil
	}
	return uint32(out[0]), nil
}

// put copies data into the memory.
func (i *instance) put(data []byte) (at uint64, err error) {
	to, err := i.call("malloc", uint64(len(data)))
	if err != nil || to == 0 || !i.module.Memory().Write(to, data) {
		return 0, errSandbox
	}
	return uint64(to), nil
}

// words reads 32-bit values.
func (i *instance) words(at uint64, into ...*uint32) error {
	for n, p := range into {
		v, ok := i.module.Memory().ReadUint32Le(uint32(at) + 4*uint32(n))
		if !ok {
			return errSandbox
		}
		*p = v
	}
	return nil
}

// bytes is a part of the memory, in place: it is gone after the next call.
func (i *instance) bytes(at uint32, n int) ([]byte, error) {
	b, ok := i.module.Memory().Read(at, uint32(n))
	if !ok || n < 0 || n > 1<<32-1 {
		return nil, errSandbox
	}
	return b, nil
}

// memory grows up to a limit, so that a bomb ends in an error of the decoder
// and not in the end of the process. It belongs to the garbage collector:
// pixels in it outlive the decoder.
type memory struct {
	bytes []byte
	most  uint64
}

// Reallocate gives the memory that size; nil is a refusal. Beyond a little it
// has room for all it may become, for there is none for two of them.
func (m *memory) Reallocate(size uint64) []byte {
	const little = 48 << 20
	if size > m.most {
		return nil
	}
	if size > uint64(cap(m.bytes)) {
		room := m.most
		if size <= little {
			room = min(2*size, m.most)
		}
		grown := make([]byte, size, room)
		copy(grown, m.bytes)
		m.bytes = grown
	}
	m.bytes = m.bytes[:size]
	return m.bytes
}

// Free lets the memory go.
func (m *memory) Free() { m.bytes = nil }
