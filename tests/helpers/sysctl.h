/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers of /proc/sys/net, by names such as "core/rmem_max". */
#ifndef SYSCTL_H
#define SYSCTL_H

#include "expect.h"

static inline FILE *open_sysctl(const char *name, const char *how)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/sys/net/%s", name);
	f = fopen(path, how);
	need(f, "%s: %m", path);
	return f;
}

static inline unsigned long get_sysctl(const char *name)
{
	FILE *f = open_sysctl(name, "r");
	unsigned long number;

	need(fscanf(f, "%lu", &number) == 1, "%s has no number", name);
	fclose(f);
	return number;
}

static inline void set_sysctl(const char *name, unsigned long number)
{
	FILE *f = open_sysctl(name, "w");

	need(fprintf(f, "%lu\n", number) > 0 && !fclose(f), "%s: %m", name);
}

#endif
