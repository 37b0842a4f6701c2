/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A key that is a receive queue of a network device: its device and its number. */
#ifndef BPFTOOL_KEY_NETQUEUE_H
#define BPFTOOL_KEY_NETQUEUE_H

#include "key/kind.h"

extern const struct key_kind key_netqueue_kind;

#endif
