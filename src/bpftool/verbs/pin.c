// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verb that passes a control map on: whoever may open the file may use it. */
#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "objects/bpffs.h"
#include "objects/pin_file.h"
#include "show/show.h"
#include "text/number.h"
#include "verbs/pin.h"

/**
 * struct pin - what is asked for
 * @view: of the map to create; CTRL_VIEWS: no word about it
 * @read_only: the map to create can never set anything
 * @file: to pin it to
 */
struct pin {
	enum ctrl_view view;
	bool read_only;
	struct pin_file file;
};

static int parse_view(struct request *r, const char *word, struct pin *pin)
{
	if (pin->view != CTRL_VIEWS)
		return request__usage(r, "'view' is given twice");
	pin->view = ctrl_view__of_word(word);
	if (pin->view == CTRL_VIEWS)
		return request__usage(r,
				      "'%s' is no view: it is current, min, max or default",
				      word);
	return 0;
}

static int parse_mode(struct request *r, const char *word, struct pin *pin)
{
	size_t len = strlen(word);

	if (pin->file.mode != PIN_MODE_NOT_GIVEN)
		return request__usage(r, "'mode' is given twice");
	if (len < 3 || len > 4 || strspn(word, "01234567") != len ||
	    (len == 4 && word[0] != '0'))
		return request__usage(r,
				      "'%s' is no mode: it is three octal digits, such as 660",
				      word);
	pin->file.mode = strtoul(word, NULL, 8);

	return 0;
}

/* Not by getgrnam(), which a static program cannot rely on. */
static bool find_group(const char *name, gid_t *group)
{
	FILE *file = fopen("/etc/group", "re");
	struct group *entry = NULL;

	while (file && (entry = fgetgrent(file)))
		if (!strcmp(entry->gr_name, name)) {
			*group = entry->gr_gid;
			break;
		}
	if (file)
		fclose(file);

	return entry;
}

static int parse_group(struct request *r, const char *word, struct pin *pin)
{
	__u32 number;

	if (pin->file.group != PIN_GROUP_NOT_GIVEN)
		return request__usage(r, "'group' is given twice");
	if (find_group(word, &pin->file.group))
		return 0;
	if (number__parse_u32(word, &number) ||
	    number == (__u32)PIN_GROUP_NOT_GIVEN)
		return request__usage(r,
				      "'%s' is no group of /etc/group, and no number",
				      word);
	pin->file.group = number;

	return 0;
}

static int parse_option(struct request *r, struct pin *pin)
{
	static const struct {
		const char *word;
		int (*parse)(struct request *r, const char *word,
			     struct pin *pin);
	} options[] = {
		{ "view", parse_view },
		{ "mode", parse_mode },
		{ "group", parse_group },
	};
	const char *word = words__take(&r->words);
	size_t i;

	if (ctrl_name__equal(word, "read-only")) {
		pin->read_only = true;
		return 0;
	}
	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		if (strcmp(word, options[i].word))
			continue;
		if (!r->words.nr)
			return request__usage(r, "'%s' is followed by nothing",
					      word);
		return options[i].parse(r, words__take(&r->words), pin);
	}

	return request__usage(r, "'%s' is none of view, read-only, mode and group",
			      word);
}

static int take_pin(struct request *r, struct pin *pin)
{
	int err = 0;

	if (!r->words.nr)
		return request__usage(r, "PATH is missing");
	pin->file.path = words__take(&r->words);
	while (!err && r->words.nr)
		err = parse_option(r, pin);
	if (err)
		return err;
	if (r->given && (pin->view != CTRL_VIEWS || pin->read_only))
		return request__usage(r,
				      "view and read-only are fixed when a map is created");
	if (pin->view == CTRL_VIEWS)
		pin->view = CTRL_VIEW_CURRENT;

	return 0;
}

static int refused(struct request *r, const struct pin *pin, const char *what,
		   int code)
{
	enum ctrl_fault fault = CTRL_FAULT_KERNEL;
	const char *why = NULL;

	snprintf(r->err.object, sizeof(r->err.object), "%s", pin->file.path);
	if (code == EPERM || code == EACCES)
		fault = bpffs__why_not_pinned(pin->file.path, &why);

	return ctrl_error__set(&r->err, fault, code, "cannot %s%s%s", what,
			       why ? ": " : "", why ?: "");
}

static int pin_map(struct request *r, const struct pin *pin)
{
	const char *what;
	int err;

	if (ctrl_map__is_host(r->map))
		return ctrl_error__set(&r->err, CTRL_FAULT_NO_CONTROL_MAPS,
				       EOPNOTSUPP, "there is no map to pin");
	err = pin_file__create(&pin->file, r->map->fd, &what);

	return err ? refused(r, pin, what, -err) : 0;
}

/*
 * A map of its own, also in a batch: others could freeze it. Every view but the
 * current one is read-only for the kernel, whatever it is asked for.
 */
static int open_map(struct request *r, const struct pin *pin)
{
	if (r->given)
		return request__open(r);
	r->read_only = pin->read_only || pin->view != CTRL_VIEW_CURRENT;

	return ctrl_map__create(r->control_type, pin->view, r->read_only,
				&r->map, &r->err);
}

int verb_pin(struct request *r)
{
	struct pin pin = {
		.view = CTRL_VIEWS,
		.file = {
			.mode = PIN_MODE_NOT_GIVEN,
			.group = PIN_GROUP_NOT_GIVEN,
		},
	};
	int err;

	err = request__take_map(r, false) ?:
	      take_pin(r, &pin) ?:
	      open_map(r, &pin) ?:
	      pin_map(r, &pin);
	if (!err)
		show__pinned(pin.file.path, r->map->id);

	return err;
}
