/* The documents of files, folders and standard input, one after the other.
 *
 * Three states nest: the list of paths, the walk through a folder, the stream of one file.
 * Each call goes on from the innermost that is open. Whether a stream is JSON Lines or one
 * plain text is told by its first non-blank byte and never changes. Whatever goes wrong with
 * one document is a reject with its place; the next call goes on behind it. */
#include "entity/entity.h"
#include "read/encoding.h"
#include "read/jsonline.h"
#include "read/stream.h"
#include "read/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t DEFAULT_DOCUMENT_BYTES = (size_t)8 << 20;
static const size_t DEFAULT_LINE_BYTES = (size_t)32 << 20;

struct RasidReader {
  char **paths;
  size_t path_count, next_path;
  size_t max_document_bytes;
  size_t max_line_bytes;
  char *default_date; /* or NULL */

  bool is_walking;
  RsWalk walk;

  bool has_stream; /* JSON Lines that are being read */
  RsStream stream;
  const char *source; /* path of the stream, in `paths` or in `walk` */
  uint64_t line;

  RsJsonLine json;
  RsBuffer text; /* plain text and its path, when they had to be converted */
  RsBuffer id;
  RasidError error; /* of the last reject */
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

static void set_limits(RasidReader *reader, const RasidReadOptions *options) {
  reader->max_document_bytes = options && options->max_document_bytes
                                 ? options->max_document_bytes
                                 : DEFAULT_DOCUMENT_BYTES;
  reader->max_line_bytes = DEFAULT_LINE_BYTES;
  size_t fourfold = reader->max_document_bytes;
  if (fourfold <= SIZE_MAX / 8)
    fourfold *= 4; /* escapes make a line longer than its text */
  if (fourfold > reader->max_line_bytes) reader->max_line_bytes = fourfold;
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
  bool is_made = reader && copy_paths(reader, paths, path_count) &&
                 (!date || (reader->default_date = strdup(date)));
  if (!is_made) {
    rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
    rasid_reader_free(reader);
    return NULL;
  }
  set_limits(reader, options);
  return reader;
}

void rasid_reader_free(RasidReader *reader) {
  if (!reader) return;
  if (reader->has_stream) rs_stream_close(&reader->stream);
  if (reader->is_walking) rs_walk_release(&reader->walk);
  rs_json_line_release(&reader->json);
  rs_buffer_release(&reader->text);
  rs_buffer_release(&reader->id);
  for (size_t i = 0; i < reader->path_count; i++)
    free(reader->paths[i]);
  free(reader->paths);
  free(reader->default_date);
  free(reader);
}

/* ------------------------------------------------------------------ results */

/* Where the document at hand stands; told for documents as well as for rejects. */
static void set_place(
  const RasidReader *reader, RasidReject *reject, const char *id, uint64_t offset
) {
  *reject = (RasidReject) {
    .source = reader->source,
    .byte_offset = offset,
    .line = reader->line,
    .id = id,
    .code = RASID_OK,
    .message = "",
  };
}

static RasidReadResult give_reject(const RasidReader *reader, RasidReject *reject) {
  reject->code = reader->error.code;
  reject->message = reader->error.message;
  return RASID_READ_REJECT;
}

static void set_failure(RasidReader *reader, int failure) {
  if (failure == ENOMEM)
    rs_error_set(&reader->error, RASID_ERROR_MEMORY, 0, "out of memory");
  else
    rs_error_set(
      &reader->error, RASID_ERROR_IO, 0, "cannot be read: %s", strerror(failure)
    );
}

static void close_stream(RasidReader *reader) {
  rs_stream_close(&reader->stream);
  reader->has_stream = false;
}

/* --------------------------------------------------------------- JSON Lines */

static bool is_blank(RsBytes bytes) {
  for (size_t i = 0; i < bytes.count; i++) {
    if (!strchr(" \t\r\n", bytes.data[i]) || !bytes.data[i]) return false;
  }
  return true;
}

static RasidReadResult end_lines(
  RasidReader *reader, uint64_t offset, RasidReject *reject
) {
  int failure = reader->stream.failure;
  close_stream(reader);
  if (!failure) return RASID_READ_END;
  set_place(reader, reject, NULL, offset);
  set_failure(reader, failure);
  return give_reject(reader, reject);
}

/* END when the stream has no more lines. */
static RasidReadResult next_line(
  RasidReader *reader, RasidInput *input, RasidReject *reject
) {
  for (;;) {
    RsBytes line;
    uint64_t offset;
    RsLineResult result =
      rs_stream_line(&reader->stream, reader->max_line_bytes, &line, &offset);
    if (result != RS_LINE_END) reader->line++;
    if (result == RS_LINE_END || result == RS_LINE_FAILED) {
      return end_lines(reader, offset, reject);
    }
    if (result == RS_LINE_READ && is_blank(line)) continue;
    bool is_read = false;
    if (result == RS_LINE_READ) {
      is_read = rs_json_line_read(
        &reader->json, line, reader->max_document_bytes, input, &reader->error
      );
    } else {
      *input = (RasidInput) {0};
      rs_error_set(
        &reader->error,
        RASID_ERROR_TOO_LARGE,
        0,
        "a line of %zu bytes; the limit is %zu",
        line.count,
        reader->max_line_bytes
      );
    }
    set_place(reader, reject, input->id, offset);
    if (!is_read) return give_reject(reader, reject);
    if (!input->date) input->date = reader->default_date;
    return RASID_READ_DOCUMENT;
  }
}

/* --------------------------------------------------------------- plain text */

/* Ids are UTF-8, paths need not be. */
static const char *id_of_path(RasidReader *reader) {
  RsBytes path = {reader->source, strlen(reader->source)}, id;
  rs_buffer_clear(&reader->id);
  if (!rs_utf8_clean(&reader->id, path, &id, NULL)) return "?";
  if (id.data == reader->source) return reader->source;
  rs_buffer_add_char(&reader->id, '\0');
  return reader->id.failed ? "?" : reader->id.data;
}

static bool is_over_limit(const RasidReader *reader) {
  struct stat status;
  size_t limit = reader->max_document_bytes;
  if (rs_stream_held(&reader->stream).count > limit) return true;
  bool is_file = !fstat(reader->stream.fd, &status) && S_ISREG(status.st_mode);
  /* Standard input may be a file that somebody has read the beginning of. */
  return is_file && reader->stream.fd != STDIN_FILENO && (uint64_t)status.st_size > limit;
}

static bool read_whole(RasidReader *reader, RsBytes *text) {
  bool is_large;
  while (!(is_large = is_over_limit(reader)) && rs_stream_fill(&reader->stream)) {
  }
  if (is_large) {
    return rs_error_set(
      &reader->error,
      RASID_ERROR_TOO_LARGE,
      0,
      "larger than %zu bytes, the limit for one text",
      reader->max_document_bytes
    );
  }
  if (reader->stream.failure) return set_failure(reader, reader->stream.failure), false;
  return rs_text_decode(
    &reader->text, rs_stream_held(&reader->stream), text, &reader->error
  );
}

static bool check_plain(RasidReader *reader, RsBytes text) {
  size_t first = 0;
  while (first < text.count && (unsigned char)text.data[first] <= ' ')
    first++;
  if (first == text.count) {
    return rs_error_set(&reader->error, RASID_ERROR_EMPTY, 0, "there is no text in it");
  }
  if (text.count > reader->max_document_bytes) {
    return rs_error_set(
      &reader->error,
      RASID_ERROR_TOO_LARGE,
      0,
      "%zu bytes as UTF-8; the limit is %zu",
      text.count,
      reader->max_document_bytes
    );
  }
  if (text.data[first] != '{') return true;
  return rs_error_set(
    &reader->error, RASID_ERROR_ENCODING, 0, "JSON Lines must be UTF-8; convert the file"
  );
}

static RasidReadResult read_plain(
  RasidReader *reader, RasidInput *input, RasidReject *reject
) {
  RsBytes text;
  set_place(reader, reject, id_of_path(reader), 0);
  if (!read_whole(reader, &text) || !check_plain(reader, text)) {
    close_stream(reader);
    return give_reject(reader, reject);
  }
  if (text.data != reader->text.data) { /* it must outlive the stream */
    rs_buffer_clear(&reader->text);
    rs_buffer_add(&reader->text, text.data, text.count);
    text = (RsBytes) {reader->text.data, reader->text.count};
  }
  close_stream(reader);
  if (reader->text.failed) {
    set_failure(reader, ENOMEM);
    return give_reject(reader, reject);
  }
  *input = (RasidInput) {
    .id = reject->id,
    .text = text.data,
    .text_bytes = text.count,
    .date = reader->default_date,
  };
  return RASID_READ_DOCUMENT;
}

/* ------------------------------------------------------------ what to read next */

static const size_t MARK_BYTES = 3;

static bool has_mark(RsBytes bytes) {
  return bytes.count >= MARK_BYTES && !memcmp(bytes.data, "\xef\xbb\xbf", MARK_BYTES);
}

/* The first byte that is not blank, or '\0' within the limit of a plain text. */
static char first_byte(RasidReader *reader) {
  size_t seen = 0;
  do {
    RsBytes held = rs_stream_held(&reader->stream);
    if (!seen && has_mark(held)) seen = MARK_BYTES;
    for (; seen < held.count; seen++) {
      if (!strchr(" \t\r\n", held.data[seen])) return held.data[seen];
    }
  } while (seen <= reader->max_document_bytes && rs_stream_fill(&reader->stream));
  return '\0';
}

static RasidReadResult begin_stream(
  RasidReader *reader, const char *source, int fd, RasidInput *input, RasidReject *reject
) {
  rs_stream_open(&reader->stream, fd);
  reader->has_stream = true;
  reader->source = source;
  reader->line = 0;
  if (first_byte(reader) != '{') return read_plain(reader, input, reject);
  if (has_mark(rs_stream_held(&reader->stream)))
    rs_stream_skip(&reader->stream, MARK_BYTES);
  return next_line(reader, input, reject);
}

static bool is_readable_kind(mode_t mode) {
  return S_ISREG(mode) || S_ISDIR(mode);
}

static int open_path(RasidReader *reader, const char *path, bool *is_folder) {
  struct stat status;
  if (stat(path, &status)) return set_failure(reader, errno), -1;
  /* Looked at before it is opened: opening a pipe waits, opening a device may do things. */
  if (!is_readable_kind(status.st_mode)) {
    rs_error_set(
      &reader->error,
      RASID_ERROR_IO,
      0,
      "is a pipe or device; only files, folders and - (standard input) are read"
    );
    return -1;
  }
  int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) return set_failure(reader, errno), -1;
  if (fstat(fd, &status) || !is_readable_kind(status.st_mode)) {
    set_failure(reader, EINVAL); /* exchanged since we looked */
    return close(fd), -1;
  }
  *is_folder = S_ISDIR(status.st_mode);
  return fd;
}

static RasidReadResult begin_path(
  RasidReader *reader, const char *path, RasidInput *input, RasidReject *reject
) {
  bool is_folder = false;
  reader->source = path;
  reader->line = 0;
  if (!strcmp(path, "-")) return begin_stream(reader, path, STDIN_FILENO, input, reject);
  set_place(reader, reject, NULL, 0);
  int fd = open_path(reader, path, &is_folder);
  if (fd < 0) return give_reject(reader, reject);
  if (!is_folder) return begin_stream(reader, path, fd, input, reject);
  reader->is_walking = rs_walk_begin(&reader->walk, path, fd, &reader->error);
  if (reader->is_walking) return RASID_READ_END;
  rs_walk_release(&reader->walk);
  return give_reject(reader, reject);
}

static RasidReadResult end_walk(RasidReader *reader, RasidReject *reject) {
  bool is_bare = !reader->walk.file_count;
  rs_walk_release(&reader->walk);
  reader->is_walking = false;
  if (!is_bare) return RASID_READ_END;
  reader->source = reader->paths[reader->next_path - 1];
  reader->line = 0;
  set_place(reader, reject, NULL, 0);
  rs_error_set(&reader->error, RASID_ERROR_EMPTY, 0, "no documents in %s", reader->source);
  return give_reject(reader, reject);
}

static RasidReadResult next_in_folder(
  RasidReader *reader, RasidInput *input, RasidReject *reject
) {
  int fd;
  RsWalkResult result = rs_walk_next(&reader->walk, &fd, &reader->error);
  if (result == RS_WALK_END) return end_walk(reader, reject);
  if (result == RS_WALK_FILE) {
    return begin_stream(reader, reader->walk.path.data, fd, input, reject);
  }
  reader->source = reader->walk.path.data;
  reader->line = 0;
  set_place(reader, reject, NULL, 0);
  return give_reject(reader, reject);
}

RasidReadResult rasid_reader_next(
  RasidReader *reader, RasidInput *input, RasidReject *reject
) {
  for (;;) {
    RasidReadResult result;
    if (reader->has_stream)
      result = next_line(reader, input, reject);
    else if (reader->is_walking)
      result = next_in_folder(reader, input, reject);
    else if (reader->next_path < reader->path_count) {
      result = begin_path(reader, reader->paths[reader->next_path++], input, reject);
    } else
      return RASID_READ_END;
    if (result != RASID_READ_END) return result;
  }
}
