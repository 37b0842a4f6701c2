# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What the demonstration (scripts/demo.sh) is to print: the transcript of the README, but
# for times and numbers that are others on each machine.

# The indented blocks that begin with a prompt, without the indentation.
transcript()
{
	awk '
		/^    root@vm:~# / { inside = 1 }
		/^[^ ]/ { inside = 0 }
		inside { print }' README.md
}

# Rates stand behind the number of runs.
mask()
{
	sed -E 's/\b6\.12\.[0-9]+/6.12.N/; s/\bpid [0-9]+/pid P/g
		s/ 1000 +[0-9]+ / 1000 R /; s/[0-9.]+ ?([num]?s)\>/T \1/g
		s/[0-9.]+%/S/g; s/\s+/ /g; s/^ //; /^$/d'
}
