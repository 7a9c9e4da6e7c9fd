/* Options of SOL_TLS, as Linux has them up to 6.18: what goes in and out of each. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "sockopt.h"

#ifndef SOL_TLS
#define SOL_TLS 282
#endif

static const struct sockopt rows[] = {
	{ SOL_TLS, 1, "TLS_TX", &type_bytes, SOCKOPT_BOTH, false,
	  "the cipher and keys of what is sent, after tcp.ulp tls: struct "
	  "tls12_crypto_info_aes_gcm_128 and kin" },
	{ SOL_TLS, 2, "TLS_RX", &type_bytes, SOCKOPT_BOTH, false,
	  "the cipher and keys of what is received, after tcp.ulp tls: struct "
	  "tls12_crypto_info_aes_gcm_128 and kin" },
	{ SOL_TLS, 3, "TLS_TX_ZEROCOPY_RO", &type_option_switch, SOCKOPT_BOTH, false,
	  "sendfile does not copy the file for a network card that encrypts: it must stay as "
	  "it is" },
	{ SOL_TLS, 4, "TLS_RX_EXPECT_NO_PAD", &type_option_switch, SOCKOPT_BOTH, false,
	  "TLS 1.3: deciphers straight into the program's memory, as records hardly have "
	  "padding" },
	{ SOL_TLS, 5, "TLS_TX_MAX_PAYLOAD_LEN", &type_bytes, SOCKOPT_BOTH, false,
	  "the most bytes that a record holds, in 16 bits" },
};

const struct sockopts sockopts_tls = {
	.level = SOL_TLS, .prefix = "TLS_",
	.rows = rows, .count = sizeof(rows) / sizeof(rows[0]),
	.names = &symbols_tls_option, .word = "tls",
	.families = { AF_INET, AF_INET6 }, .type = SOCK_STREAM, .protocol = IPPROTO_TCP,
};
