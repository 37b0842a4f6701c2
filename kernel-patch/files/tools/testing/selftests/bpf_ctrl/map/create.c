// SPDX-License-Identifier: GPL-2.0-only
/* Making control maps: what is refused, and what a map says about itself. */
#include <bpf/bpf.h>
#include <bpf/btf.h>

#include "../ctrl_harness.h"
#include "../xdp_value.h"

#define FULL_SIZE	((__u32)sizeof(struct if_xdp_attributes))
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

TEST(a_map_of_an_unknown_control_type_view_or_flag_is_refused)
{
	static const __u32 types[] = { 0xfff, 0xffff, BPF_CTRL_DYNAMIC_FIRST, -1 };
	union bpf_attr attr;
	char what[40];
	__u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		snprintf(what, sizeof(what), "control type %#x", types[i]);
		EXPECT_EQ(-EINVAL,
			  try_create(ctrl_create_attr(types[i], 0, 0, 0)))
			TH_LOG("%s", what);
	}
	for (i = 4; i; i <<= 1) {
		snprintf(what, sizeof(what), "view %#x", i);
		EXPECT_EQ(-EINVAL,
			  try_create(ctrl_create_attr(BPF_CTRL_XDP_ATTR, i, 0,
						      0)))
			TH_LOG("%s", what);
	}
	for (i = 1; i; i <<= 1) {
		if (i == BPF_F_RDONLY || i == BPF_F_WRONLY)
			continue;
		attr = good();
		attr.map_flags = i;
		snprintf(what, sizeof(what), "map flag %#x", i);
		EXPECT_EQ(-EINVAL, try_create(attr))
			TH_LOG("%s", what);
	}
	attr = good();
	attr.map_flags = BPF_F_RDONLY | BPF_F_WRONLY;
	EXPECT_EQ(-EINVAL, try_create(attr));
}

TEST(a_map_with_a_wrong_size_of_key_or_value_is_refused)
{
	static const __u32 key_sizes[] = { 1, 2, 3, 5, 8, 16, -1 };
	union bpf_attr attr;
	char what[40];
	__u32 i;

	for (i = 0; i < ARRAY_SIZE(key_sizes); i++) {
		attr = good();
		attr.key_size = key_sizes[i];
		snprintf(what, sizeof(what), "key_size %u", key_sizes[i]);
		EXPECT_EQ(-EINVAL, try_create(attr))
			TH_LOG("%s", what);
	}
	for (i = 1; i < sizeof(struct bpf_ctrl_header); i++) {
		attr = good();
		attr.value_size = i;
		snprintf(what, sizeof(what), "value_size %u", i);
		EXPECT_EQ(-EINVAL, try_create(attr))
			TH_LOG("%s", what);
	}
	attr = good();
	attr.value_size = MAX_VALUE_SIZE;
	EXPECT_EQ(0, try_create(attr));
	attr.value_size = MAX_VALUE_SIZE + 1;
	EXPECT_EQ(-E2BIG, try_create(attr));
	attr.value_size = UINT32_MAX;
	EXPECT_EQ(-E2BIG, try_create(attr));
}

/* A BTF as a user would load it, with one integer, id 1. */
static int load_own_btf(void)
{
	struct btf *btf = btf__new_empty();
	__u32 size;
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
		EXPECT_EQ(-EINVAL, try_create(attr))			\
			TH_LOG("%s", #field);				\
	} while (0)

TEST(a_map_with_btf_of_the_users_own_is_refused)
{
	union bpf_attr attr = good();
	int btf = load_own_btf();

	ASSERT_GE(btf, 0);
	attr.btf_fd = btf;
	attr.btf_value_type_id = 1;
	EXPECT_EQ(-EINVAL, try_create(attr));
	attr.btf_key_type_id = 1;
	EXPECT_EQ(-EINVAL, try_create(attr));

	REFUSED(btf_fd, btf);
	REFUSED(btf_key_type_id, 1);
	REFUSED(btf_value_type_id, 1);
	REFUSED(btf_vmlinux_value_type_id, 1);
	REFUSED(value_type_btf_obj_fd, btf);
}

TEST(a_map_with_fields_that_other_maps_have_is_refused)
{
	int hash = plain_map(BPF_MAP_TYPE_HASH);
	union bpf_attr attr = good();
	char raw[sizeof(attr) + 8] = "";

	ASSERT_GT(hash, 0);
	REFUSED(inner_map_fd, hash);
	REFUSED(numa_node, 1);
	REFUSED(map_ifindex, 1);

	memcpy(raw, &attr, sizeof(attr));
	raw[sizeof(attr)] = 1;
	EXPECT_TRUE(syscall(SYS_bpf, BPF_MAP_CREATE, raw, sizeof(raw)) < 0 &&
		    errno == E2BIG)
		TH_LOG("a byte behind what the kernel knows is accepted");

	attr.max_entries = UINT32_MAX;
	EXPECT_EQ(0, try_create(attr));
	attr = good();
	attr.map_type = BPF_MAP_TYPE_HASH;
	attr.key_size = 4;
	attr.value_size = 4;
	attr.max_entries = 1;
	EXPECT_EQ(-EINVAL, try_create(attr));
}

TEST(a_map_of_any_size_from_the_header_to_more_than_there_is_tells_its_sizes)
{
	struct bpf_map_info info;
	__u32 size;
	int fd;

	for (size = 0; size <= FULL_SIZE + 64; size++) {
		if (size && size < sizeof(struct bpf_ctrl_header))
			continue;
		fd = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, 0, size);
		ASSERT_GE(fd, 0)
			TH_LOG("value_size %u: %d", size, fd);
		EXPECT_EQ(0, map_info(fd, &info));
		EXPECT_TRUE(info.type == ctrl_map_type() &&
			    info.key_size == sizeof(struct if_xdp_key))
			TH_LOG("type %u, key_size %u", info.type,
			       info.key_size);
		EXPECT_EQ(size ?: FULL_SIZE, info.value_size)
			TH_LOG("asked for %u, got %u", size, info.value_size);
		EXPECT_TRUE(info.btf_id && info.btf_key_type_id &&
			    info.btf_value_type_id)
			TH_LOG("value_size %u: no BTF", size);
		close(fd);
	}
	fd = xdp_view(BPF_CTRL_MAX);
	EXPECT_EQ(0, map_info(fd, &info));
	EXPECT_EQ(BPF_CTRL_MAP_EXTRA(BPF_CTRL_XDP_ATTR, BPF_CTRL_MAX),
		  info.map_extra);
}

static struct btf *btf_of(struct __test_metadata *_metadata, int fd,
			  struct bpf_map_info *info)
{
	struct btf *btf;

	ASSERT_EQ(0, map_info(fd, info));
	btf = btf__load_from_kernel_by_id(info->btf_id);
	ASSERT_NE(NULL, btf)
		TH_LOG("BTF %u cannot be had", info->btf_id);
	return btf;
}

TEST(the_btf_of_a_map_has_the_members_that_fit_into_its_values)
{
	struct bpf_map_info info;
	const struct btf_type *t;
	struct btf *btf;
	__u32 size, last_id = 0;
	int fd, members, made = 0;

	for (size = sizeof(struct bpf_ctrl_header); size <= FULL_SIZE +
	     64; size++) {
		fd = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, 0, size);
		btf = btf_of(_metadata, fd, &info);
		t = btf__type_by_id(btf, info.btf_value_type_id);
		ASSERT_TRUE(t && btf_is_struct(t))
			TH_LOG("the value is no struct");
		EXPECT_STREQ("if_xdp_attributes",
			     btf__name_by_offset(btf, t->name_off));
		EXPECT_LE(t->size, size);
		prefix_end(size, &members);
		EXPECT_EQ(members, btf_vlen(t))
			TH_LOG("value_size %u: %d members, not %d", size,
			       btf_vlen(t), members);
		made += info.btf_id != last_id;
		last_id = info.btf_id;
		btf__free(btf);
		close(fd);
	}
	/* anyone may make maps, and a BTF is not charged */
	EXPECT_LE(made, XDP_MEMBERS);
}

static bool is_const(const struct btf *btf, const struct btf_member *m)
{
	return btf_is_const(btf__type_by_id(btf, m->type));
}

TEST(the_btf_of_a_map_tells_which_members_are_read_only)
{
	struct bpf_map_info info;
	const struct btf_member *m;
	const struct btf_type *t;
	struct btf *btf = btf_of(_metadata, xdp_map(BPF_F_RDONLY), &info);
	int i;

	t = btf__type_by_id(btf, info.btf_value_type_id);
	for (i = 0, m = btf_members(t); i < btf_vlen(t); i++, m++) {
		const char *name = btf__name_by_offset(btf, m->name_off);
		__u32 at = m->offset / 8;
		bool header = at < sizeof(struct bpf_ctrl_header);
		bool writable = header ||
			at >= offsetof(struct if_xdp_attributes, rx_ring_size);

		EXPECT_EQ(!writable, is_const(btf, m))
			TH_LOG("%s is%s const", name, writable ? "" : " not");
	}
	t = btf__type_by_id(btf, info.btf_key_type_id);
	EXPECT_TRUE(btf__resolve_size(btf, info.btf_key_type_id) == 4 &&
		    !strcmp(btf__name_by_offset(btf, t->name_off),
			    "if_xdp_key"))
		TH_LOG("the key is another type");
}

TEST(the_btf_of_a_map_is_understood_by_a_tool_of_2018)
{
	struct bpf_map_info info;
	const __u32 types[] = { BPF_CTRL_DIRECTORY, BPF_CTRL_XDP_ATTR };
	unsigned int id, i;

	for (i = 0; i < 2; i++) {
		struct btf *btf = btf_of(_metadata,
					 ctrl_create(types[i], 0, BPF_F_RDONLY,
						     0), &info);
		__u32 size;

		for (id = 1; id < btf__type_cnt(btf); id++) {
			int kind = btf_kind(btf__type_by_id(btf, id));

			EXPECT_TRUE(kind >= BTF_KIND_INT &&
				    kind <= BTF_KIND_RESTRICT)
				TH_LOG("control type %u has a type of kind %d",
				       types[i], kind);
		}
		btf__raw_data(btf, &size);
		EXPECT_LT(size, 4096);
		btf__free(btf);
	}
}

TEST_HARNESS_MAIN
