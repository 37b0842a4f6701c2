// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verb that pins a control map: whoever may open the file may use the map. */
#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "objects/bpffs.h"
#include "objects/pin_file.h"
#include "show/show.h"
#include "text/number.h"
#include "verbs/verbs.h"

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

/* The word behind one of the options that make sense once. */
static const char *take_argument(struct request *r, const char *keyword, bool given)
{
	const char *word;
	char missing[64];

	snprintf(missing, sizeof(missing), "'%s' is followed by nothing", keyword);
	word = request__argument(r, missing);
	if (!word || !given)
		return word;
	request__usage(r, "'%s' is given twice", keyword);

	return NULL;
}

static int take_path(struct request *r, void *options)
{
	struct pin *pin = options;

	pin->file.path = request__argument(r, "PATH is missing");

	return pin->file.path ? 0 : -EINVAL;
}

static int take_view(struct request *r, void *options)
{
	struct pin *pin = options;
	const char *word = take_argument(r, "view", pin->view != CTRL_VIEWS);

	if (!word)
		return -EINVAL;
	pin->view = ctrl_view__of_word(word);
	if (pin->view == CTRL_VIEWS)
		return request__usage(r,
				      "'%s' is no view: it is current, min, max or default",
				      word);
	return 0;
}

static int take_read_only(struct request *r, void *options)
{
	struct pin *pin = options;

	pin->read_only = true;

	return 0;
}

static int take_mode(struct request *r, void *options)
{
	struct pin *pin = options;
	const char *word = take_argument(r, "mode",
					 pin->file.mode != PIN_MODE_NOT_GIVEN);
	size_t len;

	if (!word)
		return -EINVAL;
	len = strlen(word);
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

static int take_group(struct request *r, void *options)
{
	struct pin *pin = options;
	const char *word = take_argument(r, "group",
					 pin->file.group != PIN_GROUP_NOT_GIVEN);
	__u32 number;

	if (!word)
		return -EINVAL;
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

static bool pass_path(struct request *r, const struct candidates *at)
{
	if (r->words.nr == 1) {
		candidates__ask("files");
		return false;
	}
	words__take(&r->words);

	return true;
}

static void offer_view_words(struct request *r, const struct candidates *at)
{
	int view;

	for (view = 0; view < CTRL_VIEWS; view++)
		candidates__offer(at, ctrl_view__word(view), NULL);
}

static void offer_mode(struct request *r, const struct candidates *at)
{
	candidates__offer(at, "660", "of the owner and the group");
}

static void offer_groups(struct request *r, const struct candidates *at)
{
	candidates__ask("groups");
}

static const struct clause clauses[] = {
	CLAUSE_MAP,
	{ CLAUSE_NEEDED, NULL, "PATH", .take = take_path, .pass = pass_path },
	{ CLAUSE_OPTION, "view", "VIEW", .take = take_view, .offer = offer_view_words },
	{ CLAUSE_OPTION, "read-only", .take = take_read_only },
	{ CLAUSE_OPTION, "mode", "MODE", .take = take_mode, .offer = offer_mode },
	{ CLAUSE_OPTION, "group", "GROUP", .take = take_group,
	  .offer = offer_groups },
	{}
};

static int unknown_option(struct request *r, const char *word)
{
	return request__usage(r, "'%s' is none of view, read-only, mode and group",
			      word);
}

static int check(struct request *r, struct pin *pin)
{
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

static int pin(struct request *r)
{
	struct pin pin = {
		.view = CTRL_VIEWS,
		.file = {
			.mode = PIN_MODE_NOT_GIVEN,
			.group = PIN_GROUP_NOT_GIVEN,
		},
	};
	int err;

	err = request__take(r, &pin) ?:
	      check(r, &pin) ?:
	      open_map(r, &pin) ?:
	      pin_map(r, &pin);
	if (!err)
		show_writer()->pinned(pin.file.path, r->map->id);

	return err;
}

const struct verb verb_pin = {
	"pin", .writes = true, .clauses = clauses, .run = pin,
	.unknown = unknown_option,
};
