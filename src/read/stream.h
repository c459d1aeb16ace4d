/* Bytes of one open file or of standard input, taken line by line or as a whole. */
#ifndef RASID_READ_STREAM_H
#define RASID_READ_STREAM_H

#include "read/unpack.h"

typedef struct {
  int fd;           /* owned unless it is standard input */
  RsBuffer bytes;   /* what was read and is still held */
  size_t at;        /* bytes[at, count) are unused yet */
  uint64_t offset;  /* of bytes[at] in the source */
  RsUnpack *unpack; /* of what is packed with gzip or zstd; else NULL */
  bool has_begun, has_ended;
  bool has_all;     /* nothing more can be read from `fd` */
  int failure;      /* errno of a failed read (ENOMEM without memory), else 0 */
  RasidError fault; /* when failure is EBADMSG: what is damaged */
} RsStream;

typedef enum {
  RS_LINE_READ,
  RS_LINE_TOO_LONG, /* skipped; `line.count` is its length, `line.data` NULL */
  RS_LINE_END,
  RS_LINE_FAILED /* stream->failure says why */
} RsLineResult;

/* Takes `fd`. What is packed with gzip or zstd is unpacked on the way; offsets count what came
 * out. */
void rs_stream_open(RsStream *stream, int fd);
void rs_stream_close(RsStream *stream);

/* Reads more behind what is held, which moves. False at the end and on failure. */
bool rs_stream_fill(RsStream *stream);

/* After damage (EBADMSG): what follows is read from where it is whole again. */
void rs_stream_resume(RsStream *stream);

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
