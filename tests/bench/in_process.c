// SPDX-License-Identifier: GPL-2.0-only
/*
 * Times kernel calls with the map, the socket or the netlink socket held open, so
 * that no exec and no linkage is in them.
 *
 * usage: in_process ROUNDS SIZE DEV { one | all }
 *
 * SIZE is told in the results.  DEV is a netdevsim device.  Each sample is the time
 * of one call, out of many in a row; those of a group are taken in turn.  Maps are
 * called through libbpf, as most callers do it.
 */
#define _GNU_SOURCE
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <bpf/bpf.h>

#include "netlink.h"
#include "samples.h"
#include "device.h"

#define DEVICES_MAX	20480
#define BATCH		512
#define OPENS		100

static int map, ioctls, rounds, size;
static uint32_t ifindex, counter;
static const char *device;
static uint32_t devices[DEVICES_MAX], nr_devices;
static char names[DEVICES_MAX][IFNAMSIZ];
static int kept[2 * OPENS], nr_kept;

static uint32_t next_number(void)
{
	return 200 + counter++ % 2;
}

static void lookup(void)
{
	struct if_xdp_attributes v;

	need(!bpf_map_lookup_elem(map, &ifindex, &v) &&
	     v.mask & BIT_OF(RX_RING_SIZE), "lookup: %m");
}

static void ring_ioctl(const char *name, uint32_t cmd,
		       struct ethtool_ringparam *ring)
{
	struct ifreq ifr = { .ifr_data = (void *)ring };

	memcpy(ifr.ifr_name, name, strnlen(name, IFNAMSIZ - 1));
	ring->cmd = cmd;
	need(!ioctl(ioctls, SIOCETHTOOL, &ifr), "ioctl: %m");
}

static void get_ioctl(void)
{
	struct ethtool_ringparam ring = {};

	ring_ioctl(device, ETHTOOL_GRINGPARAM, &ring);
	need(ring.rx_max_pending, "no ring");
}

static void set_ioctl(void)
{
	struct ethtool_ringparam ring = {
		.rx_pending = next_number(), .tx_pending = 512,
	};

	ring_ioctl(device, ETHTOOL_SRINGPARAM, &ring);
}

/*
 * Two states in turn, each with the etag of the other: what was read before is
 * looked at, as is the range, and the number is always a new one.
 */
static struct if_xdp_attributes states[2];

static void read_states(void)
{
	int i;

	set_ioctl();	/* which sets both rings, and so the etag's other part */
	for (i = 0; i < 2; i++) {
		need(!set_member(map, ifindex, RX_RING_SIZE, 200 + i, NULL),
		     "cannot be set");
		states[!i] = read_device(map, ifindex);
		states[!i].mask = BIT_OF(RX_RING_SIZE);
		states[!i].rx_ring_size = 200 + !i;
	}
}

static void update(void)
{
	need(!bpf_map_update_elem(map, &ifindex, &states[counter++ % 2], 0),
	     "update: %m");
}

static void get_netlink(void)
{
	rings_get(ifindex);
}

static void set_netlink(void)
{
	rings_set(ifindex, next_number());
}

/* What a tool does before it knows where an attribute is. */
static void open_and_keep(void)
{
	static char blob[16384];
	struct bpf_map_info info;
	struct bpf_btf_info btf;
	union bpf_attr attr;
	int fd = xdp_map(0), btf_fd;
	struct if_xdp_attributes v;

	need(fd >= 0 && !map_info(fd, &info), "create or info");
	memset(&attr, 0, sizeof(attr));
	attr.btf_id = info.btf_id;
	btf_fd = sys_bpf(BPF_BTF_GET_FD_BY_ID, &attr);
	need(btf_fd >= 0, "BTF: %s", result_name(btf_fd));
	memset(&btf, 0, sizeof(btf));
	btf.btf = ptr_to_u64(blob);
	btf.btf_size = sizeof(blob);
	memset(&attr, 0, sizeof(attr));
	attr.info.bpf_fd = btf_fd;
	attr.info.info_len = sizeof(btf);
	attr.info.info = ptr_to_u64(&btf);
	need(!sys_bpf(BPF_OBJ_GET_INFO_BY_FD, &attr), "BTF info");
	need(!bpf_map_lookup_elem(fd, &ifindex, &v), "lookup: %m");
	kept[nr_kept++] = fd;
	kept[nr_kept++] = btf_fd;
}

static void close_kept(void)
{
	while (nr_kept)
		close(kept[--nr_kept]);
}

static void open_and_close(void)
{
	open_and_keep();
	close_kept();
}

static void all_by_batch(void)
{
	static struct if_xdp_attributes values[BATCH];
	uint32_t at, count, n = 0;
	int ret;

	do {
		count = BATCH;
		ret = ctrl_lookup_batch(map, n ? &at : NULL, &at, devices + n,
					values, &count);
		n += count;
	} while (!ret && n + BATCH <= DEVICES_MAX);
	need(ret == -ENOENT, "batch: %s", result_name(ret));
	nr_devices = n;
}

static void all_by_rtnetlink(void)
{
	need(dump_links() == nr_devices, "not as many links as devices");
}

/* By name, as the ioctl wants it; the names are known. Those that have rings. */
static void all_by_ioctl(void)
{
	struct ethtool_ringparam ring = {};
	uint32_t i;

	for (i = 0; i < nr_devices; i++)
		if (names[i][0])
			ring_ioctl(names[i], ETHTOOL_GRINGPARAM, &ring);
}

struct call {
	const char *name;
	void (*run)(void);
};

/* @repeat: calls in a row, for one sample */
static void compare(const char *group, const struct call *calls, int nr,
		    int repeat)
{
	static double samples[4][SAMPLES_MAX];
	struct bench bench = { group, size, rounds };
	char more[64];
	int round, i, n;

	for (round = -1; round < rounds; round++) {
		for (i = 0; i < nr; i++) {
			double start = seconds_now();

			for (n = 0; n < repeat; n++)
				calls[i].run();
			samples[i][round < 0 ? 0 : round] =
				(seconds_now() - start) / repeat;
			close_kept();	/* which is nobody's time */
		}
	}
	snprintf(more, sizeof(more), ",\"calls_a_round\":%d", repeat);
	for (i = 0; i < nr; i++)
		print_samples(&bench, calls[i].name, more, samples[i]);
}

/* The devices that have rings keep their names; the others lose them. */
static void find_devices(void)
{
	struct if_xdp_attributes v;
	uint32_t i;

	all_by_batch();
	for (i = 0; i < nr_devices; i++) {
		v = read_device(map, devices[i]);
		if (v.mask & BIT_OF(RX_RING_SIZE))
			need(if_indextoname(devices[i], names[i]), "no name");
	}
}

static void compare_one(void)
{
	static const struct call reads[] = {
		{ "lookup", lookup }, { "ETHTOOL_GRINGPARAM", get_ioctl },
		{ "ETHTOOL_MSG_RINGS_GET", get_netlink },
	};
	static const struct call writes[] = {
		{ "update", update }, { "ETHTOOL_SRINGPARAM", set_ioctl },
		{ "ETHTOOL_MSG_RINGS_SET", set_netlink },
	};
	static const struct call opens[] = {
		{ "lookup", lookup },
		{ "create, info, BTF, lookup", open_and_keep },
		{ "create, info, BTF, lookup, close", open_and_close },
	};

	compare("in process: read", reads, 3, 500);
	read_states();
	counter = 0;
	compare("in process: set", writes, 3, 500);
	compare("in process: open", opens, 3, OPENS);
}

static void compare_all(void)
{
	static const struct call calls[] = {
		{ "lookup_batch", all_by_batch },
		{ "RTM_GETLINK dump", all_by_rtnetlink },
		{ "an ioctl for each", all_by_ioctl },
	};

	compare("in process: all devices", calls, 3,
		nr_devices > 1000 ? 1 : 1000 / nr_devices);
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fprintf(stderr, "usage: %s ROUNDS SIZE DEV { one | all }\n",
			argv[0]);
		return 2;
	}
	rounds = rounds_from(argv[1]);
	size = atoi(argv[2]);
	device = argv[3];
	ifindex = device_index(device);
	map = xdp_map(0);
	ioctls = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	need(map >= 0 && ioctls >= 0, "no map or no socket");
	open_netlink();
	find_devices();
	if (!strcmp(argv[4], "all"))
		compare_all();
	else
		compare_one();
	return 0;
}
