// SPDX-License-Identifier: GPL-2.0-only
/* BPF programs that never sleep, and maps of maps, cannot have a control map. */
#include "../ctrl_harness.h"
#include "../xdp_value.h"

/* A program that has the map in its first instruction. */
static int load_program(int fd, int kind, char *log, __u32 log_size)
{
	struct bpf_insn insns[] = {
		{ .code = BPF_LD | BPF_DW | BPF_IMM, .dst_reg = BPF_REG_1,
		  .src_reg = kind, .imm = kind == BPF_PSEUDO_MAP_IDX ||
				kind == BPF_PSEUDO_MAP_IDX_VALUE ? 0 : fd },
		{ 0 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
	attr.insns = ptr_to_u64(insns);
	attr.insn_cnt = 4;
	attr.license = ptr_to_u64("GPL");
	attr.fd_array = ptr_to_u64(&fd);
	attr.log_level = 1;
	attr.log_buf = ptr_to_u64(log);
	attr.log_size = log_size;
	return sys_bpf(BPF_PROG_LOAD, &attr);
}

TEST(a_program_that_never_sleeps_cannot_use_a_control_map_and_the_verifier_says_so)
{
	static const int kinds[] = { BPF_PSEUDO_MAP_FD, BPF_PSEUDO_MAP_IDX };
	char log[4096];
	int i, hash = plain_map(BPF_MAP_TYPE_HASH);

	if (ctrl_of_module())
		SKIP(return, "the verifier does not know the maps of a module");
	for (i = 0; i < 2; i++) {
		log[0] = '\0';
		EXPECT_GE(load_program(hash, kinds[i], log, sizeof(log)), 0)
			TH_LOG("a program with a hash map is refused: %s", log);
		log[0] = '\0';
		EXPECT_EQ(-EINVAL,
			  load_program(xdp_map(0), kinds[i], log, sizeof(log)));
		EXPECT_NE(NULL, strstr(log,
				       "control maps cannot be used by programs"))
			TH_LOG("the verifier says: %s", log);
		EXPECT_EQ(-EINVAL, load_program(xdp_map(BPF_F_RDONLY), kinds[i],
						log, sizeof(log)));
	}
	EXPECT_EQ(-EINVAL, load_program(xdp_map(0), BPF_PSEUDO_MAP_VALUE, log,
					sizeof(log)));
}

TEST(a_map_of_maps_cannot_hold_a_control_map)
{
	static const __u32 types[] = {
		BPF_MAP_TYPE_ARRAY_OF_MAPS, BPF_MAP_TYPE_HASH_OF_MAPS,
	};
	__u32 key = 0, fd = xdp_map(0);
	union bpf_attr attr;
	int i, outer;

	for (i = 0; i < 2; i++) {
		memset(&attr, 0, sizeof(attr));
		attr.map_type = types[i];
		attr.key_size = 4;
		attr.value_size = 4;
		attr.max_entries = 1;
		attr.inner_map_fd = fd;
		EXPECT_EQ(-ERR_NOTSUPP, sys_bpf(BPF_MAP_CREATE, &attr));
		attr.inner_map_fd = plain_map(BPF_MAP_TYPE_HASH);
		outer = sys_bpf(BPF_MAP_CREATE, &attr);
		ASSERT_GE(outer, 0);
		attr = elem_attr(outer, &key, &fd, 0);
		EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_UPDATE_ELEM, &attr));
	}
}

TEST_HARNESS_MAIN
