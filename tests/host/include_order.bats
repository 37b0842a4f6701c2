#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What make lint says of includes, in a copy of the sources.

load ../bats/helpers

setup()
{
	cd "$BATS_TEST_DIRNAME/../.."
	mkdir -p "$BATS_TEST_TMPDIR/kernel-patch"
	cp -a --parents src scripts/include-order kernel-patch/files \
		"$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
}

@test "no include of ours runs upwards, and no files include each other" {
	run -0 scripts/include-order
	output_is ""
}

@test "an include that runs upwards is a complaint" {
	sed -i '1i #include "verbs/verbs.h"' src/bpftool/key/netdev.c
	run -1 scripts/include-order
	[[ $output == *"src/bpftool/key/netdev.c:1: src/bpftool/verbs/verbs.h is not below it"* ]]
}

@test "an include of a folder beside it is a complaint" {
	sed -i '1i #include "monitor/ring.h"' src/bpftool/complete/complete.h
	run -1 scripts/include-order
	output_is "src/bpftool/complete/complete.h:1: src/bpftool/monitor/ring.h is not below it"
}

@test "a private header of the library, or one of bpftool in the library, is a complaint" {
	sed -i '1i #include "../../ctrl/plan.h"' src/bpftool/verbs/write.c
	sed -i '1i #include "../bpftool/text/number.h"' src/ctrl/set.c
	run -1 scripts/include-order
	[[ $output == *"src/bpftool/verbs/write.c:1: src/ctrl/plan.h is private"* ]]
	[[ $output == *"src/ctrl/set.c:1: src/bpftool/text/number.h is not below it"* ]]
}

@test "a circle of files is a complaint, in the kernel's files too" {
	sed -i '1i #include "monitor/print.h"' src/bpftool/monitor/format.h
	sed -i '1i #include "access.h"' kernel-patch/files/kernel/bpf/ctrl/registry.h
	run -1 scripts/include-order
	[[ $output == *"src/bpftool/monitor/format -> "*"src/bpftool/monitor/print: a circle"* ]]
	[[ $output == *"kernel-patch/files/kernel/bpf/ctrl/access -> kernel-patch/files/kernel/bpf/ctrl/registry: a circle"* ]]
}

@test "a folder that nobody has given a place is a complaint" {
	mkdir src/bpftool/misc
	touch src/bpftool/misc/things.c
	run -1 scripts/include-order
	output_is "src/bpftool/misc: not in the table of README.md"
}
