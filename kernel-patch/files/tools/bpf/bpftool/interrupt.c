// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>
#include <sys/eventfd.h>

#include "interrupt.h"
#include "main.h"

#define NSEC_PER_SEC	1000000000ULL

/* Time for a command to complete its output after a signal. */
#define GRACE_SECONDS	5

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

static struct sigaction old_actions[ARRAY_SIZE(signals)], old_alarm;
static sig_atomic_t noted, seconds, child;	/* also accessed by the handlers */
static int event = -1;

static void die(int signum)
{
	signal(signum, SIG_DFL);
	raise(signum);
}

static bool output_is_stuck(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&out, 1, 0) == 0;
}

static void is_late(int signum)
{
	if (output_is_stuck() || ++seconds >= GRACE_SECONDS)
		die(READ_ONCE(noted));
	else
		alarm(1);
}

static void wake_up(void)
{
	uint64_t one = 1;

	if (event >= 0 && write(event, &one, sizeof(one)) < 0)
		return;	/* the counter is at its maximum: it is readable */
}

/* The child gets signals of the terminal (SI_KERNEL) itself, all others are sent to it
 * from here.
 */
static void note(int signum, siginfo_t *info, void *context)
{
	bool is_first = !READ_ONCE(noted);
	pid_t pid = READ_ONCE(child);
	int err = errno;

	WRITE_ONCE(noted, signum);
	if (pid) {
		if (info->si_code != SI_KERNEL)
			kill(pid, signum);
	} else if (is_first) {
		wake_up();
		alarm(1);
	} else {
		die(signum);
	}
	errno = err;
}

/* SA_RESTART: a write() that is interrupted by a signal is continued. If it blocks,
 * is_late() kills the process.
 */
void interrupt_begin(void)
{
	struct sigaction action = {
		.sa_sigaction = note,
		.sa_flags = SA_SIGINFO | SA_RESTART,
	};
	struct sigaction late = {
		.sa_handler = is_late,
		.sa_flags = SA_RESTART,
	};
	unsigned int i;

	if (event < 0)
		event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	sigaction(SIGALRM, &late, &old_alarm);
	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		sigaction(signals[i], NULL, &old_actions[i]);
		if (old_actions[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
	}
}

/* After a signal, keep the handler of the alarm, which is pending. */
void interrupt_end(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(signals); i++)
		sigaction(signals[i], &old_actions[i], NULL);
	if (!READ_ONCE(noted))
		sigaction(SIGALRM, &old_alarm, NULL);
}

bool interrupted(void)
{
	return READ_ONCE(noted);
}

int interrupt_fd(void)
{
	return event;
}

bool interrupt_wait(unsigned long long until)
{
	struct pollfd fd = { .fd = event, .events = POLLIN };
	unsigned long long now;
	struct timespec t;

	while (!interrupted()) {
		clock_gettime(CLOCK_MONOTONIC, &t);
		now = t.tv_sec * NSEC_PER_SEC + t.tv_nsec;
		if (now >= until)
			break;
		t.tv_sec = (until - now) / NSEC_PER_SEC;
		t.tv_nsec = (until - now) % NSEC_PER_SEC;
		ppoll(&fd, 1, &t, NULL);
	}

	return interrupted();
}

/* A signal that arrived before the child was set was not sent to it yet. */
void interrupt_hand_on(pid_t pid)
{
	WRITE_ONCE(child, pid);
	alarm(0);
	if (interrupted())
		kill(pid, READ_ONCE(noted));
}

void interrupt_take_back(bool forget)
{
	uint64_t count;

	WRITE_ONCE(child, 0);
	if (!forget)
		return;
	WRITE_ONCE(noted, 0);
	if (event >= 0 && read(event, &count, sizeof(count)) < 0)
		return;	/* no signal before the child was set: it is not readable */
}

void interrupt_die(void)
{
	if (interrupted())
		die(READ_ONCE(noted));
}
