#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  BLOCK_BYTES = 1 << 16,
  ALIGNMENT = 16
};

struct RsArenaBlock {
  RsArenaBlock *older;
  size_t bytes;
  _Alignas(ALIGNMENT) char data[];
};

void rs_arena_release(RsArena *arena) {
  RsArenaBlock *block = arena->block;
  while (block) {
    RsArenaBlock *older = block->older;
    free(block);
    block = older;
  }
  *arena = (RsArena) {0};
}

void rs_arena_reset(RsArena *arena) {
  RsArenaBlock *newest = arena->block;
  if (!newest) return;
  RsArenaBlock *block = newest->older;
  while (block) {
    RsArenaBlock *older = block->older;
    free(block);
    block = older;
  }
  newest->older = NULL;
  arena->next = newest->data;
  arena->limit = newest->data + newest->bytes;
  arena->total = newest->bytes;
}

static bool add_block(RsArena *arena, size_t bytes) {
  size_t size = arena->total < BLOCK_BYTES ? BLOCK_BYTES : arena->total;
  if (size > (size_t)1 << 24) size = (size_t)1 << 24;
  if (size < bytes) size = bytes;
  if (size > SIZE_MAX - sizeof(RsArenaBlock)) return false;
  RsArenaBlock *block = malloc(sizeof *block + size);
  if (!block) return false;
  block->older = arena->block;
  block->bytes = size;
  arena->block = block;
  arena->next = block->data;
  arena->limit = block->data + size;
  arena->total += size;
  return true;
}

void *rs_arena_alloc(RsArena *arena, size_t bytes) {
  if (bytes > SIZE_MAX - ALIGNMENT) return NULL;
  size_t rounded = (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  if ((size_t)(arena->limit - arena->next) < rounded || !arena->next) {
    if (!add_block(arena, rounded)) return NULL;
  }
  void *memory = arena->next;
  arena->next += rounded;
  return memory;
}

void *rs_arena_array(RsArena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) return NULL;
  void *memory = rs_arena_alloc(arena, count * size);
  if (memory) memset(memory, 0, count * size);
  return memory;
}

char *rs_arena_string(RsArena *arena, const char *data, size_t bytes) {
  char *copy = rs_arena_alloc(arena, bytes + 1);
  if (!copy) return NULL;
  if (bytes) memcpy(copy, data, bytes);
  copy[bytes] = '\0';
  return copy;
}

char *rs_arena_format(RsArena *arena, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *text = length < 0 ? NULL : rs_arena_alloc(arena, (size_t)length + 1);
  if (text) vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  return text;
}

void *rs_arena_grow(
  RsArena *arena, void *array, size_t count, size_t *capacity, size_t size
) {
  if (count < *capacity) return array;
  size_t wanted = *capacity ? *capacity * 2 : 16;
  if (size && wanted > SIZE_MAX / size) return NULL;
  void *moved = rs_arena_alloc(arena, wanted * size);
  if (!moved) return NULL;
  if (count) memcpy(moved, array, count * size);
  *capacity = wanted;
  return moved;
}
