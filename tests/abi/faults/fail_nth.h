/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A call during which the kernel has one allocation, or one copy from or to user
 * space, fail: the first of them in one try, the second in the next, until none
 * is left.  Needs CONFIG_FAULT_INJECTION (Documentation/fault-injection/).
 */
#ifndef FAIL_NTH_H
#define FAIL_NTH_H

#include "ctrl_harness.h"

#define FAULTS_MAX	20000	/* in one call; it has not ended by then */

/**
 * struct faulty - a call that is tried
 * @what: for messages
 * @error: what a failed allocation may end in, beside -ENOMEM; 0: nothing else
 * @run: makes the call, and nothing else; 0 or more, or a negative errno
 * @same: whether all is as it was before a call that failed; NULL: do not ask
 * @note: what is to be done after a call that succeeded; NULL: nothing
 * @arg: for all of them
 */
struct faulty {
	const char *what;
	int error;
	int (*run)(void *arg);
	bool (*same)(struct __test_metadata *_metadata, void *arg);
	void (*note)(struct __test_metadata *_metadata, void *arg);
	void *arg;
};

static inline int open_fail_nth(struct __test_metadata *_metadata)
{
	int fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);

	ASSERT_GE(fd, 0)
		TH_LOG("no fault injection: %m");
	return fd;
}

/* This write may be hit by the fault that an earlier one asked for. */
static inline void write_fail_nth(struct __test_metadata *_metadata, int fd,
				  int n)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%d", n), tries = 2;

	while (pwrite(fd, text, len, 0) != len) {
		ASSERT_TRUE(--tries)
			TH_LOG("fail-nth: %m");
	}
}

/*
 * What is left of the number is 0 when the fault took place.  When reading it
 * fails, the fault took place here.
 */
static inline bool has_failed(int fd)
{
	char text[16] = "";

	return pread(fd, text, sizeof(text) - 1, 0) > 0 && atoi(text) == 0;
}

/* Return: how many faults there were. */
static inline int try_all_faults(struct __test_metadata *_metadata,
				 const struct faulty *f)
{
	int fd = open_fail_nth(_metadata), n, ret, survived = 0;
	bool failed;

	for (n = 1; n < FAULTS_MAX; n++) {
		write_fail_nth(_metadata, fd, n);
		ret = f->run(f->arg);
		failed = has_failed(fd);
		write_fail_nth(_metadata, fd, 0);
		if (ret >= 0 && f->note)
			f->note(_metadata, f->arg);
		if (!failed)
			break;
		EXPECT_TRUE(ret >= 0 || ret == -ENOMEM || ret == -EFAULT ||
			    ret == f->error)
			TH_LOG("%s, fault %d: %d", f->what, n, ret);
		survived += ret >= 0;
		EXPECT_TRUE(ret >= 0 || !f->same || f->same(_metadata, f->arg))
			TH_LOG("%s, fault %d: something has changed", f->what,
			       n);
	}
	EXPECT_TRUE(ret >= 0 && n < FAULTS_MAX)
		TH_LOG("%s without a fault: %d", f->what, ret);
	printf("# %s: %d faults, %d did not matter\n", f->what, n - 1,
	       survived);
	close(fd);
	return n - 1;
}

#endif
