/* The files below a folder, in byte order of names. */
#ifndef RASID_READ_WALK_H
#define RASID_READ_WALK_H

#include "base/buffer.h"

typedef struct RsWalkLevel RsWalkLevel;

typedef struct {
  RsWalkLevel *levels;
  size_t depth, capacity;
  RsBuffer path;       /* of what was found last; ends with NUL */
  uint64_t file_count; /* regular files met so far */
} RsWalk;

typedef enum {
  RS_WALK_FILE,   /* `*fd` is open, the caller closes it */
  RS_WALK_REJECT, /* something at walk->path cannot be read; go on */
  RS_WALK_END
} RsWalkResult;

/* Begins at the folder `path`, open as `fd`, which it takes also on failure. */
bool rs_walk_begin(RsWalk *walk, const char *path, int fd, RasidError *error);

/* Hidden entries, symbolic links, devices, pipes and sockets are passed over. */
RsWalkResult rs_walk_next(RsWalk *walk, int *fd, RasidError *error);

void rs_walk_release(RsWalk *walk);

#endif
