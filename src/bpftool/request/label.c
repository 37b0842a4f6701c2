// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* How an object is called, and whether it is still there. */
#include <stdlib.h>

#include "key/btf.h"
#include "request/request.h"

void request__label(const struct request *r, const void *key,
		    struct key_label *label)
{
	/* thousands of labels are made for a list: zeroing all of each is slow */
	label->heading[0] = '\0';
	label->name[0] = '\0';
	label->device[0] = '\0';
	label->nameless = false;
	label->in_key = false;
	label->nr = 0;
	label->type = NULL;
	label->key = NULL;
	if (r->kind->key)
		r->kind->key->label(key, r->foreign, label);
	else
		key_btf__label(&r->map->key, key, r->foreign, label);
}

bool request__is_gone(const struct request *r, const void *key,
		      const struct key_label *label)
{
	struct ctrl_error err = {};
	void *value;

	if (!label->nameless)
		return false;
	value = calloc(1, r->map->value_size);
	if (value)
		ctrl_map__lookup(r->map, key, value, &err);
	free(value);

	return err.fault == CTRL_FAULT_NO_OBJECT;
}
