/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion of bpftool prog stats, whose words come in any order. */
#ifndef BPFTOOL_PROG_STATS_COMPLETE_H
#define BPFTOOL_PROG_STATS_COMPLETE_H

#include "complete/complete.h"

/**
 * prog_stats_complete__run() - print the candidates
 * @r: with the words, and nothing else yet
 * @verbs: all verbs; the first one's words may stand without it
 * @nr: number of @verbs
 *
 * Return: 0.
 */
int prog_stats_complete__run(struct request *r,
			     const struct complete_verb *verbs, size_t nr);

#endif
