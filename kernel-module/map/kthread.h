/* SPDX-License-Identifier: GPL-2.0-only */
/* Calls that the kernel itself makes, not the task that asked for them. */
#ifndef _BPF_CTRL_KTHREAD_H
#define _BPF_CTRL_KTHREAD_H

int kthread_call(int (*fn)(void *data), void *data);
int kthread_calls_begin(void);
void kthread_calls_end(void);

#endif /* _BPF_CTRL_KTHREAD_H */
