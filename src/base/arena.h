/* A bump allocator: everything of one document (or one coder) is freed together. */
#ifndef RASID_BASE_ARENA_H
#define RASID_BASE_ARENA_H

#include "base/base.h"

typedef struct RsArenaBlock RsArenaBlock;

typedef struct {
  RsArenaBlock *block; /* the newest; older ones are chained behind it */
  char *next, *limit;  /* free bytes of the newest block */
  size_t total;        /* bytes of all blocks */
} RsArena;

/* A zeroed RsArena is empty and ready. */
void rs_arena_release(RsArena *arena);

/* Frees all blocks but the newest, whose memory is used again. */
void rs_arena_reset(RsArena *arena);

/* Uninitialised memory aligned to 16; NULL when there is none. */
void *rs_arena_alloc(RsArena *arena, size_t bytes);

/* Zeroed array of `count` elements; NULL when there is none or the size overflows. */
void *rs_arena_array(RsArena *arena, size_t count, size_t size);

/* A copy that ends with NUL; NULL when there is no memory. */
char *rs_arena_string(RsArena *arena, const char *data, size_t bytes);

/* printf into the arena; NULL when there is no memory. */
char *rs_arena_format(RsArena *arena, const char *format, ...)
  __attribute__((format(printf, 2, 3)));

/* Makes room for one more element in an array that lives in an arena: doubles it when `count`
 * has reached `*capacity`. Returns the (moved) array, NULL without memory. */
void *rs_arena_grow(
  RsArena *arena, void *array, size_t count, size_t *capacity, size_t size
);

#endif
