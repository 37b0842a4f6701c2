// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Names that resemble a word. */
#include <stdint.h>
#include <string.h>

#include "ctrl.h"
#include "fold.h"

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

#define WORD_MAX	64

/* Letters to change, add or drop to make the one of the other. */
static size_t distance(const char *a, const char *b)
{
	size_t n = strnlen(a, WORD_MAX), m = strnlen(b, WORD_MAX), i, j;
	size_t row[WORD_MAX + 1];

	for (j = 0; j <= m; j++)
		row[j] = j;
	for (i = 1; i <= n; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (j = 1; j <= m; j++) {
			size_t above = row[j];
			bool same = ctrl_fold(a[i - 1]) ==
				    ctrl_fold(b[j - 1]);

			row[j] = min3(row[j] + 1, row[j - 1] + 1,
				      diagonal + !same);
			diagonal = above;
		}
	}
	return row[m];
}

static bool contains(const char *name, const char *word)
{
	size_t n = strlen(name), w = strlen(word), i, j;

	for (i = 0; w >= 3 && i + w <= n; i++) {
		for (j = 0; j < w; j++)
			if (ctrl_fold(name[i + j]) != ctrl_fold(word[j]))
				break;
		if (j == w)
			return true;
	}
	return false;
}

/* A part of the name is worth a word too, but less than nearly all of it. */
static size_t score(const char *word, const char *name)
{
	size_t d = distance(word, name);

	if (contains(name, word) || contains(word, name))
		return d ? 2 + d / 2 : 0;
	return d <= strlen(word) / 2 ? 2 * d : SIZE_MAX;
}

void ctrl_error__near(struct ctrl_error *err, const char *word,
		      const char *const *names, size_t n)
{
	size_t best[CTRL_NEAR_MAX] = { 0 }, i;
	int k, filled = 0;

	if (!err || err->nr_near)
		return;
	for (i = 0; i < n; i++) {
		size_t s = score(word, names[i]);

		if (s == SIZE_MAX)
			continue;
		for (k = filled; k > 0 && best[k - 1] > s; k--)
			if (k < CTRL_NEAR_MAX) {
				best[k] = best[k - 1];
				memcpy(err->near[k], err->near[k - 1],
				       sizeof(err->near[k]));
			}
		if (k == CTRL_NEAR_MAX)
			continue;
		best[k] = s;
		ctrl_name__plain(names[i], err->near[k], sizeof(err->near[k]));
		if (filled < CTRL_NEAR_MAX)
			filled++;
	}
	err->nr_near = filled;
}
