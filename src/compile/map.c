/* Interning needs "have I seen this?" for some hundred thousand strings and words. The keys are
 * good hashes already, so a slot is the key's low bits. Entries are never taken out. */
#include "compile/map.h"

#include <stdlib.h>

void rs_map_release(RsMap *map) {
  free(map->keys);
  free(map->values);
  *map = (RsMap) {0};
}

static uint32_t slot_of(const RsMap *map, uint64_t key) {
  uint32_t slot = (uint32_t)(key & (map->capacity - 1));
  while (map->values[slot] != RS_NONE && map->keys[slot] != key) {
    slot = (slot + 1) & (map->capacity - 1);
  }
  return slot;
}

uint32_t rs_map_find(const RsMap *map, uint64_t key) {
  return map->capacity ? map->values[slot_of(map, key)] : RS_NONE;
}

static bool grow(RsMap *map) {
  uint32_t capacity = map->capacity ? map->capacity * 2 : 1024;
  RsMap larger = {.capacity = capacity, .used = map->used, .failed = map->failed};
  larger.keys = calloc(capacity, sizeof *larger.keys);
  larger.values = malloc(capacity * sizeof *larger.values);
  if (!larger.keys || !larger.values || capacity > UINT32_MAX / 4) {
    rs_map_release(&larger);
    map->failed = true;
    return false;
  }
  for (uint32_t i = 0; i < capacity; i++)
    larger.values[i] = RS_NONE;
  for (uint32_t i = 0; i < map->capacity; i++) {
    if (map->values[i] == RS_NONE) continue;
    uint32_t slot = slot_of(&larger, map->keys[i]);
    larger.keys[slot] = map->keys[i];
    larger.values[slot] = map->values[i];
  }
  rs_map_release(map);
  *map = larger;
  return true;
}

void rs_map_add(RsMap *map, uint64_t key, uint32_t value) {
  if (map->used >= map->capacity / 2 && !grow(map)) return;
  uint32_t slot = slot_of(map, key);
  map->used += map->values[slot] == RS_NONE;
  map->keys[slot] = key;
  map->values[slot] = value;
}
