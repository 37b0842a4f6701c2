/* SPDX-License-Identifier: GPL-2.0-only */
/* The sentence that tells user space why an update or a delete failed. */
#ifndef _BPF_CTRL_REASON_H
#define _BPF_CTRL_REASON_H

#include <linux/compiler_attributes.h>
#include <linux/types.h>

#define BPF_CTRL_REASON_LEN	256

/**
 * struct bpf_ctrl_reason - why an update or a delete failed
 * @text: one sentence, NUL-terminated; empty: the errno says it all
 * @limits: the last word of @text is the limits of the object, which only a caller that may
 *	read the object gets to see
 */
struct bpf_ctrl_reason {
	char text[BPF_CTRL_REASON_LEN];
	bool limits;
};

static inline void bpf_ctrl_reason_init(struct bpf_ctrl_reason *reason)
{
	reason->text[0] = '\0';
	reason->limits = false;
}

__printf(2, 3)
void bpf_ctrl_say(struct bpf_ctrl_reason *reason, const char *fmt, ...);
void bpf_ctrl_hide_limits(struct bpf_ctrl_reason *reason);

#endif /* _BPF_CTRL_REASON_H */
