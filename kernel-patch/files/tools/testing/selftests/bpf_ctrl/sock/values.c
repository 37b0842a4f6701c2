// SPDX-License-Identifier: GPL-2.0-only
/* What the attributes of sockets tell. */
#include "../sock_attr.h"

#include <netinet/tcp.h>
#include <sys/un.h>

#define LO	1	/* ifindex of the loopback device in every namespace */

static __u64 cookie_of(struct __test_metadata *_metadata, int fd)
{
	socklen_t len = sizeof(__u64);
	__u64 cookie = 0;

	ASSERT_EQ(0, getsockopt(fd, SOL_SOCKET, SO_COOKIE, &cookie, &len))
		TH_LOG("SO_COOKIE: %m");
	return cookie;
}

static void expect_same_options(struct __test_metadata *_metadata,
				const char *name,
				const struct bpf_ctrl_sock_attr *v, int fd)
{
	__u32 i;

	for (i = 0; i < NR_OPTIONS; i++) {
		const struct sock_option *o = &sock_options[i];

		EXPECT_EQ(get_option(_metadata, fd, o), get_attr(v, o))
			TH_LOG("%s: %s is %llu, not %llu", name, o->name,
			       get_attr(v, o), get_option(_metadata, fd, o));
	}
}

TEST(the_attributes_of_each_kind_of_socket_are_what_getsockopt_says)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	__u32 i;

	for (i = 0; i < NR_KINDS; i++) {
		const struct sock_kind *k = &sock_kinds[i];
		int fd = sock_of(_metadata, k);
		struct bpf_ctrl_sock_attr v = read_sock(_metadata, map, fd);

		EXPECT_EQ(cookie_of(_metadata, fd), v.cookie)
			TH_LOG("%s: cookie %llu", k->name, v.cookie);
		EXPECT_TRUE((int)v.family == k->family &&
			    get_int(_metadata, fd, SOL_SOCKET,
				    SO_DOMAIN) == k->family)
			TH_LOG("%s: family %u", k->name, v.family);
		EXPECT_EQ(k->type, (int)v.type)
			TH_LOG("%s: type %u", k->name, v.type);
		EXPECT_EQ(get_int(_metadata, fd, SOL_SOCKET, SO_PROTOCOL),
			  (int)v.protocol)
			TH_LOG("%s: protocol %u", k->name, v.protocol);
		EXPECT_EQ(0, v.bound_ifindex)
			TH_LOG("%s: bound to %u", k->name, v.bound_ifindex);
		expect_same_options(_metadata, k->name, &v, fd);
		close(fd);
	}
}

TEST(what_a_kind_of_socket_does_not_have_is_unsupported_not_zero)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	__u32 i;

	for (i = 0; i < NR_KINDS; i++) {
		const struct sock_kind *k = &sock_kinds[i];
		int fd = sock_of(_metadata, k);
		struct bpf_ctrl_sock_attr v = read_sock(_metadata, map, fd);

		EXPECT_EQ(ALL_HAVE | k->readable, v.mask)
			TH_LOG("%s: %#llx, not %#llx", k->name, v.mask,
			       ALL_HAVE | k->readable);
		close(fd);
	}
}

TEST(a_socket_tells_the_device_that_it_is_bound_to)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	int lo = LO;

	ASSERT_EQ(0,
		  setsockopt(fd, SOL_SOCKET, SO_BINDTOIFINDEX, &lo, sizeof(lo)))
		TH_LOG("SO_BINDTOIFINDEX: %m");
	EXPECT_EQ(LO, read_sock(_metadata, map, fd).bound_ifindex);
	close(fd);
}

static struct sockaddr_in loopback(struct __test_metadata *_metadata, int fd)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };
	socklen_t len = sizeof(addr);

	addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ASSERT_EQ(0, bind(fd, (void *)&addr, len))
		TH_LOG("bind: %m");
	ASSERT_EQ(0, getsockname(fd, (void *)&addr, &len))
		TH_LOG("getsockname: %m");
	return addr;
}

static void expect_state(struct __test_metadata *_metadata, int map, int fd,
			 enum bpf_ctrl_tcp_state state)
{
	struct tcp_info info = {};
	socklen_t len = sizeof(info);
	struct bpf_ctrl_sock_attr v;

	ASSERT_TRUE(wait_for(read_sock(_metadata, map, fd).tcp_state == state,
			     10))
		TH_LOG("state %u, not %u",
		       read_sock(_metadata, map, fd).tcp_state, state);
	v = read_sock(_metadata, map, fd);
	ASSERT_EQ(0, getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len))
		TH_LOG("TCP_INFO: %m");
	EXPECT_EQ(v.tcp_state, info.tcpi_state);
}

TEST(a_tcp_socket_tells_its_state_all_through_its_life)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int s = socket(AF_INET, SOCK_STREAM, 0);
	int c = socket(AF_INET, SOCK_STREAM, 0), a;
	struct sockaddr_in addr;
	struct bpf_ctrl_sock_attr v;

	expect_state(_metadata, map, s, BPF_CTRL_TCP_CLOSE);
	addr = loopback(_metadata, s);
	ASSERT_EQ(0, listen(s, 1))
		TH_LOG("listen: %m");
	expect_state(_metadata, map, s, BPF_CTRL_TCP_LISTEN);
	ASSERT_EQ(0, connect(c, (void *)&addr, sizeof(addr)))
		TH_LOG("connect: %m");
	a = accept(s, NULL, NULL);
	ASSERT_GE(a, 0)
		TH_LOG("accept: %m");
	expect_state(_metadata, map, c, BPF_CTRL_TCP_ESTABLISHED);
	expect_state(_metadata, map, a, BPF_CTRL_TCP_ESTABLISHED);
	ASSERT_EQ(1, write(c, "x", 1))
		TH_LOG("write: %m");
	ASSERT_TRUE(wait_for(read_sock(_metadata, map, a).rmem_alloc > 0, 10));
	v = read_sock(_metadata, map, a);
	EXPECT_TRUE(v.mask & BIT_OF(M_INCOMING_CPU) &&
		    (int)v.incoming_cpu == get_int(_metadata, a, SOL_SOCKET,
						   SO_INCOMING_CPU))
		TH_LOG("CPU %u", v.incoming_cpu);
	EXPECT_EQ(0, shutdown(c, SHUT_WR))
		TH_LOG("shutdown: %m");
	expect_state(_metadata, map, a, BPF_CTRL_TCP_CLOSE_WAIT);
	expect_state(_metadata, map, c, BPF_CTRL_TCP_FIN_WAIT2);
	close(a);
	close(c);
	close(s);
}

static void expect_meminfo(struct __test_metadata *_metadata, int map, int fd)
{
	__u32 mem[SK_MEMINFO_VARS] = {};
	socklen_t len = sizeof(mem);
	struct bpf_ctrl_sock_attr v = read_sock(_metadata, map, fd);

	ASSERT_EQ(0, getsockopt(fd, SOL_SOCKET, SO_MEMINFO, mem, &len))
		TH_LOG("SO_MEMINFO: %m");
	EXPECT_TRUE(v.rmem_alloc == mem[SK_MEMINFO_RMEM_ALLOC] &&
		    v.wmem_alloc == mem[SK_MEMINFO_WMEM_ALLOC] &&
		    v.drops == mem[SK_MEMINFO_DROPS] &&
		    v.rcvbuf == mem[SK_MEMINFO_RCVBUF])
		TH_LOG("%llu, %llu, %u dropped, %llu; %u, %u, %u, %u",
		       v.rmem_alloc, v.wmem_alloc, v.drops, v.rcvbuf,
		       mem[SK_MEMINFO_RMEM_ALLOC], mem[SK_MEMINFO_WMEM_ALLOC],
		       mem[SK_MEMINFO_DROPS], mem[SK_MEMINFO_RCVBUF]);
}

/* The receive buffer is set through the map, and what does not fit is dropped. */
TEST(what_waits_in_a_socket_and_what_it_dropped_is_what_so_meminfo_says)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int in = socket(AF_INET, SOCK_DGRAM, 0);
	int out = socket(AF_INET, SOCK_DGRAM, 0), i, arrived = 0;
	struct sockaddr_in addr = loopback(_metadata, in);
	char reason[REASON_LEN], data[1000] = "";
	struct bpf_ctrl_sock_attr v;

	expect_meminfo(_metadata, map, in);
	EXPECT_EQ(0, set_sock(map, in, &sock_options[2], 20000, reason));
	for (i = 0; i < 100; i++) {
		ASSERT_EQ(sizeof(data), sendto(out, data, sizeof(data), 0,
					       (void *)&addr, sizeof(addr)))
			TH_LOG("sendto: %m");
	}
	ASSERT_TRUE(wait_for(read_sock(_metadata, map, in).drops > 0, 10));
	expect_meminfo(_metadata, map, in);
	v = read_sock(_metadata, map, in);
	EXPECT_TRUE(v.rmem_alloc > 1000 && v.rmem_alloc <= 20000 + 4096)
		TH_LOG("%llu bytes wait", v.rmem_alloc);
	while (recv(in, data, sizeof(data), MSG_DONTWAIT) > 0)
		arrived++;
	v = read_sock(_metadata, map, in);
	EXPECT_EQ(100, arrived + v.drops)
		TH_LOG("%d arrived, %u dropped", arrived, v.drops);
	close(in);
	close(out);
}

TEST(a_key_that_is_no_descriptor_or_no_socket_is_told_apart)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	int null = open("/dev/null", O_RDWR), unused = dup(fd);
	__u32 next;
	struct bpf_ctrl_sock_attr v;

	close(unused);
	EXPECT_EQ(-EBADF, ctrl_lookup(map, unused, &v));
	EXPECT_EQ(-EBADF, ctrl_lookup(map, -1, &v));
	EXPECT_EQ(-EBADF, ctrl_lookup(map, 1 << 30, &v));
	EXPECT_EQ(-ENOTSOCK, ctrl_lookup(map, null, &v));
	EXPECT_EQ(-ENOTSOCK, ctrl_lookup(map, map, &v));
	memset(&v, 0, sizeof(v));
	EXPECT_EQ(-EBADF, ctrl_update(map, unused, &v, 0, NULL));
	EXPECT_EQ(-ENOTSOCK, ctrl_delete(map, null, NULL));
	EXPECT_EQ(-EOPNOTSUPP, ctrl_next_key(map, NULL, &next));
	close(fd);
	close(null);
}

/* A number means another socket in another process. */
static void other_process(struct __test_metadata *_metadata, void *data)
{
	int *fds = data, unix_fd = socket(AF_UNIX, SOCK_STREAM, 0);

	ASSERT_EQ(fds[1], dup2(unix_fd, fds[1]))
		TH_LOG("dup2: %m");
	EXPECT_EQ(BPF_CTRL_AF_UNIX,
		  read_sock(_metadata, fds[0], fds[1]).family);
}

TEST(the_key_is_a_descriptor_of_the_process_that_makes_the_call)
{
	int fds[2] = { sock_map(_metadata, BPF_CTRL_CURRENT), socket(AF_INET, SOCK_DGRAM, 0) };

	in_child(_metadata, other_process, fds);
	EXPECT_EQ(BPF_CTRL_AF_INET,
		  read_sock(_metadata, fds[0], fds[1]).family);
	close(fds[1]);
}

TEST(a_socket_that_was_looked_at_closes_as_any_other)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT), pair[2], i;
	char byte;

	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		TH_LOG("socketpair: %m");
	for (i = 0; i < 100; i++)
		read_sock(_metadata, map, pair[0]);
	close(pair[0]);
	EXPECT_EQ(0, read(pair[1], &byte, 1));
	close(pair[1]);
}

TEST_HARNESS_MAIN
