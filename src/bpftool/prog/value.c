// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The statistics of a program: members of a control map's value, by name. */
#include <string.h>
#include <bpf/btf.h>

#include "prog/value.h"

static const struct ctrl_member *find_field(const struct ctrl_type *type,
					    const char *name)
{
	__u32 i;

	for (i = 0; i < type->nr; i++)
		if (!strcmp(type->members[i].name, name))
			return &type->members[i];

	return NULL;
}

void prog_fields__init(struct prog_fields *fields, const struct ctrl_type *type)
{
	*fields = (struct prog_fields) {
		.run_cnt = find_field(type, "run_cnt"),
		.run_time_ns = find_field(type, "run_time_ns"),
		.recursion_misses = find_field(type, "recursion_misses"),
		.id = find_field(type, "id"),
		.type = find_field(type, "type"),
		.tag = find_field(type, "tag"),
		.name = find_field(type, "name"),
		.load_time = find_field(type, "load_time"),
		.reset_time = find_field(type, "reset_time"),
		.collecting = find_field(type, "collecting"),
	};
}

__u64 prog_fields__mask(const struct prog_fields *f)
{
	const struct ctrl_member *const members[] = {
		f->run_cnt, f->run_time_ns, f->recursion_misses, f->id, f->type,
		f->tag, f->name, f->load_time, f->reset_time, f->collecting,
	};
	__u64 mask = 0;
	size_t i;

	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (members[i])
			mask |= 1ULL << members[i]->bit;

	return mask;
}

bool prog_value__has(const struct ctrl_member *member, const void *value)
{
	return member && ctrl_value__has(value, member);
}

__u64 prog_value__number(const struct ctrl_member *member, const void *value)
{
	if (!prog_value__has(member, value) || !member->bits || member->bits > 64)
		return 0;

	return ctrl_bits__load(value, member->bit_off, member->bits);
}

void prog_counts__init(struct prog_counts *counts,
		       const struct prog_fields *fields, const void *value)
{
	counts->run_cnt = prog_value__number(fields->run_cnt, value);
	counts->run_time_ns = prog_value__number(fields->run_time_ns, value);
	counts->recursion_misses =
		prog_value__number(fields->recursion_misses, value);
	counts->misses_unknown =
		!prog_value__has(fields->recursion_misses, value);
}

void prog_counts__add(struct prog_counts *sum, const struct prog_counts *counts)
{
	sum->run_cnt += counts->run_cnt;
	sum->run_time_ns += counts->run_time_ns;
	sum->recursion_misses += counts->recursion_misses;
	sum->misses_unknown |= counts->misses_unknown;
}

/* Asked for each program; ctrl_member__child() would find out much more. */
static bool is_bytes(const struct ctrl_member *member)
{
	const struct btf_type *array, *element;

	if (member->kind != CTRL_KIND_ARRAY || member->bits != 8 * member->nr)
		return false;
	array = btf__type_by_id(member->btf, member->raw_id);
	element = btf__type_by_id(member->btf,
				  btf__resolve_type(member->btf,
						    btf_array(array)->type));

	return element && btf_is_int(element) && !btf_int_encoding(element);
}

static bool is_prog_type(const struct ctrl_member *member)
{
	const struct btf_type *type;
	const char *name;

	if (member->kind != CTRL_KIND_ENUM)
		return false;
	type = btf__type_by_id(member->btf, member->raw_id);
	name = btf__name_by_offset(member->btf, type->name_off);

	return name && !strcmp(name, "bpf_prog_type");
}

bool prog_value__is_word(const struct ctrl_member *member)
{
	return is_bytes(member) || is_prog_type(member);
}

static void bytes_word(const struct ctrl_member *member, const void *value,
		       char word[PROG_WORD_ROOM])
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *bytes = (const unsigned char *)value +
				     member->bit_off / 8;
	__u32 i;

	for (i = 0; i < member->nr && 2 * i + 2 < PROG_WORD_ROOM; i++) {
		*word++ = digits[bytes[i] >> 4];
		*word++ = digits[bytes[i] & 15];
	}
	*word = '\0';
}

/* "socket_filter", as bpftool prog show calls BPF_PROG_TYPE_SOCKET_FILTER */
static void prog_type_word(const struct ctrl_member *member, const void *value,
			   char word[PROG_WORD_ROOM])
{
	ctrl_member__format(member, value, word, PROG_WORD_ROOM);
	ctrl_name__declared(word);
}

bool prog_value__own_word(const struct ctrl_member *member, const void *value,
			  char word[PROG_WORD_ROOM])
{
	if (is_prog_type(member))
		prog_type_word(member, value, word);
	else if (is_bytes(member))
		bytes_word(member, value, word);
	else
		return false;

	return true;
}

void prog_value__word(const struct ctrl_member *member, const void *value,
		      char word[PROG_WORD_ROOM])
{
	if (!prog_value__has(member, value))
		strcpy(word, "-");
	else if (!prog_value__own_word(member, value, word))
		ctrl_member__format(member, value, word, PROG_WORD_ROOM);
}
