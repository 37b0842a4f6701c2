// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: xdp_cost DEV PEER { off | on }
 *
 * What a frame costs from PEER through the XDP program of DEV, in instructions: in a
 * machine that counts them instead of time (tests/vm/run --count-instructions). Prints a
 * line of JSON for each way in which a frame comes and each verdict. on: while XDP
 * statistics are counted.
 */
#define _GNU_SOURCE
#include <net/if.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_packet.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "insns.h"
#include "instructions.h"
#include "need.h"

#define FRAMES		8192
#define BATCH		32
#define ROUNDS		9
#define FRAME_LEN	60

static __u32 ifindex, peer;
static int counts, frames_fd;

static int load(const struct bpf_insn *insns, size_t nr)
{
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "cost", "GPL", insns, nr, NULL);

	need(fd >= 0, "load: %s", result_name(fd));
	return fd;
}

/* Counts, so that it is known whether all frames have come. */
static void attach(int verdict)
{
	const struct bpf_insn insns[] = {
		MAP_VALUE(1, counts), SECOND_HALF(), SET(2, 1), ADD_TO(1, 2), SET(0, verdict), EXIT(),
	};
	int fd = load(insns, NR_INSNS(insns)), err;

	err = bpf_xdp_attach(ifindex, fd, XDP_FLAGS_DRV_MODE, NULL);
	need(!err, "attach: %s", result_name(err));
	close(fd);
}

static __u64 counted(void)
{
	__u32 zero = 0;
	__u64 n;

	need(!bpf_map_lookup_elem(counts, &zero, &n), "count");
	return n;
}

/* Instructions a frame. */
static double send_skbs(void)
{
	__u64 begin = ticks();
	static char frame[FRAME_LEN] = { 2, [ETH_ALEN] = 2, [12] = 0x88, 0xb5 };
	struct iovec part = { .iov_base = frame, .iov_len = sizeof(frame) };
	struct mmsghdr all[BATCH] = {};
	int i;

	for (i = 0; i < BATCH; i++)
		all[i].msg_hdr = (struct msghdr) { .msg_iov = &part, .msg_iovlen = 1 };
	for (i = 0; i < FRAMES; i += BATCH)
		need(sendmmsg(frames_fd, all, BATCH, 0) == BATCH, "send: %m");
	return instructions_since(begin) / FRAMES;
}

/*
 * Frames that never were skbs: those of a test run, redirected to the peer. The kernel
 * tells the time of the frames alone; around them it waits for RCU.
 */
static double send_xdp_frames(void)
{
	const struct bpf_insn insns[] = {
		SET(1, peer), SET(2, 0), CALL(BPF_FUNC_redirect), EXIT(),
	};
	static int prog;
	char frame[FRAME_LEN] = { 2, [ETH_ALEN] = 2, [12] = 0x88, 0xb5 };
	struct xdp_md context = { .ingress_ifindex = 1, .data_end = sizeof(frame) };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = frame, .data_size_in = sizeof(frame),
		.ctx_in = &context, .ctx_size_in = sizeof(context),
		.repeat = FRAMES, .flags = BPF_F_TEST_XDP_LIVE_FRAMES,
		.batch_size = BATCH,
	);
	int err;

	if (!prog)
		prog = load(insns, NR_INSNS(insns));
	err = bpf_prog_test_run_opts(prog, &opts);
	need(!err, "test run: %s", result_name(err));
	return opts.duration;
}

/* The median of some rounds. */
static double cost(double (*send)(void))
{
	double all[ROUNDS];
	int i;

	for (i = 0; i < ROUNDS; i++) {
		__u64 before = counted();

		all[i] = send();
		need(counted() - before == FRAMES, "%llu frames of %d",
		     counted() - before, FRAMES);
	}
	return median(all, ROUNDS);
}

static void enable(void)
{
	/* BPF_STATS_XDP, which the headers of a kernel without it do not have */
	union bpf_attr attr = { .enable_stats.type = 1 };

	need(syscall(SYS_bpf, BPF_ENABLE_STATS, &attr, sizeof(attr)) >= 0,
	     "BPF_ENABLE_STATS: %m");
}

int main(int argc, char **argv)
{
	static const struct { const char *name; double (*send)(void); } ways[] = {
		{ "skb", send_skbs }, { "XDP frame", send_xdp_frames },
	};
	static const struct { const char *name; int verdict; } verdicts[] = {
		{ "drop", XDP_DROP }, { "pass", XDP_PASS }, { "TX", XDP_TX },
	};
	struct sockaddr_ll to = { .sll_family = AF_PACKET };
	size_t way, v;

	need(argc == 4, "usage");
	ifindex = if_nametoindex(argv[1]);
	peer = if_nametoindex(argv[2]);
	need(ifindex && peer, "no such device");
	to.sll_ifindex = peer;
	frames_fd = socket(AF_PACKET, SOCK_RAW, 0);
	need(frames_fd >= 0 && !bind(frames_fd, (void *)&to, sizeof(to)), "socket: %m");
	counts = bpf_map_create(BPF_MAP_TYPE_ARRAY, "counts", 4, 8, 1, NULL);
	need(counts >= 0, "map: %s", result_name(counts));
	if (!strcmp(argv[3], "on"))
		enable();
	/* what of it is the redirect, and not the program */
	printf("{\"frames\":\"XDP frame\",\"verdict\":\"no program\",\"instructions\":%.1f}\n",
	       send_xdp_frames());
	for (way = 0; way < NR_INSNS(ways); way++) {
		for (v = 0; v < NR_INSNS(verdicts); v++) {
			attach(verdicts[v].verdict);
			printf("{\"frames\":\"%s\",\"verdict\":\"%s\",\"instructions\":%.1f}\n",
			       ways[way].name, verdicts[v].name, cost(ways[way].send));
		}
	}
	return 0;
}
