// SPDX-License-Identifier: GPL-2.0-only
/* The BTF of this module and of others that bring control types. */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/err.h>
#include <linux/module.h>

#include "blob.h"
#include "btf.h"
#include "types.h"

/* Of this module. */
static struct btf *own_btf;

/**
 * btf_types_begin() - read the BTF of this module
 *
 * Return: 0 or a negative errno.
 */
int btf_types_begin(void)
{
	own_btf = btf_parse_blob(btf_blob, btf_blob_end - btf_blob);
	return PTR_ERR_OR_ZERO(own_btf);
}

/**
 * btf_types_end() - undo btf_types_begin()
 */
void btf_types_end(void)
{
	btf_put(own_btf);
}

/* As the function of this name in the kernel.  NULL: the module has none. */
struct btf *btf_get_module_btf(const struct module *module)
{
	if (module != THIS_MODULE)
		return NULL;
	btf_get(own_btf);
	return own_btf;
}
