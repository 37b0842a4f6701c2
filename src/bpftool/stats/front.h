/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * A front: what a command of statistics says of one control type in its own words. All
 * else goes by BTF, and a type without a front has no less of it.
 */
#ifndef BPFTOOL_STATS_FRONT_H
#define BPFTOOL_STATS_FRONT_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#include "ctrl.h"

#define STATS_WORD_ROOM	256
#define STATS_CELL_ROOM	1024

struct request;
struct stats;
struct stats_report;
struct stats_row;

/** enum stats_form - what a column has */
enum stats_form {
	STATS_KEY,	/* a member of the key, as a word */
	STATS_NAME,	/* how the object is called */
	STATS_WORD,	/* a member of the value, as a word */
	STATS_PART,	/* the part of an object that a line is about, or "all" */
	STATS_COUNT,	/* a number, as it is */
	STATS_TIME,	/* the same of ns, with the unit that fits */
	STATS_AVERAGE,	/* ns for each of what another attribute has counted */
	STATS_RATE,	/* how often a second */
	STATS_SHARE,	/* ns as a share of the period */
	STATS_OWN,	/* what the front's function says */
};

/** enum stats_where - tables in which a column is */
enum stats_where {
	STATS_IN_TOTALS	= 1,
	STATS_IN_PERIOD	= 2,
	STATS_IN_PARTS	= 4,	/* of objects, and of their parts behind each */
	STATS_ANYWHERE	= 7,
};

/**
 * struct stats_column - a column of the table, and a key to sort by
 * @title: in capitals
 * @form: what it has
 * @where: enum stats_where
 * @member: path of the attribute, or name of the key's member
 * @by: of an average, the attribute that it is divided by
 * @key: word behind "sort"; NULL: none
 * @json: name in JSON of what is no attribute, but computed; NULL: it is not there
 * @left: aligned at its left side, as words are
 * @collected: the kernel only counts while collection is on: 0 is "-" when it was not
 * @incidental: when nothing else has changed, the object did nothing
 * @sparing: left out of a table in which it is 0 or unsupported of all objects
 * @number: in the line of the total: how many objects there are
 * @word: of STATS_OWN; @word: of STATS_CELL_ROOM bytes
 */
struct stats_column {
	const char *title;
	enum stats_form form;
	unsigned int where;
	const char *member;
	const char *by;
	const char *key;
	const char *json;
	bool left;
	bool collected;
	bool incidental;
	bool sparing;
	bool number;
	void (*word)(const struct stats_report *report,
		     const struct stats_row *row, char *word);
};

/**
 * struct stats_label - a label of each metric
 * @label: its name
 * @member: attribute; NULL: the first member of the key, which an attribute of the label's
 *	name repeats
 */
struct stats_label {
	const char *label;
	const char *member;
};

/**
 * struct stats_metric_words - how objects are told to monitoring systems
 * @prefix: in front of the name of each attribute; NULL: made of the control type's name
 * @objects: in descriptions, "BPF programs"; NULL: likewise
 * @labels: ended by one without a name; NULL: all members of the key
 * @collecting: metric that says whether collection is on; NULL: there is none
 * @collecting_help: its description
 * @all: every attribute is a metric, and not only what moves by itself
 */
struct stats_metric_words {
	const char *prefix;
	const char *objects;
	const struct stats_label *labels;
	const char *collecting;
	const char *collecting_help;
	bool all;
};

/**
 * struct stats_parts_of - what an object consists of, counted by another control type
 * @control_type: whose key begins with that of the object, and has one more member
 * @word: clause that asks for them
 * @json: array of the parts, in JSON
 * @member: the part, in JSON; the key's second member
 */
struct stats_parts_of {
	__u32 control_type;
	const char *word;
	const char *json;
	const char *member;
};

/**
 * struct stats_front - the description of a front; NULL and 0: none, or as BTF has it
 * @columns: ended by one without a title; NULL: one for each attribute that moves by
 *	itself, behind what the object is called
 * @metrics: how metrics are called
 * @identity: attributes, ended by NULL: an object in which one of them has changed is
 *	another one, though its key is the same
 * @reset_time: attribute: when the object was set back, so that it is noticed even where
 *	it has counted more since
 * @collecting: attribute: whether the kernel counts at this moment; JSON begins with it
 * @sort: key of the usual order; NULL: that of the keys
 * @object: what one is called in the line of the total
 * @objects: array of them in JSON
 * @named_by: in errors in front of a key that is a number, "id"; NULL: the object is called
 *	as its kind of key calls it
 * @idle: what those did that are left out of a period: "did not run"
 * @parts: what an object consists of
 * @collect: hold collection on until @fd is closed. 0, or a negative errno with the
 *	error of the request filled in
 * @fill: what the front's own columns need, before they are told; NULL: nothing.
 *	@report: its @own may be set, and is passed to @empty
 * @matches: whether a command is about an object; NULL: it is. May note why it is not
 *	known in the command
 * @none: note that a command is about no object that there is
 * @not_opened: add to the error of the request why the map was not opened
 * @own_word: write an attribute as a word, also in JSON, where the front has another one
 *	than others. false: it has not. @value and @word: NULL: only whether it has is asked
 * @json_object: fields of an object, in JSON; @json_total: likewise of all. NULL: the key,
 *	counters, rates and gauges; counters and rates
 * @text_head: lines in front of a table of totals
 * @text_details: lines behind it for an object that was named
 */
struct stats_front {
	const struct stats_column *columns;
	struct stats_metric_words metrics;
	const char *const *identity;
	const char *reset_time;
	const char *collecting;
	const char *sort;
	const char *object;
	const char *objects;
	const char *named_by;
	const char *idle;
	const struct stats_parts_of *parts;
	int (*collect)(struct request *r, int *fd);
	void (*fill)(struct stats_report *report);
	void (*empty)(struct stats_report *report);
	bool (*matches)(struct stats *s, const void *key, const void *value);
	int (*none)(struct stats *s);
	void (*not_opened)(struct stats *s);
	bool (*own_word)(const struct ctrl_member *member, const void *value,
			 char word[STATS_WORD_ROOM]);
	void (*json_object)(const struct stats_report *report,
			    const struct stats_row *row);
	void (*json_total)(const struct stats_report *report);
	void (*text_head)(const struct stats_report *report);
	void (*text_details)(const struct stats_report *report,
			     const struct stats_row *row);
};

#endif
