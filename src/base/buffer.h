/* Bytes that grow. Writing cannot fail midway: a lack of memory is remembered in `failed` and
 * looked at once, at the end. */
#ifndef RASID_BASE_BUFFER_H
#define RASID_BASE_BUFFER_H

#include "base/base.h"

#include <string.h>

typedef struct {
  char *data; /* not NUL-terminated; NULL when empty */
  size_t count, capacity;
  bool failed; /* an allocation failed; what came after is missing */
} RsBuffer;

/* A zeroed RsBuffer is empty and ready. */
void rs_buffer_release(RsBuffer *buffer);
static inline void rs_buffer_clear(RsBuffer *buffer) {
  buffer->count = 0, buffer->failed = false;
}

bool rs_buffer_grow(RsBuffer *buffer, size_t bytes);
/* Room for `bytes` more; false (and `failed`) without memory. */
static inline bool rs_buffer_reserve(RsBuffer *buffer, size_t bytes) {
  return bytes <= buffer->capacity - buffer->count || rs_buffer_grow(buffer, bytes);
}

static inline void rs_buffer_add(RsBuffer *buffer, const void *data, size_t bytes) {
  if (!rs_buffer_reserve(buffer, bytes)) return;
  if (bytes) memcpy(buffer->data + buffer->count, data, bytes);
  buffer->count += bytes;
}
static inline void rs_buffer_add_char(RsBuffer *buffer, char c) {
  rs_buffer_add(buffer, &c, 1);
}
static inline void rs_buffer_add_text(RsBuffer *buffer, const char *text) {
  rs_buffer_add(buffer, text, strlen(text));
}
void rs_buffer_format(RsBuffer *buffer, const char *format, ...)
  __attribute__((format(printf, 2, 3)));

#endif
