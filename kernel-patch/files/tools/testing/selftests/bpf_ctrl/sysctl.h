/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers of /proc/sys, by names such as "net/core/rmem_max". */
#ifndef SYSCTL_H
#define SYSCTL_H

#include "ctrl_harness.h"

static inline unsigned long get_sysctl(struct __test_metadata *_metadata,
				       const char *name)
{
	unsigned long number;
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/sys/%s", name);
	f = fopen(path, "r");
	ASSERT_NE(NULL, f)
		TH_LOG("%s: %m", path);
	ASSERT_EQ(1, fscanf(f, "%lu", &number))
		TH_LOG("%s", path);
	fclose(f);
	return number;
}

static inline void set_sysctl(struct __test_metadata *_metadata,
			      const char *name, unsigned long number)
{
	char path[128], text[24];

	snprintf(path, sizeof(path), "/proc/sys/%s", name);
	snprintf(text, sizeof(text), "%lu", number);
	write_file(_metadata, path, text);
}

#endif
