#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/kernel-patches: kernel-patch/ becomes commits and comes back the same.
# On a toy tree first, then on the real series.

bats_require_minimum_version 1.5.0

setup()
{
	bats_load_library bats-support
	bats_load_library bats-assert
	toy=$BATS_TEST_TMPDIR/toy
	repo=$BATS_TEST_TMPDIR/repo
	export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
}

toy_git()
{
	git -C "$repo" -c user.name=Toy -c user.email=toy@example.org "$@"
}

# A tree of two files, and a series of two patches: the first adds a file, the
# second edits it together with an old one.
toy_series()
{
	mkdir -p "$repo" "$toy/files/new" "$toy/patches-6.12"
	git init -q "$repo"
	seq 30 >"$repo/old"
	echo other >"$repo/other"
	toy_git add -A
	toy_git commit -q -m base
	toy_git tag base

	seq 5 >"$toy/files/new/file"
	cat >"$toy/patches-6.12/0001-new-add-a-file.patch" <<-'PATCH'
	From: Ann Author <ann@example.org>
	Date: Mon, 2 Mar 2026 10:00:00 +0100
	Subject: [PATCH] new: add a file

	Why it is needed.

	Signed-off-by: Ann Author <ann@example.org>
	---
	Adds: new/file

	diff --git a/other b/other
	--- a/other
	+++ b/other
	@@ -1 +1 @@
	-other
	+another
	PATCH
	cat >"$toy/patches-6.12/0002-new-edit-it.patch" <<-'PATCH'
	From: Ann Author <ann@example.org>
	Date: Tue, 3 Mar 2026 10:00:00 +0000
	Subject: [PATCH] new: edit it

	---

	diff --git a/new/file b/new/file
	--- a/new/file
	+++ b/new/file
	@@ -3,3 +3,4 @@
	 3
	 4
	 5
	+6
	diff --git a/old b/old
	--- a/old
	+++ b/old
	@@ -12,7 +12,7 @@
	 12
	 13
	 14
	-15
	+fifteen
	 16
	 17
	 18
	PATCH
}

toy_patches()
{
	scripts/kernel-patches --repo "$repo" --from "$toy" "$@"
}

@test "the series becomes one commit a patch, with author and message" {
	toy_series
	run -0 toy_patches commit full
	run -0 toy_git log --format='%an %aI %s|%b' "base..$output"
	assert_output "Ann Author 2026-03-03T10:00:00+00:00 new: edit it|
Ann Author 2026-03-02T10:00:00+01:00 new: add a file|Why it is needed.

Signed-off-by: Ann Author <ann@example.org>"
}

@test "without the last attribute, the added file is as it was added" {
	toy_series
	run -0 toy_patches commit nolast
	run -0 toy_git show "$output:new/file"
	assert_output "$(seq 5)"
}

@test "commits come back byte for byte" {
	toy_series
	cp -a "$toy" "$toy.before"
	toy_git checkout -q "$(toy_patches commit full)"
	run -0 toy_patches export "$repo"
	diff -ru "$toy.before" "$toy"
}

@test "a commit made in the tree becomes a patch" {
	toy_series
	toy_git checkout -q "$(toy_patches commit full)"
	echo text >"$repo/third"
	toy_git add third
	toy_git commit -q -m 'third: add it'
	run -0 toy_patches export "$repo"
	run -0 cat "$toy/files/third"
	assert_output text
	run -0 tail -n 2 "$toy/patches-6.12/0003-third-add-it.patch"
	assert_output "---
Adds: third"
}

@test "export refuses a tree with uncommitted changes" {
	toy_series
	toy_git checkout -q "$(toy_patches commit full)"
	echo text >>"$repo/old"
	run -1 toy_patches export "$repo"
	assert_output --partial 'changes that are not committed'
}

@test "a patch still applies where lines have moved" {
	toy_series
	sed -i '1i new first line' "$repo/old"
	toy_git commit -q -a -m moved
	toy_git tag -f base
	run -0 toy_patches commit full
	run -0 toy_git show "$output:old"
	assert_line fifteen
}

@test "a patch that does not apply is named" {
	toy_series
	sed -i 's/^15$/XV/' "$repo/old"
	toy_git commit -q -a -m changed
	toy_git tag -f base
	run -1 toy_patches commit full
	assert_output --partial '0002-new-edit-it.patch does not apply'
}

@test "a file that no patch adds is named" {
	toy_series
	touch "$toy/files/orphan"
	run -1 toy_patches commit full
	assert_output --partial 'no patch says Adds: orphan'
}

@test "a file that is missing is named" {
	toy_series
	rm "$toy/files/new/file"
	run -1 toy_patches commit full
	assert_output --partial 'adds new/file, which is not in files/'
}

@test "a patch that no cover letter is for, and a letter for none, are refused" {
	toy_series
	mkdir "$toy/series"
	printf 'new: a file\n\nWhat for.\n\nThrough: new: add a file\n' >"$toy/series/01-new.txt"
	run -1 toy_patches series "$(toy_patches commit full)" "$BATS_TEST_TMPDIR/out"
	assert_output 'FAILED: kernel-patch: no letter for "new: edit it" and behind'
	printf 'new: edit\n\nWhy.\n\nThrough: new: edit us\n' >"$toy/series/02-edit.txt"
	run -1 toy_patches series "$(toy_patches commit full)" "$BATS_TEST_TMPDIR/out"
	assert_output 'FAILED: kernel-patch: 02-edit.txt: no patch "new: edit us"'
	sed -i 's/edit us/edit it/' "$toy/series/02-edit.txt"
	run -0 toy_patches series "$(toy_patches commit full)" "$BATS_TEST_TMPDIR/out"
	assert_output $'01-new: 1 patches\n02-edit: 1 patches'
	run -0 grep -xF 'Why.' "$BATS_TEST_TMPDIR/out/02-edit/0000-cover-letter.patch"
}

@test "a number ends the series at that patch, and each letter says where its series ends" {
	toy_series
	mkdir "$toy/series"
	printf 'new: a file\n\nWhat for.\n\nThrough: new: add a file\n' >"$toy/series/01-new.txt"
	printf 'new: edit\n\nWhy.\n\nThrough: new: edit it\n' >"$toy/series/02-edit.txt"
	run -0 toy_patches ends "$(toy_patches commit full)"
	assert_output $'1 01-new\n2 02-edit'
	assert_equal "$(toy_patches commit 1)" "$(toy_git rev-parse "$(toy_patches commit full)~")"
}

# The real series, in a sparse checkout of the few files that it touches.
@test "git am takes the mailing-list series, and gives the same tree" {
	real=build/kernel/linux-6.12
	tip=$(scripts/kernel-patches commit full)
	run -0 scripts/kernel-patches series "$tip" "$BATS_TEST_TMPDIR/series"
	assert_line '01-core: 15 patches'
	run -1 grep -F '*** ' "$BATS_TEST_TMPDIR"/series/*/0000-cover-letter.patch
	git clone -q --shared --no-checkout "$real" "$repo"
	git -C "$real" diff --name-only base "$tip" |
		git -C "$repo" sparse-checkout set --no-cone --stdin
	toy_git checkout -q --detach "$(git -C "$real" rev-parse 'base^{commit}')"
	rm "$BATS_TEST_TMPDIR"/series/*/0000-cover-letter.patch
	toy_git am -q "$BATS_TEST_TMPDIR"/series/*/*.patch
	assert_equal "$(toy_git rev-parse 'HEAD^{tree}')" \
		"$(git -C "$real" rev-parse "$tip^{tree}")"
}

# What a series of patches takes away and adds, without the lines around it.
changes()
{
	sed -n '/^---$/,$ { /^@@/d; /^ /d; p; }' "$1"/*.patch
}

# Byte for byte it comes back from the source that it was exported from. Debian
# moves on: then lines have moved and what stands around a change has another
# text, and the patches that are exported next come back byte for byte.
@test "the real series comes back the same, whichever of Debian's revisions is below" {
	tree=$BATS_TEST_TMPDIR/tree
	real=build/kernel/linux-6.12
	git clone -q --shared --no-checkout "$real" "$tree"
	# No files are needed: export reads commits.
	git -C "$tree" sparse-checkout set --no-cone /nothing
	git -C "$tree" checkout -q --detach "$(scripts/kernel-patches commit full)"
	mkdir "$toy"
	run -0 scripts/kernel-patches --from "$toy" export "$tree"
	run -0 diff -r kernel-patch/files "$toy/files"
	run -0 diff <(changes kernel-patch/patches-6.12) \
		<(changes "$toy/patches-6.12")

	tip=$(scripts/kernel-patches --repo "$real" --from "$toy" commit full)
	git -C "$tree" checkout -q --detach "$tip"
	cp -a "$toy" "$toy.before"
	run -0 scripts/kernel-patches --from "$toy" export "$tree"
	run -0 diff -r "$toy.before" "$toy"
}
