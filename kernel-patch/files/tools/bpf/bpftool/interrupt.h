/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */

#ifndef __BPFTOOL_INTERRUPT_H
#define __BPFTOOL_INTERRUPT_H

#include <stdbool.h>
#include <sys/types.h>

/* Signals to a long-running command.
 *
 * SIGINT, SIGTERM and SIGHUP end the command. Between interrupt_begin() and
 * interrupt_end() a handler records the signal, so that the command can
 * complete its output. Then no further command of a batch is run, and bpftool
 * kills itself with the same signal. It does so earlier if it blocks in a
 * write, and at the second signal. Signals that were ignored when bpftool was
 * started stay ignored.
 */
void interrupt_begin(void);
void interrupt_end(void);

/* Whether a signal was recorded. */
bool interrupted(void);

/* A file descriptor that becomes readable at a signal; -1: there is none. Must not be
 * closed by the caller.
 */
int interrupt_fd(void);

/* Wait until a time of CLOCK_MONOTONIC, in nanoseconds, or until a signal. Return true
 * if there was a signal.
 */
bool interrupt_wait(unsigned long long until);

/* From now on, send signals on to this child, which must not have been waited for.
 * It gets those of the terminal by itself.
 */
void interrupt_hand_on(pid_t child);

/* Stop sending signals on, before the child is waited for. With @forget, signals that
 * the child got are discarded; otherwise they end the batch.
 */
void interrupt_take_back(bool forget);

/* Kill this process with the signal that was recorded, if there was one. */
void interrupt_die(void);

#endif
