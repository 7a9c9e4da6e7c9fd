/* Options of SOL_XDP, as Linux has them up to 6.18, from <linux/if_xdp.h>. */
LEVEL(xdp, SOL_XDP, "XDP option", "XDP_", .families = { AF_XDP })

OPTION(1, "XDP_MMAP_OFFSETS", GET, type_bytes,
       "where the parts of each ring lie in its memory: struct xdp_mmap_offsets", .learned = true)
OPTION(2, "XDP_RX_RING", SET, type_i32,
       "how many entries the ring of received frames has")
OPTION(3, "XDP_TX_RING", SET, type_i32,
       "how many entries the ring of frames to send has")
OPTION(4, "XDP_UMEM_REG", SET, type_bytes,
       "the memory that frames are in: struct xdp_umem_reg")
OPTION(5, "XDP_UMEM_FILL_RING", SET, type_i32,
       "how many entries the ring has that gives the kernel room for frames")
OPTION(6, "XDP_UMEM_COMPLETION_RING", SET, type_i32,
       "how many entries the ring has that gives back room of frames that were sent")
OPTION(7, "XDP_STATISTICS", GET, type_bytes,
       "how many frames were dropped, wrong or without room: struct xdp_statistics",
       .learned = true)
OPTION(8, "XDP_OPTIONS", GET, type_i32,
       "whether the socket works without copying (1) or not (0)")
OPTION(9, "XDP_MAX_TX_SKB_BUDGET", SET, type_i32,
       "how many frames one send may take from the ring, where they are copied")

LEVEL_END
