// SPDX-License-Identifier: GPL-2.0-only
/*
 * Somebody has locked the socket and sleeps: a send() whose data is a page that
 * comes only when this test lets it (userfaultfd).
 */
#include "../sock_attr.h"

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
	ssize_t sent;	/* by the thread */
	pthread_t thread;
};

static void *send_page(void *data)
{
	struct sleeper *s = data;

	s->sent = send(s->fd, s->page, PAGE, 0);
	return NULL;
}

/* Both ends of a connection; @ends[0] is what is looked at. */
static void connect_tcp(struct __test_metadata *_metadata, int *ends)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int server = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t len = sizeof(to);

	ends[0] = socket(AF_INET, SOCK_STREAM, 0);
	ASSERT_TRUE(!bind(server, (struct sockaddr *)&to, len) &&
		    !listen(server, 1) &&
		    !getsockname(server, (struct sockaddr *)&to, &len) &&
		    !connect(ends[0], (struct sockaddr *)&to, len))
		TH_LOG("connect: %m");
	ends[1] = accept(server, NULL, NULL);
	ASSERT_GE(ends[1], 0)
		TH_LOG("accept: %m");
	close(server);
}

/* Returns when the socket is locked, and its holder asleep. */
static void fall_asleep(struct __test_metadata *_metadata, struct sleeper *s,
			int fd)
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
	ASSERT_TRUE(s->page != MAP_FAILED && s->faults >= 0 &&
		    !ioctl(s->faults, UFFDIO_API, &api) &&
		    !ioctl(s->faults, UFFDIO_REGISTER, &range))
		TH_LOG("userfaultfd: %m");
	ASSERT_EQ(0, pthread_create(&s->thread, NULL, send_page, s));
	event.fd = s->faults;
	event.events = POLLIN;
	ASSERT_TRUE(poll(&event, 1, 60000) == 1 &&
		    read(s->faults, &msg, sizeof(msg)) == sizeof(msg) &&
		    msg.event == UFFD_EVENT_PAGEFAULT)
		TH_LOG("nobody waits for the page: %m");
}

static void wake_up(struct __test_metadata *_metadata, struct sleeper *s)
{
	struct uffdio_zeropage page = {
		.range = { .start = (uintptr_t)s->page, .len = PAGE },
	};

	ASSERT_EQ(0, ioctl(s->faults, UFFDIO_ZEROPAGE, &page))
		TH_LOG("no page: %m");
	pthread_join(s->thread, NULL);
	EXPECT_EQ(PAGE, s->sent);
	close(s->faults);
	munmap(s->page, PAGE);
}

TEST(a_lookup_does_not_wait_for_who_has_locked_the_socket_and_sleeps)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int max = sock_map(_metadata, BPF_CTRL_MAX);
	int def = sock_map(_metadata, BPF_CTRL_DEFAULT), ends[2];
	struct sleeper s;

	connect_tcp(_metadata, ends);
	fall_asleep(_metadata, &s, ends[0]);
	EXPECT_EQ(BPF_CTRL_TCP_ESTABLISHED,
		  read_sock(_metadata, map, ends[0]).tcp_state);
	EXPECT_EQ(WRITABLE, read_sock(_metadata, max, ends[0]).mask);
	EXPECT_TRUE(read_sock(_metadata, def, ends[0]).mask & BIT_OF(M_MARK));
	wake_up(_metadata, &s);
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

TEST(a_change_waits_for_who_has_locked_the_socket)
{
	struct change c = { .map = sock_map(_metadata, BPF_CTRL_CURRENT) };
	struct sleeper s;
	pthread_t thread;
	int ends[2];

	connect_tcp(_metadata, ends);
	fall_asleep(_metadata, &s, ends[0]);
	c.fd = ends[0];
	ASSERT_EQ(0, pthread_create(&thread, NULL, change_priority, &c));
	usleep(200000);
	EXPECT_EQ(0, __atomic_load_n(&c.done, __ATOMIC_SEQ_CST));
	wake_up(_metadata, &s);
	pthread_join(thread, NULL);
	EXPECT_EQ(0, c.err);
	EXPECT_EQ(5, get_int(_metadata, ends[0], SOL_SOCKET, SO_PRIORITY));
	close(ends[0]);
	close(ends[1]);
}

struct waiter {
	int map, fd, err;
	pid_t tid;
	struct bpf_ctrl_sock_attr value;
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

static void let_wait(struct __test_metadata *_metadata, struct waiter *w,
		     pthread_t *thread, void *(*run)(void *))
{
	char path[64], where[64] = "";
	FILE *wchan;

	ASSERT_EQ(0, pthread_create(thread, NULL, run, w));
	while (!__atomic_load_n(&w->tid, __ATOMIC_SEQ_CST))
		usleep(1000);
	snprintf(path, sizeof(path), "/proc/self/task/%d/wchan", w->tid);
	while (!strstr(where, "lock_sock")) {
		usleep(1000);
		wchan = fopen(path, "r");
		ASSERT_NE(NULL, wchan)
			TH_LOG("%s: %m", path);
		if (!fgets(where, sizeof(where), wchan))
			where[0] = '\0';
		fclose(wchan);
	}
}

/* The first one has the lock first: who waits for it stands in a queue. */
TEST(a_change_is_judged_once_more_by_what_others_set_while_it_waited_for_the_lock)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT), ends[2];
	struct waiter first = { 0 }, second = { .map = map };
	pthread_t threads[2];
	struct sleeper s;

	connect_tcp(_metadata, ends);
	first.fd = ends[0];
	second.fd = ends[0];
	second.value = read_sock(_metadata, map, ends[0]);
	second.value.mask = 0;
	put_attr(&second.value, option(M_MARK), 7);
	fall_asleep(_metadata, &s, ends[0]);
	let_wait(_metadata, &first, &threads[0], set_mark_by_setsockopt);
	let_wait(_metadata, &second, &threads[1], set_mark_by_map);
	wake_up(_metadata, &s);
	pthread_join(threads[0], NULL);
	pthread_join(threads[1], NULL);
	EXPECT_EQ(0, first.err);
	EXPECT_EQ(-EAGAIN, second.err);
	EXPECT_EQ(0, strncmp(second.reason, "etag: ", 6))
		TH_LOG("reason '%s'", second.reason);
	EXPECT_EQ(9, get_int(_metadata, ends[0], SOL_SOCKET, SO_MARK));
	close(ends[0]);
	close(ends[1]);
}

TEST_HARNESS_MAIN
