// SPDX-License-Identifier: GPL-2.0-only
/* Making control maps: what is refused, and what a map says about itself. */
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/btf.h>

#include "xdp_value.h"

#define FULL_SIZE	((uint32_t)sizeof(xdp_value))
#define MAX_VALUE_SIZE	16384

/* Make a map, close it, tell how it went. */
static int try_create(union bpf_attr attr)
{
	int fd = sys_bpf(BPF_MAP_CREATE, &attr);

	if (fd < 0)
		return fd;
	close(fd);
	return 0;
}

static union bpf_attr good(void)
{
	return ctrl_create_attr(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, 0, 0);
}

static void unknown_type_view_flag(char **args)
{
	static const uint32_t types[] = { 0xfff, 0xffff, BPF_CTRL_DYNAMIC_FIRST, -1 };
	union bpf_attr attr;
	char what[40];
	uint32_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		snprintf(what, sizeof(what), "control type %#x", types[i]);
		expect_result(try_create(ctrl_create_attr(types[i], 0, 0, 0)),
			      -EINVAL, what);
	}
	for (i = 4; i; i <<= 1) {
		snprintf(what, sizeof(what), "view %#x", i);
		expect_result(try_create(ctrl_create_attr(BPF_CTRL_XDP_ATTR, i,
							  0, 0)),
			      -EINVAL, what);
	}
	for (i = 1; i; i <<= 1) {
		if (i == BPF_F_RDONLY || i == BPF_F_WRONLY)
			continue;
		attr = good();
		attr.map_flags = i;
		snprintf(what, sizeof(what), "map flag %#x", i);
		expect_result(try_create(attr), -EINVAL, what);
	}
	attr = good();
	attr.map_flags = BPF_F_RDONLY | BPF_F_WRONLY;
	expect_result(try_create(attr), -EINVAL, "read-only and write-only");
}

static void wrong_sizes(char **args)
{
	static const uint32_t key_sizes[] = { 1, 2, 3, 5, 8, 16, -1 };
	union bpf_attr attr;
	char what[40];
	uint32_t i;

	for (i = 0; i < sizeof(key_sizes) / sizeof(key_sizes[0]); i++) {
		attr = good();
		attr.key_size = key_sizes[i];
		snprintf(what, sizeof(what), "key_size %u", key_sizes[i]);
		expect_result(try_create(attr), -EINVAL, what);
	}
	for (i = 1; i < sizeof(struct bpf_ctrl_header); i++) {
		attr = good();
		attr.value_size = i;
		snprintf(what, sizeof(what), "value_size %u", i);
		expect_result(try_create(attr), -EINVAL, what);
	}
	attr = good();
	attr.value_size = MAX_VALUE_SIZE;
	expect_result(try_create(attr), 0, "the largest value_size");
	attr.value_size = MAX_VALUE_SIZE + 1;
	expect_result(try_create(attr), -E2BIG, "a value_size beyond it");
	attr.value_size = UINT32_MAX;
	expect_result(try_create(attr), -E2BIG, "value_size UINT32_MAX");
}

/* A BTF as a user would load it, with one integer, id 1. */
static int load_own_btf(void)
{
	struct btf *btf = btf__new_empty();
	uint32_t size;
	const void *raw;
	int fd;

	btf__add_int(btf, "int", 4, BTF_INT_SIGNED);
	raw = btf__raw_data(btf, &size);
	fd = bpf_btf_load(raw, size, NULL);
	btf__free(btf);
	return fd;
}

/* A good map, but for one field. */
#define REFUSED(field, x)						\
	do {								\
		union bpf_attr attr = good();				\
									\
		attr.field = (x);					\
		expect_result(try_create(attr), -EINVAL, #field);	\
	} while (0)

static void own_btf(char **args)
{
	union bpf_attr attr = good();
	int btf = load_own_btf();

	need(btf >= 0, "cannot load a BTF: %s", result_name(btf));
	attr.btf_fd = btf;
	attr.btf_value_type_id = 1;
	expect_result(try_create(attr), -EINVAL, "btf_fd and value type");
	attr.btf_key_type_id = 1;
	expect_result(try_create(attr), -EINVAL, "btf_fd, key and value type");

	REFUSED(btf_fd, btf);
	REFUSED(btf_key_type_id, 1);
	REFUSED(btf_value_type_id, 1);
	REFUSED(btf_vmlinux_value_type_id, 1);
	REFUSED(value_type_btf_obj_fd, btf);
}

static void fields_of_other_maps(char **args)
{
	int hash = plain_map(BPF_MAP_TYPE_HASH);
	union bpf_attr attr = good();
	char raw[sizeof(attr) + 8] = "";

	need(hash > 0, "no hash map to be had");
	REFUSED(inner_map_fd, hash);
	REFUSED(numa_node, 1);
	REFUSED(map_ifindex, 1);

	memcpy(raw, &attr, sizeof(attr));
	raw[sizeof(attr)] = 1;
	expect(syscall(SYS_bpf, BPF_MAP_CREATE, raw, sizeof(raw)) < 0 &&
	       errno == E2BIG, "a byte behind what the kernel knows is accepted");

	attr.max_entries = UINT32_MAX;
	expect_result(try_create(attr), 0, "any max_entries");
	attr = good();
	attr.map_type = BPF_MAP_TYPE_HASH;
	attr.key_size = attr.value_size = 4;
	attr.max_entries = 1;
	expect_result(try_create(attr), -EINVAL, "map_extra of a hash map");
}

static void says_its_sizes(char **args)
{
	struct bpf_map_info info;
	uint32_t size;
	int fd;

	for (size = 0; size <= FULL_SIZE + 64; size++) {
		if (size && size < sizeof(struct bpf_ctrl_header))
			continue;
		fd = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, 0, size);
		need(fd >= 0, "value_size %u: %s", size, result_name(fd));
		expect_result(map_info(fd, &info), 0, "info");
		expect(info.type == BPF_MAP_TYPE_CONTROL &&
		       info.key_size == sizeof(struct if_xdp_key),
		       "type %u, key_size %u", info.type, info.key_size);
		expect(info.value_size == (size ?: FULL_SIZE),
		       "asked for %u, got %u", size, info.value_size);
		expect(info.btf_id && info.btf_key_type_id &&
		       info.btf_value_type_id, "value_size %u: no BTF", size);
		close(fd);
	}
	fd = xdp_view(BPF_CTRL_MAX);
	expect_result(map_info(fd, &info), 0, "info of a view");
	expect(info.map_extra ==
	       BPF_CTRL_MAP_EXTRA(BPF_CTRL_XDP_ATTR, BPF_CTRL_MAX),
	       "map_extra %#llx", info.map_extra);
}

static struct btf *btf_of(int fd, struct bpf_map_info *info)
{
	struct btf *btf;

	need(!map_info(fd, info), "no info");
	btf = btf__load_from_kernel_by_id(info->btf_id);
	need(btf, "BTF %u cannot be had", info->btf_id);
	return btf;
}

static void btf_has_what_fits(char **args)
{
	struct bpf_map_info info;
	const struct btf_type *t;
	struct btf *btf;
	uint32_t size, last_id = 0;
	int fd, members, made = 0;

	for (size = sizeof(struct bpf_ctrl_header); size <= FULL_SIZE + 64; size++) {
		fd = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, 0, size);
		btf = btf_of(fd, &info);
		t = btf__type_by_id(btf, info.btf_value_type_id);
		need(t && btf_is_struct(t), "the value is no struct");
		expect(!strcmp(btf__name_by_offset(btf, t->name_off),
			       "if_xdp_attributes"), "the value has another name");
		expect(t->size <= size, "value_size %u, struct of %u", size,
		       t->size);
		prefix_end(size, &members);
		expect(btf_vlen(t) == members,
		       "value_size %u: %d members, not %d", size, btf_vlen(t),
		       members);
		made += info.btf_id != last_id;
		last_id = info.btf_id;
		btf__free(btf);
		close(fd);
	}
	/* anyone may make maps, and a BTF is not charged */
	expect(made <= XDP_MEMBERS, "%d BTFs were made", made);
}

static bool is_const(const struct btf *btf, const struct btf_member *m)
{
	return btf_is_const(btf__type_by_id(btf, m->type));
}

static void btf_marks_readonly(char **args)
{
	struct bpf_map_info info;
	const struct btf_member *m;
	const struct btf_type *t;
	struct btf *btf = btf_of(xdp_map(BPF_F_RDONLY), &info);
	int i;

	t = btf__type_by_id(btf, info.btf_value_type_id);
	for (i = 0, m = btf_members(t); i < btf_vlen(t); i++, m++) {
		const char *name = btf__name_by_offset(btf, m->name_off);
		uint32_t at = m->offset / 8;
		bool header = at < sizeof(struct bpf_ctrl_header);
		bool writable = header ||
			at >= offsetof(xdp_value, rx_ring_size);

		expect(is_const(btf, m) == !writable, "%s is%s const", name,
		       writable ? "" : " not");
	}
	t = btf__type_by_id(btf, info.btf_key_type_id);
	expect(btf__resolve_size(btf, info.btf_key_type_id) == 4 &&
	       !strcmp(btf__name_by_offset(btf, t->name_off), "if_xdp_key"),
	       "the key is another type");
}

static void btf_is_of_2018(char **args)
{
	struct bpf_map_info info;
	const uint32_t types[] = { BPF_CTRL_DIRECTORY, BPF_CTRL_XDP_ATTR };
	unsigned int id, i;

	for (i = 0; i < 2; i++) {
		struct btf *btf = btf_of(ctrl_create(types[i], 0, BPF_F_RDONLY, 0),
					 &info);
		uint32_t size;

		for (id = 1; id < btf__type_cnt(btf); id++) {
			int kind = btf_kind(btf__type_by_id(btf, id));

			expect(kind >= BTF_KIND_INT && kind <= BTF_KIND_RESTRICT,
			       "control type %u has a type of kind %d", types[i],
			       kind);
		}
		btf__raw_data(btf, &size);
		expect(size < 4096, "the BTF has %u bytes", size);
		btf__free(btf);
	}
}

static const struct test tests[] = {
	{ "a map of an unknown control type, view or flag is refused",
	  unknown_type_view_flag },
	{ "a map with a wrong size of key or value is refused", wrong_sizes },
	{ "a map with BTF of the user's own is refused", own_btf },
	{ "a map with fields that other maps have is refused",
	  fields_of_other_maps },
	{ "a map of any size, from the header to more than there is, tells its sizes",
	  says_its_sizes },
	{ "the BTF of a map has the members that fit into its values",
	  btf_has_what_fits },
	{ "the BTF of a map tells which members are read-only",
	  btf_marks_readonly },
	{ "the BTF of a map is understood by a tool of 2018", btf_is_of_2018 },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
