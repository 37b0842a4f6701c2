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
#define MOVE(to, from)		INSN(BPF_ALU64 | BPF_MOV | BPF_X, to, from, 0, 0)
#define ADD(reg, value)		INSN(BPF_ALU64 | BPF_ADD | BPF_K, reg, 0, 0, value)
/* Four bytes on the stack, such as a key. */
#define STORE_ZERO(off)		INSN(BPF_ST | BPF_MEM | BPF_W, 10, 0, off, 0)
/* *to += from, 64 bits and atomic */
#define ADD_TO(to, from)	INSN(BPF_STX | BPF_ATOMIC | BPF_DW, to, from, 0, BPF_ADD)
/* A map, or the first value of an array; SECOND_HALF() comes behind it. */
#define MAP_FD(reg, fd) \
	INSN(BPF_LD | BPF_IMM | BPF_DW, reg, BPF_PSEUDO_MAP_FD, 0, fd)
#define MAP_VALUE(reg, fd) \
	INSN(BPF_LD | BPF_IMM | BPF_DW, reg, BPF_PSEUDO_MAP_VALUE, 0, fd)
#define SECOND_HALF()		INSN(0, 0, 0, 0, 0)

#define NR_INSNS(insns)	(sizeof(insns) / sizeof((insns)[0]))

#endif
