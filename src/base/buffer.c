#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void rs_buffer_release(RsBuffer *buffer) {
  free(buffer->data);
  *buffer = (RsBuffer) {0};
}

bool rs_buffer_grow(RsBuffer *buffer, size_t bytes) {
  if (buffer->failed || bytes > SIZE_MAX / 4 - buffer->count) {
    buffer->failed = true;
    return false;
  }
  size_t wanted = buffer->capacity ? buffer->capacity * 2 : 256;
  while (wanted < buffer->count + bytes)
    wanted *= 2;
  char *moved = realloc(buffer->data, wanted);
  if (!moved) {
    buffer->failed = true;
    return false;
  }
  buffer->data = moved;
  buffer->capacity = wanted;
  return true;
}

void rs_buffer_format(RsBuffer *buffer, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length >= 0 && rs_buffer_reserve(buffer, (size_t)length + 1)) {
    vsnprintf(buffer->data + buffer->count, (size_t)length + 1, format, again);
    buffer->count += (size_t)length;
  }
  va_end(again);
}
