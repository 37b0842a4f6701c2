// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Changes, for people and for programs.
 *
 * What is shown comes from others: a thread may call itself "\n" or anything
 * else, so all of it passes put() or json_value__text().
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "monitor/print.h"
#include "show/json_lines.h"
#include "show/json_value.h"
#include "show/writer.h"
#include "text/shown.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

#define WORD_ROOM	4096
#define NSEC		1000000000ULL

static void put(const char *text)
{
	shown__put(text, stdout);
}

/* Wall clock of a moment of the monotonic one; it may have been set since. */
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
	put(value ? word : text);
	free(value);
}

static void text_change(const struct monitor_change *change,
			const struct ctrl_map *map,
			const struct monitor_object *object)
{
	char when[64], name[CTRL_PATH_MAX];

	format_time(change->time, false, when, sizeof(when));
	printf("%s ", when);
	put(change->comm);
	printf("[%u] uid %u", change->pid, change->uid);
	if (change->netns)
		printf(" netns %u", change->netns);
	printf(": ");
	put(change->type);
	putchar(' ');
	put(object->label.name);
	ctrl_name__plain(change->member, name, sizeof(name));
	printf(": ");
	put(name[0] ? name : "(no name)");
	putchar(' ');
	put_value(change, map, change->old);
	printf(" -> ");
	put_value(change, map, change->new);
	putchar('\n');
}

static void text_lost(__u64 lost, int cpu)
{
	printf("%llu changes on processor %d are not shown: they came too fast\n",
	       lost, cpu);
}

static void string_field(const char *key, const char *text)
{
	jsonw_name(json_wtr, key);
	json_value__text(text, strlen(text));
}

/* Two digits a byte, in the order of memory. */
static void key_bytes_field(const struct monitor_change *change)
{
	char hex[2 * KEY_ROOM + 1];
	struct ctrl_line line;

	ctrl_line__init(&line, hex, sizeof(hex));
	ctrl_line__add_bytes(&line, change->key, change->key_size);
	string_field("key_bytes", hex);
}

static void json_value(const char *name, const struct monitor_change *change,
		       const struct ctrl_map *map, const char *text)
{
	struct ctrl_member member;
	void *value;

	jsonw_name(json_wtr, name);
	value = load_value(map, change->member, text, &member);
	if (value)
		json_value__member(&member, value);
	else
		json_value__text(text, strlen(text));
	free(value);
}

static void json_change(const struct monitor_change *change,
			const struct ctrl_map *map,
			const struct monitor_object *object)
{
	char when[64];

	format_time(change->time, true, when, sizeof(when));
	jsonw_start_object(json_wtr);
	string_field("time", when);
	string_field("comm", change->comm);
	jsonw_uint_field(json_wtr, "pid", change->pid);
	jsonw_uint_field(json_wtr, "tid", change->tid);
	jsonw_uint_field(json_wtr, "uid", change->uid);
	jsonw_name(json_wtr, "netns");
	if (change->netns)
		jsonw_uint(json_wtr, change->netns);
	else
		jsonw_null(json_wtr);
	string_field("type", change->type);
	if (object->label.in_key)
		show_json__label(&object->label);
	else
		jsonw_null_field(json_wtr, "key");
	key_bytes_field(change);
	if (change->member[0])
		string_field("attribute", change->member);
	else
		jsonw_null_field(json_wtr, "attribute");
	json_value("old", change, map, change->old);
	json_value("new", change, map, change->new);
	jsonw_end_object(json_wtr);
}

static void json_lost(__u64 lost, int cpu)
{
	jsonw_start_object(json_wtr);
	jsonw_uint_field(json_wtr, "lost", lost);
	jsonw_int_field(json_wtr, "cpu", cpu);
	jsonw_end_object(json_wtr);
}

void monitor_print__begin(void)
{
	if (json_output)
		json_lines__begin(false);
}

int monitor_print__change(const struct monitor_change *change,
			  const struct ctrl_map *map,
			  const struct monitor_object *object)
{
	if (json_output) {
		json_lines__start();
		json_change(change, map, object);
		json_lines__done();
	} else {
		text_change(change, map, object);
	}

	return output__sent();
}

int monitor_print__lost(__u64 lost, int cpu)
{
	if (json_output) {
		json_lines__start();
		json_lost(lost, cpu);
		json_lines__done();
	} else {
		text_lost(lost, cpu);
	}

	return output__sent();
}

void monitor_print__end(bool failed)
{
	if (!json_output)
		return;
	if (failed)
		json_lines__start();
	json_lines__end();
}
