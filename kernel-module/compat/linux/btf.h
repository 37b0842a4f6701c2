/* SPDX-License-Identifier: GPL-2.0-only */
/* The functions for BTF that the core calls are those of btf/, see btf/btf.h. */
#ifndef _BPF_CTRL_COMPAT_BTF_H
#define _BPF_CTRL_COMPAT_BTF_H

#include <features.h>
#include_next <linux/btf.h>

#if !HAVE_STRUCT_ONLY
static inline bool __btf_type_is_struct(const struct btf_type *t)
{
	return BTF_INFO_KIND(t->info) == BTF_KIND_STRUCT;
}
#endif

#define btf_type_by_id		bpf_ctrl_btf_type_by_id
#define btf_name_by_offset	bpf_ctrl_btf_name_by_offset
#define btf_resolve_size	bpf_ctrl_btf_resolve_size
#define btf_get			bpf_ctrl_btf_get
#define btf_put			bpf_ctrl_btf_put
#define btf_new_for_map		bpf_ctrl_btf_new
#define btf_get_module_btf	bpf_ctrl_btf_of_module

const struct btf_type *btf_type_by_id(const struct btf *btf, u32 id);
const char *btf_name_by_offset(const struct btf *btf, u32 offset);
const struct btf_type *btf_resolve_size(const struct btf *btf, const struct btf_type *type,
					u32 *size);
void btf_get(struct btf *btf);
void btf_put(struct btf *btf);
struct btf *btf_new_for_map(void *data, u32 size);
struct btf *btf_get_module_btf(const struct module *module);
u32 btf_find_by_name(const struct btf *btf, const char *name);

/* Not exported; the files of pinned maps do not show objects, see map/carrier.c. */
#define btf_type_seq_show_flags(btf, id, object, m, flags)	((void)(flags))

/* An id in a BTF_ID_LIST() is where the name is, see compat/linux/btf_ids.h. */
#define btf_relocate_id(btf, id)					\
({									\
	const u32 *__id = &(id);					\
									\
	btf_find_by_name(btf, (const char *)__id + (s32)*__id);		\
})

#endif /* _BPF_CTRL_COMPAT_BTF_H */
