/*
 * getaddrinfo: what addresses a host and a service have.
 *
 * No signal ends a look-up. So it runs in a thread that can be left: the caller waits where a
 * signal does end the waiting, and whoever is last frees what came of it.
 */
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "address.h"
#include "call.h"
#include "hint.h"

struct lookup {
	char *node, *service;
	struct addrinfo hints;
	bool has_hints;
	struct addrinfo *list;
	int result, error;
	sem_t done;
	atomic_int owners;	/* who waits, and who looks up */
};

/* The code of whatever libc this is, as symbols_eai has it. */
static int eai_number(int code)
{
	static const struct { int code, number; } codes[] = {
		{ EAI_BADFLAGS, LOOKUP_BADFLAGS }, { EAI_NONAME, LOOKUP_NONAME },
		{ EAI_AGAIN, LOOKUP_AGAIN }, { EAI_FAIL, LOOKUP_FAIL },
		{ EAI_FAMILY, LOOKUP_FAMILY }, { EAI_SOCKTYPE, LOOKUP_SOCKTYPE },
		{ EAI_SERVICE, LOOKUP_SERVICE }, { EAI_MEMORY, LOOKUP_MEMORY },
		{ EAI_SYSTEM, LOOKUP_SYSTEM }, { EAI_OVERFLOW, LOOKUP_OVERFLOW },
#ifdef EAI_NODATA
		{ EAI_NODATA, LOOKUP_NODATA },
#endif
#ifdef EAI_ADDRFAMILY
		{ EAI_ADDRFAMILY, LOOKUP_ADDRFAMILY },
#endif
	};

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes)[0]; i++)
		if (code == codes[i].code)
			return codes[i].number;
	return code;
}

static void release(struct lookup *lookup)
{
	if (atomic_fetch_sub(&lookup->owners, 1) > 1)
		return;
	if (lookup->list)
		freeaddrinfo(lookup->list);
	sem_destroy(&lookup->done);
	free(lookup->node);
	free(lookup->service);
	free(lookup);
}

static void look_up(struct lookup *lookup)
{
	lookup->result = getaddrinfo(lookup->node, lookup->service,
				     lookup->has_hints ? &lookup->hints : NULL, &lookup->list);
	lookup->error = errno;
	if (lookup->result)
		lookup->list = NULL;
}

static void *run_thread(void *argument)
{
	struct lookup *lookup = argument;

	look_up(lookup);
	sem_post(&lookup->done);
	release(lookup);
	return NULL;
}

/* Copies of all that the thread reads: the arguments may be gone before it ends. */
static bool copy_arguments(struct lookup *lookup, const struct arg *args)
{
	size_t room = args[2].room < sizeof(lookup->hints) ? args[2].room : sizeof(lookup->hints);

	if (args[0].at)
		lookup->node = strndup(args[0].len ? args[0].at : "", args[0].len);
	if (args[1].at)
		lookup->service = strndup(args[1].len ? args[1].at : "", args[1].len);
	lookup->has_hints = args[2].at;
	if (room)
		memcpy(&lookup->hints, args[2].at, room);
	/* Bytes that a line spelled out are no pointers. */
	lookup->hints.ai_addr = NULL;
	lookup->hints.ai_canonname = NULL;
	lookup->hints.ai_next = NULL;
	return (lookup->node || !args[0].at) && (lookup->service || !args[1].at);
}

static struct lookup *new_lookup(const struct arg *args)
{
	struct lookup *lookup = calloc(1, sizeof(*lookup));

	if (!lookup)
		return NULL;
	atomic_init(&lookup->owners, 1);
	sem_init(&lookup->done, 0, 0);
	if (copy_arguments(lookup, args))
		return lookup;
	release(lookup);
	return NULL;
}

/* Signals are for those who wait. */
static bool start_thread(struct lookup *lookup)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	pthread_t thread;
	int error;

	atomic_store(&lookup->owners, 2);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	error = pthread_create(&thread, &attributes, run_thread, lookup);
	pthread_attr_destroy(&attributes);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (error)
		atomic_store(&lookup->owners, 1);
	return error == 0;
}

static int64_t make_getaddrinfo(struct arg *args)
{
	struct addrinfo_holder *holder = args[3].room >= sizeof(*holder) ? args[3].at : NULL;
	struct lookup *lookup = new_lookup(args);
	int result = LOOKUP_INTR, error = EINTR;

	if (!lookup)
		return eai_number(EAI_MEMORY);
	/* Without a thread nobody can leave, but all the same there is an answer. */
	if (!start_thread(lookup)) {
		look_up(lookup);
		sem_post(&lookup->done);
	}
	if (sem_wait(&lookup->done) == 0) {
		result = eai_number(lookup->result);
		error = lookup->error;
		if (holder) {
			holder->list = lookup->list;
			lookup->list = NULL;
		}
	}
	release(lookup);
	errno = error;
	return result;
}

static const struct hint hints[] = {
	{ LOOKUP_BADFLAGS, "a flag of ai_flags that the libc does not know, or AI_CANONNAME without a host" },
	{ LOOKUP_NONAME, "nobody knows this host, neither /etc/hosts nor a name server; with --numerichost it must "
	      "be an address in numbers, and IPv6 has no brackets here" },
	{ LOOKUP_AGAIN, "no name server answered; /etc/resolv.conf lists them" },
	{ LOOKUP_NODATA, "the host exists, but has no address of this family" },
	{ LOOKUP_FAMILY, "ai_family is AF_INET, AF_INET6 or AF_UNSPEC" },
	{ LOOKUP_SOCKTYPE, "this type of socket does not go with ai_family or ai_protocol" },
	{ LOOKUP_SERVICE, "no such service for this type of socket; /etc/services lists them" },
	{ LOOKUP_ADDRFAMILY, "the host has addresses, but none of this family" },
	{ 0, NULL },
};

const struct call call_getaddrinfo = {
	.name = "getaddrinfo",
	.prototype = "int getaddrinfo(const char *restrict node, const char *restrict service, "
		     "const struct addrinfo *restrict hints, struct addrinfo **restrict res)",
	.summary = "look up the addresses of a host and a service",
	.help = "Options fill in the hints: --family inet6, --socktype stream, --protocol tcp, and "
		"each flag by its name: --passive, --canonname, --numerichost. Without any, hints "
		"is NULL. An empty host (\"\") is NULL: with --passive any address, else the "
		"loopback address.",
	.example = "> getaddrinfo --numerichost --socktype stream 127.0.0.1 80\n"
		   "getaddrinfo(\"127.0.0.1\", \"80\", {ai_flags=AI_NUMERICHOST, "
		   "ai_family=AF_UNSPEC, ai_socktype=SOCK_STREAM, ai_protocol=0}, "
		   "[{ai_flags=[...], ai_family=AF_INET, ai_socktype=SOCK_STREAM, "
		   "ai_protocol=IPPROTO_TCP, ai_addrlen=16, ai_addr={sa_family=AF_INET, "
		   "sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, "
		   "ai_canonname=[...]}]) = 0",
	.params = {
		{ "node", &type_host, .way = IN },
		{ "service", &type_service, .fallback = "" },
		{ "hints", &type_addrinfo_hints, .fallback = "", .option = true },
		{ "res", &type_addrinfo_list, .way = OUT },
	},
	.result = RESULT_EAI,
	.blocks = true,
	.hints = hints,
	.asks = true,
	.make = make_getaddrinfo,
};
