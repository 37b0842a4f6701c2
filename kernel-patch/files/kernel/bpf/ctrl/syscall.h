/* SPDX-License-Identifier: GPL-2.0-only */
/* Operations on control maps, for the bpf() system call. */
#ifndef _BPF_CTRL_SYSCALL_H
#define _BPF_CTRL_SYSCALL_H

#include <linux/bpfptr.h>
#include <linux/errno.h>

struct bpf_ctrl_reason;
struct bpf_map;
struct bpf_map_info;
struct bpf_token;
union bpf_attr;

#ifdef CONFIG_BPF_CTRL_MAP
int bpf_ctrl_map_info_fill(struct bpf_map_info *info,
			   const struct bpf_map *map);
int bpf_ctrl_map_may_create(const union bpf_attr *attr,
			    const struct bpf_token *token);
int bpf_ctrl_map_lookup(struct bpf_map *map, const void *key, void *value);
int bpf_ctrl_map_lookup_user(struct bpf_map *map, const void __user *ukey,
			     void __user *uvalue);
int bpf_ctrl_map_update_user(struct bpf_map *map, bpfptr_t ukey,
			     bpfptr_t uvalue, u64 flags,
			     struct bpf_ctrl_reason *reason);
int bpf_ctrl_map_delete(struct bpf_map *map, const void *key,
			struct bpf_ctrl_reason *reason);
int bpf_ctrl_map_lookup_and_delete(struct bpf_map *map, const void *key,
				   void *value, void __user *uvalue);
#else
static inline int bpf_ctrl_map_info_fill(struct bpf_map_info *info,
					 const struct bpf_map *map)
{
	return 0;
}

static inline int bpf_ctrl_map_may_create(const union bpf_attr *attr,
					  const struct bpf_token *token)
{
	return -EINVAL;
}

static inline int bpf_ctrl_map_lookup(struct bpf_map *map, const void *key,
				      void *value)
{
	return -EOPNOTSUPP;
}

static inline int bpf_ctrl_map_lookup_user(struct bpf_map *map,
					   const void __user *ukey,
					   void __user *uvalue)
{
	return -EOPNOTSUPP;
}

static inline int bpf_ctrl_map_update_user(struct bpf_map *map, bpfptr_t ukey,
					   bpfptr_t uvalue, u64 flags,
					   struct bpf_ctrl_reason *reason)
{
	return -EOPNOTSUPP;
}

static inline int bpf_ctrl_map_delete(struct bpf_map *map, const void *key,
				      struct bpf_ctrl_reason *reason)
{
	return -EOPNOTSUPP;
}

static inline int bpf_ctrl_map_lookup_and_delete(struct bpf_map *map,
						 const void *key, void *value,
						 void __user *uvalue)
{
	return -EOPNOTSUPP;
}
#endif

#endif /* _BPF_CTRL_SYSCALL_H */
