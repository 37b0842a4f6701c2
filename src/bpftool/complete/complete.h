/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * What may come next in a command, for the shells' completion.
 *
 * "bpftool OBJECT complete -- [WORD]..." is for them alone, and so in no help
 * and no manual page: the words are those of a command behind OBJECT, the last
 * one is under the cursor and as far as it is typed, empty where it has not
 * begun. text/candidates.h has the form of the answer. Whatever is wrong with the
 * words, or with asking the kernel, leaves candidates out and is no error.
 */
#ifndef BPFTOOL_COMPLETE_H
#define BPFTOOL_COMPLETE_H

#include "complete/attr.h"
#include "complete/key.h"
#include "complete/map.h"

#define COMPLETE_WORD	"complete"

/* The clauses that the verbs on control maps begin with. */
#define CLAUSE_MAP { \
	.form = CLAUSE_NEEDED, .argument_of = object_kind__map_help, \
	.take = request__take_map, .pass = complete_map__pass, \
}

#define CLAUSE_OBJECT { \
	.form = CLAUSE_NEEDED, .argument_of = object_kind__key_help, \
	.take = request__take_object, .pass = complete_key__pass, \
}

/**
 * complete__run() - print the candidates
 * @r: with the words, and nothing else yet
 */
void complete__run(struct request *r);

#endif
