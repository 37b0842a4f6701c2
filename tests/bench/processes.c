// SPDX-License-Identifier: GPL-2.0-only
/*
 * Times whole commands, from fork to exit, in turn: A B C A B C ...
 *
 * usage: processes ROUNDS GROUP SIZE <COMMANDS
 *
 * Each line of COMMANDS is "NAME<TAB>COMMAND WORD..."; words are parted by single
 * blanks, and no shell is in between.  In a word, "%n" is a number that is another
 * one in each round, and "%b" is 0 and 1 in turn.  "each FILE COMMAND WORD..." runs
 * the command once for each line of FILE, which takes the place of "%l".  "within
 * FILE COMMAND WORD..." runs it in the network namespace of FILE, "host COMMAND
 * WORD..." as on a kernel without control maps.  What they print goes to a pipe that is
 * read to its end, as by a program that wants to know.  A command that fails ends the
 * program.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "samples.h"

#define COMMANDS_MAX	16
#define WORDS_MAX	24
#define WORD_ROOM	256

struct command {
	char *name;
	char *line;
	char *words[WORDS_MAX];
	int nr;
	long peak;		/* KiB of memory, the largest of all rounds */
	long printed;		/* bytes, in the last round */
	double samples[SAMPLES_MAX];
};

static struct command commands[COMMANDS_MAX];
static int nr_commands;

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

/* @word has WORD_ROOM bytes, and the mark at most once. */
static void replace(char *word, const char *mark, const char *text)
{
	char *at = strstr(word, mark), rest[WORD_ROOM];

	if (!at)
		return;
	snprintf(rest, sizeof(rest), "%s", at + strlen(mark));
	snprintf(at, WORD_ROOM - (at - word), "%s%s", text, rest);
}

/*
 * The child writes into a pipe; whoever reads it to the end has waited.  vfork()
 * costs least, and posix_spawn() two system calls for each signal that there is.
 */
static pid_t start(char **argv, int *output)
{
	bool within = !strcmp(argv[0], "within"), host = !strcmp(argv[0], "host");
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC))
		fail("pipe");
	if (host)
		setenv("CTRL_SOURCE", "host", 1);
	pid = vfork();
	if (pid < 0)
		fail("vfork");
	if (!pid) {
		dup2(ends[1], STDOUT_FILENO);
		if (within && setns(open(argv[1], O_RDONLY | O_CLOEXEC),
				    CLONE_NEWNET))
			_exit(126);
		argv += within ? 2 : host ? 1 : 0;
		execvp(argv[0], argv);
		_exit(127);
	}
	unsetenv("CTRL_SOURCE");
	close(ends[1]);
	*output = ends[0];
	return pid;
}

static void finish(struct command *c, pid_t pid, int output)
{
	static char buffer[1 << 16];
	struct rusage usage;
	ssize_t bytes;
	int status;

	while ((bytes = read(output, buffer, sizeof(buffer))) > 0)
		c->printed += bytes;
	close(output);
	if (wait4(pid, &status, 0, &usage) != pid || status) {
		fprintf(stderr, "processes: %s failed: status %#x: %s\n",
			c->name, status, c->line);
		exit(1);
	}
	if (usage.ru_maxrss > c->peak)
		c->peak = usage.ru_maxrss;
}

/* @first: of the words that are the command's */
static void run(struct command *c, int first, int round, const char *line)
{
	static char words[WORDS_MAX][WORD_ROOM];
	char *argv[WORDS_MAX + 1], number[16];
	int output, i;
	pid_t pid;

	snprintf(number, sizeof(number), "%d", 100 + round % 100);
	for (i = first; i < c->nr; i++) {
		snprintf(words[i], WORD_ROOM, "%s", c->words[i]);
		replace(words[i], "%n", number);
		replace(words[i], "%b", round % 2 ? "1" : "0");
		replace(words[i], "%l", line);
		argv[i - first] = words[i];
	}
	argv[c->nr - first] = NULL;
	pid = start(argv, &output);
	finish(c, pid, output);
}

static void run_each(struct command *c, int round)
{
	char line[WORD_ROOM];
	FILE *file = fopen(c->words[1], "r");

	if (!file)
		fail(c->words[1]);
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		run(c, 2, round, line);
	}
	fclose(file);
}

static double time_command(struct command *c, int round)
{
	double start = seconds_now();

	c->printed = 0;
	if (!strcmp(c->words[0], "each"))
		run_each(c, round);
	else
		run(c, 0, round, "");
	return seconds_now() - start;
}

static void read_commands(void)
{
	static char line[4096];

	while (nr_commands < COMMANDS_MAX && fgets(line, sizeof(line), stdin)) {
		struct command *c = &commands[nr_commands];
		char *text = strdup(line), *word;

		if (!text)
			fail("commands");
		text[strcspn(text, "\n")] = '\0';
		c->name = strsep(&text, "\t");
		c->line = text ? strdup(text) : NULL;
		while (text && c->nr < WORDS_MAX && (word = strsep(&text, " ")))
			c->words[c->nr++] = word;
		if (c->nr)
			nr_commands++;
	}
}

static void print(const struct bench *bench, const struct command *c)
{
	char more[4352];

	snprintf(more, sizeof(more),
		 ",\"command\":\"%s\",\"peak_kib\":%ld,\"printed_bytes\":%ld",
		 c->line, c->peak, c->printed);
	print_samples(bench, c->name, more, c->samples);
}

int main(int argc, char **argv)
{
	struct bench bench;
	int round, i;

	if (argc != 4) {
		fprintf(stderr, "usage: %s ROUNDS GROUP SIZE <COMMANDS\n",
			argv[0]);
		return 2;
	}
	bench.rounds = rounds_from(argv[1]);
	bench.group = argv[2];
	bench.size = atoi(argv[3]);
	read_commands();
	for (round = -1; round < bench.rounds; round++)	/* the first warms up */
		for (i = 0; i < nr_commands; i++)
			commands[i].samples[round < 0 ? 0 : round] =
				time_command(&commands[i], round + 1);
	for (i = 0; i < nr_commands; i++)
		print(&bench, &commands[i]);
	return 0;
}
