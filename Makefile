# Skinline. `make run` shows it, `make test` proves it; both install the system
# packages they lack (Debian and Ubuntu) and say which.

TAGS     := migrated_fynedo,nodynamic
HEADLESS := CGO_ENABLED=0 go
OFFLINE  := -tags ci,$(TAGS)
GOFUMPT     := mvdan.cc/gofumpt@v0.9.2
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.1.4
export GOFUMPT STATICCHECK GOVULNCHECK TAGS

.PHONY: run build headless test unit race smoke consultation soak bench bench-ui bench-align screenshots fmt vet deps icon clean

# The window on a demo library; without a display its screens as pictures.
run:
	@.ci/show

# The program, with the window: bin/skinline.
build:
	@.ci/install build
	CGO_ENABLED=1 go build -tags $(TAGS) -o bin/skinline ./cmd/skinline

# The program without a window system or C compiler: bin/skinline-headless.
headless:
	$(HEADLESS) build $(OFFLINE) -o bin/skinline-headless ./cmd/skinline

test:
	@.ci/install build test
	@$(MAKE) --no-print-directory vet unit race smoke

# SKINLINE_SOAK is how many times an import is killed at a random moment.
unit:
	SKINLINE_SOAK=200 $(HEADLESS) test $(OFFLINE) ./...

# Registration takes ten times as long under the detector: its tests that use
# several goroutines are enough.
REGISTRATION := ./photos/align/... ./photos/comparability ./photos/viewpoint
race:
	CGO_ENABLED=1 go test -race -short -tags $(TAGS) $$(go list ./photos/... | grep -vE '/(align|comparability|viewpoint)') ./storage/... ./ui/...
	CGO_ENABLED=1 go test -race -short -tags $(TAGS) -run 'Same|Vector|Kernels|Nothing' $(REGISTRATION)

# The real window, driven by keyboard and mouse through the whole main job.
smoke: build
	@.ci/install test
	.ci/smoke

# The real window through a consultation on the demo library; out/consultation
# keeps the pictures.
consultation: build
	@.ci/install test
	@.ci/demo bin/skinline
	.ci/consultation

SOAK ?= 2000
soak:
	SKINLINE_SOAK=$(SOAK) $(HEADLESS) test -count 1 -timeout 60m -run Kill -v $(OFFLINE) ./storage/...

# Figures against other programs on the same work, in one run; out/bench keeps them.
bench: build
	@.ci/install test bench
	CGO_ENABLED=1 go test -run '^$$' -bench . -benchtime 3x -tags $(TAGS) ./photos/... ./storage/... ./ui/...
	.ci/startup
	.ci/bench-pixels

# Alignment against other methods on real and simulated photos, docs/alignment.md.
# EVERY=8 is a quick look; ONLY="caltech negative" takes some sets only.
bench-align: build
	@.ci/install align
	.ci/bench-align

# What the window takes, in a real one; out/bench/ui keeps it.
bench-ui: build
	@.ci/install test
	.ci/bench-ui

# The pictures of README.md and docs/.
screenshots: headless build
	@.ci/install test
	.ci/screenshots

fmt:
	go run $(GOFUMPT) -w cmd ui storage photos

vet:
	@.ci/vet

deps:
	@.ci/install build test

clean:
	rm -rf bin out
