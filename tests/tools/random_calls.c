// SPDX-License-Identifier: GPL-2.0-only
/*
 * A random caller of bpf() on control maps: creation, every operation, batches,
 * freeze, pin, info and BTF, with arguments that are mostly nearly right.  Many
 * threads share the maps, and the sockets and programs that are keys of some.  The
 * kernel may refuse, with an errno that is documented for these calls; all else that
 * may go wrong is in the kernel's log.
 *
 * usage: random_calls SEED CALLS THREADS DIRECTORY
 *
 * DIRECTORY is in a BPF file system, and is pinned into.  The same seed makes the
 * same calls, as far as the threads get the same answers.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include "ctrl_sys.h"

#define FDS		32
#define OBJECT		3		/* descriptors of sockets and programs ... */
#define OBJECTS		8		/* ... from there on */
#define BUFFER		4096
#define ERRNO_MAX	600

static int fds[FDS];		/* shared by all threads, -1: none */
static uint64_t results[ERRNO_MAX];
static const char *directory;

struct caller {
	uint64_t state;
	uint64_t calls;
	char *buffer;		/* the page behind it cannot be accessed */
	pthread_t thread;
};

/* xorshift64* */
static uint64_t random_64(struct caller *c)
{
	c->state ^= c->state >> 12;
	c->state ^= c->state << 25;
	c->state ^= c->state >> 27;
	return c->state * 2685821657736338717ULL;
}

static uint32_t below(struct caller *c, uint32_t n)
{
	return (random_64(c) >> 32) % n;
}

static bool one_in(struct caller *c, uint32_t n)
{
	return !below(c, n);
}

#define PICK(c, array)	((array)[below(c, sizeof(array) / sizeof((array)[0]))])

static int any_fd(struct caller *c)
{
	if (one_in(c, 64))
		return below(c, 64) - 1;
	return __atomic_load_n(&fds[below(c, FDS)], __ATOMIC_RELAXED);
}

/* Memory of at least @size bytes, nearly always. */
static uint64_t memory(struct caller *c, uint32_t size)
{
	switch (below(c, 200)) {
	case 0:
		return 0;
	case 1:
		return random_64(c);
	case 2:
		return ptr_to_u64(c->buffer + BUFFER - below(c, size + 1));
	default:
		return ptr_to_u64(c->buffer + below(c, BUFFER - size + 1));
	}
}

static void keep(struct caller *c, int fd)
{
	int *place = &fds[below(c, FDS)], old;

	if (fd < 0)
		return;
	old = __atomic_exchange_n(place, fd, __ATOMIC_RELAXED);
	if (old >= 0)
		close(old);
}

static int create(struct caller *c)
{
	static const uint32_t types[] = { 0, 1, 1, 1, 2, 3, 4, 5, 6, 0x10000, 0x10001 };
	static const uint32_t views[] = { 0, 0, 0, 0, 1, 2, 3, 4 };
	static const uint32_t flags[] = { 0, 0, 0, BPF_F_RDONLY, BPF_F_WRONLY };
	static const uint32_t sizes[] = { 0, 0, 0, 16, 24, 64, 400, 16384, 16385 };
	static const uint32_t key_sizes[] = { 0, 0, 0, 4, 8, 12 };
	union bpf_attr attr = ctrl_create_attr(PICK(c, types), PICK(c, views),
					       PICK(c, flags), PICK(c, sizes));
	int fd;

	attr.key_size = PICK(c, key_sizes);
	if (one_in(c, 16))
		attr.value_size = below(c, 600);
	if (one_in(c, 64))
		attr.map_flags = random_64(c);
	if (one_in(c, 64))
		attr.btf_fd = any_fd(c);
	if (one_in(c, 64))
		attr.map_type = below(c, 40);
	fd = sys_bpf(BPF_MAP_CREATE, &attr);
	keep(c, fd);
	return fd;
}

/* A key of small numbers, often one that exists. */
static void make_key(struct caller *c)
{
	uint32_t *key = (uint32_t *)c->buffer;

	key[0] = one_in(c, 32) ? random_64(c) : below(c, 12);
	key[1] = one_in(c, 32) ? random_64(c) : below(c, 5);
	key[2] = one_in(c, 32) ? random_64(c) : below(c, 9);
}

static union bpf_attr elem(struct caller *c)
{
	union bpf_attr attr = elem_attr(any_fd(c), c->buffer, c->buffer + 64, 0);

	make_key(c);
	if (one_in(c, 32))
		attr.key = memory(c, 16);
	if (one_in(c, 32))
		attr.value = memory(c, 400);
	if (one_in(c, 64))
		attr.flags = random_64(c);
	return attr;
}

static int lookup(struct caller *c)
{
	static const int commands[] = {
		BPF_MAP_LOOKUP_ELEM, BPF_MAP_LOOKUP_ELEM, BPF_MAP_LOOKUP_ELEM,
		BPF_MAP_GET_NEXT_KEY, BPF_MAP_LOOKUP_AND_DELETE_ELEM,
	};
	union bpf_attr attr = elem(c);

	return sys_bpf(PICK(c, commands), &attr);
}

/* What a lookup left in the buffer, with a byte or two changed. */
static int update(struct caller *c)
{
	union bpf_attr attr = elem(c);
	uint64_t *header = (uint64_t *)(c->buffer + 64);
	uint32_t n = below(c, 3);
	int cmd;

	if (!one_in(c, 4))
		header[0] = 0;
	if (!one_in(c, 4))
		header[1] = one_in(c, 8) ? random_64(c) :
			    one_in(c, 8) ? 0 : 1ULL << below(c, 32);
	while (n--)
		c->buffer[64 + 16 + below(c, 200)] = one_in(c, 2) ? below(c, 4) :
						     random_64(c);
	if (one_in(c, 4))
		attr.flags = (one_in(c, 2) ? BPF_F_CTRL_DRY_RUN : 0) | below(c, 4);
	cmd = one_in(c, 8) ? BPF_MAP_DELETE_ELEM : BPF_MAP_UPDATE_ELEM;
	if (one_in(c, 2))
		return sys_bpf_log(cmd, &attr, memory(c, REASON_LEN),
				   below(c, REASON_LEN + 1));
	return sys_bpf(cmd, &attr);
}

static int batch(struct caller *c)
{
	static const int commands[] = {
		BPF_MAP_LOOKUP_BATCH, BPF_MAP_LOOKUP_BATCH, BPF_MAP_LOOKUP_BATCH,
		BPF_MAP_UPDATE_BATCH, BPF_MAP_DELETE_BATCH,
		BPF_MAP_LOOKUP_AND_DELETE_BATCH,
	};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	make_key(c);
	attr.batch.map_fd = any_fd(c);
	attr.batch.count = one_in(c, 64) ? random_64(c) : below(c, 12);
	attr.batch.in_batch = one_in(c, 2) ? 0 : memory(c, 16);
	attr.batch.out_batch = memory(c, 16);
	attr.batch.keys = memory(c, 200);
	attr.batch.values = memory(c, 3000);
	if (one_in(c, 32))
		attr.batch.elem_flags = random_64(c);
	if (one_in(c, 32))
		attr.batch.flags = random_64(c);
	return sys_bpf(PICK(c, commands), &attr);
}

static int info(struct caller *c)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.info.bpf_fd = any_fd(c);
	attr.info.info_len = below(c, 200);
	attr.info.info = memory(c, 200);
	memset(c->buffer, 0, 400);
	return sys_bpf(BPF_OBJ_GET_INFO_BY_FD, &attr);
}

static int btf(struct caller *c)
{
	union bpf_attr attr;
	int fd;

	memset(&attr, 0, sizeof(attr));
	attr.btf_id = below(c, 40);
	fd = sys_bpf(BPF_BTF_GET_FD_BY_ID, &attr);
	if (fd >= 0) {
		attr.info.bpf_fd = fd;
		attr.info.info_len = below(c, 64);
		attr.info.info = memory(c, 64);
		memset(c->buffer, 0, 400);
		sys_bpf(BPF_OBJ_GET_INFO_BY_FD, &attr);
		close(fd);
	}
	return fd < 0 ? fd : 0;
}

static int pin(struct caller *c)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/%u", directory, below(c, 8));
	switch (below(c, 3)) {
	case 0:
		return obj_pin(any_fd(c), path);
	case 1:
		fd = obj_get(path);
		keep(c, fd);
		return fd;
	default:
		return unlink(path) ? -errno : 0;
	}
}

/* Reads a few objects through the pin's file, as cat does. */
static int cat(struct caller *c)
{
	char path[256];
	int fd;
	ssize_t n;

	snprintf(path, sizeof(path), "%s/%u", directory, below(c, 8));
	fd = open(path, O_RDONLY | O_CLOEXEC);
	/*
	 * A map that was closed before pin() came to it leaves its number to a
	 * program, of whose pin this is upstream's answer.
	 */
	if (fd < 0)
		return errno == EIO ? 0 : -errno;
	n = read(fd, c->buffer, below(c, BUFFER));
	close(fd);
	return n < 0 ? -errno : 0;
}

static int open_socket(struct caller *c)
{
	static const struct {
		int family, type, protocol;
	} kinds[] = {
		{ AF_INET, SOCK_STREAM, 0 }, { AF_INET6, SOCK_STREAM, 0 },
		{ AF_INET, SOCK_DGRAM, 0 }, { AF_UNIX, SOCK_STREAM, 0 },
		{ AF_UNIX, SOCK_DGRAM, 0 }, { AF_PACKET, SOCK_RAW, 0 },
		{ AF_NETLINK, SOCK_RAW, 0 }, { AF_XDP, SOCK_RAW, 0 },
	};
	int fd, i = below(c, sizeof(kinds) / sizeof(kinds[0]));

	fd = socket(kinds[i].family, kinds[i].type, kinds[i].protocol);
	return fd < 0 ? -errno : fd;
}

static int load_program(void)
{
	static const struct bpf_insn insns[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_XDP;
	attr.insn_cnt = 2;
	attr.insns = ptr_to_u64(insns);
	attr.license = ptr_to_u64("GPL");
	return sys_bpf(BPF_PROG_LOAD, &attr);
}

/* A socket or a program goes, another one comes in its place. */
static int replace_object(struct caller *c)
{
	int fd = one_in(c, 3) ? load_program() : open_socket(c);

	if (fd < 0)
		return fd;
	dup3(fd, OBJECT + below(c, OBJECTS), O_CLOEXEC);
	close(fd);
	return 0;
}

static int freeze(struct caller *c)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = any_fd(c);
	return sys_bpf(BPF_MAP_FREEZE, &attr);
}

static int call(struct caller *c)
{
	switch (below(c, 64)) {
	case 0 ... 3:
		return create(c);
	case 4 ... 25:
		return lookup(c);
	case 26 ... 47:
		return update(c);
	case 48 ... 53:
		return batch(c);
	case 54 ... 56:
		return info(c);
	case 57 ... 58:
		return btf(c);
	case 59 ... 61:
		return pin(c);
	case 62:
		return one_in(c, 2) ? cat(c) : replace_object(c);
	default:
		return one_in(c, 8) ? freeze(c) : create(c);
	}
}

static void *caller_main(void *arg)
{
	struct caller *c = arg;
	int ret;

	while (c->calls--) {
		ret = call(c);
		ret = ret < 0 ? -ret : 0;
		if (ret >= ERRNO_MAX)
			ret = ERRNO_MAX - 1;
		__atomic_fetch_add(&results[ret], 1, __ATOMIC_RELAXED);
	}
	return NULL;
}

static bool start(struct caller *c, uint64_t seed, uint64_t calls)
{
	char *pages = mmap(NULL, 2 * BUFFER, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED || mprotect(pages + BUFFER, BUFFER, PROT_NONE))
		return false;
	c->buffer = pages;
	c->state = seed * 0x9e3779b97f4a7c15ULL + 1;
	c->calls = calls;
	return !pthread_create(&c->thread, NULL, caller_main, c);
}

static bool is_documented(int error)
{
	static const int known[] = {
		0, EPERM, ENOENT, EINTR, EBADF, EAGAIN, ENOMEM, EACCES, EFAULT,
		EBUSY, EEXIST, ENODEV, EINVAL, ENOSPC, ERANGE, E2BIG, EOPNOTSUPP,
		ENOTSOCK, EBADFD, 524 /* ENOTSUPP */,
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (error == known[i])
			return true;
	return false;
}

/* Not zero: the kernel said what it should not, or never accepted anything. */
static int report(uint64_t seed)
{
	int i, wrong = !results[0];

	for (i = 0; i < ERRNO_MAX; i++) {
		if (!results[i])
			continue;
		printf("%10" PRIu64 " %s\n", results[i],
		       i == 524 ? "ENOTSUPP" : i ? strerrorname_np(i) : "done");
		if (!is_documented(i))
			wrong = printf("           is not documented\n");
	}
	printf("seed %" PRIu64 ": %s\n", seed, wrong ? "wrong" : "good");
	return wrong != 0;
}

int main(int argc, char **argv)
{
	struct caller *callers;
	uint64_t seed, calls;
	int i, n;

	if (argc != 5) {
		fprintf(stderr, "usage: %s SEED CALLS THREADS DIRECTORY\n",
			argv[0]);
		return 2;
	}
	seed = strtoull(argv[1], NULL, 0);
	calls = strtoull(argv[2], NULL, 0);
	n = atoi(argv[3]);
	directory = argv[4];
	memset(fds, -1, sizeof(fds));
	for (i = 0; i < OBJECTS; i++)
		dup2(STDIN_FILENO, OBJECT + i);
	callers = calloc(n, sizeof(*callers));
	for (i = 0; i < n; i++) {
		if (!callers || !start(&callers[i], seed * n + i, calls / n)) {
			perror("a thread cannot be started");
			return 2;
		}
	}
	for (i = 0; i < n; i++)
		pthread_join(callers[i].thread, NULL);
	return report(seed);
}
