/* Options: the tables, what words mean, and values between words, trees and bytes. */
#include "unit.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

static const struct call setting = {
	.name = "setsockopt",
	.params = { { "sockfd", &type_descriptor },
		    { "level", &type_level, .fallback = "", .option = true },
		    { "optname", &type_optname },
		    { "optval", &type_optval },
		    { "optlen", &type_length, .of = 4 } },
};

static const struct call getting = {
	.name = "getsockopt",
	.params = { { "sockfd", &type_descriptor },
		    { "level", &type_level, .fallback = "", .option = true },
		    { "optname", &type_optname },
		    { "optval", &type_optval, OUT },
		    { "optlen", &type_length, IN_OUT, .of = 4 } },
};

static const struct call requesting = {
	.name = "ioctl",
	.params = { { "fd", &type_descriptor },
		    { "op", &type_request },
		    { "argp", &type_request_value, IN_OUT } },
};

enum { LEVEL = 1, OPTNAME = 2, OPTVAL = 3, OPTLEN = 4 };

/* All that a type sees while a call is read. */
struct fixture {
	struct shell shell;
	struct arena arena;
	struct message message;
	struct handle *handle;
	struct made made;
	enum view view;
	struct context c;
	struct out out;
};

static struct fixture *stage_new(const struct call *call, int family, int type)
{
	const struct facts facts = { .known = true, .family = family, .type = type };
	struct fixture *stage = calloc(1, sizeof(*stage));

	stage->handle = handle_add(&stage->shell.handles, slice_of("s"), 3, facts);
	stage->out.fd = -1;
	stage->c = context_of(&stage->shell, &stage->arena, &stage->message, &stage->made);
	stage->made.call = call;
	stage->c.param = &call->params[0];
	stage->made.handle = stage->handle;
	return stage;
}

static void stage_free(struct fixture *stage)
{
	arena_free(&stage->arena);
	out_free(&stage->out);
	handles_free(&stage->shell.handles);
	free(stage);
}

static bool read_word(struct fixture *stage, int i, const char *text, bool quoted)
{
	const struct param *param = &stage->made.call->params[i];
	struct word word = { .text = slice_of(text), .quoted = quoted };
	struct words words = { &word, 1 };

	stage->c.param = param;
	stage->message = (struct message){ 0 };
	if (!param->type->from_words(param->type, &stage->c, &words, &stage->made.args[i]))
		return false;
	assert_int_equal(words.count, 0);
	stage->made.args[i].optioned = param->option;
	return true;
}

static void must_read(struct fixture *stage, int i, const char *text)
{
	if (!read_word(stage, i, text, false))
		fail_msg("%s: %s", text, stage->message.text);
}

static void must_refuse(struct fixture *stage, int i, const char *text, const char *message)
{
	if (read_word(stage, i, text, false))
		fail_msg("%s was taken", text);
	assert_string_equal(stage->message.text, message);
}

static bool read_tree(struct fixture *stage, int i, const char *text)
{
	struct cursor cursor = { text, text + strlen(text), &stage->arena, &stage->message };
	const struct param *param = &stage->made.call->params[i];
	struct node *node;

	stage->c.param = param;
	stage->c.call_notation = true;
	stage->message = (struct message){ 0 };
	node = parse_node(&cursor);
	if (!node)
		fail_msg("%s: %s", text, stage->message.text);
	stage->made.args[i] = (struct arg){ 0 };
	if (param->type->pointer)
		return memory_from_node(param->type, &stage->c, stage->view, node,
					&stage->made.args[i]);
	return param->type->from_node(param->type, &stage->c, stage->view, node,
				      &stage->made.args[i]);
}

static struct node *tree_of(struct fixture *stage, int i)
{
	const struct param *param = &stage->made.call->params[i];

	stage->c.param = param;
	if (param->type->pointer)
		return memory_to_node(param->type, &stage->c, stage->view, &stage->made.args[i]);
	return param->type->to_node(param->type, &stage->c, stage->view, &stage->made.args[i]);
}

static void must_show(struct fixture *stage, int i, const char *text)
{
	out_clear(&stage->out);
	node_show(tree_of(stage, i), &stage->out);
	out_char(&stage->out, '\0');
	assert_string_equal(stage->out.data, text);
}

static void must_hold(struct fixture *stage, const void *bytes, size_t len)
{
	assert_int_equal(stage->made.args[OPTVAL].len, len);
	assert_memory_equal(stage->made.args[OPTVAL].at, bytes, len);
}

/* `setsockopt NAME VALUE`, and what is then shown. */
static void sets(struct fixture *stage, const char *name, const char *value, const char *shown)
{
	memset(stage->made.args, 0, sizeof(stage->made.args));
	must_read(stage, OPTNAME, name);
	must_read(stage, OPTVAL, value);
	must_show(stage, OPTVAL, shown);
}

static void sets_wrong(struct fixture *stage, const char *name, const char *value,
		       const char *message)
{
	memset(stage->made.args, 0, sizeof(stage->made.args));
	must_read(stage, OPTNAME, name);
	must_refuse(stage, OPTVAL, value, message);
}

/* ---- tables ---- */

static void tables_are_whole(void **state)
{
	(void)state;
	for (const struct sockopts *const *table = sockopts_all; *table; table++) {
		const struct symbols *names = (*table)->names;

		for (size_t i = 0; i < names->count; i++) {
			const struct symbol *entry = &names->entries[i];
			struct option_place place = option_by_number((*table)->level, (int)entry->value);

			if (!place.row)
				fail_msg("%s has no row", entry->name);
			assert_int_equal(place.level, (*table)->level);
			assert_ptr_equal(place.table, *table);
			assert_int_equal(place.symbol->value, entry->value);
			assert_non_null(place.row->value);
			/* An option has one row; other names stand directly behind it, and say only what they are. */
			if ((*table)->rows[i].value) {
				assert_ptr_equal(place.symbol, entry);
				assert_ptr_equal(place.row, &(*table)->rows[i]);
				assert_int_equal(place.row->role, ROLE_NONE);
			} else {
				assert_int_equal(entry[-1].value, entry->value);
				assert_null(entry->meaning);
			}
		}
	}
	assert_null(option_by_number(SOL_SOCKET, 9999).row);
	assert_null(option_by_number(9999, 1).row);
	assert_null(sockopts_by_level(9999));
}

/* ---- names ---- */

static void means(struct fixture *stage, const char *word, const char *c_name)
{
	struct option_place place;

	stage->message = (struct message){ 0 };
	if (!option_by_word(&stage->c, slice_of(word), NULL, &place))
		fail_msg("%s: %s", word, stage->message.text);
	assert_string_equal(place.symbol->name, c_name);
}

static void means_nothing(struct fixture *stage, const char *word, const char *message)
{
	struct option_place place;

	stage->message = (struct message){ 0 };
	assert_false(option_by_word(&stage->c, slice_of(word), NULL, &place));
	assert_string_equal(stage->message.text, message);
}

static void names_of_one_level(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);

	(void)state;
	means(stage, "reuseaddr", "SO_REUSEADDR");
	means(stage, "SO_REUSEADDR", "SO_REUSEADDR");
	means(stage, "SO_RCVTIMEO_OLD", "SO_RCVTIMEO");
	means(stage, "nodelay", "TCP_NODELAY");
	means(stage, "tcp.nodelay", "TCP_NODELAY");
	means(stage, "tcp.TCP_NODELAY", "TCP_NODELAY");
	means(stage, "socket.type", "SO_TYPE");
	means(stage, "ip.ttl", "IP_TTL");
	means(stage, "unicast_hops", "IPV6_UNICAST_HOPS");
	means(stage, "ipv6.join_group", "IPV6_ADD_MEMBERSHIP");
	means(stage, "ip.mcast_join_group", "MCAST_JOIN_GROUP");
	means_nothing(stage, "nodely", "no option \"nodely\"; did you mean \"nodelay\"?");
	means_nothing(stage, "tcp.nodely", "no TCP option \"nodely\"; did you mean \"nodelay\"?");
	means_nothing(stage, "tpc.nodelay", "no level \"tpc\"; did you mean \"tcp\"?");
	means_nothing(stage, "udp.nodelay", "no UDP option \"nodelay\"");
	means_nothing(stage, "", "no option \"\"");
	means_nothing(stage, ".", "no level \"\"");
	stage_free(stage);
}

static void names_of_several_levels(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);
	struct facts *facts = &stage->handle->facts;
	struct option_place place;

	(void)state;
	means(stage, "protocol", "SO_PROTOCOL");
	means(stage, "timestamp", "SO_TIMESTAMP");
	means(stage, "mtu", "IP_MTU");
	means(stage, "cork", "TCP_CORK");
	facts->family = AF_INET6;
	means(stage, "mtu", "IPV6_MTU");
	means(stage, "ttl", "IP_TTL");
	means(stage, "ip.mtu", "IP_MTU");
	assert_true(option_by_word(&stage->c, slice_of("MCAST_JOIN_GROUP"), NULL, &place));
	assert_int_equal(place.level, IPPROTO_IPV6);
	facts->type = SOCK_DGRAM;
	means(stage, "cork", "UDP_CORK");
	facts->family = AF_UNIX;
	means_nothing(stage, "mtu", "\"mtu\" is an option of several levels: ip.mtu or ipv6.mtu?");
	means_nothing(stage, "cork",
		      "\"cork\" is an option of several levels: tcp.cork or udp.cork?");
	stage->made.handle = NULL;
	means_nothing(stage, "mtu", "\"mtu\" is an option of several levels: ip.mtu or ipv6.mtu?");
	means(stage, "nodelay", "TCP_NODELAY");
	/* MPTCP's sockets have TCP's options, too; who means its own says so. */
	means(stage, "info", "TCP_INFO");
	means(stage, "mptcp.info", "MPTCP_INFO");
	stage->made.handle = stage->handle;
	facts->family = AF_PACKET;
	means(stage, "add_membership", "PACKET_ADD_MEMBERSHIP");
	facts->family = AF_NETLINK;
	means(stage, "add_membership", "NETLINK_ADD_MEMBERSHIP");
	means(stage, "pktinfo", "NETLINK_PKTINFO");
	stage_free(stage);
}

static void names_in_calls(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);
	static const char *const rows[][4] = {
		{ "SOL_TCP", "TCP_NODELAY", "IPPROTO_TCP", "TCP_NODELAY" },
		{ "IPPROTO_IP", "IP_TTL", "IPPROTO_IP", "IP_TTL" },
		{ "SOL_IP", "IP_TTL", "IPPROTO_IP", "IP_TTL" },
		{ "SOL_SOCKET", "SO_RCVTIMEO_OLD", "SOL_SOCKET", "SO_RCVTIMEO" },
		{ "SOL_SOCKET", "TCP_NODELAY", "SOL_SOCKET", "SO_DEBUG" },
		{ "SOL_TCP", "0x270f /* TCP_??? */", "IPPROTO_TCP", "0x270f" },
		{ "SOL_TCP", "-1", "IPPROTO_TCP", "0xffffffff" },
		{ "6", "1", "IPPROTO_TCP", "TCP_NODELAY" },
		{ "0x4d", "3", "0x4d", "3" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(read_tree(stage, LEVEL, rows[i][0]));
		assert_true(read_tree(stage, OPTNAME, rows[i][1]));
		must_show(stage, LEVEL, rows[i][2]);
		must_show(stage, OPTNAME, rows[i][3]);
	}
	stage_free(stage);
}

static void levels_that_are_given(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);

	(void)state;
	must_refuse(stage, OPTNAME, "1",
		    "the option \"1\" needs its level: --level tcp, or a name");
	must_read(stage, LEVEL, "tcp");
	must_read(stage, OPTNAME, "1");
	must_show(stage, OPTNAME, "TCP_NODELAY");
	must_read(stage, OPTNAME, "cork");
	must_show(stage, OPTNAME, "TCP_CORK");
	must_read(stage, OPTNAME, "IP_TTL");	/* the kernel is asked all the same */
	must_show(stage, LEVEL, "IPPROTO_TCP");
	assert_int_equal(stage->made.args[OPTNAME].n, 2);
	must_refuse(stage, OPTNAME, "ttl", "no TCP option \"ttl\"");
	/* Every level that has options is named by the word before the dot. */
	for (size_t i = 0; sockopts_all[i]; i++) {
		must_read(stage, LEVEL, sockopts_all[i]->word);
		assert_int_equal(stage->made.args[LEVEL].n, sockopts_all[i]->level);
		must_read(stage, OPTNAME, sockopts_all[i]->names->entries[0].name);
		assert_int_equal(stage->made.args[OPTNAME].n, sockopts_all[i]->names->entries[0].value);
	}
	must_refuse(stage, LEVEL, "tpc", "no level \"tpc\"; did you mean \"tcp\"?");
	stage_free(stage);
}

/* ---- values in words ---- */

static void integers(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);

	(void)state;
	sets(stage, "nodelay", "on", "[1]");
	sets(stage, "nodelay", "off", "[0]");
	sets(stage, "reuseaddr", "yes", "[1]");
	sets(stage, "reuseaddr", "no", "[0]");
	sets(stage, "ttl", "64", "[64]");
	sets(stage, "peek_off", "-1", "[-1]");
	sets(stage, "mark", "0xffffffff", "[-1]");
	sets(stage, "mtu_discover", "do", "[IP_PMTUDISC_DO]");
	sets(stage, "mtu_discover", "IP_PMTUDISC_PROBE", "[IP_PMTUDISC_PROBE]");
	sets(stage, "tos", "lowdelay", "[16]");
	sets(stage, "timestamping", "rx_software|software",
	     "[SOF_TIMESTAMPING_RX_SOFTWARE|SOF_TIMESTAMPING_SOFTWARE]");
	sets(stage, "local_port_range", "40000-50000", "[0xc3509c40]");
	sets(stage, "local_port_range", "0xc3509c40", "[0xc3509c40]");
	sets(stage, "local_port_range", "0", "[0]");
	sets_wrong(stage, "nodelay", "onn",
		   "TCP_NODELAY takes a number, \"on\" or \"off\", found \"onn\"; "
		   "did you mean \"on\"?");
	sets_wrong(stage, "local_port_range", "40000-99999",
		   "a range of ports such as 40000-50000 expected, found \"40000-99999\"");
	sets_wrong(stage, "ttl", "4294967296", "\"4294967296\" does not fit into 4 bytes");
	sets_wrong(stage, "mtu_discover", "prob",
		   "no path MTU discovery mode \"prob\"; did you mean \"probe\"?");
	stage_free(stage);
}

static void units(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);

	(void)state;
	sets(stage, "keepidle", "2min", "[120]");
	sets(stage, "keepidle", "7200", "[7200]");
	sets(stage, "user_timeout", "30s", "[30000]");
	sets(stage, "user_timeout", "30", "[30]");
	sets(stage, "busy_poll", "2ms", "[2000]");
	sets(stage, "rcvbuf", "64k", "[65536]");
	sets(stage, "sndbuf", "1M", "[1048576]");
	sets(stage, "sndbuf", "0x1000", "[4096]");
	sets_wrong(stage, "keepidle", "1500ms", "whole seconds expected, found \"1500ms\"");
	sets_wrong(stage, "keepidle", "soon",
		   "a duration (2s) or seconds expected, found \"soon\"");
	sets_wrong(stage, "keepidle", "1000000h", "\"1000000h\" does not fit into 4 bytes");
	sets_wrong(stage, "rcvbuf", "4096M", "\"4096M\" does not fit into 4 bytes");
	sets_wrong(stage, "rcvbuf", "k", "no number \"k\"");
	stage_free(stage);
}

static void structures(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);

	(void)state;
	sets(stage, "linger", "5s", "{l_onoff=1, l_linger=5}");
	sets(stage, "linger", "0", "{l_onoff=1, l_linger=0}");
	sets(stage, "linger", "off", "{l_onoff=0, l_linger=0}");
	sets(stage, "rcvtimeo", "2500ms", "{tv_sec=2, tv_usec=500000}");
	sets(stage, "sndtimeo", "3", "{tv_sec=3, tv_usec=0}");
	sets(stage, "rcvtimeo", "off", "{tv_sec=0, tv_usec=0}");
	sets(stage, "rcvtimeo_new", "1us", "{tv_sec=0, tv_usec=1}");
	sets_wrong(stage, "linger", "on",
		   "SO_LINGER takes seconds (5s, 0) or \"off\", found \"on\"");
	sets_wrong(stage, "linger", "500ms", "SO_LINGER takes whole seconds, found \"500ms\"");
	sets_wrong(stage, "rcvtimeo", "1.5",
		   "a duration (250ms, 2s) or \"off\" expected, found \"1.5\"");
	sets_wrong(stage, "peercred", "1",
		   "SO_PEERCRED has no form in words; its bytes can be given with --hex");
	stage_free(stage);
}

static void groups(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_DGRAM);

	(void)state;
	sets(stage, "add_membership", "239.1.2.3",
	     "{imr_multiaddr=inet_addr(\"239.1.2.3\"), imr_interface=inet_addr(\"0.0.0.0\"), imr_ifindex=0}");
	sets_wrong(stage, "add_membership", "lo",
		   "an IPv4 address such as 127.0.0.1 expected, found \"lo\"");
	stage_free(stage);
}

static void names_and_bytes(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);
	struct word hex = { .text = slice_of("01 00 ff") };
	struct words words = { &hex, 1 };

	(void)state;
	sets(stage, "congestion", "reno", "\"reno\"");
	sets(stage, "bindtodevice", "lo", "\"lo\"");
	sets_wrong(stage, "options", "1",
		   "IP_OPTIONS takes bytes: --hex \"01 00\", or a quoted string");
	stage->made.args[OPTVAL] = (struct arg){ 0 };
	assert_true(read_word(stage, OPTVAL, "\1\2", true));
	must_show(stage, OPTVAL, "\"\\1\\2\"");
	stage->made.args[OPTVAL] = (struct arg){ 0 };
	assert_int_equal(type_optval.from_option(&type_optval, &stage->c, slice_of("hex"), &words,
						 &stage->made.args[OPTVAL]),
			 1);
	must_hold(stage, "\1\0\377", 3);
	assert_int_equal(type_optval.from_option(&type_optval, &stage->c, slice_of("peek"), &words,
						 &stage->made.args[OPTVAL]),
			 0);
	stage_free(stage);
}

/* ---- values in trees ---- */

static void option(struct fixture *stage, int level, int name)
{
	stage->made.args[LEVEL].n = level;
	stage->made.args[OPTNAME].n = name;
}

static void reads(struct fixture *stage, const char *text, const void *bytes, size_t len,
		  const char *shown)
{
	if (!read_tree(stage, OPTVAL, text))
		fail_msg("%s: %s", text, stage->message.text);
	must_hold(stage, bytes, len);
	must_show(stage, OPTVAL, shown);
}

static void trees(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);
	static const char times[] = "\2\0\0\0\0\0\0\0 \241\7\0\0\0\0\0";

	(void)state;
	option(stage, SOL_SOCKET, SO_REUSEADDR);
	reads(stage, "[1]", "\1\0\0\0", 4, "[1]");
	reads(stage, "\"\\1\"", "\1", 1, "[1]");
	reads(stage, "\"\\377\"", "\377", 1, "[255]");
	reads(stage, "\"\\1\\2\\3\"", "\1\2\3", 3, "\"\\1\\2\\3\"");
	stage->made.args[OPTLEN].n = 8;
	reads(stage, "[1, 2]", "\1\0\0\0\2\0\0\0", 8, "[1, 2]");
	reads(stage, "\"\"", "", 0, "\"\"");
	option(stage, SOL_SOCKET, SO_TYPE);
	reads(stage, "[SOCK_DGRAM]", "\2\0\0\0", 4, "[SOCK_DGRAM]");
	reads(stage, "[2]", "\2\0\0\0", 4, "[SOCK_DGRAM]");
	option(stage, SOL_SOCKET, SO_ERROR);
	reads(stage, "[ECONNREFUSED]", "\x6f\0\0\0", 4, "[ECONNREFUSED]");
	reads(stage, "[111]", "\x6f\0\0\0", 4, "[ECONNREFUSED]");
	reads(stage, "[0]", "\0\0\0\0", 4, "[0]");
	reads(stage, "[9999]", "\x0f\x27\0\0", 4, "[9999]");
	option(stage, SOL_SOCKET, SO_TIMESTAMPING);	/* with bind_phc, which is no flag */
	reads(stage, "[SOF_TIMESTAMPING_SOFTWARE, 1]", "\x10\0\0\0\1\0\0\0", 8,
	      "[SOF_TIMESTAMPING_SOFTWARE, 1]");
	option(stage, SOL_SOCKET, SO_LINGER);
	reads(stage, "{l_onoff=1, l_linger=5}", "\1\0\0\0\5\0\0\0", 8, "{l_onoff=1, l_linger=5}");
	reads(stage, "[1]", "\1\0\0\0", 4, "{l_onoff=1}");
	option(stage, SOL_SOCKET, SO_RCVTIMEO);
	reads(stage, "\"\\2\\0\\0\\0\\0\\0\\0\\0 \\241\\7\\0\\0\\0\\0\\0\"", times, 16,
	      "{tv_sec=2, tv_usec=500000}");
	reads(stage, "{tv_sec=2, tv_usec=500000}", times, 16, "{tv_sec=2, tv_usec=500000}");
	option(stage, IPPROTO_TCP, 13);
	reads(stage, "[1869505906]", "reno", 4, "\"reno\"");
	reads(stage, "\"reno\\0\\0\"", "reno\0\0", 6, "\"reno\\0\\0\"");
	option(stage, IPPROTO_TCP, 9999);
	reads(stage, "[1]", "\1\0\0\0", 4, "[1]");
	assert_false(read_tree(stage, OPTVAL, "{l_onoff=1}"));
	assert_true(read_tree(stage, OPTVAL, "NULL"));
	assert_null(stage->made.args[OPTVAL].at);
	assert_false(read_tree(stage, OPTVAL, "[...]"));
	option(stage, SOL_SOCKET, SO_PEERCRED);
	reads(stage, "{pid=1, uid=-1, gid=4294967294}",
	      "\1\0\0\0\377\377\377\377\376\377\377\377", 12,
	      "{pid=1, uid=-1, gid=4294967294}");
	stage_free(stage);
}

/* The kernel takes the shorter structure, too. */
static void groups_in_trees(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_DGRAM);
	static const char whole[] = "\357\1\2\3\177\0\0\1\1\0\0\0";

	(void)state;
	option(stage, IPPROTO_IP, IP_DROP_MEMBERSHIP);
	reads(stage, "{imr_multiaddr=inet_addr(\"239.1.2.3\"), imr_address=inet_addr(\"127.0.0.1\"), "
		     "imr_ifindex=if_nametoindex(\"lo\")}", whole, 12,
	      "{imr_multiaddr=inet_addr(\"239.1.2.3\"), imr_interface=inet_addr(\"127.0.0.1\"), "
	      "imr_ifindex=if_nametoindex(\"lo\")}");
	reads(stage, "\"\\357\\1\\2\\3\\177\\0\\0\\1\"", whole, 8,
	      "{imr_multiaddr=inet_addr(\"239.1.2.3\"), imr_interface=inet_addr(\"127.0.0.1\")}");
	/* What is no whole address is bytes. */
	option(stage, IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP);
	reads(stage, "[-1]", "\377\377\377\377", 4, "\"\\377\\377\\377\\377\"");
	stage_free(stage);
}

/* What is longer than what was given is zeros; what is shorter is shown as it is passed. */
static void lengths_of_the_line(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);
	char memory[64] = { 1 };
	struct arg *arg = &stage->made.args[OPTVAL];

	(void)state;
	option(stage, SOL_SOCKET, SO_REUSEADDR);
	assert_true(read_tree(stage, OPTVAL, "[1]"));
	arg->at = memory;
	arg->len = arg->room = sizeof(memory);
	arg->zeros = sizeof(memory) - sizeof(int);
	must_show(stage, OPTVAL, "[1]");
	arg->zeros = 0;
	arg->len = 1;
	must_show(stage, OPTVAL, "[1]");
	arg->len = 0;
	must_show(stage, OPTVAL, "\"\"");
	must_refuse(stage, OPTVAL, "on", "optval: the value is given twice");
	arg->at = NULL;
	must_read(stage, OPTVAL, "on");
	arg->len = 3;
	must_show(stage, OPTVAL, "\"\\1\\0\\0\"");
	stage_free(stage);
}

static void shows_expected(struct fixture *stage, struct arg expected, const char *text)
{
	struct node *node;

	out_clear(&stage->out);
	stage->c.param = &stage->made.call->params[OPTVAL];
	node = memory_to_node(&type_optval, &stage->c, stage->view, &expected);
	assert_non_null(node);
	node_show(node, &stage->out);
	out_char(&stage->out, '\0');
	assert_string_equal(stage->out.data, text);
}

/* An expected structure is as long as what came, and goes on so where it was cut off. */
static void expectations(void **state)
{
	struct fixture *stage = stage_new(&getting, AF_INET, SOCK_STREAM);
	int linger[] = { 1, 5 };
	struct arg expected;

	(void)state;
	option(stage, SOL_SOCKET, SO_LINGER);
	stage->view = CAME;
	assert_true(read_tree(stage, OPTVAL, "{l_onoff=1}"));
	expected = stage->made.args[OPTVAL];
	stage->made.args[OPTVAL] = (struct arg){ .at = linger, .len = 4, .room = 8 };
	shows_expected(stage, expected, "{l_onoff=1}");
	stage->made.args[OPTVAL].len = 8;
	shows_expected(stage, expected, "{l_onoff=1, l_linger=0}");
	assert_true(read_tree(stage, OPTVAL, "\"\\2\\0\\0\\0\"..."));
	expected = stage->made.args[OPTVAL];
	stage->made.args[OPTVAL] = (struct arg){ .at = linger, .len = 8, .room = 8 };
	shows_expected(stage, expected, "{l_onoff=2, l_linger=5}");
	stage->made.args[OPTVAL].len = 2;
	shows_expected(stage, expected, "{l_onoff=\"\\2\\0\"}");
	stage_free(stage);
}

static void tcp_info(void **state)
{
	struct fixture *stage = stage_new(&getting, AF_INET, SOCK_STREAM);
	struct arg *arg = &stage->made.args[OPTVAL];
	uint8_t *bytes;

	(void)state;
	option(stage, IPPROTO_TCP, 11);
	stage->view = CAME;
	assert_true(read_tree(stage, OPTVAL, "{tcpi_state=TCP_CLOSE, tcpi_options=TCPI_OPT_SACK, "
			      "tcpi_snd_wscale=7, tcpi_rcv_wscale=10, tcpi_fastopen_client_fail=3, "
			      "tcpi_rto=1000000, tcpi_accecn_opt_seen=513}"));
	bytes = arg->at;
	assert_int_equal(arg->len, 280);
	assert_memory_equal(bytes, "\7\0\0\0\0\2", 6);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	assert_memory_equal(bytes + 6, "\xa7\6\x40\x42\xf\0", 6);
	assert_memory_equal(bytes + 278, "\1\2", 2);
#endif
	arg->len = 12;
	must_show(stage, OPTVAL, "{tcpi_state=TCP_CLOSE, tcpi_ca_state=TCP_CA_Open, "
		  "tcpi_retransmits=0, tcpi_probes=0, tcpi_backoff=0, tcpi_options=TCPI_OPT_SACK, "
		  "tcpi_snd_wscale=7, tcpi_rcv_wscale=10, tcpi_delivery_rate_app_limited=0, "
		  "tcpi_fastopen_client_fail=3, tcpi_rto=1000000}");
	arg->len = 7;
	must_show(stage, OPTVAL, "{tcpi_state=TCP_CLOSE, tcpi_ca_state=TCP_CA_Open, "
		  "tcpi_retransmits=0, tcpi_probes=0, tcpi_backoff=0, tcpi_options=TCPI_OPT_SACK, "
		  "tcpi_snd_wscale=7, tcpi_rcv_wscale=10}");
	arg->len = 1;
	must_show(stage, OPTVAL, "{tcpi_state=TCP_CLOSE}");
	arg->len = 280;
	assert_int_equal(node_field(tree_of(stage, OPTVAL), "tcpi_state")->learned, LEARN_NOT);
	assert_int_equal(node_field(tree_of(stage, OPTVAL), "tcpi_rto")->learned, LEARN_NEVER);
	assert_int_equal(node_field(tree_of(stage, OPTVAL), "tcpi_options")->learned, LEARN_NEVER);
	stage_free(stage);
}

static void room_for_what_comes_back(void **state)
{
	struct fixture *stage = stage_new(&getting, AF_INET, SOCK_STREAM);
	static const struct { int level, name; int64_t wanted; size_t room; } rows[] = {
		{ SOL_SOCKET, SO_TYPE, -1, 4 },		{ SOL_SOCKET, SO_LINGER, -1, 8 },
		{ SOL_SOCKET, SO_RCVTIMEO, -1, 16 },	{ SOL_SOCKET, SO_PEERCRED, -1, 12 },
		{ IPPROTO_TCP, 11, -1, 280 },		{ IPPROTO_TCP, 13, -1, 16 },
		{ SOL_SOCKET, SO_BINDTODEVICE, -1, 16 }, { IPPROTO_IP, IP_OPTIONS, -1, 256 },
		{ IPPROTO_TCP, 9999, -1, 4 },		{ SOL_SOCKET, SO_TYPE, 128, 128 },
		{ SOL_SOCKET, SO_LINGER, 0, 0 },
	};

	(void)state;
	stage->c.param = &getting.params[OPTVAL];
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		option(stage, rows[i].level, rows[i].name);
		stage->made.args[OPTVAL] = (struct arg){ 0 };
		assert_true(type_optval.prepare(&type_optval, &stage->c, rows[i].wanted,
						&stage->made.args[OPTVAL]));
		assert_int_equal(stage->made.args[OPTVAL].room, rows[i].room);
		assert_non_null(stage->made.args[OPTVAL].at);
	}
	stage_free(stage);
}

static void what_is_learned(void **state)
{
	struct fixture *stage = stage_new(&getting, AF_INET, SOCK_STREAM);
	struct learned learned = { 0 };

	(void)state;
	stage->c.learned = &learned;
	option(stage, SOL_SOCKET, SO_RCVBUF);
	assert_true(read_tree(stage, OPTVAL, "[4096]"));
	stage->view = CAME;
	assert_int_equal(tree_of(stage, OPTVAL)->learned, LEARN_NEVER);
	assert_true(handle_set_option(stage->handle, SOL_SOCKET, SO_RCVBUF));
	assert_false(handle_option_is_set(stage->handle, SOL_SOCKET, SO_SNDBUF));
	assert_false(handle_option_is_set(stage->handle, SOL_IP, SO_RCVBUF));
	assert_int_equal(tree_of(stage, OPTVAL)->learned, LEARN_NOT);
	option(stage, SOL_SOCKET, SO_SNDBUF);
	assert_int_equal(tree_of(stage, OPTVAL)->learned, LEARN_NEVER);
	option(stage, SOL_SOCKET, SO_REUSEADDR);
	assert_int_equal(tree_of(stage, OPTVAL)->learned, LEARN_NOT);
	option(stage, SOL_SOCKET, SO_SNDBUF);
	learned_free(&learned);
	stage_free(stage);
}

/* ---- ioctl ---- */

enum { OP = 1, ARGP = 2 };

static void requests(void **state)
{
	struct fixture *stage = stage_new(&requesting, AF_INET, SOCK_STREAM);

	(void)state;
	must_read(stage, OP, "nbio");
	must_show(stage, OP, "FIONBIO");
	must_read(stage, ARGP, "on");
	must_show(stage, ARGP, "[1]");
	must_refuse(stage, ARGP, "onn",
		    "FIONBIO takes a number, \"on\" or \"off\", found \"onn\"");
	assert_false(type_request_value.prepare(&type_request_value, &stage->c, -1,
						&stage->made.args[ARGP]));
	must_read(stage, OP, "fionread");
	must_show(stage, OP, "FIONREAD");
	must_refuse(stage, ARGP, "1", "FIONREAD brings a value and takes none, found \"1\"");
	must_read(stage, OP, "outq");
	must_show(stage, OP, "SIOCOUTQ");
	must_refuse(stage, OP, "nbi", "no request \"nbi\"; did you mean \"nbio\"?");
	must_refuse(stage, OP, "0x8901",
		    "the request \"0x8901\" is not passed on: how much memory it takes is not "
		    "known here; `help ioctl` names those that are");
	assert_true(read_tree(stage, OP, "TIOCOUTQ"));
	assert_true(read_tree(stage, ARGP, "[5]"));
	must_show(stage, ARGP, "[5]");
	assert_false(read_tree(stage, OP, "SIOCGIFNAME"));
	/* A size in the number is no promise; and the kernel looks at 32 bits of it. */
	assert_false(read_tree(stage, OP, "0x80047476"));
	assert_false(read_tree(stage, OP, "0xc020660b"));
	assert_false(read_tree(stage, OP, "0x100005421"));
	assert_true(read_tree(stage, OP, "0x541b"));
	assert_true(read_tree(stage, ARGP, "\"ab\""));
	assert_int_equal(stage->made.args[ARGP].room, 4);
	assert_false(read_tree(stage, ARGP, "\"abcde\""));
	stage_free(stage);
}

/* ---- completion ---- */

static bool proposes(const struct candidates *candidates, const char *word)
{
	for (size_t i = 0; i < candidates->count; i++)
		if (strcmp(candidates->list[i], word) == 0)
			return true;
	return false;
}

static struct candidates completes(struct fixture *stage, const struct type *type, const char *prefix)
{
	struct candidates candidates = { .arena = &stage->arena, .prefix = slice_of(prefix) };

	type->complete(type, &stage->c, &candidates);
	return candidates;
}

static void completion(void **state)
{
	struct fixture *stage = stage_new(&setting, AF_INET, SOCK_STREAM);
	struct candidates all = completes(stage, &type_optname, "");

	(void)state;
	assert_true(proposes(&all, "reuseaddr"));
	assert_true(proposes(&all, "nodelay"));
	assert_true(proposes(&all, "ttl"));
	assert_false(proposes(&all, "gro"));		/* UDP's */
	assert_false(proposes(&all, "v6only"));
	assert_false(proposes(&all, "info"));		/* cannot be set */
	all = completes(stage, &type_optname, "tcp.nod");
	assert_true(proposes(&all, "tcp.nodelay"));
	all = completes(stage, &type_optname, "TCP_NO");
	assert_true(proposes(&all, "TCP_NODELAY"));
	option(stage, IPPROTO_IP, IP_MTU_DISCOVER);
	all = completes(stage, &type_optval, "");
	assert_false(proposes(&all, "on"));
	assert_true(proposes(&all, "probe"));
	option(stage, SOL_SOCKET, SO_REUSEADDR);
	all = completes(stage, &type_optval, "");
	assert_true(proposes(&all, "on"));
	option(stage, IPPROTO_IP, IP_TTL);
	all = completes(stage, &type_optval, "");
	assert_int_equal(all.count, 0);
	option(stage, SOL_SOCKET, SO_LINGER);
	all = completes(stage, &type_optval, "");
	assert_true(proposes(&all, "off"));
	assert_false(proposes(&all, "on"));
	stage_free(stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_whole),
		cmocka_unit_test(names_of_one_level),
		cmocka_unit_test(names_of_several_levels),
		cmocka_unit_test(names_in_calls),
		cmocka_unit_test(levels_that_are_given),
		cmocka_unit_test(integers),
		cmocka_unit_test(units),
		cmocka_unit_test(structures),
		cmocka_unit_test(groups),
		cmocka_unit_test(names_and_bytes),
		cmocka_unit_test(trees),
		cmocka_unit_test(groups_in_trees),
		cmocka_unit_test(lengths_of_the_line),
		cmocka_unit_test(expectations),
		cmocka_unit_test(tcp_info),
		cmocka_unit_test(room_for_what_comes_back),
		cmocka_unit_test(what_is_learned),
		cmocka_unit_test(requests),
		cmocka_unit_test(completion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
