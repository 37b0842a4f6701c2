// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Attributes of a program that are written as bpftool prog show writes them. */
#include <string.h>
#include <bpf/btf.h>

#include "prog/value.h"

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

static void bytes_word(const struct ctrl_member *member, const void *value,
		       char word[STATS_WORD_ROOM])
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *bytes = (const unsigned char *)value +
				     member->bit_off / 8;
	__u32 i;

	for (i = 0; i < member->nr && 2 * i + 2 < STATS_WORD_ROOM; i++) {
		*word++ = digits[bytes[i] >> 4];
		*word++ = digits[bytes[i] & 15];
	}
	*word = '\0';
}

/* "socket_filter", as bpftool prog show calls BPF_PROG_TYPE_SOCKET_FILTER */
static void prog_type_word(const struct ctrl_member *member, const void *value,
			   char word[STATS_WORD_ROOM])
{
	ctrl_member__format(member, value, word, STATS_WORD_ROOM);
	ctrl_name__declared(word);
}

bool prog_value__own_word(const struct ctrl_member *member, const void *value,
			  char word[STATS_WORD_ROOM])
{
	bool is_type = is_prog_type(member);

	if (!is_type && !is_bytes(member))
		return false;
	if (word && is_type)
		prog_type_word(member, value, word);
	else if (word)
		bytes_word(member, value, word);

	return true;
}
