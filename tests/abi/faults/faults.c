// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every allocation that a call on control maps makes fails once: the call returns
 * -ENOMEM (-EFAULT where it was a copy from or to user space), or does without,
 * and after a failure all is as it was.  What leaks is for kmemleak to tell.
 */
#include <sys/syscall.h>
#include <sys/utsname.h>

#include "fail_nth.h"
#include "prog_stats.h"
#include "sock_attr.h"
#include "veth_pair.h"

#define DEBUGFS		"/sys/kernel/debug/"
#define KMEMLEAK	DEBUGFS "kmemleak"

/* A veth device that runs XDP in the driver, and a netdevsim device. */
FIXTURE(faults) {
	__u32 veth, netdevsim;
};

/* Allocations that may sleep are let alone by default, and those are ours. */
FIXTURE_SETUP(faults)
{
	static const char * const kinds[] = { "failslab", "fail_page_alloc" };
	char path[64];
	int i;

	if (access("/proc/self/fail-nth", F_OK))
		SKIP(return, "no CONFIG_FAULT_INJECTION");
	self->netdevsim = add_netdevsim(_metadata, 1);
	shell(_metadata, "ip link add eth0 type veth peer name peer0");
	shell(_metadata, "ip link set eth0 up && ip link set peer0 up");
	self->veth = device_index(_metadata, "eth0");
	ASSERT_EQ(0, attach_xdp(self->veth));
	for (i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), DEBUGFS "%s/ignore-gfp-wait",
			 kinds[i]);
		write_file(_metadata, path, "N");
		snprintf(path, sizeof(path), DEBUGFS "%s/verbose", kinds[i]);
		write_file(_metadata, path, "0");
	}
	write_file(_metadata, DEBUGFS "fail_page_alloc/min-order", "0");
	write_file(_metadata, DEBUGFS "fail_usercopy/verbose", "0");
}

FIXTURE_TEARDOWN(faults)
{
	system("ip link del eth0");
	remove_netdevsim(1);
}

TEST_F(faults, the_kernel_can_make_allocations_fail_and_find_what_leaks)
{
	write_file(_metadata, KMEMLEAK, "clear");
	write_file(_metadata, KMEMLEAK, "scan");
}

/* Closes what a call has opened, or hands its errno on. */
static int close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
	return fd < 0 ? fd : 0;
}

struct creation {
	__u32 type, view, value_size;
};

static int create(void *arg)
{
	const struct creation *c = arg;

	return close_fd(ctrl_create(c->type, c->view, 0, c->value_size));
}

/* The first map of each number of members makes BTF, later ones find it. */
TEST_F(faults, creating_a_map_survives_every_fault)
{
	int faults = 0;
	__u32 size;

	for (__u32 type = 0; type <= BPF_CTRL_PROG_STATS_BY_CPU; type++) {
		struct creation c = { .type = type, .view = BPF_CTRL_CURRENT };
		struct faulty f = { "create", 0, create, .arg = &c };

		faults += try_all_faults(_metadata, &f);
	}
	for (size = 16; size < sizeof(struct if_xdp_attributes); size += 4) {
		struct creation c = { BPF_CTRL_XDP_ATTR, BPF_CTRL_MAX, size };
		struct faulty f = { "create with a prefix", 0, create, .arg = &c };

		faults += try_all_faults(_metadata, &f);
	}
	EXPECT_GT(faults, 100);
}

struct reading {
	int map;
	__u32 key;
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
	__u32 next;

	return ctrl_next_key(r->map, NULL, &next);
}

static int read_batch(void *arg)
{
	static char values[64 * VALUE_ROOM];
	const struct reading *r = arg;
	__u32 keys[64], out, count = 64;
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

static void read_all_ways(struct __test_metadata *_metadata, int map, __u32 key,
			  bool enumerable)
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
		faults += try_all_faults(_metadata, &ways[i]);
	EXPECT_GE(faults, 3);
}

TEST_F(faults, reading_survives_every_fault)
{
	int prog = load_tiny(_metadata, "tiny");
	int sock = socket(AF_INET, SOCK_STREAM, 0);

	read_all_ways(_metadata, xdp_map(0), self->veth, true);
	read_all_ways(_metadata, xdp_view(BPF_CTRL_DEFAULT), self->netdevsim,
		      true);
	read_all_ways(_metadata,
		      ctrl_create(BPF_CTRL_DIRECTORY, BPF_CTRL_CURRENT,
				  BPF_F_RDONLY, 0), BPF_CTRL_XDP_ATTR, true);
	read_all_ways(_metadata,
		      stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0),
		      prog_info(_metadata, prog).id, true);
	read_all_ways(_metadata, stats_map(_metadata, BPF_CTRL_PROG_STATS, 0),
		      prog, false);
	read_all_ways(_metadata, sock_map(_metadata, BPF_CTRL_CURRENT), sock,
		      false);
}

/* One attribute of a device that goes back and forth between two numbers. */
struct setting {
	int map;
	__u32 ifindex;
	enum xdp_member member;
	__u32 numbers[2];
	int at;			/* which of them the device has */
	struct if_xdp_attributes before;
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
static bool same_device(struct __test_metadata *_metadata, void *arg)
{
	const struct setting *s = arg;
	struct if_xdp_attributes now;

	lookup_device(_metadata, s->map, s->ifindex, &now);
	return !memcmp(&now, &s->before, sizeof(now));
}

static void note_set(struct __test_metadata *_metadata, void *arg)
{
	struct setting *s = arg;

	s->at = !s->at;
	lookup_device(_metadata, s->map, s->ifindex, &s->before);
	EXPECT_EQ(s->numbers[s->at], get_member(&s->before, s->member));
}

/* So that there is something to reset again. */
static void note_reset(struct __test_metadata *_metadata, void *arg)
{
	struct setting *s = arg;

	lookup_device(_metadata, s->map, s->ifindex, &s->before);
	EXPECT_NE(s->numbers[s->at], get_member(&s->before, s->member));
	ASSERT_EQ(0, set_member(s->map, s->ifindex, s->member,
				s->numbers[s->at], NULL))
		TH_LOG("%u cannot be set", s->numbers[s->at]);
	lookup_device(_metadata, s->map, s->ifindex, &s->before);
}

/* @has_default: otherwise a reset leaves the attribute alone */
static void set_device(struct __test_metadata *_metadata, __u32 ifindex,
		       enum xdp_member member, __u32 one, __u32 other,
		       bool has_default)
{
	struct setting s = {
		.map = xdp_map(0), .ifindex = ifindex,
		.member = member, .numbers = { one, other },
	};
	const struct faulty set = { "set", 0, set_other, same_device, note_set,
				    &s };
	const struct faulty undo = { "reset", 0, reset, same_device, note_reset,
				     &s };
	int faults;

	ASSERT_EQ(0, set_member(s.map, s.ifindex, member, one, NULL))
		TH_LOG("no %u", one);
	lookup_device(_metadata, s.map, s.ifindex, &s.before);
	faults = try_all_faults(_metadata, &set);
	EXPECT_GE(faults, 3);
	faults = has_default ? try_all_faults(_metadata, &undo) : 1;
	EXPECT_GE(faults, 1);
	close(s.map);
}

TEST_F(faults, setting_and_resetting_devices_is_all_or_nothing_at_every_fault)
{
	set_device(_metadata, self->netdevsim, RX_RING_SIZE, 100, 200, false);
	set_device(_metadata, self->netdevsim, GRO_FLUSH_TIMEOUT, 10000, 20000,
		   true);
}

/* New rings are made before the old ones are left: for each queue, or none. */
TEST_F(faults, resizing_rings_is_all_or_nothing_at_every_fault)
{
	set_device(_metadata, self->veth, XSK_RING_SIZE, 64, 4096, true);
}

struct sock_setting {
	int map, sock;
	struct bpf_ctrl_sock_attr before;
};

static int set_rcvbuf(void *arg)
{
	const struct sock_setting *s = arg;
	char reason[REASON_LEN];

	return set_sock(s->map, s->sock, &sock_options[2],
			s->before.rcvbuf == 40000 ? 50000 : 40000, reason);
}

static void note_sock(struct __test_metadata *_metadata, void *arg)
{
	struct sock_setting *s = arg;

	lookup_sock(_metadata, s->map, s->sock, &s->before);
}

static bool same_sock(struct __test_metadata *_metadata, void *arg)
{
	struct sock_setting *s = arg;
	struct bpf_ctrl_sock_attr now;

	lookup_sock(_metadata, s->map, s->sock, &now);
	return !memcmp(&now, &s->before, sizeof(now));
}

TEST_F(faults, setting_a_socket_is_all_or_nothing_at_every_fault)
{
	struct sock_setting s = {
		.map = sock_map(_metadata, BPF_CTRL_CURRENT),
		.sock = socket(AF_INET, SOCK_STREAM, 0),
	};
	const struct faulty f = { "set of a socket", 0, set_rcvbuf, same_sock,
				  note_sock, &s };

	lookup_sock(_metadata, s.map, s.sock, &s.before);
	EXPECT_GE(try_all_faults(_metadata, &f), 3);
}

struct counting {
	int map, prog;
	__u64 runs;
};

static int reset_counts(void *arg)
{
	const struct counting *c = arg;

	return ctrl_delete(c->map, c->prog, NULL);
}

static void note_counts(struct __test_metadata *_metadata, void *arg)
{
	struct counting *c = arg;

	c->runs = read_stats(_metadata, c->map, c->prog).run_cnt;
	EXPECT_EQ(0, c->runs);
}

static bool same_counts(struct __test_metadata *_metadata, void *arg)
{
	const struct counting *c = arg;

	return read_stats(_metadata, c->map, c->prog).run_cnt == c->runs;
}

TEST_F(faults, resetting_a_programs_counts_is_all_or_nothing_at_every_fault)
{
	struct counting c = {
		.map = stats_map(_metadata, BPF_CTRL_PROG_STATS, 0),
		.prog = load_tiny(_metadata, "tiny"), .runs = 100,
	};
	const struct faulty f = { "reset of counts", 0, reset_counts,
				  same_counts, note_counts, &c };

	collect(_metadata);
	run_times(_metadata, c.prog, 100);
	ASSERT_TRUE(same_counts(_metadata, &c));
	EXPECT_GE(try_all_faults(_metadata, &f), 1);
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

static void unpin(struct __test_metadata *_metadata, void *arg)
{
	const struct pinning *p = arg;

	ASSERT_EQ(0, unlink(p->path))
		TH_LOG("unlink: %m");
}

static bool no_pin(struct __test_metadata *_metadata, void *arg)
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

TEST_F(faults, pinning_a_map_and_reading_the_pin_survives_every_fault)
{
	struct pinning p = { .map = xdp_map(0), .path = "/sys/fs/bpf/faults" };
	/* bpf_obj_pin_user() says so when there is no memory for an inode */
	const struct faulty make = { "pin", -ENOSPC, pin, no_pin, unpin, &p };
	const struct faulty cat = { "cat of a pin", 0, read_pin, .arg = &p };

	EXPECT_GE(try_all_faults(_metadata, &make), 3);
	ASSERT_EQ(0, pin(&p));
	EXPECT_GE(try_all_faults(_metadata, &cat), 3);
	unpin(_metadata, &p);
}

struct module {
	char *image;
	long size;
};

/* From memory: faults in a file system are none of ours. */
static struct module read_module(struct __test_metadata *_metadata)
{
	struct utsname kernel;
	struct module m;
	char path[256];
	FILE *file;

	ASSERT_EQ(0, uname(&kernel));
	snprintf(path, sizeof(path), "/lib/modules/%s/tests/ctrl_test.ko",
		 kernel.release);
	file = fopen(path, "r");
	ASSERT_TRUE(file && !fseek(file, 0, SEEK_END))
		TH_LOG("%s: %m", path);
	m.size = ftell(file);
	m.image = malloc(m.size);
	rewind(file);
	ASSERT_TRUE(m.image && fread(m.image, m.size, 1, file) == 1)
		TH_LOG("%s: %m", path);
	fclose(file);
	return m;
}

static int load_module(void *arg)
{
	const struct module *m = arg;

	return syscall(SYS_init_module, m->image, m->size, "") ? -errno : 0;
}

static void unload_module(struct __test_metadata *_metadata, void *arg)
{
	ASSERT_EQ(0, syscall(SYS_delete_module, "ctrl_test", O_NONBLOCK))
		TH_LOG("the module stays: %m");
}

static bool no_module(struct __test_metadata *_metadata, void *arg)
{
	return access("/sys/module/ctrl_test", F_OK) && errno == ENOENT;
}

TEST_F(faults, loading_a_module_with_a_control_type_survives_every_fault)
{
	struct module m = read_module(_metadata);
	/* btf_parse_module() says so at one of its allocations */
	const struct faulty f = { "load of a module", -ELOOP, load_module,
				  no_module, unload_module, &m };

	EXPECT_GT(try_all_faults(_metadata, &f), 50);
}

/*
 * What is younger than five seconds is no leak to kmemleak yet, and what is
 * only in a register at the time of one scan is found in the next.
 */
TEST_F(faults, nothing_has_leaked)
{
	char text[4096] = "";
	int i, fd;

	for (i = 0; i < 3; i++) {
		sleep(6);
		write_file(_metadata, KMEMLEAK, "scan");
	}
	fd = open(KMEMLEAK, O_RDONLY);
	ASSERT_GE(fd, 0);
	ASSERT_GE(read(fd, text, sizeof(text) - 1), 0);
	EXPECT_STREQ("", text);
	close(fd);
}

TEST_HARNESS_MAIN
