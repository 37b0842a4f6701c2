// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ids of a device's XDP programs.  The arguments are a veth device, which
 * has programs in the driver, and a dummy, which has not.
 */
#define _GNU_SOURCE
#include <sys/socket.h>

#include <linux/if_link.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "xdp_value.h"

static int load_program(uint32_t *id)
{
	struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0,
		  .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	struct bpf_prog_info info = { 0 };
	uint32_t size = sizeof(info);
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "pass", "GPL", insns, 2, NULL);

	need(fd >= 0 && !bpf_prog_get_info_by_fd(fd, &info, &size),
	     "no program: %m");
	*id = info.id;
	return fd;
}

static void ids(char **args)
{
	uint32_t veth = device_index(args[0]), dummy = device_index(args[1]), id;
	int map = xdp_map(BPF_F_RDONLY), prog = load_program(&id);
	xdp_value v = read_device(map, veth);

	expect(v.mask & BIT_OF(NATIVE_PROG_ID) && v.mask & BIT_OF(GENERIC_PROG_ID) &&
	       !v.native_prog_id && !v.generic_prog_id, "without: %u %u",
	       v.native_prog_id, v.generic_prog_id);
	need(!bpf_xdp_attach(veth, prog, XDP_FLAGS_DRV_MODE, NULL), "attach");
	v = read_device(map, veth);
	expect(v.native_prog_id == id && !v.generic_prog_id,
	       "in the driver: %u %u, not %u", v.native_prog_id, v.generic_prog_id,
	       id);
	need(!bpf_xdp_detach(veth, XDP_FLAGS_DRV_MODE, NULL), "detach");

	need(!bpf_xdp_attach(dummy, prog, XDP_FLAGS_SKB_MODE, NULL), "attach");
	v = read_device(map, dummy);
	expect(!(v.mask & BIT_OF(NATIVE_PROG_ID)) && v.generic_prog_id == id,
	       "in the stack: mask %#llx, %u, not %u", v.mask, v.generic_prog_id,
	       id);
	need(!bpf_xdp_detach(dummy, XDP_FLAGS_SKB_MODE, NULL), "detach");
	v = read_device(map, dummy);
	expect(!v.generic_prog_id && v.mask & BIT_OF(GENERIC_PROG_ID),
	       "detached: %u", v.generic_prog_id);
}

static const struct test tests[] = {
	{ "the ids of programs are those of the attached ones, 0 or unsupported",
	  ids },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
