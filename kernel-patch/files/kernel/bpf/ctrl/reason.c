// SPDX-License-Identifier: GPL-2.0-only
/* The sentence that tells user space why an update or a delete failed. */
#include <linux/kernel.h>
#include <linux/string.h>

#include "reason.h"

/**
 * bpf_ctrl_say() - set the reason of a failure
 * @reason: filled in unless it has a text already; may be NULL
 * @fmt: one sentence without a full stop, beginning with the member's name
 */
void bpf_ctrl_say(struct bpf_ctrl_reason *reason, const char *fmt, ...)
{
	va_list args;

	if (!reason || reason->text[0])
		return;
	va_start(args, fmt);
	vscnprintf(reason->text, sizeof(reason->text), fmt, args);
	va_end(args);
}

/**
 * bpf_ctrl_say_range() - set a value out of range as the reason of a failure
 * @reason: filled in unless it has a text already; may be NULL
 * @what: the member's name and the value
 * @low: lower limit; empty: unknown
 * @high: upper limit; empty: unknown
 */
void bpf_ctrl_say_range(struct bpf_ctrl_reason *reason, const char *what,
			const char *low, const char *high)
{
	if (!reason || reason->text[0])
		return;
	bpf_ctrl_say(reason, "%s is outside ", what);
	reason->limits_at = strlen(reason->text);
	scnprintf(reason->text + reason->limits_at,
		  sizeof(reason->text) - reason->limits_at, "%s..%s", low, high);
}

/**
 * bpf_ctrl_hide_limits() - remove the limits from a reason
 * @reason: may be NULL
 *
 * For a caller that may change the object but not read it.
 */
void bpf_ctrl_hide_limits(struct bpf_ctrl_reason *reason)
{
	if (reason && reason->limits_at)
		strscpy(reason->text + reason->limits_at, "its limits",
			sizeof(reason->text) - reason->limits_at);
}
