/* SPDX-License-Identifier: GPL-2.0-only */
/* What tests of control maps need beside kselftest_harness.h. */
#ifndef CTRL_HARNESS_H
#define CTRL_HARNESS_H

#include <fcntl.h>
#include <time.h>

#include "../kselftest_harness.h"
#include "ctrl_sys.h"

/* An emulated machine with KASAN and lockdep is ten times slower than others. */
#undef TEST_TIMEOUT_DEFAULT
#define TEST_TIMEOUT_DEFAULT	300

#define ERR_NOTSUPP	524	/* of the kernel, unknown to <errno.h> */

/* What the kernel wrote into the log has this text in it. */
#define EXPECT_REASON(reason, text)					\
	do {								\
		const char *__reason = (reason);			\
									\
		EXPECT_NE(NULL, strstr(__reason, text))			\
			TH_LOG("the reason is \"%s\"", __reason);	\
	} while (0)

/* Seconds that only go forward. */
static inline double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* Ask again and again until it is true; false: it was not, in all the time. */
#define wait_for(condition, seconds)					\
	({								\
		double __end = now() + (seconds);			\
		bool __ok;						\
									\
		while (!(__ok = (condition)) && now() < __end)		\
			usleep(2000);					\
		__ok;							\
	})

/* Without these there is nothing that a program of tests could do. */
static void __attribute__((constructor)) need_control_maps(void)
{
	int fd;

	if (geteuid())
		ksft_exit_skip("it takes root to set what these tests set\n");
	fd = ctrl_create(BPF_CTRL_DIRECTORY, BPF_CTRL_CURRENT, BPF_F_RDONLY, 0);
	if (fd < 0)
		ksft_exit_skip("no control maps: %s; CONFIG_BPF_CTRL_MAP?\n",
			       strerror(-fd));
	close(fd);
}

typedef void (*child_fn)(struct __test_metadata *_metadata, void *data);

/* A process whose failed expectations are those of this test. */
static inline pid_t start_child(struct __test_metadata *_metadata, child_fn run,
				void *data)
{
	pid_t pid = fork();

	ASSERT_GE(pid, 0);
	if (!pid) {
		run(_metadata, data);
		_exit(_metadata->exit_code);
	}
	return pid;
}

static inline void wait_for_child(struct __test_metadata *_metadata, pid_t pid)
{
	int status;

	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	ASSERT_EQ(0, status);
}

static inline void in_child(struct __test_metadata *_metadata, child_fn run,
			    void *data)
{
	wait_for_child(_metadata, start_child(_metadata, run, data));
}

static inline void shell(struct __test_metadata *_metadata, const char *command)
{
	ASSERT_EQ(0, system(command))
		TH_LOG("%s", command);
}

/* For /proc/sys and the like: one write() for the whole text. */
static inline void write_file(struct __test_metadata *_metadata,
			      const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_TRUNC);

	ASSERT_GE(fd, 0)
		TH_LOG("%s: %m", path);
	ASSERT_EQ((ssize_t)strlen(text), write(fd, text, strlen(text)))
		TH_LOG("%s: %m", path);
	close(fd);
}

#endif
