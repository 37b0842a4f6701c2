/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A key that is a network device: by name, alternative name or index. */
#ifndef BPFTOOL_KEY_NETDEV_H
#define BPFTOOL_KEY_NETDEV_H

#include "key/kind.h"

extern const struct key_kind key_netdev_kind;

#endif
