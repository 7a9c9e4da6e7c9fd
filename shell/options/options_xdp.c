/* Options of SOL_XDP, as Linux has them up to 6.18: what goes in and out of each. */
#include <sys/socket.h>

#include "sockopt.h"

#ifndef SOL_XDP
#define SOL_XDP 283
#endif

static const struct sockopt rows[] = {
	{ SOL_XDP, 1, "XDP_MMAP_OFFSETS", &type_bytes, SOCKOPT_GET, true,
	  "where the parts of each ring lie in its memory: struct xdp_mmap_offsets" },
	{ SOL_XDP, 2, "XDP_RX_RING", &type_i32, SOCKOPT_SET, false,
	  "how many entries the ring of received frames has" },
	{ SOL_XDP, 3, "XDP_TX_RING", &type_i32, SOCKOPT_SET, false,
	  "how many entries the ring of frames to send has" },
	{ SOL_XDP, 4, "XDP_UMEM_REG", &type_bytes, SOCKOPT_SET, false,
	  "the memory that frames are in: struct xdp_umem_reg" },
	{ SOL_XDP, 5, "XDP_UMEM_FILL_RING", &type_i32, SOCKOPT_SET, false,
	  "how many entries the ring has that gives the kernel room for frames" },
	{ SOL_XDP, 6, "XDP_UMEM_COMPLETION_RING", &type_i32, SOCKOPT_SET, false,
	  "how many entries the ring has that gives back room of frames that were sent" },
	{ SOL_XDP, 7, "XDP_STATISTICS", &type_bytes, SOCKOPT_GET, true,
	  "how many frames were dropped, wrong or without room: struct xdp_statistics" },
	{ SOL_XDP, 8, "XDP_OPTIONS", &type_i32, SOCKOPT_GET, false,
	  "whether the socket works without copying (1) or not (0)" },
	{ SOL_XDP, 9, "XDP_MAX_TX_SKB_BUDGET", &type_i32, SOCKOPT_SET, false,
	  "how many frames one send may take from the ring, where they are copied" },
};

const struct sockopts sockopts_xdp = {
	.level = SOL_XDP, .prefix = "XDP_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows[0]),
	.names = &symbols_xdp_option, .word = "xdp",
	.families = { AF_XDP },
};
