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

#include "request/request.h"

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

/*
 * The following are as struct clause wants them.
 *
 * map.c: where the map comes from, one that exists or a control type; control maps of
 * the right type are offered by id and name to those who may open maps so.
 */
bool complete_map__pass(struct request *r, const struct candidates *at);
void complete_map__offer_types(struct request *r, const struct candidates *at);

/*
 * key.c: the words that name an object. What is offered follows from the type of the
 * map's key: objects of a known kind, else "member=" and, where the kernel can
 * enumerate them, the values that objects have.
 */
bool complete_key__pass(struct request *r, const struct candidates *at);

/*
 * attr.c: the attributes that are not named yet: all, also as conditions with their
 * values, those with a default, or those that can be set, with their values.
 */
bool complete_attr__pass(struct request *r, const struct candidates *at);
bool complete_attr__pass_list(struct request *r, const struct candidates *at);
bool complete_attr__pass_defaults(struct request *r, const struct candidates *at);
bool complete_attr__pass_pairs(struct request *r, const struct candidates *at);

/**
 * complete_map__offer() - offer words for "map { id | pinned | name } WHICH"
 * @r: whose words begin with "map", followed by one or two, the last one typed
 * @at: the cursor
 */
void complete_map__offer(const struct request *r, const struct candidates *at);

/**
 * complete__run() - print the candidates
 * @r: with the words, and nothing else yet
 */
void complete__run(struct request *r);

#endif
