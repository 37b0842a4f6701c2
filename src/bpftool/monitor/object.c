// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What a change is about, as the control type's own BTF describes it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "key/btf.h"
#include "monitor/object.h"
#include "text/number.h"

static int find_name(const struct ctrl_directory *directory, __u32 number,
		     char name[CTRL_TYPE_NAME_MAX])
{
	__u32 i;

	for (i = 0; i < directory->nr; i++) {
		if (ctrl_directory__number(directory, i) != number)
			continue;
		ctrl_directory__name(directory, i, name);
		return 0;
	}

	return -ENOENT;
}

int monitor_types__find(const char *word, char name[CTRL_TYPE_NAME_MAX],
			struct ctrl_error *err)
{
	struct ctrl_directory directory;
	__u32 number;
	int ret;

	ret = ctrl_directory__init(&directory, NULL, err);
	if (ret)
		return ret;
	if (number__parse_u32(word, &number) ||
	    find_name(&directory, number, name))
		ret = ctrl_directory__find(&directory, word, &number, err) ?:
		      find_name(&directory, number, name);
	ctrl_directory__deinit(&directory);

	return ret;
}

static int types_read(struct monitor_types *types)
{
	struct ctrl_error err = {};
	int ret;

	types->pool = ctrl_pool__create();
	if (!types->pool)
		return -ENOMEM;
	ret = ctrl_directory__init(&types->directory, types->pool, &err);
	if (ret) {
		ctrl_pool__destroy(types->pool);
		*types = (struct monitor_types){};
	}

	return ret;
}

struct ctrl_map *monitor_types__map(struct monitor_types *types,
				    const char *name)
{
	struct ctrl_error err = {};
	struct ctrl_map *map;
	__u32 number;

	if (!types->pool && types_read(types))
		return NULL;
	if (ctrl_directory__find(&types->directory, name, &number, &err) ||
	    ctrl_pool__map(types->pool, number, CTRL_VIEW_CURRENT, true, &map,
			   &err))
		return NULL;

	return map;
}

void monitor_types__forget(struct monitor_types *types)
{
	if (!types->pool)
		return;
	ctrl_directory__deinit(&types->directory);
	ctrl_pool__destroy(types->pool);
	*types = (struct monitor_types){};
}

static bool has_descriptor(const struct ctrl_type *key)
{
	__u32 i;

	for (i = 0; i < key->nr; i++)
		if (key->members[i].meaning == CTRL_MEANING_PROG_FD ||
		    key->members[i].meaning == CTRL_MEANING_SOCK_FD)
			return true;

	return false;
}

/* "key 03000000": what a key is called that nobody describes. */
static void label_bytes(const struct monitor_change *change,
			struct key_label *label)
{
	struct ctrl_line line;

	ctrl_line__init(&line, label->name, sizeof(label->name));
	ctrl_line__add(&line, "key ");
	ctrl_line__add_bytes(&line, change->key, change->key_size);
}

void monitor_object__init(struct monitor_object *object,
			  const struct ctrl_map *map,
			  const struct monitor_change *change, bool foreign)
{
	*object = (struct monitor_object){};
	if (!map || map->key_size != change->key_size ||
	    change->key_size > sizeof(object->key)) {
		label_bytes(change, &object->label);
		return;
	}

	memcpy(object->key, change->key, change->key_size);
	if (has_descriptor(&map->key))
		key_btf__label_members(&map->key, object->key, foreign,
				       &object->label);
	else
		key_btf__label(&map->key, object->key, foreign,
			       &object->label);
}

/* Bytes in hex, all of the member's: the kernel cuts long ones. */
static int load_hex(const struct ctrl_member *member, const char *text,
		    void *value)
{
	size_t bytes = member->bits / 8, i;
	unsigned char *to = value;
	unsigned int byte;

	if (member->bits % 8 || member->bit_off % 8 ||
	    strlen(text) != 2 * bytes)
		return -EINVAL;
	for (i = 0; i < bytes; i++) {
		if (sscanf(text + 2 * i, "%2x", &byte) != 1)
			return -EINVAL;
		to[member->bit_off / 8 + i] = byte;
	}

	return 0;
}

static bool is_compound(const struct ctrl_member *member)
{
	return member->kind == CTRL_KIND_ARRAY ||
	       member->kind == CTRL_KIND_STRUCT ||
	       member->kind == CTRL_KIND_UNION;
}

/* What consists of a single number is written as that number. */
static void skip_wrappers(struct ctrl_member *member)
{
	while (is_compound(member) && member->nr == 1)
		if (ctrl_member__child(member, 0, member))
			return;
}

int monitor_value__load(const struct ctrl_member *whole, const char *text,
			void *value)
{
	struct ctrl_member part = *whole, *member = &part;
	struct ctrl_error err = {};

	skip_wrappers(member);
	if (is_compound(member))
		return load_hex(member, text, value);

	switch (member->kind) {
	case CTRL_KIND_UINT:
	case CTRL_KIND_INT:
	case CTRL_KIND_BOOL:
	case CTRL_KIND_ENUM:
	case CTRL_KIND_FLAGS:
		return ctrl_member__parse(member, text, value, &err);
	default:
		return -EOPNOTSUPP;
	}
}
