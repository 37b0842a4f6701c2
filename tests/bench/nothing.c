// SPDX-License-Identifier: GPL-2.0-only
/*
 * A program of one system call, without a C library: what it takes to make a
 * process, to begin a program and to take both away again. No program takes less.
 */
#include <asm/unistd.h>

void _start(void);

void _start(void)
{
	__asm__ volatile("syscall" : : "a" (__NR_exit_group), "D" (0)
			 : "rcx", "r11", "memory");
	__builtin_unreachable();
}
