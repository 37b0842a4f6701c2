// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Changes, as text or as JSON.
 *
 * What is shown comes from others: a thread may call itself "\n" or anything
 * else, so all of it passes put_text() or json_text__string().
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "monitor/print.h"
#include "show/json_text.h"
#include "show/json_value.h"
#include "show/show.h"
#include "text/shown.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

#define WORD_ROOM	4096
#define NSEC		1000000000ULL

static void put_text(const char *text)
{
	shown__put(text, stdout);
}

/* CLOCK_MONOTONIC as wall clock time, by the present difference of the two. */
static struct timespec wall_clock(__u64 moment)
{
	struct timespec now, steady;
	__u64 wall;

	clock_gettime(CLOCK_REALTIME, &now);
	clock_gettime(CLOCK_MONOTONIC, &steady);
	wall = now.tv_sec * NSEC + now.tv_nsec -
	       (steady.tv_sec * NSEC + steady.tv_nsec) + moment;

	return (struct timespec){ wall / NSEC, wall % NSEC };
}

/* As "2026-11-23T06:12:13.123456", in local time or with a Z in UTC. */
static void format_time(__u64 moment, bool utc, char *buf, size_t len)
{
	struct timespec wall = wall_clock(moment);
	struct tm broken_down;
	char seconds[32];

	if (utc)
		gmtime_r(&wall.tv_sec, &broken_down);
	else
		localtime_r(&wall.tv_sec, &broken_down);
	strftime(seconds, sizeof(seconds), "%Y-%m-%dT%H:%M:%S", &broken_down);
	snprintf(buf, len, "%s.%06ld%s", seconds, wall.tv_nsec / 1000,
		 utc ? "Z" : "");
}

/*
 * A value in the layout of the control type, to be freed; NULL: only as text, as
 * that of an anonymous union or struct.
 */
static void *load_value(const struct ctrl_map *map, const char *name,
			const char *text, struct ctrl_member *member)
{
	struct ctrl_error err = {};
	void *value;

	if (!map || !name[0] ||
	    ctrl_type__find(&map->value, name, member, &err))
		return NULL;
	value = calloc(1, map->value_size);
	if (value && monitor_value__load(member, text, value)) {
		free(value);
		value = NULL;
	}

	return value;
}

static void put_value(const struct monitor_change *change,
		      const struct ctrl_map *map, const char *text)
{
	struct ctrl_member member;
	char word[WORD_ROOM];
	void *value;

	value = load_value(map, change->member, text, &member);
	if (value)
		ctrl_member__format(&member, value, word, sizeof(word));
	put_text(value ? word : text);
	free(value);
}

static void print_text_change(const struct monitor_change *change,
			      const struct ctrl_map *map,
			      const struct monitor_object *object)
{
	char when[64], name[CTRL_PATH_MAX];

	format_time(change->time, false, when, sizeof(when));
	printf("%s ", when);
	put_text(change->comm);
	printf("[%u] uid %u", change->pid, change->uid);
	if (change->netns)
		printf(" netns %u", change->netns);
	printf(": ");
	put_text(change->type);
	putchar(' ');
	put_text(object->label.name);
	ctrl_name__plain(change->member, name, sizeof(name));
	printf(": ");
	put_text(name[0] ? name : "(no name)");
	putchar(' ');
	put_value(change, map, change->old);
	printf(" -> ");
	put_value(change, map, change->new);
	putchar('\n');
}

static void print_text_lost(__u64 lost, int cpu)
{
	printf("%llu changes on processor %d are not shown: they came too fast\n",
	       lost, cpu);
}

/* Two digits a byte, in the order of memory. */
static void key_bytes_field(const struct monitor_change *change)
{
	char hex[2 * KEY_ROOM + 1];
	struct ctrl_line line;

	ctrl_line__init(&line, hex, sizeof(hex));
	ctrl_line__add_bytes(&line, change->key, change->key_size);
	json_text__string_field("key_bytes", hex);
}

static void changed_field(const char *name, const struct monitor_change *change,
			  const struct ctrl_map *map, const char *text)
{
	struct ctrl_member member;
	void *value;

	jsonw_name(json_wtr, name);
	value = load_value(map, change->member, text, &member);
	if (value)
		json_value__put(&member, value);
	else
		json_text__string(text);
	free(value);
}

static void print_json_change(const struct monitor_change *change,
			      const struct ctrl_map *map,
			      const struct monitor_object *object)
{
	char when[64];

	format_time(change->time, true, when, sizeof(when));
	jsonw_start_object(json_wtr);
	json_text__string_field("time", when);
	json_text__string_field("comm", change->comm);
	jsonw_uint_field(json_wtr, "pid", change->pid);
	jsonw_uint_field(json_wtr, "tid", change->tid);
	jsonw_uint_field(json_wtr, "uid", change->uid);
	if (change->netns)
		jsonw_uint_field(json_wtr, "netns", change->netns);
	else
		jsonw_null_field(json_wtr, "netns");
	json_text__string_field("type", change->type);
	if (object->label.in_key)
		show_json__label(&object->label);
	else
		jsonw_null_field(json_wtr, "key");
	key_bytes_field(change);
	json_text__string_field("attribute",
				change->member[0] ? change->member : NULL);
	changed_field("old", change, map, change->old);
	changed_field("new", change, map, change->new);
	jsonw_end_object(json_wtr);
}

static void print_json_lost(__u64 lost, int cpu)
{
	jsonw_start_object(json_wtr);
	jsonw_uint_field(json_wtr, "lost", lost);
	jsonw_int_field(json_wtr, "cpu", cpu);
	jsonw_end_object(json_wtr);
}

static void begin_json(struct json_lines *lines)
{
	json_lines__begin(lines, false);
}

static void begin_text(struct json_lines *unused)
{
}

static void done_text(const struct json_lines *unused)
{
}

static void end_text(const struct json_lines *unused, bool failed)
{
}

/* As the functions of the header that are called so; @done: a line is complete. */
struct monitor_writer {
	void (*begin)(struct json_lines *lines);
	void (*change)(const struct monitor_change *change,
		       const struct ctrl_map *map,
		       const struct monitor_object *object);
	void (*lost)(__u64 lost, int cpu);
	void (*done)(const struct json_lines *lines);
	void (*end)(const struct json_lines *lines, bool failed);
};

static const struct monitor_writer monitor_text = {
	begin_text, print_text_change, print_text_lost, done_text, end_text,
}, monitor_json = {
	begin_json, print_json_change, print_json_lost, json_lines__done,
	json_lines__end,
};

static const struct monitor_writer *writer(void)
{
	return json_output ? &monitor_json : &monitor_text;
}

void monitor_print__begin(struct json_lines *lines)
{
	writer()->begin(lines);
}

static int done(const struct json_lines *lines)
{
	writer()->done(lines);

	return output__sent();
}

int monitor_print__change(const struct json_lines *lines,
			  const struct monitor_change *change,
			  const struct ctrl_map *map,
			  const struct monitor_object *object)
{
	writer()->change(change, map, object);

	return done(lines);
}

int monitor_print__lost(const struct json_lines *lines, __u64 lost, int cpu)
{
	writer()->lost(lost, cpu);

	return done(lines);
}

void monitor_print__end(const struct json_lines *lines, bool failed)
{
	writer()->end(lines, failed);
}
