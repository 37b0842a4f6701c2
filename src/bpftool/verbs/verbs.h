/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs on control maps, the same for every kind of object. */
#ifndef BPFTOOL_VERBS_H
#define BPFTOOL_VERBS_H

#include "request/object_kind.h"

/**
 * verbs__run() - do what the words of a command say
 * @kind: which objects
 * @argc: number of @argv
 * @argv: the words behind the object's name
 *
 * Prints what was asked for or, exactly once, what went wrong. errno is 0 after
 * success, as bpftool's batch mode wants it.
 *
 * Return: enum exit_status.
 */
int verbs__run(const struct object_kind *kind, int argc, char **argv);

#endif
