/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The maps that the commands of a batch share. */
#ifndef BPFTOOL_UPSTREAM_BATCH_MAPS_H
#define BPFTOOL_UPSTREAM_BATCH_MAPS_H

#include <stdbool.h>

#include "ctrl.h"

/**
 * batch_maps__in_batch() - whether this is a command of a batch
 */
bool batch_maps__in_batch(void);

/**
 * batch_maps__pool() - where a command takes its maps from
 *
 * Return: the pool of the batch that is running; NULL: there is no batch, or no
 * memory, and maps are created for the one command.
 */
struct ctrl_pool *batch_maps__pool(void);

#endif
