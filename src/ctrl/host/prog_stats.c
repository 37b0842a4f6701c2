// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Statistics of BPF programs, from bpf_prog_info: run counts since Linux 5.1, misses
 * since 5.12, verified instructions since 5.16. How much of the struct a kernel has,
 * it tells by the length.
 */
#include <errno.h>
#include <unistd.h>
#include <bpf/bpf.h>

#include "collecting.h"
#include "host.h"
#include "memlock.h"

#define put(value, member, x) \
	host_put(value, struct bpf_ctrl_prog_stats, member, x)

#define has(len, member) \
	((len) >= offsetof(struct bpf_prog_info, member) + \
		  sizeof(((struct bpf_prog_info *)0)->member))

static void put_counters(struct ctrl_host_value *value,
			 const struct bpf_prog_info *info, __u32 len)
{
	if (has(len, run_time_ns))
		put(value, run_time_ns, info->run_time_ns);
	if (has(len, run_cnt))
		put(value, run_cnt, info->run_cnt);
	if (has(len, recursion_misses))
		put(value, recursion_misses, info->recursion_misses);
}

static void put_identity(struct ctrl_host_value *value,
			 const struct bpf_prog_info *info)
{
	put(value, id, info->id);
	put(value, type, (enum bpf_prog_type)info->type);
	ctrl_host_put(value, offsetof(struct bpf_ctrl_prog_stats, tag),
		      info->tag, sizeof(info->tag));
	ctrl_host_put(value, offsetof(struct bpf_ctrl_prog_stats, name),
		      info->name, sizeof(info->name));
	put(value, load_time, info->load_time);
	put(value, created_by_uid, info->created_by_uid);
}

/* To read it takes as long as all the rest. */
static void put_memlock(struct ctrl_host_value *value, int fd,
			struct ctrl_memlock *memlock)
{
	size_t offset = offsetof(struct bpf_ctrl_prog_stats, memlock);
	__u64 wanted = value->map->wanted, bytes;

	if (wanted && !(wanted & ctrl_host_bit(value->map, offset)))
		return;
	if (!ctrl_memlock__read(memlock, fd, &bytes))
		put(value, memlock, bytes);
}

/* No program is empty: 0 is what bpf_prog_info tells who has no CAP_BPF. */
static void put_cost(struct ctrl_host_value *value,
		     const struct bpf_prog_info *info, __u32 len)
{
	if (has(len, verified_insns))
		put(value, verified_insns, info->verified_insns);
	put(value, nr_map_ids, info->nr_map_ids);
	if (!info->xlated_prog_len)
		return;
	put(value, xlated_insns,
	    info->xlated_prog_len / sizeof(struct bpf_insn));
	put(value, xlated_prog_len, info->xlated_prog_len);
	if (!info->ifindex)
		put(value, jited_prog_len, info->jited_prog_len);
}

static int get_info(int fd, struct bpf_prog_info *info, __u32 *len)
{
	memset(info, 0, sizeof(*info));
	*len = sizeof(*info);
	return bpf_obj_get_info_by_fd(fd, info, len) ? -errno : 0;
}

static int put_prog(struct ctrl_host_value *value, int fd,
		    enum ctrl_collecting collecting, struct ctrl_memlock *memlock)
{
	struct bpf_prog_info info;
	__u32 len;
	int ret = get_info(fd, &info, &len);

	if (ret)
		return ret;
	put_counters(value, &info, len);
	put_identity(value, &info);
	put_cost(value, &info, len);
	put_memlock(value, fd, memlock);
	if (collecting != CTRL_COLLECTING_UNKNOWN)
		put(value, collecting, collecting == CTRL_COLLECTING_ON);
	return 0;
}

static int put_one(struct ctrl_host_value *value, int fd)
{
	struct ctrl_memlock memlock = CTRL_MEMLOCK_INIT;
	int ret = put_prog(value, fd, ctrl_collecting(), &memlock);

	ctrl_memlock__close(&memlock);
	return ret;
}

/* Of a counter every other view says 0, with control maps, where it can be reset. */
static int get_by_fd(const void *key, enum ctrl_view view,
		     struct ctrl_host_value *value, struct ctrl_error *err)
{
	const struct bpf_ctrl_prog_fd_key *k = key;
	int ret;

	if (view != CTRL_VIEW_CURRENT)
		return 0;
	ret = put_one(value, k->prog_fd);
	if (ret)
		ctrl_error__set(err, ret == -EBADF ? CTRL_FAULT_NO_OBJECT :
				CTRL_FAULT_KERNEL, -ret, NULL);
	return ret;
}

static int open_prog(__u32 id)
{
	int fd = bpf_prog_get_fd_by_id(id);

	return fd < 0 ? -errno : fd;
}

static int say_not_opened(int code, struct ctrl_error *err)
{
	if (code == EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "a program is found by id with CAP_SYS_ADMIN");
	if (code == EACCES)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "a security module refuses to show it");
	return ctrl_error__set(err, code == ENOENT ? CTRL_FAULT_NO_OBJECT :
			       CTRL_FAULT_KERNEL, code, NULL);
}

static int get_by_id(const void *key, enum ctrl_view view,
		     struct ctrl_host_value *value, struct ctrl_error *err)
{
	const struct bpf_ctrl_prog_id_key *k = key;
	int fd, ret = 0;

	fd = open_prog(k->prog_id);
	if (fd < 0)
		return say_not_opened(-fd, err);
	if (view == CTRL_VIEW_CURRENT)
		ret = put_one(value, fd);
	close(fd);
	if (ret)
		ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret, NULL);
	return ret;
}

/* 0 also if the program has gone, or a security module hides it: it is left out. */
static int add_prog(const struct ctrl_map *map, struct ctrl_objects *o,
		    const struct bpf_ctrl_prog_id_key *key,
		    enum ctrl_collecting collecting,
		    struct ctrl_memlock *memlock)
{
	struct ctrl_host_value value = { .map = map };
	int fd, ret;

	if (ctrl_objects__reserve(o, map, 1))
		return -ENOMEM;
	fd = open_prog(key->prog_id);
	if (fd < 0)
		return fd == -ENOENT || fd == -EACCES ? 0 : fd;
	value.data = ctrl_objects__value(o, map, o->n);
	memset(value.data, 0, map->value_size);
	ret = put_prog(&value, fd, collecting, memlock);
	close(fd);
	if (ret)
		return ret;
	ctrl_host_seal(map, value.data);
	memcpy(ctrl_objects__key(o, map, o->n), key, sizeof(*key));
	o->n++;
	return 0;
}

static int all_by_id(const struct ctrl_map *map, struct ctrl_objects *o,
		     struct ctrl_error *err)
{
	enum ctrl_collecting collecting = ctrl_collecting();
	struct ctrl_memlock memlock = CTRL_MEMLOCK_INIT;
	struct bpf_ctrl_prog_id_key key = { 0 };
	int ret = 0;

	while (!ret && !bpf_prog_get_next_id(key.prog_id, &key.prog_id))
		ret = add_prog(map, o, &key, collecting, &memlock);
	if (!ret && errno != ENOENT)
		ret = -errno;
	ctrl_memlock__close(&memlock);
	return ret ? say_not_opened(-ret, err) : 0;
}

/* As the kernel asks when a map of that type is created. */
static int may_open_by_id(struct ctrl_error *err)
{
	__u32 id;

	if (!bpf_prog_get_next_id(0, &id) || errno == ENOENT)
		return 0;
	if (errno == EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
				       "programs are found by id with CAP_SYS_ADMIN");
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, errno,
			       "cannot look for programs");
}

static const char why_not[] =
	"this kernel has no control maps, and nothing else resets what was counted";

const struct ctrl_host_type ctrl_host_prog_by_fd = {
	.number		= BPF_CTRL_PROG_STATS,
	.name		= "prog_stats",
	.key		= "bpf_ctrl_prog_fd_key",
	.value		= "bpf_ctrl_prog_stats",
	.get		= get_by_fd,
	.why_not	= why_not,
};

const struct ctrl_host_type ctrl_host_prog_by_id = {
	.number		= BPF_CTRL_PROG_STATS_BY_ID,
	.name		= "prog_stats_by_id",
	.key		= "bpf_ctrl_prog_id_key",
	.value		= "bpf_ctrl_prog_stats",
	.may_open	= may_open_by_id,
	.get		= get_by_id,
	.all		= all_by_id,
	.why_not	= why_not,
};
