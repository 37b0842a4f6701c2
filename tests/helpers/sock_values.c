// SPDX-License-Identifier: GPL-2.0-only
/* What the attributes of sockets tell. */
#define _GNU_SOURCE
#include "sock_attr.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/un.h>

#include "become.h"

static uint64_t cookie_of(int fd)
{
	socklen_t len = sizeof(uint64_t);
	uint64_t cookie = 0;

	need(!getsockopt(fd, SOL_SOCKET, SO_COOKIE, &cookie, &len),
	     "SO_COOKIE: %m");
	return cookie;
}

static void expect_same_options(const char *name, const sock_attr *v, int fd)
{
	uint32_t i;

	for (i = 0; i < NR_OPTIONS; i++) {
		const struct sock_option *o = &sock_options[i];

		expect(get_attr(v, o) == get_option(fd, o),
		       "%s: %s is %lu, not %lu", name, o->name,
		       get_attr(v, o), get_option(fd, o));
	}
}

static void values(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	uint32_t i;

	for (i = 0; i < NR_KINDS; i++) {
		const struct sock_kind *k = &sock_kinds[i];
		int fd = sock_of(k);
		sock_attr v = read_sock(map, fd);

		expect(v.cookie == cookie_of(fd), "%s: cookie %llu", k->name,
		       v.cookie);
		expect((int)v.family == k->family &&
		       get_int(fd, SOL_SOCKET, SO_DOMAIN) == k->family,
		       "%s: family %u", k->name, v.family);
		expect((int)v.type == k->type, "%s: type %u", k->name, v.type);
		expect((int)v.protocol == get_int(fd, SOL_SOCKET, SO_PROTOCOL),
		       "%s: protocol %u", k->name, v.protocol);
		expect(!v.bound_ifindex, "%s: bound to %u", k->name,
		       v.bound_ifindex);
		expect_same_options(k->name, &v, fd);
		close(fd);
	}
}

static void unsupported(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	uint32_t i;

	for (i = 0; i < NR_KINDS; i++) {
		const struct sock_kind *k = &sock_kinds[i];
		int fd = sock_of(k);
		sock_attr v = read_sock(map, fd);

		expect(v.mask == (ALL_HAVE | k->readable),
		       "%s: %#llx, not %#llx", k->name, v.mask,
		       ALL_HAVE | k->readable);
		close(fd);
	}
}

static void bound(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_DGRAM, 0);
	int lo = LO;

	need(!setsockopt(fd, SOL_SOCKET, SO_BINDTOIFINDEX, &lo, sizeof(lo)),
	     "SO_BINDTOIFINDEX: %m");
	expect(read_sock(map, fd).bound_ifindex == LO, "bound to %u",
	       read_sock(map, fd).bound_ifindex);
	close(fd);
}

static struct sockaddr_in loopback(int fd)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };
	socklen_t len = sizeof(addr);

	addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	need(!bind(fd, (void *)&addr, len), "bind: %m");
	need(!getsockname(fd, (void *)&addr, &len), "getsockname: %m");
	return addr;
}

static void expect_state(int map, int fd, enum bpf_ctrl_tcp_state state)
{
	struct tcp_info info = {};
	socklen_t len = sizeof(info);
	sock_attr v;

	need(wait_for(read_sock(map, fd).tcp_state == state, 10),
	     "state %u, not %u", read_sock(map, fd).tcp_state, state);
	v = read_sock(map, fd);
	need(!getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len), "TCP_INFO: %m");
	expect(info.tcpi_state == v.tcp_state, "state %u, but tcpi_state %u",
	       v.tcp_state, info.tcpi_state);
}

static void states(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), s = socket(AF_INET, SOCK_STREAM, 0);
	int c = socket(AF_INET, SOCK_STREAM, 0), a;
	struct sockaddr_in addr;
	sock_attr v;

	expect_state(map, s, BPF_CTRL_TCP_CLOSE);
	addr = loopback(s);
	need(!listen(s, 1), "listen: %m");
	expect_state(map, s, BPF_CTRL_TCP_LISTEN);
	need(!connect(c, (void *)&addr, sizeof(addr)), "connect: %m");
	a = accept(s, NULL, NULL);
	need(a >= 0, "accept: %m");
	expect_state(map, c, BPF_CTRL_TCP_ESTABLISHED);
	expect_state(map, a, BPF_CTRL_TCP_ESTABLISHED);
	need(write(c, "x", 1) == 1, "write: %m");
	need(wait_for(read_sock(map, a).rmem_alloc > 0, 10), "nothing arrives");
	v = read_sock(map, a);
	expect(v.mask & BIT_OF(M_INCOMING_CPU) &&
	       (int)v.incoming_cpu == get_int(a, SOL_SOCKET, SO_INCOMING_CPU),
	       "CPU %u", v.incoming_cpu);
	expect(!shutdown(c, SHUT_WR), "shutdown: %m");
	expect_state(map, a, BPF_CTRL_TCP_CLOSE_WAIT);
	expect_state(map, c, BPF_CTRL_TCP_FIN_WAIT2);
	close(a);
	close(c);
	close(s);
}

static void expect_meminfo(int map, int fd)
{
	uint32_t mem[SK_MEMINFO_VARS] = {};
	socklen_t len = sizeof(mem);
	sock_attr v = read_sock(map, fd);

	need(!getsockopt(fd, SOL_SOCKET, SO_MEMINFO, mem, &len), "SO_MEMINFO: %m");
	expect(v.rmem_alloc == mem[SK_MEMINFO_RMEM_ALLOC] &&
	       v.wmem_alloc == mem[SK_MEMINFO_WMEM_ALLOC] &&
	       v.drops == mem[SK_MEMINFO_DROPS] &&
	       v.rcvbuf == mem[SK_MEMINFO_RCVBUF],
	       "%llu, %llu, %u dropped, %llu; %u, %u, %u, %u", v.rmem_alloc,
	       v.wmem_alloc, v.drops, v.rcvbuf, mem[SK_MEMINFO_RMEM_ALLOC],
	       mem[SK_MEMINFO_WMEM_ALLOC], mem[SK_MEMINFO_DROPS],
	       mem[SK_MEMINFO_RCVBUF]);
}

/* The receive buffer is set through the map, and what does not fit is dropped. */
static void memory(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), in = socket(AF_INET, SOCK_DGRAM, 0);
	int out = socket(AF_INET, SOCK_DGRAM, 0), i, arrived = 0;
	struct sockaddr_in addr = loopback(in);
	char reason[REASON_LEN], data[1000] = "";
	sock_attr v;

	expect_meminfo(map, in);
	expect_result(set_sock(map, in, &sock_options[2], 20000, reason), 0,
		      "rcvbuf");
	for (i = 0; i < 100; i++)
		need(sendto(out, data, sizeof(data), 0, (void *)&addr,
			    sizeof(addr)) == sizeof(data), "sendto: %m");
	need(wait_for(read_sock(map, in).drops > 0, 10), "nothing is dropped");
	expect_meminfo(map, in);
	v = read_sock(map, in);
	expect(v.rmem_alloc > 1000 && v.rmem_alloc <= 20000 + 4096,
	       "%llu bytes wait", v.rmem_alloc);
	while (recv(in, data, sizeof(data), MSG_DONTWAIT) > 0)
		arrived++;
	v = read_sock(map, in);
	expect(arrived + v.drops == 100, "%d arrived, %u dropped", arrived,
	       v.drops);
	close(in);
	close(out);
}

static void other_keys(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_DGRAM, 0);
	int null = open("/dev/null", O_RDWR), unused = dup(fd);
	uint32_t next;
	sock_attr v;

	close(unused);
	expect_result(ctrl_lookup(map, unused, &v), -EBADF, "closed");
	expect_result(ctrl_lookup(map, -1, &v), -EBADF, "-1");
	expect_result(ctrl_lookup(map, 1 << 30, &v), -EBADF, "too large");
	expect_result(ctrl_lookup(map, null, &v), -ENOTSOCK, "a device");
	expect_result(ctrl_lookup(map, map, &v), -ENOTSOCK, "a map");
	memset(&v, 0, sizeof(v));
	expect_result(ctrl_update(map, unused, &v, 0, NULL), -EBADF, "update");
	expect_result(ctrl_delete(map, null, NULL), -ENOTSOCK, "delete");
	expect_result(ctrl_next_key(map, NULL, &next), -EOPNOTSUPP, "next key");
	close(fd);
	close(null);
}

/* A number means another socket in another process. */
static void other_process(void *data)
{
	int *fds = data, unix_fd = socket(AF_UNIX, SOCK_STREAM, 0);

	need(dup2(unix_fd, fds[1]) == fds[1], "dup2: %m");
	expect(read_sock(fds[0], fds[1]).family == BPF_CTRL_AF_UNIX,
	       "the socket of the other process was read");
}

static void own_sockets(char **args)
{
	int fds[2] = { sock_map(BPF_CTRL_CURRENT), socket(AF_INET, SOCK_DGRAM, 0) };

	in_child(other_process, fds);
	expect(read_sock(fds[0], fds[1]).family == BPF_CTRL_AF_INET,
	       "family %u", read_sock(fds[0], fds[1]).family);
	close(fds[1]);
}

static void file_count(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), pair[2], i;
	char byte;

	need(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair), "socketpair: %m");
	for (i = 0; i < 100; i++)
		read_sock(map, pair[0]);
	close(pair[0]);
	expect(!read(pair[1], &byte, 1), "the socket is still open");
	close(pair[1]);
}

static const struct test tests[] = {
	{ "the attributes of each kind of socket are what getsockopt says",
	  values },
	{ "what a kind of socket does not have is unsupported, not zero",
	  unsupported },
	{ "a socket tells the device that it is bound to", bound },
	{ "a TCP socket tells its state all through its life", states },
	{ "what waits in a socket and what it dropped is what SO_MEMINFO says",
	  memory },
	{ "a key that is no descriptor or no socket is told apart", other_keys },
	{ "the key is a descriptor of the process that makes the call",
	  own_sockets },
	{ "a socket that was looked at closes as any other", file_count },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
