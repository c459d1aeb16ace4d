/* A file descriptor read in chunks.
 *
 * News archives come as one file of many gigabytes with a document a line, and now and then a
 * broken export leaves a line of fifty megabytes in it. So nothing here ever holds a file: it
 * holds the line that is asked for and the chunk behind it. A line over the limit is let go
 * chunk by chunk up to its newline, and the one after it is read as if nothing had been. */
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
  *stream = (RsStream) {.fd = -1, .has_ended = true};
}

static void drop_used(RsStream *stream) {
  if (!stream->at) return;
  size_t left = stream->bytes.count - stream->at;
  if (left) memmove(stream->bytes.data, stream->bytes.data + stream->at, left);
  stream->bytes.count = left;
  stream->at = 0;
}

bool rs_stream_fill(RsStream *stream) {
  if (stream->has_ended) return false;
  drop_used(stream);
  if (!rs_buffer_reserve(&stream->bytes, CHUNK_BYTES)) {
    stream->failure = ENOMEM;
    stream->has_ended = true;
    return false;
  }
  ssize_t got;
  do {
    got = read(stream->fd, stream->bytes.data + stream->bytes.count, CHUNK_BYTES);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) {
    stream->failure = got < 0 ? errno : 0;
    stream->has_ended = true;
    return false;
  }
  stream->bytes.count += (size_t)got;
  return true;
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
