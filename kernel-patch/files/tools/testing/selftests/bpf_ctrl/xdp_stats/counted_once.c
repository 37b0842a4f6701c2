// SPDX-License-Identifier: GPL-2.0-only
/*
 * A frame is counted once, by the program of the device that received it: programs of
 * cpumap and devmap entries and test runs count nothing. What is redirected to a device
 * is counted there, sent or not.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "../insns.h"
#include "../veth_pair.h"

#define FRAMES		100

FIXTURE(counted_once) {
	struct veth_pair pair;
	int stats, queues, enabled;
	__u32 target;
};

/* Frames of veth0 are redirected to veth2, whose peer takes them. */
FIXTURE_SETUP(counted_once)
{
	union bpf_attr attr = { .enable_stats.type = BPF_STATS_XDP };

	self->pair = pair_open(_metadata);
	detach_xdp(self->pair.ifindex);
	shell(_metadata, "ip link add veth2 type veth peer name veth3");
	shell(_metadata, "ip link set veth2 up && ip link set veth3 up");
	shell(_metadata, "ethtool -K veth3 gro on");
	self->target = device_index(_metadata, "veth2");
	self->enabled = sys_bpf(BPF_ENABLE_STATS, &attr);
	ASSERT_GE(self->enabled, 0);
	self->stats = ctrl_create(BPF_CTRL_XDP_STATS, BPF_CTRL_CURRENT, 0, 0);
	ASSERT_GE(self->stats, 0);
	self->queues = ctrl_create(BPF_CTRL_XDP_QUEUE, BPF_CTRL_CURRENT, 0, 0);
	ASSERT_GE(self->queues, 0);
}

FIXTURE_TEARDOWN(counted_once)
{
	close(self->enabled);
}

static struct if_xdp_stats stats_of(struct __test_metadata *_metadata, int map,
				    __u32 ifindex)
{
	struct if_xdp_stats v;

	ASSERT_EQ(0, ctrl_lookup(map, ifindex, &v));
	return v;
}

static int load_program(struct __test_metadata *_metadata,
			const struct bpf_insn *insns, size_t nr,
			__u32 attach_type)
{
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .expected_attach_type = attach_type);
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "test", "GPL", insns, nr, &opts);

	ASSERT_GE(fd, 0)
		TH_LOG("no program: %d", fd);
	return fd;
}

static int load_verdict(struct __test_metadata *_metadata, int verdict,
			__u32 attach_type)
{
	struct bpf_insn insns[] = { SET(0, verdict), EXIT() };

	return load_program(_metadata, insns, NR_INSNS(insns), attach_type);
}

/* Redirects to the first entry of the map. */
static int load_redirect(struct __test_metadata *_metadata, int map)
{
	struct bpf_insn insns[] = {
		MAP_FD(1, map), SECOND_HALF(), SET(2, 0), SET(3, 0),
		CALL(BPF_FUNC_redirect_map), EXIT(),
	};

	return load_program(_metadata, insns, NR_INSNS(insns), 0);
}

/* A map of one entry, a device with a program or a CPU with a program. */
static int entry_map(struct __test_metadata *_metadata, enum bpf_map_type type,
		     __u32 number, int prog)
{
	struct bpf_devmap_val value = { .ifindex = number, .bpf_prog.fd = prog };
	int map = bpf_map_create(type, "entry", sizeof(__u32), sizeof(value), 1, NULL);
	__u32 zero = 0;

	ASSERT_GE(map, 0);
	ASSERT_EQ(0, bpf_map_update_elem(map, &zero, &value, 0));
	return map;
}

/* Sends frames through veth0 with that program; what veth0 has counted then. */
static struct if_xdp_stats send_through(struct __test_metadata *_metadata,
					FIXTURE_DATA(counted_once) * self,
					int prog, __u32 flags)
{
	__u32 ifindex = self->pair.ifindex;

	ASSERT_EQ(0, bpf_xdp_attach(ifindex, prog, flags, NULL));
	ASSERT_EQ(FRAMES, send_frames(_metadata, &self->pair, FRAMES));
	ASSERT_TRUE(wait_for(stats_of(_metadata, self->stats, ifindex).packets >=
			     FRAMES, 10));
	usleep(100000);
	ASSERT_EQ(0, bpf_xdp_detach(ifindex, flags, NULL));
	return stats_of(_metadata, self->stats, ifindex);
}

static void expect_redirected(struct __test_metadata *_metadata,
			      const struct if_xdp_stats *v)
{
	EXPECT_EQ(FRAMES, v->packets);
	EXPECT_EQ(FRAMES * FRAME_LEN, v->bytes);
	EXPECT_EQ(FRAMES, v->redirect);
	EXPECT_EQ(0, v->drop);
	EXPECT_EQ(0, v->pass);
	EXPECT_EQ(0, v->redirect_errors);
}

static const __u32 modes[] = { XDP_FLAGS_DRV_MODE, XDP_FLAGS_SKB_MODE };

/* Sends frames that veth0 redirects with that program; what veth2 has counted then. */
static struct if_xdp_stats redirect(struct __test_metadata *_metadata,
				    FIXTURE_DATA(counted_once) * self, int prog,
				    __u32 flags)
{
	struct if_xdp_stats v;

	ctrl_delete(self->stats, self->pair.ifindex, NULL);
	ctrl_delete(self->stats, self->target, NULL);
	v = send_through(_metadata, self, prog, flags);
	expect_redirected(_metadata, &v);
	return stats_of(_metadata, self->stats, self->target);
}

TEST_F(counted_once, the_program_of_a_cpumap_entry_counts_nothing)
{
	int drop = load_verdict(_metadata, XDP_DROP, BPF_XDP_CPUMAP);
	/* the number is the size of the queue, at the place of the ifindex */
	int map = entry_map(_metadata, BPF_MAP_TYPE_CPUMAP, 192, drop);
	int prog = load_redirect(_metadata, map);
	struct if_xdp_stats v;

	v = send_through(_metadata, self, prog, XDP_FLAGS_DRV_MODE);
	expect_redirected(_metadata, &v);
	ASSERT_EQ(0, ctrl_delete(self->stats, self->pair.ifindex, NULL));
	v = send_through(_metadata, self, prog, XDP_FLAGS_SKB_MODE);
	expect_redirected(_metadata, &v);
}

TEST_F(counted_once, the_program_of_a_devmap_entry_drops_at_the_device_it_sends_to)
{
	int drop = load_verdict(_metadata, XDP_DROP, BPF_XDP_DEVMAP);
	int map = entry_map(_metadata, BPF_MAP_TYPE_DEVMAP, self->target, drop);
	int prog = load_redirect(_metadata, map), mode;
	struct if_xdp_stats v;

	for (mode = 0; mode < 2; mode++) {
		v = redirect(_metadata, self, prog, modes[mode]);
		EXPECT_EQ(FRAMES, v.xmit_drop);
		EXPECT_EQ(0, v.xmit_packets);
		EXPECT_EQ(0, v.xmit_bytes);
		EXPECT_EQ(0, v.xmit_errors);
		EXPECT_EQ(0, v.packets);
	}
}

TEST_F(counted_once, what_is_redirected_is_counted_at_the_device_with_its_bytes)
{
	int pass = load_verdict(_metadata, XDP_PASS, BPF_XDP_DEVMAP);
	int map = entry_map(_metadata, BPF_MAP_TYPE_DEVMAP, self->target, pass);
	int prog = load_redirect(_metadata, map), mode;
	struct if_xdp_stats v;

	for (mode = 0; mode < 2; mode++) {
		v = redirect(_metadata, self, prog, modes[mode]);
		EXPECT_EQ(FRAMES, v.xmit_packets);
		EXPECT_EQ(FRAMES * FRAME_LEN, v.xmit_bytes);
		EXPECT_EQ(0, v.xmit_errors);
		EXPECT_EQ(0, v.xmit_drop);
	}
}

TEST_F(counted_once, what_the_driver_does_not_send_is_an_error_of_the_device)
{
	struct bpf_insn longer[] = {
		SET(2, -40), CALL(BPF_FUNC_xdp_adjust_head),
		SET(0, XDP_PASS), EXIT(),
	};
	int grow = load_program(_metadata, longer, NR_INSNS(longer), BPF_XDP_DEVMAP);
	int map = entry_map(_metadata, BPF_MAP_TYPE_DEVMAP, self->target, grow);
	int prog = load_redirect(_metadata, map);
	struct if_xdp_stats v;

	/* veth does not accept what is too long for its peer */
	shell(_metadata, "ip link set veth3 mtu 68");
	v = redirect(_metadata, self, prog, XDP_FLAGS_DRV_MODE);
	EXPECT_EQ(FRAMES, v.xmit_errors);
	EXPECT_EQ(0, v.xmit_packets);
	EXPECT_EQ(0, v.xmit_bytes);
}

static void run(struct __test_metadata *_metadata, int prog, __u32 ifindex,
		__u32 flags)
{
	struct xdp_md context = { .ingress_ifindex = ifindex, .data_end = FRAME_LEN };
	char frame[FRAME_LEN] = "";
	struct bpf_test_run_opts opts = {
		.sz = sizeof(opts),
		.data_in = frame, .data_size_in = sizeof(frame),
		.ctx_in = &context, .ctx_size_in = sizeof(context),
		.repeat = FRAMES, .flags = flags,
	};

	ASSERT_EQ(0, bpf_prog_test_run_opts(prog, &opts));
}

TEST_F(counted_once, test_runs_count_nothing)
{
	int drop = load_verdict(_metadata, XDP_DROP, 0);
	struct if_xdp_stats v;

	run(_metadata, drop, self->pair.ifindex, 0);
	run(_metadata, drop, self->pair.ifindex, BPF_F_TEST_XDP_LIVE_FRAMES);
	v = stats_of(_metadata, self->stats, self->pair.ifindex);
	EXPECT_EQ(0, v.packets);
	EXPECT_EQ(0, v.drop);
}

TEST_F(counted_once, a_reset_of_one_counter_leaves_the_others)
{
	int drop = load_verdict(_metadata, XDP_DROP, 0);
	struct if_xdp_queue_key key = { .ifindex = self->pair.ifindex };
	struct if_xdp_queue q = {};
	struct if_xdp_stats v;

	v = send_through(_metadata, self, drop, XDP_FLAGS_DRV_MODE);
	EXPECT_EQ(FRAMES, v.drop);
	ASSERT_EQ(0, elem_call(BPF_MAP_LOOKUP_ELEM, self->queues, &key, &q));
	EXPECT_EQ(FRAMES, q.drop);
	q.mask = 1ULL << 15;	/* drop, behind etag, mask and 13 others */
	q.etag = 0;
	q.drop = 1;
	EXPECT_EQ(-ERANGE, elem_call(BPF_MAP_UPDATE_ELEM, self->queues, &key, &q));
	q.drop = 0;
	ASSERT_EQ(0, elem_call(BPF_MAP_UPDATE_ELEM, self->queues, &key, &q));
	v = stats_of(_metadata, self->stats, self->pair.ifindex);
	EXPECT_EQ(0, v.drop);
	EXPECT_EQ(FRAMES, v.packets);
	EXPECT_NE(0, v.reset_time);
}

TEST_F(counted_once, a_queue_that_is_not_in_use_has_no_key)
{
	struct if_xdp_queue_key key = { .ifindex = self->pair.ifindex, .queue = 1 };
	struct if_xdp_queue_key next = {};
	struct if_xdp_queue q;

	EXPECT_EQ(-ENOENT, elem_call(BPF_MAP_LOOKUP_ELEM, self->queues, &key, &q));
	EXPECT_EQ(-ENOENT, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, self->queues,
				     &key, &q));
	key.queue = UINT32_MAX;
	EXPECT_EQ(-ENOENT, elem_call(BPF_MAP_LOOKUP_ELEM, self->queues, &key, &q));
	key.ifindex = 1 << 20;
	EXPECT_EQ(-ENODEV, elem_call(BPF_MAP_LOOKUP_ELEM, self->queues, &key, &q));
	/* behind a queue that is not there comes the next device */
	key = (struct if_xdp_queue_key) { .ifindex = LO, .queue = UINT32_MAX };
	ASSERT_EQ(0, elem_call(BPF_MAP_GET_NEXT_KEY, self->queues, &key, &next));
	EXPECT_EQ(0, next.queue);
	EXPECT_LT(LO, next.ifindex);
}

TEST_HARNESS_MAIN
