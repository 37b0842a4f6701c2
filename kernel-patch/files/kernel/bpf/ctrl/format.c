// SPDX-License-Identifier: GPL-2.0-only
/* Values as text, for reasons and for the tracepoint. */
#include <linux/bitops.h>
#include <linux/kernel.h>

#include "format.h"
#include "layout.h"
#include "value.h"

/**
 * bpf_ctrl_format_number() - write an element of a leaf as a number
 * @leaf: not BPF_CTRL_LEAF_TEXT
 * @v: the element, as bpf_ctrl_load_bits() returns it
 * @buf: filled in, NUL-terminated
 * @len: size of @buf
 */
void bpf_ctrl_format_number(const struct bpf_ctrl_leaf *leaf, u64 v, char *buf,
			    size_t len)
{
	if (leaf->kind == BPF_CTRL_LEAF_SIGNED)
		scnprintf(buf, len, "%lld", sign_extend64(v, leaf->bits - 1));
	else
		scnprintf(buf, len, "%llu", v);
}

/**
 * bpf_ctrl_format_member() - write a member as one word
 * @layout: table of members
 * @i: index of the member
 * @data: the value
 * @buf: filled in, NUL-terminated: a number, a text, or the bytes in hex
 * @len: size of @buf
 */
void bpf_ctrl_format_member(const struct bpf_ctrl_layout *layout, u32 i,
			    const void *data, char *buf, size_t len)
{
	const struct bpf_ctrl_member *m = &layout->members[i];
	const struct bpf_ctrl_leaf *l = &layout->leaves[m->first_leaf];
	const void *bytes = data + m->bit_off / BITS_PER_BYTE;

	if (m->nr_leaves == 1 && l->kind == BPF_CTRL_LEAF_TEXT)
		scnprintf(buf, len, "%.*s", (int)(l->bits / BITS_PER_BYTE),
			  (const char *)bytes);
	else if (m->nr_leaves == 1 && l->nr == 1)
		bpf_ctrl_format_number(l, bpf_ctrl_load_bits(data, l->bit_off,
							     l->bits), buf, len);
	else
		scnprintf(buf, len, "%*phN",
			  min_t(int, m->bits / BITS_PER_BYTE, 64), bytes);
}
