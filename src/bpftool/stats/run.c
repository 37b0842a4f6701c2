// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * run: what objects do while a command runs.
 *
 * As with time(1), its exit status is handed on. Signals are handed on too: they
 * are for the command, and what ran until it ended is told still.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <sys/wait.h>

#include "stats/commands.h"
#include "stats/period.h"
#include "upstream/batch_maps.h"
#include "upstream/upstream.h"

#define STATUS_CANNOT_RUN	126
#define STATUS_NOT_FOUND	127

extern char **environ;

/* How signals were handled before the command was run. */
struct old_signals {
	struct sigaction quit;
	struct sigaction child;
};

/*
 * The first is what the terminal sends to all of its processes at once. A process
 * that ignores the second does not learn how its children ended.
 */
static void change_signals(struct old_signals *old)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction usual = { .sa_handler = SIG_DFL };

	sigaction(SIGQUIT, &ignore, &old->quit);
	sigaction(SIGCHLD, &usual, &old->child);
}

static void restore_signals(const struct old_signals *old)
{
	sigaction(SIGQUIT, &old->quit, NULL);
	sigaction(SIGCHLD, &old->child, NULL);
}

/* Signals that were ignored stay ignored for the command, as nohup wants it. */
static void default_signals(const struct old_signals *old, sigset_t *set)
{
	sigemptyset(set);
	if (old->quit.sa_handler != SIG_IGN)
		sigaddset(set, SIGQUIT);
}

/*
 * In JSON, standard output is for the document alone. In a batch, standard input
 * may be the batch.
 */
static void connect_streams(posix_spawn_file_actions_t *files)
{
	if (stats_writer()->is_document)
		posix_spawn_file_actions_adddup2(files, STDERR_FILENO,
						 STDOUT_FILENO);
	if (batch_maps__in_batch())
		posix_spawn_file_actions_addopen(files, STDIN_FILENO,
						 "/dev/null", O_RDONLY, 0);
}

/* 0 or an errno. */
static int spawn(char **argv, const struct old_signals *old, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t set;
	int err;

	err = posix_spawn_file_actions_init(&files);
	if (err)
		return err;
	posix_spawnattr_init(&attr);
	default_signals(old, &set);
	posix_spawnattr_setsigdefault(&attr, &set);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	connect_streams(&files);
	err = posix_spawnp(pid, argv[0], &files, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);

	return err;
}

static void wait_for(pid_t pid, struct stats_command *command)
{
	int status = 0;
	siginfo_t info;

	/* the pid is not reused before the status is collected */
	interrupt_hand_on(pid);
	while (waitid(P_PID, pid, &info, WEXITED | WNOWAIT) < 0 &&
	       errno == EINTR)
		;
	interrupt_take_back(!batch_maps__in_batch());
	waitpid(pid, &status, 0);
	if (WIFSIGNALED(status)) {
		command->signal = WTERMSIG(status);
		command->status = 128 + command->signal;
	} else {
		command->status = WEXITSTATUS(status);
	}
}

static int cannot_run(struct stats *s, const char *name, int code)
{
	snprintf(s->r->err.object, sizeof(s->r->err.object), "%s", name);
	s->r->status = code == ENOENT ? STATUS_NOT_FOUND : STATUS_CANNOT_RUN;

	return ctrl_error__set(&s->r->err, CTRL_FAULT_KERNEL, code,
			       "the command cannot be run");
}

static int run_command(struct stats *s, struct stats_command *command)
{
	struct old_signals old;
	pid_t pid;
	int code;

	fflush(stdout);
	change_signals(&old);
	code = spawn(command->argv, &old, &pid);
	if (!code)
		wait_for(pid, command);
	restore_signals(&old);
	if (code)
		return cannot_run(s, command->argv[0], code);
	s->r->status = command->status;

	return 0;
}

static int run_and_tell(struct stats *s, struct stats_command *command)
{
	struct stats_period period;
	int err;

	err = stats_period__begin(&period, s, NULL);
	if (err)
		return err;
	if (!interrupted())
		err = run_command(s, command) ?:
		      stats_period__next(&period, command, false);
	stats_period__deinit(&period);

	return err;
}

static int collect_and_run(struct stats *s, struct stats_command *command)
{
	int err, fd;

	err = stats__collect(s, &fd);
	if (err)
		return err;
	interrupt_begin();
	err = run_and_tell(s, command);
	interrupt_end();
	if (fd >= 0)
		close(fd);

	return err;
}

int stats__run(struct stats *s)
{
	struct words *words = &s->r->words;
	struct stats_command command = {};
	int err;

	/* main() has taken the -- of a command line; that of a batch is here */
	if (words->nr && !strcmp(words->at[0], "--"))
		words__take(words);
	if (!words->nr)
		return request__usage(s->r, "COMMAND is missing");
	command.argv = words->at;

	err = stats__open(s) ?: collect_and_run(s, &command);
	stats__deinit(s);

	return err;
}

static bool pass_command(struct request *r, const struct candidates *at)
{
	if (r->words.nr == 1)
		candidates__offer(at, "--", "what follows is the command");
	candidates__ask(r->words.nr == 1 ? "commands" : "files");

	return false;
}

const struct clause stats_run__clauses[] = {
	{ CLAUSE_NEEDED, NULL, "-- COMMAND", .pass = pass_command },
	{}
};
