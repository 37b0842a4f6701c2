/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The name of an errno, such as EPERM. */
#ifndef BPFTOOL_TEXT_ERRNO_NAME_H
#define BPFTOOL_TEXT_ERRNO_NAME_H

/**
 * errno_name() - the name of an errno
 * @code: positive, or 0
 *
 * Return: such as "EPERM"; NULL: it is 0, or has no name that is known here.
 */
const char *errno_name(int code);

#endif
