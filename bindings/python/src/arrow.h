/* The Arrow C data and stream interfaces: three plain structures by which libraries hand tables to
 * each other inside a process, without a copy and without linking to one another
 * (https://arrow.apache.org/docs/format/CDataInterface.html). Their layout is the contract. */
#ifndef RASID_PYTHON_ARROW_H
#define RASID_PYTHON_ARROW_H

#include <stdint.h>

enum {
  ARROW_FLAG_NULLABLE = 2
};

typedef struct ArrowSchema ArrowSchema;
struct ArrowSchema {
  const char
    *format; /* "u" text, "i" int32, "l" int64, "g" double, "+s" struct, "+l" list … */
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  ArrowSchema **children;
  ArrowSchema *dictionary;
  void (*release)(ArrowSchema *); /* NULL: released, or moved elsewhere */
  void *private_data;
};

typedef struct ArrowArray ArrowArray;
struct ArrowArray {
  int64_t length;
  int64_t null_count; /* -1: not counted */
  int64_t offset;     /* rows to skip in every buffer */
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  ArrowArray **children;
  ArrowArray *dictionary;
  void (*release)(ArrowArray *);
  void *private_data;
};

typedef struct ArrowArrayStream ArrowArrayStream;
struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream *, ArrowSchema *out);
  int (*get_next)(ArrowArrayStream *, ArrowArray *out); /* out->release NULL: the end */
  const char *(*get_last_error)(ArrowArrayStream *);
  void (*release)(ArrowArrayStream *);
  void *private_data;
};

#endif
