// SPDX-License-Identifier: GPL-2.0-only
/*
 * Many who write to one device at the same time: no acknowledged update may be
 * lost.  The argument of every test is a netdevsim device.
 *
 * No device has eight attributes that can be set: netdevsim has four, veth
 * three.  So eight writers share the four of one netdevsim, two each, and each
 * adds 1 by lookup, addition and update with the etag of the lookup.  What was
 * acknowledged is counted, and must be what the attribute has in the end: an
 * update that was overwritten, by the other writer of the same attribute or by
 * those of the other three, would be missing.  Where each attribute has one
 * writer, these do not need the etag, and each must always find what it wrote.
 */
#define _GNU_SOURCE
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "xdp_value.h"

#define WRITERS		8
#define ATTRIBUTES	4
#define RING_NUMBERS	4097	/* a ring of netdevsim is one of 0..4096 */

static const enum xdp_member attributes[ATTRIBUTES] = {
	RX_RING_SIZE, TX_RING_SIZE, NAPI_DEFER_HARD_IRQS, GRO_FLUSH_TIMEOUT,
};

/* What the writers tell, in shared memory. */
struct writer {
	uint64_t done;		/* updates that succeeded */
	uint64_t again;		/* updates refused for their etag */
	int error;		/* what else one of them returned */
	uint64_t found;		/* what was found in place of one's own number */
	bool lost;
};

static struct writer *writers;
static uint32_t device;

static uint64_t modulus(enum xdp_member member)
{
	switch (member) {
	case RX_RING_SIZE:
	case TX_RING_SIZE:
		return RING_NUMBERS;
	case NAPI_DEFER_HARD_IRQS:
		return 1ULL << 31;
	default:
		return UINT64_MAX;
	}
}

static void setup(char **args)
{
	int map = xdp_map(0), i;

	device = device_index(args[0]);
	for (i = 0; i < ATTRIBUTES; i++)
		need(!set_member(map, device, attributes[i], 0, NULL),
		     "cannot set attribute %d to 0", i);
	close(map);
	writers = mmap(NULL, WRITERS * sizeof(*writers), PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	need(writers != MAP_FAILED, "no memory");
}

/* Add 1 to @member until @end, with an etag. */
static void add_ones(struct writer *w, enum xdp_member member, double end)
{
	int map = xdp_map(0), err = map < 0 ? map : 0;
	xdp_value v;

	while (!err && now() < end) {
		err = ctrl_lookup(map, device, &v);
		if (err)
			break;
		v.mask = BIT_OF(member);
		switch (member) {
		case RX_RING_SIZE:
			v.rx_ring_size = (v.rx_ring_size + 1) % RING_NUMBERS;
			break;
		case TX_RING_SIZE:
			v.tx_ring_size = (v.tx_ring_size + 1) % RING_NUMBERS;
			break;
		case NAPI_DEFER_HARD_IRQS:
			v.napi_defer_hard_irqs++;
			break;
		default:
			v.gro_flush_timeout++;
		}
		err = ctrl_update(map, device, &v, 0, NULL);
		if (!err)
			w->done++;
		if (err == -EAGAIN) {
			w->again++;
			err = 0;
		}
	}
	w->error = err;
}

/* Write 1, 2, 3... to @member, whose only writer this is, without an etag. */
static void count_up(struct writer *w, enum xdp_member member, double end)
{
	int map = xdp_map(0), err = map < 0 ? map : 0;
	xdp_value v;

	while (!err && now() < end) {
		uint64_t number = (w->done + 1) % modulus(member);

		err = set_member(map, device, member, number, NULL);
		if (!err)
			err = ctrl_lookup(map, device, &v);
		if (err)
			break;
		w->done++;
		if (get_member(&v, member) != number) {
			w->found = get_member(&v, member);
			w->lost = true;
			break;
		}
	}
	w->error = err;
}

static void start_writer(int i, void (*write_to)(struct writer *w,
						 enum xdp_member member,
						 double end),
			 enum xdp_member member, double end)
{
	pid_t pid = fork();

	need(pid >= 0, "fork: %m");
	if (!pid) {
		write_to(&writers[i], member, end);
		_exit(0);
	}
}

static void expect_all_well(int n)
{
	int i, status;

	while (wait(&status) > 0)
		expect(!status, "a writer ended with status %#x", status);
	for (i = 0; i < n; i++) {
		const struct writer *w = &writers[i];

		expect(!w->error, "writer %d: %s", i, result_name(w->error));
		expect(!w->lost, "writer %d: update %lu was lost, found %lu", i,
		       w->done, w->found);
		expect(w->done > 10, "writer %d made %lu updates (%lu tries again)",
		       i, w->done, w->again);
	}
}

/* WRITER_SECONDS of the environment; 10 */
static double writing_seconds(void)
{
	const char *given = getenv("WRITER_SECONDS");

	return given ? strtod(given, NULL) : 10;
}

static void eight_writers(char **args)
{
	double end = now() + writing_seconds();
	xdp_value v;
	int i;

	setup(args);
	for (i = 0; i < WRITERS; i++)
		start_writer(i, add_ones, attributes[i % ATTRIBUTES], end);
	expect_all_well(WRITERS);
	v = read_device(xdp_map(BPF_F_RDONLY), device);
	for (i = 0; i < ATTRIBUTES; i++) {
		enum xdp_member member = attributes[i];
		uint64_t done = writers[i].done + writers[i + ATTRIBUTES].done;

		expect(get_member(&v, member) == done % modulus(member),
		       "attribute %d has %lu after %lu updates", i,
		       get_member(&v, member), done);
	}
}

static void one_writer_each(char **args)
{
	double end = now() + 2;
	int i;

	setup(args);
	for (i = 0; i < ATTRIBUTES; i++)
		start_writer(i, count_up, attributes[i], end);
	expect_all_well(ATTRIBUTES);
}

/* "ethtool -G DEVICE rx SIZE", which sends just this size to the kernel. */
static void run_ethtool(const char *name, uint32_t size)
{
	char text[16];
	const char *argv[] = { "ethtool", "-G", name, "rx", text, NULL };
	extern char **environ;
	int err, status;
	pid_t pid;

	snprintf(text, sizeof(text), "%u", size);
	err = posix_spawnp(&pid, argv[0], NULL, NULL, (char **)argv, environ);
	need(!err && waitpid(pid, &status, 0) == pid && !status,
	     "ethtool -G %s rx %u failed", name, size);
}

/* The sizes as "ethtool -g" gets them. */
static struct ethtool_ringparam ethtool_rings(const char *name)
{
	struct ethtool_ringparam rings = { .cmd = ETHTOOL_GRINGPARAM };
	struct ifreq ifr = { .ifr_data = (void *)&rings };
	int s = socket(AF_INET, SOCK_DGRAM, 0);

	strncpy(ifr.ifr_name, name, IFNAMSIZ - 1);
	need(!ioctl(s, SIOCETHTOOL, &ifr), "ETHTOOL_GRINGPARAM: %m");
	close(s);
	return rings;
}

/*
 * ethtool owns the receive rings; ours own the transmit rings and a time, so
 * that what ethtool does makes their etags outdated, and the driver gets both
 * rings in every call, whoever makes it.
 */
static void against_ethtool(char **args)
{
	double end = now() + writing_seconds();
	struct ethtool_ringparam rings;
	uint32_t runs = 0;

	setup(args);
	start_writer(0, add_ones, TX_RING_SIZE, end);
	start_writer(1, count_up, GRO_FLUSH_TIMEOUT, end);
	while (now() < end) {
		runs++;
		run_ethtool(args[0], runs % RING_NUMBERS);
		rings = ethtool_rings(args[0]);
		expect(rings.rx_pending == runs % RING_NUMBERS,
		       "ethtool wrote %u and %u is there", runs % RING_NUMBERS,
		       rings.rx_pending);
	}
	expect_all_well(2);
	rings = ethtool_rings(args[0]);
	expect(rings.tx_pending == writers[0].done % RING_NUMBERS,
	       "tx_ring_size has %u after %lu updates", rings.tx_pending,
	       writers[0].done);
	expect(runs > 10, "ethtool ran %u times", runs);
}

static const struct test tests[] = {
	{ "eight writers of one device lose no update",
	  eight_writers },
	{ "a writer of each attribute always finds what it wrote",
	  one_writer_each },
	{ "two writers and ethtool -G lose no update of each other",
	  against_ethtool },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
