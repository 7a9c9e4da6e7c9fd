/* Units of AF_PACKET. */
#include "address_fixture.h"

#include <linux/if_packet.h>

#define LL(protocol, interface, rest) \
	"{sa_family=AF_PACKET, sll_protocol=htons(" protocol "), sll_ifindex=" interface ", " rest "}"
#define LO "if_nametoindex(\"lo\")"
#define BARE "sll_hatype=ARPHRD_NETROM, sll_pkttype=PACKET_HOST, sll_halen=0"
#define WITH_MAC "sll_hatype=ARPHRD_NETROM, sll_pkttype=PACKET_HOST, sll_halen=6, " \
	"sll_addr=[0x2, 00, 00, 00, 00, 0x1f]"

static void test_trees(void **state)
{
	struct fixture *f = *state;

	assert_same(f, LL("ETH_P_ALL", LO, BARE));
	assert_same(f, LL("ETH_P_IP", "4000000000", WITH_MAC));
	assert_same(f, LL("0", "0", "sll_hatype=ARPHRD_LOOPBACK, sll_pkttype=PACKET_OUTGOING, sll_halen=1, sll_addr=[0x7]"));
	assert_same(f, LL("0x1234", "0", "sll_hatype=4660, sll_pkttype=99, sll_halen=0"));
	/* As strace has it. */
	assert_string_equal(there_and_back(f, "{sa_family=AF_PACKET, sll_protocol=htons(0 /* ETH_P_??? */), "
					      "sll_ifindex=" LO ", " BARE "}", -1), LL("0", LO, BARE));
	assert_string_equal(there_and_back(f, "{sa_family=AF_PACKET, sll_halen=2, sll_addr=\"\\1\\2\"}", -1),
			    LL("0", "0", "sll_hatype=ARPHRD_NETROM, sll_pkttype=PACKET_HOST, sll_halen=2, "
			       "sll_addr=[0x1, 0x2]"));
	/* More than there is room for. */
	assert_same(f, LL("ETH_P_ALL", "0", "sll_hatype=ARPHRD_ETHER, sll_pkttype=PACKET_HOST, sll_halen=9, "
			  "sll_addr=[0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, ...]"));
	assert_int_equal(length_of(f, "{sa_family=AF_PACKET}"), 20);
	assert_refused(f, "{sa_family=AF_PACKET, sll_addr=[1, 2, 3, 4, 5, 6, 7, 8, 9]}", "8 bytes");
	assert_refused(f, "{sa_family=AF_PACKET, sll_addr=[256]}", "fit");
	assert_refused(f, "{sa_family=AF_PACKET, sll_addr=[1, ...]}", "...");
	assert_refused(f, "{sa_family=AF_PACKET, sll_addr=x}", "hardware address");
	assert_refused(f, "{sa_family=AF_PACKET, sll_proto=5}", "sll_protocol");
}

/* The kernel leaves out the end of sll_addr; what else is missing, or would be hidden, is bytes. */
static void test_lengths(void **state)
{
	struct fixture *f = *state;
	const char *mac = LL("ETH_P_IP", "0", WITH_MAC);

	assert_string_equal(there_and_back(f, mac, 18), mac);
	assert_string_equal(there_and_back(f, mac, 17),
			    "{sa_family=AF_PACKET, sa_data=\"\\10\\0\\0\\0\\0\\0\\0\\0\\0\\6\\2\\0\\0\\0\\0\"}");
	assert_string_equal(there_and_back(f, LL("ETH_P_IP", "0", BARE), 12), LL("ETH_P_IP", "0", BARE));
	assert_string_equal(there_and_back(f, "{sa_family=AF_PACKET, sll_addr=[1]}", -1),
			    "{sa_family=AF_PACKET, sa_data=\"\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0"
			    "\\1\\0\\0\\0\\0\\0\\0\\0\"}");
}

static void test_words(void **state)
{
	struct fixture *f = *state;

	assert_word(f, f->packet, "lo", LL("0", LO, BARE));
	assert_word(f, f->packet, "loopback:0", LL("0", LO, BARE));
	assert_word(f, f->packet, "lo:all", LL("ETH_P_ALL", LO, BARE));
	assert_word(f, f->packet, "lo:ETH_P_ARP", LL("ETH_P_ARP", LO, BARE));
	assert_word(f, f->packet, "lo:0x1234", LL("0x1234", LO, BARE));
	assert_word(f, f->packet, ":ip", LL("ETH_P_IP", "0", BARE));
	assert_word(f, f->packet, "0", LL("0", "0", BARE));
	assert_word(f, f->packet, "lo:ip/02:00:00:00:00:1f", LL("ETH_P_IP", LO, WITH_MAC));
	assert_word(f, f->packet, "lo/02:00:00:00:00:1F", LL("0", LO, WITH_MAC));
	assert_wrong_words(f, f->packet, "nosuch", NULL, "no network interface");
	assert_wrong_words(f, f->packet, "lo:nosuch", NULL, "Ethernet protocol");
	assert_wrong_words(f, f->packet, "lo:65536", NULL, "fit");
	assert_wrong_words(f, f->packet, "\"\"", NULL, "INTERFACE:PROTOCOL");
	assert_wrong_words(f, f->packet, "lo/", NULL, "INTERFACE:PROTOCOL");
	assert_wrong_words(f, f->packet, "lo/1", NULL, "INTERFACE:PROTOCOL");
	assert_wrong_words(f, f->packet, "lo/02:", NULL, "INTERFACE:PROTOCOL");
	assert_wrong_words(f, f->packet, "lo/0x:02", NULL, "INTERFACE:PROTOCOL");
	assert_wrong_words(f, f->packet, "lo/02.03", NULL, "INTERFACE:PROTOCOL");
	assert_wrong_words(f, f->packet, "lo/01:02:03:04:05:06:07:08:09", NULL, "INTERFACE:PROTOCOL");
}

static void test_to_text(void **state)
{
	struct fixture *f = *state;

	assert_text(f, f->packet, "lo", NULL, "lo");
	assert_text(f, f->packet, "lo:ip", NULL, "lo:ip");
	assert_text(f, f->packet, ":all", NULL, ":all");
	assert_text(f, f->packet, "0", NULL, "0");
	assert_text(f, f->packet, "4000000000:0x1234", NULL, "4000000000:0x1234");
	assert_text(f, f->packet, "lo:ip/02:00:00:00:00:1f", NULL, "lo:ip/02:00:00:00:00:1f");
	assert_text(f, f->packet, "lo:ip/02:00", "interface", "lo");
	assert_text(f, f->packet, "lo:ip/02:00", "protocol", "ip");
	assert_text(f, f->packet, "lo:ip/02:00", "address", "02:00");
	assert_text(f, f->packet, "lo", "address", "");
}

static void test_complete(void **state)
{
	struct fixture *f = *state;
	struct candidates candidates = complete(f, f->packet, "l");

	assert_true(has_candidate(&candidates, "lo"));
	assert_true(candidates.glued);
	candidates = complete(f, f->packet, "lo:ar");
	assert_true(has_candidate(&candidates, "lo:arp"));
	assert_false(has_candidate(&candidates, "lo"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_trees), TEST(test_lengths), TEST(test_words), TEST(test_to_text), TEST(test_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
