// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * What sysfs has of devices: their queues, and how NAPI works.
 *
 * A mount of sysfs shows the devices of the network namespace in which it was made,
 * which need not be this process's. So the device that it shows by a name is compared
 * with that of rtnetlink; if it is another one, and this process may, sysfs is mounted
 * once more, where nobody sees it.
 */
#define _GNU_SOURCE	/* O_PATH */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <linux/bpf_ctrl.h>

#include "file.h"
#include "sysfs.h"

#define PATH_ROOM	128

/* The limits are those of net-sysfs.c. */
const struct host_sysfs_attr host_sysfs_attrs[HOST_SYSFS_ATTRS] = {
	{ offsetof(struct if_xdp_attributes, threaded), "threaded", 0 },
	{ offsetof(struct if_xdp_attributes, napi_defer_hard_irqs),
	  "napi_defer_hard_irqs", INT_MAX },
	{ offsetof(struct if_xdp_attributes, gro_flush_timeout),
	  "gro_flush_timeout", ULONG_MAX },
};

/* The C library of Debian 11 has no functions for these. */
#ifndef FSCONFIG_CMD_CREATE
#define FSCONFIG_CMD_CREATE	6
#endif

static int open_class(int dir, const char *path)
{
	return openat(dir, path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* A descriptor, or -1 */
static int mount_own(void)
{
	int context = syscall(__NR_fsopen, "sysfs", 1 /* FSOPEN_CLOEXEC */);
	int mount = -1, class = -1;

	if (context < 0)
		return -1;
	if (!syscall(__NR_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
		mount = syscall(__NR_fsmount, context, 1 /* FSMOUNT_CLOEXEC */, 0);
	if (mount >= 0) {
		class = open_class(mount, "class/net");
		close(mount);
	}
	close(context);
	return class;
}

static bool has_address(const struct host_device *d)
{
	return strspn(d->address, "0:") != strlen(d->address);
}

/* Whether the device of that name is this one, as far as can be seen. */
static bool shows(int class, const struct host_device *d)
{
	char path[PATH_ROOM], text[sizeof(d->address) + 1];
	__u64 ifindex;

	snprintf(path, sizeof(path), "%s/ifindex", d->name);
	if (ctrl_file__number(class, path, &ifindex) || ifindex != d->ifindex)
		return false;
	snprintf(path, sizeof(path), "%s/address", d->name);
	if (ctrl_file__read(class, path, text, sizeof(text)))
		return false;
	text[strcspn(text, "\n")] = '\0';
	return !strcmp(text, d->address);
}

/* Of all that are asked about, the one that tells namespaces apart best. */
static const struct host_device *witness(const struct host_devices *d)
{
	__u32 i;

	for (i = d->n; i-- > 1;)
		if (has_address(&d->at[i]))
			return &d->at[i];
	return &d->at[0];
}

/* /sys/class/net of this network namespace; -1: it cannot be had */
static int open_own(const struct host_device *device)
{
	int class = open_class(AT_FDCWD, "/sys/class/net");
	bool same = class >= 0 && shows(class, device);
	int own;

	/* loopback devices of all namespaces look the same */
	if (same && has_address(device))
		return class;
	own = mount_own();
	if (own < 0 && same)
		return class;
	if (class >= 0)
		close(class);
	return own;
}

static void count_queues(int class, struct host_device *d)
{
	char path[PATH_ROOM];
	struct dirent *entry;
	DIR *dir;
	int fd;

	snprintf(path, sizeof(path), "%s/queues", d->name);
	fd = openat(class, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((entry = readdir(dir))) {
		d->rx_queues += !strncmp(entry->d_name, "rx-", 3);
		d->tx_queues += !strncmp(entry->d_name, "tx-", 3);
	}
	closedir(dir);
}

/*
 * Devices begin with 0 in both, but for those whose drivers call
 * netdev_sw_irq_coalesce_default_on().
 */
static bool begins_with_zeros(int class, const struct host_device *d)
{
	char path[PATH_ROOM], driver[256];
	const char *name;
	ssize_t n;

	snprintf(path, sizeof(path), "%s/device/driver", d->name);
	n = readlinkat(class, path, driver, sizeof(driver) - 1);
	driver[n < 0 ? 0 : n] = '\0';
	name = strrchr(driver, '/');
	return !name || strcmp(name, "/r8169");
}

static void read_attr(int class, struct host_device *d,
		      const struct host_sysfs_attr *file, bool zeros)
{
	struct host_attr attr = {
		.offset = file->offset,
		.has_min = file->max, .max = file->max, .has_max = file->max,
		.begins_with_zero = file->max && zeros,
	};
	char path[PATH_ROOM];

	snprintf(path, sizeof(path), "%s/%s", d->name, file->name);
	if (!ctrl_file__number(class, path, &attr.now))
		host_device__add(d, &attr);
}

static void read_device(int class, struct host_device *d)
{
	bool zeros = begins_with_zeros(class, d);
	size_t i;

	count_queues(class, d);
	for (i = 0; i < HOST_SYSFS_ATTRS; i++)
		read_attr(class, d, &host_sysfs_attrs[i], zeros);
}

void host_sysfs__read(struct host_devices *d)
{
	int class;
	__u32 i;

	if (!d->n)
		return;
	class = open_own(witness(d));
	if (class < 0)
		return;
	for (i = 0; i < d->n; i++)
		read_device(class, &d->at[i]);
	close(class);
}

static int write_number(int class, const char *path, __u64 number)
{
	int fd = openat(class, path, O_WRONLY | O_CLOEXEC);
	char text[32];
	int len, ret = 0;

	if (fd < 0)
		return -errno;
	len = snprintf(text, sizeof(text), "%llu", (unsigned long long)number);
	if (write(fd, text, len) < 0)
		ret = -errno;
	close(fd);
	return ret;
}

int host_sysfs__set(const struct host_device *device, const char *name,
		    __u64 number, struct ctrl_error *err)
{
	int class = open_own(device), ret;
	char path[PATH_ROOM];

	if (class < 0)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOENT,
				       "no sysfs of this network namespace is mounted");
	snprintf(path, sizeof(path), "%s/%s", device->name, name);
	ret = write_number(class, path, number);
	close(class);
	if (ret == -EPERM || ret == -EACCES)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, -ret,
				       "/sys/class/net/%s: %s", path, strerror(-ret));
	if (ret)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret,
				       "/sys/class/net/%s", path);
	return 0;
}
