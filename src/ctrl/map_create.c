// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Creating a control map, and telling why there is none. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>
#include <sys/syscall.h>
#include <linux/bpf.h>

#include "ctrl.h"
#include "map_type.h"

/* Where a standard stream was closed, what is written to it would come here. */
static int move_up(int low)
{
	int fd = fcntl(low, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int code = errno;

	close(low);
	return fd < 0 ? -code : fd;
}

/**
 * struct wish - the map that is wanted
 * @control_type: number of its control type
 * @view: enum ctrl_view
 * @read_only: it can never set anything
 */
struct wish {
	__u32 control_type;
	enum ctrl_view view;
	bool read_only;
};

/* What everyone may read, where there are control maps. */
static const struct wish directory = { CTRL_TYPE_DIRECTORY, CTRL_VIEW_CURRENT, true };

/*
 * A map fd or -errno; with the wrong number, -EINVAL or another type's map.
 *
 * bpf_map_create() would first load a program, to learn whether RLIMIT_MEMLOCK
 * has to be raised: never, on a kernel with control maps.
 */
static int create_fd(int number, const struct wish *wish)
{
	const size_t size = offsetof(union bpf_attr, map_extra) + sizeof(__u64);
	union bpf_attr attr;
	int fd;

	memset(&attr, 0, sizeof(attr));
	attr.map_type = number;
	attr.map_extra = wish->control_type | (__u64)wish->view << 32;
	attr.map_flags = wish->read_only ? BPF_F_RDONLY : 0;
	fd = syscall(__NR_bpf, BPF_MAP_CREATE, &attr, size);
	if (fd < 0)
		return -errno;
	return fd > STDERR_FILENO ? fd : move_up(fd);
}

static int create_numbered(int number, const struct wish *wish,
			   struct ctrl_map **out, struct ctrl_error *err)
{
	int fd = create_fd(number, wish);
	int ret;

	if (fd < 0)
		return fd;
	ret = ctrl_map__from_fd(fd, out, err);
	if (ret)
		close(fd);
	return ret;
}

/* 0: the number is that of control maps, whatever else may be refused. */
static int try_directory(int number)
{
	struct ctrl_map *map;
	int ret = create_numbered(number, &directory, &map, NULL);

	if (!ret)
		ctrl_map__close(map);
	return ret;
}

static int say_not_permitted(bool read_only, struct ctrl_error *err)
{
	if (read_only)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
				       "reading a control type that is not public needs CAP_BPF, and with some types CAP_SYS_ADMIN");
	return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
			       "setting needs CAP_BPF and the subsystem's capability (CAP_NET_ADMIN for devices); try as root, or use a map that was pinned for you");
}

static int say_no_control_maps(struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_NO_CONTROL_MAPS, EOPNOTSUPP, NULL);
}

/* The number is right as far as is known: what was refused is in the directory. */
static int say_refused(int number, struct ctrl_error *err)
{
	int ret = try_directory(number);

	if (!ret)
		return ctrl_error__set(err, CTRL_FAULT_NO_CONTROL_TYPE, EINVAL, NULL);
	if (ret == -EINVAL)
		return say_no_control_maps(err);
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret,
			       "cannot read the directory of control types");
}

/* The kernel's BTF, where numbers are looked up, cannot be read. */
static int say_number_unknown(int code, struct ctrl_error *err)
{
	int ret = try_directory(CTRL_MAP_TYPE);

	if (!ret)
		return ctrl_error__set(err, CTRL_FAULT_NO_CONTROL_TYPE, EINVAL, NULL);
	/* control maps have their BTF from the kernel's */
	if (ret == -EINVAL && code == ENOTSUP)
		return say_no_control_maps(err);
	if (ret == -EINVAL && code == ESRCH)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				       "cannot tell whether this kernel has control maps, for /sys is not mounted");
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, ret == -EINVAL ? code : -ret,
			       "cannot tell whether this kernel has control maps");
}

/*
 * What a map of this number was refused with, when it is known to mean something
 * else than that the number is wrong.
 */
static bool is_final(int ret, const struct ctrl_error *why)
{
	if (why->fault != CTRL_FAULT_NONE)
		return why->fault != CTRL_FAULT_NOT_A_CONTROL_MAP;
	return ret != -EINVAL && ret != -EPERM && ret != -E2BIG;
}

static int hand_on(int ret, const struct ctrl_error *why, struct ctrl_error *err)
{
	if (why->fault == CTRL_FAULT_NONE)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret,
				       "cannot create the map");
	return ctrl_error__set(err, why->fault, why->code,
			       why->reason[0] ? "%s" : NULL, why->reason);
}

/*
 * A refusal of the number that is compiled in may mean "never heard of" or "you
 * may not": some other map type may have that number here.
 */
int ctrl_map__create(__u32 control_type, enum ctrl_view view, bool read_only,
		     struct ctrl_map **out, struct ctrl_error *err)
{
	const struct wish wish = { control_type, view, read_only };
	struct ctrl_error why = { 0 };
	int number, ret;

	ret = create_numbered(CTRL_MAP_TYPE, &wish, out, &why);
	if (!ret)
		return 0;
	if (is_final(ret, &why))
		return hand_on(ret, &why, err);
	number = ctrl_map_type__from_kernel();
	if (number > 0 && number != CTRL_MAP_TYPE) {
		memset(&why, 0, sizeof(why));
		ret = create_numbered(number, &wish, out, &why);
		if (!ret)
			return 0;
		if (is_final(ret, &why))
			return hand_on(ret, &why, err);
	}
	if (number == -ENOENT)
		return say_no_control_maps(err);
	/* without BTF to look into, trust what the kernel said to our number */
	if (ret == -EPERM)
		return say_not_permitted(read_only, err);
	return number > 0 ? say_refused(number, err) :
			    say_number_unknown(-number, err);
}
