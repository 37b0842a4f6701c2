// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every allocation that a call on control maps makes fails once: the call returns
 * -ENOMEM (-EFAULT where it was a copy from or to user space), or does without,
 * and after a failure all is as it was.  What leaks is for kmemleak to tell.
 *
 * The arguments of every test: a veth device that is up and runs XDP in the
 * driver, a netdevsim device, a directory in a BPF file system, the file of the
 * module tests/module.
 */
#define _GNU_SOURCE
#include <sys/syscall.h>

#include "fail_nth.h"
#include "prog_stats.h"
#include "sock_attr.h"
#include "veth_pair.h"

enum { VETH, NETDEVSIM, DIRECTORY, MODULE };

/* Closes what a call has opened, or hands its errno on. */
static int close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
	return fd < 0 ? fd : 0;
}

struct creation {
	uint32_t type, view, value_size;
};

static int create(void *arg)
{
	const struct creation *c = arg;

	return close_fd(ctrl_create(c->type, c->view, 0, c->value_size));
}

/* The first map of each number of members makes BTF, later ones find it. */
static void creating(char **args)
{
	int faults = 0;
	uint32_t size;

	for (uint32_t type = 0; type <= BPF_CTRL_PROG_STATS_BY_CPU; type++) {
		struct creation c = { .type = type, .view = BPF_CTRL_CURRENT };
		struct faulty f = { "create", 0, create, .arg = &c };

		faults += try_all_faults(&f);
	}
	for (size = 16; size < sizeof(xdp_value); size += 4) {
		struct creation c = { BPF_CTRL_XDP_ATTR, BPF_CTRL_MAX, size };
		struct faulty f = { "create with a prefix", 0, create, .arg = &c };

		faults += try_all_faults(&f);
	}
	expect(faults > 100, "only %d faults", faults);
}

struct reading {
	int map;
	uint32_t key;
};

static int read_one(void *arg)
{
	const struct reading *r = arg;
	char value[VALUE_ROOM];

	return ctrl_lookup(r->map, r->key, value);
}

static int read_next(void *arg)
{
	const struct reading *r = arg;
	uint32_t next;

	return ctrl_next_key(r->map, NULL, &next);
}

static int read_batch(void *arg)
{
	static char values[64 * VALUE_ROOM];
	const struct reading *r = arg;
	uint32_t keys[64], out, count = 64;
	int ret = ctrl_lookup_batch(r->map, NULL, &out, keys, values, &count);

	return ret == -ENOENT ? 0 : ret;
}

static int read_info(void *arg)
{
	const struct reading *r = arg;
	struct bpf_map_info info;

	return map_info(r->map, &info);
}

static int open_btf(void *arg)
{
	const struct reading *r = arg;
	struct bpf_map_info info;
	union bpf_attr attr;
	int ret = map_info(r->map, &info);

	if (ret)
		return ret;
	memset(&attr, 0, sizeof(attr));
	attr.btf_id = info.btf_id;
	return close_fd(sys_bpf(BPF_BTF_GET_FD_BY_ID, &attr));
}

static void read_all_ways(int map, uint32_t key, bool enumerable)
{
	struct reading r = { map, key };
	const struct faulty ways[] = {
		{ "lookup", 0, read_one, .arg = &r },
		{ "info", 0, read_info, .arg = &r },
		{ "BTF", 0, open_btf, .arg = &r },
		{ "next key", 0, read_next, .arg = &r },
		{ "batch", 0, read_batch, .arg = &r },
	};
	unsigned int i, faults = 0;

	for (i = 0; i < (enumerable ? 5 : 3); i++)
		faults += try_all_faults(&ways[i]);
	expect(faults >= 3, "only %u faults", faults);
}

static void reading(char **args)
{
	int prog = load_tiny("tiny"), sock = socket(AF_INET, SOCK_STREAM, 0);

	read_all_ways(xdp_map(0), device_index(args[VETH]), true);
	read_all_ways(xdp_view(BPF_CTRL_DEFAULT), device_index(args[NETDEVSIM]),
		      true);
	read_all_ways(ctrl_create(BPF_CTRL_DIRECTORY, BPF_CTRL_CURRENT,
				  BPF_F_RDONLY, 0), BPF_CTRL_XDP_ATTR, true);
	read_all_ways(stats_map(BPF_CTRL_PROG_STATS_BY_ID, 0),
		      prog_info(prog).id, true);
	read_all_ways(stats_map(BPF_CTRL_PROG_STATS, 0), prog, false);
	read_all_ways(sock_map(BPF_CTRL_CURRENT), sock, false);
}

/* One attribute of a device that goes back and forth between two numbers. */
struct setting {
	int map;
	uint32_t ifindex;
	enum xdp_member member;
	uint32_t numbers[2];
	int at;			/* which of them the device has */
	xdp_value before;
};

static int set_other(void *arg)
{
	const struct setting *s = arg;
	char reason[REASON_LEN];

	return set_member(s->map, s->ifindex, s->member, s->numbers[!s->at],
			  reason);
}

static int reset(void *arg)
{
	const struct setting *s = arg;

	return ctrl_delete(s->map, s->ifindex, NULL);
}

/* The etag, too, which is made from all attributes. */
static bool same_device(void *arg)
{
	const struct setting *s = arg;
	xdp_value now = read_device(s->map, s->ifindex);

	return !memcmp(&now, &s->before, sizeof(now));
}

static void note_set(void *arg)
{
	struct setting *s = arg;

	s->at = !s->at;
	s->before = read_device(s->map, s->ifindex);
	expect(get_member(&s->before, s->member) == s->numbers[s->at],
	       "not %u after it was set", s->numbers[s->at]);
}

/* So that there is something to reset again. */
static void note_reset(void *arg)
{
	struct setting *s = arg;

	s->before = read_device(s->map, s->ifindex);
	expect(get_member(&s->before, s->member) != s->numbers[s->at],
	       "still %u after a reset", s->numbers[s->at]);
	need(!set_member(s->map, s->ifindex, s->member, s->numbers[s->at], NULL),
	     "%u cannot be set", s->numbers[s->at]);
	s->before = read_device(s->map, s->ifindex);
}

/* @has_default: otherwise a reset leaves the attribute alone */
static void set_device(const char *device, enum xdp_member member,
		       uint32_t one, uint32_t other, bool has_default)
{
	struct setting s = {
		.map = xdp_map(0), .ifindex = device_index(device),
		.member = member, .numbers = { one, other },
	};
	const struct faulty set = { "set", 0, set_other, same_device, note_set,
				    &s };
	const struct faulty undo = { "reset", 0, reset, same_device, note_reset,
				     &s };
	int faults;

	need(!set_member(s.map, s.ifindex, member, one, NULL), "no %u", one);
	s.before = read_device(s.map, s.ifindex);
	faults = try_all_faults(&set);
	expect(faults >= 3, "only %d faults of a set", faults);
	faults = has_default ? try_all_faults(&undo) : 1;
	expect(faults >= 1, "only %d faults of a reset", faults);
	close(s.map);
}

static void setting(char **args)
{
	set_device(args[NETDEVSIM], RX_RING_SIZE, 100, 200, false);
	set_device(args[NETDEVSIM], GRO_FLUSH_TIMEOUT, 10000, 20000, true);
}

/* New rings are made before the old ones are left: for each queue, or none. */
static void resizing(char **args)
{
	set_device(args[VETH], XSK_RING_SIZE, 64, 4096, true);
}

struct sock_setting {
	int map, sock;
	sock_attr before;
};

static int set_rcvbuf(void *arg)
{
	const struct sock_setting *s = arg;
	char reason[REASON_LEN];

	return set_sock(s->map, s->sock, &sock_options[2],
			s->before.rcvbuf == 40000 ? 50000 : 40000, reason);
}

static void note_sock(void *arg)
{
	struct sock_setting *s = arg;

	s->before = read_sock(s->map, s->sock);
}

static bool same_sock(void *arg)
{
	struct sock_setting *s = arg;
	sock_attr now = read_sock(s->map, s->sock);

	return !memcmp(&now, &s->before, sizeof(now));
}

static void setting_sockets(char **args)
{
	struct sock_setting s = {
		.map = sock_map(BPF_CTRL_CURRENT),
		.sock = socket(AF_INET, SOCK_STREAM, 0),
	};
	const struct faulty f = { "set of a socket", 0, set_rcvbuf, same_sock,
				  note_sock, &s };

	s.before = read_sock(s.map, s.sock);
	expect(try_all_faults(&f) >= 3, "too few faults");
}

struct counting {
	int map, prog;
	uint64_t runs;
};

static int reset_counts(void *arg)
{
	const struct counting *c = arg;

	return ctrl_delete(c->map, c->prog, NULL);
}

static void note_counts(void *arg)
{
	struct counting *c = arg;

	c->runs = read_stats(c->map, c->prog).run_cnt;
	expect(!c->runs, "%lu runs after a reset", c->runs);
}

static bool same_counts(void *arg)
{
	const struct counting *c = arg;

	return read_stats(c->map, c->prog).run_cnt == c->runs;
}

static void resetting_counts(char **args)
{
	struct counting c = {
		.map = stats_map(BPF_CTRL_PROG_STATS, 0),
		.prog = load_tiny("tiny"), .runs = 100,
	};
	const struct faulty f = { "reset of counts", 0, reset_counts,
				  same_counts, note_counts, &c };

	collect();
	run_times(c.prog, 100);
	need(same_counts(&c), "100 runs are not counted");
	expect(try_all_faults(&f) >= 1, "no fault");
}

struct pinning {
	int map;
	char path[128];
};

static int pin(void *arg)
{
	const struct pinning *p = arg;

	return obj_pin(p->map, p->path);
}

static void unpin(void *arg)
{
	const struct pinning *p = arg;

	need(!unlink(p->path), "unlink: %m");
}

static bool no_pin(void *arg)
{
	const struct pinning *p = arg;

	return access(p->path, F_OK) && errno == ENOENT;
}

/* cat of a pin: a file of the kernel, with an iterator of its own */
static int read_pin(void *arg)
{
	const struct pinning *p = arg;
	int fd = open(p->path, O_RDONLY);
	char text[4096];
	ssize_t ret;

	if (fd < 0)
		return -errno;
	while ((ret = read(fd, text, sizeof(text))) > 0)
		;
	ret = ret < 0 ? -errno : 0;
	close(fd);
	return ret;
}

static void pinning(char **args)
{
	struct pinning p = { .map = xdp_map(0) };
	/* bpf_obj_pin_user() says so when there is no memory for an inode */
	const struct faulty make = { "pin", -ENOSPC, pin, no_pin, unpin, &p };
	const struct faulty cat = { "cat of a pin", 0, read_pin, .arg = &p };

	snprintf(p.path, sizeof(p.path), "%s/pinned", args[DIRECTORY]);
	expect(try_all_faults(&make) >= 3, "too few faults");
	need(!pin(&p), "no pin");
	expect(try_all_faults(&cat) >= 3, "too few faults");
	unpin(&p);
}

struct module {
	char *image;
	long size;
};

/* From memory: faults in a file system are none of ours. */
static struct module read_module(const char *path)
{
	FILE *file = fopen(path, "r");
	struct module m;

	need(file && !fseek(file, 0, SEEK_END), "%s: %m", path);
	m.size = ftell(file);
	m.image = malloc(m.size);
	rewind(file);
	need(m.image && fread(m.image, m.size, 1, file) == 1, "%s: %m", path);
	fclose(file);
	return m;
}

static int load_module(void *arg)
{
	const struct module *m = arg;

	return syscall(SYS_init_module, m->image, m->size, "") ? -errno : 0;
}

static void unload_module(void *arg)
{
	need(!syscall(SYS_delete_module, "ctrl_test", O_NONBLOCK),
	     "the module stays: %m");
}

static bool no_module(void *arg)
{
	return access("/sys/module/ctrl_test", F_OK) && errno == ENOENT;
}

static void loading(char **args)
{
	struct module m = read_module(args[MODULE]);
	/* btf_parse_module() says so at one of its allocations */
	const struct faulty f = { "load of a module", -ELOOP, load_module,
				  no_module, unload_module, &m };

	expect(try_all_faults(&f) > 50, "too few faults");
}

static const struct test tests[] = {
	{ "creating a map survives every fault", creating },
	{ "reading survives every fault", reading },
	{ "setting and resetting devices is all or nothing at every fault",
	  setting },
	{ "resizing rings is all or nothing at every fault", resizing },
	{ "setting a socket is all or nothing at every fault", setting_sockets },
	{ "resetting a program's counts is all or nothing at every fault",
	  resetting_counts },
	{ "pinning a map and reading the pin survives every fault", pinning },
	{ "loading a module with a control type survives every fault", loading },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
