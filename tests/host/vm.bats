#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# tests/vm/run hands back what happened inside, and tells a failed command from
# a lost machine.

bats_require_minimum_version 1.5.0

setup()
{
	bats_load_library bats-support
	bats_load_library bats-assert
	kernel=build/kernel/full${DEBUG:+-debug}/bzImage
}

vm()
{
	tests/vm/run --quiet --kernel "$kernel" --timeout 120 \
		--log "$BATS_TEST_TMPDIR/vm" "$@"
}

@test "the command's status and both of its outputs come back" {
	run -7 vm -- sh -c 'echo out; echo err >&2; exit 7'
	assert_output "out
err"
}

@test "words reach the command as they are" {
	run -0 vm --env 'NAME=two words' -- sh -c 'printf "<%s>" "$NAME" "$@"' \
		sh 'a b' "it's" '' '$HOME'
	assert_output "<two words><a b><it's><><\$HOME>"
}

@test "a file written to VM_OUT is found in the log directory" {
	# shellcheck disable=SC2016 # expanded inside
	run -0 vm -- sh -c 'echo kept >$VM_OUT/file'
	assert_equal "$(cat "$BATS_TEST_TMPDIR/vm/out/file")" kept
}

@test "a directory for logs that has something else in it is left alone" {
	mkdir "$BATS_TEST_TMPDIR/vm"
	echo mine >"$BATS_TEST_TMPDIR/vm/out"
	run -2 vm -- true
	assert_output --partial 'not empty, and not from an earlier run'
	assert_equal "$(cat "$BATS_TEST_TMPDIR/vm/out")" mine
}

@test "a directory for logs is used again, without what was in it" {
	# shellcheck disable=SC2016 # expanded inside
	run -0 vm -- sh -c 'echo kept >$VM_OUT/file'
	run -0 vm -- true
	assert_equal "$(ls "$BATS_TEST_TMPDIR/vm/out")" ''
}

@test "what the command leaves running does not keep the machine up" {
	run -0 vm -- sh -c 'sleep 1000 & echo done'
	assert_output done
}

@test "a crashed kernel is a lost machine" {
	run -125 vm -- sh -c 'echo c >/proc/sysrq-trigger'
	assert_output --partial 'LOST: Kernel panic'
}

@test "two processors take turns in one thread, so no breakpoint of a patch is lost" {
	# shellcheck disable=SC2016 # expanded inside
	run -125 vm --cpus 2 -- sh -c 'nproc >$VM_OUT/processors; sleep 100' &
	until [ -s "$BATS_TEST_TMPDIR/vm/out/processors" ]; do sleep 0.2; done
	run -0 grep -h TCG -r --include comm \
		"/proc/$(pgrep -f "^qemu.*path=$BATS_TEST_TMPDIR/vm,")/task"
	pkill -f "path=$BATS_TEST_TMPDIR/vm,"
	wait $!
	assert_equal "$(<"$BATS_TEST_TMPDIR/vm/out/processors")" 2
	assert_equal "${#lines[@]}" 1
}

# usage: qemu_crashes WHEN; a shell's condition, true where QEMU is to crash
qemu_crashes()
{
	mkdir "$BATS_TEST_TMPDIR/bin"
	cat >"$BATS_TEST_TMPDIR/bin/qemu-system-x86_64" <<-QEMU
		#!/bin/bash
		ulimit -c 0
		echo >>"$BATS_TEST_TMPDIR/boots"
		if $1; then kill -SEGV \$\$; fi
		exec "$(type -P qemu-system-x86_64)" "\$@"
	QEMU
	chmod +x "$BATS_TEST_TMPDIR/bin/qemu-system-x86_64"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

@test "an emulator that crashes during the boot is begun once more" {
	qemu_crashes "[ \$(wc -l <'$BATS_TEST_TMPDIR/boots') = 1 ]"
	run -0 vm -- echo done
	assert_line done
	assert_line 'vm: QEMU crashed during the boot: once more'
}

@test "an emulator that goes on to crash is a lost machine" {
	qemu_crashes true
	run -125 vm -- true
	assert_output --partial "LOST: the machine stopped (QEMU's exit status 139)"
	assert_equal "$(wc -l <"$BATS_TEST_TMPDIR/boots")" 2
}

@test "an emulator that crashes in the middle of the command is a lost machine" {
	run -125 vm -- sh -c 'echo begun; sleep 1; echo crash >$VM_OUT/now; sleep 100' &
	until [ -s "$BATS_TEST_TMPDIR/vm/out/now" ]; do sleep 0.2; done
	pkill -SEGV -f "path=$BATS_TEST_TMPDIR/vm,"
	wait $!
}

@test "a hung command is a lost machine" {
	run -125 tests/vm/run --quiet --kernel "$kernel" --timeout 15 \
		--log "$BATS_TEST_TMPDIR/vm" -- sleep 1000
	assert_output --partial 'no end after 15 seconds'
}

@test "a file that is no kernel is a lost machine" {
	kernel=Makefile
	run -125 vm -- true
	assert_output --partial LOST
}

@test "a complaint of the kernel fails a command that succeeded" {
	run -124 vm -- sh -c 'echo "WARNING: CPU: 0 PID: 1 at a/test.c:1" >/dev/kmsg'
	assert_output --partial 'the kernel complained'
}

@test "a kernel with its file systems as modules needs the initramfs beside it" {
	kernel=build/kernel/debian-${DEBIAN:-bookworm}/bzImage
	run -0 vm --timeout 240 -- uname -v
	assert_output --partial ' Debian '

	ln -s "$PWD/$kernel" "$BATS_TEST_TMPDIR/bzImage"
	kernel=$BATS_TEST_TMPDIR/bzImage
	run -125 vm --timeout 240 -- uname -v
	assert_output --partial 'LOST: Kernel panic - not syncing: VFS: Unable to mount root fs'
}

@test "a complaint of Debian's own kernel fails a command that succeeded" {
	kernel=build/kernel/debian-${DEBIAN:-bookworm}/bzImage
	run -124 vm --timeout 240 -- \
		sh -c 'echo "WARNING: CPU: 0 PID: 1 at a/test.c:1" >/dev/kmsg'
	assert_output --partial 'the kernel complained'
}

@test "no command is a usage error" {
	run -2 vm --
}
