/* Small things that every layer uses: hashing, spans of bytes, error filling. */
#ifndef RASID_BASE_BASE_H
#define RASID_BASE_BASE_H

#include "rasid/rasid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RS_NONE UINT32_MAX

#define RS_COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Bytes that somebody else owns; not NUL-terminated. */
typedef struct {
  const char *data;
  size_t count;
} RsBytes;

/* A 64-bit hash of bytes; the same on every machine, for files may hold it. */
uint64_t rs_hash_bytes(const void *data, size_t count);

/* Mixes one more 64-bit word into a hash. */
static inline uint64_t rs_hash_mix(uint64_t hash, uint64_t word) {
  hash ^= word + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
  hash *= 0xff51afd7ed558ccdu;
  return hash ^ (hash >> 32);
}

/* Fills `error` (may be NULL) printf-like and returns false. */
bool rs_error_set(
  RasidError *error, RasidErrorCode code, uint64_t position, const char *format, ...
) __attribute__((format(printf, 4, 5)));

#endif
