#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static uint64_t load64(const unsigned char *at, size_t count) {
  uint64_t word = 0;
  for (size_t i = 0; i < count; i++)
    word |= (uint64_t)at[i] << (8 * i);
  return word;
}

/* Multiply-and-fold over words of eight bytes, after wyhash (Wang Yi, public domain idea). */
static uint64_t fold_product(uint64_t a, uint64_t b) {
  __extension__ typedef unsigned __int128 Wide;
  Wide product = (Wide)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t rs_hash_bytes(const void *data, size_t count) {
  const unsigned char *at = data;
  uint64_t hash = 0x9e3779b97f4a7c15u ^ (uint64_t)count;
  size_t left = count;
  for (; left >= 8; at += 8, left -= 8) {
    hash = fold_product(hash ^ load64(at, 8), 0xa0761d6478bd642fu);
  }
  hash = fold_product(hash ^ load64(at, left), 0xe7037ed1a0b428dbu);
  return fold_product(hash ^ 0x8ebc6af09c88c6e3u, 0x589965cc75374cc3u);
}

bool rs_error_set(
  RasidError *error, RasidErrorCode code, uint64_t position, const char *format, ...
) {
  if (!error) return false;
  error->code = code;
  error->position = position;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
  return false;
}

const char *rasid_error_name(RasidErrorCode code) {
  static const char *const names[] = {
    "ok",
    "memory",
    "argument",
    "io",
    "knowledge",
    "version",
    "data",
    "encoding",
    "too_large",
    "empty",
    "format",
    "language",
    "database",
    "no_article",
    "xml_dtd",
  };
  return (size_t)code < RS_COUNT_OF(names) ? names[code] : "unknown";
}
