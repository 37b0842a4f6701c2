/* SPDX-License-Identifier: GPL-2.0-only */
/* The BTF of types.c. */
	.section .rodata, "a"
	.balign	8
	.globl	btf_blob
btf_blob:
	.incbin	BTF_BLOB_FILE
	.globl	btf_blob_end
btf_blob_end:
	.section .note.GNU-stack, "", @progbits
