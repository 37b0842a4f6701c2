// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an ordinary user may do with the descriptor of a control map that
 * somebody else opened.  The argument of every test is a veth device.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/stat.h>

#include "become.h"

#define PIN	"/sys/fs/bpf/holder"

struct held {
	int fd;
	uint32_t device;
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

static void expect_size(uint32_t device, uint32_t wanted)
{
	uint32_t size = read_device(xdp_map(BPF_F_RDONLY), device).xsk_ring_size;

	expect(size == wanted, "xsk_ring_size is %u, not %u", size, wanted);
}

static void set_and_reset(void *data)
{
	const struct held *held = data;
	char reason[REASON_LEN] = "";

	become_user();
	expect_result(set_member(held->fd, held->device, XSK_RING_SIZE, 64,
				 reason), 0, "update");
	expect_size(held->device, 64);
	expect_result(ctrl_delete(held->fd, held->device, reason), 0, "delete");
	expect_size(held->device, 256);
}

static void writable(char **args)
{
	struct held held = { xdp_map(0), device_index(args[0]) };

	need(held.fd >= 0, "no map: %s", result_name(held.fd));
	in_child(set_and_reset, &held);
}

static void only_read(void *data)
{
	const struct held *held = data;
	char reason[REASON_LEN] = "";

	become_user();
	expect(read_device(held->fd, held->device).mask, "it cannot be read");
	expect_result(set_member(held->fd, held->device, XSK_RING_SIZE, 64,
				 reason), -EPERM, "update");
	expect_result(ctrl_delete(held->fd, held->device, reason), -EPERM,
		      "delete");
	expect_result(freeze(held->fd), -EPERM, "freeze");
}

static void for_reading(char **args)
{
	struct held held = { .device = device_index(args[0]) };

	need(!obj_pin(xdp_map(0), PIN), "cannot pin");
	held.fd = obj_get_for_reading(PIN);
	unlink(PIN);
	need(held.fd >= 0, "not opened: %s", result_name(held.fd));
	in_child(only_read, &held);
	expect_size(held.device, 256);
}

static void in_user_namespace(void *data)
{
	const struct held *held = data;
	char reason[REASON_LEN] = "";

	become_user();
	need(!unshare(CLONE_NEWUSER | CLONE_NEWNET), "unshare: %m");
	expect_result(xdp_map(0), -EPERM, "a map of its own for writing");
	expect_result(set_member(held->fd, held->device, XSK_RING_SIZE, 64,
				 reason), 0, "update");
}

static void passed_on(char **args)
{
	struct held held = { xdp_map(0), device_index(args[0]) };
	char reason[REASON_LEN] = "";

	need(held.fd >= 0, "no map: %s", result_name(held.fd));
	in_child(in_user_namespace, &held);
	expect_size(held.device, 64);
	expect_result(ctrl_delete(held.fd, held.device, reason), 0, "delete");
}

static void set_after_unlink(void *data)
{
	const struct held *held = data;
	char reason[REASON_LEN] = "";
	int fd;

	become_user();
	fd = obj_get(PIN);
	need(fd >= 0, "pinned map of mode 666: %s", result_name(fd));
	need(write(held->fd, "", 1) == 1, "write: %m");
	need(wait_for(access(PIN, F_OK), 10), "the file stays");
	expect_result(set_member(fd, held->device, XSK_RING_SIZE, 64, reason),
		      0, "update of a map whose file is gone");
	expect_result(ctrl_delete(fd, held->device, reason), 0, "delete");
}

/* The child opens the file, we remove it, the child goes on. */
static void unlinked(char **args)
{
	struct held held = { .device = device_index(args[0]) };
	int ready[2];
	char byte;

	umask(0);
	need(!obj_pin(xdp_map(0), PIN) && !chmod(PIN, 0666), "cannot pin: %m");
	need(!pipe(ready), "pipe: %m");
	held.fd = ready[1];
	if (!fork()) {
		close(ready[1]);
		if (read(ready[0], &byte, 1) == 1)
			unlink(PIN);
		_exit(0);
	}
	in_child(set_after_unlink, &held);
	expect_result(obj_get(PIN), -ENOENT, "the file");
}

static const struct test tests[] = {
	{ "whoever holds a descriptor for writing sets, without any privilege",
	  writable },
	{ "whoever holds a descriptor for reading reads, and neither sets nor freezes",
	  for_reading },
	{ "root of a user namespace sets through a descriptor that was passed to it",
	  passed_on },
	{ "removing the file of a pinned map takes nothing from those who have it open",
	  unlinked },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
