// SPDX-License-Identifier: GPL-2.0-only
/*
 * xsk_ring_size of veth is the size of the ring that frames go through.
 *
 * The arguments of every test are the receiver and the sender of a veth pair
 * that is up, with one queue each and nobody else's traffic.
 */
#define _GNU_SOURCE
#include "veth_pair.h"

#include <sched.h>

#define SHORT_HOLD_NS	20000000ULL	/* while the ring is brought into shape */
#define FOR_EVER	1000000		/* polls without work */

#define SMALLEST	16
#define LARGEST		16384

/* Polls follow each other by gro_flush_timeout, for as long as it is wanted. */
static void hold(struct veth_pair *p, uint64_t nanoseconds)
{
	set_or_fail(p, NAPI_DEFER_HARD_IRQS, FOR_EVER);
	set_or_fail(p, GRO_FLUSH_TIMEOUT, nanoseconds);
}

static void release(struct veth_pair *p)
{
	set_or_fail(p, NAPI_DEFER_HARD_IRQS, 0);
	set_or_fail(p, GRO_FLUSH_TIMEOUT, 0);
}

static void send_and_wait(struct veth_pair *p, uint32_t count, double seconds)
{
	p->arrived = 0;
	need(send_frames(p, count) == count, "the ring is full already");
	need(wait_for_frames(p, count, seconds + 20), "%u of %u frames arrived",
	     p->arrived, count);
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
static double hold_empty(struct veth_pair *p, double seconds)
{
	double start;

	hold(p, SHORT_HOLD_NS);
	send_and_wait(p, 1, 0);
	send_and_wait(p, 15, 0);
	set_or_fail(p, GRO_FLUSH_TIMEOUT, seconds * 1e9);
	start = now();
	send_and_wait(p, 16, seconds);
	return start + seconds;
}

/* Enough for an emulated machine. */
static double time_to_send(uint32_t frames)
{
	return 0.3 + frames * 200e-6;
}

/*
 * Send more than the ring holds.  False: it took so long that frames may have
 * been taken out meanwhile, which says nothing.
 */
static bool try_capacity(struct veth_pair *p, double seconds, uint32_t size)
{
	uint32_t extra = size / 4 + 5, first, accepted;
	uint64_t dropped = device_counter(p->sender, "tx_dropped");
	double end = hold_empty(p, seconds);

	first = p->next;
	p->arrived = p->out_of_order = 0;
	accepted = send_frames(p, size + extra);
	if (now() > end) {
		wait_for_frames(p, accepted, seconds + 20);
		return false;
	}
	dropped = device_counter(p->sender, "tx_dropped") - dropped;
	wait_for_frames(p, size, seconds + 20);
	usleep(1000);
	receive_frames(p);

	expect(accepted == size, "size %u: %u were accepted", size, accepted);
	expect(dropped == extra, "size %u: %lu of %u too many were counted",
	       size, dropped, extra);
	expect(p->arrived == size, "size %u: %u arrived", size, p->arrived);
	expect(!p->out_of_order && p->last == first + size - 1,
	       "size %u: frames from %u, %u out of order, the last is %u", size,
	       first, p->out_of_order, p->last);
	return true;
}

/* The ring is fresh: no frame has gone through it yet. */
static void expect_capacity(struct veth_pair *p, uint32_t size)
{
	double seconds = time_to_send(size);
	int tries;

	for (tries = 0; tries < 4; tries++, seconds *= 3) {
		if (try_capacity(p, seconds, size)) {
			release(p);
			return;
		}
		/* once more, on a fresh ring */
		set_or_fail(p, XSK_RING_SIZE, size == LARGEST ? size - 1 : size + 1);
		set_or_fail(p, XSK_RING_SIZE, size);
	}
	need(false, "the machine is too slow to send %u frames", size);
}

static uint32_t ring_size(struct veth_pair *p)
{
	return read_device(p->map, p->ifindex).xsk_ring_size;
}

static void every_size(char **args)
{
	static const uint32_t sizes[] = {
		SMALLEST, 17, 31, 32, 100, 128, 1000, 4096, LARGEST, 256,
	};
	struct veth_pair p = pair_open(args);
	uint32_t i;

	expect(ring_size(&p) == 256, "a new device has %u", ring_size(&p));
	expect_capacity(&p, 256);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		set_or_fail(&p, XSK_RING_SIZE, sizes[i]);
		expect(ring_size(&p) == sizes[i], "%u instead of %u",
		       ring_size(&p), sizes[i]);
		expect_capacity(&p, sizes[i]);
	}
}

static void limits(char **args)
{
	struct veth_pair p = pair_open(args);
	char reason[REASON_LEN] = "";
	xdp_value min, max, def;

	min = read_device(xdp_view(BPF_CTRL_MIN), p.ifindex);
	max = read_device(xdp_view(BPF_CTRL_MAX), p.ifindex);
	def = read_device(xdp_view(BPF_CTRL_DEFAULT), p.ifindex);
	expect(min.xsk_ring_size == SMALLEST && max.xsk_ring_size == LARGEST &&
	       def.xsk_ring_size == 256, "%u..%u, %u", min.xsk_ring_size,
	       max.xsk_ring_size, def.xsk_ring_size);
	expect_result(set_member(p.map, p.ifindex, XSK_RING_SIZE, SMALLEST - 1,
				 reason), -ERANGE, "15");
	expect_reason(reason, "xsk_ring_size: 15 is outside 16..16384");
	expect_result(set_member(p.map, p.ifindex, XSK_RING_SIZE, LARGEST + 1,
				 reason), -ERANGE, "16385");
	expect(ring_size(&p) == 256, "it is %u now", ring_size(&p));
	set_or_fail(&p, XSK_RING_SIZE, 300);
	expect_result(ctrl_delete(p.map, p.ifindex, reason), 0, "reset");
	expect_capacity(&p, 256);
}

/* @waiting frames are in a ring of @from when it becomes one of @to. */
static void expect_resize(struct veth_pair *p, uint32_t from, uint32_t to,
			  uint32_t waiting)
{
	uint32_t kept = waiting < to ? waiting : to, lost = waiting - kept, first;
	uint64_t drops, rx_dropped, tx_dropped;

	set_or_fail(p, XSK_RING_SIZE, from);
	hold_empty(p, 8);
	first = p->next;
	p->arrived = p->out_of_order = 0;
	need(send_frames(p, waiting) == waiting, "no room for %u in %u", waiting,
	     from);
	receive_frames(p);
	expect(!p->arrived, "the ring was emptied meanwhile");
	drops = queue_counter(p->receiver, "drops");
	rx_dropped = device_counter(p->receiver, "rx_dropped");
	tx_dropped = device_counter(p->sender, "tx_dropped");

	set_or_fail(p, XSK_RING_SIZE, to);
	wait_for_frames(p, kept, 10);
	usleep(1000);
	receive_frames(p);
	expect(p->arrived == kept && p->last == first + kept - 1 &&
	       !p->out_of_order,
	       "%u to %u: %u of %u waiting arrived, frames %u to %u, %u out of order",
	       from, to, p->arrived, waiting, first, p->last, p->out_of_order);
	drops = queue_counter(p->receiver, "drops") - drops;
	rx_dropped = device_counter(p->receiver, "rx_dropped") - rx_dropped;
	tx_dropped = device_counter(p->sender, "tx_dropped") - tx_dropped;
	expect(drops == lost && rx_dropped == lost && !tx_dropped,
	       "%u to %u: %u lost, counted %lu, %lu, %lu", from, to, lost, drops,
	       rx_dropped, tx_dropped);
	release(p);
	set_or_fail(p, XSK_RING_SIZE, to == LARGEST ? to - 1 : to + 1);
}

static void resize_keeps_frames(char **args)
{
	struct veth_pair p = pair_open(args);

	expect_resize(&p, 256, 1024, 256);
	expect_resize(&p, 1024, 256, 256);
	expect_resize(&p, 64, 16, 16);
	expect_resize(&p, 16, LARGEST, 16);
	expect_resize(&p, 300, 200, 0);
}

static void resize_counts_losses(char **args)
{
	struct veth_pair p = pair_open(args);

	expect_resize(&p, 1024, 256, 257);
	expect_resize(&p, 256, 64, 256);
	expect_resize(&p, 1000, 16, 1000);
}

/*
 * Never more on the way than the smallest ring holds, and polls so far apart
 * that the ring is rarely empty when it changes.
 */
static void resize_in_traffic(char **args)
{
	static const uint32_t sizes[] = { 16, 4096, 33, 1000, 17, 256, 64, LARGEST };
	struct veth_pair p = pair_open(args);
	uint64_t dropped = device_counter(p.sender, "tx_dropped");
	uint32_t sent = 0, resizes = 0;
	double end = now() + 3;

	hold(&p, SHORT_HOLD_NS);
	while (now() < end) {
		sent += send_frames(&p, SMALLEST - (sent - p.arrived));
		set_or_fail(&p, XSK_RING_SIZE, sizes[resizes++ % 8]);
		receive_frames(&p);
	}
	release(&p);
	wait_for_frames(&p, sent, 10);
	dropped = device_counter(p.sender, "tx_dropped") - dropped;
	expect(!dropped && p.arrived == sent && !p.out_of_order,
	       "%u resizes: %u sent, %lu refused, %u arrived, %u out of order",
	       resizes, sent, dropped, p.arrived, p.out_of_order);
	expect(resizes > 10 && sent > 10 * SMALLEST, "%u resizes, %u frames",
	       resizes, sent);
}

/* A process that sends as fast as it can until its pipe is closed. */
static pid_t start_flood(struct veth_pair *p, int *stop, int *report)
{
	int in[2], out[2];
	pid_t pid;

	need(!pipe(in) && !pipe2(out, O_NONBLOCK), "pipe: %m");
	pid = fork();
	need(pid >= 0, "fork: %m");
	if (!pid) {
		uint32_t counts[2] = { 0, 0 };
		char byte;

		close(in[1]);
		fcntl(in[0], F_SETFL, O_NONBLOCK);
		while (read(in[0], &byte, 1) < 0 && errno == EAGAIN) {
			counts[0] += 50;
			counts[1] += send_frames(p, 50);
		}
		_exit(write(out[1], counts, sizeof(counts)) < 0);
	}
	close(in[0]);
	close(out[1]);
	*stop = in[1];
	*report = out[0];
	return pid;
}

static void resize_in_flood(char **args)
{
	static const uint32_t sizes[] = { 256, 16, 64, 128, 17, 1000, 32, 500 };
	struct veth_pair p = pair_open(args);
	uint64_t tx_dropped = device_counter(p.sender, "tx_dropped");
	uint64_t drops = queue_counter(p.receiver, "drops");
	uint32_t counts[2] = { 0, 0 }, resizes = 0;
	double end = now() + 3;
	int stop, report;

	start_flood(&p, &stop, &report);
	while (now() < end) {
		set_or_fail(&p, XSK_RING_SIZE, sizes[resizes++ % 8]);
		receive_frames(&p);
	}
	close(stop);
	need(wait_for(read(report, counts, sizeof(counts)) == sizeof(counts), 10),
	     "the sender does not end");
	wait_for((receive_frames(&p), p.arrived + queue_counter(p.receiver,
							       "drops") - drops ==
		  counts[1]), 10);
	tx_dropped = device_counter(p.sender, "tx_dropped") - tx_dropped;
	drops = queue_counter(p.receiver, "drops") - drops;
	expect(counts[0] == counts[1] + tx_dropped &&
	       counts[1] == p.arrived + drops && !p.out_of_order,
	       "%u resizes: %u sent, %u accepted, %lu refused, %u arrived, %lu dropped, %u out of order",
	       resizes, counts[0], counts[1], tx_dropped, p.arrived, drops,
	       p.out_of_order);
	expect(resizes > 10 && p.arrived, "%u resizes, %u arrived", resizes,
	       p.arrived);
}

static void shell(const char *command)
{
	need(!system(command), "failed: %s", command);
}

static void survives(char **args)
{
	struct veth_pair p = pair_open(args);
	char command[256];

	set_or_fail(&p, XSK_RING_SIZE, 48);
	snprintf(command, sizeof(command), "ip link set %s down", p.receiver);
	shell(command);
	expect(ring_size(&p) == 48, "down: %u", ring_size(&p));
	set_or_fail(&p, XSK_RING_SIZE, 80);
	snprintf(command, sizeof(command), "ip link set %s up", p.receiver);
	shell(command);
	expect(ring_size(&p) == 80, "up again: %u", ring_size(&p));
	need(wait_for(send_frames(&p, 1) == 1, 10), "the link stays down");
	need(wait_for_frames(&p, 1, 10), "nothing goes through");
	detach_xdp(p.ifindex);
	expect(ring_size(&p) == 80, "without a program: %u", ring_size(&p));
	need(!attach_xdp(p.ifindex), "no XDP program");
	expect_capacity(&p, 80);

	/* queue 1 is the one of processor 1 */
	snprintf(command, sizeof(command),
		 "ethtool -L %s rx 2 && ethtool -L %s tx 2", p.receiver, p.sender);
	shell(command);
	expect(ring_size(&p) == 80, "two queues: %u", ring_size(&p));
	for (int cpu = 1; cpu >= 0; cpu--) {
		cpu_set_t one;

		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		need(!sched_setaffinity(0, sizeof(one), &one), "CPU %d: %m", cpu);
		set_or_fail(&p, XSK_RING_SIZE, 90 + cpu);
		expect_capacity(&p, 90 + cpu);
	}
	snprintf(command, sizeof(command),
		 "ethtool -L %s tx 1 && ethtool -L %s rx 1", p.sender, p.receiver);
	shell(command);
	expect(ring_size(&p) == 90, "one queue: %u", ring_size(&p));
}

static const struct test tests[] = {
	{ "as many frames survive as xsk_ring_size says, for every size",
	  every_size },
	{ "xsk_ring_size has limits and a default", limits },
	{ "a resize keeps the frames that wait, as far as both rings hold them",
	  resize_keeps_frames },
	{ "a resize counts the frames that had to go as dropped",
	  resize_counts_losses },
	{ "a resize in running traffic loses nothing that both rings hold",
	  resize_in_traffic },
	{ "a resize in a flood of frames loses nothing uncounted",
	  resize_in_flood },
	{ "xsk_ring_size survives down and up, a program's change and more queues",
	  survives },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
