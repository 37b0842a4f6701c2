// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verb that shows the sockets of a process, or of all. */
#include <stdio.h>
#include <string.h>

#include "key/sock.h"
#include "request/items.h"
#include "show/show.h"
#include "sock/filter.h"
#include "sock/row.h"
#include "sock/rows.h"
#include "sock/show.h"
#include "sock/table.h"
#include "upstream/upstream.h"

static struct label_field address_field(const char *key, const char *address,
					bool known)
{
	return (struct label_field) {
		.key = key,
		.text = address,
		.unknown = !known,
	};
}

/* "pid 12 fd 3: 127.0.0.1:80 - 127.0.0.1:5555" */
static void add_heading(const struct sock_row *row, struct key_label *label)
{
	char local[SOCK_ADDRESS_SHOWN] = "-", peer[SOCK_ADDRESS_SHOWN] = "";

	if (!row->has_local && !row->has_peer)
		return;
	if (row->has_local)
		sock_address__show(row->local, local);
	if (row->has_peer)
		sock_address__show(row->peer, peer);
	snprintf(label->heading, sizeof(label->heading), "pid %d fd %d: %s%s%s",
		 row->key.pid, row->key.fd, local, *peer ? " - " : "", peer);
}

static void show_row(const struct request *r, const struct sock_row *row)
{
	struct key_label label = {};

	key_sock__label(&row->key, r->foreign, &label);
	label.fields[label.nr++] = address_field("local", row->local,
						 row->has_local);
	label.fields[label.nr++] = address_field("peer", row->peer,
						 row->has_peer);
	add_heading(row, &label);
	show_writer()->object(&label, &r->items, row->value);
}

static int show_one(struct request *r)
{
	struct sock_row row = {};
	struct key_sock key;
	int err;

	err = request__open(r) ?:
	      request_items__all(r);
	if (err)
		return err;
	memcpy(&key, r->key, sizeof(key));
	err = sock_row__init(&row, r->map, &key, &r->err);
	if (!err)
		show_row(r, &row);
	sock_row__deinit(&row);

	return err;
}

static void show_rows(const struct request *r, const struct sock_rows *rows,
		      bool of_many)
{
	int i;

	if (!json_output) {
		sock_table__print(rows, &r->map->value, of_many);
		return;
	}
	show_writer()->list_begin();
	for (i = 0; i < rows->nr; i++)
		show_row(r, &rows->at[i]);
	show_writer()->list_end();
}

static int read_rows(struct request *r, __s32 pid, struct sock_rows *rows)
{
	return pid ? sock_rows__of_process(rows, r->map, pid, &r->err) :
		     sock_rows__of_all(rows, r->map, &r->err);
}

static int show_chosen(struct request *r, const struct sock_filter *filter)
{
	struct sock_rows rows = {};
	int err;

	err = request__open(r) ?:
	      request_items__all(r) ?:
	      read_rows(r, filter->pid, &rows);
	if (!err) {
		sock_filter__apply(filter, &rows);
		show_rows(r, &rows, !filter->pid);
	}
	sock_rows__deinit(&rows);

	return err;
}

bool sock_show__begins(const char *word)
{
	return !strcmp(word, "pid") || !strcmp(word, "fd");
}

int sock_show__take(struct request *r, void *filter)
{
	struct sock_filter *f = filter;

	if (f->pid || r->has_key)
		return request__no_more(r);

	return r->words.nr > 2 && !strcmp(r->words.at[2], "fd") ?
	       request__take_object(r, NULL) :
	       key_sock__take_pid(&r->words, &f->pid, &r->err);
}

int sock_show(struct request *r)
{
	struct sock_filter filter = { .port = -1 };
	int err = request__take(r, &filter);

	if (!err && r->has_key)
		err = filter.where.nr || filter.port >= 0 ?
		      request__usage(r, "a socket that is named needs no choice") :
		      show_one(r);
	else if (!err)
		err = show_chosen(r, &filter);
	sock_filter__deinit(&filter);

	return err;
}
