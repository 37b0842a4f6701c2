/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where a call of __sys_bpf() comes to that may be ours: the stack and the registers are
 * those of a call of that function.  front_call() answers it, or it goes on where the
 * function begins behind the call of ftrace.  That place is returned to, since an
 * indirect jump or call needs a landing pad on processors with IBT, and a static function
 * has none.
 */
#include <features.h>
#include <linux/linkage.h>
#include <asm/ibt.h>
#include <asm/nospec-branch.h>
#include <asm/unwind_hints.h>

SYM_FUNC_START(bpf_ctrl_front)
#if !HAVE_FUNC_ENDBR
	ENDBR
#endif
	/* struct front_args, up to the return address, which is there */
	push	%r9
	push	%r8
	push	%rcx
	push	%rdx
	push	%rsi
	push	%rdi
	mov	%rsp, %rdi
	call	front_call
	test	%al, %al
	jz	.Lgo_on
	pop	%rax		/* the result is in the place of the first argument */
	add	$40, %rsp
	RET
.Lgo_on:
	pop	%rdi
	pop	%rsi
	pop	%rdx
	pop	%rcx
	pop	%r8
	pop	%r9
	push	front_resume(%rip)
	/* the function itself, to who looks at the stack */
	UNWIND_HINT_FUNC
	RET
SYM_FUNC_END(bpf_ctrl_front)

	.section .note.GNU-stack, "", @progbits
