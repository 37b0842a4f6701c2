// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: xsk_reader DEV [QUEUE]
 *
 * An AF_XDP program as libxdp's users write them, which knows nothing of control
 * maps: it opens a socket on a queue of the device and prints its descriptor.
 * For each line of its input it reads the frames that have come, gives their
 * room back and prints how many there were. At the end of the input it ends.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <xdp/xsk.h>

#define FRAMES		64
#define FRAME_BYTES	XSK_UMEM__DEFAULT_FRAME_SIZE
#define RX_RING		16
#define TX_RING		8
#define FILL_RING	FRAMES
#define COMPLETION_RING	32

struct reader {
	struct xsk_umem *umem;
	struct xsk_socket *xsk;
	struct xsk_ring_prod fill, tx;
	struct xsk_ring_cons completion, rx;
};

static void must(int err, const char *what)
{
	if (!err)
		return;
	fprintf(stderr, "xsk_reader: %s: %s\n", what, strerror(-err));
	exit(1);
}

static void reader_open(struct reader *r, const char *device, __u32 queue)
{
	const struct xsk_umem_config rooms = {
		.fill_size = FILL_RING, .comp_size = COMPLETION_RING,
		.frame_size = FRAME_BYTES,
	};
	const struct xsk_socket_config rings = {
		.rx_size = RX_RING, .tx_size = TX_RING,
		.bind_flags = XDP_COPY,
	};
	void *memory = mmap(NULL, FRAMES * FRAME_BYTES, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	must(memory == MAP_FAILED ? -errno : 0, "memory");
	must(xsk_umem__create(&r->umem, memory, FRAMES * FRAME_BYTES, &r->fill,
			      &r->completion, &rooms), "umem");
	must(xsk_socket__create(&r->xsk, device, queue, r->umem, &r->rx,
				&r->tx, &rings), device);
}

/* Room for as many frames, the one after the other in the order of @addresses. */
static void reader_give(struct reader *r, const __u64 *addresses, __u32 n)
{
	__u32 first, i;

	if (!n || xsk_ring_prod__reserve(&r->fill, n, &first) != n)
		return;
	for (i = 0; i < n; i++)
		*xsk_ring_prod__fill_addr(&r->fill, first + i) = addresses[i];
	xsk_ring_prod__submit(&r->fill, n);
}

static __u32 reader_read(struct reader *r)
{
	__u64 addresses[RX_RING];
	__u32 first = 0, i;
	__u32 n = xsk_ring_cons__peek(&r->rx, RX_RING, &first);

	for (i = 0; i < n; i++)
		addresses[i] = xsk_umem__extract_addr(
			xsk_ring_cons__rx_desc(&r->rx, first + i)->addr);
	xsk_ring_cons__release(&r->rx, n);
	reader_give(r, addresses, n);
	return n;
}

int main(int argc, char **argv)
{
	__u64 all[FRAMES];
	struct reader r = {};
	char line[16];
	__u32 i;

	if (argc < 2 || argc > 3)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	reader_open(&r, argv[1], argc > 2 ? atoi(argv[2]) : 0);
	for (i = 0; i < FRAMES; i++)
		all[i] = (__u64)i * FRAME_BYTES;
	reader_give(&r, all, FRAMES);
	printf("%d\n", xsk_socket__fd(r.xsk));
	while (fgets(line, sizeof(line), stdin))
		printf("%u\n", reader_read(&r));
	xsk_socket__delete(r.xsk);
	return -xsk_umem__delete(r.umem);
}
