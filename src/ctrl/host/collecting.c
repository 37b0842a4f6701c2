// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Whether the kernel counts the runs of programs.
 *
 * The sysctl tells one half of it, and nothing tells of the descriptors that
 * BPF_ENABLE_STATS gives. So a program of two instructions is run once: either that
 * was counted or it was not.
 */
#include <fcntl.h>
#include <unistd.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "collecting.h"
#include "file.h"

static int load(void)
{
	const struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K },	/* r0 = 0 */
		{ .code = BPF_JMP | BPF_EXIT },
	};

	return bpf_prog_load(BPF_PROG_TYPE_SOCKET_FILTER, "ctrl_counted", "GPL",
			     insns, sizeof(insns) / sizeof(insns[0]), NULL);
}

/* A packet is at least an Ethernet header long. */
static int run_once(int fd)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	unsigned char packet[64] = { 0 };

	opts.data_in = packet;
	opts.data_size_in = sizeof(packet);
	opts.data_out = packet;
	opts.data_size_out = sizeof(packet);
	opts.repeat = 1;
	return bpf_prog_test_run_opts(fd, &opts);
}

static enum ctrl_collecting try_it(void)
{
	struct bpf_prog_info info = { 0 };
	enum ctrl_collecting answer = CTRL_COLLECTING_UNKNOWN;
	__u32 len = sizeof(info);
	int fd = load();

	if (fd < 0)
		return answer;
	if (!run_once(fd) && !bpf_obj_get_info_by_fd(fd, &info, &len))
		answer = info.run_cnt ? CTRL_COLLECTING_ON : CTRL_COLLECTING_OFF;
	close(fd);
	return answer;
}

enum ctrl_collecting ctrl_collecting(void)
{
	__u64 enabled;

	if (!ctrl_file__number(AT_FDCWD, "/proc/sys/kernel/bpf_stats_enabled",
			       &enabled) && enabled)
		return CTRL_COLLECTING_ON;
	return try_it();
}
