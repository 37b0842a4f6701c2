// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program of type SYSCALL makes bpf() calls with attributes of its own.  Where
 * the reason of a failure goes is an address in user memory then, too: anything
 * else would let a program write into the kernel.
 */
#include <bpf/bpf.h>

#include "../ctrl_harness.h"
#include "../ctrl_sys.h"
#include "../insns.h"

#define STORE(off, imm)		INSN(BPF_ST | BPF_MEM | BPF_DW, 10, 0, off, imm)
#define STORE_REG(off, reg)	INSN(BPF_STX | BPF_MEM | BPF_DW, 10, reg, off, 0)

enum { KEY = -56, ATTR = -48, ATTR_SIZE = 48 };

/* Delete key 1 with a buffer for the reason at @address; the result of bpf(). */
static int delete_by_program(struct __test_metadata *_metadata, int map,
			     __u64 address)
{
	struct bpf_insn insns[] = {
		STORE(KEY, 1),
		STORE(ATTR, map),
		MOVE(BPF_REG_1, BPF_REG_10),
		ADD(BPF_REG_1, KEY),
		STORE_REG(ATTR + 8, BPF_REG_1),
		STORE(ATTR + 16, 0),
		STORE(ATTR + 24, 0),
		INSN(BPF_LD | BPF_IMM | BPF_DW, BPF_REG_1, 0, 0, (int)address),
		INSN(0, 0, 0, 0, (int)(address >> 32)),
		STORE_REG(ATTR + 32, BPF_REG_1),
		STORE(ATTR + 40, 64),
		INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_1, 0, 0,
		     BPF_MAP_DELETE_ELEM),
		MOVE(BPF_REG_2, BPF_REG_10),
		ADD(BPF_REG_2, ATTR),
		INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_3, 0, 0, ATTR_SIZE),
		INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_sys_bpf),
		INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
	};
	LIBBPF_OPTS(bpf_prog_load_opts, load, .prog_flags = BPF_F_SLEEPABLE);
	LIBBPF_OPTS(bpf_test_run_opts, run);
	int fd = bpf_prog_load(BPF_PROG_TYPE_SYSCALL, "delete", "GPL", insns,
			       ARRAY_SIZE(insns), &load);

	ASSERT_GE(fd, 0)
		TH_LOG("no program: %m");
	ASSERT_EQ(0, bpf_prog_test_run_opts(fd, &run))
		TH_LOG("run: %m");
	close(fd);
	return (int)run.retval;
}

TEST(a_program_cannot_have_a_reason_written_into_the_kernel)
{
	int map = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_MIN, 0, 0);
	char text[64] = "";

	if (ctrl_of_module())
		SKIP(return, "calls of programs do not come to a module");
	/* a program has no common attributes to pass, so there is no address at all */
	if (has_common_attrs()) {
		EXPECT_EQ(-EINVAL, delete_by_program(_metadata, map, (uintptr_t)text));
		EXPECT_EQ('\0', text[0]);
		return;
	}
	EXPECT_EQ(-EPERM,
		  delete_by_program(_metadata, map, 0xdead000000001000));
	EXPECT_EQ(-EPERM, delete_by_program(_metadata, map, (uintptr_t)text));
	EXPECT_NE(NULL, strstr(text, "read-only"))
		TH_LOG("the reason is '%s'", text);
}

TEST_HARNESS_MAIN
