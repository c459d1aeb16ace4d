/* Bytes of one open file or of standard input, taken line by line or as a whole. */
#ifndef RASID_READ_STREAM_H
#define RASID_READ_STREAM_H

#include "base/buffer.h"

typedef struct {
  int fd;          /* owned unless it is standard input */
  RsBuffer bytes;  /* what was read and is still held */
  size_t at;       /* bytes[at, count) are unused yet */
  uint64_t offset; /* of bytes[at] in the source */
  bool has_ended;
  int failure; /* errno of a failed read (ENOMEM without memory), else 0 */
} RsStream;

typedef enum {
  RS_LINE_READ,
  RS_LINE_TOO_LONG, /* skipped; `line.count` is its length, `line.data` NULL */
  RS_LINE_END,
  RS_LINE_FAILED /* stream->failure says why */
} RsLineResult;

/* Takes `fd`. */
void rs_stream_open(RsStream *stream, int fd);
void rs_stream_close(RsStream *stream);

/* Reads more behind what is held. False at the end and on failure. */
bool rs_stream_fill(RsStream *stream);

/* The next line without its newline; it stays valid until the next call. Holds at most
 * `limit` bytes and one chunk, however long a line is. `*offset` is where it begins. */
RsLineResult rs_stream_line(
  RsStream *stream, size_t limit, RsBytes *line, uint64_t *offset
);

static inline RsBytes rs_stream_held(const RsStream *stream) {
  size_t count = stream->bytes.count - stream->at;
  return (RsBytes) {count ? stream->bytes.data + stream->at : "", count};
}
static inline void rs_stream_skip(RsStream *stream, size_t bytes) {
  stream->at += bytes;
  stream->offset += bytes;
}

#endif
