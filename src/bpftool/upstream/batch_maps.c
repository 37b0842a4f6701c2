// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * The maps that the commands of a batch share. Upstream's do_batch() says where
 * a batch begins and ends; between its commands there is no other place than
 * this one to keep anything.
 */
#include "upstream/batch_maps.h"
#include "upstream/upstream.h"

static struct ctrl_pool *pool;
static unsigned int nr_batches;		/* a batch may be a command of another one */

/* Without memory for a pool the batch is slower, and works. */
void ctrl_batch_begin(void)
{
	if (!nr_batches++)
		pool = ctrl_pool__create();
}

/* Lists of all maps and BTF must not show those that are only kept for the batch. */
void ctrl_batch_command(const char *object)
{
	if (!is_prefix(object, "map") && !is_prefix(object, "btf"))
		return;
	ctrl_pool__destroy(pool);
	pool = ctrl_pool__create();
}

void ctrl_batch_end(void)
{
	if (--nr_batches)
		return;
	ctrl_pool__destroy(pool);
	pool = NULL;
}

bool batch_maps__in_batch(void)
{
	return nr_batches;
}

struct ctrl_pool *batch_maps__pool(void)
{
	return pool;
}
