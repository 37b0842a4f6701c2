// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Two functions that libelf.a of elfutils 0.192 (Debian 13) calls but lacks;
 * sourceware.org bug 32293, mended in 0.193. The linker takes this file only
 * where they are missing.
 *
 * The tree belongs to elf_getdata_rawchunk(), which nothing here calls: it
 * stays empty. Were that function linked in, two more would be missing and
 * the build would fail.
 */
#include <stddef.h>

struct search_tree {
	void *root;
};

void eu_search_tree_init(struct search_tree *tree);
void eu_search_tree_fini(struct search_tree *tree, void (*free_node)(void *));

void eu_search_tree_init(struct search_tree *tree)
{
	tree->root = NULL;
}

void eu_search_tree_fini(struct search_tree *tree, void (*free_node)(void *))
{
}
