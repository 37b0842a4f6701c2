#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# make check fails when a test does, and does not take silence for success.

bats_require_minimum_version 1.5.0

setup()
{
	bats_load_library bats-support
	bats_load_library bats-assert
	log=$BATS_TEST_TMPDIR/log
}

tap()
{
	cat >"$log"
	run -0 tests/tap suite "$log" "$1"
}

@test "a failing test fails the run and is shown with its reason" {
	run -1 tests/check tests/host/fixtures/fails.bats
	assert_line --partial 'FAILED tests/host/fixtures/fails.bats: this fails'
	assert_line --partial 'the reason'
	assert_equal "${lines[-1]}" '1 passed, 1 failed'
}

@test "a failing test in the virtual machine is a failure" {
	run -1 tests/vm/run --quiet --log "$BATS_TEST_TMPDIR/vm" \
		--kernel "build/kernel/full${DEBUG:+-debug}/bzImage" \
		-- bats --tap tests/host/fixtures/fails.bats
	tap 1 <<<"$output"
	assert_line '1 1 1'
}

@test "a suite that does not exist fails the run" {
	run -1 tests/check tests/no-such-suite
	assert_equal "${lines[-1]}" '0 passed, 1 failed'
}

@test "a kernel of Debian's that is not there fails the run, also with DEBUG" {
	# by a path whose logs are not those of a suite that runs beside this one
	DEBUG=1 DEBIAN=none run -1 tests/check \
		tests/bats/debian/../../host/fixtures/fails.bats
	assert_line --partial 'no kernel build/kernel/debian-none/bzImage'
	assert_equal "${lines[-1]}" '0 passed, 1 failed'
}

@test "all passed" {
	tap 0 <<<$'1..2\nok 1 a\nok 2 - b'
	assert_output '2 0 0'
}

@test "a test that gave no result is a failure" {
	tap 0 <<<$'1..3\nok 1 a\nok 2 b'
	assert_output "  FAILED suite: 2 results of 3 tests (exit status 0)
2 1 0"
}

@test "no plan is a failure" {
	tap 0 <<<'hello'
	assert_output --partial 'no plan'
}

@test "an exit status that no test explains is a failure" {
	tap 3 <<<$'1..1\nok 1 a'
	assert_output "  FAILED suite: exit status 3, no test failed
1 1 0"
}

@test "a lost machine is a failure beside the results before it" {
	tap 125 <<<$'1..3\nok 1 a'
	assert_output "  FAILED suite: the virtual machine was lost
1 1 0"
}

@test "a complaint of the kernel is a failure" {
	tap 124 <<<$'1..1\nok 1 a'
	assert_output --partial 'the kernel complained'
}

@test "a skipped test is neither" {
	tap 0 <<<$'1..2\nok 1 a\nok 2 b # skip no reason'
	assert_output --partial '1 0 1'
}

# Programs as tests/vm/programs runs them: each argument is a script.
programs()
{
	local script names=() i=0

	for script; do
		i=$((i + 1))
		printf '#!/bin/sh\n%s\n' "$script" >"$BATS_TEST_TMPDIR/program$i"
		chmod +x "$BATS_TEST_TMPDIR/program$i"
		names+=("$BATS_TEST_TMPDIR/program$i")
	done
	status=0
	tests/vm/programs "${names[@]}" >"$log" 2>&1 || status=$?
	run -0 tests/tap suite "$log" "$status"
}

good="printf '1..2\nok 1 f.a\nok 2 f.b\n'"

@test "the results of several programs are added up" {
	programs "$good" "printf '1..2\nok 1 a\nok 2 b # SKIP no reason\n'"
	assert_output "  skipped suite: $BATS_TEST_TMPDIR/program2: b # SKIP no reason
3 0 1"
}

@test "a failed test of a program is shown with the reason that came before it" {
	programs "$good" "echo 1..2
echo ok 1 a
echo '#  RUN           f.b ...'
echo '# f.c:7:b:Expected 1 (1) == x (2)' >&2
echo not ok 2 f.b
exit 1"
	assert_output "  FAILED suite: $BATS_TEST_TMPDIR/program2: f.b
    # f.c:7:b:Expected 1 (1) == x (2)
3 1 0"
}

@test "a program that crashes is a failure beside the results of all" {
	programs "echo 1..3; echo ok 1 a; kill -SEGV \$\$" "$good"
	assert_output "  FAILED suite: $BATS_TEST_TMPDIR/program1: 1 results of 3 tests (exit status 139)
3 1 0"
}

@test "a program that crashes behind its last result is a failure" {
	programs "$good; kill -SEGV \$\$"
	assert_output "  FAILED suite: $BATS_TEST_TMPDIR/program1: exit status 139, no test failed
2 1 0"
}

@test "a program without a plan, with too few results or with none is a failure" {
	programs "echo ok 1 a" "echo 1..3; echo ok 1 a" "$good" "exit 0"
	assert_line "  FAILED suite: $BATS_TEST_TMPDIR/program1: no plan (exit status 0)"
	assert_line "  FAILED suite: $BATS_TEST_TMPDIR/program2: 1 results of 3 tests (exit status 0)"
	assert_line "  FAILED suite: $BATS_TEST_TMPDIR/program4: no plan (exit status 0)"
	assert_line "4 3 0"
}

@test "a program that is not there is a failure" {
	run -1 tests/vm/programs "$BATS_TEST_TMPDIR/nosuch"
	tap 1 <<<"$output"
	assert_line --partial 'nosuch: no plan (exit status 127)'
	assert_line '0 1 0'
}

@test "programs that were never begun are a failure" {
	tap 0 <<<$'# programs: 2\n# program: a\n1..1\nok 1 x\n# status: 0'
	assert_output "  FAILED suite: 1 programs of 2 ran (exit status 0)
1 1 0"
	tap 125 <<<$'# programs: 2\n# program: a\n1..2\nok 1 x'
	assert_output "  FAILED suite: a: 1 results of 2 tests (exit status unknown)
  FAILED suite: the virtual machine was lost
1 2 0"
}

@test "a program of the selftests runs alone, by its name or its source" {
	run -0 tests/check selftests/map/log_address.c selftests/map/programs
	assert_line --partial 'selftests/map/log_address.c: 1 passed, 0 failed'
	assert_line --partial 'selftests/map/programs: 2 passed, 0 failed'
	assert_equal "${lines[-1]}" '3 passed, 0 failed'
}

@test "a program or a directory of selftests that does not exist fails the run" {
	run -1 tests/check selftests/map/nosuch selftests/nosuch tests/abi/nosuch
	assert_equal "${lines[-1]}" '0 passed, 3 failed'
}

@test "KUnit's results are read from a kernel log" {
	tests/kunit-tap tests/host/fixtures/kunit.log >"$log"
	run -0 cat "$log"
	assert_output "ok 1 first: plain
ok 2 first: with parameters
not ok 3 second: wrong
# wrong: EXPECTATION FAILED at some.c:7
1..3"
}

@test "a kernel log without KUnit's results has no plan" {
	tests/kunit-tap /dev/null >"$log"
	run -0 cat "$log"
	refute_output
}

@test "a KUnit suite that never ended is a failure" {
	head -n 15 tests/host/fixtures/kunit.log >"$BATS_TEST_TMPDIR/cut"
	run -0 tests/kunit-tap "$BATS_TEST_TMPDIR/cut"
	assert_line 'not ok 3 1 suites of 2'
}
