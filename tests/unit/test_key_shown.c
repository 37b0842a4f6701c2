// SPDX-License-Identifier: GPL-2.0-only
/* A key of several members, as it is called and as it is written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <bpf/btf.h>
#include <linux/bpf.h>
#include <net/if.h>

#include "key/btf.h"
#include "make_btf.h"
#include "tap.h"

/* Upstream's, which are not linked here and for keys of programs only. */
bool is_prefix(const char *pfx, const char *str);
int get_fd_type(int fd);
void get_prog_full_name(const struct bpf_prog_info *prog_info, int prog_fd,
			char *name_buff, size_t buff_len);

bool is_prefix(const char *pfx, const char *str)
{
	return !strncmp(str, pfx, strlen(pfx));
}

int get_fd_type(int fd)
{
	return -1;
}

void get_prog_full_name(const struct bpf_prog_info *prog_info, int prog_fd,
			char *name_buff, size_t buff_len)
{
}

/* struct { bpf_ctrl_ifindex_t dev; char label[8]; u32 slot; } */
struct key {
	__u32 dev;
	char label[8];
	__u32 slot;
};

static struct ctrl_type type;

static void make_type(struct btf *btf)
{
	int u32, dev, byte, label, id;
	struct maker m;

	u32 = make_int(btf, "unsigned int", 4, 0);
	dev = btf__add_typedef(btf, "bpf_ctrl_ifindex_t", u32);
	byte = make_int(btf, "char", 1, BTF_INT_CHAR);
	label = btf__add_array(btf, u32, byte, 8);
	id = maker_begin(&m, btf, "key", sizeof(struct key));
	maker_field(&m, "dev", dev);
	maker_field(&m, "label", label);
	maker_field(&m, "slot", u32);
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
}

static int parse(const char *dev, const char *label, struct key *key,
		 struct ctrl_error *err)
{
	char a[64], b[64], c[] = "slot=7", *at[] = { c, a, b };
	__u8 room[KEY_ROOM] __attribute__((aligned(8))) = { 0 };
	struct words words = { .nr = 3, .at = at };
	int ret;

	snprintf(a, sizeof(a), "dev=%s", dev);
	snprintf(b, sizeof(b), "label=%s", label);
	memset(err, 0, sizeof(*err));
	ret = key_btf__parse(&type, &words, false, room, err);
	memcpy(key, room, sizeof(*key));
	return ret;
}

/* As a shell takes the word between the quotes; there is nothing else in them. */
static void unquote(char *word)
{
	size_t len = strlen(word);

	if (word[0] != '"')
		return;
	CHECK(len > 1 && strcspn(word + 1, "\"$`!") == len - 2);
	CHECK(word[len - 1] == '"');
	memmove(word, word + 1, len - 2);
	word[len - 2] = '\0';
}

/* The key with this label is called so, and that is the key again. */
static void check(const char *label, const char *wanted)
{
	struct key key = { .dev = 1, .slot = 7 }, again;
	char name[256], shown[64];
	struct key_label called = { 0 };
	struct ctrl_error err;

	memcpy(key.label, label, strlen(label));
	key_btf__label(&type, &key, false, &called);
	snprintf(name, sizeof(name), "dev=lo label=%s slot=7", wanted);
	CHECK_TEXT(called.name, name);
	CHECK(!called.nameless);

	snprintf(shown, sizeof(shown), "%s", wanted);
	unquote(shown);
	CHECK_INT(parse("lo", shown, &again, &err), 0);
	CHECK(!memcmp(&key, &again, sizeof(key)));
}

static void texts(void)
{
	check("left", "left");
	check("", "\"\"");
	check("-", "\"-\"");
	check("a b", "\"a b\"");
	check("a\"$`!", "\"a\\x22\\x24\\x60\\x21\"");
	check("\x1b\\\\n", "\"\\x1b\\x5c\\x5cn\"");
	check("gr\xc3\xbc", "gr\xc3\xbc");
	check("*", "\"*\"");
}

static void check_device(__u32 ifindex, bool foreign, const char *wanted,
			 bool nameless)
{
	struct key key = { .dev = ifindex, .label = "x" };
	struct key_label called = { 0 };

	key_btf__label(&type, &key, foreign, &called);
	called.name[strcspn(called.name, " ")] = '\0';
	CHECK_TEXT(called.name, wanted);
	CHECK_INT(called.nameless, nameless);
}

static void devices(void)
{
	check_device(1, false, "dev=lo", false);
	check_device(1, true, "dev=1", false);
	check_device(2147483647, false, "dev=2147483647", true);
}

static void device_words(void)
{
	struct ctrl_error err;
	struct key key;

	CHECK_INT(parse("1", "x", &key, &err), 0);
	CHECK_INT(key.dev, 1);
	CHECK_INT(parse("\\x6co", "x", &key, &err), 0);
	CHECK_INT(key.dev, 1);
	CHECK(parse("lo:1", "x", &key, &err) < 0);
	CHECK_INT(err.fault, CTRL_FAULT_NO_OBJECT);
	CHECK_TEXT(err.object, "lo:1");
	CHECK(parse("", "x", &key, &err) < 0);
}

static const struct tap_test tests[] = {
	{ "a text in a key is quoted where it has to be, and goes back in", texts },
	{ "a device in a key is called by its name where it has one", devices },
	{ "it is named by its name or its index, and by all of it", device_words },
};

int main(void)
{
	struct btf *btf = btf__new_empty();
	int status;

	make_type(btf);
	status = TAP_RUN(tests);
	ctrl_type__deinit(&type);
	btf__free(btf);
	return status;
}
