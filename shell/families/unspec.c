/* AF_UNSPEC: no address. connect() to it takes a socket's peer away. */
#include <netinet/in.h>

#include "address.h"
#include "family.h"

static const struct member members[] = {
	MEMBER_FAMILY(struct sockaddr, sa_family),
	{ 0 },
};

static const struct type structure = TYPE_ADDRESS("sockaddr", struct sockaddr, members);

static bool is_word(const struct word *word)
{
	return !word->quoted && (slice_is(word->text, "unspec") || slice_is(word->text, "AF_UNSPEC"));
}

static bool from_words(const struct address_family *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	static const struct sockaddr unspec = { .sa_family = AF_UNSPEC };

	(void)self;
	words_take(words);
	return address_put(c, arg, &unspec, sizeof(unspec));
}

static const struct word_form forms[] = {
	{ "unspec", "no address: connect to it takes a datagram socket's peer away" },
	{ 0 },
};

const struct address_family family_unspec = {
	.number = AF_UNSPEC,
	.structure = &structure,
	.forms = forms,
	.is_word = is_word,
	.everywhere = true,
	.from_words = from_words,
};
