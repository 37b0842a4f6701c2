// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verb that tells how a command is used. */
#include <stdio.h>
#include <stdlib.h>

#include "key/btf.h"
#include "show/show.h"
#include "upstream/output.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

static void add_usage(const struct object_kind *kind, const struct verb *verb,
		      const char *begin, FILE *out)
{
	char usage[VERB_USAGE_MAX];

	verb__usage(verb, kind, usage, sizeof(usage));
	fprintf(out, "%s %s\n", begin, usage);
}

/* Of those below a verb, all but the one that tells this of them alone. */
static void add_usages(const struct object_kind *kind, FILE *out)
{
	const struct verb *const *verb, *const *below;

	for (verb = kind->verbs; *verb; verb++) {
		if (!(*verb)->below)
			add_usage(kind, *verb,
				  verb == kind->verbs ? "Usage:" : "      ", out);
		for (below = (*verb)->below ? (*verb)->below->verbs : NULL;
		     below && *below && *below != &verb_help; below++)
			add_usage((*verb)->below, *below, "      ", out);
	}
}

static void add_map_terms(const struct object_kind *kind, FILE *out)
{
	bool any = object_kind__is_any(kind);

	fprintf(out,
		"       %s := %s\n"
		"       ATTR := as \"%s %s attrs%s\" lists them; '-' and '_' are alike\n"
		"       VALUE := { NUMBER | WORD | min | max | default }\n"
		"       " HELP_SPEC_MAP "\n",
		kind->key_help, any ? KEY_BTF_SYNTAX : kind->key->syntax, bin_name,
		kind->command, any ? " TYPE" : "");
	if (any)
		fprintf(out,
			"       TYPE := name or number, as \"%s %s types\" lists them\n"
			"       VIEW := { current | min | max | default }\n",
			bin_name, kind->command);
}

static void add_help(const struct object_kind *kind, FILE *out)
{
	add_usages(kind, out);
	fputc('\n', out);
	if (kind->add_terms)
		kind->add_terms(out);
	else
		add_map_terms(kind, out);
	fprintf(out, "       " HELP_SPEC_OPTIONS " }\n\n%s\n"
		"       Exit status: 0 done, %d refused by the kernel, %d wrong words%s\n",
		kind->examples, STATUS_REFUSED, STATUS_USAGE,
		kind->status_help ?: "");
}

static int help(struct request *r)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return request__no_memory(r);

	add_help(r->kind, out);
	if (fclose(out) || !text) {
		free(text);
		return request__no_memory(r);
	}
	show_writer()->help(text);
	free(text);

	return 0;
}

const struct verb verb_help = { "help", .run = help };
