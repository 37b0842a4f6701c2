/* SPDX-License-Identifier: GPL-2.0-only */
/* The sentence that tells a caller why an operation failed. */
#ifndef _BPF_CTRL_LOG_H
#define _BPF_CTRL_LOG_H

#include <linux/types.h>

struct call_common;

void log_own(char __user *to, u32 size, const char *text);
int log_common_ok(const struct call_common *common);
void log_common(const struct call_common *common, const char *text);

#endif /* _BPF_CTRL_LOG_H */
