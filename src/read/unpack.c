/* gzip and zstd, defensively.
 *
 * Web archives are packed record by record: a file is a chain of members (gzip) or frames
 * (zstd), each of which can be unpacked alone. So when one is damaged, the next is looked for
 * by its first bytes, and only the records between are lost. Bytes of another kind behind a
 * member are damage too; zeros, which tapes leave, are not.
 *
 * A few bytes may unpack to gigabytes (gzip reaches 1029 : 1). News reaches 10 : 1, so a member
 * that has given more than a megabyte and is over 200 : 1 is a bomb and is left. zstd may ask
 * for a window of any size; over 128 MiB it is refused.
 *
 * zstd archives may begin with a dictionary in a frame of their own (IIPC, "WARC-zst" 1.0).
 * Limits: such a dictionary has at most 16 MiB. */
#include "read/unpack.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum {
  PIECE_BYTES = 1 << 17,
  MOST_RATIO = 200,
  FREE_BYTES = 1 << 20, /* below it no ratio is a bomb */
  MOST_DICTIONARY = 1 << 24,
  WINDOW_LOG = 27
};

static const char gzip_mark[] = "\x1f\x8b\x08";
static const char zstd_mark[] = "\x28\xb5\x2f\xfd";
static const char dictionary_mark[] = "\x5d\x2a\x4d\x18";

struct RsUnpack {
  bool is_zstd;
  bool is_within;  /* a member */
  bool is_seeking; /* the next member, after damage */
  bool has_begun;
  z_stream gzip;
  ZSTD_DCtx *zstd;
  RsBuffer raw;
  size_t at;             /* raw[at, count) are unused */
  uint64_t offset;       /* of raw[at] in the file */
  uint64_t taken, given; /* bytes of the member at hand */
};

static bool begins(RsBytes text, const char *mark, size_t count) {
  return text.count >= count && !memcmp(text.data, mark, count);
}

static bool is_skippable(RsBytes head) {
  return head.count >= 4 && ((unsigned char)head.data[0] & 0xf0) == 0x50 &&
         !memcmp(head.data + 1, "\x2a\x4d\x18", 3);
}

static bool is_zstd(RsBytes head) {
  return begins(head, zstd_mark, 4) || is_skippable(head);
}

bool rs_unpack_fits(RsBytes head) {
  return begins(head, gzip_mark, 3) || is_zstd(head);
}

RsUnpack *rs_unpack_new(RsBytes head) {
  RsUnpack *unpack = calloc(1, sizeof *unpack);
  if (!unpack) return NULL;
  unpack->is_zstd = is_zstd(head);
  bool is_made;
  if (unpack->is_zstd) {
    unpack->zstd = ZSTD_createDCtx();
    is_made = unpack->zstd != NULL;
    if (is_made) ZSTD_DCtx_setParameter(unpack->zstd, ZSTD_d_windowLogMax, WINDOW_LOG);
  } else {
    is_made = inflateInit2(&unpack->gzip, 15 + 16) == Z_OK;
  }
  if (is_made) return unpack;
  free(unpack);
  return NULL;
}

void rs_unpack_free(RsUnpack *unpack) {
  if (!unpack) return;
  if (unpack->is_zstd)
    ZSTD_freeDCtx(unpack->zstd);
  else
    inflateEnd(&unpack->gzip);
  rs_buffer_release(&unpack->raw);
  free(unpack);
}

/* Makes room by dropping what is used. */
RsBuffer *rs_unpack_raw(RsUnpack *unpack) {
  RsBuffer *raw = &unpack->raw;
  size_t left = raw->count - unpack->at;
  if (left && unpack->at) memmove(raw->data, raw->data + unpack->at, left);
  raw->count = left;
  unpack->at = 0;
  return raw;
}

static RsBytes unused(const RsUnpack *unpack) {
  size_t count = unpack->raw.count - unpack->at;
  return (RsBytes) {count ? unpack->raw.data + unpack->at : "", count};
}

static void use(RsUnpack *unpack, size_t bytes) {
  unpack->at += bytes;
  unpack->offset += bytes;
  unpack->taken += bytes;
}

/* ------------------------------------------------------------------- faults */

static RsUnpackResult fault(
  RsUnpack *unpack, RasidErrorCode code, const char *what, RasidError *error
) {
  unpack->is_within = false;
  unpack->is_seeking = true;
  rs_error_set(
    error,
    code,
    unpack->offset,
    "broken %s data before byte %llu: %s; fetch or pack the file again",
    unpack->is_zstd ? "zstd" : "gzip",
    (unsigned long long)unpack->offset,
    what
  );
  return RS_UNPACK_FAULT;
}

static bool is_bomb(const RsUnpack *unpack) {
  return unpack->given > FREE_BYTES && unpack->given / MOST_RATIO > unpack->taken;
}

/* ------------------------------------------------------------------ members */

/* The dictionary in front of an archive: true when the frame at hand is done with. */
static RsUnpackResult read_dictionary(RsUnpack *unpack, bool is_last, RasidError *error) {
  RsBytes held = unused(unpack), content;
  const unsigned char *at = (const unsigned char *)held.data;
  size_t size = held.count < 8 ? 0
                               : (size_t)at[4] | (size_t)at[5] << 8 | (size_t)at[6] << 16 |
                                   (size_t)at[7] << 24;
  if (size > MOST_DICTIONARY)
    return fault(unpack, RASID_ERROR_TOO_LARGE, "its dictionary is too large", error);
  if (held.count < 8 || held.count - 8 < size) {
    return is_last ? fault(unpack, RASID_ERROR_FORMAT, "its dictionary is cut short", error)
                   : RS_UNPACK_MORE;
  }
  content = (RsBytes) {held.data + 8, size};
  RsBuffer plain = {0};
  bool is_read = true;
  if (begins(content, zstd_mark, 4)) {
    is_read = rs_unpack_all(content, &plain, MOST_DICTIONARY, NULL);
    content = (RsBytes) {plain.data, plain.count};
  }
  is_read =
    is_read &&
    !ZSTD_isError(ZSTD_DCtx_loadDictionary(unpack->zstd, content.data, content.count));
  rs_buffer_release(&plain);
  if (!is_read) return fault(unpack, RASID_ERROR_FORMAT, "its dictionary is broken", error);
  use(unpack, size + 8);
  return RS_UNPACK_GIVEN;
}

/* To the first bytes of the next member; false when they are not there yet. */
static bool seek(RsUnpack *unpack) {
  RsBytes held = unused(unpack);
  size_t length = unpack->is_zstd ? 4 : 3;
  const char *mark = unpack->is_zstd ? zstd_mark : gzip_mark;
  const char *found = memmem(held.data, held.count, mark, length);
  size_t kept = held.count < length - 1 ? held.count : length - 1;
  use(unpack, found ? (size_t)(found - held.data) : held.count - kept);
  unpack->is_seeking = !found;
  return found;
}

static void begin_member(RsUnpack *unpack) {
  if (unpack->is_zstd)
    ZSTD_DCtx_reset(unpack->zstd, ZSTD_reset_session_only);
  else
    inflateReset(&unpack->gzip);
  unpack->taken = unpack->given = 0;
  unpack->is_within = unpack->has_begun = true;
}

/* Between members: GIVEN when one has begun. */
static RsUnpackResult next_member(RsUnpack *unpack, bool is_last, RasidError *error) {
  while (unused(unpack).count && !*unused(unpack).data && unpack->has_begun)
    use(unpack, 1);
  RsBytes held = unused(unpack);
  if (held.count < 4 && !is_last) return RS_UNPACK_MORE;
  if (!held.count) return RS_UNPACK_MORE;
  bool is_dictionary =
    unpack->is_zstd && !unpack->has_begun && begins(held, dictionary_mark, 4);
  if (is_dictionary) {
    RsUnpackResult result = read_dictionary(unpack, is_last, error);
    if (result == RS_UNPACK_GIVEN) unpack->has_begun = true;
    return result == RS_UNPACK_GIVEN ? next_member(unpack, is_last, error) : result;
  }
  if (unpack->is_zstd ? is_zstd(held) : begins(held, gzip_mark, 3)) {
    begin_member(unpack);
    return RS_UNPACK_GIVEN;
  }
  use(unpack, 1);
  return fault(unpack, RASID_ERROR_FORMAT, "other bytes follow", error);
}

/* ---------------------------------------------------------------- unpacking */

typedef struct {
  size_t taken, given;
  bool has_ended;    /* the member */
  const char *fault; /* or NULL */
  bool is_memory;
} Piece;

static Piece inflate_piece(RsUnpack *unpack, char *out, size_t room) {
  RsBytes held = unused(unpack);
  z_stream *gzip = &unpack->gzip;
  size_t count = held.count < INT32_MAX ? held.count : INT32_MAX;
  gzip->next_in = (unsigned char *)(uintptr_t)held.data;
  gzip->avail_in = (unsigned)count;
  gzip->next_out = (unsigned char *)out;
  gzip->avail_out = (unsigned)room;
  int status = inflate(gzip, Z_NO_FLUSH);
  Piece piece = {
    .taken = count - gzip->avail_in,
    .given = room - gzip->avail_out,
    .has_ended = status == Z_STREAM_END,
    .is_memory = status == Z_MEM_ERROR,
  };
  if (status == Z_DATA_ERROR || status == Z_NEED_DICT || status == Z_STREAM_ERROR)
    piece.fault = gzip->msg ? gzip->msg : "no gzip";
  return piece;
}

static Piece zstd_piece(RsUnpack *unpack, char *out, size_t room) {
  RsBytes held = unused(unpack);
  ZSTD_inBuffer in = {held.data, held.count, 0};
  ZSTD_outBuffer to = {out, room, 0};
  size_t status = ZSTD_decompressStream(unpack->zstd, &to, &in);
  Piece piece = {.taken = in.pos, .given = to.pos, .has_ended = status == 0};
  if (ZSTD_isError(status)) piece.fault = ZSTD_getErrorName(status);
  return piece;
}

static RsUnpackResult unpack_piece(
  RsUnpack *unpack, RsBuffer *out, bool is_last, RasidError *error
) {
  if (!rs_buffer_reserve(out, PIECE_BYTES))
    return fault(unpack, RASID_ERROR_MEMORY, "out of memory", error);
  char *to = out->data + out->count;
  Piece piece = (unpack->is_zstd ? zstd_piece : inflate_piece)(unpack, to, PIECE_BYTES);
  use(unpack, piece.taken);
  out->count += piece.given;
  unpack->given += piece.given;
  if (piece.is_memory) return fault(unpack, RASID_ERROR_MEMORY, "out of memory", error);
  if (piece.fault) {
    if (!piece.taken && unused(unpack).count) use(unpack, 1);
    return fault(unpack, RASID_ERROR_FORMAT, piece.fault, error);
  }
  if (is_bomb(unpack)) {
    return fault(unpack, RASID_ERROR_TOO_LARGE, "it grows more than 200-fold", error);
  }
  if (piece.has_ended) unpack->is_within = false;
  if (piece.given) return RS_UNPACK_GIVEN;
  if (piece.taken || piece.has_ended) return RS_UNPACK_GIVEN;
  if (!is_last) return RS_UNPACK_MORE;
  return fault(unpack, RASID_ERROR_FORMAT, "it is cut short", error);
}

RsUnpackResult rs_unpack_step(
  RsUnpack *unpack, RsBuffer *out, bool is_last, RasidError *error
) {
  size_t before = out->count;
  for (;;) {
    RsUnpackResult result;
    if (unpack->is_seeking && !seek(unpack)) return RS_UNPACK_MORE;
    if (!unpack->is_within) {
      result = next_member(unpack, is_last, error);
      if (result != RS_UNPACK_GIVEN) return result;
    }
    result = unpack_piece(unpack, out, is_last, error);
    if (result != RS_UNPACK_GIVEN || out->count > before) return result;
  }
}

bool rs_unpack_all(RsBytes packed, RsBuffer *out, size_t limit, RasidError *error) {
  RsUnpack *unpack = rs_unpack_new(packed);
  if (!unpack) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  rs_buffer_add(&unpack->raw, packed.data, packed.count);
  RsUnpackResult result = RS_UNPACK_GIVEN;
  while (result == RS_UNPACK_GIVEN && out->count <= limit && !unpack->raw.failed)
    result = rs_unpack_step(unpack, out, true, error);
  bool has_memory = !unpack->raw.failed;
  rs_unpack_free(unpack);
  if (!has_memory) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  if (out->count > limit) {
    return rs_error_set(
      error, RASID_ERROR_TOO_LARGE, 0, "unpacks to more than %zu bytes", limit
    );
  }
  return result == RS_UNPACK_MORE;
}
