// SPDX-License-Identifier: GPL-2.0-only
/*
 * xsk_ring_size of veth is the size of the ring that frames go through.
 *
 * Each test has a veth pair of its own with one queue each; the second processor
 * sends while the first one receives.
 */
#include "../veth_pair.h"

#include <sched.h>

#define SMALLEST	16
#define LARGEST		16384

FIXTURE(rings) {
	struct veth_pair p;
};

FIXTURE_SETUP(rings)
{
	self->p = pair_open(_metadata);
}

FIXTURE_TEARDOWN(rings)
{
	detach_xdp(self->p.ifindex);
}

static void send_and_wait(struct __test_metadata *_metadata,
			  struct veth_pair *p, __u32 count, double seconds)
{
	p->arrived = 0;
	ASSERT_EQ(count, send_frames(_metadata, p, count));
	ASSERT_TRUE(wait_for_frames(p, count, seconds + 20))
		TH_LOG("%u of %u frames arrived", p->arrived, count);
}

/*
 * From now on frames wait in a ring that is empty.
 *
 * A ptr_ring gives back the slots of what it consumed in batches of 16.  So 16
 * frames are sent and consumed, twice: the poll that finds the second lot
 * starts the long timer.
 *
 * Return: when they stop waiting, at the earliest.
 */
static double hold_empty(struct __test_metadata *_metadata, struct veth_pair *p,
			 double seconds)
{
	double start;

	hold(_metadata, p, SHORT_HOLD_NS);
	send_and_wait(_metadata, p, 1, 0);
	send_and_wait(_metadata, p, 15, 0);
	set_or_fail(_metadata, p, GRO_FLUSH_TIMEOUT, seconds * 1e9);
	start = now();
	send_and_wait(_metadata, p, 16, seconds);
	return start + seconds;
}

/* Enough for an emulated machine. */
static double time_to_send(__u32 frames)
{
	return 0.3 + frames * 0.0002;
}

/*
 * Send more than the ring holds.  False: it took so long that frames may have
 * been taken out meanwhile, which says nothing.
 */
static bool try_capacity(struct __test_metadata *_metadata, struct veth_pair *p,
			 double seconds, __u32 size)
{
	__u32 extra = size / 4 + 5, first, accepted;
	__u64 dropped = device_counters(_metadata, p->sender).tx_dropped;
	double end = hold_empty(_metadata, p, seconds);

	first = p->next;
	p->arrived = 0;
	p->out_of_order = 0;
	accepted = send_frames(_metadata, p, size + extra);
	if (now() > end) {
		wait_for_frames(p, accepted, seconds + 20);
		return false;
	}
	dropped = device_counters(_metadata, p->sender).tx_dropped - dropped;
	wait_for_frames(p, size, seconds + 20);
	usleep(1000);
	receive_frames(p);

	EXPECT_EQ(size, accepted);
	EXPECT_EQ(extra, dropped)
		TH_LOG("size %u: %llu of %u too many were counted", size,
		       dropped, extra);
	EXPECT_EQ(size, p->arrived);
	EXPECT_TRUE(!p->out_of_order && p->last == first + size - 1)
		TH_LOG("size %u: frames from %u, %u out of order, the last is %u",
		       size, first, p->out_of_order, p->last);
	return true;
}

/* The ring is fresh: no frame has gone through it yet. */
static void expect_capacity(struct __test_metadata *_metadata,
			    struct veth_pair *p, __u32 size)
{
	double seconds = time_to_send(size);
	int tries;

	for (tries = 0; tries < 4; tries++, seconds *= 3) {
		if (try_capacity(_metadata, p, seconds, size)) {
			release(_metadata, p);
			return;
		}
		/* once more, on a fresh ring */
		set_or_fail(_metadata, p, XSK_RING_SIZE,
			    size == LARGEST ? size - 1 : size + 1);
		set_or_fail(_metadata, p, XSK_RING_SIZE, size);
	}
	ASSERT_TRUE(false)
		TH_LOG("the machine is too slow to send %u frames", size);
}

static __u32 ring_size(struct __test_metadata *_metadata, struct veth_pair *p)
{
	return read_device(_metadata, p->map, p->ifindex).xsk_ring_size;
}

TEST_F(rings, as_many_frames_survive_as_xsk_ring_size_says_for_every_size)
{
	static const __u32 sizes[] = {
		SMALLEST, 17, 31, 32, 100, 128, 1000, 4096, LARGEST, 256,
	};
	__u32 i;

	EXPECT_EQ(256, ring_size(_metadata, &self->p));
	expect_capacity(_metadata, &self->p, 256);
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		set_or_fail(_metadata, &self->p, XSK_RING_SIZE, sizes[i]);
		EXPECT_EQ(sizes[i], ring_size(_metadata, &self->p));
		expect_capacity(_metadata, &self->p, sizes[i]);
	}
}

TEST_F(rings, xsk_ring_size_has_limits_and_a_default)
{
	char reason[REASON_LEN] = "";
	struct if_xdp_attributes min, max, def;

	min = read_device(_metadata, xdp_view(BPF_CTRL_MIN), self->p.ifindex);
	max = read_device(_metadata, xdp_view(BPF_CTRL_MAX), self->p.ifindex);
	def = read_device(_metadata, xdp_view(BPF_CTRL_DEFAULT),
			  self->p.ifindex);
	EXPECT_TRUE(min.xsk_ring_size == SMALLEST &&
		    max.xsk_ring_size == LARGEST && def.xsk_ring_size == 256)
		TH_LOG("%u..%u, %u", min.xsk_ring_size, max.xsk_ring_size,
		       def.xsk_ring_size);
	EXPECT_EQ(-ERANGE, set_member(self->p.map, self->p.ifindex,
				      XSK_RING_SIZE, SMALLEST - 1, reason));
	EXPECT_REASON(reason, "xsk_ring_size: 15 is outside 16..16384");
	EXPECT_EQ(-ERANGE, set_member(self->p.map, self->p.ifindex,
				      XSK_RING_SIZE, LARGEST + 1, reason));
	EXPECT_EQ(256, ring_size(_metadata, &self->p));
	set_or_fail(_metadata, &self->p, XSK_RING_SIZE, 300);
	EXPECT_EQ(0, ctrl_delete(self->p.map, self->p.ifindex, reason));
	expect_capacity(_metadata, &self->p, 256);
}

/* @waiting frames are in a ring of @from when it becomes one of @to. */
static void expect_resize(struct __test_metadata *_metadata,
			  struct veth_pair *p, __u32 from, __u32 to,
			  __u32 waiting)
{
	__u32 kept = waiting < to ? waiting : to;
	__u32 lost = waiting - kept, first;
	__u64 drops, rx_dropped, tx_dropped;

	set_or_fail(_metadata, p, XSK_RING_SIZE, from);
	hold_empty(_metadata, p, 8);
	first = p->next;
	p->arrived = 0;
	p->out_of_order = 0;
	ASSERT_EQ(waiting, send_frames(_metadata, p, waiting))
		TH_LOG("no room for %u in %u", waiting, from);
	receive_frames(p);
	EXPECT_EQ(0, p->arrived);
	drops = queue_counter(_metadata, p->receiver, "drops");
	rx_dropped = device_counters(_metadata, p->receiver).rx_dropped;
	tx_dropped = device_counters(_metadata, p->sender).tx_dropped;

	set_or_fail(_metadata, p, XSK_RING_SIZE, to);
	wait_for_frames(p, kept, 10);
	usleep(1000);
	receive_frames(p);
	EXPECT_TRUE(p->arrived == kept && p->last == first + kept - 1 &&
		    !p->out_of_order)
		TH_LOG("%u to %u: %u of %u waiting arrived, frames %u to %u, %u out of order",
		       from, to, p->arrived, waiting, first, p->last,
		       p->out_of_order);
	drops = queue_counter(_metadata, p->receiver, "drops") - drops;
	rx_dropped = device_counters(_metadata,
				     p->receiver).rx_dropped - rx_dropped;
	tx_dropped = device_counters(_metadata,
				     p->sender).tx_dropped - tx_dropped;
	EXPECT_TRUE(drops == lost && rx_dropped == lost && !tx_dropped)
		TH_LOG("%u to %u: %u lost, counted %llu, %llu, %llu", from, to,
		       lost, drops, rx_dropped, tx_dropped);
	release(_metadata, p);
	set_or_fail(_metadata, p, XSK_RING_SIZE,
		    to == LARGEST ? to - 1 : to + 1);
}

TEST_F(rings, a_resize_keeps_the_frames_that_wait_as_far_as_both_rings_hold_them)
{
	expect_resize(_metadata, &self->p, 256, 1024, 256);
	expect_resize(_metadata, &self->p, 1024, 256, 256);
	expect_resize(_metadata, &self->p, 64, 16, 16);
	expect_resize(_metadata, &self->p, 16, LARGEST, 16);
	expect_resize(_metadata, &self->p, 300, 200, 0);
}

TEST_F(rings, a_resize_counts_the_frames_that_had_to_go_as_dropped)
{
	expect_resize(_metadata, &self->p, 1024, 256, 257);
	expect_resize(_metadata, &self->p, 256, 64, 256);
	expect_resize(_metadata, &self->p, 1000, 16, 1000);
}

/* A process that sends as fast as it can until its pipe is closed. */
static pid_t start_flood(struct __test_metadata *_metadata, struct veth_pair *p,
			 int *stop, int *report)
{
	int in[2], out[2];
	pid_t pid;

	ASSERT_TRUE(!pipe(in) && !pipe2(out, O_NONBLOCK))
		TH_LOG("pipe: %m");
	pid = fork();
	ASSERT_GE(pid, 0)
		TH_LOG("fork: %m");
	if (!pid) {
		__u32 counts[2] = { 0, 0 };
		char byte;

		close(in[1]);
		fcntl(in[0], F_SETFL, O_NONBLOCK);
		while (read(in[0], &byte, 1) < 0 && errno == EAGAIN) {
			counts[0] += 50;
			counts[1] += send_frames(_metadata, p, 50);
		}
		_exit(write(out[1], counts, sizeof(counts)) < 0);
	}
	close(in[0]);
	close(out[1]);
	*stop = in[1];
	*report = out[0];
	return pid;
}

TEST_F(rings, a_resize_in_a_flood_of_frames_loses_nothing_uncounted)
{
	static const __u32 sizes[] = { 256, 16, 64, 128, 17, 1000, 32, 500 };
	__u64 tx_dropped = device_counters(_metadata,
					      self->p.sender).tx_dropped;
	__u64 drops = queue_counter(_metadata, self->p.receiver, "drops");
	__u32 counts[2] = { 0, 0 }, resizes = 0;
	double end = now() + 3;
	int stop, report;

	start_flood(_metadata, &self->p, &stop, &report);
	while (now() < end) {
		set_or_fail(_metadata, &self->p, XSK_RING_SIZE,
			    sizes[resizes++ % 8]);
		receive_frames(&self->p);
	}
	close(stop);
	ASSERT_TRUE(wait_for(read(report, counts,
				  sizeof(counts)) == sizeof(counts), 10));
	wait_for((receive_frames(&self->p), self->p.arrived +
		  queue_counter(_metadata, self->p.receiver,
				"drops") - drops == counts[1]), 10);
	tx_dropped = device_counters(_metadata,
				     self->p.sender).tx_dropped - tx_dropped;
	drops = queue_counter(_metadata, self->p.receiver, "drops") - drops;
	EXPECT_TRUE(counts[0] == counts[1] + tx_dropped &&
		    counts[1] == self->p.arrived + drops &&
		    !self->p.out_of_order)
		TH_LOG("%u sent, %u accepted, %llu refused, %u arrived, %llu dropped",
		       counts[0], counts[1], tx_dropped, self->p.arrived, drops);
	EXPECT_TRUE(resizes > 10 && self->p.arrived)
		TH_LOG("%u resizes, %u arrived", resizes, self->p.arrived);
}

TEST_F(rings, xsk_ring_size_survives_down_and_up_a_programs_change_and_more_queues)
{
	char command[256];

	set_or_fail(_metadata, &self->p, XSK_RING_SIZE, 48);
	snprintf(command, sizeof(command), "ip link set %s down",
		 self->p.receiver);
	shell(_metadata, command);
	EXPECT_EQ(48, ring_size(_metadata, &self->p));
	set_or_fail(_metadata, &self->p, XSK_RING_SIZE, 80);
	snprintf(command, sizeof(command), "ip link set %s up",
		 self->p.receiver);
	shell(_metadata, command);
	EXPECT_EQ(80, ring_size(_metadata, &self->p));
	ASSERT_TRUE(wait_for(send_frames(_metadata, &self->p, 1) == 1, 10));
	ASSERT_TRUE(wait_for_frames(&self->p, 1, 10));
	detach_xdp(self->p.ifindex);
	EXPECT_EQ(80, ring_size(_metadata, &self->p));
	ASSERT_EQ(0, attach_xdp(self->p.ifindex));
	expect_capacity(_metadata, &self->p, 80);

	/* queue 1 is the one of processor 1 */
	snprintf(command, sizeof(command),
		 "ethtool -L %s rx 2 && ethtool -L %s tx 2", self->p.receiver,
		 self->p.sender);
	shell(_metadata, command);
	EXPECT_EQ(80, ring_size(_metadata, &self->p));
	for (int cpu = 1; cpu >= 0; cpu--) {
		cpu_set_t one;

		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		ASSERT_EQ(0, sched_setaffinity(0, sizeof(one), &one))
			TH_LOG("CPU %d: %m", cpu);
		set_or_fail(_metadata, &self->p, XSK_RING_SIZE, 90 + cpu);
		expect_capacity(_metadata, &self->p, 90 + cpu);
	}
	snprintf(command, sizeof(command),
		 "ethtool -L %s tx 1 && ethtool -L %s rx 1", self->p.sender,
		 self->p.receiver);
	shell(_metadata, command);
	EXPECT_EQ(90, ring_size(_metadata, &self->p));
}

TEST_HARNESS_MAIN
