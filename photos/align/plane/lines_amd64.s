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
