#include "textflag.h"

DATA sign<>+0(SB)/4, $0x80000000
GLOBL sign<>(SB), RODATA, $4

// BESIDE takes three neighbours in a row into the highest, Y1, and the lowest, Y2.
#define BESIDE(row) \
	VMOVUPS (row)(AX*1), Y3 \
	VMOVUPS 4(row)(AX*1), Y4 \
	VMOVUPS 8(row)(AX*1), Y5 \
	VMAXPS Y3, Y1, Y1 \
	VMINPS Y3, Y2, Y2 \
	VMAXPS Y4, Y1, Y1 \
	VMINPS Y4, Y2, Y2 \
	VMAXPS Y5, Y1, Y1 \
	VMINPS Y5, Y2, Y2

// BEYOND leaves in Y3 which of Y0 are no less than Y1 or no more than Y2, and
// in Y3 only what Y6 and Y7 say may be so.
#define BEYOND \
	VCMPPS $0x0d, Y1, Y0, Y3 \
	VCMPPS $0x02, Y2, Y0, Y4 \
	VANDPS Y6, Y3, Y3 \
	VANDPS Y7, Y4, Y4 \
	VORPS Y4, Y3, Y3 \
	VMOVMSKPS Y3, BX

// func extremesAVX2(masks *uint8, at *[9]*float32, n int, least float32)
TEXT ·extremesAVX2(SB), NOSPLIT, $0-28
	MOVQ masks+0(FP), DI
	MOVQ at+8(FP), BX
	MOVQ n+16(FP), CX
	VBROADCASTSS least+24(FP), Y15
	VBROADCASTSS sign<>(SB), Y14
	VXORPS Y14, Y15, Y14
	MOVQ 0(BX), SI
	MOVQ 8(BX), DX
	MOVQ 16(BX), R8
	MOVQ 24(BX), R9
	MOVQ 32(BX), R10
	MOVQ 40(BX), R11
	MOVQ 48(BX), R12
	MOVQ 56(BX), R13
	MOVQ 64(BX), R15
	XORQ AX, AX
eight:
	VMOVUPS 4(SI)(AX*1), Y0
	VCMPPS $0x0d, Y15, Y0, Y6
	VCMPPS $0x02, Y14, Y0, Y7
	VMOVUPS (SI)(AX*1), Y1
	VMOVUPS 8(SI)(AX*1), Y3
	VMINPS Y3, Y1, Y2
	VMAXPS Y3, Y1, Y1
	BESIDE(DX)
	BESIDE(R8)
	BEYOND
	TESTL BX, BX
	JZ   next
	BESIDE(R9)
	BESIDE(R10)
	BESIDE(R11)
	BESIDE(R12)
	BESIDE(R13)
	BESIDE(R15)
	BEYOND
next:
	MOVB BX, (DI)
	INCQ DI
	ADDQ $32, AX
	DECQ CX
	JNZ  eight
	VZEROUPPER
	RET
