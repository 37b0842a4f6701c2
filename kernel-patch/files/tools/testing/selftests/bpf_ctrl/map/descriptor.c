// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an ordinary user may do with the descriptor of a control map that
 * somebody else opened.
 */
#include <sched.h>
#include <sys/stat.h>

#include "../become.h"
#include "../xdp_device.h"

#define PIN	"/sys/fs/bpf/holder"

FIXTURE(descriptor) {
};

FIXTURE_SETUP(descriptor)
{
	add_veth_pair(_metadata);
}

FIXTURE_TEARDOWN(descriptor)
{
}

struct held {
	int fd;
	__u32 device;
};

static int freeze(int fd)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = fd;
	return sys_bpf(BPF_MAP_FREEZE, &attr);
}

static int obj_get_for_reading(const char *path)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.pathname = ptr_to_u64(path);
	attr.file_flags = BPF_F_RDONLY;
	return sys_bpf(BPF_OBJ_GET, &attr);
}

static void expect_time(struct __test_metadata *_metadata, __u32 device,
			__u64 wanted)
{
	__u64 time = read_device(_metadata, xdp_map(BPF_F_RDONLY),
				 device).gro_flush_timeout;

	EXPECT_EQ(wanted, time);
}

static void set_and_reset(struct __test_metadata *_metadata, void *data)
{
	const struct held *held = data;
	char reason[REASON_LEN] = "";

	become_user(_metadata);
	EXPECT_EQ(0, set_member(held->fd, held->device, GRO_FLUSH_TIMEOUT, 64,
				reason));
	expect_time(_metadata, held->device, 64);
	EXPECT_EQ(0, ctrl_delete(held->fd, held->device, reason));
	expect_time(_metadata, held->device, 0);
}

TEST_F(descriptor, whoever_holds_a_descriptor_for_writing_sets_without_any_privilege)
{
	struct held held = { xdp_map(0), device_index(_metadata, "veth0") };

	ASSERT_GE(held.fd, 0);
	in_child(_metadata, set_and_reset, &held);
}

static void only_read(struct __test_metadata *_metadata, void *data)
{
	const struct held *held = data;
	char reason[REASON_LEN] = "";

	become_user(_metadata);
	EXPECT_TRUE(read_device(_metadata, held->fd, held->device).mask);
	EXPECT_EQ(-EPERM, set_member(held->fd, held->device, GRO_FLUSH_TIMEOUT,
				     64, reason));
	EXPECT_EQ(-EPERM, ctrl_delete(held->fd, held->device, reason));
	EXPECT_EQ(-EPERM, freeze(held->fd));
}

TEST_F(descriptor, whoever_holds_a_descriptor_for_reading_reads_and_neither_sets_nor_freezes)
{
	struct held held = { .device = device_index(_metadata, "veth0") };

	ASSERT_EQ(0, obj_pin(xdp_map(0), PIN));
	held.fd = obj_get_for_reading(PIN);
	unlink(PIN);
	ASSERT_GE(held.fd, 0);
	in_child(_metadata, only_read, &held);
	expect_time(_metadata, held.device, 0);
}

static void in_user_namespace(struct __test_metadata *_metadata, void *data)
{
	const struct held *held = data;
	char reason[REASON_LEN] = "";

	become_user(_metadata);
	ASSERT_EQ(0, unshare(CLONE_NEWUSER | CLONE_NEWNET))
		TH_LOG("unshare: %m");
	EXPECT_EQ(-EPERM, xdp_map(0));
	EXPECT_EQ(0, set_member(held->fd, held->device, GRO_FLUSH_TIMEOUT, 64,
				reason));
}

TEST_F(descriptor, root_of_a_user_namespace_sets_through_a_descriptor_that_was_passed_to_it)
{
	struct held held = { xdp_map(0), device_index(_metadata, "veth0") };
	char reason[REASON_LEN] = "";

	ASSERT_GE(held.fd, 0);
	in_child(_metadata, in_user_namespace, &held);
	expect_time(_metadata, held.device, 64);
	EXPECT_EQ(0, ctrl_delete(held.fd, held.device, reason));
}

static void set_after_unlink(struct __test_metadata *_metadata, void *data)
{
	const struct held *held = data;
	char reason[REASON_LEN] = "";
	int fd;

	become_user(_metadata);
	fd = obj_get(PIN);
	ASSERT_GE(fd, 0);
	ASSERT_EQ(1, write(held->fd, "", 1))
		TH_LOG("write: %m");
	ASSERT_TRUE(wait_for(access(PIN, F_OK), 10));
	EXPECT_EQ(0, set_member(fd, held->device, GRO_FLUSH_TIMEOUT, 64,
				reason));
	EXPECT_EQ(0, ctrl_delete(fd, held->device, reason));
}

/* The child opens the file, we remove it, the child goes on. */
TEST_F(descriptor, removing_the_file_of_a_pinned_map_takes_nothing_from_those_who_have_it_open)
{
	struct held held = { .device = device_index(_metadata, "veth0") };
	int ready[2];
	char byte;

	umask(0);
	ASSERT_TRUE(!obj_pin(xdp_map(0), PIN) && !chmod(PIN, 0666))
		TH_LOG("cannot pin: %m");
	ASSERT_EQ(0, pipe(ready))
		TH_LOG("pipe: %m");
	held.fd = ready[1];
	if (!fork()) {
		close(ready[1]);
		if (read(ready[0], &byte, 1) == 1)
			unlink(PIN);
		_exit(0);
	}
	in_child(_metadata, set_after_unlink, &held);
	EXPECT_EQ(-ENOENT, obj_get(PIN));
}

TEST_HARNESS_MAIN
