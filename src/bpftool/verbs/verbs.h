/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs on control maps, and how a command comes to one of its verbs. */
#ifndef BPFTOOL_VERBS_H
#define BPFTOOL_VERBS_H

#include "request/request.h"

/* list.c: "dump" is "show" where the words name the control type */
extern const struct verb verb_show, verb_dump;

/* queues.c: of network devices */
extern const struct verb verb_queues;

/* read.c */
extern const struct verb verb_get, verb_attrs, verb_types;

/* write.c */
extern const struct verb verb_set, verb_reset;

/*
 * pin.c: create a map, or take one, and pin it for others. Mode and group are those
 * asked for from the moment that anybody can open the file; when one cannot be set,
 * nothing stays pinned.
 */
extern const struct verb verb_pin;

/* help.c */
extern const struct verb verb_help;

/**
 * verbs__run() - do what the words of a command say
 * @kind: which objects
 * @argc: number of @argv
 * @argv: the words behind the object's name
 *
 * Prints what was asked for or, exactly once, what went wrong. errno is 0 after
 * success, as bpftool's batch mode wants it.
 *
 * Return: enum exit_status, or what the verb says.
 */
int verbs__run(const struct object_kind *kind, int argc, char **argv);

/**
 * verbs__explain() - complete the error of a request: which object, and why
 * @r: a request that has failed
 */
void verbs__explain(struct request *r);

#endif
