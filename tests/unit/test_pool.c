// SPDX-License-Identifier: GPL-2.0-only
/* What of the pool needs no kernel with control maps; batch.bats has the rest. */
#include "ctrl.h"
#include "tap.h"

#define NO_SUCH_TYPE	0x7ffffffe

static void failed_creation(void)
{
	struct ctrl_pool *pool = ctrl_pool__create();
	struct ctrl_map untouched, *map = &untouched;
	struct ctrl_error first = { 0 }, second = { 0 };

	CHECK(pool);
	CHECK(ctrl_pool__map(pool, NO_SUCH_TYPE, CTRL_VIEW_CURRENT, true, &map,
			     &first) < 0);
	CHECK(ctrl_pool__map(pool, NO_SUCH_TYPE, CTRL_VIEW_CURRENT, true, &map,
			     &second) < 0);
	CHECK(map == &untouched);
	CHECK(first.fault != CTRL_FAULT_NONE);
	CHECK_INT(second.fault, first.fault);
	ctrl_pool__destroy(pool);
}

static void without_a_pool(void)
{
	struct ctrl_map untouched, *map = &untouched;
	struct ctrl_error err = { 0 };

	CHECK(ctrl_pool__map(NULL, NO_SUCH_TYPE, CTRL_VIEW_MIN, true, &map,
			     &err) < 0);
	CHECK(map == &untouched && err.fault != CTRL_FAULT_NONE);
	ctrl_pool__destroy(NULL);
}

static void words_of_views(void)
{
	int view;

	for (view = 0; view < CTRL_VIEWS; view++)
		CHECK_INT(ctrl_view__of_word(ctrl_view__word(view)), view);
	CHECK_INT(ctrl_view__of_word("maximum"), CTRL_VIEWS);
	CHECK_INT(ctrl_view__of_word(""), CTRL_VIEWS);
}

static const struct tap_test tests[] = {
	{ "a map that cannot be created is in no pool", failed_creation },
	{ "without a pool a map is created", without_a_pool },
	{ "every view is found by its word, and nothing else is", words_of_views },
};

int main(void)
{
	return TAP_RUN(tests);
}
