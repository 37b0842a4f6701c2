// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * bpftool ctrl monitor: who changed what.
 *
 * The kernel traces each change; all that is needed to watch is found before the
 * first word is printed, so that "listening" on stderr can be relied on.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "complete/complete.h"
#include "monitor/cpu.h"
#include "monitor/format.h"
#include "monitor/monitor.h"
#include "monitor/object.h"
#include "monitor/print.h"
#include "monitor/ring.h"
#include "objects/netns.h"
#include "text/number.h"
#include "upstream/upstream.h"

/* What is waited for, besides the rings. */
enum { POLL_SIGNAL, POLL_CPU, POLL_OUTPUT, POLL_RINGS };

/**
 * struct monitor - one call of the command
 * @r: the request
 * @word: that names a control type; NULL: none does
 * @type: show only changes of the control type of this name; "": of all
 * @left: end after so many changes; 0: do not
 * @netns: inode of our network namespace
 * @format: of the event
 * @rings: where the events come from
 * @types: maps of the control types, between two waits
 * @cpus: socket, owned; negative: processors do not come and go here
 * @fds: what to wait for, owned
 * @lines: of JSON
 * @counted: as many changes as were asked for have been shown
 * @ended: by a signal, or since nobody reads
 * @until: when the signal was seen, in ns: nothing later is shown
 */
struct monitor {
	struct request *r;
	const char *word;
	char type[CTRL_TYPE_NAME_MAX];
	__u64 left;
	__u64 netns;
	struct monitor_format format;
	struct monitor_rings rings;
	struct monitor_types types;
	int cpus;
	struct pollfd *fds;
	struct json_lines lines;
	bool counted;
	bool ended;
	__u64 until;
};

static int take_type_name(struct request *r, void *options)
{
	struct monitor *m = options;

	if (r->words.nr && strcmp(r->words.at[0], "count"))
		m->word = words__take(&r->words);

	return 0;
}

static int take_nr_changes(struct request *r, void *options)
{
	struct monitor *m = options;
	const char *word;

	word = request__argument(r, "the number of changes is missing");
	if (!word)
		return -EINVAL;
	if (number__parse(word, UINT64_MAX, &m->left) || !m->left)
		return request__usage(r, "'%s' is no number of changes", word);

	return 0;
}

static void offer_types(struct request *r, const struct candidates *at)
{
	if (r->words.nr == 1)
		complete_map__offer_types(r, at);
}

static const struct clause clauses[] = {
	{ CLAUSE_OPTION, NULL, "TYPE", .take = take_type_name,
	  .offer = offer_types },
	{ CLAUSE_OPTION, "count", "N", .once = true, .take = take_nr_changes },
	{}
};

static int find_type(struct monitor *m)
{
	if (!m->word)
		return 0;

	return monitor_types__find(m->word, m->type, &m->r->err);
}

/* Processors first, so that none comes online unnoticed. */
static int begin(struct monitor *m)
{
	struct netns own;
	int err;

	if (!netns__own(&own))
		m->netns = own.ino;
	m->cpus = monitor_cpu__open();
	err = monitor_format__read(&m->format, &m->r->err) ?:
	      find_type(m) ?:
	      monitor_rings__init(&m->rings, m->format.id, &m->r->err);
	if (err)
		return err;

	m->fds = calloc(POLL_RINGS + m->rings.nr, sizeof(*m->fds));
	if (!m->fds)
		return ctrl_error__set(&m->r->err, CTRL_FAULT_KERNEL, ENOMEM,
				       NULL);
	fprintf(stderr, "listening for changes%s%s\n", m->word ? " of " : "",
		m->type);

	return 0;
}

static int print(struct monitor *m, const struct monitor_change *change)
{
	struct ctrl_map *map = monitor_types__map(&m->types, change->type);
	struct monitor_object object;
	int err;

	monitor_object__init(&object, map, change,
			     change->netns && change->netns != m->netns);
	err = monitor_print__change(&m->lines, change, map, &object);
	ctrl_map__close(map);
	if (!err && m->left && !--m->left)
		m->counted = true;

	return err;
}

static int show_record(struct monitor *m, const struct monitor_record *record)
{
	struct monitor_change change = {
		.time = record->time, .pid = record->pid, .tid = record->tid,
	};

	if (record->lost)
		return monitor_print__lost(&m->lines, record->lost, record->cpu);
	if (monitor_format__decode(&m->format, record->data, record->size,
				   &change))
		return -EBADMSG;
	if (m->word && strcmp(m->type, change.type))
		return 0;

	return print(m, &change);
}

/*
 * What was changed before a signal is still shown; under load the rings do not
 * get empty.
 */
static void note_end(struct monitor *m)
{
	struct timespec now;

	if (!interrupted() || m->until != UINT64_MAX)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	m->until = now.tv_sec * 1000000000ULL + now.tv_nsec;
	m->ended = true;
}

static int show_records(struct monitor *m)
{
	struct monitor_record record;
	int err = 0;

	while (!err && !m->counted && monitor_rings__take(&m->rings, &record)) {
		note_end(m);
		if (record.time > m->until)
			break;
		err = show_record(m, &record);
	}
	monitor_types__forget(&m->types);

	if (err)
		return ctrl_error__set(&m->r->err, CTRL_FAULT_KERNEL, -err,
				       err == -EBADMSG ?
				       "an event is not as its format says" :
				       "the output cannot be written");
	return 0;
}

static void renew_cpus(struct monitor *m)
{
	int cpu;

	while (!monitor_cpu__next(m->cpus, &cpu))
		if (!monitor_rings__renew(&m->rings, cpu))
			fprintf(stderr, "processor %d is online, and watched from now on\n",
				cpu);
}

static int wait_for_more(struct monitor *m)
{
	struct pollfd *fds = m->fds;

	fds[POLL_SIGNAL] = (struct pollfd){ interrupt_fd(), POLLIN, 0 };
	fds[POLL_CPU] = (struct pollfd){ m->cpus, POLLIN, 0 };
	fds[POLL_OUTPUT] = (struct pollfd){ STDOUT_FILENO, 0, 0 };
	monitor_rings__poll(&m->rings, &fds[POLL_RINGS]);
	if (poll(fds, POLL_RINGS + m->rings.nr, -1) < 0 && errno != EINTR)
		return ctrl_error__set(&m->r->err, CTRL_FAULT_KERNEL, errno,
				       "poll");
	if (fds[POLL_OUTPUT].revents)
		m->ended = true;
	note_end(m);

	return 0;
}

/* poll() returns at once for a ring that is no longer written. */
static void drop_dead_rings(struct monitor *m)
{
	int i;

	for (i = 0; i < m->rings.nr; i++)
		if (m->fds[POLL_RINGS + i].revents & (POLLHUP | POLLERR))
			monitor_rings__drop(&m->rings, i);
}

static int watch(struct monitor *m)
{
	int err = 0;

	monitor_print__begin(&m->lines);
	while (!err && !m->counted && !m->ended) {
		err = wait_for_more(m) ?: show_records(m);
		drop_dead_rings(m);
		renew_cpus(m);
	}
	monitor_print__end(&m->lines, err);

	return err;
}

static void end(struct monitor *m)
{
	monitor_rings__deinit(&m->rings);
	if (m->cpus >= 0)
		close(m->cpus);
	free(m->fds);
}

static int monitor(struct request *r)
{
	struct monitor m = { .r = r, .cpus = -1, .until = UINT64_MAX };
	int err;

	interrupt_begin();
	err = request__take(r, &m) ?: begin(&m) ?: watch(&m);
	end(&m);
	interrupt_end();

	return err;
}

const struct verb verb_monitor = {
	"monitor", .clauses = clauses, .run = monitor,
};
