// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control maps and network namespaces: a map stands for the one that it was
 * made in, and keeps neither it nor its devices alive.
 */
#include <sys/stat.h>

#include "../xdp_device.h"

#define PIN	"/sys/fs/bpf/namespaces"
#define INDEX	7777		/* of a device that only the other one has */
#define DEVICES	1000

static int own;			/* the namespace that we were started in */
static int other;		/* keeps the other one alive */

static int this_namespace(void)
{
	return open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
}

static void enter_new(struct __test_metadata *_metadata)
{
	own = this_namespace();
	ASSERT_TRUE(own > 0 && !unshare(CLONE_NEWNET))
		TH_LOG("unshare: %m");
	other = this_namespace();
}

static void go_back(struct __test_metadata *_metadata)
{
	ASSERT_EQ(0, setns(own, CLONE_NEWNET))
		TH_LOG("setns: %m");
}

/* A map made in a namespace with a dummy device; the caller is there, too. */
static int map_elsewhere(struct __test_metadata *_metadata)
{
	int map;

	enter_new(_metadata);
	shell(_metadata, "ip link add other index 7777 type dummy");
	map = xdp_map(0);
	ASSERT_GE(map, 0);
	return map;
}

static bool has_device(int map, __u32 wanted)
{
	__u32 key, *from = NULL;

	while (!ctrl_next_key(map, from, &key)) {
		if (key == wanted)
			return true;
		from = &key;
	}
	return false;
}

TEST(a_device_of_another_namespace_is_reached_only_through_a_map_made_there)
{
	int theirs = map_elsewhere(_metadata), ours, pinned;
	struct if_xdp_attributes v;

	go_back(_metadata);
	ours = xdp_map(0);
	EXPECT_EQ(-ENODEV, ctrl_lookup(ours, INDEX, &v));
	EXPECT_EQ(-ENODEV, set_member(ours, INDEX, GRO_FLUSH_TIMEOUT, 1, NULL));
	EXPECT_EQ(-ENODEV, ctrl_delete(ours, INDEX, NULL));
	EXPECT_EQ(0, has_device(ours, INDEX));

	EXPECT_TRUE(has_device(theirs, INDEX));
	EXPECT_EQ(0, set_member(theirs, INDEX, GRO_FLUSH_TIMEOUT, 12345, NULL));
	v = read_device(_metadata, theirs, INDEX);
	EXPECT_EQ(12345, v.gro_flush_timeout);

	ASSERT_EQ(0, obj_pin(theirs, PIN));
	pinned = obj_get(PIN);
	unlink(PIN);
	v = read_device(_metadata, pinned, INDEX);
	EXPECT_EQ(12345, v.gro_flush_timeout);
}

TEST(the_same_index_in_two_namespaces_is_two_devices)
{
	int theirs = map_elsewhere(_metadata), ours;

	go_back(_metadata);
	ours = xdp_map(0);
	ASSERT_EQ(0, ctrl_delete(ours, LO, NULL));
	EXPECT_EQ(0, set_member(theirs, LO, GRO_FLUSH_TIMEOUT, 777, NULL));
	EXPECT_EQ(777, read_device(_metadata, theirs, LO).gro_flush_timeout);
	EXPECT_EQ(0, read_device(_metadata, ours, LO).gro_flush_timeout);
}

TEST(a_device_that_goes_away_gives_enodev)
{
	int map = map_elsewhere(_metadata);
	struct if_xdp_attributes v;

	v = read_device(_metadata, map, INDEX);
	shell(_metadata, "ip link del other");
	EXPECT_EQ(-ENODEV, ctrl_lookup(map, INDEX, &v));
	EXPECT_EQ(-ENODEV, set_member(map, INDEX, GRO_FLUSH_TIMEOUT, 1, NULL));
	EXPECT_EQ(-ENODEV, ctrl_delete(map, INDEX, NULL));
	EXPECT_EQ(0, has_device(map, INDEX));
	EXPECT_TRUE(has_device(map, LO));
}

TEST(a_device_that_moves_to_another_namespace_goes_with_it)
{
	int theirs = map_elsewhere(_metadata), ours;
	char command[64];
	struct if_xdp_attributes v;

	snprintf(command, sizeof(command),
		 "ip link set other netns /proc/%d/fd/%d", getpid(), own);
	shell(_metadata, command);
	go_back(_metadata);
	ours = xdp_map(0);
	EXPECT_EQ(-ENODEV, ctrl_lookup(theirs, INDEX, &v));
	EXPECT_EQ(0, ctrl_lookup(ours, INDEX, &v));
	shell(_metadata, "ip link del other");
}

TEST(a_namespace_that_goes_away_gives_enodev_for_every_operation)
{
	__u32 key = LO, next, out, count = 1;
	struct bpf_map_info info;
	int map = map_elsewhere(_metadata);
	struct if_xdp_attributes v;

	go_back(_metadata);
	close(other);	/* nobody is left there */
	EXPECT_TRUE(wait_for(ctrl_lookup(map, LO, &v) == -ENODEV, 10));
	EXPECT_EQ(-ENODEV, ctrl_lookup(map, LO, &v));
	EXPECT_EQ(-ENODEV, set_member(map, LO, GRO_FLUSH_TIMEOUT, 1, NULL));
	EXPECT_EQ(-ENODEV, ctrl_delete(map, LO, NULL));
	EXPECT_EQ(-ENODEV, ctrl_next_key(map, NULL, &next));
	EXPECT_EQ(-ENODEV,
		  ctrl_lookup_batch(map, NULL, &out, &key, &v, &count));
	/* the number may be that of another one by now */
	EXPECT_EQ(0, map_info(map, &info));
	EXPECT_TRUE(!info.netns_dev && !info.netns_ino)
		TH_LOG("the info names %llu:%llu", info.netns_dev,
		       info.netns_ino);
}

TEST(the_info_of_a_map_names_its_namespace_as_its_file_in_proc_does)
{
	struct bpf_map_info info;
	int map = map_elsewhere(_metadata);
	struct stat s;

	ASSERT_EQ(0, fstat(other, &s))
		TH_LOG("stat: %m");
	go_back(_metadata);
	EXPECT_EQ(0, map_info(map, &info));
	EXPECT_TRUE(info.netns_dev == s.st_dev && info.netns_ino == s.st_ino)
		TH_LOG("the info names %llu:%llu, not %lu:%lu", info.netns_dev,
		       info.netns_ino, s.st_dev, s.st_ino);
	map = ctrl_create(BPF_CTRL_DIRECTORY, 0, BPF_F_RDONLY, 0);
	EXPECT_EQ(0, map_info(map, &info));
	EXPECT_TRUE(!info.netns_dev && !info.netns_ino)
		TH_LOG("the directory has one");
}

static void add_devices(struct __test_metadata *_metadata)
{
	FILE *ip = popen("ip -batch -", "w");
	int i;

	ASSERT_NE(NULL, ip)
		TH_LOG("popen: %m");
	for (i = 0; i < DEVICES; i++)
		fprintf(ip, "link add d%d type dummy\n", i);
	ASSERT_EQ(0, pclose(ip));
}

TEST(a_thousand_devices_are_listed_by_one_system_call)
{
	static struct if_xdp_attributes values[DEVICES + 10];
	static __u32 keys[DEVICES + 10];
	__u32 count = DEVICES + 10, out, i;
	int map;

	enter_new(_metadata);
	add_devices(_metadata);
	map = xdp_map(BPF_F_RDONLY);
	EXPECT_EQ(-ENOENT,
		  ctrl_lookup_batch(map, NULL, &out, keys, values, &count));
	ASSERT_EQ(DEVICES + 1, count);
	for (i = 1; i < count; i++) {
		EXPECT_TRUE(keys[i] > keys[i - 1] && values[i].mask &&
			    values[i].etag)
			TH_LOG("element %u: key %u after %u, mask %#llx", i,
			       keys[i], keys[i - 1], values[i].mask);
	}
	EXPECT_EQ(keys[DEVICES], if_nametoindex("d999"));
}

TEST_HARNESS_MAIN
