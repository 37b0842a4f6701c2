// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the reason of a failure goes: into the log of the attributes that commands have in
 * common, or, on a kernel without these, into a buffer of the command's own.
 */
#include <linux/bpf_verifier.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "calls.h"
#include "log.h"

/* The text is cut to the size.  The operation has its own errno, so a fault is no error. */
static void log_text(char __user *to, u32 size, const char *text)
{
	size_t len = strlen(text) + 1;

	if (!size)
		return;
	if (len > size) {
		len = size - 1;
		if (put_user('\0', to + len))
			return;
	}
	if (copy_to_user(to, text, len))
		return;
}

/**
 * log_own() - tell a reason in a buffer of the command's own
 * @to: the buffer
 * @size: its size; 0: there is none
 * @text: the reason; may be empty
 */
void log_own(char __user *to, u32 size, const char *text)
{
	log_text(to, size, text);
}

/**
 * log_common_ok() - check the log of common attributes, as bpf_vlog_init() does
 * @common: the attributes
 *
 * Return: 0 or -EINVAL.
 */
int log_common_ok(const struct call_common *common)
{
	const u32 known = BPF_LOG_LEVEL | BPF_LOG_STATS | BIT(3);	/* BPF_LOG_FIXED */

	if (!common->size)
		return 0;
	if (!!common->attr.log_buf != !!common->attr.log_size ||
	    (common->attr.log_buf && !common->attr.log_level) ||
	    common->attr.log_level & ~known || common->attr.log_size > UINT_MAX >> 2)
		return -EINVAL;
	return 0;
}

/**
 * log_common() - tell a reason in the log of common attributes
 * @common: the attributes
 * @text: the reason; may be empty
 *
 * Errors are ignored: the operation returns its own.
 */
void log_common(const struct call_common *common, const char *text)
{
	u32 true_size = strlen(text) + 1, at = offsetof(typeof(common->attr), log_true_size);

	if (!common->size)
		return;
	log_text(u64_to_user_ptr(common->attr.log_buf), common->attr.log_size, text);
	if (common->size >= at + sizeof(true_size) &&
	    copy_to_user(common->user + at, &true_size, sizeof(true_size)))
		return;
}
