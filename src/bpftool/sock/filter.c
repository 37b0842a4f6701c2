// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Which sockets are shown, by what they are. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "sock/filter.h"
#include "text/number.h"

static const struct {
	const char *word;
	const char *attribute;
} by_attribute[SOCK_FILTER_MEMBERS] = {
	{ "family", "family" },
	{ "type", "type" },
	{ "state", "tcp_state" },
};

static int usage(struct ctrl_error *err, const char *word, const char *what)
{
	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "'%s' %s; sockets are chosen by %s", word, what,
			       SOCK_FILTER_SYNTAX);
}

static const char *attribute_of(const char *word)
{
	int i;

	for (i = 0; i < SOCK_FILTER_MEMBERS; i++)
		if (!strcmp(word, by_attribute[i].word))
			return by_attribute[i].attribute;

	return NULL;
}

static bool is_named(const struct sock_filter *filter,
		     const struct ctrl_member *member)
{
	int i;

	for (i = 0; i < filter->nr; i++)
		if (filter->members[i].bit == member->bit)
			return true;

	return false;
}

static void name_pair(struct ctrl_error *err, const char *word, const char *value)
{
	snprintf(err->attribute, sizeof(err->attribute), "%s", word);
	snprintf(err->value, sizeof(err->value), "%s", value);
}

static int take_member(struct sock_filter *filter, const char *word,
		       const char *value, const struct ctrl_map *map,
		       struct ctrl_error *err)
{
	struct ctrl_member *member = &filter->members[filter->nr];
	int ret;

	ret = ctrl_type__find(&map->value, attribute_of(word), member, err);
	if (ret)
		return ret;
	if (is_named(filter, member))
		return usage(err, word, "is named twice");
	ret = ctrl_member__parse(member, value, filter->wanted, err);
	if (ret)
		name_pair(err, word, value);
	else
		filter->nr++;

	return ret;
}

static int take_port(struct sock_filter *filter, const char *value,
		     struct ctrl_error *err)
{
	__u64 port;

	if (filter->port >= 0)
		return usage(err, "port", "is named twice");
	if (number__parse(value, 65535, &port))
		return usage(err, value, "is no port");
	filter->port = port;

	return 0;
}

int sock_filter__take(struct sock_filter *filter, struct words *words,
		      const struct ctrl_map *map, struct ctrl_error *err)
{
	const char *word, *value;
	int ret = 0;

	*filter = (struct sock_filter) {
		.wanted = calloc(1, map->value_size),
		.port = -1,
	};
	if (!filter->wanted)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	while (!ret && words->nr) {
		word = words__take(words);
		if (!attribute_of(word) && strcmp(word, "port"))
			return usage(err, word, "is one word too many");
		if (!words->nr)
			return usage(err, word, "has nothing behind it");
		value = words__take(words);
		ret = attribute_of(word) ?
		      take_member(filter, word, value, map, err) :
		      take_port(filter, value, err);
	}

	return ret;
}

void sock_filter__deinit(struct sock_filter *filter)
{
	free(filter->wanted);
}

/* The number behind the last colon, as sock_address__format() writes it. */
static bool has_port(const struct sock_row *row, const char *address, bool known,
		     int port)
{
	const char *colon = known ? strrchr(address, ':') : NULL;

	return colon && (row->family == AF_INET || row->family == AF_INET6) &&
	       atoi(colon + 1) == port;
}

static bool match(const struct sock_filter *filter, const struct sock_row *row)
{
	int i;

	for (i = 0; i < filter->nr; i++) {
		const struct ctrl_member *m = &filter->members[i];

		if (!ctrl_value__has(row->value, m) ||
		    !ctrl_bits__equal(row->value, filter->wanted, m->bit_off,
				      m->bits))
			return false;
	}

	return filter->port < 0 ||
	       has_port(row, row->local, row->has_local, filter->port) ||
	       has_port(row, row->peer, row->has_peer, filter->port);
}

void sock_filter__apply(const struct sock_filter *filter, struct sock_rows *rows)
{
	int i, kept = 0;

	for (i = 0; i < rows->nr; i++) {
		if (match(filter, &rows->at[i]))
			rows->at[kept++] = rows->at[i];
		else
			sock_row__deinit(&rows->at[i]);
	}
	rows->nr = kept;
}
