/* Options of SOL_TLS, as Linux has them up to 6.18, from <linux/tls.h>. */
LEVEL(tls, SOL_TLS, "TLS option", "TLS_",
      .families = { AF_INET, AF_INET6 }, .type = SOCK_STREAM, .protocol = IPPROTO_TCP)

OPTION(1, "TLS_TX", BOTH, type_bytes,
       "the cipher and keys of what is sent, after tcp.ulp tls: struct "
       "tls12_crypto_info_aes_gcm_128 and kin")
OPTION(2, "TLS_RX", BOTH, type_bytes,
       "the cipher and keys of what is received, after tcp.ulp tls: struct "
       "tls12_crypto_info_aes_gcm_128 and kin")
OPTION(3, "TLS_TX_ZEROCOPY_RO", BOTH, type_option_switch,
       "sendfile does not copy the file for a network card that encrypts: it must stay as it is")
OPTION(4, "TLS_RX_EXPECT_NO_PAD", BOTH, type_option_switch,
       "TLS 1.3: deciphers straight into the program's memory, as records hardly have padding")
OPTION(5, "TLS_TX_MAX_PAYLOAD_LEN", BOTH, type_bytes,
       "the most bytes that a record holds, in 16 bits")

LEVEL_END
