// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * A change goes through several interfaces. When one of them fails, what the others
 * have done before it is undone.
 *
 * Signals wait meanwhile: one that ends the process finds all as it was, or as it was
 * wanted.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"

/* Bits of the members that a step would set. */
static __u64 bits_of(const struct ctrl_host_change *c,
		     const struct ctrl_host_step *step)
{
	__u64 bits = 0;
	size_t i;

	if (step->when && !step->when(c))
		return 0;
	for (i = 0; i < HOST_STEP_MEMBERS && step->members[i]; i++)
		bits |= ctrl_host_bit(c->map, step->members[i]);
	return bits & c->changed;
}

static void add_names(struct ctrl_line *line, const struct ctrl_host_change *c,
		      __u64 bits)
{
	const struct ctrl_type *type = &c->map->value;
	char name[CTRL_PATH_MAX];
	const char *before = "";
	__u32 i;

	for (i = 0; i < type->nr; i++) {
		if (!(bits >> type->members[i].bit & 1))
			continue;
		ctrl_name__plain(type->members[i].name, name, sizeof(name));
		ctrl_line__add(line, "%s %s", before, name);
		before = ",";
	}
}

static void say(struct ctrl_error *err, const char *what,
		const struct ctrl_host_change *c, __u64 bits)
{
	struct ctrl_line line;

	if (!bits)
		return;
	ctrl_line__resume(&line, err->reason, sizeof(err->reason));
	ctrl_line__add(&line, "%s%s:", err->reason[0] ? "; " : "", what);
	add_names(&line, c, bits);
}

static void say_why(struct ctrl_error *err, const struct ctrl_error *why)
{
	struct ctrl_line line;

	ctrl_line__resume(&line, err->reason, sizeof(err->reason));
	ctrl_line__add(&line, " (%s)",
		       why->reason[0] ? why->reason : strerror(why->code));
}

/* What was set and could not be put back is what the user must know first. */
static void undo(const struct ctrl_host_change *c, size_t done,
		 struct ctrl_error *err)
{
	__u64 undone = 0;

	while (done-- > 0) {
		const struct ctrl_host_step *step = &c->map->host->steps[done];
		__u64 bits = bits_of(c, step);
		struct ctrl_error why = { 0 };

		if (!bits)
			continue;
		if (!step->set(c, step, c->current, &why)) {
			undone |= bits;
			continue;
		}
		say(err, "not put back to what it was", c, bits);
		say_why(err, &why);
	}
	say(err, "put back", c, undone);
}

/* An interface does not say which attribute it is about: who asked knows. */
static void name_member(const struct ctrl_host_change *c,
			const struct ctrl_host_step *step, struct ctrl_error *err)
{
	__u64 bits = bits_of(c, step);
	char reason[sizeof(err->reason)];
	size_t i = 0;

	if (bits & (bits - 1))
		return;
	while (bits != ctrl_host_bit(c->map, step->members[i]))
		i++;
	memcpy(reason, err->reason, sizeof(reason));
	snprintf(err->reason, sizeof(err->reason), "%s: %.*s",
		 ctrl_host_member(c->map, step->members[i])->name,
		 (int)sizeof(reason) - 64, reason);
}

static int take_steps(const struct ctrl_host_change *c, struct ctrl_error *err)
{
	const struct ctrl_host_type *type = c->map->host;
	__u64 noted = type->note ? type->note(c->key) : 0;
	int ret = 0;
	size_t i;

	for (i = 0; i < type->nr_steps && !ret; i++) {
		const struct ctrl_host_step *step = &type->steps[i];

		if (bits_of(c, step))
			ret = step->set(c, step, c->wanted, err);
	}
	if (!ret)
		return 0;
	name_member(c, &type->steps[i - 1], err);
	undo(c, i - 1, err);
	if (type->put_back)
		type->put_back(c->key, noted);
	return ret;
}

const void *ctrl_host_keep(const struct ctrl_host_change *c, const void *from,
			   size_t size)
{
	void *kept = malloc(size);

	if (kept)
		*c->kept = memcpy(kept, from, size);
	return kept;
}

int ctrl_host_make(const struct ctrl_host_change *c, struct ctrl_error *err)
{
	struct ctrl_host_change change = *c;
	struct ctrl_error ignored = { 0 };
	sigset_t all, before;
	void *kept = NULL;
	int ret;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	change.kept = &kept;
	ret = take_steps(&change, err ? err : &ignored);
	free(kept);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ret;
}
