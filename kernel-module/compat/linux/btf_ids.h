/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lists of BTF ids.  The tool of the kernel's build that stores the ids needs the BTF of
 * the kernel, which who builds a module may not have.  So a list has, for each type, where
 * its name is, relative to the element, and the id is looked up when it is needed.
 */
#ifndef _BPF_CTRL_COMPAT_BTF_IDS_H
#define _BPF_CTRL_COMPAT_BTF_IDS_H

#include_next <linux/btf_ids.h>

#undef BTF_ID_LIST
#undef BTF_ID
#undef BTF_ID_LIST_SINGLE

#define BTF_ID_LIST(list)						\
asm(									\
".pushsection .rodata.ctrl_btf_ids, \"a\"\n"				\
".balign 4\n"								\
".type " #list ", @object\n"						\
#list ":\n"								\
".popsection\n");							\
extern u32 list[];

#define BTF_ID(kind, type)						\
asm(									\
".pushsection .rodata.ctrl_btf_names, \"a\"\n"				\
"1:	.asciz \"" #type "\"\n"						\
".popsection\n"								\
".pushsection .rodata.ctrl_btf_ids, \"a\"\n"				\
"	.long 1b - .\n"							\
".popsection\n");

#define BTF_ID_LIST_SINGLE(list, kind, type)				\
	BTF_ID_LIST(list)						\
	BTF_ID(kind, type)

#endif /* _BPF_CTRL_COMPAT_BTF_IDS_H */
