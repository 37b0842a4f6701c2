/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */

#ifndef __BPFTOOL_INTERRUPT_H
#define __BPFTOOL_INTERRUPT_H

#include <stdbool.h>
#include <sys/types.h>

/* Signals to a command that lasts.
 *
 * SIGINT, SIGTERM and SIGHUP end it. Between interrupt_begin() and
 * interrupt_end() they are noted, so that the command can complete what it
 * prints; no other command of a batch runs then, and at its end bpftool is
 * killed by the signal that was noted, as if it had not been caught. It is
 * killed before when it stays in a write that nobody reads, and by the second
 * signal in any case. A signal that the caller ignores is ignored.
 */
void interrupt_begin(void);
void interrupt_end(void);

/* Whether a signal was noted. */
bool interrupted(void);

/* To poll for reading; -1 where there is none. Not the caller's to close. */
int interrupt_fd(void);

/* Wait until that time of CLOCK_MONOTONIC, in nanoseconds, or for a signal.
 * Return true when there was one.
 */
bool interrupt_wait(unsigned long long until);

/* From now on signals are the matter of this child, which must not have been
 * waited for. Those of a terminal it gets from there.
 */
void interrupt_hand_on(pid_t child);

/* The child is about to be waited for: the next signal is ours again. What it
 * got may be forgotten, or else ends the batch.
 */
void interrupt_take_back(bool forget);

/* Be killed by the signal that was noted, if there was one. */
void interrupt_die(void);

#endif
