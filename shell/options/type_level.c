/* The level of an option: IPPROTO_TCP. In command notation it follows from the option. */
#include "call.h"
#include "sockopt.h"

static bool from_words(const struct type *self, struct context *c, struct words *words,
		       struct arg *arg)
{
	const struct sockopts *table = sockopts_by_word(words->at->text);

	/* The word that stands before the dot: vsock is AF_VSOCK, whose options it has. */
	if (table && !words->at->quoted && words_take(words))
		arg->n = table->level;
	else if (!number_from_words(self, c, words, arg))
		return false;
	return true;
}

/* IPPROTO_TCP; what is none as strace has it, in hex. */
static struct node *to_node(const struct type *self, struct context *c, enum view view,
			    const struct arg *arg)
{
	const struct symbol *symbol = symbols_by_value(self->symbols, arg->n);
	struct node *node = symbol ? node_name(c->arena, symbol->name) :
				     node_unsigned(c->arena, (uint32_t)arg->n);

	(void)view;
	if (node && !symbol)
		node->hex = true;
	return node;
}

static void show(const struct type *self, struct context *c, enum view view, const struct arg *arg,
		 struct out *out)
{
	const struct symbol *symbol = symbols_by_value(self->symbols, arg->n);

	(void)view;
	(void)c;
	if (symbol)
		out_text(out, symbol->name);
	else
		out_hex(out, (uint32_t)arg->n);
}

const struct type type_level = {
	.name = "level",
	.size = 4,
	.is_signed = true,
	.chooses = CHOOSES_LEVEL,
	.symbols = &symbols_sol,
	.from_words = from_words,
	.from_node = number_from_node,
	.to_node = to_node,
	.show = show,
	.complete = number_complete,
};
