/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What standard output can show. */
#ifndef BPFTOOL_STATS_TERMINAL_H
#define BPFTOOL_STATS_TERMINAL_H

#include <stdbool.h>
#include <linux/types.h>

/**
 * struct stats_terminal - its size
 * @lines: 0: it is no terminal
 * @columns: likewise
 */
struct stats_terminal {
	__u32 lines;
	__u32 columns;
};

/**
 * stats_terminal__size() - how large it is at this moment
 *
 * Return: the usual size of one that does not say.
 */
struct stats_terminal stats_terminal__size(void);

/**
 * stats_terminal__can_redraw() - whether it can move its cursor
 *
 * Return: false for what is no terminal, or a dumb or unknown one.
 */
bool stats_terminal__can_redraw(void);

/**
 * stats_terminal__has_blocks() - whether it shows U+2581 and the like
 *
 * Return: true where the locale's characters are UTF-8.
 */
bool stats_terminal__has_blocks(void);

#endif
