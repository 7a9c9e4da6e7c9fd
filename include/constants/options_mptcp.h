/* Options of SOL_MPTCP, as Linux has them up to 6.18, from <linux/mptcp.h>. */
LEVEL(mptcp, SOL_MPTCP, "MPTCP option", "MPTCP_",
      .families = { AF_INET, AF_INET6 }, .type = SOCK_STREAM, .protocol = IPPROTO_MPTCP,
      .behind = &sockopts_tcp)

OPTION(1, "MPTCP_INFO", GET, type_bytes,
       "what MPTCP knows of the connection and its subflows: struct mptcp_info", .learned = true)
OPTION(2, "MPTCP_TCPINFO", GET, type_bytes,
       "the tcp_info of each subflow, behind a struct mptcp_subflow_data that goes in",
       .learned = true)
OPTION(3, "MPTCP_SUBFLOW_ADDRS", GET, type_bytes,
       "the addresses of each subflow, behind a struct mptcp_subflow_data that goes in",
       .learned = true)
OPTION(4, "MPTCP_FULL_INFO", GET, type_bytes,
       "all of the three at once, in memory that it points to: struct mptcp_full_info",
       .learned = true)

LEVEL_END
