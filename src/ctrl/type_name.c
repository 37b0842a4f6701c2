// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* What a type is called, and what its name says of the numbers in it. */
#include <stdio.h>
#include <string.h>
#include <bpf/btf.h>

#include "type.h"

#define CHAIN_MAX	32	/* qualifiers and dimensions in a row */

static const struct {
	const char *name;
	enum ctrl_meaning meaning;
	const char *unit;
} meanings[] = {
	{ "bpf_ctrl_nsec_t", CTRL_MEANING_NSEC, "ns" },
	{ "bpf_ctrl_usec_t", CTRL_MEANING_USEC, "us" },
	{ "bpf_ctrl_bytes_t", CTRL_MEANING_BYTES, "bytes" },
	{ "bpf_ctrl_ifindex_t", CTRL_MEANING_IFINDEX, "ifindex" },
	{ "bpf_ctrl_prog_id_t", CTRL_MEANING_PROG_ID, "prog id" },
	{ "bpf_ctrl_prog_fd_t", CTRL_MEANING_PROG_FD, "prog fd" },
	{ "bpf_ctrl_sock_fd_t", CTRL_MEANING_SOCK_FD, "socket fd" },
};

#define NR_MEANINGS	(sizeof(meanings) / sizeof(meanings[0]))

enum ctrl_meaning ctrl_meaning_of(const char *name)
{
	size_t i;

	for (i = 0; i < NR_MEANINGS; i++)
		if (!strcmp(name, meanings[i].name))
			return meanings[i].meaning;
	return CTRL_MEANING_NONE;
}

const char *ctrl_member__unit(const struct ctrl_member *member)
{
	size_t i;

	for (i = 0; i < NR_MEANINGS; i++)
		if (meanings[i].meaning == member->meaning)
			return meanings[i].unit;
	return NULL;
}

bool ctrl_type_declares_flags(const struct btf *btf, const struct btf_type *t)
{
	return btf_is_typedef(t) &&
	       !strcmp(btf__name_by_offset(btf, t->name_off), "bpf_ctrl_flags_t");
}

/* Their unit is that of the typedef which they are made of. */
bool ctrl_type_declares_counter(const struct btf *btf, const struct btf_type *t)
{
	static const char *const counters[] = {
		"bpf_ctrl_counter_t", "bpf_ctrl_counter32_t",
		"bpf_ctrl_nsec_counter_t", "bpf_ctrl_bytes_counter_t",
	};
	const char *name = btf__name_by_offset(btf, t->name_off);
	size_t i;

	for (i = 0; btf_is_typedef(t) && i < sizeof(counters) / sizeof(counters[0]); i++)
		if (!strcmp(name, counters[i]))
			return true;
	return false;
}

static void name_of(const struct btf *btf, __u32 id, char *buf, size_t len)
{
	const struct btf_type *t = btf__type_by_id(btf, id);
	const char *name = t ? btf__name_by_offset(btf, t->name_off) : NULL;
	const char *what = "";

	if (t && btf_is_struct(t))
		what = "struct ";
	else if (t && btf_is_union(t))
		what = "union ";
	else if (t && btf_is_any_enum(t))
		what = "enum ";
	else if (t && btf_is_ptr(t))
		name = "pointer";
	snprintf(buf, len, "%s%s", what, name && name[0] ? name : "(anonymous)");
}

/*
 * The type behind qualifiers and dimensions; the latter are written down. What is
 * around flags is none that C would write.
 */
static __u32 skip_dimensions(const struct ctrl_member *m, char *dims, size_t len)
{
	__u32 id = m->type_id;
	struct ctrl_line line;
	int i;

	ctrl_line__init(&line, dims, len);
	for (i = 0; i < CHAIN_MAX; i++) {
		const struct btf_type *t = btf__type_by_id(m->btf, id);

		if (t && btf_is_array(t)) {
			ctrl_line__add(&line, "[%u]", btf_array(t)->nelems);
			id = btf_array(t)->type;
		} else if (t && (btf_is_mod(t) ||
				 ctrl_type_declares_flags(m->btf, t))) {
			id = t->type;
		} else {
			break;
		}
	}
	return id;
}

static bool is_bitfield(const struct ctrl_member *m)
{
	return m->kind <= CTRL_KIND_FLAGS &&
	       btf__resolve_size(m->btf, m->type_id) * 8 != m->bits;
}

void ctrl_member__type_name(const struct ctrl_member *m, char *buf, size_t len)
{
	char dims[64], name[128];
	__u32 id = skip_dimensions(m, dims, sizeof(dims));

	name_of(m->btf, id, name, sizeof(name));
	if (is_bitfield(m))
		snprintf(buf, len, "%s : %u", name, m->bits);
	else
		snprintf(buf, len, "%s%s", name, dims);
}
