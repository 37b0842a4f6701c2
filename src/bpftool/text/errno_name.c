// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The name of an errno, such as EPERM: glibc has the names since 2.32. */
#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "text/errno_name.h"

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 32)

const char *errno_name(int code)
{
	return code ? strerrorname_np(code) : NULL;
}

#else

#define NAME(code)	{ code, #code }

/* Those that system calls on control maps are known to return. */
static const struct {
	int code;
	const char *name;
} names[] = {
	NAME(E2BIG), NAME(EACCES), NAME(EAGAIN), NAME(EBADF), NAME(EBADMSG),
	NAME(EBUSY), NAME(EEXIST), NAME(EFAULT), NAME(EINTR), NAME(EINVAL),
	NAME(EIO), NAME(EISDIR), NAME(ELOOP), NAME(EMFILE), NAME(ENAMETOOLONG),
	NAME(ENETDOWN), NAME(ENFILE), NAME(ENOBUFS), NAME(ENODATA),
	NAME(ENODEV), NAME(ENOENT), NAME(ENOEXEC), NAME(ENOMEM),
	NAME(ENOPROTOOPT), NAME(ENOSPC), NAME(ENOTDIR),
	NAME(ENOTSOCK), NAME(ENXIO), NAME(EOPNOTSUPP), NAME(EOVERFLOW),
	NAME(EPERM), NAME(EPIPE), NAME(ERANGE), NAME(EROFS), NAME(ESRCH),
	NAME(ETIMEDOUT),
};

const char *errno_name(int code)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].code == code)
			return names[i].name;
	return NULL;
}

#endif
