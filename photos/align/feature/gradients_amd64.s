#include "textflag.h"

DATA polynomial<>+0(SB)/4, $0.9998660
DATA polynomial<>+4(SB)/4, $-0.3302995
DATA polynomial<>+8(SB)/4, $0.1801410
DATA polynomial<>+12(SB)/4, $-0.0851330
DATA polynomial<>+16(SB)/4, $0.0208351
DATA polynomial<>+20(SB)/4, $6.283185307179586
DATA polynomial<>+24(SB)/4, $0.25
DATA polynomial<>+28(SB)/4, $0.5
DATA polynomial<>+32(SB)/4, $1.0
DATA polynomial<>+36(SB)/4, $0x7fffffff
GLOBL polynomial<>(SB), RODATA, $40

// TERM is one more term of the polynomial, in Y6, of Y5.
#define TERM(offset) \
	VMULPS Y5, Y6, Y6 \
	VBROADCASTSS polynomial<>+offset(SB), Y7 \
	VADDPS Y7, Y6, Y6

// INSTEAD has in Y6 the constant less Y6 where Y8 says so.
#define INSTEAD(offset) \
	VBROADCASTSS polynomial<>+offset(SB), Y7 \
	VSUBPS Y6, Y7, Y7 \
	VBLENDVPS Y8, Y7, Y6, Y6

// func gradientsAVX2(to *gradients, p *patch)
// A row of a patch has 18 values, 72 bytes; the pixel of the first gradient is
// 76 bytes from its beginning. No fused multiply-add: the result is that of
// fillPure to the bit.
TEXT ·gradientsAVX2(SB), NOSPLIT, $0-16
	MOVQ to+0(FP), DI
	MOVQ p+8(FP), SI
	MOVQ $16, CX
	VXORPS Y15, Y15, Y15
	VBROADCASTSS polynomial<>+36(SB), Y14
row:
	MOVQ $2, DX
eight:
	VMOVUPS 80(SI), Y0
	VSUBPS 72(SI), Y0, Y0
	VMOVUPS 148(SI), Y1
	VSUBPS 4(SI), Y1, Y1
	VMULPS Y0, Y0, Y2
	VMULPS Y1, Y1, Y3
	VADDPS Y3, Y2, Y2
	VSQRTPS Y2, Y2
	VMOVUPS Y2, (DI)
	VANDPS Y14, Y0, Y2
	VANDPS Y14, Y1, Y3
	VMAXPS Y2, Y3, Y4
	VMINPS Y2, Y3, Y5
	VDIVPS Y4, Y5, Y9
	VMULPS Y9, Y9, Y5
	VBROADCASTSS polynomial<>+16(SB), Y6
	TERM(12)
	TERM(8)
	TERM(4)
	TERM(0)
	VMULPS Y9, Y6, Y6
	VBROADCASTSS polynomial<>+20(SB), Y7
	VDIVPS Y7, Y6, Y6
	VCMPPS $0x01, Y3, Y2, Y8
	INSTEAD(24)
	VCMPPS $0x01, Y15, Y0, Y8
	INSTEAD(28)
	VCMPPS $0x01, Y15, Y1, Y8
	INSTEAD(32)
	VCMPPS $0x04, Y15, Y4, Y8
	VANDPS Y8, Y6, Y6
	VMOVUPS Y6, 1024(DI)
	ADDQ $32, SI
	ADDQ $32, DI
	DECQ DX
	JNZ  eight
	ADDQ $8, SI
	DECQ CX
	JNZ  row
	VZEROUPPER
	RET
