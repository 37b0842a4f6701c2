// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program of type SYSCALL makes bpf() calls with attributes of its own.  Where
 * the reason of a failure goes is an address in user memory then, too: anything
 * else would let a program write into the kernel.
 */
#define _GNU_SOURCE
#include <bpf/bpf.h>

#include "xdp_value.h"

#define INSN(c, d, s, o, i) \
	{ .code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) }
#define STORE(off, imm)		INSN(BPF_ST | BPF_MEM | BPF_DW, 10, 0, off, imm)
#define STORE_REG(off, reg)	INSN(BPF_STX | BPF_MEM | BPF_DW, 10, reg, off, 0)
#define FRAME_ADDRESS(reg, off)						\
	INSN(BPF_ALU64 | BPF_MOV | BPF_X, reg, 10, 0, 0),		\
	INSN(BPF_ALU64 | BPF_ADD | BPF_K, reg, 0, 0, off)

enum { KEY = -56, ATTR = -48, ATTR_SIZE = 48 };

/* Delete key 1 with a buffer for the reason at @address; the result of bpf(). */
static int delete_by_program(int map, uint64_t address)
{
	struct bpf_insn insns[] = {
		STORE(KEY, 1),
		STORE(ATTR, map),
		FRAME_ADDRESS(BPF_REG_1, KEY),
		STORE_REG(ATTR + 8, BPF_REG_1),
		STORE(ATTR + 16, 0),
		STORE(ATTR + 24, 0),
		INSN(BPF_LD | BPF_IMM | BPF_DW, BPF_REG_1, 0, 0, (int)address),
		INSN(0, 0, 0, 0, (int)(address >> 32)),
		STORE_REG(ATTR + 32, BPF_REG_1),
		STORE(ATTR + 40, 64),
		INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_1, 0, 0,
		     BPF_MAP_DELETE_ELEM),
		FRAME_ADDRESS(BPF_REG_2, ATTR),
		INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_3, 0, 0, ATTR_SIZE),
		INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_sys_bpf),
		INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
	};
	LIBBPF_OPTS(bpf_prog_load_opts, load, .prog_flags = BPF_F_SLEEPABLE);
	LIBBPF_OPTS(bpf_test_run_opts, run);
	int fd = bpf_prog_load(BPF_PROG_TYPE_SYSCALL, "delete", "GPL", insns,
			       sizeof(insns) / sizeof(insns[0]), &load);

	need(fd >= 0, "no program: %m");
	need(!bpf_prog_test_run_opts(fd, &run), "run: %m");
	close(fd);
	return (int)run.retval;
}

static void reasons(char **args)
{
	int map = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_MIN, 0, 0);
	char text[64] = "";

	(void)args;
	expect_result(delete_by_program(map, 0xdead000000001000), -EPERM,
		      "an address in the kernel");
	expect_result(delete_by_program(map, (uintptr_t)text), -EPERM,
		      "an address of this process");
	expect(strstr(text, "read-only"), "the reason is '%s'", text);
}

static const struct test tests[] = {
	{ "a program cannot have a reason written into the kernel", reasons },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
