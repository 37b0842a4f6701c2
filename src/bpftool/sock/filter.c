// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Which sockets are shown: of which process, and by what they are. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "sock/filter.h"
#include "text/number.h"

#define FAMILY	"family"
#define TYPE	"type"
#define STATE	"tcp_state"

static int take_member(struct request *r, struct sock_filter *filter,
		       const char *keyword, const char *attribute)
{
	struct ctrl_error *err = &r->err;
	const char *word;
	char missing[64];
	int ret;

	snprintf(missing, sizeof(missing), "'%s' is followed by which", keyword);
	word = request__argument(r, missing);
	if (!word)
		return -EINVAL;
	ret = request__open(r) ?:
	      request_where__add(r, &filter->where, attribute, word);
	if (ret && err->attribute[0])
		snprintf(err->attribute, sizeof(err->attribute), "%s", keyword);

	return ret;
}

int sock_filter__take_family(struct request *r, void *filter)
{
	return take_member(r, filter, "family", FAMILY);
}

int sock_filter__take_type(struct request *r, void *filter)
{
	return take_member(r, filter, "type", TYPE);
}

int sock_filter__take_state(struct request *r, void *filter)
{
	return take_member(r, filter, "state", STATE);
}

int sock_filter__take_port(struct request *r, void *filter)
{
	const char *word = request__argument(r, "'port' is followed by which");
	struct sock_filter *f = filter;
	__u64 port;

	if (!word)
		return -EINVAL;
	if (number__parse(word, 65535, &port))
		return request__usage(r, "'%s' is no port", word);
	f->port = port;

	return 0;
}

static void offer_words(struct request *r, const struct candidates *at,
			const char *attribute)
{
	struct ctrl_member member;
	char word[128];
	__u64 number;
	__u32 i;

	r->words.nr = 0;
	if (request__open(r) ||
	    ctrl_type__find(&r->map->value, attribute, &member, &r->err))
		return;
	for (i = 0; !ctrl_member__enumerator(&member, i, word, sizeof(word),
					     &number); i++)
		candidates__offer(at, word, NULL);
}

void sock_filter__offer_family(struct request *r, const struct candidates *at)
{
	offer_words(r, at, FAMILY);
}

void sock_filter__offer_type(struct request *r, const struct candidates *at)
{
	offer_words(r, at, TYPE);
}

void sock_filter__offer_state(struct request *r, const struct candidates *at)
{
	offer_words(r, at, STATE);
}

void sock_filter__deinit(struct sock_filter *filter)
{
	request_where__deinit(&filter->where);
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
	if (!request_where__matches(&filter->where, row->value))
		return false;

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
