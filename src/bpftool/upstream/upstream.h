/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * What is taken from upstream bpftool, and the only place that includes its
 * headers: where two kernel versions differ, the difference is levelled here.
 *
 * 6.12: json_wtr, json_output, pretty_output, bin_name, is_prefix(), HELP_SPEC_*,
 * jsonw_*(), get_fd_type(), get_prog_full_name(); from the series output_is_lost(),
 * interrupt*(), whose comments are in interrupt.h.
 * Left alone on purpose: p_err(), which quotes nothing in JSON; usage() and
 * NEXT_ARG(), which exit, and abort inside "-j batch"; cmd_select(), which
 * answers a wrong word with null; map_parse_fd(), which may exit as well.
 */
#ifndef BPFTOOL_UPSTREAM_H
#define BPFTOOL_UPSTREAM_H

#include "interrupt.h"
#include "json_writer.h"
#include "main.h"

extern bool pretty_output;	/* main.c: as json_output, for -p */

#endif
