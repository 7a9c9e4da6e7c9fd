/* What socksh is held against: the system calls of the script that run.sh writes, and nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
	long pairs = argc > 1 ? atol(argv[1]) : 0;
	size_t len = argc > 2 ? (size_t)atol(argv[2]) : 1;
	char data[4096], back[4096];
	int pair[2];

	if (pairs < 1 || len < 1 || len > sizeof(data)) {
		fprintf(stderr, "usage: loop PAIRS BYTES\n");
		return 2;
	}
	memset(data, 'x', sizeof(data));
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
		perror("socketpair");
		return 1;
	}
	for (long i = 0; i < pairs; i++)
		if (send(pair[0], data, len, 0) != (ssize_t)len ||
		    recv(pair[1], back, sizeof(back), 0) != (ssize_t)len) {
			perror("send, recv");
			return 1;
		}
	return 0;
}
