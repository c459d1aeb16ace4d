/* Walking a folder without being led out of it.
 *
 * A stack of open folders; each lists its names sorted when it is entered. Everything is opened
 * relative to the folder above it with O_NOFOLLOW, so that a symbolic link, also one that is put
 * there while the walk goes on, leads nowhere. Only regular files are opened: a pipe would
 * block, a device could do anything. Names sort as bytes, hence the same on every machine. */
#include "read/walk.h"

#include "base/arena.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  MOST_LEVELS = 200
}; /* each holds a file descriptor */

struct RsWalkLevel {
  DIR *folder;
  RsArena arena;
  const char **names;
  size_t count, next;
  size_t path_bytes; /* of the folder's own path */
};

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool list_names(RsWalkLevel *level) {
  size_t capacity = 0;
  struct dirent *entry;
  while (errno = 0, (entry = readdir(level->folder)) != NULL) {
    if (entry->d_name[0] == '.') continue;
    const char **moved = rs_arena_grow(
      &level->arena, level->names, level->count, &capacity, sizeof *level->names
    );
    if (!moved) return errno = ENOMEM, false;
    level->names = moved;
    char *name = rs_arena_string(&level->arena, entry->d_name, strlen(entry->d_name));
    if (!name) return errno = ENOMEM, false;
    level->names[level->count++] = name;
  }
  if (errno) return false;
  if (level->count) qsort(level->names, level->count, sizeof *level->names, compare_names);
  return true;
}

static void release_level(RsWalkLevel *level) {
  if (level->folder) closedir(level->folder);
  rs_arena_release(&level->arena);
}

static bool push_level(RsWalk *walk) {
  if (walk->depth < walk->capacity) return true;
  size_t wanted = walk->capacity ? walk->capacity * 2 : 8;
  RsWalkLevel *moved = realloc(walk->levels, wanted * sizeof *moved);
  if (!moved) return errno = ENOMEM, false;
  walk->levels = moved;
  walk->capacity = wanted;
  return true;
}

/* Takes `fd`; walk->path is the folder's. False with errno set. */
static bool enter(RsWalk *walk, int fd) {
  RsWalkLevel level = {.path_bytes = walk->path.count - 1};
  bool has_room = walk->depth < MOST_LEVELS;
  if (!has_room) errno = ELOOP;
  if (!has_room || !push_level(walk) || !(level.folder = fdopendir(fd))) {
    int failure = errno;
    close(fd);
    return errno = failure, false;
  }
  if (!list_names(&level)) {
    int failure = errno;
    release_level(&level);
    return errno = failure, false;
  }
  walk->levels[walk->depth++] = level;
  return true;
}

static bool explain_failure(RasidError *error) {
  if (errno == ENOMEM) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  if (errno == ELOOP) {
    return rs_error_set(
      error, RASID_ERROR_IO, 0, "folders are nested deeper than %d levels", MOST_LEVELS
    );
  }
  return rs_error_set(error, RASID_ERROR_IO, 0, "cannot be read: %s", strerror(errno));
}

bool rs_walk_begin(RsWalk *walk, const char *path, int fd, RasidError *error) {
  *walk = (RsWalk) {0};
  size_t count = strlen(path);
  while (count > 1 && path[count - 1] == '/')
    count--;
  rs_buffer_add(&walk->path, path, count);
  rs_buffer_add_char(&walk->path, '\0');
  if (walk->path.failed) {
    close(fd);
    return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  }
  return enter(walk, fd) || explain_failure(error);
}

static bool set_path(RsWalk *walk, const RsWalkLevel *level, const char *name) {
  walk->path.count = level->path_bytes;
  if (level->path_bytes && walk->path.data[level->path_bytes - 1] != '/') {
    rs_buffer_add_char(&walk->path, '/');
  }
  rs_buffer_add(&walk->path, name, strlen(name) + 1);
  if (!walk->path.failed) return true;
  walk->path.failed = false;
  errno = ENOMEM;
  return false;
}

typedef enum {
  STEP_FILE,
  STEP_FAILED,
  STEP_GO_ON
} Step;

static Step open_entry(RsWalk *walk, int parent, const char *name, int *fd) {
  struct stat status;
  if (fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW)) return STEP_FAILED;
  bool is_folder = S_ISDIR(status.st_mode);
  if (!is_folder && !S_ISREG(status.st_mode)) return STEP_GO_ON;
  if (!is_folder) walk->file_count++;
  int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  *fd = openat(parent, name, is_folder ? flags | O_DIRECTORY : flags);
  if (*fd < 0) return STEP_FAILED;
  if (is_folder) return enter(walk, *fd) ? STEP_GO_ON : STEP_FAILED;
  if (!fstat(*fd, &status) && S_ISREG(status.st_mode)) return STEP_FILE;
  close(*fd); /* exchanged since we looked */
  return STEP_GO_ON;
}

RsWalkResult rs_walk_next(RsWalk *walk, int *fd, RasidError *error) {
  while (walk->depth) {
    RsWalkLevel *level = &walk->levels[walk->depth - 1];
    if (level->next == level->count) {
      release_level(level);
      walk->depth--;
      continue;
    }
    const char *name = level->names[level->next++];
    Step step = STEP_FAILED;
    if (set_path(walk, level, name))
      step = open_entry(walk, dirfd(level->folder), name, fd);
    if (step == STEP_FILE) return RS_WALK_FILE;
    if (step == STEP_GO_ON) continue;
    explain_failure(error);
    return RS_WALK_REJECT;
  }
  return RS_WALK_END;
}

void rs_walk_release(RsWalk *walk) {
  while (walk->depth)
    release_level(&walk->levels[--walk->depth]);
  free(walk->levels);
  rs_buffer_release(&walk->path);
  *walk = (RsWalk) {0};
}
