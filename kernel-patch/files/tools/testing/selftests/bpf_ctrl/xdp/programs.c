// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ids of a device's XDP programs: a veth device has them in the driver, a
 * dummy has not.
 */
#include <sys/socket.h>

#include <linux/if_link.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "../xdp_device.h"

static int load_program(struct __test_metadata *_metadata, __u32 *id)
{
	struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0,
		  .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	struct bpf_prog_info info = { 0 };
	__u32 size = sizeof(info);
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "pass", "GPL", insns, 2,
			       NULL);

	ASSERT_TRUE(fd >= 0 && !bpf_prog_get_info_by_fd(fd, &info, &size))
		TH_LOG("no program: %m");
	*id = info.id;
	return fd;
}

TEST(the_ids_of_programs_are_those_of_the_attached_ones_0_or_unsupported)
{
	__u32 veth, dummy, id;
	int map, prog = load_program(_metadata, &id);
	struct if_xdp_attributes v;

	add_veth_pair(_metadata);
	shell(_metadata, "ip link add dummy7 type dummy");
	veth = device_index(_metadata, "veth0");
	dummy = device_index(_metadata, "dummy7");
	map = xdp_map(BPF_F_RDONLY);
	v = read_device(_metadata, map, veth);
	EXPECT_TRUE(v.mask & BIT_OF(NATIVE_PROG_ID) &&
		    v.mask & BIT_OF(GENERIC_PROG_ID) && !v.native_prog_id &&
		    !v.generic_prog_id)
		TH_LOG("without: %u %u", v.native_prog_id, v.generic_prog_id);
	ASSERT_EQ(0, bpf_xdp_attach(veth, prog, XDP_FLAGS_DRV_MODE, NULL));
	v = read_device(_metadata, map, veth);
	EXPECT_TRUE(v.native_prog_id == id && !v.generic_prog_id)
		TH_LOG("in the driver: %u %u, not %u", v.native_prog_id,
		       v.generic_prog_id, id);
	ASSERT_EQ(0, bpf_xdp_detach(veth, XDP_FLAGS_DRV_MODE, NULL));

	ASSERT_EQ(0, bpf_xdp_attach(dummy, prog, XDP_FLAGS_SKB_MODE, NULL));
	v = read_device(_metadata, map, dummy);
	EXPECT_TRUE(!(v.mask & BIT_OF(NATIVE_PROG_ID)) &&
		    v.generic_prog_id == id)
		TH_LOG("in the stack: mask %#llx, %u, not %u", v.mask,
		       v.generic_prog_id, id);
	ASSERT_EQ(0, bpf_xdp_detach(dummy, XDP_FLAGS_SKB_MODE, NULL));
	v = read_device(_metadata, map, dummy);
	EXPECT_TRUE(!v.generic_prog_id && v.mask & BIT_OF(GENERIC_PROG_ID))
		TH_LOG("detached: %u", v.generic_prog_id);
}

TEST_HARNESS_MAIN
