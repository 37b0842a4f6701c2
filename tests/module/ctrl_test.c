// SPDX-License-Identifier: GPL-2.0-only
/*
 * A control type of a module, for tests: the objects are numbered places in
 * memory, with an attribute of every kind that BTF can describe.  It got its
 * number when it was loaded, so no tool can have been built to know it.
 */
#include <linux/bpf_ctrl.h>
#include <linux/btf_ids.h>
#include <linux/capability.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/netlink.h>
#include <linux/sizes.h>
#include <linux/string.h>

enum ctrl_test_side {
	CTRL_TEST_LEFT,
	CTRL_TEST_RIGHT,
};

#define SIDES	2
#define SHELVES	4
#define SLOTS	8

/**
 * struct ctrl_place_key - a place
 * @side: left or right
 * @shelf: 0 to 3
 * @slot: 0 to 7
 */
struct ctrl_place_key {
	enum ctrl_test_side side;
	u32 shelf;
	u16 slot;
};

enum ctrl_test_mood {
	CTRL_TEST_ANGRY = -3,
	CTRL_TEST_CALM = 0,
	CTRL_TEST_MERRY = 7,
};

enum ctrl_test_features {
	CTRL_TEST_LID = 1,
	CTRL_TEST_LIGHT = 2,
	CTRL_TEST_LOCK = 8,
};

enum ctrl_test_distance {
	CTRL_TEST_HERE = 0,
	CTRL_TEST_NEAR = 1,
	CTRL_TEST_FAR = 1ULL << 40,
};

typedef u32 ctrl_test_furlong_t;

struct ctrl_test_window {
	u32 low;
	u32 high;
	const u32 drops;
};

/**
 * struct ctrl_place_attributes - what a place has
 * @etag: see struct bpf_ctrl_header
 * @mask: see struct bpf_ctrl_header
 * @changes: how often it was changed
 * @level: 1 to 200
 * @offset: -1000 to 1000
 * @enabled: on or off
 * @width: 0 to 31
 * @depth: 0 to 100
 * @mood: one of three
 * @features: any of three
 * @distance: an enum of 64 bits
 * @weights: each 0 to 1000
 * @window: @window.low is at most @window.high
 * @raw: four bytes, also as @bytes
 * @bytes: the same
 * @label: text of up to 15 bytes
 * @length: of a type that no tool knows
 * @delay: up to an hour
 * @hits: counts what the module's parameter "move" says, as the next two; each can be set
 *	to 0
 * @busy: a time that adds up
 * @carried: a size that adds up
 * @queued: goes up and down
 *
 * A place on the right has only @changes, @level and @enabled.
 */
struct ctrl_place_attributes {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;

	const u64 changes;
	u8 level;
	s64 offset;
	bool enabled;
	u32 width : 5;
	u32 depth : 7;
	enum ctrl_test_mood mood;
	enum ctrl_test_features features;
	enum ctrl_test_distance distance;
	u16 weights[4];
	struct ctrl_test_window window;
	union {
		u32 raw;
		u8 bytes[4];
	};
	char label[16];
	ctrl_test_furlong_t length;
	bpf_ctrl_nsec_t delay;
	BPF_CTRL_VOLATILE u64 hits;
	BPF_CTRL_VOLATILE bpf_ctrl_nsec_counter_t busy;
	BPF_CTRL_VOLATILE bpf_ctrl_bytes_counter_t carried;
	BPF_CTRL_RO BPF_CTRL_VOLATILE u32 queued;
};

static const struct ctrl_place_attributes defaults = {
	.level = 10,
	.distance = CTRL_TEST_NEAR,
	.window.high = 100,
	.label = "empty",
};

static const struct ctrl_place_attributes minimum = {
	.level = 1,
	.offset = -1000,
	.mood = CTRL_TEST_ANGRY,
	.distance = CTRL_TEST_HERE,
};

static const struct ctrl_place_attributes maximum = {
	.level = 200,
	.offset = 1000,
	.enabled = true,
	.width = 31,
	.depth = 100,
	.mood = CTRL_TEST_MERRY,
	.features = CTRL_TEST_LID | CTRL_TEST_LIGHT | CTRL_TEST_LOCK,
	.distance = CTRL_TEST_FAR,
	.weights = { 1000, 1000, 1000, 1000 },
	.window = { .low = 1000, .high = 1000 },
	.raw = U32_MAX,
	.length = U32_MAX,
	.delay = 3600ULL * NSEC_PER_SEC,
};

/**
 * struct ctrl_test_place - what a place keeps
 * @key: its own
 * @now: its attributes
 * @changes: how often they changed
 */
struct ctrl_test_place {
	struct ctrl_place_key key;
	struct ctrl_place_attributes now;
	u64 changes;
};

static struct ctrl_test_place places[SIDES * SHELVES * SLOTS];
static DEFINE_MUTEX(places_lock);

static int test_lock(struct net *net)
{
	return mutex_lock_killable(&places_lock);
}

static void test_unlock(struct net *net)
{
	mutex_unlock(&places_lock);
}

static struct ctrl_test_place *place_of(const struct ctrl_place_key *key)
{
	if ((u32)key->side >= SIDES || key->shelf >= SHELVES ||
	    key->slot >= SLOTS)
		return NULL;
	return &places[(key->side * SHELVES + key->shelf) * SLOTS + key->slot];
}

static int test_acquire(struct net *net, const void *key, void *object)
{
	struct ctrl_test_place **place = object;

	*place = place_of(key);
	return *place ? 0 : -ENOENT;
}

static void put_right(const struct ctrl_place_attributes *from,
		      struct bpf_ctrl_value *value)
{
	bpf_ctrl_put(value, struct ctrl_place_attributes, level, from->level);
	bpf_ctrl_put(value, struct ctrl_place_attributes, enabled, from->enabled);
}

static int test_get(void *object, enum bpf_ctrl_view view,
		    struct bpf_ctrl_value *value)
{
	static const struct ctrl_place_attributes *const views[] = {
		[BPF_CTRL_MIN] = &minimum,
		[BPF_CTRL_MAX] = &maximum,
		[BPF_CTRL_DEFAULT] = &defaults,
	};
	const struct ctrl_test_place *place = *(struct ctrl_test_place **)object;
	const struct ctrl_place_attributes *from = views[view] ?: &place->now;

	if (place->key.side == CTRL_TEST_RIGHT) {
		put_right(from, value);
	} else {
		memcpy(value->data, (const void *)from, sizeof(*from));
		value->mask = U64_MAX;
	}
	bpf_ctrl_put(value, struct ctrl_place_attributes, changes,
		     place->changes);
	return 0;
}

static int test_check(void *object, const struct bpf_ctrl_change *change,
		      struct netlink_ext_ack *extack)
{
	const struct ctrl_place_attributes *wanted = change->wanted;

	if (wanted->window.low <= wanted->window.high)
		return 0;
	NL_SET_ERR_MSG(extack, "low is above high");
	return -EINVAL;
}

static int test_set(void *object, const struct bpf_ctrl_change *change,
		    struct netlink_ext_ack *extack)
{
	struct ctrl_test_place *place = *(struct ctrl_test_place **)object;

	memcpy((void *)&place->now, change->wanted, sizeof(place->now));
	place->changes++;
	return 0;
}

static int test_next_key(struct net *net, const void *key, void *next)
{
	const struct ctrl_test_place *place = key ? place_of(key) : NULL;

	if (key && !place)
		return -ENOENT;
	place = place ? place + 1 : places;
	if (place == places + ARRAY_SIZE(places))
		return -ENOENT;
	memcpy(next, &place->key, sizeof(place->key));
	return 0;
}

BTF_ID_LIST(test_btf_ids)
BTF_ID(struct, ctrl_place_key)
BTF_ID(struct, ctrl_place_attributes)

static const struct bpf_ctrl_member_info test_members[] = {
	{ offsetof(struct ctrl_place_attributes, features), BPF_CTRL_MEMBER_FLAGS },
};

static const struct bpf_ctrl_member_info no_enum[] = {
	{ offsetof(struct ctrl_place_attributes, level), BPF_CTRL_MEMBER_FLAGS },
};

BTF_ID_LIST(headless_btf_ids)
BTF_ID(struct, ctrl_place_key)
BTF_ID(struct, ctrl_place_key)

static struct bpf_ctrl_ops test_ops = {
	.name		= "ctrl_test",
	.type		= BPF_CTRL_TYPE_ANY,
	.write_cap	= CAP_NET_ADMIN,
	.members	= test_members,
	.nr_members	= ARRAY_SIZE(test_members),
	.btf_ids	= test_btf_ids,
	.object_size	= sizeof(struct ctrl_test_place *),
	.owner		= THIS_MODULE,
	.lock		= test_lock,
	.unlock		= test_unlock,
	.acquire	= test_acquire,
	.get		= test_get,
	.check		= test_check,
	.set		= test_set,
	.next_key	= test_next_key,
};

static char *broken = "";
module_param(broken, charp, 0);
MODULE_PARM_DESC(broken, "what the kernel is to refuse: unlock, btf, set, flags, type or second");

/*
 * "N": the places on the left count N times their slot's number and one, each time a
 * millisecond and a KiB, and have N queued.
 */
static int test_move(const char *text, const struct kernel_param *param)
{
	struct ctrl_test_place *place = places;
	int i, err;
	u32 n;

	err = kstrtou32(text, 0, &n);
	if (err)
		return err;
	mutex_lock(&places_lock);
	for (i = 0; i < SHELVES * SLOTS; i++, place++) {
		u64 times = n * (u64)(place->key.slot + 1);

		place->now.hits += times;
		place->now.busy += times * NSEC_PER_MSEC;
		place->now.carried += times * SZ_1K;
		*(u32 *)&place->now.queued = n;
	}
	mutex_unlock(&places_lock);
	return 0;
}

static const struct kernel_param_ops move_ops = { .set = test_move };
module_param_cb(move, &move_ops, NULL, 0200);
MODULE_PARM_DESC(move, "what the counters of the places on the left are to count");

static bool go_on;
module_param(go_on, bool, 0600);
MODULE_PARM_DESC(go_on, "second: set when the second type is to be registered");

static void __init test_break(void)
{
	if (!strcmp(broken, "unlock"))
		test_ops.unlock = NULL;
	else if (!strcmp(broken, "btf"))
		test_ops.btf_ids = headless_btf_ids;
	else if (!strcmp(broken, "set"))
		test_ops.set = NULL;
	else if (!strcmp(broken, "flags"))
		test_ops.members = no_enum;
	else if (!strcmp(broken, "type"))
		test_ops.type = BPF_CTRL_XDP_ATTR;
}

/* Gives others the time to find the first type before the second one fails. */
static int __init test_second(void)
{
	static struct bpf_ctrl_ops second_ops;
	int i, err;

	for (i = 0; i < 1000 && !READ_ONCE(go_on); i++)
		msleep(20);
	second_ops = test_ops;
	second_ops.type = BPF_CTRL_XDP_ATTR;
	second_ops.name = "ctrl_test_second";
	err = bpf_ctrl_register(&second_ops);
	if (err)
		bpf_ctrl_unregister(&test_ops);
	return err;
}

static int __init test_init(void)
{
	struct ctrl_test_place *place = places;
	int i, err;

	for (i = 0; i < ARRAY_SIZE(places); i++, place++) {
		place->key.side = i / (SHELVES * SLOTS);
		place->key.shelf = i / SLOTS % SHELVES;
		place->key.slot = i % SLOTS;
		memcpy((void *)&place->now, (const void *)&defaults, sizeof(defaults));
	}
	test_break();
	err = bpf_ctrl_register(&test_ops);
	if (!err && !strcmp(broken, "second"))
		err = test_second();
	return err;
}

static void __exit test_exit(void)
{
	bpf_ctrl_unregister(&test_ops);
}

module_init(test_init);
module_exit(test_exit);

MODULE_DESCRIPTION("A control type for tests");
MODULE_LICENSE("GPL");
