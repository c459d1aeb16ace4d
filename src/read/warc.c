/* Web archives: WARC 1.0 and 1.1 (ISO 28500), plain or packed record by record.
 *
 *   WARC/1.0
 *   WARC-Type: response
 *   WARC-Target-URI: https://…
 *   Content-Length: 4311
 *
 *   HTTP/1.1 200 OK …
 *
 * Of an archive's records only responses that are pages become documents; their id is the
 * address. Records are read one after the other, and what is no page is passed over without
 * being held. Lengths lie: behind a record must stand the end or blank lines and the next
 * record; if not, the record is refused and reading goes on at the next line that begins with
 * `WARC/`. The same after damaged gzip or zstd data.
 *
 * Digests are compared where they are SHA-1. That of a payload was made by some crawlers before
 * and by some after chunks and packing were undone, so any of these will do. One that does not
 * fit is no reason to lose a page that can be read: the document is given and flagged.
 *
 * Limits: records over 64 MiB are refused, records that were cut in two (segments) give their
 * first part. */
#include "read/file.h"

#include "read/digest.h"
#include "read/http.h"
#include "read/page.h"

#include <errno.h>
#include <strings.h>

enum {
  MOST_HEAD = 1 << 16,
  PEEKED = 1 << 14 /* bytes of a record that tell whether it is a page */
};

static const uint64_t MOST_RECORD = (uint64_t)64 << 20;

typedef struct {
  uint64_t offset; /* of the record */
  uint64_t length; /* of its content */
  bool is_response, is_http;
  bool has_block_digest, has_payload_digest;
  unsigned char block_digest[RS_SHA1_BYTES], payload_digest[RS_SHA1_BYTES];
  bool is_damaged; /* another digest than the record names */
} Record;

static const char mark[] = "WARC/";

/* Fills the stream until it holds `count` bytes; false when there are fewer. */
static bool hold(RsFile *file, size_t count) {
  while (rs_stream_held(&file->stream).count < count) {
    if (!rs_stream_fill(&file->stream)) return false;
  }
  return true;
}

static bool is_line_end(char c) {
  return c == '\r' || c == '\n';
}

static void skip_blank_lines(RsFile *file) {
  while (hold(file, 1) && is_line_end(*rs_stream_held(&file->stream).data))
    rs_stream_skip(&file->stream, 1);
}

static bool is_at_record(RsFile *file) {
  return hold(file, 5) && !memcmp(rs_stream_held(&file->stream).data, mark, 5);
}

/* To the next line that begins with `WARC/`, or to the end. */
static void seek_record(RsFile *file) {
  for (;;) {
    RsBytes held = rs_stream_held(&file->stream);
    const char *found = memmem(held.data, held.count, "\nWARC/", 6);
    if (found) {
      rs_stream_skip(&file->stream, (size_t)(found + 1 - held.data));
      return;
    }
    size_t kept = held.count < 5 ? held.count : 5;
    rs_stream_skip(&file->stream, held.count - kept);
    if (rs_stream_fill(&file->stream)) continue;
    if (file->stream.failure == EBADMSG) { /* told with the record that it broke */
      file->error = file->stream.fault;
      rs_stream_skip(&file->stream, rs_stream_held(&file->stream).count);
      rs_stream_resume(&file->stream);
      if (is_at_record(file)) return;
      continue;
    }
    rs_stream_skip(&file->stream, rs_stream_held(&file->stream).count);
    return;
  }
}

/* --------------------------------------------------------------------- head */

/* Bytes of the head with its blank line; 0 when it has none within the limit. */
static size_t head_bytes(RsFile *file) {
  size_t searched = 0;
  for (;;) {
    RsBytes held = rs_stream_held(&file->stream);
    for (size_t i = searched; i + 1 < held.count; i++) {
      if (held.data[i] != '\n') continue;
      if (held.data[i + 1] == '\n') return i + 2;
      bool is_blank = i + 2 < held.count && held.data[i + 1] == '\r';
      if (is_blank && held.data[i + 2] == '\n') return i + 3;
    }
    searched = held.count > 2 ? held.count - 2 : 0;
    if (held.count > MOST_HEAD || !rs_stream_fill(&file->stream)) return 0;
  }
}

static bool read_length(RsBytes digits, uint64_t *length) {
  *length = 0;
  for (size_t i = 0; i < digits.count; i++) {
    if (digits.data[i] < '0' || digits.data[i] > '9' || i > 17) return false;
    *length = *length * 10 + (uint64_t)(digits.data[i] - '0');
  }
  return digits.count > 0;
}

static bool equals(RsBytes text, const char *other) {
  return text.count == strlen(other) && !strncasecmp(text.data, other, text.count);
}

static void set_address(RsFile *file, RsBytes address) {
  bool is_bracketed = address.count > 1 && address.data[0] == '<'; /* as 1.0 has it */
  if (is_bracketed) address = (RsBytes) {address.data + 1, address.count - 2};
  rs_field_set(&file->article.id, address);
  rs_field_set_url(&file->article.url, address);
}

/* Reads the head and stands behind it. False with the error set. */
static bool read_head(RsFile *file, Record *record) {
  size_t count = head_bytes(file);
  RsBytes head = {rs_stream_held(&file->stream).data, count}, line, value;
  bool has_length = false;
  if (!count) {
    return file->stream.failure
             ? rs_file_fail(file, file->stream.failure)
             : rs_error_set(
                 &file->error, RASID_ERROR_FORMAT, 0, "a record whose head never ends"
               );
  }
  while (rs_http_line(&head, &line)) {
    if (rs_http_field(line, "content-length", &value))
      has_length = read_length(value, &record->length);
    if (rs_http_field(line, "warc-type", &value))
      record->is_response = equals(value, "response");
    if (rs_http_field(line, "content-type", &value))
      record->is_http =
        value.count >= 16 && !strncasecmp(value.data, "application/http", 16);
    if (rs_http_field(line, "warc-target-uri", &value)) set_address(file, value);
    if (rs_http_field(line, "warc-block-digest", &value))
      record->has_block_digest = rs_digest_read(value, record->block_digest);
    if (rs_http_field(line, "warc-payload-digest", &value))
      record->has_payload_digest = rs_digest_read(value, record->payload_digest);
  }
  rs_stream_skip(&file->stream, count);
  return has_length ||
         rs_error_set(
           &file->error, RASID_ERROR_FORMAT, 0, "a record without a usable Content-Length"
         );
}

/* ------------------------------------------------------------------ content */

static bool complain_of_end(RsFile *file) {
  if (file->stream.failure) return rs_file_fail(file, file->stream.failure);
  return rs_error_set(
    &file->error, RASID_ERROR_FORMAT, 0, "the archive ends within the record"
  );
}

static bool complain_of_length(RsFile *file, const Record *record) {
  return rs_error_set(
    &file->error,
    RASID_ERROR_FORMAT,
    0,
    "Content-Length is %llu, but the record does not end there",
    (unsigned long long)record->length
  );
}

/* Passes over content of any length. */
static bool skip_content(RsFile *file, uint64_t length) {
  while (length) {
    if (!hold(file, 1)) return complain_of_end(file);
    size_t held = rs_stream_held(&file->stream).count;
    size_t count = held < length ? held : (size_t)length;
    rs_stream_skip(&file->stream, count);
    length -= count;
  }
  return true;
}

/* True when a page begins in the content; what is needed to tell is held. */
static bool is_page(RsFile *file, const Record *record) {
  RsHttp http;
  size_t wanted = record->length < PEEKED ? (size_t)record->length : PEEKED;
  if (!record->is_response || !record->is_http) return false;
  hold(file, wanted);
  RsBytes held = rs_stream_held(&file->stream);
  if (held.count > wanted) held.count = wanted;
  return rs_http_read(&http, held) && rs_http_is_page(&http) && http.body.count;
}

static bool fits(RsBytes bytes, const unsigned char digest[RS_SHA1_BYTES]) {
  unsigned char made[RS_SHA1_BYTES];
  rs_sha1(bytes, made);
  return !memcmp(made, digest, sizeof made);
}

/* `sent` and `body` are the payload as it came and without chunks and packing; `chunks` is what
 * was between. */
static bool payload_fits(
  const Record *record, RsBytes sent, const RsBuffer *chunks, RsBytes body
) {
  if (!record->has_payload_digest || fits(sent, record->payload_digest)) return true;
  if (body.data != sent.data && fits(body, record->payload_digest)) return true;
  RsBytes between = {chunks->data, chunks->count};
  return between.count && fits(between, record->payload_digest);
}

static bool read_body(RsFile *file, Record *record, RsBytes content) {
  RsHttp http;
  RsBytes body, html;
  RsBuffer chunks = {0}, plain = {0}, address = {0};
  RsArticle *article = &file->article;
  rs_buffer_add(&address, article->url.data, article->url.count);
  bool is_read =
    rs_http_read(&http, content) &&
    rs_http_body(&http, &chunks, &plain, file->max_raw_bytes, &body, &file->error);
  record->is_damaged =
    is_read && (!payload_fits(record, http.body, &chunks, body) ||
                (record->has_block_digest && !fits(content, record->block_digest)));
  is_read = is_read &&
            rs_page_decode(&file->clean, body, http.charset, &html, &file->error) &&
            rs_page_read(article, html, file->words, &file->error);
  if (!article->url.count) rs_buffer_add(&article->url, address.data, address.count);
  rs_buffer_release(&chunks);
  rs_buffer_release(&plain);
  rs_buffer_release(&address);
  return is_read;
}

/* True when behind `count` bytes stand the two line ends that close a record, fewer and the
 * next record, or the end. */
static bool ends_well(RsFile *file, size_t count) {
  bool is_more = hold(file, count + 9);
  RsBytes held = rs_stream_held(&file->stream);
  size_t at = count, lines = 0;
  for (; at < held.count && at < count + 4 && is_line_end(held.data[at]); at++)
    lines += held.data[at] == '\n';
  bool is_end = !is_more && at == held.count;
  return lines > 1 || is_end || (held.count - at >= 5 && !memcmp(held.data + at, mark, 5));
}

static bool has_address(RsFile *file) {
  return file->article.id.count ||
         rs_error_set(
           &file->error,
           RASID_ERROR_FORMAT,
           0,
           "a page without WARC-Target-URI; every document needs an id"
         );
}

/* The page at hand, whose content follows. */
static bool read_page(RsFile *file, Record *record) {
  if (record->length > MOST_RECORD) {
    rs_error_set(
      &file->error,
      RASID_ERROR_TOO_LARGE,
      0,
      "a page of %llu bytes; the limit is %llu",
      (unsigned long long)record->length,
      (unsigned long long)MOST_RECORD
    );
    return seek_record(file), false; /* such a length is hardly true */
  }
  size_t length = (size_t)record->length;
  if (!hold(file, length)) return complain_of_end(file), seek_record(file), false;
  if (!ends_well(file, length)) {
    return complain_of_length(file, record), seek_record(file), false;
  }
  bool is_read =
    has_address(file) &&
    read_body(file, record, (RsBytes) {rs_stream_held(&file->stream).data, length});
  rs_stream_skip(&file->stream, length);
  return is_read;
}

typedef enum {
  FOUND_PAGE,
  FOUND_OTHER,
  FOUND_FAULT
} Found;

static Found read_record(RsFile *file, Record *record) {
  if (!is_at_record(file)) {
    if (file->stream.failure)
      rs_file_fail(file, file->stream.failure);
    else
      rs_error_set(&file->error, RASID_ERROR_FORMAT, 0, "something that is no record");
    seek_record(file);
    return FOUND_FAULT;
  }
  if (!read_head(file, record)) {
    seek_record(file);
    return FOUND_FAULT;
  }
  bool is_other = !is_page(file, record);
  bool is_read = is_other ? skip_content(file, record->length) : read_page(file, record);
  if (is_read) return is_other ? FOUND_OTHER : FOUND_PAGE;
  if (is_other) seek_record(file);
  return FOUND_FAULT;
}

RasidReadResult rs_warc_next(RsFile *file, RasidInput *input, RasidReject *reject) {
  for (;;) {
    Record record = {0};
    skip_blank_lines(file);
    bool has_more = hold(file, 1);
    if (!has_more && !file->stream.failure) return rs_file_close(file), RASID_READ_END;
    record.offset = file->stream.offset;
    rs_article_clear(&file->article);
    Found found = read_record(file, &record);
    if (found == FOUND_OTHER) continue;
    bool is_given = found == FOUND_PAGE && rs_file_give(file, input);
    rs_file_place(file, reject, rs_field_string(&file->article.id), record.offset);
    if (is_given && record.is_damaged)
      reject->message = "the digest of its record does not fit: it was changed or damaged";
    if (is_given) return RASID_READ_DOCUMENT;
    bool is_over = file->stream.failure && file->stream.failure != EBADMSG;
    if (is_over) rs_file_close(file);
    return rs_file_reject(file, reject);
  }
}
