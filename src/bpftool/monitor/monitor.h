/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* bpftool ctrl monitor: who changed what. */
#ifndef BPFTOOL_MONITOR_H
#define BPFTOOL_MONITOR_H

#include "request/request.h"

/*
 * Shows every change as it is made, until there is an end.
 *
 * Ends after N changes, on SIGINT, on SIGTERM, and when nobody reads its output
 * any more. That it has begun to watch is said on stderr, since stdout has the
 * changes alone: a line for each, or a JSON document.
 */
extern const struct verb verb_monitor;

#endif
