/* Units of AF_VSOCK. */
#include "address_fixture.h"

#define VM(cid, port) "{sa_family=AF_VSOCK, svm_cid=" cid ", svm_port=" port ", svm_flags=0}"

static void test_trees(void **state)
{
	struct fixture *f = *state;

	assert_same(f, VM("VMADDR_CID_HOST", "0x4d2"));
	assert_same(f, VM("0x3", "0"));
	assert_same(f, VM("VMADDR_CID_ANY", "VMADDR_PORT_ANY"));
	assert_same(f, "{sa_family=AF_VSOCK, svm_reserved1=0x7, svm_cid=VMADDR_CID_LOCAL, svm_port=0x1, "
		       "svm_flags=VMADDR_FLAG_TO_HOST}");
	/* What no field shows is not hidden. */
	assert_string_equal(there_and_back(f, "{sa_family=AF_VSOCK, sa_data=\"\\0\\0\\1\\0\\0\\0\\2\\0\\0\\0\\0\\1\\0\\0\"}", -1),
			    "{sa_family=AF_VSOCK, sa_data=\"\\0\\0\\1\\0\\0\\0\\2\\0\\0\\0\\0\\1\\0\\0\"}");
	assert_string_equal(there_and_back(f, "{svm_family=AF_VSOCK, svm_cid=2, svm_port=1234}", -1),
			    VM("VMADDR_CID_HOST", "0x4d2"));
	assert_int_equal(length_of(f, "{sa_family=AF_VSOCK}"), 16);
	assert_refused(f, "{sa_family=AF_VSOCK, svm_prot=1}", "svm_port");
}

static void test_words(void **state)
{
	struct fixture *f = *state;

	assert_word(f, f->vsock, "host:1234", VM("VMADDR_CID_HOST", "0x4d2"));
	assert_word(f, f->vsock, "3:1", VM("0x3", "0x1"));
	assert_word(f, f->vsock, ":any", VM("VMADDR_CID_ANY", "VMADDR_PORT_ANY"));
	assert_word(f, f->vsock, "loopback:0", VM("VMADDR_CID_LOCAL", "VMADDR_PORT_ANY"));
	assert_wrong_words(f, f->vsock, "host", NULL, "CID:PORT");
	assert_wrong_words(f, f->vsock, "", NULL, "CID:PORT");
	assert_wrong_words(f, f->vsock, "hots:1", NULL, "host");
	assert_wrong_words(f, f->vsock, "host:", NULL, "vsock port");
	assert_wrong_words(f, f->vsock, "host:4294967296", NULL, "fit");
}

/* A port that the kernel chose is learned; the name for any is nobody's. */
static void test_learned(void **state)
{
	struct fixture *f = *state;
	struct learned learned = { 0 };

	f->c.learned = &learned;
	assert_true(learned_out(&learned, LEARN_ID, AF_VSOCK, 1000, 2000));
	assert_word(f, f->vsock, "any:1000", VM("VMADDR_CID_ANY", "0x7d0"));
	assert_word(f, f->vsock, "any:any", VM("VMADDR_CID_ANY", "VMADDR_PORT_ANY"));
	assert_expanded(f, f->vsock, "any:1000", VM("VMADDR_CID_ANY", "0x3e8"));
	assert_int_equal(learned_kind_of(f, VM("VMADDR_CID_ANY", "0x3e8"), "svm_port"), LEARN_ID);
	assert_int_equal(learned_kind_of(f, VM("VMADDR_CID_ANY", "VMADDR_PORT_ANY"), "svm_port"), LEARN_NOT);
	assert_int_equal(learned_kind_of(f, VM("0x3", "0x1"), "svm_cid"), LEARN_NOT);
	learned_free(&learned);
}

static void test_to_text(void **state)
{
	struct fixture *f = *state;

	assert_text(f, f->vsock, "2:1234", NULL, "host:1234");
	assert_text(f, f->vsock, "7:any", NULL, "7:any");
	assert_text(f, f->vsock, "7:5", "cid", "7");
	assert_text(f, f->vsock, "7:5", "port", "5");
}

static void test_complete(void **state)
{
	struct fixture *f = *state;
	struct candidates candidates = complete(f, f->vsock, "h");

	assert_true(has_candidate(&candidates, "host:"));
	assert_true(candidates.glued);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_trees), TEST(test_words), TEST(test_learned), TEST(test_to_text), TEST(test_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
