// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an ordinary user may do with control maps, and that nothing else of
 * bpf() opened up.  kernel.unprivileged_bpf_disabled is 2, as in Debian.
 */
#include <linux/btf.h>
#include <sched.h>
#include <sys/stat.h>

#include "../become.h"
#include "../sysctl.h"
#include "../tracing.h"
#include "../xdp_device.h"

static void read_all_views(struct __test_metadata *_metadata, void *data)
{
	__u32 view, next, out, key, count;
	char value[VALUE_ROOM];
	struct bpf_map_info info;
	int fd, btf;

	become_user(_metadata);
	for (view = BPF_CTRL_CURRENT; view <= BPF_CTRL_DEFAULT; view++) {
		fd = xdp_view(view);
		ASSERT_GE(fd, 0)
			TH_LOG("map of view %u: %d", view, fd);
		EXPECT_EQ(0, ctrl_lookup(fd, LO, value));
		EXPECT_EQ(0, ctrl_next_key(fd, NULL, &next));
		count = 1;
		EXPECT_EQ(0, ctrl_lookup_batch(fd, NULL, &out, &key, value,
					       &count));
		EXPECT_EQ(0, map_info(fd, &info));
		btf = btf_fd(info.btf_id);
		EXPECT_GE(btf, 0)
			TH_LOG("BTF %u: %d", info.btf_id, btf);
		close(btf);
		close(fd);
	}
	fd = ctrl_create(BPF_CTRL_DIRECTORY, 0, BPF_F_RDONLY, 0);
	ASSERT_GE(fd, 0);
	EXPECT_EQ(0, ctrl_lookup(fd, BPF_CTRL_XDP_ATTR, value));
}

TEST(an_ordinary_user_reads_every_view_and_its_btf)
{
	ASSERT_EQ(2, get_sysctl(_metadata, "kernel/unprivileged_bpf_disabled"));
	in_child(_metadata, read_all_views, NULL);
}

/* A question that fails leaves a line in the log, though the call succeeds. */
TEST(what_an_ordinary_user_reads_leaves_no_line_in_the_audit_log)
{
	int count = new_counter(_metadata);
	int link = count_capability_of(_metadata, count, USER, -1, true);

	in_child(_metadata, read_all_views, NULL);
	EXPECT_EQ(0, take_count(_metadata, count));
	close(link);
	close(count);
}

static void try_to_write(struct __test_metadata *_metadata, void *data)
{
	struct if_xdp_attributes v = { .mask = BIT_OF(GRO_FLUSH_TIMEOUT) };
	char reason[REASON_LEN] = "";
	int fd;

	become_user(_metadata);
	EXPECT_EQ(-EPERM, xdp_map(0));
	EXPECT_EQ(-EPERM, xdp_map(BPF_F_WRONLY));
	EXPECT_EQ(-EPERM, ctrl_create(BPF_CTRL_DIRECTORY, 0, 0, 0));
	fd = xdp_map(BPF_F_RDONLY);
	EXPECT_EQ(-EPERM, ctrl_update(fd, LO, &v, 0, reason));
	EXPECT_EQ(-EPERM, ctrl_delete(fd, LO, reason));
}

TEST(an_ordinary_user_can_neither_set_nor_reset)
{
	in_child(_metadata, try_to_write, NULL);
}

static void as_namespace_root(struct __test_metadata *_metadata, void *data)
{
	char value[VALUE_ROOM];
	int fd;

	become_user(_metadata);
	ASSERT_EQ(0, unshare(CLONE_NEWUSER | CLONE_NEWNET))
		TH_LOG("unshare: %m");
	fd = xdp_map(BPF_F_RDONLY);
	ASSERT_GE(fd, 0);
	EXPECT_EQ(0, ctrl_lookup(fd, LO, value));
	EXPECT_EQ(-EPERM, xdp_map(0));
	EXPECT_EQ(-EPERM, plain_map(BPF_MAP_TYPE_HASH));
	EXPECT_EQ(-EPERM, btf_fd(1));
}

TEST(root_of_a_user_namespace_reads_its_own_network_namespace_and_no_more)
{
	in_child(_metadata, as_namespace_root, NULL);
}

struct ids {
	__u32 map, btf, prog;
};

static int tiny_program(void)
{
	struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
	attr.insns = ptr_to_u64(insns);
	attr.insn_cnt = 2;
	attr.license = ptr_to_u64("GPL");
	return sys_bpf(BPF_PROG_LOAD, &attr);
}

static int tiny_btf(void)
{
	struct {
		struct btf_header header;
		struct btf_type type;
		__u32 encoding;
		char strings[5];
	} blob = {
		.header = { .magic = BTF_MAGIC, .version = BTF_VERSION,
			    .hdr_len = sizeof(struct btf_header),
				    .type_len = 16,
			    .str_off = 16, .str_len = 5 },
		.type = { .name_off = 1, .info = BTF_KIND_INT << 24, .size = 4 },
		.encoding = 32,
		.strings = "\0int",
	};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.btf = ptr_to_u64(&blob);
	attr.btf_size = offsetof(typeof(blob), strings) + sizeof(blob.strings);
	return sys_bpf(BPF_BTF_LOAD, &attr);
}

static int id_call(int cmd, __u32 id)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.start_id = id;	/* or map_id, prog_id, btf_id, link_id */
	return sys_bpf(cmd, &attr);
}

static void try_the_rest(struct __test_metadata *_metadata, void *data)
{
	static const __u32 types[] = {
		BPF_MAP_TYPE_HASH, BPF_MAP_TYPE_ARRAY, BPF_MAP_TYPE_LRU_HASH,
		BPF_MAP_TYPE_PERCPU_HASH, BPF_MAP_TYPE_PERCPU_ARRAY,
		BPF_MAP_TYPE_DEVMAP, BPF_MAP_TYPE_XSKMAP, BPF_MAP_TYPE_SOCKMAP,
		BPF_MAP_TYPE_PROG_ARRAY, BPF_MAP_TYPE_PERF_EVENT_ARRAY,
	};
	const struct ids *ids = data;
	union bpf_attr attr;
	__u32 i;
	int cmd;

	become_user(_metadata);
	for (i = 0; i < ARRAY_SIZE(types); i++) {
		char what[24];

		snprintf(what, sizeof(what), "map type %u", types[i]);
		EXPECT_EQ(-EPERM, plain_map(types[i]))
			TH_LOG("%s", what);
	}
	EXPECT_EQ(-EPERM, tiny_program());
	EXPECT_EQ(-EPERM, tiny_btf());
	EXPECT_EQ(-EPERM, id_call(BPF_MAP_GET_FD_BY_ID, ids->map));
	EXPECT_EQ(-EPERM, id_call(BPF_PROG_GET_FD_BY_ID, ids->prog));
	EXPECT_EQ(-EPERM, btf_fd(ids->btf));
	EXPECT_EQ(-EPERM, btf_fd(1));
	EXPECT_EQ(-EPERM, btf_fd(1U << 30));
	EXPECT_EQ(-EPERM, id_call(BPF_MAP_GET_NEXT_ID, 0));
	EXPECT_EQ(-EPERM, id_call(BPF_PROG_GET_NEXT_ID, 0));
	EXPECT_EQ(-EPERM, id_call(BPF_BTF_GET_NEXT_ID, 0));
	EXPECT_EQ(-EPERM, id_call(BPF_LINK_GET_NEXT_ID, 0));
	for (cmd = 0; cmd < 64; cmd++) {
		memset(&attr, 0, sizeof(attr));
		EXPECT_LT(sys_bpf(cmd, &attr), 0)
			TH_LOG("command %d succeeds", cmd);
	}
}

TEST(nothing_else_of_bpf_has_opened_up_for_an_ordinary_user)
{
	struct ids ids = { 0 };
	struct bpf_map_info map;
	struct bpf_prog_info prog;
	struct bpf_btf_info btf;
	union bpf_attr attr;
	struct { int fd; void *info; __u32 size; } all[] = {
		{ plain_map(BPF_MAP_TYPE_HASH), &map, sizeof(map) },
		{ tiny_program(), &prog, sizeof(prog) },
		{ tiny_btf(), &btf, sizeof(btf) },
	};
	int i;

	for (i = 0; i < 3; i++) {
		ASSERT_GE(all[i].fd, 0)
			TH_LOG("root cannot make object %d: %d", i, all[i].fd);
		memset(all[i].info, 0, all[i].size);
		memset(&attr, 0, sizeof(attr));
		attr.info.bpf_fd = all[i].fd;
		attr.info.info_len = all[i].size;
		attr.info.info = ptr_to_u64(all[i].info);
		ASSERT_EQ(0, sys_bpf(BPF_OBJ_GET_INFO_BY_FD, &attr))
			TH_LOG("no info %d", i);
	}
	ids.map = map.id;
	ids.prog = prog.id;
	ids.btf = btf.id;
	EXPECT_TRUE(id_call(BPF_MAP_GET_FD_BY_ID, ids.map) >= 0 &&
		    id_call(BPF_PROG_GET_FD_BY_ID, ids.prog) >= 0 &&
		    btf_fd(ids.btf) >= 0)
		TH_LOG("root cannot get what root made");
	in_child(_metadata, try_the_rest, &ids);
}

#define PIN_READONLY	"/sys/fs/bpf/privilege_readonly"
#define PIN_PRIVATE	"/sys/fs/bpf/privilege_private"
#define PIN_SHARED	"/sys/fs/bpf/privilege_shared"

static void open_pins(struct __test_metadata *_metadata, void *data)
{
	__u32 device = *(__u32 *)data;
	char reason[REASON_LEN] = "";
	int fd;

	become_user(_metadata);
	fd = obj_get(PIN_READONLY);
	ASSERT_GE(fd, 0);
	EXPECT_TRUE(read_device(_metadata, fd, device).mask);
	EXPECT_EQ(-EPERM,
		  set_member(fd, device, GRO_FLUSH_TIMEOUT, 64, reason));
	EXPECT_REASON(reason, "read-only");
	EXPECT_EQ(-EACCES, obj_get(PIN_PRIVATE));
	fd = obj_get(PIN_SHARED);
	ASSERT_GE(fd, 0);
	EXPECT_EQ(0, set_member(fd, device, GRO_FLUSH_TIMEOUT, 64, reason));
}

TEST(a_pinned_map_is_for_whom_its_mode_says_and_read_only_if_made_so)
{
	__u32 device;

	add_veth_pair(_metadata);
	device = device_index(_metadata, "veth0");
	umask(0);
	ASSERT_TRUE(!obj_pin(xdp_map(BPF_F_RDONLY), PIN_READONLY) &&
		    !obj_pin(xdp_map(0), PIN_PRIVATE) &&
		    !obj_pin(xdp_map(0), PIN_SHARED) &&
		    !chmod(PIN_READONLY, 0666) && !chmod(PIN_PRIVATE, 0600) &&
		    !chmod(PIN_SHARED, 0666))
		TH_LOG("cannot pin: %m");
	in_child(_metadata, open_pins, &device);
	EXPECT_EQ(64, read_device(_metadata, xdp_map(BPF_F_RDONLY),
				  device).gro_flush_timeout);
	unlink(PIN_READONLY);
	unlink(PIN_PRIVATE);
	unlink(PIN_SHARED);
}

TEST_HARNESS_MAIN
