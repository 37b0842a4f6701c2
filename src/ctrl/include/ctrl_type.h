/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/*
 * libctrl: type.c, index.c, path.c, type_name.c, enum.c, bits.c, value_parse.c and
 * value_format.c. What a value consists of. To be included through ctrl.h.
 */
#ifndef CTRL_TYPE_H
#define CTRL_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#include "ctrl_error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct btf;
struct ctrl_index_entry;

/* type.c */

/** enum ctrl_kind - how a member is read and written */
enum ctrl_kind {
	CTRL_KIND_UINT,
	CTRL_KIND_INT,
	CTRL_KIND_BOOL,
	CTRL_KIND_ENUM,
	CTRL_KIND_FLAGS,	/* an enum that is declared as bpf_ctrl_flags_t */
	CTRL_KIND_TEXT,		/* an array of char */
	CTRL_KIND_FLOAT,	/* shown, never set */
	CTRL_KIND_OPAQUE,	/* pointer, function: shown, never set */
	CTRL_KIND_ARRAY,
	CTRL_KIND_STRUCT,
	CTRL_KIND_UNION,
};

/**
 * ctrl_kind__name() - what a kind is called, for programs
 * @kind: the kind
 *
 * Return: a static word such as "uint", "flags" or "array".
 */
const char *ctrl_kind__name(enum ctrl_kind kind);

/** enum ctrl_meaning - what an integer stands for, told by its typedef */
enum ctrl_meaning {
	CTRL_MEANING_NONE,
	CTRL_MEANING_NSEC,
	CTRL_MEANING_BYTES,
	CTRL_MEANING_IFINDEX,
	CTRL_MEANING_PROG_ID,
	CTRL_MEANING_PROG_FD,	/* a descriptor of the calling process */
	CTRL_MEANING_SOCK_FD,	/* likewise */
	CTRL_MEANING_USEC,
};

#define CTRL_PATH_MAX	128

/**
 * struct ctrl_member - a member, an element or a part of one
 * @btf: where @type_id is valid
 * @name: the member's own name in BTF; that of the array for an element
 * @type_id: as declared, with typedefs and qualifiers
 * @raw_id: behind these
 * @kind: how to read it
 * @meaning: what it stands for
 * @bit_off: from the start of the value, as BTF counts
 * @bits: width; of an array, of all of it
 * @nr: elements of an array, members of a struct or union, else 0
 * @read_only: it is const, or a part of something that is
 * @is_volatile: it changes by itself, or is a part of something that does
 * @is_counter: a number that only grows until it is set back: by its typedef or, where
 *	nothing is declared, one that changes by itself and can be set. What is volatile
 *	and none of these goes up and down
 * @bit: bit of the header's mask that stands for it
 * @words: of an enum or flags in a table of members: how to read the names of its
 *	enumerators, so that nobody has to find out again; else 0
 *
 * Valid as long as the BTF is. To be copied at will. Integers have 1 to 128 bits,
 * bool, enums and flags at most 64; all else begins at a whole byte.
 */
struct ctrl_member {
	const struct btf *btf;
	const char *name;
	__u32 type_id;
	__u32 raw_id;
	enum ctrl_kind kind;
	enum ctrl_meaning meaning;
	__u32 bit_off;
	__u32 bits;
	__u32 nr;
	bool read_only;
	bool is_volatile;
	bool is_counter;
	__u8 bit;
	__u16 words;
};

/**
 * struct ctrl_type - the attributes of a value struct, or the parts of a key
 * @members: in the order of the struct; those of anonymous structs and unions
 *	stand in place of these, and etag and mask are left out
 * @nr: number of @members
 * @size: bytes of the struct
 * @has_header: the struct begins with etag and mask
 * @index: the library's own: where ctrl_type__find() looks first
 */
struct ctrl_type {
	struct ctrl_member *members;
	__u32 nr;
	__u32 size;
	bool has_header;
	struct ctrl_index_entry *index;
};

/**
 * ctrl_type__init() - make the table of members of a struct
 * @type: filled in; for ctrl_type__deinit()
 * @btf: must outlive @type
 * @type_id: a struct, or a typedef of one
 *
 * Return: 0; -EINVAL: not a struct, or one without sense; -ENOMEM.
 */
int ctrl_type__init(struct ctrl_type *type, const struct btf *btf, __u32 type_id);

/**
 * ctrl_type__deinit() - free the table
 * @type: zeroed, or from ctrl_type__init()
 */
void ctrl_type__deinit(struct ctrl_type *type);

/**
 * ctrl_member__child() - an element of an array, a member of a struct or union
 * @member: of such a kind
 * @i: below @member->nr
 * @out: filled in on success
 *
 * Return: 0; -EINVAL: no such child, or a type without sense.
 */
int ctrl_member__child(const struct ctrl_member *member, __u32 i,
		       struct ctrl_member *out);

/**
 * ctrl_member__overlaps() - whether two members of a struct share bits
 * @a: a member, or what is in one
 * @b: likewise, of the same struct
 *
 * Return: true for one place, a part of the other, and members of a union.
 */
bool ctrl_member__overlaps(const struct ctrl_member *a, const struct ctrl_member *b);

/* path.c */

/**
 * ctrl_type__find() - a member by its path
 * @type: where to look
 * @path: "name", "name.part", "name[3]" and so on; '-' and '_' are alike
 * @out: filled in on success
 * @err: on failure, with the near names at the place where the path goes wrong
 *
 * Return: 0; -ENOENT: no such member; -ENOMEM.
 */
int ctrl_type__find(const struct ctrl_type *type, const char *path,
		    struct ctrl_member *out, struct ctrl_error *err);

/* type_name.c */

/**
 * ctrl_member__type_name() - the type as C would write it
 * @member: the member
 * @buf: filled in, NUL-terminated
 * @len: bytes of @buf
 */
void ctrl_member__type_name(const struct ctrl_member *member, char *buf,
			    size_t len);

/**
 * ctrl_member__unit() - what a number of it counts
 * @member: the member
 *
 * Return: a static text such as "ns", or NULL.
 */
const char *ctrl_member__unit(const struct ctrl_member *member);

/* enum.c */

/**
 * ctrl_member__enumerator() - a word that an enum or a set of flags knows
 * @member: of kind ENUM or FLAGS
 * @i: from 0 on
 * @buf: filled in with the word: without what all enumerators begin with, in
 *	small letters, with '-' for '_', but not as the first character
 * @len: bytes of @buf
 * @number: filled in with its value; sign-extended when the enum is signed
 *
 * Of flags, one that names several bits together is left out; of all, any that
 * begins with '_', as that which counts the others does.
 *
 * Return: 0; -ENOENT: there are no more.
 */
int ctrl_member__enumerator(const struct ctrl_member *member, __u32 i, char *buf,
			    size_t len, __u64 *number);

/* bits.c */

/**
 * ctrl_bits__load() - read an integer at any bit offset
 * @data: the value
 * @bit_off: from its start, as BTF counts on this machine
 * @bits: 1 to 64
 *
 * Return: the integer, zero-extended.
 */
__u64 ctrl_bits__load(const void *data, __u32 bit_off, __u32 bits);

/**
 * ctrl_bits__store() - write an integer at any bit offset, nothing beside it
 * @data: the value
 * @bit_off: from its start
 * @bits: 1 to 64
 * @x: the integer; bits above @bits are ignored
 */
void ctrl_bits__store(void *data, __u32 bit_off, __u32 bits, __u64 x);

/**
 * ctrl_bits__copy() - copy any number of bits between two values
 * @to: value that is written
 * @from: value that is read
 * @bit_off: from the start of both
 * @bits: how many
 */
void ctrl_bits__copy(void *to, const void *from, __u32 bit_off, __u32 bits);

/**
 * ctrl_bits__equal() - whether two values agree in a range of bits
 * @a: a value
 * @b: a value
 * @bit_off: from the start of both
 * @bits: how many
 *
 * Return: true when they do.
 */
bool ctrl_bits__equal(const void *a, const void *b, __u32 bit_off, __u32 bits);

/* value_parse.c, value_number.c */

/**
 * ctrl_member__parse() - store a word into a value
 * @member: where it belongs
 * @word: a whole word, no blanks; see below
 * @value: of the map's value size; touched only on success
 * @err: says what would have been a value
 *
 * Numbers are decimal or 0x; a leading zero or a sign where none belongs is an
 * error, as is anything that does not fit into the member's bits. Times take
 * ns, us, ms, s behind the number, sizes K, M, G or KiB, MiB, GiB. bool: on, off,
 * true, false, yes, no, 1, 0. Enumerators go by name, with or without their
 * common beginning, in any case, or by number. Flags: names or numbers, with
 * commas (or '|'); none. Text: \\ and \xNN stand for a byte. Arrays: all
 * elements, with commas, those of inner arrays in a row; flags in them with '|'.
 * A device: its name or index, in the caller's network namespace.
 *
 * Return: 0; -EINVAL: not a word of this type; -ERANGE: does not fit;
 * -EOPNOTSUPP: such a member is never set.
 */
int ctrl_member__parse(const struct ctrl_member *member, const char *word,
		       void *value, struct ctrl_error *err);

/* value_format.c */

/**
 * ctrl_member__format() - a member as a word
 * @member: the member
 * @value: where it is
 * @buf: filled in, NUL-terminated
 * @len: bytes of @buf; what does not fit is cut
 *
 * ctrl_member__parse() takes it back, but for what no word can set: structs,
 * written as { name value ... }; an enum's number that no enumerator has; a text
 * without its NUL; within arrays a text with a comma.
 */
void ctrl_member__format(const struct ctrl_member *member, const void *value,
			 char *buf, size_t len);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_TYPE_H */
