// SPDX-License-Identifier: GPL-2.0-only
/*
 * What arrives through a ring that is resized all the time is what was sent:
 * everything, once, in order and unharmed.  A datagram of UDP waits in the ring as
 * an skb, a frame that XDP has redirected as an xdp_frame.
 *
 * Fewer packets than the smallest ring holds are on their way at a time, so that
 * no resize has a reason to drop one, and polls are so far apart that the ring is
 * rarely empty when it is exchanged.
 */
#include <signal.h>
#include <sys/prctl.h>

#include "../insns.h"
#include "../veth_pair.h"

#define WINDOW		16	/* packets on their way */
#define RESIZES		60
#define LARGEST_PACKET	1400
#define HERE		"192.0.2.1"
#define THERE		"192.0.2.2"
#define PORT		9

static const __u32 sizes[] = { 32, 4096, 33, 1000, 64, 16384, 47, 256 };

/* What sender and receiver know of each other, the value of an array of BPF. */
struct progress {
	__u32 sent, received;
	int stop;
};

FIXTURE(traffic) {
	struct veth_pair p;
	int map;
	struct progress *progress;
	/* packets that arrived as they should, too late or again, and changed */
	__u32 next, late, changed;
};

FIXTURE_SETUP(traffic)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = BPF_F_MMAPABLE);

	self->map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "progress", 4,
				   sizeof(*self->progress), 1, &opts);
	self->progress = mmap(NULL, sizeof(*self->progress),
			      PROT_READ | PROT_WRITE, MAP_SHARED, self->map, 0);
	ASSERT_NE(MAP_FAILED, self->progress)
		TH_LOG("no memory that is shared with BPF: %m");
}

FIXTURE_TEARDOWN(traffic)
{
}

/* For whoever sends: how many more may be on their way. */
static __u32 room(struct progress *g)
{
	__u32 received = __atomic_load_n(&g->received, __ATOMIC_ACQUIRE);

	return WINDOW - (g->sent - received);
}

/* For the receiver, when it has taken all that there was: are some in the ring? */
static bool some_wait(struct progress *g)
{
	return (int)(__atomic_load_n(&g->sent, __ATOMIC_ACQUIRE) - g->received) > 0;
}

static bool stopped(struct progress *g)
{
	return __atomic_load_n(&g->stop, __ATOMIC_ACQUIRE);
}

static void note_sent(struct progress *g, __u32 count)
{
	__atomic_add_fetch(&g->sent, count, __ATOMIC_RELEASE);
}

/* Each number has a length of its own, and each byte depends on both. */
static size_t payload_length(__u32 number)
{
	return 64 + number * 37 % (LARGEST_PACKET - 64);
}

static unsigned char payload_byte(__u32 number, size_t at)
{
	return number * 31 + at * 7 + (at >> 8);
}

/* The number is in front. */
static void fill_payload(unsigned char *payload, size_t len, __u32 number)
{
	size_t i;

	memcpy(payload, &number, sizeof(number));
	for (i = sizeof(number); i < len; i++)
		payload[i] = payload_byte(number, i);
}

/* @seed: what the bytes were filled in with, as far as it is not the number */
static void note_payload(FIXTURE_DATA(traffic) * self,
			 const unsigned char *payload, size_t len, __u32 seed)
{
	__u32 number;
	size_t i;

	memcpy(&number, payload, sizeof(number));
	for (i = sizeof(number); i < len; i++) {
		if (payload[i] != payload_byte(seed, i)) {
			self->changed++;
			break;
		}
	}
	if (number < self->next)
		self->late++;
	else
		self->next = number + 1;
	__atomic_add_fetch(&self->progress->received, 1, __ATOMIC_RELEASE);
}

typedef void (*receive_fn)(FIXTURE_DATA(traffic) * self);

/* Each time that packets wait in the ring. */
static void resize_again_and_again(struct __test_metadata *_metadata,
				   FIXTURE_DATA(traffic) * self,
				   receive_fn receive)
{
	__u32 size, i;

	hold(_metadata, &self->p, SHORT_HOLD_NS);
	for (i = 0; i < RESIZES; i++) {
		ASSERT_TRUE(wait_for((receive(self),
				      some_wait(self->progress)), 60))
			TH_LOG("nothing waits any more after %u resizes", i);
		size = sizes[i % ARRAY_SIZE(sizes)];
		set_or_fail(_metadata, &self->p, XSK_RING_SIZE, size);
		EXPECT_EQ(size, read_device(_metadata, self->p.map,
					    self->p.ifindex).xsk_ring_size);
	}
	release(_metadata, &self->p);
}

static void expect_all(struct __test_metadata *_metadata,
		       FIXTURE_DATA(traffic) * self, receive_fn receive,
		       pid_t sender)
{
	struct progress *g = self->progress;

	__atomic_store_n(&g->stop, 1, __ATOMIC_RELEASE);
	wait_for_child(_metadata, sender);
	wait_for((receive(self), g->received >= g->sent), 10);
	EXPECT_TRUE(g->received == g->sent && self->next == g->sent &&
		    !self->late && !self->changed)
		TH_LOG("%u sent, %u arrived, the last one is %u, %u late or twice, %u changed",
		       g->sent, g->received, self->next - 1, self->late,
		       self->changed);
}

/* What the sender of datagrams and its parent tell each other, a byte each. */
struct datagrams {
	struct progress *progress;
	int ready[2], go[2];
};

static void tell(struct __test_metadata *_metadata, int fd)
{
	ASSERT_EQ(1, write(fd, "", 1))
		TH_LOG("write: %m");
}

static void hear(struct __test_metadata *_metadata, int fd)
{
	char byte;

	ASSERT_EQ(1, read(fd, &byte, 1))
		TH_LOG("read: %m");
}

static int udp_socket(struct __test_metadata *_metadata, const char *own)
{
	struct sockaddr_in addr = {
		.sin_family = AF_INET, .sin_port = htons(PORT),
	};
	int s = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);

	inet_pton(AF_INET, own, &addr.sin_addr);
	ASSERT_TRUE(s >= 0 && !bind(s, (void *)&addr, sizeof(addr)))
		TH_LOG("UDP socket: %m");
	return s;
}

/* In a network namespace of its own: else nothing would go through the device. */
static void send_datagrams(struct __test_metadata *_metadata, void *data)
{
	struct datagrams *d = data;
	struct progress *g = d->progress;
	unsigned char payload[LARGEST_PACKET];
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(PORT),
	};
	size_t len;
	int s;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	enter_namespace(_metadata);
	tell(_metadata, d->ready[1]);
	hear(_metadata, d->go[0]);
	shell(_metadata, "ip addr add " THERE "/24 dev veth1 && ip link set veth1 up");
	shell(_metadata, "ip neigh replace " HERE " lladdr 02:00:00:00:00:01 dev veth1");
	s = udp_socket(_metadata, THERE);
	inet_pton(AF_INET, HERE, &to.sin_addr);
	while (!stopped(g)) {
		if (!room(g)) {
			sched_yield();
			continue;
		}
		len = payload_length(g->sent);
		fill_payload(payload, len, g->sent);
		ASSERT_EQ((ssize_t)len, sendto(s, payload, len, 0, (void *)&to,
					       sizeof(to)))
			TH_LOG("sendto: %m");
		note_sent(g, 1);
	}
}

static void receive_datagrams(FIXTURE_DATA(traffic) * self)
{
	unsigned char payload[LARGEST_PACKET + 1];
	__u32 number;
	ssize_t len;

	while ((len = recv(self->p.in, payload, sizeof(payload), 0)) > 0) {
		memcpy(&number, payload, sizeof(number));
		if (len != payload_length(number))
			self->changed++;
		note_payload(self, payload, len, number);
	}
}

TEST_F(traffic, datagrams_pass_a_ring_that_is_resized_once_in_order_and_unharmed)
{
	struct datagrams d = { .progress = self->progress };
	struct veth_pair *p = &self->p;
	char command[64];
	pid_t sender;

	add_veth_pair(_metadata);
	ASSERT_TRUE(!pipe(d.ready) && !pipe(d.go))
		TH_LOG("pipe: %m");
	sender = start_child(_metadata, send_datagrams, &d);
	p->receiver = "veth0";
	p->ifindex = device_index(_metadata, p->receiver);
	p->map = xdp_map(0);
	ASSERT_EQ(0, attach_xdp(p->ifindex));
	shell(_metadata, "ip link set veth0 address 02:00:00:00:00:01");
	shell(_metadata, "ip addr add " HERE "/24 dev veth0");
	p->in = udp_socket(_metadata, HERE);
	hear(_metadata, d.ready[0]);
	snprintf(command, sizeof(command), "ip link set veth1 netns %d", sender);
	shell(_metadata, command);
	tell(_metadata, d.go[1]);
	ASSERT_TRUE(wait_for((receive_datagrams(self), self->next), 20));

	resize_again_and_again(_metadata, self, receive_datagrams);
	expect_all(_metadata, self, receive_datagrams, sender);
}

/*
 * Frames to the other end of that device, each with the next number, as far as
 * there is room for one more.
 */
static int redirecting_program(struct __test_metadata *_metadata, int map,
			       __u32 ifindex)
{
	const int sent = offsetof(struct progress, sent);
	struct bpf_insn insns[] = {
		LOAD(BPF_W, 2, 1, offsetof(struct xdp_md, data)),
		LOAD(BPF_W, 3, 1, offsetof(struct xdp_md, data_end)),
		MAP_VALUE(1, map), SECOND_HALF(),
		LOAD(BPF_W, 6, 1, sent),
		LOAD(BPF_W, 4, 1, offsetof(struct progress, received)),
		INSN(BPF_ALU | BPF_MOV | BPF_X, 5, 6, 0, 0),
		INSN(BPF_ALU | BPF_SUB | BPF_X, 5, 4, 0, 0),
		SET(0, XDP_DROP),
		INSN(BPF_JMP32 | BPF_JSLT | BPF_K, 5, 0, 1, WINDOW),
		EXIT(),
		MOVE(4, 2), ADD(4, FRAME_LEN),
		INSN(BPF_JMP | BPF_JLE | BPF_X, 4, 3, 1, 0),
		EXIT(),
		INSN(BPF_STX | BPF_MEM | BPF_W, 2, 6, sizeof(struct ethhdr), 0),
		INSN(BPF_ALU | BPF_ADD | BPF_K, 6, 0, 0, 1),
		INSN(BPF_STX | BPF_MEM | BPF_W, 1, 6, sent, 0),
		SET(1, ifindex),
		SET(2, 0),
		CALL(BPF_FUNC_redirect),
		EXIT(),
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "redirect", "GPL", insns,
			       NR_INSNS(insns), NULL);

	ASSERT_GE(fd, 0)
		TH_LOG("no program: %m");
	return fd;
}

/*
 * The kernel makes frames without a pause, since it takes it long to begin and
 * to end, and the program numbers some of them; but for that all are the same.
 */
static void send_frames_by_xdp(struct __test_metadata *_metadata, void *data)
{
	FIXTURE_DATA(traffic) * self = data;
	__u32 ifindex = device_index(_metadata, self->p.sender), runs = 0;
	int prog = redirecting_program(_metadata, self->map, ifindex);
	unsigned char packet[sizeof(struct ethhdr) + LARGEST_PACKET];
	struct ethhdr *eth = (void *)packet;

	LIBBPF_OPTS(bpf_test_run_opts, run, .data_in = packet, .repeat = 20000,
		    .flags = BPF_F_TEST_XDP_LIVE_FRAMES, .batch_size = WINDOW);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	memset(eth, 0xff, sizeof(*eth));
	eth->h_proto = htons(FRAME_PROTO);
	while (!stopped(self->progress)) {
		run.data_size_in = sizeof(*eth) + payload_length(runs++);
		run.data_size_out = 0;	/* was set by the last call */
		fill_payload(packet + sizeof(*eth),
			     run.data_size_in - sizeof(*eth), run.data_size_in);
		ASSERT_EQ(0, bpf_prog_test_run_opts(prog, &run))
			TH_LOG("run: %m");
	}
}

static void receive_redirected(FIXTURE_DATA(traffic) * self)
{
	unsigned char packet[sizeof(struct ethhdr) + LARGEST_PACKET + 1];
	ssize_t len;

	while ((len = recv(self->p.in, packet, sizeof(packet), 0)) >
	       (ssize_t)FRAME_LEN)
		note_payload(self, packet + sizeof(struct ethhdr),
			     len - sizeof(struct ethhdr), len);
}

TEST_F(traffic, frames_of_xdp_pass_a_ring_that_is_resized_once_in_order_and_unharmed)
{
	pid_t sender;

	self->p = pair_open(_metadata);
	sender = start_child(_metadata, send_frames_by_xdp, self);
	ASSERT_TRUE(wait_for((receive_redirected(self), self->next), 20));

	resize_again_and_again(_metadata, self, receive_redirected);
	expect_all(_metadata, self, receive_redirected, sender);
}

TEST_HARNESS_MAIN
