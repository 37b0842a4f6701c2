// SPDX-License-Identifier: GPL-2.0-only
/*
 * Somebody has locked the socket and sleeps: a send() whose data is a page that
 * comes only when this test lets it (userfaultfd).
 */
#define _GNU_SOURCE
#include "sock_attr.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include <linux/userfaultfd.h>

#define PAGE	4096

struct sleeper {
	int faults;	/* of userfaultfd() */
	int fd;		/* the socket */
	char *page;
	pthread_t thread;
};

static void *send_page(void *data)
{
	struct sleeper *s = data;

	expect(send(s->fd, s->page, PAGE, 0) == PAGE, "send: %m");
	return NULL;
}

/* Both ends of a connection; @ends[0] is what is looked at. */
static void connect_tcp(int *ends)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int server = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t len = sizeof(to);

	ends[0] = socket(AF_INET, SOCK_STREAM, 0);
	need(!bind(server, (struct sockaddr *)&to, len) && !listen(server, 1) &&
	     !getsockname(server, (struct sockaddr *)&to, &len) &&
	     !connect(ends[0], (struct sockaddr *)&to, len), "connect: %m");
	ends[1] = accept(server, NULL, NULL);
	need(ends[1] >= 0, "accept: %m");
	close(server);
}

/* Returns when the socket is locked, and its holder asleep. */
static void fall_asleep(struct sleeper *s, int fd)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	struct uffd_msg msg;
	struct pollfd event;

	s->fd = fd;
	s->page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	s->faults = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	range.range.start = (uintptr_t)s->page;
	range.range.len = PAGE;
	need(s->page != MAP_FAILED && s->faults >= 0 &&
	     !ioctl(s->faults, UFFDIO_API, &api) &&
	     !ioctl(s->faults, UFFDIO_REGISTER, &range), "userfaultfd: %m");
	need(!pthread_create(&s->thread, NULL, send_page, s), "no thread");
	event.fd = s->faults;
	event.events = POLLIN;
	need(poll(&event, 1, 60000) == 1 &&
	     read(s->faults, &msg, sizeof(msg)) == sizeof(msg) &&
	     msg.event == UFFD_EVENT_PAGEFAULT, "nobody waits for the page: %m");
}

static void wake_up(struct sleeper *s)
{
	struct uffdio_zeropage page = {
		.range = { .start = (uintptr_t)s->page, .len = PAGE },
	};

	need(!ioctl(s->faults, UFFDIO_ZEROPAGE, &page), "no page: %m");
	pthread_join(s->thread, NULL);
	close(s->faults);
	munmap(s->page, PAGE);
}

static void lookup(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), max = sock_map(BPF_CTRL_MAX);
	int def = sock_map(BPF_CTRL_DEFAULT), ends[2];
	struct sleeper s;

	connect_tcp(ends);
	fall_asleep(&s, ends[0]);
	expect(read_sock(map, ends[0]).tcp_state == BPF_CTRL_TCP_ESTABLISHED,
	       "state %d", read_sock(map, ends[0]).tcp_state);
	expect(read_sock(max, ends[0]).mask == WRITABLE, "limits of %#llx",
	       read_sock(max, ends[0]).mask);
	expect(read_sock(def, ends[0]).mask & BIT_OF(M_MARK), "no default");
	wake_up(&s);
	close(ends[0]);
	close(ends[1]);
}

struct change {
	int map, fd, err;
	bool done;
};

static void *change_priority(void *data)
{
	struct change *c = data;
	char reason[REASON_LEN];

	c->err = set_sock(c->map, c->fd, option(M_PRIORITY), 5, reason);
	__atomic_store_n(&c->done, true, __ATOMIC_SEQ_CST);
	return NULL;
}

static void update(char **args)
{
	struct change c = { .map = sock_map(BPF_CTRL_CURRENT) };
	struct sleeper s;
	pthread_t thread;
	int ends[2];

	connect_tcp(ends);
	fall_asleep(&s, ends[0]);
	c.fd = ends[0];
	need(!pthread_create(&thread, NULL, change_priority, &c), "no thread");
	usleep(200000);
	expect(!__atomic_load_n(&c.done, __ATOMIC_SEQ_CST),
	       "a change did not wait for the lock");
	wake_up(&s);
	pthread_join(thread, NULL);
	expect_result(c.err, 0, "the change");
	expect(get_int(ends[0], SOL_SOCKET, SO_PRIORITY) == 5, "priority %d",
	       get_int(ends[0], SOL_SOCKET, SO_PRIORITY));
	close(ends[0]);
	close(ends[1]);
}

struct waiter {
	int map, fd, err;
	pid_t tid;
	sock_attr value;
	char reason[REASON_LEN];
};

static void *set_mark_by_setsockopt(void *data)
{
	struct waiter *w = data;
	int mark = 9;

	__atomic_store_n(&w->tid, gettid(), __ATOMIC_SEQ_CST);
	w->err = setsockopt(w->fd, SOL_SOCKET, SO_MARK, &mark, sizeof(mark));
	return NULL;
}

static void *set_mark_by_map(void *data)
{
	struct waiter *w = data;

	__atomic_store_n(&w->tid, gettid(), __ATOMIC_SEQ_CST);
	w->err = ctrl_update(w->map, w->fd, &w->value, 0, w->reason);
	return NULL;
}

static void let_wait(struct waiter *w, pthread_t *thread, void *(*run)(void *))
{
	char path[64], where[64] = "";
	FILE *wchan;

	need(!pthread_create(thread, NULL, run, w), "no thread");
	while (!__atomic_load_n(&w->tid, __ATOMIC_SEQ_CST))
		usleep(1000);
	snprintf(path, sizeof(path), "/proc/self/task/%d/wchan", w->tid);
	while (!strstr(where, "lock_sock")) {
		usleep(1000);
		wchan = fopen(path, "r");
		need(wchan, "%s: %m", path);
		if (!fgets(where, sizeof(where), wchan))
			where[0] = '\0';
		fclose(wchan);
	}
}

/* The first one has the lock first: who waits for it stands in a queue. */
static void judged_again(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), ends[2];
	struct waiter first = { 0 }, second = { .map = map };
	pthread_t threads[2];
	struct sleeper s;

	connect_tcp(ends);
	first.fd = ends[0];
	second.fd = ends[0];
	second.value = read_sock(map, ends[0]);
	second.value.mask = 0;
	put_attr(&second.value, option(M_MARK), 7);
	fall_asleep(&s, ends[0]);
	let_wait(&first, &threads[0], set_mark_by_setsockopt);
	let_wait(&second, &threads[1], set_mark_by_map);
	wake_up(&s);
	pthread_join(threads[0], NULL);
	pthread_join(threads[1], NULL);
	expect(!first.err, "setsockopt() failed");
	expect_result(second.err, -EAGAIN, "a change of what was read before");
	expect(!strncmp(second.reason, "etag: ", 6), "reason '%s'", second.reason);
	expect(get_int(ends[0], SOL_SOCKET, SO_MARK) == 9, "mark %d",
	       get_int(ends[0], SOL_SOCKET, SO_MARK));
	close(ends[0]);
	close(ends[1]);
}

static const struct test tests[] = {
	{ "a lookup does not wait for who has locked the socket and sleeps",
	  lookup },
	{ "a change waits for who has locked the socket", update },
	{ "a change is judged once more by what others set while it waited for the lock",
	  judged_again },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
