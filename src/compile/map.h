/* A map from 64-bit hashes to indices: open addressing, linear probing, grows by doubling. */
#ifndef RASID_COMPILE_MAP_H
#define RASID_COMPILE_MAP_H

#include "base/base.h"

typedef struct {
  uint64_t *keys;
  uint32_t *values; /* RS_NONE: empty */
  uint32_t capacity, used;
  bool failed;
} RsMap;

void rs_map_release(RsMap *map);
/* The value under `key`, or RS_NONE. */
uint32_t rs_map_find(const RsMap *map, uint64_t key);
/* Adds a key that is not there yet. `value` is not RS_NONE. */
void rs_map_add(RsMap *map, uint64_t key, uint32_t value);

#endif
