// SPDX-License-Identifier: GPL-2.0-only
/* The addresses of sockets of this machine. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "sock/address.h"
#include "tap.h"

static char text[SOCK_ADDRESS_ROOM];

/* A new socket that is bound to this. */
static int bound(int type, const void *address, socklen_t len)
{
	int fd = socket(((const struct sockaddr *)address)->sa_family, type, 0);

	CHECK(fd >= 0);
	CHECK_INT(bind(fd, address, len) ? errno : 0, 0);
	return fd;
}

static const char *address_of(int fd, bool peer)
{
	memset(text, '#', sizeof(text));
	return sock_address__format(fd, peer, text) ? text : NULL;
}

static void inet(void)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	socklen_t len = sizeof(in);
	char wanted[32];
	int a, b;

	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a = bound(SOCK_DGRAM, &in, sizeof(in));
	CHECK_INT(getsockname(a, (struct sockaddr *)&in, &len), 0);
	snprintf(wanted, sizeof(wanted), "127.0.0.1:%u", ntohs(in.sin_port));
	CHECK_TEXT(address_of(a, false), wanted);
	CHECK(!address_of(a, true));

	b = socket(AF_INET, SOCK_DGRAM, 0);
	CHECK_TEXT(address_of(b, false), "0.0.0.0:0");
	CHECK_INT(connect(b, (struct sockaddr *)&in, sizeof(in)), 0);
	CHECK_TEXT(address_of(b, true), wanted);
	close(a);
	close(b);
}

static void inet6(void)
{
	int fd = socket(AF_INET6, SOCK_STREAM, 0);

	CHECK_TEXT(address_of(fd, false), "[::]:0");
	close(fd);
}

static void unix_path(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	char dir[] = "/tmp/test_address.XXXXXX";
	int fd;

	CHECK(mkdtemp(dir));
	snprintf(un.sun_path, sizeof(un.sun_path), "%s/s", dir);
	fd = bound(SOCK_STREAM, &un, sizeof(un));
	CHECK_TEXT(address_of(fd, false), un.sun_path);
	unlink(un.sun_path);
	rmdir(dir);
	close(fd);
}

/* All the room is used, so that there is no NUL behind it. */
static void longest_unix_path(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	char wanted[sizeof(un.sun_path) + 1];
	int fd;

	memset(un.sun_path, '/', sizeof(un.sun_path));
	memcpy(un.sun_path, "/tmp", 4);
	snprintf(wanted, sizeof(wanted), "test_address.%d", getpid());
	memcpy(un.sun_path + sizeof(un.sun_path) - strlen(wanted), wanted,
	       strlen(wanted));
	snprintf(wanted, sizeof(wanted), "%.*s", (int)sizeof(un.sun_path),
		 un.sun_path);
	fd = bound(SOCK_DGRAM, &un, sizeof(un));
	CHECK_TEXT(address_of(fd, false), wanted);
	unlink(wanted);
	close(fd);
}

static void abstract_name(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	char name[64], wanted[64];
	int n, fd;

	n = snprintf(name, sizeof(name), "-test-%d-x", getpid());
	name[0] = '\0';
	name[n - 2] = '\0';
	memcpy(un.sun_path, name, n);
	fd = bound(SOCK_DGRAM, &un, offsetof(struct sockaddr_un, sun_path) + n);
	snprintf(wanted, sizeof(wanted), "@test-%d@x", getpid());
	CHECK_TEXT(address_of(fd, false), wanted);
	close(fd);
}

static void none(void)
{
	int pair[2], fd;

	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	CHECK(!address_of(pair[0], false));
	CHECK(!address_of(pair[0], true));
	fd = socket(AF_NETLINK, SOCK_RAW, 0);
	CHECK(!address_of(fd, false));
	CHECK(!address_of(-1, false));
	close(fd);
	close(pair[0]);
	close(pair[1]);
}

static void netlink_port(void)
{
	struct sockaddr_nl nl = { .nl_family = AF_NETLINK, .nl_pid = 123456789 };
	int fd = bound(SOCK_RAW, &nl, sizeof(nl));

	CHECK_TEXT(address_of(fd, false), "123456789");
	close(fd);
}

static void devices(void)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	char name[IF_NAMESIZE];

	sock_address__device(fd, if_nametoindex("lo"), name, sizeof(name));
	CHECK_TEXT(name, "lo");
	sock_address__device(fd, 1000000007, name, sizeof(name));
	CHECK_TEXT(name, "if1000000007");
	close(fd);
}

static void shown(void)
{
	char room[SOCK_ADDRESS_SHOWN];

	sock_address__show("@a\033\n", room);
	CHECK_TEXT(room, "@a\\x1b\\x0a");
}

static const struct tap_test tests[] = {
	{ "an address of IPv4 has its port, and a peer only when it is connected",
	  inet },
	{ "an address of IPv6 is in brackets", inet6 },
	{ "a Unix socket has a path", unix_path },
	{ "the longest path has no NUL behind it", longest_unix_path },
	{ "an abstract name has @ for NUL", abstract_name },
	{ "a socket that is not bound, and what is no socket, have no address", none },
	{ "netlink has the number of a port", netlink_port },
	{ "a device that cannot be found is if and its number", devices },
	{ "an address does nothing to a terminal", shown },
};

int main(void)
{
	return TAP_RUN(tests);
}
