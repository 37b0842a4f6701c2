// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The last periods of each object, as bars of one line. */
#include <stdlib.h>
#include <string.h>

#include "stats/bars.h"

/**
 * struct entry - what is remembered of an object
 * @last: its periods, the newest one last
 * @nr: number of @last
 * @period: in which it was noted
 * @key: of the object
 */
struct entry {
	__u64 last[STATS_BARS_MAX];
	int nr;
	__u64 period;
	char key[];
};

/**
 * struct stats_history - what is remembered
 * @at: of objects, in the order of the bytes of their keys; owned, as each of them is
 * @nr: number of @at
 * @all: of all of them together; owned
 * @key_size: bytes
 * @period: number of this one
 */
struct stats_history {
	struct entry **at;
	__u32 nr;
	struct entry *all;
	__u32 key_size;
	__u64 period;
};

struct stats_history *stats_history__create(__u32 key_size)
{
	struct stats_history *history = calloc(1, sizeof(*history));

	if (!history)
		return NULL;
	history->key_size = key_size;
	history->all = calloc(1, sizeof(*history->all));
	if (!history->all) {
		free(history);
		history = NULL;
	}

	return history;
}

void stats_history__free(struct stats_history *history)
{
	if (!history)
		return;
	while (history->nr)
		free(history->at[--history->nr]);
	free(history->at);
	free(history->all);
	free(history);
}

void stats_history__begin(struct stats_history *history)
{
	__u32 i, kept = 0;

	for (i = 0; i < history->nr; i++)
		if (history->at[i]->period == history->period)
			history->at[kept++] = history->at[i];
		else
			free(history->at[i]);
	history->nr = kept;
	history->period++;
}

/* The first that is not below the key. */
static __u32 place_of(const struct stats_history *history, const void *key)
{
	__u32 low = 0, high = history->nr, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (memcmp(history->at[middle]->key, key, history->key_size) < 0)
			low = middle + 1;
		else
			high = middle;
	}

	return low;
}

static struct entry *find(const struct stats_history *history, const void *key)
{
	__u32 i;

	if (!key)
		return history->all;
	i = place_of(history, key);

	return i < history->nr &&
	       !memcmp(history->at[i]->key, key, history->key_size) ?
	       history->at[i] : NULL;
}

static struct entry *add(struct stats_history *history, const void *key)
{
	struct entry *entry, **at;
	__u32 i = place_of(history, key);

	at = realloc(history->at, (history->nr + 1) * sizeof(*at));
	if (!at)
		return NULL;
	history->at = at;
	entry = calloc(1, sizeof(*entry) + history->key_size);
	if (!entry)
		return NULL;
	memcpy(entry->key, key, history->key_size);
	memmove(at + i + 1, at + i, (history->nr++ - i) * sizeof(*at));
	at[i] = entry;

	return entry;
}

/* What there is no memory for has no bars. */
void stats_history__note(struct stats_history *history, const void *key,
			 __u64 number, bool is_new)
{
	struct entry *entry = find(history, key);

	if (!entry && key)
		entry = add(history, key);
	if (!entry)
		return;
	if (is_new)
		entry->nr = 0;
	if (entry->nr == STATS_BARS_MAX)
		memmove(entry->last, entry->last + 1,
			--entry->nr * sizeof(entry->last[0]));
	entry->last[entry->nr++] = number;
	entry->period = history->period;
}

static __u64 largest(const __u64 *numbers, int nr)
{
	__u64 most = 0;
	int i;

	for (i = 0; i < nr; i++)
		if (most < numbers[i])
			most = numbers[i];

	return most;
}

/* 0: nothing; 1 to 7: so many sevenths of the largest, rounded up. */
static int level(__u64 number, __u64 most)
{
	double sevenths;

	if (!number || !most)
		return 0;
	sevenths = 7.0 * number / most;

	return sevenths > (int)sevenths ? (int)sevenths + 1 : (int)sevenths;
}

void stats_history__bars(const struct stats_history *history, const void *key,
			 int periods, char bars[STATS_BARS_ROOM])
{
	static const struct entry none;
	const struct entry *entry = find(history, key) ?: &none;
	int skip = entry->nr > periods ? entry->nr - periods : 0, i;
	__u64 most = largest(entry->last + skip, entry->nr - skip);

	for (i = entry->nr - skip; i < periods; i++)
		*bars++ = ' ';
	for (i = skip; i < entry->nr; i++) {
		memcpy(bars, "\xe2\x96\x81", 3);
		bars[2] += level(entry->last[i], most);
		bars += 3;
	}
	*bars = '\0';
}
