/* The smallest test frame: CHECK counts, `test_end` prints and gives main's status. */
#ifndef RASID_TEST_H
#define RASID_TEST_H

#include <stdio.h>
#include <string.h>

typedef struct {
  unsigned passed, failed;
} TestCount;

static inline void test_check(
  TestCount *t, int is_right, const char *file, int line, const char *what
) {
  if (is_right) {
    t->passed++;
    return;
  }
  t->failed++;
  printf("%s:%d: failed: %s\n", file, line, what);
}

#define CHECK(t, condition) \
  test_check((t), (condition) ? 1 : 0, __FILE__, __LINE__, #condition)
/* With a text of one's own: a form, an id. */
#define CHECK_THAT(t, condition, what) \
  test_check((t), (condition) ? 1 : 0, __FILE__, __LINE__, (what))

static inline int test_end(const TestCount *t) {
  printf("%u passed, %u failed\n", t->passed, t->failed);
  return t->failed != 0;
}

#endif
