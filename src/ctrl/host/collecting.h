/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Whether the kernel counts the runs of programs. */
#ifndef COLLECTING_H
#define COLLECTING_H

/**
 * enum ctrl_collecting - whether the kernel counts the runs of programs
 * @CTRL_COLLECTING_UNKNOWN: it cannot be told without CAP_BPF
 * @CTRL_COLLECTING_OFF: it does not
 * @CTRL_COLLECTING_ON: it does
 */
enum ctrl_collecting {
	CTRL_COLLECTING_UNKNOWN,
	CTRL_COLLECTING_OFF,
	CTRL_COLLECTING_ON,
};

enum ctrl_collecting ctrl_collecting(void);

#endif /* COLLECTING_H */
