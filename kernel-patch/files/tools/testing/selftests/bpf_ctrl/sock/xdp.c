// SPDX-License-Identifier: GPL-2.0-only
/* What an AF_XDP socket tells about its rings and how often what went wrong. */
#include "../veth_pair.h"

#include <linux/if_xdp.h>
#include <sys/mman.h>

#include "../sock_attr.h"

#define FRAMES		64
#define FRAME_BYTES	2048
#define RX_RING		64
#define TX_RING		32
#define FILL_RING	16
#define COMPLETION_RING	8

struct xsk {
	int fd;
	void *umem;
	struct xdp_mmap_offsets off;
	void *tx, *fill;
};

static void ring_option(struct __test_metadata *_metadata, int fd, int optname,
			int entries)
{
	ASSERT_EQ(0,
		  setsockopt(fd, SOL_XDP, optname, &entries, sizeof(entries)))
		TH_LOG("ring %d: %m", optname);
}

static void *map_ring(struct __test_metadata *_metadata, int fd, __u64 bytes,
		      __u64 offset)
{
	void *ring = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_POPULATE, fd, offset);

	ASSERT_NE(MAP_FAILED, ring)
		TH_LOG("ring: %m");
	return ring;
}

/* With all its rings and memory, not bound yet. */
static struct xsk xsk_open(struct __test_metadata *_metadata)
{
	struct xsk x = { .fd = socket(AF_XDP, SOCK_RAW, 0) };
	struct xdp_umem_reg reg = { .len = FRAMES * FRAME_BYTES,
				    .chunk_size = FRAME_BYTES };
	socklen_t len = sizeof(x.off);

	ASSERT_GE(x.fd, 0)
		TH_LOG("AF_XDP: %m");
	x.umem = mmap(NULL, reg.len, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, x.umem)
		TH_LOG("memory: %m");
	reg.addr = ptr_to_u64(x.umem);
	ASSERT_EQ(0, setsockopt(x.fd, SOL_XDP, XDP_UMEM_REG, &reg, sizeof(reg)))
		TH_LOG("XDP_UMEM_REG: %m");
	ring_option(_metadata, x.fd, XDP_UMEM_FILL_RING, FILL_RING);
	ring_option(_metadata, x.fd, XDP_UMEM_COMPLETION_RING, COMPLETION_RING);
	ring_option(_metadata, x.fd, XDP_RX_RING, RX_RING);
	ring_option(_metadata, x.fd, XDP_TX_RING, TX_RING);
	ASSERT_EQ(0, getsockopt(x.fd, SOL_XDP, XDP_MMAP_OFFSETS, &x.off, &len))
		TH_LOG("XDP_MMAP_OFFSETS: %m");
	x.tx = map_ring(_metadata, x.fd, x.off.tx.desc +
			TX_RING * sizeof(struct xdp_desc), XDP_PGOFF_TX_RING);
	x.fill = map_ring(_metadata, x.fd,
			  x.off.fr.desc + FILL_RING * sizeof(__u64),
			  XDP_UMEM_PGOFF_FILL_RING);
	return x;
}

static void xsk_bind(struct __test_metadata *_metadata, const struct xsk *x,
		     const char *device, __u16 flags)
{
	struct sockaddr_xdp addr = {
		.sxdp_family = AF_XDP,
		.sxdp_flags = flags,
		.sxdp_ifindex = device_index(_metadata, device),
	};

	/* a socket that was closed leaves its queue a little later */
	ASSERT_TRUE(wait_for(!bind(x->fd, (void *)&addr, sizeof(addr)), 10))
		TH_LOG("bind: %m");
}

static void xsk_close(struct xsk *x)
{
	munmap(x->tx, x->off.tx.desc + TX_RING * sizeof(struct xdp_desc));
	munmap(x->fill, x->off.fr.desc + FILL_RING * sizeof(__u64));
	munmap(x->umem, FRAMES * FRAME_BYTES);
	close(x->fd);
}

static struct bpf_ctrl_sock_xdp read_xdp(struct __test_metadata *_metadata,
					 int map, int fd)
{
	struct bpf_ctrl_sock_attr v = read_sock(_metadata, map, fd);

	ASSERT_TRUE(v.mask & BIT_OF(M_XDP))
		TH_LOG("no member xdp: %#llx", v.mask);
	return v.xdp;
}

static void expect_rings(struct __test_metadata *_metadata,
			 const struct bpf_ctrl_sock_xdp *x, __u32 rx, __u32 tx,
			 __u32 fill, __u32 completion)
{
	EXPECT_EQ(rx, x->rx_ring_size);
	EXPECT_EQ(tx, x->tx_ring_size);
	EXPECT_EQ(fill, x->fill_ring_size);
	EXPECT_EQ(completion, x->completion_ring_size);
}

/* The counters are those of the socket option. */
static struct bpf_ctrl_sock_xdp
expect_statistics(struct __test_metadata *_metadata, int map, int fd)
{
	struct bpf_ctrl_sock_xdp x = read_xdp(_metadata, map, fd);
	struct xdp_statistics s = {};
	socklen_t len = sizeof(s);

	ASSERT_EQ(0, getsockopt(fd, SOL_XDP, XDP_STATISTICS, &s, &len))
		TH_LOG("XDP_STATISTICS: %m");
	EXPECT_EQ(s.rx_dropped, x.rx_dropped);
	EXPECT_EQ(s.rx_invalid_descs, x.rx_invalid_descs);
	EXPECT_EQ(s.tx_invalid_descs, x.tx_invalid_descs);
	EXPECT_EQ(s.rx_ring_full, x.rx_ring_full);
	EXPECT_EQ(s.rx_fill_ring_empty_descs, x.rx_fill_ring_empty_descs);
	EXPECT_EQ(s.tx_ring_empty_descs, x.tx_ring_empty_descs);
	return x;
}

FIXTURE(xsk) {
	int map;
};

FIXTURE_SETUP(xsk)
{
	add_veth_pair(_metadata);
	self->map = sock_map(_metadata, BPF_CTRL_CURRENT);
}

FIXTURE_TEARDOWN(xsk)
{
}

TEST_F(xsk, an_af_xdp_socket_tells_its_rings_its_queue_and_how_it_was_bound)
{
	int bare = socket(AF_XDP, SOCK_RAW, 0);
	struct bpf_ctrl_sock_xdp v = read_xdp(_metadata, self->map, bare);
	struct xsk x = xsk_open(_metadata);

	expect_rings(_metadata, &v, 0, 0, 0, 0);
	EXPECT_EQ(0, v.ifindex);
	v = read_xdp(_metadata, self->map, x.fd);
	expect_rings(_metadata, &v, RX_RING, TX_RING, FILL_RING,
		     COMPLETION_RING);
	EXPECT_TRUE(!v.ifindex && !v.need_wakeup)
		TH_LOG("bound to %u", v.ifindex);
	xsk_bind(_metadata, &x, "veth0", XDP_COPY | XDP_USE_NEED_WAKEUP);
	v = read_xdp(_metadata, self->map, x.fd);
	expect_rings(_metadata, &v, RX_RING, TX_RING, FILL_RING,
		     COMPLETION_RING);
	EXPECT_TRUE(v.ifindex == device_index(_metadata, "veth0") &&
		    !v.queue_id && v.need_wakeup == 1 && !v.zero_copy)
		TH_LOG("%u, queue %u, %u, %u", v.ifindex, v.queue_id,
		       v.need_wakeup, v.zero_copy);
	expect_statistics(_metadata, self->map, x.fd);
	xsk_close(&x);

	x = xsk_open(_metadata);
	xsk_bind(_metadata, &x, "veth0", XDP_COPY);
	EXPECT_EQ(0, read_xdp(_metadata, self->map, x.fd).need_wakeup);
	xsk_close(&x);
	close(bare);
}

/* Descriptors that point behind the memory; each may end a call. */
static void send_invalid(struct xsk *x, __u32 count)
{
	struct xdp_desc *descs = x->tx + x->off.tx.desc;
	__u32 *producer = x->tx + x->off.tx.producer, i;

	for (i = 0; i < count; i++)
		descs[(*producer + i) % TX_RING] = (struct xdp_desc) {
			.addr = FRAMES * FRAME_BYTES, .len = 60,
		};
	__atomic_store_n(producer, *producer + count, __ATOMIC_RELEASE);
	for (i = 0; i < count; i++)
		sendto(x->fd, NULL, 0, MSG_DONTWAIT, NULL, 0);
}

TEST_F(xsk, an_af_xdp_socket_counts_what_it_could_not_send)
{
	struct xsk x = xsk_open(_metadata);

	xsk_bind(_metadata, &x, "veth0", XDP_COPY);
	EXPECT_EQ(0, expect_statistics(_metadata, self->map,
				       x.fd).tx_invalid_descs);
	send_invalid(&x, 5);
	EXPECT_EQ(5, expect_statistics(_metadata, self->map,
				       x.fd).tx_invalid_descs)
		TH_LOG("%llu",
		       read_xdp(_metadata, self->map, x.fd).tx_invalid_descs);
	send_invalid(&x, 2);
	EXPECT_EQ(7, expect_statistics(_metadata, self->map,
				       x.fd).tx_invalid_descs)
		TH_LOG("%llu",
		       read_xdp(_metadata, self->map, x.fd).tx_invalid_descs);
	xsk_close(&x);
}

/* Everything that the device receives on queue 0 goes to the socket. */
static void redirect_to(struct __test_metadata *_metadata, const char *device,
			int xsk)
{
	int zero = 0, xskmap, prog;
	struct bpf_insn insns[] = {
		{ .code = BPF_LD | BPF_IMM | BPF_DW, .dst_reg = 1,
		  .src_reg = BPF_PSEUDO_MAP_FD },
		{ },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 2 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 3,
		  .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_CALL, .imm = BPF_FUNC_redirect_map },
		{ .code = BPF_JMP | BPF_EXIT },
	};

	xskmap = bpf_map_create(BPF_MAP_TYPE_XSKMAP, "sockets", 4, 4, 1, NULL);
	ASSERT_TRUE(xskmap >= 0 && !bpf_map_update_elem(xskmap, &zero, &xsk, 0))
		TH_LOG("xskmap: %m");
	insns[0].imm = xskmap;
	prog = bpf_prog_load(BPF_PROG_TYPE_XDP, "redirect", "GPL", insns, 6,
			     NULL);
	ASSERT_GE(prog, 0)
		TH_LOG("no program: %m");
	ASSERT_EQ(0, bpf_xdp_attach(device_index(_metadata, device), prog,
				    XDP_FLAGS_DRV_MODE, NULL))
		TH_LOG("attach: %m");
	close(prog);
	close(xskmap);
}

/* The socket has no memory for them: nobody has filled the fill ring. */
TEST_F(xsk, an_af_xdp_socket_counts_what_it_could_not_receive)
{
	struct veth_pair p = { .sender = "veth1",
			       .out = packet_socket(_metadata, "veth1") };
	struct xsk x = xsk_open(_metadata);

	xsk_bind(_metadata, &x, "veth0", XDP_COPY);
	redirect_to(_metadata, "veth0", x.fd);
	ASSERT_EQ(10, send_frames(_metadata, &p, 10))
		TH_LOG("send: %m");
	EXPECT_TRUE(wait_for(read_xdp(_metadata, self->map,
				      x.fd).rx_dropped == 10, 10))
		TH_LOG("%llu dropped",
		       read_xdp(_metadata, self->map, x.fd).rx_dropped);
	EXPECT_EQ(10, expect_statistics(_metadata, self->map,
					x.fd).rx_fill_ring_empty_descs)
		TH_LOG("%llu times empty", read_xdp(_metadata, self->map,
						    x.fd).rx_fill_ring_empty_descs);
	detach_xdp(device_index(_metadata, "veth0"));
	xsk_close(&x);
}

TEST_F(xsk, an_af_xdp_socket_whose_device_is_gone_is_bound_to_nothing)
{
	struct xsk x = xsk_open(_metadata);

	shell(_metadata, "ip link add xsk0 type veth peer name xsk1");
	shell(_metadata, "ip link set xsk0 up && ip link set xsk1 up");
	xsk_bind(_metadata, &x, "xsk0", XDP_COPY);
	EXPECT_EQ(device_index(_metadata, "xsk0"),
		  read_xdp(_metadata, self->map, x.fd).ifindex);
	shell(_metadata, "ip link del xsk0");
	EXPECT_EQ(0, read_xdp(_metadata, self->map, x.fd).ifindex);
	EXPECT_EQ(RX_RING, read_xdp(_metadata, self->map, x.fd).rx_ring_size);
	expect_statistics(_metadata, self->map, x.fd);
	xsk_close(&x);
}

TEST_HARNESS_MAIN
