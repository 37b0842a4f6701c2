// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an ordinary user may do with control maps, and that nothing else of
 * bpf() opened up.  kernel.unprivileged_bpf_disabled is 2, as in Debian.  The
 * argument of every test is a veth device.
 */
#define _GNU_SOURCE
#include <linux/btf.h>
#include <sys/stat.h>

#include "become.h"
#include "tracing.h"

static int sysctl_unprivileged(void)
{
	int number = -1;
	FILE *f = fopen("/proc/sys/kernel/unprivileged_bpf_disabled", "r");

	need(f && fscanf(f, "%d", &number) == 1, "no sysctl");
	fclose(f);
	return number;
}

static void read_all_views(void *data)
{
	uint32_t view, next, out, key, count;
	char value[VALUE_ROOM];
	struct bpf_map_info info;
	int fd, btf;

	become_user();
	for (view = BPF_CTRL_CURRENT; view <= BPF_CTRL_DEFAULT; view++) {
		fd = xdp_view(view);
		need(fd >= 0, "map of view %u: %s", view, result_name(fd));
		expect_result(ctrl_lookup(fd, LO, value), 0, "lookup");
		expect_result(ctrl_next_key(fd, NULL, &next), 0, "get_next_key");
		count = 1;
		expect_result(ctrl_lookup_batch(fd, NULL, &out, &key, value,
						&count), 0, "lookup_batch");
		expect_result(map_info(fd, &info), 0, "info");
		btf = btf_fd(info.btf_id);
		expect(btf >= 0, "BTF %u: %s", info.btf_id, result_name(btf));
		close(btf);
		close(fd);
	}
	fd = ctrl_create(BPF_CTRL_DIRECTORY, 0, BPF_F_RDONLY, 0);
	need(fd >= 0, "directory: %s", result_name(fd));
	expect_result(ctrl_lookup(fd, BPF_CTRL_XDP_ATTR, value), 0, "lookup");
}

static void user_reads(char **args)
{
	need(sysctl_unprivileged() == 2, "unprivileged_bpf_disabled is %d",
	     sysctl_unprivileged());
	in_child(read_all_views, NULL);
}

/* A question that fails leaves a line in the log, though the call succeeds. */
static void user_leaves_no_trace(char **args)
{
	int count = new_counter();
	int link = count_capability_of(count, USER, -1, true);

	in_child(read_all_views, NULL);
	expect(!take_count(count), "privilege was asked for");
	close(link);
	close(count);
}

static void try_to_write(void *data)
{
	xdp_value v = { .mask = BIT_OF(GRO_FLUSH_TIMEOUT) };
	char reason[REASON_LEN] = "";
	int fd;

	become_user();
	expect_result(xdp_map(0), -EPERM, "map for writing");
	expect_result(xdp_map(BPF_F_WRONLY), -EPERM, "map for writing alone");
	expect_result(ctrl_create(BPF_CTRL_DIRECTORY, 0, 0, 0), -EPERM,
		      "directory without BPF_F_RDONLY");
	fd = xdp_map(BPF_F_RDONLY);
	expect_result(ctrl_update(fd, LO, &v, 0, reason), -EPERM, "update");
	expect_result(ctrl_delete(fd, LO, reason), -EPERM, "delete");
}

static void user_does_not_write(char **args)
{
	in_child(try_to_write, NULL);
}

struct ids {
	uint32_t map, btf, prog;
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
		uint32_t encoding;
		char strings[5];
	} __attribute__((packed)) blob = {
		.header = { .magic = BTF_MAGIC, .version = BTF_VERSION,
			    .hdr_len = sizeof(struct btf_header), .type_len = 16,
			    .str_off = 16, .str_len = 5 },
		.type = { .name_off = 1, .info = BTF_KIND_INT << 24, .size = 4 },
		.encoding = 32,
		.strings = "\0int",
	};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.btf = ptr_to_u64(&blob);
	attr.btf_size = sizeof(blob);
	return sys_bpf(BPF_BTF_LOAD, &attr);
}

static int id_call(int cmd, uint32_t id)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.start_id = id;	/* or map_id, prog_id, btf_id, link_id */
	return sys_bpf(cmd, &attr);
}

static void try_the_rest(void *data)
{
	static const uint32_t types[] = {
		BPF_MAP_TYPE_HASH, BPF_MAP_TYPE_ARRAY, BPF_MAP_TYPE_LRU_HASH,
		BPF_MAP_TYPE_PERCPU_HASH, BPF_MAP_TYPE_PERCPU_ARRAY,
		BPF_MAP_TYPE_DEVMAP, BPF_MAP_TYPE_XSKMAP, BPF_MAP_TYPE_SOCKMAP,
		BPF_MAP_TYPE_PROG_ARRAY, BPF_MAP_TYPE_PERF_EVENT_ARRAY,
	};
	const struct ids *ids = data;
	union bpf_attr attr;
	uint32_t i;
	int cmd;

	become_user();
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		char what[24];

		snprintf(what, sizeof(what), "map type %u", types[i]);
		expect_result(plain_map(types[i]), -EPERM, what);
	}
	expect_result(tiny_program(), -EPERM, "program");
	expect_result(tiny_btf(), -EPERM, "BTF load");
	expect_result(id_call(BPF_MAP_GET_FD_BY_ID, ids->map), -EPERM, "map by id");
	expect_result(id_call(BPF_PROG_GET_FD_BY_ID, ids->prog), -EPERM,
		      "program by id");
	expect_result(btf_fd(ids->btf), -EPERM, "a user's BTF by id");
	expect_result(btf_fd(1), -EPERM, "the kernel's BTF by id");
	expect_result(btf_fd(1U << 30), -EPERM, "BTF that is not there");
	expect_result(id_call(BPF_MAP_GET_NEXT_ID, 0), -EPERM, "next map");
	expect_result(id_call(BPF_PROG_GET_NEXT_ID, 0), -EPERM, "next program");
	expect_result(id_call(BPF_BTF_GET_NEXT_ID, 0), -EPERM, "next BTF");
	expect_result(id_call(BPF_LINK_GET_NEXT_ID, 0), -EPERM, "next link");
	for (cmd = 0; cmd < 64; cmd++) {
		memset(&attr, 0, sizeof(attr));
		expect(sys_bpf(cmd, &attr) < 0, "command %d succeeds", cmd);
	}
}

static void nothing_else(char **args)
{
	struct ids ids = { 0 };
	struct bpf_map_info map;
	struct bpf_prog_info prog;
	struct bpf_btf_info btf;
	union bpf_attr attr;
	struct { int fd; void *info; uint32_t size; } all[] = {
		{ plain_map(BPF_MAP_TYPE_HASH), &map, sizeof(map) },
		{ tiny_program(), &prog, sizeof(prog) },
		{ tiny_btf(), &btf, sizeof(btf) },
	};
	int i;

	for (i = 0; i < 3; i++) {
		need(all[i].fd >= 0, "root cannot make object %d: %s", i,
		     result_name(all[i].fd));
		memset(all[i].info, 0, all[i].size);
		memset(&attr, 0, sizeof(attr));
		attr.info.bpf_fd = all[i].fd;
		attr.info.info_len = all[i].size;
		attr.info.info = ptr_to_u64(all[i].info);
		need(!sys_bpf(BPF_OBJ_GET_INFO_BY_FD, &attr), "no info %d", i);
	}
	ids.map = map.id;
	ids.prog = prog.id;
	ids.btf = btf.id;
	expect(id_call(BPF_MAP_GET_FD_BY_ID, ids.map) >= 0 &&
	       id_call(BPF_PROG_GET_FD_BY_ID, ids.prog) >= 0 &&
	       btf_fd(ids.btf) >= 0, "root cannot get what root made");
	in_child(try_the_rest, &ids);
}

#define PIN_READONLY	"/sys/fs/bpf/privilege_readonly"
#define PIN_PRIVATE	"/sys/fs/bpf/privilege_private"
#define PIN_SHARED	"/sys/fs/bpf/privilege_shared"

static void open_pins(void *data)
{
	uint32_t device = *(uint32_t *)data;
	char reason[REASON_LEN] = "";
	int fd;

	become_user();
	fd = obj_get(PIN_READONLY);
	need(fd >= 0, "pinned map of mode 666: %s", result_name(fd));
	expect(read_device(fd, device).mask, "it cannot be read");
	expect_result(set_member(fd, device, XSK_RING_SIZE, 64, reason), -EPERM,
		      "update of a map made read-only");
	expect_reason(reason, "read-only");
	expect_result(obj_get(PIN_PRIVATE), -EACCES, "pinned map of mode 600");
	fd = obj_get(PIN_SHARED);
	need(fd >= 0, "writable map of mode 666: %s", result_name(fd));
	expect_result(set_member(fd, device, XSK_RING_SIZE, 64, reason), 0,
		      "update of a map that root passed on");
}

static void pins(char **args)
{
	uint32_t device = device_index(args[0]);

	umask(0);
	need(!obj_pin(xdp_map(BPF_F_RDONLY), PIN_READONLY) &&
	     !obj_pin(xdp_map(0), PIN_PRIVATE) &&
	     !obj_pin(xdp_map(0), PIN_SHARED) &&
	     !chmod(PIN_READONLY, 0666) && !chmod(PIN_PRIVATE, 0600) &&
	     !chmod(PIN_SHARED, 0666), "cannot pin: %m");
	in_child(open_pins, &device);
	expect(read_device(xdp_map(BPF_F_RDONLY), device).xsk_ring_size == 64,
	       "the change was not made");
	unlink(PIN_READONLY);
	unlink(PIN_PRIVATE);
	unlink(PIN_SHARED);
}

static const struct test tests[] = {
	{ "an ordinary user reads every view, and its BTF", user_reads },
	{ "what an ordinary user reads leaves no line in the audit log",
	  user_leaves_no_trace },
	{ "an ordinary user can neither set nor reset", user_does_not_write },
	{ "nothing else of bpf() has opened up for an ordinary user",
	  nothing_else },
	{ "a pinned map is for whom its mode says, and read-only if made so",
	  pins },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
