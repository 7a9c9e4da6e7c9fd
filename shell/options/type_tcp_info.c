/*
 * struct tcp_info, as Linux 6.18 has it. A kernel returns as many bytes as it knows, and libc's
 * headers lag behind, so the members stand here with the kernel's own offsets.
 *
 * Two of its bytes hold two members each. Those are unpacked before the structure is shown, and
 * packed after it is read: between them lies a layout with a byte for each, and then as many bytes
 * of padding, so that what follows is moved by four.
 */
#include "sockopt.h"

enum {
	WSCALE = 6,		/* tcpi_snd_wscale:4, tcpi_rcv_wscale:4 */
	LIMITED = 7,		/* tcpi_delivery_rate_app_limited:1, tcpi_fastopen_client_fail:2 */
	BITS_END = 8,
	MOVED = 4,
	PACKED_SIZE = 280,
	UNPACKED_SIZE = PACKED_SIZE + MOVED,
};

#define AFTER_BITS(offset) ((offset) + MOVED)

/* All but the state depends on the moment, the path and the system's settings. */
static const struct type type_state = TYPE_NUMBER("state", 1, false, .symbols = &symbols_tcp_state);
static const struct type type_ca = TYPE_NUMBER("congestion state", 1, false,
					       .symbols = &symbols_tcp_ca, .learned = LEARN_NEVER);
static const struct type type_options = TYPE_NUMBER("options", 1, false,
						    .symbols = &symbols_tcpi_opt,
						    .learned = LEARN_NEVER);
static const struct type counter_8 = TYPE_NUMBER("number", 1, false, .learned = LEARN_NEVER);
static const struct type counter_16 = TYPE_NUMBER("number", 2, false, .learned = LEARN_NEVER);
static const struct type counter_32 = TYPE_NUMBER("number", 4, false, .learned = LEARN_NEVER);
static const struct type counter_64 = TYPE_NUMBER("number", 8, false, .learned = LEARN_NEVER);

static const struct member members[] = {
	{ "tcpi_state", 0, 1, &type_state },
	{ "tcpi_ca_state", 1, 1, &type_ca },
	{ "tcpi_retransmits", 2, 1, &counter_8 },
	{ "tcpi_probes", 3, 1, &counter_8 },
	{ "tcpi_backoff", 4, 1, &counter_8 },
	{ "tcpi_options", 5, 1, &type_options },
	{ "tcpi_snd_wscale", 6, 1, &counter_8 },
	{ "tcpi_rcv_wscale", 7, 1, &counter_8 },
	{ "tcpi_delivery_rate_app_limited", 8, 1, &counter_8 },
	{ "tcpi_fastopen_client_fail", 9, 1, &counter_8 },
	{ "tcpi_rto", AFTER_BITS(8), 4, &counter_32 },
	{ "tcpi_ato", AFTER_BITS(12), 4, &counter_32 },
	{ "tcpi_snd_mss", AFTER_BITS(16), 4, &counter_32 },
	{ "tcpi_rcv_mss", AFTER_BITS(20), 4, &counter_32 },
	{ "tcpi_unacked", AFTER_BITS(24), 4, &counter_32 },
	{ "tcpi_sacked", AFTER_BITS(28), 4, &counter_32 },
	{ "tcpi_lost", AFTER_BITS(32), 4, &counter_32 },
	{ "tcpi_retrans", AFTER_BITS(36), 4, &counter_32 },
	{ "tcpi_fackets", AFTER_BITS(40), 4, &counter_32 },
	{ "tcpi_last_data_sent", AFTER_BITS(44), 4, &counter_32 },
	{ "tcpi_last_ack_sent", AFTER_BITS(48), 4, &counter_32 },
	{ "tcpi_last_data_recv", AFTER_BITS(52), 4, &counter_32 },
	{ "tcpi_last_ack_recv", AFTER_BITS(56), 4, &counter_32 },
	{ "tcpi_pmtu", AFTER_BITS(60), 4, &counter_32 },
	{ "tcpi_rcv_ssthresh", AFTER_BITS(64), 4, &counter_32 },
	{ "tcpi_rtt", AFTER_BITS(68), 4, &counter_32 },
	{ "tcpi_rttvar", AFTER_BITS(72), 4, &counter_32 },
	{ "tcpi_snd_ssthresh", AFTER_BITS(76), 4, &counter_32 },
	{ "tcpi_snd_cwnd", AFTER_BITS(80), 4, &counter_32 },
	{ "tcpi_advmss", AFTER_BITS(84), 4, &counter_32 },
	{ "tcpi_reordering", AFTER_BITS(88), 4, &counter_32 },
	{ "tcpi_rcv_rtt", AFTER_BITS(92), 4, &counter_32 },
	{ "tcpi_rcv_space", AFTER_BITS(96), 4, &counter_32 },
	{ "tcpi_total_retrans", AFTER_BITS(100), 4, &counter_32 },
	{ "tcpi_pacing_rate", AFTER_BITS(104), 8, &counter_64 },
	{ "tcpi_max_pacing_rate", AFTER_BITS(112), 8, &counter_64 },
	{ "tcpi_bytes_acked", AFTER_BITS(120), 8, &counter_64 },
	{ "tcpi_bytes_received", AFTER_BITS(128), 8, &counter_64 },
	{ "tcpi_segs_out", AFTER_BITS(136), 4, &counter_32 },
	{ "tcpi_segs_in", AFTER_BITS(140), 4, &counter_32 },
	{ "tcpi_notsent_bytes", AFTER_BITS(144), 4, &counter_32 },
	{ "tcpi_min_rtt", AFTER_BITS(148), 4, &counter_32 },
	{ "tcpi_data_segs_in", AFTER_BITS(152), 4, &counter_32 },
	{ "tcpi_data_segs_out", AFTER_BITS(156), 4, &counter_32 },
	{ "tcpi_delivery_rate", AFTER_BITS(160), 8, &counter_64 },
	{ "tcpi_busy_time", AFTER_BITS(168), 8, &counter_64 },
	{ "tcpi_rwnd_limited", AFTER_BITS(176), 8, &counter_64 },
	{ "tcpi_sndbuf_limited", AFTER_BITS(184), 8, &counter_64 },
	{ "tcpi_delivered", AFTER_BITS(192), 4, &counter_32 },
	{ "tcpi_delivered_ce", AFTER_BITS(196), 4, &counter_32 },
	{ "tcpi_bytes_sent", AFTER_BITS(200), 8, &counter_64 },
	{ "tcpi_bytes_retrans", AFTER_BITS(208), 8, &counter_64 },
	{ "tcpi_dsack_dups", AFTER_BITS(216), 4, &counter_32 },
	{ "tcpi_reord_seen", AFTER_BITS(220), 4, &counter_32 },
	{ "tcpi_rcv_ooopack", AFTER_BITS(224), 4, &counter_32 },
	{ "tcpi_snd_wnd", AFTER_BITS(228), 4, &counter_32 },
	{ "tcpi_rcv_wnd", AFTER_BITS(232), 4, &counter_32 },
	{ "tcpi_rehash", AFTER_BITS(236), 4, &counter_32 },
	{ "tcpi_total_rto", AFTER_BITS(240), 2, &counter_16 },
	{ "tcpi_total_rto_recoveries", AFTER_BITS(242), 2, &counter_16 },
	{ "tcpi_total_rto_time", AFTER_BITS(244), 4, &counter_32 },
	{ "tcpi_received_ce", AFTER_BITS(248), 4, &counter_32 },
	{ "tcpi_delivered_e1_bytes", AFTER_BITS(252), 4, &counter_32 },
	{ "tcpi_delivered_e0_bytes", AFTER_BITS(256), 4, &counter_32 },
	{ "tcpi_delivered_ce_bytes", AFTER_BITS(260), 4, &counter_32 },
	{ "tcpi_received_e1_bytes", AFTER_BITS(264), 4, &counter_32 },
	{ "tcpi_received_e0_bytes", AFTER_BITS(268), 4, &counter_32 },
	{ "tcpi_received_ce_bytes", AFTER_BITS(272), 4, &counter_32 },
	{ "tcpi_accecn_fail_mode", AFTER_BITS(276), 2, &counter_16 },
	{ "tcpi_accecn_opt_seen", AFTER_BITS(278), 2, &counter_16 },
	{ 0 },
};

/* The layout between: how the members are read and shown. */
static const struct type type_unpacked = {
	.name = "tcp_info", .size = UNPACKED_SIZE, .pointer = true, .members = members,
};

/* Bit fields begin at the lowest bit of a byte, or at the highest where bytes are swapped. */
static uint8_t get_bits(uint8_t byte, unsigned first, unsigned width)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	first = 8 - first - width;
#endif
	return (uint8_t)((unsigned)byte >> first & ((1u << width) - 1));
}

static uint8_t put_bits(uint8_t value, unsigned first, unsigned width)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	first = 8 - first - width;
#endif
	return (uint8_t)((value & ((1u << width) - 1)) << first);
}

static bool from_node(const struct type *self, struct context *c, enum view view,
		      const struct node *node, struct arg *arg)
{
	struct arg unpacked = { 0 };
	const uint8_t *from;
	uint8_t *to;

	if (!structure_from_node(&type_unpacked, c, view, node, &unpacked))
		return false;
	if (!arg->at && !arg_room(c, arg, self->size))
		return false;
	if (arg->room < PACKED_SIZE)
		return wrong(c, "%d bytes do not fit into %zu", PACKED_SIZE, arg->room);
	from = unpacked.at;
	to = arg->at;
	memcpy(to, from, WSCALE);
	to[WSCALE] = (uint8_t)(put_bits(from[6], 0, 4) | put_bits(from[7], 4, 4));
	to[LIMITED] = (uint8_t)(put_bits(from[8], 0, 1) | put_bits(from[9], 1, 2));
	memcpy(to + BITS_END, from + AFTER_BITS(BITS_END), PACKED_SIZE - BITS_END);
	arg->len = PACKED_SIZE;
	return true;
}

/* How much of the layout between so many bytes of the kernel's fill. */
static size_t unpacked_len(size_t len)
{
	if (len <= WSCALE)
		return len;
	return len == LIMITED ? LIMITED + 1 : len + MOVED;
}

static struct node *to_node(const struct type *self, struct context *c, enum view view,
			    const struct arg *arg)
{
	uint8_t from[PACKED_SIZE] = { 0 }, to[UNPACKED_SIZE] = { 0 };
	size_t len = arg->len < PACKED_SIZE ? arg->len : PACKED_SIZE;
	struct arg unpacked = { .at = to, .len = unpacked_len(len), .room = sizeof(to) };

	(void)self;
	memcpy(from, arg->at, len);
	memcpy(to, from, WSCALE);
	to[6] = get_bits(from[WSCALE], 0, 4);
	to[7] = get_bits(from[WSCALE], 4, 4);
	to[8] = get_bits(from[LIMITED], 0, 1);
	to[9] = get_bits(from[LIMITED], 1, 2);
	memcpy(to + AFTER_BITS(BITS_END), from + BITS_END, PACKED_SIZE - BITS_END);
	return structure_to_node(&type_unpacked, c, view, &unpacked);
}

const struct type type_tcp_info = {
	.name = "tcp_info", .size = PACKED_SIZE, .pointer = true, .members = members,
	.from_node = from_node, .to_node = to_node,
};
