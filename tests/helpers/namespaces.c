// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control maps and network namespaces: a map stands for the one that it was
 * made in, and keeps neither it nor its devices alive.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>

#include "xdp_value.h"

#define PIN	"/sys/fs/bpf/namespaces"
#define LO	1
#define INDEX	7777		/* of a device that only the other one has */
#define DEVICES	1000

static int own;			/* the namespace that we were started in */
static int other;		/* keeps the other one alive */

static int this_namespace(void)
{
	return open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
}

static void shell(const char *command)
{
	need(!system(command), "failed: %s", command);
}

static void enter_new(void)
{
	own = this_namespace();
	need(own > 0 && !unshare(CLONE_NEWNET), "unshare: %m");
	other = this_namespace();
}

static void go_back(void)
{
	need(!setns(own, CLONE_NEWNET), "setns: %m");
}

/* A map made in a namespace with a dummy device; the caller is there, too. */
static int map_elsewhere(void)
{
	int map;

	enter_new();
	shell("ip link add other index 7777 type dummy");
	map = xdp_map(0);
	need(map >= 0, "no map: %s", result_name(map));
	return map;
}

static bool has_device(int map, uint32_t wanted)
{
	uint32_t key, *from = NULL;

	while (!ctrl_next_key(map, from, &key)) {
		if (key == wanted)
			return true;
		from = &key;
	}
	return false;
}

static void bound_to_namespace(char **args)
{
	int theirs = map_elsewhere(), ours, pinned;
	xdp_value v;

	go_back();
	ours = xdp_map(0);
	expect_result(ctrl_lookup(ours, INDEX, &v), -ENODEV, "lookup from outside");
	expect_result(set_member(ours, INDEX, GRO_FLUSH_TIMEOUT, 1, NULL), -ENODEV,
		      "update from outside");
	expect_result(ctrl_delete(ours, INDEX, NULL), -ENODEV,
		      "delete from outside");
	expect(!has_device(ours, INDEX), "it is among the keys outside");

	expect(has_device(theirs, INDEX), "it is not among the keys inside");
	expect_result(set_member(theirs, INDEX, GRO_FLUSH_TIMEOUT, 12345, NULL), 0,
		      "update through a map made there");
	v = read_device(theirs, INDEX);
	expect(v.gro_flush_timeout == 12345, "%llu", v.gro_flush_timeout);

	need(!obj_pin(theirs, PIN), "cannot pin");
	pinned = obj_get(PIN);
	unlink(PIN);
	v = read_device(pinned, INDEX);
	expect(v.gro_flush_timeout == 12345, "pinned: %llu", v.gro_flush_timeout);
}

static void same_index(char **args)
{
	int theirs = map_elsewhere(), ours;

	go_back();
	ours = xdp_map(0);
	need(!ctrl_delete(ours, LO, NULL), "reset");
	expect_result(set_member(theirs, LO, GRO_FLUSH_TIMEOUT, 777, NULL), 0,
		      "update");
	expect(read_device(theirs, LO).gro_flush_timeout == 777,
	       "not set in its namespace");
	expect(!read_device(ours, LO).gro_flush_timeout, "set in another namespace");
}

static void device_goes(char **args)
{
	int map = map_elsewhere();
	xdp_value v;

	v = read_device(map, INDEX);
	shell("ip link del other");
	expect_result(ctrl_lookup(map, INDEX, &v), -ENODEV, "lookup");
	expect_result(set_member(map, INDEX, GRO_FLUSH_TIMEOUT, 1, NULL), -ENODEV,
		      "update");
	expect_result(ctrl_delete(map, INDEX, NULL), -ENODEV, "delete");
	expect(!has_device(map, INDEX), "it is still among the keys");
	expect(has_device(map, LO), "the others have gone, too");
}

static void device_moves(char **args)
{
	int theirs = map_elsewhere(), ours;
	char command[64];
	xdp_value v;

	snprintf(command, sizeof(command), "ip link set other netns /proc/%d/fd/%d",
		 getpid(), own);
	shell(command);
	go_back();
	ours = xdp_map(0);
	expect_result(ctrl_lookup(theirs, INDEX, &v), -ENODEV, "lookup where it was");
	expect_result(ctrl_lookup(ours, INDEX, &v), 0, "lookup where it is");
	shell("ip link del other");
}

static void namespace_goes(char **args)
{
	uint32_t key = LO, next, out, count = 1;
	struct bpf_map_info info;
	int map = map_elsewhere();
	xdp_value v;

	go_back();
	close(other);	/* nobody is left there */
	expect(wait_for(ctrl_lookup(map, LO, &v) == -ENODEV, 10),
	       "the map keeps the namespace alive");
	expect_result(ctrl_lookup(map, LO, &v), -ENODEV, "lookup");
	expect_result(set_member(map, LO, GRO_FLUSH_TIMEOUT, 1, NULL), -ENODEV,
		      "update");
	expect_result(ctrl_delete(map, LO, NULL), -ENODEV, "delete");
	expect_result(ctrl_next_key(map, NULL, &next), -ENODEV, "get_next_key");
	expect_result(ctrl_lookup_batch(map, NULL, &out, &key, &v, &count), -ENODEV,
		      "lookup_batch");
	/* the number may be that of another one by now */
	expect_result(map_info(map, &info), 0, "info");
	expect(!info.netns_dev && !info.netns_ino, "the info names %llu:%llu",
	       info.netns_dev, info.netns_ino);
}

static void info_names_namespace(char **args)
{
	struct bpf_map_info info;
	int map = map_elsewhere();
	struct stat s;

	need(!fstat(other, &s), "stat: %m");
	go_back();
	expect_result(map_info(map, &info), 0, "info");
	expect(info.netns_dev == s.st_dev && info.netns_ino == s.st_ino,
	       "the info names %llu:%llu, not %lu:%lu", info.netns_dev,
	       info.netns_ino, s.st_dev, s.st_ino);
	map = ctrl_create(BPF_CTRL_DIRECTORY, 0, BPF_F_RDONLY, 0);
	expect_result(map_info(map, &info), 0, "info of the directory");
	expect(!info.netns_dev && !info.netns_ino, "the directory has one");
}

static void add_devices(void)
{
	FILE *ip = popen("ip -batch -", "w");
	int i;

	need(ip, "popen: %m");
	for (i = 0; i < DEVICES; i++)
		fprintf(ip, "link add d%d type dummy\n", i);
	need(!pclose(ip), "devices cannot be made");
}

static void one_call_lists_all(char **args)
{
	static xdp_value values[DEVICES + 10];
	static uint32_t keys[DEVICES + 10];
	uint32_t count = DEVICES + 10, out, i;
	int map;

	enter_new();
	add_devices();
	map = xdp_map(BPF_F_RDONLY);
	expect_result(ctrl_lookup_batch(map, NULL, &out, keys, values, &count),
		      -ENOENT, "the one call");
	need(count == DEVICES + 1, "%u devices were listed", count);
	for (i = 1; i < count; i++)
		expect(keys[i] > keys[i - 1] && values[i].mask && values[i].etag,
		       "element %u: key %u after %u, mask %#llx", i, keys[i],
		       keys[i - 1], values[i].mask);
	expect(if_nametoindex("d999") == keys[DEVICES], "the last one is %u",
	       keys[DEVICES]);
}

static const struct test tests[] = {
	{ "a device of another namespace is reached only through a map made there",
	  bound_to_namespace },
	{ "the same index in two namespaces is two devices", same_index },
	{ "a device that goes away gives ENODEV", device_goes },
	{ "a device that moves to another namespace goes with it", device_moves },
	{ "a namespace that goes away gives ENODEV for every operation",
	  namespace_goes },
	{ "the info of a map names its namespace as its file in /proc does",
	  info_names_namespace },
	{ "1,000 devices are listed by one system call", one_call_lists_all },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
