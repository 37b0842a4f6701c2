// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an AF_XDP socket tells about its rings and how often what went wrong.
 *
 * The arguments of every test are the receiver and the sender of a veth pair
 * that is up and has no other traffic.
 */
#define _GNU_SOURCE
#include "veth_pair.h"

#include <linux/if_xdp.h>
#include <sys/mman.h>

#include "sock_attr.h"

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

static void ring_option(int fd, int optname, int entries)
{
	need(!setsockopt(fd, SOL_XDP, optname, &entries, sizeof(entries)),
	     "ring %d: %m", optname);
}

static void *map_ring(int fd, uint64_t bytes, uint64_t offset)
{
	void *ring = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_POPULATE, fd, offset);

	need(ring != MAP_FAILED, "ring: %m");
	return ring;
}

/* With all its rings and memory, not bound yet. */
static struct xsk xsk_open(void)
{
	struct xsk x = { .fd = socket(AF_XDP, SOCK_RAW, 0) };
	struct xdp_umem_reg reg = { .len = FRAMES * FRAME_BYTES,
				    .chunk_size = FRAME_BYTES };
	socklen_t len = sizeof(x.off);

	need(x.fd >= 0, "AF_XDP: %m");
	x.umem = mmap(NULL, reg.len, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	need(x.umem != MAP_FAILED, "memory: %m");
	reg.addr = ptr_to_u64(x.umem);
	need(!setsockopt(x.fd, SOL_XDP, XDP_UMEM_REG, &reg, sizeof(reg)),
	     "XDP_UMEM_REG: %m");
	ring_option(x.fd, XDP_UMEM_FILL_RING, FILL_RING);
	ring_option(x.fd, XDP_UMEM_COMPLETION_RING, COMPLETION_RING);
	ring_option(x.fd, XDP_RX_RING, RX_RING);
	ring_option(x.fd, XDP_TX_RING, TX_RING);
	need(!getsockopt(x.fd, SOL_XDP, XDP_MMAP_OFFSETS, &x.off, &len),
	     "XDP_MMAP_OFFSETS: %m");
	x.tx = map_ring(x.fd, x.off.tx.desc + TX_RING * sizeof(struct xdp_desc),
			XDP_PGOFF_TX_RING);
	x.fill = map_ring(x.fd, x.off.fr.desc + FILL_RING * sizeof(uint64_t),
			  XDP_UMEM_PGOFF_FILL_RING);
	return x;
}

static void xsk_bind(const struct xsk *x, const char *device, uint16_t flags)
{
	struct sockaddr_xdp addr = {
		.sxdp_family = AF_XDP,
		.sxdp_flags = flags,
		.sxdp_ifindex = device_index(device),
	};

	/* a socket that was closed leaves its queue a little later */
	need(wait_for(!bind(x->fd, (void *)&addr, sizeof(addr)), 10), "bind: %m");
}

static void xsk_close(struct xsk *x)
{
	munmap(x->tx, x->off.tx.desc + TX_RING * sizeof(struct xdp_desc));
	munmap(x->fill, x->off.fr.desc + FILL_RING * sizeof(uint64_t));
	munmap(x->umem, FRAMES * FRAME_BYTES);
	close(x->fd);
}

static struct bpf_ctrl_sock_xdp read_xdp(int map, int fd)
{
	sock_attr v = read_sock(map, fd);

	need(v.mask & BIT_OF(M_XDP), "no member xdp: %#llx", v.mask);
	return v.xdp;
}

static void expect_rings(const struct bpf_ctrl_sock_xdp *x, uint32_t rx,
			 uint32_t tx, uint32_t fill, uint32_t completion)
{
	expect(x->rx_ring_size == rx && x->tx_ring_size == tx &&
	       x->fill_ring_size == fill && x->completion_ring_size == completion,
	       "rings of %u, %u, %u, %u", x->rx_ring_size, x->tx_ring_size,
	       x->fill_ring_size, x->completion_ring_size);
}

/* The counters are those of the socket option. */
static struct bpf_ctrl_sock_xdp expect_statistics(int map, int fd)
{
	struct bpf_ctrl_sock_xdp x = read_xdp(map, fd);
	struct xdp_statistics s = {};
	socklen_t len = sizeof(s);

	need(!getsockopt(fd, SOL_XDP, XDP_STATISTICS, &s, &len),
	     "XDP_STATISTICS: %m");
	expect(x.rx_dropped == s.rx_dropped &&
	       x.rx_invalid_descs == s.rx_invalid_descs &&
	       x.tx_invalid_descs == s.tx_invalid_descs &&
	       x.rx_ring_full == s.rx_ring_full &&
	       x.rx_fill_ring_empty_descs == s.rx_fill_ring_empty_descs &&
	       x.tx_ring_empty_descs == s.tx_ring_empty_descs,
	       "%llu %llu %llu %llu %llu %llu, not %llu %llu %llu %llu %llu %llu",
	       x.rx_dropped, x.rx_invalid_descs, x.tx_invalid_descs,
	       x.rx_ring_full, x.rx_fill_ring_empty_descs, x.tx_ring_empty_descs,
	       s.rx_dropped, s.rx_invalid_descs, s.tx_invalid_descs,
	       s.rx_ring_full, s.rx_fill_ring_empty_descs, s.tx_ring_empty_descs);
	return x;
}

static void rings(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), bare = socket(AF_XDP, SOCK_RAW, 0);
	struct bpf_ctrl_sock_xdp v = read_xdp(map, bare);
	struct xsk x = xsk_open();

	expect_rings(&v, 0, 0, 0, 0);
	expect(!v.ifindex, "a new socket is bound to %u", v.ifindex);
	v = read_xdp(map, x.fd);
	expect_rings(&v, RX_RING, TX_RING, FILL_RING, COMPLETION_RING);
	expect(!v.ifindex && !v.need_wakeup, "bound to %u", v.ifindex);
	xsk_bind(&x, args[0], XDP_COPY | XDP_USE_NEED_WAKEUP);
	v = read_xdp(map, x.fd);
	expect_rings(&v, RX_RING, TX_RING, FILL_RING, COMPLETION_RING);
	expect(v.ifindex == device_index(args[0]) && !v.queue_id &&
	       v.need_wakeup == 1 && !v.zero_copy, "%u, queue %u, %u, %u",
	       v.ifindex, v.queue_id, v.need_wakeup, v.zero_copy);
	expect_statistics(map, x.fd);
	xsk_close(&x);

	x = xsk_open();
	xsk_bind(&x, args[0], XDP_COPY);
	expect(!read_xdp(map, x.fd).need_wakeup, "it wants to be woken up");
	xsk_close(&x);
	close(bare);
}

/* Descriptors that point behind the memory; each may end a call. */
static void send_invalid(struct xsk *x, uint32_t count)
{
	struct xdp_desc *descs = x->tx + x->off.tx.desc;
	uint32_t *producer = x->tx + x->off.tx.producer, i;

	for (i = 0; i < count; i++)
		descs[(*producer + i) % TX_RING] = (struct xdp_desc) {
			.addr = FRAMES * FRAME_BYTES, .len = 60,
		};
	__atomic_store_n(producer, *producer + count, __ATOMIC_RELEASE);
	for (i = 0; i < count; i++)
		sendto(x->fd, NULL, 0, MSG_DONTWAIT, NULL, 0);
}

static void sending(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	struct xsk x = xsk_open();

	xsk_bind(&x, args[0], XDP_COPY);
	expect(!expect_statistics(map, x.fd).tx_invalid_descs, "counted already");
	send_invalid(&x, 5);
	expect(expect_statistics(map, x.fd).tx_invalid_descs == 5, "%llu",
	       read_xdp(map, x.fd).tx_invalid_descs);
	send_invalid(&x, 2);
	expect(expect_statistics(map, x.fd).tx_invalid_descs == 7, "%llu",
	       read_xdp(map, x.fd).tx_invalid_descs);
	xsk_close(&x);
}

/* Everything that the device receives on queue 0 goes to the socket. */
static void redirect_to(const char *device, int xsk)
{
	int zero = 0, map, prog;
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

	map = bpf_map_create(BPF_MAP_TYPE_XSKMAP, "sockets", 4, 4, 1, NULL);
	need(map >= 0 && !bpf_map_update_elem(map, &zero, &xsk, 0), "xskmap: %m");
	insns[0].imm = map;
	prog = bpf_prog_load(BPF_PROG_TYPE_XDP, "redirect", "GPL", insns, 6, NULL);
	need(prog >= 0, "no program: %m");
	need(!bpf_xdp_attach(device_index(device), prog, XDP_FLAGS_DRV_MODE, NULL),
	     "attach: %m");
	close(prog);
	close(map);
}

/* The socket has no memory for them: nobody has filled the fill ring. */
static void receiving(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	struct veth_pair p = { .sender = args[1],
			       .out = packet_socket(args[1]) };
	struct xsk x = xsk_open();

	xsk_bind(&x, args[0], XDP_COPY);
	redirect_to(args[0], x.fd);
	need(send_frames(&p, 10) == 10, "send: %m");
	expect(wait_for(read_xdp(map, x.fd).rx_dropped == 10, 10), "%llu dropped",
	       read_xdp(map, x.fd).rx_dropped);
	expect(expect_statistics(map, x.fd).rx_fill_ring_empty_descs == 10,
	       "%llu times empty", read_xdp(map, x.fd).rx_fill_ring_empty_descs);
	detach_xdp(device_index(args[0]));
	xsk_close(&x);
}

static void unbound(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	struct xsk x = xsk_open();

	need(!system("ip link add xsk0 type veth peer name xsk1 &&"
		     "ip link set xsk0 up && ip link set xsk1 up"), "no veth");
	xsk_bind(&x, "xsk0", XDP_COPY);
	expect(read_xdp(map, x.fd).ifindex == device_index("xsk0"), "bound to %u",
	       read_xdp(map, x.fd).ifindex);
	need(!system("ip link del xsk0"), "ip link del");
	expect(!read_xdp(map, x.fd).ifindex, "still bound to %u",
	       read_xdp(map, x.fd).ifindex);
	expect(read_xdp(map, x.fd).rx_ring_size == RX_RING, "%u descriptors",
	       read_xdp(map, x.fd).rx_ring_size);
	expect_statistics(map, x.fd);
	xsk_close(&x);
}

static const struct test tests[] = {
	{ "an AF_XDP socket tells its rings, its queue and how it was bound",
	  rings },
	{ "an AF_XDP socket counts what it could not send", sending },
	{ "an AF_XDP socket counts what it could not receive", receiving },
	{ "an AF_XDP socket whose device is gone is bound to nothing", unbound },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
