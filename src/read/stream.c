/* A file descriptor read in chunks.
 *
 * News archives come as one file of many gigabytes with a document a line, and now and then a
 * broken export leaves a line of fifty megabytes in it. So nothing here ever holds a file: it
 * holds the line that is asked for and the chunk behind it. A line over the limit is let go
 * chunk by chunk up to its newline, and the one after it is read as if nothing had been.
 *
 * Archives are packed (news.jsonl.gz, crawl.warc.gz): that is told by the first bytes, like
 * everything else about a file, and undone here, so that no format knows of it. */
#include "read/stream.h"

#include <errno.h>
#include <unistd.h>

enum {
  CHUNK_BYTES = 1 << 18
};

void rs_stream_open(RsStream *stream, int fd) {
  *stream = (RsStream) {.fd = fd};
}

void rs_stream_close(RsStream *stream) {
  if (stream->fd > STDIN_FILENO) close(stream->fd);
  rs_buffer_release(&stream->bytes);
  rs_unpack_free(stream->unpack);
  *stream = (RsStream) {.fd = -1, .has_ended = true};
}

static void drop_used(RsStream *stream) {
  if (!stream->at) return;
  size_t left = stream->bytes.count - stream->at;
  if (left) memmove(stream->bytes.data, stream->bytes.data + stream->at, left);
  stream->bytes.count = left;
  stream->at = 0;
}

static bool fail(RsStream *stream, int failure) {
  stream->failure = failure;
  stream->has_ended = true;
  return false;
}

/* Reads a chunk from the file to the end of `to`. */
static bool read_chunk(RsStream *stream, RsBuffer *to) {
  if (stream->has_all) return false;
  if (!rs_buffer_reserve(to, CHUNK_BYTES)) return fail(stream, ENOMEM);
  ssize_t got;
  do {
    got = read(stream->fd, to->data + to->count, CHUNK_BYTES);
  } while (got < 0 && errno == EINTR);
  if (got < 0) return fail(stream, errno);
  stream->has_all = got == 0;
  to->count += (size_t)got;
  return got > 0;
}

/* The first bytes tell whether the file is packed. */
static bool begin(RsStream *stream) {
  RsBuffer *bytes = &stream->bytes;
  stream->has_begun = true;
  while (bytes->count < 4 && read_chunk(stream, bytes)) {
  }
  RsBytes head = {bytes->data ? bytes->data : "", bytes->count};
  if (stream->failure || !rs_unpack_fits(head)) return !stream->failure;
  stream->unpack = rs_unpack_new(head);
  if (!stream->unpack) return fail(stream, ENOMEM);
  *rs_unpack_raw(stream->unpack) = *bytes;
  *bytes = (RsBuffer) {0};
  return true;
}

static bool unpack(RsStream *stream) {
  for (;;) {
    RsUnpackResult result =
      rs_unpack_step(stream->unpack, &stream->bytes, stream->has_all, &stream->fault);
    if (result == RS_UNPACK_GIVEN) return true;
    bool is_memory = stream->fault.code == RASID_ERROR_MEMORY;
    if (result == RS_UNPACK_FAULT) return fail(stream, is_memory ? ENOMEM : EBADMSG);
    if (stream->has_all) return stream->has_ended = true, false;
    read_chunk(stream, rs_unpack_raw(stream->unpack));
    if (stream->failure) return false;
  }
}

bool rs_stream_fill(RsStream *stream) {
  if (stream->has_ended) return false;
  drop_used(stream);
  if (!stream->has_begun) {
    if (!begin(stream)) return false;
    if (!stream->unpack && stream->bytes.count) return true;
  }
  if (stream->unpack) return unpack(stream);
  if (read_chunk(stream, &stream->bytes)) return true;
  stream->has_ended = true;
  return false;
}

void rs_stream_resume(RsStream *stream) {
  if (stream->failure != EBADMSG) return;
  stream->failure = 0;
  stream->has_ended = false;
}

static RsLineResult skip_line(RsStream *stream, RsBytes *line) {
  *line = (RsBytes) {0};
  do {
    RsBytes held = rs_stream_held(stream);
    const char *newline = memchr(held.data, '\n', held.count);
    size_t length = newline ? (size_t)(newline - held.data) : held.count;
    line->count += length;
    rs_stream_skip(stream, length + (newline != NULL));
    if (newline) return RS_LINE_TOO_LONG;
  } while (rs_stream_fill(stream));
  return stream->failure ? RS_LINE_FAILED : RS_LINE_TOO_LONG;
}

static RsLineResult take_line(
  RsStream *stream, RsBytes held, size_t length, size_t limit, RsBytes *line
) {
  *line = (RsBytes) {length > limit ? NULL : held.data, length};
  rs_stream_skip(stream, length + (length < held.count));
  return length > limit ? RS_LINE_TOO_LONG : RS_LINE_READ;
}

RsLineResult rs_stream_line(
  RsStream *stream, size_t limit, RsBytes *line, uint64_t *offset
) {
  size_t searched = 0;
  *offset = stream->offset;
  for (;;) {
    RsBytes held = rs_stream_held(stream);
    const char *newline = memchr(held.data + searched, '\n', held.count - searched);
    if (newline) return take_line(stream, held, (size_t)(newline - held.data), limit, line);
    if (held.count > limit) return skip_line(stream, line);
    searched = held.count;
    if (rs_stream_fill(stream)) continue;
    if (stream->failure) return RS_LINE_FAILED;
    if (!searched) return RS_LINE_END;
    return take_line(stream, rs_stream_held(stream), searched, limit, line);
  }
}
