/* SPDX-License-Identifier: GPL-2.0-only */
/* BPF instructions, for the small programs of tests. */
#ifndef INSNS_H
#define INSNS_H

#include <linux/bpf.h>

#define INSN(c, d, s, o, i) \
	{ .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) }
#define SET(reg, value)		INSN(BPF_ALU64 | BPF_MOV | BPF_K, reg, 0, 0, value)
#define CALL(function)		INSN(BPF_JMP | BPF_CALL, 0, 0, 0, function)
#define LOAD(size, to, from, off) \
	INSN(BPF_LDX | BPF_MEM | (size), to, from, off, 0)
/* Go on after the @skip next instructions unless the lower half of it is @value. */
#define SKIP_UNLESS(reg, value, skip) \
	INSN(BPF_JMP32 | BPF_JNE | BPF_K, reg, 0, skip, value)
#define EXIT()			INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)
#define SET_MAP(reg, fd)						\
	INSN(BPF_LD | BPF_IMM | BPF_DW, reg, BPF_PSEUDO_MAP_FD, 0, fd),	\
	INSN(0, 0, 0, 0, 0)
/* r2 = a key of four zero bytes on the stack */
#define SET_KEY()							\
	INSN(BPF_ST | BPF_MEM | BPF_W, 10, 0, -4, 0),			\
	INSN(BPF_ALU64 | BPF_MOV | BPF_X, 2, 10, 0, 0),			\
	INSN(BPF_ALU64 | BPF_ADD | BPF_K, 2, 0, 0, -4)

/* Add 1 to the number that is the first value of an array; r1 and r2 are lost. */
#define COUNT_IN(fd)							\
	INSN(BPF_LD | BPF_IMM | BPF_DW, 1, BPF_PSEUDO_MAP_VALUE, 0, fd), \
	INSN(0, 0, 0, 0, 0),						\
	SET(2, 1),							\
	INSN(BPF_STX | BPF_ATOMIC | BPF_DW, 1, 2, 0, BPF_ADD)

#define NR_INSNS(insns)	(sizeof(insns) / sizeof((insns)[0]))

#endif
