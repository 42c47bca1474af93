#include "go_asm.h"
#include "textflag.h"

// Registers of both kernels:
//   DI tile
//   AX first tap of pixel 0, DX of pixel 4; BX and CX one and three pixels
//   R8 weights, R9 rows left, R10 taps left, R11 taps in a row
//   SI start of the row, R12 bytes to the next row
//   R14 first tap of the tile's pixel 0, R15 tiles left; on the stack where
//   their outputs and what is added to them start
//   Y0 to Y7 the sums of the pixels, Y8 weights, Y9 to Y15 products

// SETUP loads what both kernels need; four bytes for each float32.
#define SETUP \
	MOVQ t+0(FP), DI \
	MOVQ tile_in(DI), R14 \
	MOVQ tile_n(DI), R15 \
	SHRQ $3, R15 \
	MOVQ tile_row(DI), R12 \
	SHLQ $2, R12 \
	MOVQ tile_taps(DI), R11 \
	MOVQ tile_out(DI), AX \
	MOVQ AX, outputs-8(SP) \
	MOVQ tile_residual(DI), AX \
	MOVQ AX, added-16(SP)

// TILE starts one.
#define TILE \
	MOVQ R14, SI \
	MOVQ tile_pixel(DI), BX \
	SHLQ $2, BX \
	LEAQ (BX)(BX*2), CX \
	LEAQ (R14)(BX*8), R14 \
	MOVQ tile_rows(DI), R9 \
	MOVQ tile_weights(DI), R8 \
	MOVQ tile_bias(DI), R10 \
	VMOVUPS (R10), Y0 \
	VMOVAPS Y0, Y1 \
	VMOVAPS Y0, Y2 \
	VMOVAPS Y0, Y3 \
	VMOVAPS Y0, Y4 \
	VMOVAPS Y0, Y5 \
	VMOVAPS Y0, Y6 \
	VMOVAPS Y0, Y7

#define SKIP(sum) \
	VADDPS (AX), sum, sum \
	ADDQ BX, AX

#define STORE(sum) \
	VMAXPS Y8, sum, Y10 \
	VMINPS Y8, sum, Y11 \
	VMULPS Y9, Y11, Y11 \
	VADDPS Y11, Y10, Y10 \
	VMOVUPS Y10, (AX) \
	ADDQ BX, AX

// FINISH adds the residual where there is one, bends and stores.
#define FINISH(store) \
	MOVQ added-16(SP), AX \
	TESTQ AX, AX \
	JZ store \
	MOVQ tile_skip(DI), BX \
	SHLQ $2, BX \
	SKIP(Y0) \
	SKIP(Y1) \
	SKIP(Y2) \
	SKIP(Y3) \
	SKIP(Y4) \
	SKIP(Y5) \
	SKIP(Y6) \
	SKIP(Y7) \
	MOVQ AX, added-16(SP)

#define BENT \
	MOVQ tile_slope(DI), AX \
	VMOVUPS (AX), Y9 \
	VXORPS Y8, Y8, Y8 \
	MOVQ outputs-8(SP), AX \
	MOVQ tile_next(DI), BX \
	SHLQ $2, BX \
	STORE(Y0) \
	STORE(Y1) \
	STORE(Y2) \
	STORE(Y3) \
	STORE(Y4) \
	STORE(Y5) \
	STORE(Y6) \
	STORE(Y7) \
	MOVQ AX, outputs-8(SP)

#define DENSE(address, product, sum) \
	VBROADCASTSS address, product \
	VMULPS Y8, product, product \
	VADDPS product, sum, sum

#define DEPTHWISE(address, product, sum) \
	VMULPS address, Y8, product \
	VADDPS product, sum, sum

// func denseAVX(t *tile)
TEXT ·denseAVX(SB), NOSPLIT, $16-8
	SETUP
next:
	TILE
row:
	MOVQ SI, AX
	LEAQ (SI)(BX*4), DX
	MOVQ R11, R10
tap:
	VMOVUPS (R8), Y8
	DENSE((AX), Y9, Y0)
	DENSE((AX)(BX*1), Y10, Y1)
	DENSE((AX)(BX*2), Y11, Y2)
	DENSE((AX)(CX*1), Y12, Y3)
	DENSE((DX), Y13, Y4)
	DENSE((DX)(BX*1), Y14, Y5)
	DENSE((DX)(BX*2), Y15, Y6)
	DENSE((DX)(CX*1), Y9, Y7)
	ADDQ $4, AX
	ADDQ $4, DX
	ADDQ $32, R8
	DECQ R10
	JNZ tap
	ADDQ R12, SI
	DECQ R9
	JNZ row
	FINISH(store)
store:
	BENT
	DECQ R15
	JNZ  next
	VZEROUPPER
	RET

// func depthwiseAVX(t *tile)
TEXT ·depthwiseAVX(SB), NOSPLIT, $16-8
	SETUP
	MOVQ tile_tap(DI), R13
	SHLQ $2, R13
next:
	TILE
row:
	MOVQ SI, AX
	LEAQ (SI)(BX*4), DX
	MOVQ R11, R10
tap:
	VMOVUPS (R8), Y8
	DEPTHWISE((AX), Y9, Y0)
	DEPTHWISE((AX)(BX*1), Y10, Y1)
	DEPTHWISE((AX)(BX*2), Y11, Y2)
	DEPTHWISE((AX)(CX*1), Y12, Y3)
	DEPTHWISE((DX), Y13, Y4)
	DEPTHWISE((DX)(BX*1), Y14, Y5)
	DEPTHWISE((DX)(BX*2), Y15, Y6)
	DEPTHWISE((DX)(CX*1), Y9, Y7)
	ADDQ R13, AX
	ADDQ R13, DX
	ADDQ $32, R8
	DECQ R10
	JNZ tap
	ADDQ R12, SI
	DECQ R9
	JNZ row
	FINISH(store)
store:
	BENT
	DECQ R15
	JNZ  next
	VZEROUPPER
	RET

// func highestAVX(to, from *float32, n int)
TEXT ·highestAVX(SB), NOSPLIT, $0-24
	MOVQ to+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ n+16(FP), CX
lanes:
	VMOVUPS (DI), Y0
	VMAXPS (SI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  lanes
	VZEROUPPER
	RET
