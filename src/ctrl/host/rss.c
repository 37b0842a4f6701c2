// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * The RSS indirection table of devices, by the ioctls of ethtool: netlink sets it since
 * Linux 6.17 only.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>

#include "link.h"
#include "rss.h"

#define MEMBER(m)	offsetof(struct if_xdp_attributes, m)

/* 0 or a negative errno */
static int ask(int fd, const char *name, void *request)
{
	struct ifreq ifr = { .ifr_data = request };

	memcpy(ifr.ifr_name, name, sizeof(ifr.ifr_name));
	return ioctl(fd, SIOCETHTOOL, &ifr) ? -errno : 0;
}

/* The table, for free(); NULL: the device has none, or it cannot be had */
static struct ethtool_rxfh_indir *read_table(int fd, const char *name)
{
	struct ethtool_rxfh_indir *table, empty = { .cmd = ETHTOOL_GRXFHINDIR };

	if (ask(fd, name, &empty) || !empty.size)
		return NULL;
	table = calloc(1, sizeof(*table) + empty.size * sizeof(table->ring_index[0]));
	if (!table)
		return NULL;
	table->cmd = ETHTOOL_GRXFHINDIR;
	table->size = empty.size;
	if (!ask(fd, name, table))
		return table;
	free(table);
	return NULL;
}

static __u32 queues_of(const struct ethtool_rxfh_indir *table)
{
	__u32 i, max = 0;

	for (i = 0; i < table->size; i++)
		if (table->ring_index[i] > max)
			max = table->ring_index[i];
	return max + 1;
}

/* 0: not told */
static __u32 count_rings(int fd, const char *name)
{
	struct ethtool_rxnfc rings = { .cmd = ETHTOOL_GRXRINGS };

	return ask(fd, name, &rings) ? 0 : rings.data;
}

/* The queues that there may be, as the channels have it. */
static __u64 most_rings(const struct host_device *d)
{
	__u64 max = 0;
	__u32 i;

	for (i = 0; i < d->nr_attrs; i++)
		if (d->attrs[i].offset == MEMBER(combined_queues) ||
		    d->attrs[i].offset == MEMBER(rx_only_queues))
			max += d->attrs[i].max;
	return max;
}

static void read_device(int fd, struct host_device *d)
{
	struct ethtool_rxfh_indir *table = read_table(fd, d->name);
	struct host_attr attr = {
		.offset = MEMBER(rss_queues),
		.min = 1, .has_min = true, .has_max = true,
	};

	if (!table)
		return;
	attr.now = queues_of(table);
	attr.max = most_rings(d) ?: count_rings(fd, d->name);
	if (attr.max > table->size)
		attr.max = table->size;
	free(table);
	host_device__add(d, &attr);
}

static int open_socket(void)
{
	return socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

void host_rss__read(struct host_devices *d)
{
	int fd = open_socket();
	__u32 i;

	if (fd < 0)
		return;
	for (i = 0; i < d->n; i++)
		read_device(fd, &d->at[i]);
	close(fd);
}

bool host_rss__is_lowered(const struct ctrl_host_change *c)
{
	const struct if_xdp_attributes *wanted = c->wanted, *current = c->current;

	return wanted->rss_queues < current->rss_queues;
}

bool host_rss__is_raised(const struct ctrl_host_change *c)
{
	return !host_rss__is_lowered(c);
}

/* The queues that receive when the change is made, where there are @now. */
static __u32 rings_after(const struct ctrl_host_change *c, __u32 now)
{
	const struct if_xdp_attributes *wanted = c->wanted;
	__u64 counts = ctrl_host_bit(c->map, MEMBER(combined_queues)) |
		       ctrl_host_bit(c->map, MEMBER(rx_only_queues));

	return c->changed & counts ?
	       wanted->combined_queues + wanted->rx_only_queues : now;
}

int host_rss__check(const struct ctrl_host_change *c, struct ctrl_error *err)
{
	const struct if_xdp_attributes *wanted = c->wanted;
	__u32 rings = rings_after(c, 0);

	if (!(c->changed & ctrl_host_bit(c->map, MEMBER(rss_queues))) || !rings ||
	    wanted->rss_queues <= rings)
		return 0;
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
			       "rss_queues: RX queues: %u", rings);
}

/* A table of size 0 is the driver's own, which follows the number of queues. */
static void spread(struct ethtool_rxfh_indir *table, __u32 queues, bool all)
{
	__u32 i;

	if (all)
		table->size = 0;
	for (i = 0; i < table->size; i++)
		table->ring_index[i] = i % queues;
}

/* Nothing tells whether it was set; then it is like this one for the driver, too. */
static bool is_own(const struct ethtool_rxfh_indir *table, __u32 rings)
{
	__u32 i;

	for (i = 0; i < table->size; i++)
		if (table->ring_index[i] != i % rings)
			return false;
	return true;
}

static int refuse(struct ctrl_error *err, int ret)
{
	if (ret == -EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
				       "ethtool takes CAP_NET_ADMIN");
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret,
			       "the driver refused the RSS table");
}

/* The table becomes what a change wants, and is kept as it was. */
static int change_table(const struct ctrl_host_change *c, __u32 rings,
			struct ethtool_rxfh_indir *table, struct ctrl_error *err)
{
	const struct if_xdp_attributes *wanted = c->wanted;
	size_t size = sizeof(*table) + table->size * sizeof(table->ring_index[0]);

	if (wanted->rss_queues > rings)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				       "RX queues: %u", rings);
	if (!ctrl_host_keep(c, table, size))
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	spread(table, wanted->rss_queues,
	       wanted->rss_queues == rings_after(c, rings));
	return 0;
}

static void put_back(const struct ctrl_host_change *c, __u32 rings,
		     struct ethtool_rxfh_indir *table)
{
	const struct ethtool_rxfh_indir *kept = *c->kept;

	if (is_own(kept, rings))
		table->size = 0;
	else if (table->size == kept->size)
		memcpy(table->ring_index, kept->ring_index,
		       kept->size * sizeof(kept->ring_index[0]));
}

static int set_table(const struct ctrl_host_change *c, int fd, const char *name,
		     bool back, struct ctrl_error *err)
{
	struct ethtool_rxfh_indir *table = read_table(fd, name);
	__u32 rings = count_rings(fd, name);
	int ret = 0;

	if (!table || !rings) {
		free(table);
		return refuse(err, -EOPNOTSUPP);
	}
	if (back)
		put_back(c, rings, table);
	else
		ret = change_table(c, rings, table, err);
	if (!ret) {
		table->cmd = ETHTOOL_SRXFHINDIR;
		ret = ask(fd, name, table);
		ret = ret ? refuse(err, ret) : 0;
	}
	free(table);
	return ret;
}

int host_rss__set(const struct ctrl_host_change *c,
		  const struct ctrl_host_step *step, const void *value,
		  struct ctrl_error *err)
{
	const struct if_xdp_key *key = c->key;
	struct host_device d;
	int fd, ret;

	ret = host_link__read_one(&d, key->ifindex, err);
	if (ret)
		return ret;
	fd = open_socket();
	if (fd < 0)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, errno, "socket()");
	ret = set_table(c, fd, d.name, value == c->current, err);
	close(fd);
	return ret;
}
