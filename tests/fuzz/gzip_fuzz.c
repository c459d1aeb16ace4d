/* Packed bytes: raw ones, or those of a sound member with damage done to it.
 *
 * An even first byte: what follows is taken as it is. An odd one: the bytes behind the eighth are
 * packed, then three pairs of offset and byte (from bytes 2 to 7) damage what came out; without
 * damage (an eighth byte of 0) what is unpacked must be what was packed. */
#include "read/stream.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
  HEAD = 8,
  MOST_BYTES = 1 << 16
};

/* Two members, so that what follows a damaged one is looked for. */
static void pack(RsBuffer *packed, RsBytes bytes) {
  for (int member = 0; member < 2; member++) {
    z_stream gzip = {0};
    if (deflateInit2(&gzip, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
    size_t room = deflateBound(&gzip, (uLong)bytes.count);
    if (rs_buffer_reserve(packed, room)) {
      gzip.next_in = (Bytef *)(uintptr_t)bytes.data;
      gzip.avail_in = (uInt)bytes.count;
      gzip.next_out = (Bytef *)packed->data + packed->count;
      gzip.avail_out = (uInt)room;
      deflate(&gzip, Z_FINISH);
      packed->count += gzip.total_out;
    }
    deflateEnd(&gzip);
  }
}

static void damage(RsBuffer *packed, const uint8_t *pairs) {
  for (int i = 0; i < 3 && packed->count; i++)
    packed->data[pairs[2 * i] * packed->count / 256] ^= (char)pairs[2 * i + 1];
}

static void unpack_all(RsBytes packed, const RsBytes *expected) {
  RsBuffer out = {0};
  RasidError error = {0};
  bool is_whole = rs_unpack_all(packed, &out, MOST_BYTES, &error);
  if (is_whole ? out.count > MOST_BYTES : error.code == RASID_OK) abort();
  if (expected && 2 * expected->count <= MOST_BYTES) {
    if (!is_whole || out.count != 2 * expected->count) abort();
    if (out.count && memcmp(out.data, expected->data, expected->count)) abort();
  }
  rs_buffer_release(&out);
}

/* Line by line, going on behind each fault. */
static void read_lines(RsBytes packed) {
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  if (fd < 0) return;
  if (write(fd, packed.data, packed.count) != (ssize_t)packed.count || lseek(fd, 0, SEEK_SET)) {
    close(fd);
    return;
  }
  RsStream stream = {0};
  RsBytes line;
  uint64_t offset, before = 0;
  rs_stream_open(&stream, fd);
  for (size_t turns = 0;; turns++) {
    RsLineResult result = rs_stream_line(&stream, MOST_BYTES, &line, &offset);
    if (result == RS_LINE_END || turns > 4 * MOST_BYTES) break;
    if (result == RS_LINE_FAILED) {
      if (stream.failure != EBADMSG || stream.fault.code == RASID_OK) break;
      rs_stream_resume(&stream);
      continue;
    }
    if (offset < before) abort();
    before = offset;
    if (result == RS_LINE_READ && line.count > MOST_BYTES) abort();
  }
  rs_stream_close(&stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size) return 0;
  RsBytes raw = {(const char *)data + 1, size - 1};
  if (data[0] % 2 == 0) {
    if (raw.count >= 4 && rs_unpack_fits(raw)) unpack_all(raw, NULL);
    if (raw.count) read_lines(raw);
    return 0;
  }
  if (size <= HEAD) return 0;
  RsBuffer packed = {0};
  RsBytes bytes = {(const char *)data + HEAD, size - HEAD};
  pack(&packed, bytes);
  bool is_whole = !data[HEAD - 1];
  if (!is_whole) damage(&packed, data + 1);
  RsBytes all = {packed.data, packed.count};
  if (rs_unpack_fits(all)) unpack_all(all, is_whole ? &bytes : NULL);
  read_lines(all);
  rs_buffer_release(&packed);
  return 0;
}
