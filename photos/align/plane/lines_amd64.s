#include "textflag.h"

// PAIR adds the tap in Y12 times the sum of two lines, at R9 and R10, to sum.
#define PAIR(offset, part, sum) \
	VMOVUPS offset(R9)(AX*1), part \
	VADDPS offset(R10)(AX*1), part, part \
	VMULPS Y12, part, part \
	VADDPS part, sum, sum

// FIRST points to the second of the lines, of which a header has 24 bytes, and
// to the second of the taps, and has the number of those in BX.
#define FIRST \
	MOVQ (SI), R9 \
	LEAQ 24(SI), R8 \
	LEAQ 4(DX), R11 \
	MOVQ R12, BX

// NEXT moves on by two lines.
#define NEXT \
	MOVQ (R8), R9 \
	MOVQ 24(R8), R10 \
	VBROADCASTSS (R11), Y12 \
	ADDQ $48, R8 \
	ADDQ $4, R11

// func foldedAVX2(dst *float32, lines *[]float32, taps *float32, count, n int)
// No fused multiply-add: the result is that of foldedPure to the bit.
TEXT ·foldedAVX2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ lines+8(FP), SI
	MOVQ taps+16(FP), DX
	MOVQ count+24(FP), R12
	DECQ R12
	MOVQ n+32(FP), CX
	VBROADCASTSS (DX), Y13
	XORQ AX, AX
	SUBQ $32, CX
	JL   eights
wide:
	FIRST
	VMULPS (R9)(AX*1), Y13, Y0
	VMULPS 32(R9)(AX*1), Y13, Y1
	VMULPS 64(R9)(AX*1), Y13, Y2
	VMULPS 96(R9)(AX*1), Y13, Y3
	TESTQ BX, BX
	JZ   stored
pair:
	NEXT
	PAIR(0, Y4, Y0)
	PAIR(32, Y5, Y1)
	PAIR(64, Y6, Y2)
	PAIR(96, Y7, Y3)
	DECQ BX
	JNZ  pair
stored:
	VMOVUPS Y0, (DI)(AX*1)
	VMOVUPS Y1, 32(DI)(AX*1)
	VMOVUPS Y2, 64(DI)(AX*1)
	VMOVUPS Y3, 96(DI)(AX*1)
	ADDQ $128, AX
	SUBQ $32, CX
	JGE  wide
eights:
	ADDQ $32, CX
	JZ   done
eight:
	FIRST
	VMULPS (R9)(AX*1), Y13, Y0
	TESTQ BX, BX
	JZ   last
single:
	NEXT
	PAIR(0, Y4, Y0)
	DECQ BX
	JNZ  single
last:
	VMOVUPS Y0, (DI)(AX*1)
	ADDQ $32, AX
	SUBQ $8, CX
	JNZ  eight
done:
	VZEROUPPER
	RET

// func scaledAVX2(dst, a *float32, n int, w float32)
TEXT ·scaledAVX2(SB), NOSPLIT, $0-28
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS w+24(FP), Y0
scale:
	VMULPS (SI), Y0, Y1
	VMOVUPS Y1, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  scale
	VZEROUPPER
	RET

// func subtractAVX2(dst, a, b *float32, n int)
TEXT ·subtractAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+24(FP), CX
less:
	VMOVUPS (SI), Y1
	VSUBPS (DX), Y1, Y1
	VMOVUPS Y1, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  less
	VZEROUPPER
	RET

// func sumAVX2(dst, a, b *float32, n int)
TEXT ·sumAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+24(FP), CX
plus:
	VMOVUPS (SI), Y1
	VADDPS (DX), Y1, Y1
	VMOVUPS Y1, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  plus
	VZEROUPPER
	RET

// func addAVX2(dst, a *float32, n int, w float32)
TEXT ·addAVX2(SB), NOSPLIT, $0-28
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS w+24(FP), Y0
more:
	VMULPS (SI), Y0, Y1
	VADDPS (DI), Y1, Y1
	VMOVUPS Y1, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  more
	VZEROUPPER
	RET

DATA weights<>+0(SB)/4, $0.299
DATA weights<>+4(SB)/4, $0.587
DATA weights<>+8(SB)/4, $0.114
DATA weights<>+12(SB)/4, $255.0
DATA weights<>+16(SB)/4, $255
GLOBL weights<>(SB), RODATA, $20

// func lumaAVX2(dst *float32, pix *uint8, n int)
TEXT ·lumaAVX2(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ pix+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS weights<>+0(SB), Y8
	VBROADCASTSS weights<>+4(SB), Y9
	VBROADCASTSS weights<>+8(SB), Y10
	VBROADCASTSS weights<>+12(SB), Y11
	VPBROADCASTD weights<>+16(SB), Y12
pixels:
	VMOVDQU (SI), Y0
	VPSRLD $8, Y0, Y1
	VPSRLD $16, Y0, Y2
	VPAND Y12, Y0, Y0
	VPAND Y12, Y1, Y1
	VPAND Y12, Y2, Y2
	VCVTDQ2PS Y0, Y0
	VCVTDQ2PS Y1, Y1
	VCVTDQ2PS Y2, Y2
	VMULPS Y8, Y0, Y0
	VMULPS Y9, Y1, Y1
	VMULPS Y10, Y2, Y2
	VADDPS Y1, Y0, Y0
	VADDPS Y2, Y0, Y0
	VDIVPS Y11, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  pixels
	VZEROUPPER
	RET

DATA quarters<>+0(SB)/4, $0.25
DATA quarters<>+4(SB)/4, $0.75
GLOBL quarters<>(SB), RODATA, $8

// PARTED has the even and the odd values of two vectors, each half of them in
// an order of its own, in even and odd.
#define PARTED(from, even, odd) \
	VMOVUPS (from), Y0 \
	VMOVUPS 32(from), Y1 \
	VSHUFPS $0x88, Y1, Y0, even \
	VSHUFPS $0xdd, Y1, Y0, odd

// func halvedAVX2(dst, a, b *float32, n int)
TEXT ·halvedAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+24(FP), CX
	VBROADCASTSS quarters<>+0(SB), Y8
boxes:
	PARTED(SI, Y2, Y3)
	PARTED(DX, Y4, Y5)
	VADDPS Y3, Y2, Y2
	VADDPS Y4, Y2, Y2
	VADDPS Y5, Y2, Y2
	VMULPS Y8, Y2, Y2
	VPERMPD $0xd8, Y2, Y2
	VMOVUPS Y2, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  boxes
	VZEROUPPER
	RET

// func doubledAVX2(dst, a *float32, n int)
TEXT ·doubledAVX2(SB), NOSPLIT, $0-24
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSS quarters<>+0(SB), Y8
	VBROADCASTSS quarters<>+4(SB), Y9
twice:
	VMULPS 4(SI), Y9, Y0
	VMULPS (SI), Y8, Y1
	VMULPS 8(SI), Y8, Y2
	VADDPS Y1, Y0, Y1
	VADDPS Y2, Y0, Y2
	VUNPCKLPS Y2, Y1, Y3
	VUNPCKHPS Y2, Y1, Y4
	VPERM2F128 $0x20, Y4, Y3, Y5
	VPERM2F128 $0x31, Y4, Y3, Y6
	VMOVUPS Y5, (DI)
	VMOVUPS Y6, 32(DI)
	ADDQ $32, SI
	ADDQ $64, DI
	SUBQ $8, CX
	JNZ  twice
	VZEROUPPER
	RET
