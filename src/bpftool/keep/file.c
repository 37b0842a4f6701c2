// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * A file of commands, in the language of bpftool batch: '#' begins a comment, a '\' at
 * its end joins a line to the next one, a word that begins with a quote ends with it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "keep/file.h"

#define BLANKS	" \t\r\n"
#define BOM	"\xef\xbb\xbf"

/**
 * struct reader - a file that is being read
 * @in: the file
 * @buf: of getline()
 * @size: likewise
 * @line: number of lines that were read
 * @first: number of the first line of the command
 * @text: the command so far, owned
 * @len: bytes of @text
 * @err: what goes wrong
 */
struct reader {
	FILE *in;
	char *buf;
	size_t size;
	unsigned int line;
	unsigned int first;
	char *text;
	size_t len;
	struct ctrl_error *err;
};

void keep_file__blame(const struct keep_file *file, unsigned int line,
		      struct ctrl_error *err)
{
	snprintf(err->file, sizeof(err->file), "%s",
		 strcmp(file->name, "-") ? file->name : "standard input");
	err->line = line;
}

static int wrong(struct reader *in, const char *what)
{
	return ctrl_error__set(in->err, CTRL_FAULT_USAGE, 0, "%s", what);
}

static int no_memory(struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
}

static int append(struct reader *in, const char *text, size_t len)
{
	char *at = realloc(in->text, in->len + len + 1);

	if (!at)
		return no_memory(in->err);
	in->text = at;
	memcpy(at + in->len, text, len);
	in->len += len;
	at[in->len] = '\0';

	return 0;
}

/* Without its comment and its end; @continues: the next line belongs to it. */
static size_t content(const char *text, size_t len, bool *continues)
{
	const char *comment = memchr(text, '#', len);

	*continues = false;
	if (comment)
		return comment - text;
	if (len && text[len - 1] == '\n')
		len--;
	if (len && text[len - 1] == '\r')
		len--;
	*continues = len && text[len - 1] == '\\';

	return len - *continues;
}

/* 1: the next line belongs to it; 0: it is complete; -ENODATA: there is none */
static int read_line(struct reader *in)
{
	bool continues;
	char *text;
	ssize_t len;
	int err;

	errno = 0;
	len = getline(&in->buf, &in->size, in->in);
	if (len < 0 && feof(in->in))
		return -ENODATA;
	in->line++;
	if (len < 0)
		return ctrl_error__set(in->err, CTRL_FAULT_USAGE, errno ?: EIO,
				       "it cannot be read: %s", strerror(errno ?: EIO));
	text = in->buf;
	if (in->line == 1 && !strncmp(text, BOM, strlen(BOM))) {
		text += strlen(BOM);
		len -= strlen(BOM);
	}
	len = content(text, len, &continues);
	if (memchr(text, '\0', len))
		return wrong(in, "a byte of zero: this is no text, or not in UTF-8");
	err = append(in, text, len);

	return err ?: continues;
}

static int read_command(struct reader *in)
{
	int ret;

	in->first = in->line + 1;
	in->len = 0;
	ret = read_line(in);
	if (ret <= 0)
		return ret;
	while (ret > 0)
		ret = read_line(in);

	return ret == -ENODATA ? wrong(in, "the line after the '\\' is missing") : ret;
}

static int add_word(struct file_command *command, char *word)
{
	char **at = realloc(command->at, (command->words.nr + 1) * sizeof(*at));

	if (!at)
		return -ENOMEM;
	command->at = at;
	command->words.at = at;
	at[command->words.nr++] = word;

	return 0;
}

/* Ends are written into the text. */
static int split(struct reader *in, struct file_command *command)
{
	char *at = command->text + strspn(command->text, BLANKS), *end;

	for (; *at; at = end + strspn(end, BLANKS)) {
		if (*at == '"' || *at == '\'') {
			end = strchr(at + 1, *at);
			at++;
		} else {
			end = at + strcspn(at, BLANKS);
		}
		if (!end)
			return wrong(in, "a quote has no end");
		if (add_word(command, at))
			return no_memory(in->err);
		if (*end)
			*end++ = '\0';
	}

	return 0;
}

static int add_command(struct keep_file *file, struct reader *in)
{
	struct file_command command = { .line = in->first, .text = strdup(in->text) };
	struct file_command *at = NULL;
	int err;

	err = command.text ? split(in, &command) : no_memory(in->err);
	if (!err && command.words.nr) {
		at = realloc(file->commands, (file->nr + 1) * sizeof(*at));
		err = at ? 0 : no_memory(in->err);
	}
	if (!at) {
		free(command.at);
		free(command.text);
		return err;
	}
	file->commands = at;
	at[file->nr++] = command;

	return 0;
}

static FILE *open_file(const char *name)
{
	FILE *in;
	int fd;

	if (strcmp(name, "-"))
		return fopen(name, "re");
	fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	in = fd < 0 ? NULL : fdopen(fd, "r");
	if (fd >= 0 && !in)
		close(fd);

	return in;
}

int keep_file__read(struct keep_file *file, struct ctrl_error *err)
{
	struct reader in = { .in = open_file(file->name), .err = err };
	int ret;

	if (!in.in) {
		ret = ctrl_error__set(err, CTRL_FAULT_USAGE, errno, "%s", strerror(errno));
		keep_file__blame(file, 0, err);
		return ret;
	}
	while (!(ret = read_command(&in))) {
		ret = add_command(file, &in);
		if (ret)
			break;
	}
	if (ret == -ENODATA && err->fault == CTRL_FAULT_NONE)
		ret = 0;
	if (ret)
		keep_file__blame(file, in.first, err);
	fclose(in.in);
	free(in.buf);
	free(in.text);

	return ret;
}

void keep_file__deinit(struct keep_file *file)
{
	__u32 i;

	for (i = 0; i < file->nr; i++) {
		free(file->commands[i].at);
		free(file->commands[i].text);
	}
	free(file->commands);
}
