// SPDX-License-Identifier: GPL-2.0-only
/*
 * Many who write to one device at the same time: no acknowledged update may be
 * lost.
 *
 * No device has eight attributes that can be set: netdevsim has four, veth
 * three.  So eight writers share the four of one netdevsim, two each, and each
 * adds 1 by lookup, addition and update with the etag of the lookup.  What was
 * acknowledged is counted, and must be what the attribute has in the end: an
 * update that was overwritten, by the other writer of the same attribute or by
 * those of the other three, would be missing.  Where each attribute has one
 * writer, these do not need the etag, and each must always find what it wrote.
 */
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "../xdp_device.h"

#define WRITERS		8
#define ATTRIBUTES	4
#define RING_NUMBERS	4097	/* a ring of netdevsim is one of 0..4096 */

static const enum xdp_member attributes[ATTRIBUTES] = {
	RX_RING_SIZE, TX_RING_SIZE, NAPI_DEFER_HARD_IRQS, GRO_FLUSH_TIMEOUT,
};

/* What the writers tell, in shared memory. */
struct writer {
	__u64 done;		/* updates that succeeded */
	__u64 again;		/* updates refused for their etag */
	int error;		/* what else one of them returned */
	__u64 found;		/* what was found in place of one's own number */
	bool lost;
};

FIXTURE(writers) {
	__u32 device;
	struct writer *writers;
};

FIXTURE_SETUP(writers)
{
	int map = xdp_map(0), i;

	self->device = add_netdevsim(_metadata, 1);
	for (i = 0; i < ATTRIBUTES; i++)
		ASSERT_EQ(0, set_member(map, self->device, attributes[i], 0,
					NULL));
	close(map);
	self->writers = mmap(NULL, WRITERS * sizeof(*self->writers),
			     PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			     -1, 0);
	ASSERT_NE(MAP_FAILED, self->writers);
}

FIXTURE_TEARDOWN(writers)
{
	remove_netdevsim(1);
}

static __u64 modulus(enum xdp_member member)
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

/* Add 1 to @member until @end, with an etag. */
static void add_ones(FIXTURE_DATA(writers) * self, struct writer *w,
		     enum xdp_member member, double end)
{
	int map = xdp_map(0), err = map < 0 ? map : 0;
	struct if_xdp_attributes v;

	while (!err && now() < end) {
		err = ctrl_lookup(map, self->device, &v);
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
		err = ctrl_update(map, self->device, &v, 0, NULL);
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
static void count_up(FIXTURE_DATA(writers) * self, struct writer *w,
		     enum xdp_member member, double end)
{
	int map = xdp_map(0), err = map < 0 ? map : 0;
	struct if_xdp_attributes v;

	while (!err && now() < end) {
		__u64 number = (w->done + 1) % modulus(member);

		err = set_member(map, self->device, member, number, NULL);
		if (!err)
			err = ctrl_lookup(map, self->device, &v);
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

static void start_writer(struct __test_metadata *_metadata,
			 FIXTURE_DATA(writers) * self, int i,
			 void (*write_to)(FIXTURE_DATA(writers) * self,
					  struct writer *w,
					  enum xdp_member member, double end),
			 enum xdp_member member, double end)
{
	pid_t pid = fork();

	ASSERT_GE(pid, 0)
		TH_LOG("fork: %m");
	if (!pid) {
		write_to(self, &self->writers[i], member, end);
		_exit(0);
	}
}

static void expect_all_well(struct __test_metadata *_metadata,
			    FIXTURE_DATA(writers) * self, int n)
{
	int i, status;

	while (wait(&status) > 0)
		EXPECT_EQ(0, status);
	for (i = 0; i < n; i++) {
		const struct writer *w = &self->writers[i];

		EXPECT_EQ(0, w->error)
			TH_LOG("writer %d: %d", i, w->error);
		EXPECT_EQ(0, w->lost)
			TH_LOG("writer %d: update %llu was lost, found %llu", i,
			       w->done, w->found);
		EXPECT_GT(w->done, 10)
			TH_LOG("writer %d made %llu updates (%llu tries again)",
			       i, w->done, w->again);
	}
}

/* WRITER_SECONDS of the environment; 10 */
static double writing_seconds(void)
{
	const char *given = getenv("WRITER_SECONDS");

	return given ? strtod(given, NULL) : 10;
}

TEST_F_TIMEOUT(writers, eight_writers_of_one_device_lose_no_update, 600)
{
	double end = now() + writing_seconds();
	struct if_xdp_attributes v;
	int i;

	for (i = 0; i < WRITERS; i++)
		start_writer(_metadata, self, i, add_ones,
			     attributes[i % ATTRIBUTES], end);
	expect_all_well(_metadata, self, WRITERS);
	v = read_device(_metadata, xdp_map(BPF_F_RDONLY), self->device);
	for (i = 0; i < ATTRIBUTES; i++) {
		enum xdp_member member = attributes[i];
		__u64 done = self->writers[i].done +
			self->writers[i + ATTRIBUTES].done;

		EXPECT_EQ(done % modulus(member), get_member(&v, member))
			TH_LOG("attribute %d has %llu after %llu updates", i,
			       get_member(&v, member), done);
	}
}

TEST_F(writers, a_writer_of_each_attribute_always_finds_what_it_wrote)
{
	double end = now() + 2;
	int i;

	for (i = 0; i < ATTRIBUTES; i++)
		start_writer(_metadata, self, i, count_up, attributes[i], end);
	expect_all_well(_metadata, self, ATTRIBUTES);
}

/* "ethtool -G DEVICE rx SIZE", which sends just this size to the kernel. */
static void run_ethtool(struct __test_metadata *_metadata, const char *name,
			__u32 size)
{
	char text[16];
	char * const argv[] = {
		"ethtool", "-G", (char *)name, "rx", text, NULL
	};
	int err, status;
	pid_t pid;

	snprintf(text, sizeof(text), "%u", size);
	err = posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ);
	ASSERT_TRUE(!err && waitpid(pid, &status, 0) == pid && !status)
		TH_LOG("ethtool -G %s rx %u failed", name, size);
}

/* The sizes as "ethtool -g" gets them. */
static struct ethtool_ringparam ethtool_rings(struct __test_metadata *_metadata,
					      const char *name)
{
	struct ethtool_ringparam rings = { .cmd = ETHTOOL_GRINGPARAM };
	struct ifreq ifr = { .ifr_data = (void *)&rings };
	int s = socket(AF_INET, SOCK_DGRAM, 0);

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	ASSERT_EQ(0, ioctl(s, SIOCETHTOOL, &ifr))
		TH_LOG("ETHTOOL_GRINGPARAM: %m");
	close(s);
	return rings;
}

/*
 * ethtool owns the receive rings; ours own the transmit rings and a time, so
 * that what ethtool does makes their etags outdated, and the driver gets both
 * rings in every call, whoever makes it.
 */
TEST_F_TIMEOUT(writers, two_writers_and_ethtool_g_lose_no_update_of_each_other, 600)
{
	double end = now() + writing_seconds();
	struct ethtool_ringparam rings;
	char name[IF_NAMESIZE];
	__u32 runs = 0;

	ASSERT_NE(NULL, if_indextoname(self->device, name));
	start_writer(_metadata, self, 0, add_ones, TX_RING_SIZE, end);
	start_writer(_metadata, self, 1, count_up, GRO_FLUSH_TIMEOUT, end);
	while (now() < end) {
		runs++;
		run_ethtool(_metadata, name, runs % RING_NUMBERS);
		rings = ethtool_rings(_metadata, name);
		EXPECT_EQ(runs % RING_NUMBERS, rings.rx_pending);
	}
	expect_all_well(_metadata, self, 2);
	rings = ethtool_rings(_metadata, name);
	EXPECT_EQ(self->writers[0].done % RING_NUMBERS, rings.tx_pending)
		TH_LOG("tx_ring_size has %u after %llu updates",
		       rings.tx_pending, self->writers[0].done);
	EXPECT_GT(runs, 10);
}

TEST_HARNESS_MAIN
