// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: xdp_verdicts DEV { native | generic } FROM TARGET VERDICTS [MEMBER]
 *
 * Attaches to DEV a program that does what a frame says, and counts it by queue in a map
 * of its own. For each line of its input it sends frames from the device FROM, on two
 * CPUs, and resets the counters of the queues a hundred times meanwhile, while others
 * read them. FROM may be "tap": DEV is a tap device, and they come through two queues
 * of it. If DEV is a bond, the frames are counted at its MEMBER. Then what the kernel counted, in the resets and since the last one, must
 * be what the program counted: for each queue, and in the sums of the device. It prints
 * how many frames that are so far, and of how many queues. The program is detached when
 * it ends.
 *
 * Frames that are redirected go to TARGET, every other one to a device that does not
 * exist. VERDICTS are the digits of enum xdp_action that frames have, such as 01234;
 * 5 is none of them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>

#include <bpf/bpf.h>

#include "ctrl_sys.h"
#include "insns.h"
#include "need.h"

#define QUEUES		64
#define SENDERS		2
#define FRAMES		1000	/* of one sender, behind the last reset */
#define RESETS		100
#define ETHERTYPE	0x88b5	/* for experiments */
#define NO_DEVICE	0x7ffffff0
#define FRAME_MAX	9000

/* What the program counts, by index: enum xdp_action, then these. */
enum { INVALID = XDP_REDIRECT + 1, BYTES, REDIRECT_ERRORS, COUNTS };

/**
 * struct counts - of a queue or a device
 * @n: as the program counts them
 * @packets: sum of all verdicts
 * @reset_time: of the kernel
 */
struct counts {
	__u64 n[COUNTS];
	__u64 packets;
	__u64 reset_time;
};

static const char *device, *from, *verdicts;
static __u32 attached, ifindex;
static int queue_map, stats_map, program_map;
static struct counts taken[QUEUES];	/* by the resets */
static volatile int sending;
static volatile bool resetting;

/* As "lock *(u64 *)(reg + off) += src". */
#define ADD_AT(reg, src, off) INSN(BPF_STX | BPF_ATOMIC | BPF_DW, reg, src, off, BPF_ADD)
#define ALU(op, reg, value) INSN(BPF_ALU64 | (op) | BPF_K, reg, 0, 0, value)

/* r6: context, r7: verdict, r8: counts of the queue, r9: bytes */
static int load_program(__u32 target)
{
	const struct bpf_insn insns[] = {
		MOVE(6, 1),
		LOAD(BPF_W, 8, 6, offsetof(struct xdp_md, rx_queue_index)),
		ALU(BPF_AND, 8, QUEUES - 1),
		ALU(BPF_MUL, 8, COUNTS * sizeof(__u64)),
		INSN(BPF_LD | BPF_IMM | BPF_DW, 1, BPF_PSEUDO_MAP_VALUE, 0, program_map),
		INSN(0, 0, 0, 0, 0),
		INSN(BPF_ALU64 | BPF_ADD | BPF_X, 8, 1, 0, 0),
		MOVE(1, 6),
		CALL(BPF_FUNC_xdp_get_buff_len),
		MOVE(9, 0),
		SET(7, XDP_PASS),
		LOAD(BPF_W, 2, 6, offsetof(struct xdp_md, data)),
		LOAD(BPF_W, 3, 6, offsetof(struct xdp_md, data_end)),
		MOVE(4, 2),
		ALU(BPF_ADD, 4, ETH_HLEN + 2),
		INSN(BPF_JMP | BPF_JGT | BPF_X, 4, 3, 13, 0),		/* count */
		LOAD(BPF_H, 5, 2, ETH_HLEN - 2),
		SKIP_UNLESS(5, htons(ETHERTYPE), 11),			/* count */
		LOAD(BPF_B, 7, 2, ETH_HLEN),
		ALU(BPF_AND, 7, 7),
		SKIP_UNLESS(7, XDP_REDIRECT, 8),			/* count */
		SET(1, target),
		LOAD(BPF_B, 5, 2, ETH_HLEN + 1),
		SKIP_UNLESS(5, 1, 3),					/* redirect */
		SET(1, NO_DEVICE),
		SET(2, 1),
		ADD_AT(8, 2, REDIRECT_ERRORS * sizeof(__u64)),
		SET(2, 0),						/* redirect: */
		CALL(BPF_FUNC_redirect),
		ADD_AT(8, 9, BYTES * sizeof(__u64)),			/* count: */
		MOVE(3, 7),
		ALU(BPF_LSH, 3, 3),
		INSN(BPF_ALU64 | BPF_ADD | BPF_X, 8, 3, 0, 0),
		SET(2, 1),
		ADD_AT(8, 2, 0),
		MOVE(0, 7),
		EXIT(),
	};
	static char log[65536];
	LIBBPF_OPTS(bpf_prog_load_opts, opts,
		.prog_flags = BPF_F_XDP_HAS_FRAGS,
		.log_buf = log,
		.log_size = sizeof(log),
	);
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "verdicts", "GPL", insns,
			       NR_INSNS(insns), &opts);

	need(fd >= 0, "load: %s\n%s", result_name(fd), log);
	return fd;
}

static void attach(const char *mode, __u32 target)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts,
		.flags = strcmp(mode, "native") ? XDP_FLAGS_SKB_MODE : XDP_FLAGS_DRV_MODE,
	);
	int link;

	program_map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "verdicts", sizeof(__u32),
				     QUEUES * COUNTS * sizeof(__u64), 1, NULL);
	need(program_map >= 0, "map: %s", result_name(program_map));
	link = bpf_link_create(load_program(target), attached, BPF_XDP, &opts);
	need(link >= 0, "attach to %s: %s", device, result_name(link));
}

static void open_maps(void)
{
	union bpf_attr attr = { .enable_stats.type = BPF_STATS_XDP };
	int fd = sys_bpf(BPF_ENABLE_STATS, &attr);

	need(fd >= 0, "BPF_ENABLE_STATS: %s", result_name(fd));
	queue_map = ctrl_create(BPF_CTRL_XDP_QUEUE, BPF_CTRL_CURRENT, 0, 0);
	need(queue_map >= 0, "xdp_queue: %s", result_name(queue_map));
	stats_map = ctrl_create(BPF_CTRL_XDP_STATS, BPF_CTRL_CURRENT, 0, 0);
	need(stats_map >= 0, "xdp_stats: %s", result_name(stats_map));
}

#define COUNTS_OF(v) {							\
	.n = {								\
		[XDP_ABORTED] = (v)->aborted, [XDP_DROP] = (v)->drop,	\
		[XDP_PASS] = (v)->pass, [XDP_TX] = (v)->tx,		\
		[XDP_REDIRECT] = (v)->redirect, [INVALID] = (v)->invalid, \
		[BYTES] = (v)->bytes,					\
		[REDIRECT_ERRORS] = (v)->redirect_errors,		\
	},								\
	.packets = (v)->packets, .reset_time = (v)->reset_time,		\
}

/* BPF_MAP_LOOKUP_ELEM, or with BPF_MAP_LOOKUP_AND_DELETE_ELEM a reset */
static int call_queue(int cmd, __u32 queue, struct counts *counts)
{
	const struct if_xdp_queue_key key = { .ifindex = ifindex, .queue = queue };
	struct if_xdp_queue v;
	int err = elem_call(cmd, queue_map, &key, &v);

	if (!err)
		*counts = (struct counts) COUNTS_OF(&v);
	return err;
}

static void call_device(int cmd, struct counts *counts)
{
	struct if_xdp_stats v;
	int err = elem_call(cmd, stats_map, &ifindex, &v);

	need(!err, "%s: %s", device, result_name(err));
	*counts = (struct counts) COUNTS_OF(&v);
}

static void add(struct counts *sum, const struct counts *counts)
{
	int i;

	for (i = 0; i < COUNTS; i++)
		sum->n[i] += counts->n[i];
	sum->packets += counts->packets;
}

static void need_equal(const struct counts *a, const struct counts *b, const char *what)
{
	int i;

	for (i = 0; i < COUNTS; i++)
		need(a->n[i] == b->n[i], "%s %s: count %d: the kernel has %llu, not %llu",
		     device, what, i, a->n[i], b->n[i]);
	need(a->packets == b->packets, "%s %s: the kernel has %llu packets, not %llu",
	     device, what, a->packets, b->packets);
}

static void program_counts(struct counts of[QUEUES])
{
	static __u64 n[QUEUES][COUNTS];
	__u32 zero = 0;
	int q, i, err = bpf_map_lookup_elem(program_map, &zero, n);

	need(!err, "the program's map: %s", result_name(err));
	memset(of, 0, QUEUES * sizeof(*of));
	for (q = 0; q < QUEUES; q++) {
		memcpy(of[q].n, n[q], sizeof(n[q]));
		for (i = 0; i <= INVALID; i++)
			of[q].packets += n[q][i];
	}
}

/* The queue of the device is that of the CPU, if it has as many. */
static int open_socket(void)
{
	struct sockaddr_ll to = {
		.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(from),
	};
	int fd = socket(AF_PACKET, SOCK_RAW, 0), one = 1;

	need(fd >= 0 && !bind(fd, (void *)&to, sizeof(to)) &&
	     !setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof(one)),
	     "socket of %s: %m", from);
	return fd;
}

static bool is_tap(void)
{
	return !strcmp(from, "tap");
}

static int open_tap_queue(void)
{
	struct ifreq ifr = { .ifr_flags = IFF_TAP | IFF_NO_PI | IFF_MULTI_QUEUE };
	int fd = open("/dev/net/tun", O_RDWR);

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", device);
	need(fd >= 0 && !ioctl(fd, TUNSETIFF, &ifr), "queue of %s: %m", device);
	return fd;
}

static int largest_frame(void)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	struct ifreq ifr = {};

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", is_tap() ? device : from);
	need(fd >= 0 && !ioctl(fd, SIOCGIFMTU, &ifr), "MTU of %s: %m", from);
	close(fd);
	return ETH_HLEN + (ifr.ifr_mtu < FRAME_MAX ? ifr.ifr_mtu : FRAME_MAX);
}

static void run_on(long cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

static void *send_frames(void *arg)
{
	static char frames[SENDERS][ETH_HLEN + FRAME_MAX];
	char *frame = frames[(long)arg];
	int i, choices = strlen(verdicts), end = FRAMES, max = largest_frame();
	int fd = is_tap() ? open_tap_queue() : open_socket();

	run_on((long)arg);
	memset(frame, 0xff, ETH_ALEN);
	memcpy(frame + ETH_ALEN, "\2xdp-v", ETH_ALEN);
	memcpy(frame + 2 * ETH_ALEN, &(__be16) { htons(ETHERTYPE) }, 2);
	for (i = 0; i < end; i++) {
		if (resetting)
			end = i + FRAMES;
		frame[ETH_HLEN] = verdicts[i % choices] - '0';
		frame[ETH_HLEN + 1] = i / choices % 2;
		/* a full queue, or a device that is down, is not what this is about */
		if (write(fd, frame, 60 + i * 37 % (max - 59)) < 0)
			usleep(100);
	}
	close(fd);
	__sync_fetch_and_sub(&sending, 1);
	return NULL;
}

/* As long as the time of the reset is the same no count is lower than before. */
static void *read_on(void *arg)
{
	static struct counts was[QUEUES];
	struct counts now;
	__u32 q;
	int i;

	while (sending) {
		for (q = 0; q < QUEUES; q++) {
			if (call_queue(BPF_MAP_LOOKUP_ELEM, q, &now))
				break;
			for (i = 0; i < COUNTS; i++)
				need(now.reset_time != was[q].reset_time ||
				     now.n[i] >= was[q].n[i],
				     "%s queue %u: count %d went back from %llu to %llu",
				     device, q, i, was[q].n[i], now.n[i]);
			was[q] = now;
		}
	}
	return NULL;
}

static void reset_queues(void)
{
	struct counts counts;
	__u32 q;

	for (q = 0; q < QUEUES; q++)
		if (!call_queue(BPF_MAP_LOOKUP_AND_DELETE_ELEM, q, &counts))
			add(&taken[q], &counts);
}

static void send_and_reset(void)
{
	pthread_t threads[SENDERS + 1];
	long i;

	sending = SENDERS;
	resetting = true;
	for (i = 0; i < SENDERS; i++)
		need(!pthread_create(&threads[i], NULL, send_frames, (void *)i), "thread");
	need(!pthread_create(&threads[i], NULL, read_on, NULL), "thread");
	for (i = 0; i < RESETS; i++) {
		reset_queues();
		usleep(1000);
	}
	resetting = false;
	for (i = 0; i <= SENDERS; i++)
		pthread_join(threads[i], NULL);
}

/* Frames that were sent are on their way for some time. */
static void wait_for_frames(struct counts of[QUEUES])
{
	static struct counts before[QUEUES];
	int same = 0;

	program_counts(of);
	while (same < 3) {
		memcpy(before, of, sizeof(before));
		usleep(100000);
		program_counts(of);
		same = memcmp(before, of, sizeof(before)) ? 0 : same + 1;
	}
}

static void compare(void)
{
	static struct counts program[QUEUES];
	struct counts now, sum = {}, dev = {}, all = {};
	__u64 queues = 0;
	char what[32];
	__u32 q;

	wait_for_frames(program);
	call_device(BPF_MAP_LOOKUP_ELEM, &dev);
	for (q = 0; q < QUEUES; q++) {
		add(&all, &program[q]);
		add(&dev, &taken[q]);
		queues += !!program[q].packets;
		if (call_queue(BPF_MAP_LOOKUP_ELEM, q, &now))
			continue;
		sum = taken[q];
		add(&sum, &now);
		snprintf(what, sizeof(what), "queue %u", q);
		need_equal(&sum, &program[q], what);
	}
	need_equal(&dev, &all, "over all queues");
	printf("%llu %llu\n", all.packets, queues);
}

int main(int argc, char **argv)
{
	struct counts earlier;
	char line[16];

	need(argc == 6 || argc == 7, "usage");
	device = argv[1];
	from = argv[3];
	verdicts = argv[5];
	attached = if_nametoindex(device);
	ifindex = argc > 6 ? if_nametoindex(argv[6]) : attached;
	need(attached && ifindex && if_nametoindex(argv[4]), "no such device");
	setvbuf(stdout, NULL, _IOLBF, 0);
	open_maps();
	/* of earlier programs */
	call_device(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &earlier);
	attach(argv[2], if_nametoindex(argv[4]));
	while (fgets(line, sizeof(line), stdin)) {
		send_and_reset();
		compare();
	}
	return 0;
}
