// SPDX-License-Identifier: GPL-2.0-only
/* BTF from anywhere and a path into it: "PATH", NUL, BTF. */
#include <stdlib.h>
#include <string.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>

#include "ctrl.h"

#define TYPES_MAX	256

/* @value is of just the type's size: what is not within it is noticed. */
static void look_at(const struct ctrl_member *m, void *value)
{
	char buf[256], name[64];
	__u64 number;

	ctrl_member__type_name(m, buf, sizeof(buf));
	ctrl_member__unit(m);
	ctrl_member__enumerator(m, 0, name, sizeof(name), &number);
	ctrl_member__format(m, value, buf, sizeof(buf));
	ctrl_member__parse(m, buf, value, NULL);
}

static void look_into(const struct btf *btf, __u32 id, const char *path)
{
	char sentence[CTRL_SENTENCE_MAX];
	struct ctrl_error err = { 0 };
	struct ctrl_member m;
	struct ctrl_type type;
	void *value;
	__u32 i;

	if (ctrl_type__init(&type, btf, id))
		return;
	value = calloc(1, type.size);
	for (i = 0; i < type.nr; i++)
		look_at(&type.members[i], value);
	if (!ctrl_type__find(&type, path, &m, &err))
		look_at(&m, value);
	else
		ctrl_error__sentence(&err, sentence, sizeof(sentence));
	free(value);
	ctrl_type__deinit(&type);
}

int LLVMFuzzerTestOneInput(const __u8 *data, size_t size);
int LLVMFuzzerTestOneInput(const __u8 *data, size_t size)
{
	size_t n = strnlen((const char *)data, size);
	struct btf *btf;
	__u32 id;

	libbpf_set_print(NULL);
	if (n == size)
		return 0;
	btf = btf__new(data + n + 1, size - n - 1);
	if (!btf)
		return 0;
	for (id = 0; id < btf__type_cnt(btf) && id < TYPES_MAX; id++)
		look_into(btf, btf__type_cnt(btf) - 1 - id, (const char *)data);
	btf__free(btf);
	return 0;
}
