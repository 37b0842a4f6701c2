/* SPDX-License-Identifier: GPL-2.0-only */
/* Devices whose XDP attributes tests read and set, and that they remove again. */
#ifndef XDP_DEVICE_H
#define XDP_DEVICE_H

#include <dirent.h>
#include <net/if.h>
#include <sched.h>

#include "ctrl_harness.h"
#include "xdp_value.h"

#define LO		1	/* ifindex of the loopback device in every namespace */
#define NETDEVSIM	"/sys/bus/netdevsim/"

static inline __u32 device_index(struct __test_metadata *_metadata,
				 const char *name)
{
	__u32 ifindex = if_nametoindex(name);

	ASSERT_NE(0, ifindex)
		TH_LOG("no device %s", name);
	return ifindex;
}

/*
 * All bytes of @v are the kernel's then, padding as well, so that it can be
 * written back. A copy of a struct need not have that.
 */
static inline void lookup_device(struct __test_metadata *_metadata, int fd,
				 __u32 ifindex, struct if_xdp_attributes *v)
{
	ASSERT_EQ(0, ctrl_lookup(fd, ifindex, v))
		TH_LOG("device %u", ifindex);
}

static inline struct if_xdp_attributes
read_device(struct __test_metadata *_metadata, int fd, __u32 ifindex)
{
	struct if_xdp_attributes v;

	lookup_device(_metadata, fd, ifindex, &v);
	return v;
}

/* The rest of the test is skipped where there is no such driver. */
static inline void need_netdevsim(struct __test_metadata *_metadata)
{
	if (!access(NETDEVSIM "new_device", F_OK) ||
	    !system("modprobe -q netdevsim"))
		return;
	SKIP(_exit(KSFT_SKIP), "no netdevsim: CONFIG_NETDEVSIM?");
}

static inline void remove_netdevsim(int id)
{
	FILE *f = fopen(NETDEVSIM "del_device", "w");

	if (f && fprintf(f, "%d\n", id) > 0)
		fclose(f);
}

/*
 * A netdevsim device with rings of at most 4096 descriptors, in the namespace
 * that sysfs was mounted in.
 *
 * Return: its ifindex.
 */
static inline __u32 add_netdevsim_with(struct __test_metadata *_metadata,
				       int id, int queues)
{
	char words[24], path[64];
	__u32 ifindex = 0;
	struct dirent *d;
	DIR *dir;

	need_netdevsim(_metadata);
	remove_netdevsim(id);	/* of a run that was killed */
	snprintf(words, sizeof(words), "%d 1 %d", id, queues);
	write_file(_metadata, NETDEVSIM "new_device", words);
	snprintf(path, sizeof(path), NETDEVSIM "devices/netdevsim%d/net", id);
	dir = opendir(path);
	ASSERT_NE(NULL, dir)
		TH_LOG("%s: %m", path);
	while (!ifindex && (d = readdir(dir)))
		if (d->d_name[0] != '.')
			ifindex = if_nametoindex(d->d_name);
	closedir(dir);
	ASSERT_NE(0, ifindex);
	return ifindex;
}

static inline __u32 add_netdevsim(struct __test_metadata *_metadata, int id)
{
	return add_netdevsim_with(_metadata, id, 1);
}

/* The driver of that device refuses with @err what it can refuse; 0: nothing. */
static inline void driver_refuses(struct __test_metadata *_metadata, int id,
				  int err)
{
	char path[80], text[16];

	snprintf(path, sizeof(path),
		 "/sys/kernel/debug/netdevsim/netdevsim%d/ports/0/ethtool/set_err",
		 id);
	snprintf(text, sizeof(text), "%d", err);
	write_file(_metadata, path, text);
}

/* A network namespace for this process alone, whose devices send nothing. */
static inline void enter_namespace(struct __test_metadata *_metadata)
{
	ASSERT_EQ(0, unshare(CLONE_NEWNET))
		TH_LOG("unshare: %m");
	if (!access("/proc/sys/net/ipv6", F_OK))
		write_file(_metadata,
			   "/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
}

/* veth0 and veth1 in such a namespace, both up; they end with the process. */
static inline void add_veth_pair(struct __test_metadata *_metadata)
{
	enter_namespace(_metadata);
	shell(_metadata, "ip link add veth0 type veth peer name veth1");
	shell(_metadata, "ip link set veth0 up && ip link set veth1 up");
}

#endif
