#include "textflag.h"

// func crossAVX2(sums *[shifts]float32, patch, rows *float32, side, stride int)
// No fused multiply-add: the result is that of crossPure to the bit.
TEXT ·crossAVX2(SB), NOSPLIT, $0-40
	MOVQ sums+0(FP), DI
	MOVQ patch+8(FP), SI
	MOVQ rows+16(FP), DX
	MOVQ side+24(FP), CX
	MOVQ stride+32(FP), R8
	SHLQ $2, R8
	MOVQ CX, R9
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
row:
	MOVQ DX, BX
	MOVQ CX, R10
pixel:
	VBROADCASTSS (SI), Y2
	VMULPS (BX), Y2, Y3
	VMULPS 32(BX), Y2, Y4
	VADDPS Y3, Y0, Y0
	VADDPS Y4, Y1, Y1
	ADDQ $4, SI
	ADDQ $4, BX
	DECQ R10
	JNZ  pixel
	ADDQ R8, DX
	DECQ R9
	JNZ  row
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VZEROUPPER
	RET
