// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "make_stats.h"
#include "stats/metrics.h"
#include "tap.h"

static struct stats_sample sample;

#define LABELS	"{id=\"7\",tag=\"0123456789abcdef\",name=\"pass\",type=\"socket_filter\"}"

static struct sample_stats pass = {
	.mask = ~0ULL,
	.run_cnt = 3,
	.run_time_ns = 1500000001,
	.recursion_misses = 2,
	.id = 7,
	.type = 1,
	.tag = { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef },
	.name = "pass",
	.load_time = 12000000000,
	.collecting = 1,
	.nr_friends = 4,
	.balance = -5,
	.patience_ns = 70,
	.luggage = 4096,
	.mood = 1,
	.motto = "a\"\\b",
	.lanes = { 8, 9 },
	.pool = { .depth = 100, .width = 11 },
	.ratio = 0.5,
};

/* What is printed of one program; to be freed. */
static char *print(const struct sample_stats *stats, enum stats_metrics format)
{
	__u32 id = 7;
	struct stats_row row = { .key = &id, .value = stats };
	struct stats_rows rows = { .at = &row, .nr = 1, .fields = &sample.fields };
	struct stats_report report = {
		.front = sample.front,
		.type = &sample.type,
		.key = &sample.key,
		.fields = &sample.fields,
		.rows = &rows,
		.collection = STATS_COLLECTION_ON,
	};
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		abort();
	stats_metrics__print(&report, format, out);
	fclose(out);

	return text;
}

static void check_has(const char *wanted)
{
	char *text = print(&pass, STATS_METRICS_OPENMETRICS);

	tap_about("%s", text);
	CHECK(strstr(text, wanted));
	free(text);
}

static void counters(void)
{
	check_has("# TYPE bpf_prog_run_cnt counter\n"
		  "# HELP bpf_prog_run_cnt run_cnt of BPF programs.\n"
		  "bpf_prog_run_cnt_total" LABELS " 3\n");
	check_has("# TYPE bpf_prog_run_time_seconds counter\n"
		  "# UNIT bpf_prog_run_time_seconds seconds\n"
		  "# HELP bpf_prog_run_time_seconds run_time_ns of BPF programs.\n"
		  "bpf_prog_run_time_seconds_total" LABELS " 1.500000001\n");
	check_has("bpf_prog_recursion_misses_total" LABELS " 2\n");
}

static void unknown_numbers(void)
{
	check_has("# TYPE bpf_prog_nr_friends gauge\n"
		  "# HELP bpf_prog_nr_friends nr_friends of BPF programs.\n"
		  "bpf_prog_nr_friends" LABELS " 4\n");
	check_has("\nbpf_prog_balance" LABELS " -5\n");
	check_has("\nbpf_prog_ratio" LABELS " 0.5\n");
}

static void units(void)
{
	check_has("# UNIT bpf_prog_patience_seconds seconds\n");
	check_has("\nbpf_prog_patience_seconds" LABELS " 0.000000070\n");
	check_has("# UNIT bpf_prog_luggage_bytes bytes\n");
	check_has("\nbpf_prog_luggage_bytes" LABELS " 4096\n");
	check_has("\nbpf_prog_load_time_seconds" LABELS " 12.000000000\n");
}

#define LABELS_AND(more)	\
	"{id=\"7\",tag=\"0123456789abcdef\",name=\"pass\",type=\"socket_filter\"," more "}"

static void words(void)
{
	check_has("\nbpf_prog_mood" LABELS_AND("value=\"so-so\"") " 1\n");
	/* the text a"\b: libctrl writes its backslash twice, and so does each of
	 * these, and the quote gets one
	 */
	check_has("\nbpf_prog_motto" LABELS_AND("value=\"a\\\"\\\\b\"")
		  " 1\n");
}

static void parts(void)
{
	check_has("# TYPE bpf_prog_lanes gauge\n"
		  "# HELP bpf_prog_lanes lanes of BPF programs.\n"
		  "bpf_prog_lanes" LABELS_AND("index=\"0\"") " 8\n"
		  "bpf_prog_lanes" LABELS_AND("index=\"1\"") " 9\n");
	check_has("\nbpf_prog_pool_depth_bytes" LABELS " 100\n");
	check_has("\nbpf_prog_pool_width" LABELS " 11\n");
}

static void unsupported(void)
{
	struct sample_stats stats = pass;
	char *text;

	stats.mask = ~(1ULL << 12);	/* nr_friends */
	text = print(&stats, STATS_METRICS_OPENMETRICS);
	tap_about("%s", text);
	CHECK(!strstr(text, "bpf_prog_nr_friends{"));
	CHECK(strstr(text, "bpf_prog_balance{"));
	free(text);
}

static void left_out(void)
{
	char *text = print(&pass, STATS_METRICS_OPENMETRICS), *end;

	tap_about("%s", text);
	CHECK(!strstr(text, "secret"));
	CHECK(!strstr(text, "bpf_prog_id") && !strstr(text, "bpf_prog_name"));
	CHECK(!strstr(text, "bpf_prog_collecting"));
	CHECK(strstr(text, "\nbpf_stats_collecting 1\n"));
	end = strstr(text, "# EOF\n");
	CHECK(end && !end[strlen("# EOF\n")]);
	free(text);
}

/* Each line behind its "# TYPE": the same name, up to the labels or a blank. */
static void check_types(char *text)
{
	char *line = strtok(text, "\n"), name[128] = "";

	for (; line; line = strtok(NULL, "\n")) {
		tap_about("%s: %s", name, line);
		if (sscanf(line, "# TYPE %127s", name) == 1)
			continue;
		if (*line == '#')
			line += strlen("# HELP ");
		CHECK(strcspn(line, "{ ") == strlen(name) &&
		      !strncmp(line, name, strlen(name)));
	}
}

static void older_format(void)
{
	char *text = print(&pass, STATS_METRICS_PROMETHEUS);

	tap_about("%s", text);
	CHECK(strstr(text, "# TYPE bpf_prog_run_cnt_total counter\n"
			   "# HELP bpf_prog_run_cnt_total run_cnt of BPF programs.\n"
			   "bpf_prog_run_cnt_total" LABELS " 3\n"));
	CHECK(strstr(text, "# TYPE bpf_prog_luggage_bytes gauge\n"));
	CHECK(!strstr(text, "# UNIT") && !strstr(text, "# EOF"));
	check_types(text);
	free(text);
}

static const struct tap_test tests[] = {
	{ "counts of programs are OpenMetrics counters, times in seconds",
	  counters },
	{ "a number that only the kernel knows is a gauge", unknown_numbers },
	{ "the type of a member tells the unit of its metric", units },
	{ "an enumerator or a text is a label, escaped", words },
	{ "an array is one metric, a struct one for each of its members", parts },
	{ "a program without a member has no sample of it", unsupported },
	{ "labels and pointers are no metrics, and # EOF ends them all",
	  left_out },
	{ "Prometheus' older format knows each metric by the name of its samples",
	  older_format },
};

int main(void)
{
	int status;

	stats_sample_init(&sample);
	status = TAP_RUN(tests);
	stats_sample_deinit(&sample);

	return status;
}
