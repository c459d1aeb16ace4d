/* The documents of files, folders and standard input, one after the other.
 *
 * Three states nest: the list of paths, the walk through a folder, the file, open in one
 * open file in one format. Each call goes on from the innermost that is open. Whatever goes
 * wrong with one document is a reject with its place; the next call goes on behind it. */
#include "entity/entity.h"
#include "read/file.h"
#include "read/mojibake.h"
#include "read/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t DEFAULT_DOCUMENT_BYTES = (size_t)8 << 20;
static const size_t DEFAULT_RAW_BYTES = (size_t)32 << 20;

struct RasidReader {
  char **paths;
  size_t path_count, next_path;
  char *default_date; /* or NULL */
  RsWords words;

  bool is_walking;
  RsWalk walk;
  RsFile file;
  RsBuffer title, text, outlet; /* of a document whose letters had to be mended */
};

/* ------------------------------------------------------------ made and freed */

static bool copy_paths(RasidReader *reader, const char *const *paths, size_t count) {
  reader->paths = calloc(count, sizeof *reader->paths);
  if (!reader->paths) return false;
  reader->path_count = count;
  for (size_t i = 0; i < count; i++) {
    if (!(reader->paths[i] = strdup(paths[i]))) return false;
  }
  return true;
}

static void set_limits(RsFile *file, const RasidReadOptions *options) {
  file->max_document_bytes = options && options->max_document_bytes
                               ? options->max_document_bytes
                               : DEFAULT_DOCUMENT_BYTES;
  file->max_raw_bytes = DEFAULT_RAW_BYTES;
  size_t fourfold = file->max_document_bytes;
  if (fourfold <= SIZE_MAX / 8) fourfold *= 4; /* escapes and markup make more of a text */
  if (fourfold > file->max_raw_bytes) file->max_raw_bytes = fourfold;
}

static bool fill(
  RasidReader *reader,
  const char *const *paths,
  size_t path_count,
  const RasidReadOptions *options
) {
  const char *date = options ? options->default_date : NULL;
  if (!copy_paths(reader, paths, path_count)) return false;
  if (date && !(reader->default_date = strdup(date))) return false;
  set_limits(&reader->file, options);
  reader->file.default_date = reader->default_date;
  reader->file.words = &reader->words;
  return rs_words_load(&reader->words, options ? options->knowledge : NULL);
}

RasidReader *rasid_reader_new(
  const char *const *paths,
  size_t path_count,
  const RasidReadOptions *options,
  RasidError *error
) {
  const char *date = options ? options->default_date : NULL;
  int32_t day;
  if (!path_count || !paths) {
    rs_error_set(error, RASID_ERROR_ARGUMENT, 0, "no file, folder or - to read");
    return NULL;
  }
  if (date && !rs_day_parse(date, &day)) {
    rs_error_set(
      error,
      RASID_ERROR_ARGUMENT,
      0,
      "\"%.40s\" is not a date; write a day as YYYY-MM-DD, such as 2024-03-05",
      date
    );
    return NULL;
  }
  RasidReader *reader = calloc(1, sizeof *reader);
  if (reader && fill(reader, paths, path_count, options)) return reader;
  rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  rasid_reader_free(reader);
  return NULL;
}

void rasid_reader_free(RasidReader *reader) {
  if (!reader) return;
  rs_file_release(&reader->file);
  if (reader->is_walking) rs_walk_release(&reader->walk);
  rs_words_release(&reader->words);
  rs_buffer_release(&reader->title);
  rs_buffer_release(&reader->text);
  rs_buffer_release(&reader->outlet);
  for (size_t i = 0; i < reader->path_count; i++)
    free(reader->paths[i]);
  free(reader->paths);
  free(reader->default_date);
  free(reader);
}

/* ------------------------------------------------------------ what to read next */

static RasidReadResult begin_file(
  RasidReader *reader, const char *name, int fd, RasidInput *input, RasidReject *reject
) {
  rs_file_open(&reader->file, name, fd);
  return reader->file.next(&reader->file, input, reject);
}

/* What cannot even be opened; the error is set. */
static RasidReadResult reject_name(
  RasidReader *reader, const char *name, RasidReject *reject
) {
  reader->file.name = name;
  reader->file.line = 0;
  rs_file_place(&reader->file, reject, NULL, 0);
  return rs_file_reject(&reader->file, reject);
}

static bool is_readable_kind(mode_t mode) {
  return S_ISREG(mode) || S_ISDIR(mode);
}

static int open_path(RsFile *file, const char *path, bool *is_folder) {
  struct stat status;
  if (stat(path, &status)) return rs_file_fail(file, errno), -1;
  /* Looked at before it is opened: opening a pipe waits, opening a device may do things. */
  if (!is_readable_kind(status.st_mode)) {
    rs_error_set(
      &file->error,
      RASID_ERROR_IO,
      0,
      "is a pipe or device; only files, folders and - (standard input) are read"
    );
    return -1;
  }
  int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) return rs_file_fail(file, errno), -1;
  if (fstat(fd, &status) || !is_readable_kind(status.st_mode)) {
    rs_file_fail(file, EINVAL); /* exchanged since we looked */
    return close(fd), -1;
  }
  *is_folder = S_ISDIR(status.st_mode);
  return fd;
}

static RasidReadResult begin_path(
  RasidReader *reader, const char *path, RasidInput *input, RasidReject *reject
) {
  bool is_folder = false;
  if (!strcmp(path, "-")) return begin_file(reader, path, STDIN_FILENO, input, reject);
  int fd = open_path(&reader->file, path, &is_folder);
  if (fd < 0) return reject_name(reader, path, reject);
  if (!is_folder) return begin_file(reader, path, fd, input, reject);
  reader->is_walking = rs_walk_begin(&reader->walk, path, fd, &reader->file.error);
  if (reader->is_walking) return RASID_READ_END;
  rs_walk_release(&reader->walk);
  return reject_name(reader, path, reject);
}

static RasidReadResult end_walk(RasidReader *reader, RasidReject *reject) {
  bool is_bare = !reader->walk.file_count;
  const char *name = reader->paths[reader->next_path - 1];
  rs_walk_release(&reader->walk);
  reader->is_walking = false;
  if (!is_bare) return RASID_READ_END;
  rs_error_set(&reader->file.error, RASID_ERROR_EMPTY, 0, "no documents in %s", name);
  return reject_name(reader, name, reject);
}

static RasidReadResult next_in_folder(
  RasidReader *reader, RasidInput *input, RasidReject *reject
) {
  int fd;
  RsWalkResult result = rs_walk_next(&reader->walk, &fd, &reader->file.error);
  const char *name = reader->walk.path.data;
  if (result == RS_WALK_END) return end_walk(reader, reject);
  if (result == RS_WALK_FILE) return begin_file(reader, name, fd, input, reject);
  return reject_name(reader, name, reject);
}

/* -------------------------------------------------------------- what was read */

static const char *mend_field(RsBuffer *mended, const char *field, size_t *bytes) {
  RsBytes text = {field, *bytes}, right;
  if (!rs_mojibake_repair(mended, text, &right)) return NULL;
  if (right.data == field) return field;
  rs_buffer_add_char(mended, '\0');
  *bytes = right.count;
  return mended->failed ? NULL : mended->data;
}

static bool mend_string(RsBuffer *mended, const char **field) {
  if (!*field) return true;
  size_t bytes = strlen(*field);
  return (*field = mend_field(mended, *field, &bytes)) != NULL;
}

/* Files of one text were mended when they were decoded; here it is the single texts of others. */
static bool mend(RasidReader *reader, RasidInput *input) {
  size_t bytes = input->text_bytes;
  const char *text = mend_field(&reader->text, input->text, &bytes);
  input->text = text;
  input->text_bytes = bytes;
  return text && mend_string(&reader->title, &input->title) &&
         mend_string(&reader->outlet, &input->outlet);
}

static RasidReadResult next_document(
  RasidReader *reader, RasidInput *input, RasidReject *reject
) {
  for (;;) {
    RasidReadResult result;
    if (reader->file.is_open)
      result = reader->file.next(&reader->file, input, reject);
    else if (reader->is_walking)
      result = next_in_folder(reader, input, reject);
    else if (reader->next_path < reader->path_count) {
      result = begin_path(reader, reader->paths[reader->next_path++], input, reject);
    } else
      return RASID_READ_END;
    if (result != RASID_READ_END) return result;
  }
}

RasidReadResult rasid_reader_next(
  RasidReader *reader, RasidInput *input, RasidReject *reject
) {
  RasidReadResult result = next_document(reader, input, reject);
  if (result != RASID_READ_DOCUMENT || mend(reader, input)) return result;
  reject->id = input->id;
  rs_file_fail(&reader->file, ENOMEM);
  return rs_file_reject(&reader->file, reject);
}
