// SPDX-License-Identifier: GPL-2.0-only
/*
 * The BTF of a module's key and value structs, from the bytes that its build has put into
 * it, and the functions of the kernel's BTF that the core calls.
 *
 * The kernel may have no BTF of modules, and what it has it does not show to them.
 */
#include <linux/bpf.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "btf.h"
#include "blob.h"

static const struct btf_type btf_void;

/* What follows a type, in bytes, or an error. */
static int trailer(const struct btf_type *t)
{
	u32 n = btf_type_vlen(t);

	switch (BTF_INFO_KIND(t->info)) {
	case BTF_KIND_INT:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
		return sizeof(u32);
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return n * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return n * sizeof(struct btf_enum);
	case BTF_KIND_ENUM64:
		return n * sizeof(struct btf_enum64);
	case BTF_KIND_FUNC_PROTO:
		return n * sizeof(struct btf_param);
	case BTF_KIND_DATASEC:
		return n * sizeof(struct btf_var_secinfo);
	case BTF_KIND_PTR:
	case BTF_KIND_FWD:
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_FUNC:
	case BTF_KIND_FLOAT:
	case BTF_KIND_TYPE_TAG:
		return 0;
	}
	return -EINVAL;
}

/* Count the types, and store where they are if there is @types. */
static int walk(const struct btf_header *hdr, const struct btf_type **types)
{
	const void *at = (const void *)hdr + hdr->hdr_len + hdr->type_off;
	const void *end = at + hdr->type_len;
	u32 nr = 1;
	int len;

	if (types)
		types[0] = &btf_void;
	while (at + sizeof(struct btf_type) <= end) {
		len = trailer(at);
		if (len < 0 || at + sizeof(struct btf_type) + len > end)
			return -EINVAL;
		if (types)
			types[nr] = at;
		nr++;
		at += sizeof(struct btf_type) + len;
	}
	return at == end ? nr : -EINVAL;
}

/* Later fields of the header, which this kernel or pahole may not know, do not matter. */
static bool header_ok(const struct btf_header *hdr, u32 size)
{
	const u32 known = offsetofend(struct btf_header, str_len);

	return size >= known && hdr->magic == BTF_MAGIC && hdr->hdr_len >= known &&
	       hdr->hdr_len <= size && hdr->type_off <= size && hdr->str_off <= size &&
	       hdr->type_len <= size - hdr->hdr_len - hdr->type_off && hdr->str_len &&
	       hdr->str_len <= size - hdr->hdr_len - hdr->str_off;
}

/**
 * btf_parse_blob() - make a struct btf of raw BTF
 * @data: the BTF; stays where it is
 * @size: its size
 *
 * Return: the BTF, with a reference of the caller's; or an error pointer: -EINVAL or -ENOMEM.
 */
struct btf *btf_parse_blob(const void *data, u32 size)
{
	const struct btf_header *hdr = data;
	struct btf *btf;
	int nr;

	nr = header_ok(hdr, size) ? walk(hdr, NULL) : -EINVAL;
	if (nr < 0)
		return ERR_PTR(nr);
	btf = kzalloc(sizeof(*btf), GFP_KERNEL);
	if (!btf)
		return ERR_PTR(-ENOMEM);
	btf->types = kcalloc(nr, sizeof(*btf->types), GFP_KERNEL);
	if (!btf->types) {
		kfree(btf);
		return ERR_PTR(-ENOMEM);
	}
	walk(hdr, btf->types);
	btf->nr_types = nr;
	btf->strings = data + hdr->hdr_len + hdr->str_off;
	btf->strings_len = hdr->str_len;
	refcount_set(&btf->refcnt, 1);
	return btf;
}

const struct btf_type *btf_type_by_id(const struct btf *btf, u32 id)
{
	return id < btf->nr_types ? btf->types[id] : NULL;
}

const char *btf_name_by_offset(const struct btf *btf, u32 offset)
{
	return offset < btf->strings_len ? btf->strings + offset : "";
}

void btf_get(struct btf *btf)
{
	refcount_inc(&btf->refcnt);
}

/* Skip what does not change the size; NULL: void, or what cannot be in a value. */
static const struct btf_type *skip(const struct btf *btf, const struct btf_type *t)
{
	int i;

	for (i = 0; t && i < 32; i++) {
		switch (BTF_INFO_KIND(t->info)) {
		case BTF_KIND_TYPEDEF:
		case BTF_KIND_VOLATILE:
		case BTF_KIND_CONST:
		case BTF_KIND_RESTRICT:
		case BTF_KIND_TYPE_TAG:
			t = btf_type_by_id(btf, t->type);
			break;
		default:
			return t;
		}
	}
	return NULL;
}

/* The size of a type; arrays in arrays multiply. */
const struct btf_type *btf_resolve_size(const struct btf *btf, const struct btf_type *type,
					u32 *size)
{
	u64 nelems = 1;
	int i;

	for (i = 0; i < 32; i++) {
		type = skip(btf, type);
		if (!type)
			return ERR_PTR(-EINVAL);
		switch (BTF_INFO_KIND(type->info)) {
		case BTF_KIND_ARRAY:
			nelems *= btf_array(type)->nelems;
			type = btf_type_by_id(btf, btf_array(type)->type);
			break;
		case BTF_KIND_INT:
		case BTF_KIND_STRUCT:
		case BTF_KIND_UNION:
		case BTF_KIND_ENUM:
		case BTF_KIND_ENUM64:
		case BTF_KIND_FLOAT:
			*size = nelems * type->size;
			return nelems * type->size > U32_MAX ? ERR_PTR(-EINVAL) : type;
		case BTF_KIND_PTR:
			*size = nelems * sizeof(void *);
			return type;
		default:
			return ERR_PTR(-EINVAL);
		}
	}
	return ERR_PTR(-EINVAL);
}

/**
 * btf_find_by_name() - find a struct by its name
 * @btf: BTF of a module
 * @name: the name
 *
 * Return: its type id; 0: there is none.
 */
u32 btf_find_by_name(const struct btf *btf, const char *name)
{
	u32 id;

	for (id = 1; id < btf->nr_types; id++)
		if (BTF_INFO_KIND(btf->types[id]->info) == BTF_KIND_STRUCT &&
		    !strcmp(btf_name_by_offset(btf, btf->types[id]->name_off), name))
			return id;
	return 0;
}
