#include "textflag.h"

DATA words<>+0(SB)/8, $0x00ff00ff00ff00ff
DATA words<>+8(SB)/8, $0x0002000200020002
GLOBL words<>(SB), RODATA, $16

// func halfAVX2(to, upper, lower *uint8, n int) bool
TEXT ·halfAVX2(SB), NOSPLIT, $0-33
	MOVQ to+0(FP), DI
	MOVQ upper+8(FP), SI
	MOVQ lower+16(FP), DX
	MOVQ n+24(FP), CX
	VPBROADCASTQ words<>+0(SB), Y8
	VPBROADCASTQ words<>+8(SB), Y9
	VPCMPEQB Y10, Y10, Y10
	VPCMPEQB Y11, Y11, Y11
four:
	VMOVDQU (SI), Y0
	VMOVDQU (DX), Y1
	VPAND Y0, Y10, Y10
	VPAND Y1, Y10, Y10
	// Red and blue of both rows, green and alpha of both rows.
	VPAND Y8, Y0, Y2
	VPAND Y8, Y1, Y3
	VPADDW Y3, Y2, Y2
	VPSRLW $8, Y0, Y0
	VPSRLW $8, Y1, Y1
	VPADDW Y1, Y0, Y0
	// The pixel to the right is in the upper half of 64 bits.
	VPSRLQ $32, Y2, Y3
	VPSRLQ $32, Y0, Y1
	VPADDW Y3, Y2, Y2
	VPADDW Y1, Y0, Y0
	VPADDW Y9, Y2, Y2
	VPADDW Y9, Y0, Y0
	VPSRLW $2, Y2, Y2
	VPSRLW $2, Y0, Y0
	VPAND Y8, Y2, Y2
	VPSLLW $8, Y0, Y0
	VPOR Y2, Y0, Y0
	VPSHUFD $0x88, Y0, Y0
	VPERMQ $0x08, Y0, Y0
	VMOVDQU X0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $16, DI
	DECQ CX
	JNZ  four
	// All alphas are 255: the highest byte of every pixel.
	VPCMPEQB Y11, Y10, Y10
	VPMOVMSKB Y10, AX
	ANDL $0x88888888, AX
	CMPL AX, $0x88888888
	SETEQ ret+32(FP)
	VZEROUPPER
	RET
