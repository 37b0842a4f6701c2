// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Creating a control map, and telling why there is none. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>
#include <sys/syscall.h>
#include <linux/bpf.h>

#include "kernel.h"
#include "map_type.h"
#include "module.h"

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

/* Whether the number is that of control maps, whatever else may be refused. */
static bool is_number(int number)
{
	struct ctrl_map *map;

	if (create_numbered(number, &directory, &map, NULL))
		return false;
	ctrl_map__close(map);
	return true;
}

/*
 * The kernel itself is asked, as its BTF, where the number is too, has megabytes. A
 * type that needs a size refuses the zeros that a control map takes. A module, which a
 * kernel without control maps may have, tells its number. -ENOENT: there are no control
 * maps. -EMFILE, -ENFILE: there are too few descriptors to know.
 */
static int find_number(void)
{
	int number;

	if (is_number(CTRL_MAP_TYPE))
		return CTRL_MAP_TYPE;
	number = ctrl_kernel__module_number();
	if (number >= 0 ? is_number(number) : number != -ENOENT)
		return number;
	for (number = CTRL_MAP_TYPE_FIRST; number <= CTRL_MAP_TYPE_LAST; number++)
		if (number != CTRL_MAP_TYPE && is_number(number))
			return number;
	return -ENOENT;
}

static int say_not_permitted(bool read_only, struct ctrl_error *err)
{
	if (read_only)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
				       "reading a control type that is not public needs CAP_BPF, and with some types CAP_SYS_ADMIN");
	return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
			       "setting needs CAP_BPF and the subsystem's capability (CAP_NET_ADMIN for devices); try as root, or use a map that was pinned for you");
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
 * The number that worked last is tried first, at the beginning the one that is compiled in.
 * A refusal of it may mean "never heard of" or "you may not": some other map type may have
 * that number here.
 */
int ctrl_kernel__create(__u32 control_type, enum ctrl_view view, bool read_only,
			struct ctrl_map **out, struct ctrl_error *err)
{
	static atomic_int last = CTRL_MAP_TYPE;
	const struct wish wish = { control_type, view, read_only };
	struct ctrl_error why = { 0 };
	int number, tried = last, ret;

	ret = create_numbered(tried, &wish, out, &why);
	if (!ret)
		return 0;
	if (is_final(ret, &why))
		return hand_on(ret, &why, err);
	number = find_number();
	if (number < 0 && number != -ENOENT)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, -number,
				       "cannot create the map");
	if (number < 0)
		return ctrl_error__set(err, CTRL_FAULT_NO_CONTROL_MAPS, EOPNOTSUPP,
				       NULL);
	if (number != tried) {
		last = number;
		memset(&why, 0, sizeof(why));
		ret = create_numbered(number, &wish, out, &why);
		if (!ret)
			return 0;
		if (is_final(ret, &why))
			return hand_on(ret, &why, err);
	}
	if (ret == -EPERM)
		return say_not_permitted(read_only, err);
	return ctrl_error__set(err, CTRL_FAULT_NO_CONTROL_TYPE, EINVAL, NULL);
}
