// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: refuse { program ID | setsockopt OPTION | getsockopt OPTION }
 *
 * A security module that lets nobody have the BPF program of that id, or the
 * socket option of that number, until standard input ends. Prints a line when it
 * is in force.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

#include "security_module.h"

int main(int argc, char **argv)
{
	int number = argc == 3 ? atoi(argv[2]) : 0, link;

	if (argc != 3)
		return 2;
	if (!strcmp(argv[1], "program"))
		link = hide_programs(number, number);
	else if (!strcmp(argv[1], "setsockopt"))
		link = refuse("socket_setsockopt", 2, number, EACCES);
	else if (!strcmp(argv[1], "getsockopt"))
		link = refuse("socket_getsockopt", 2, number, EACCES);
	else
		return 2;
	if (link < 0) {
		perror(argv[1]);
		return 1;
	}
	puts("in force");
	fflush(stdout);
	while (getchar() != EOF)
		;
	return 0;
}
