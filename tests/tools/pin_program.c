// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: pin_program FILE
 *
 * Loads an XDP program that lets every packet pass and pins it, as bpftool does
 * with an object file, for which it would take clang.
 */
#include <stdio.h>

#include <bpf/bpf.h>

int main(int argc, char **argv)
{
	const struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0,
		  .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	int fd;

	if (argc != 2)
		return 2;
	fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "pass", "GPL", insns, 2, NULL);
	if (fd < 0 || bpf_obj_pin(fd, argv[1])) {
		perror(argv[1]);
		return 1;
	}
	return 0;
}
