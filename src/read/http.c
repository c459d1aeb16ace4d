/* HTTP responses from archives.
 *
 * Archives keep what the server sent, head and all: chunks, gzip, and heads that lie. Crawlers
 * also write down heads that do not fit what they kept (the chunks are joined, the head still
 * says `chunked`). So a coding is undone when the body looks as if it had it, and is left as it
 * stands otherwise.
 *
 *   HTTP/1.1 200 OK
 *   Content-Type: text/html; charset=windows-1256
 *   Transfer-Encoding: chunked
 *
 * Limits: one coding at a time (gzip, deflate in gzip's clothes, zstd); Brotli is refused. */
#include "read/http.h"

#include "read/unpack.h"

static char small(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool begins(RsBytes text, const char *with) { /* `with` in small letters */
  size_t count = strlen(with);
  if (text.count < count) return false;
  for (size_t i = 0; i < count; i++) {
    if (small(text.data[i]) != with[i]) return false;
  }
  return true;
}

static void skip(RsBytes *text, size_t count) {
  text->data += count;
  text->count -= count;
}

static RsBytes trim(RsBytes text) {
  while (text.count && strchr(" \t\"", text.data[0]))
    skip(&text, 1);
  while (text.count && strchr(" \t\r\"", text.data[text.count - 1]))
    text.count--;
  return text;
}

bool rs_http_line(RsBytes *rest, RsBytes *line) {
  if (!rest->count) return false;
  const char *end = memchr(rest->data, '\n', rest->count);
  size_t count = end ? (size_t)(end - rest->data) : rest->count;
  *line = (RsBytes) {rest->data, count};
  skip(rest, count + (end != NULL));
  if (line->count && line->data[line->count - 1] == '\r') line->count--;
  return true;
}

bool rs_http_field(RsBytes line, const char *name, RsBytes *value) {
  size_t count = strlen(name);
  if (!begins(line, name) || line.count <= count || line.data[count] != ':') return false;
  skip(&line, count + 1);
  *value = trim(line);
  return true;
}

static unsigned read_status(RsBytes line) {
  const char *blank = line.count ? memchr(line.data, ' ', line.count) : NULL;
  if (!begins(line, "http/") || !blank) return 0;
  skip(&line, (size_t)(blank + 1 - line.data));
  unsigned status = 0;
  for (size_t i = 0; i < 3 && i < line.count; i++) {
    if (line.data[i] < '0' || line.data[i] > '9') return 0;
    status = status * 10 + (unsigned)(line.data[i] - '0');
  }
  return status;
}

/* `text/html; charset=utf-8` into its parts. */
static void read_type(RsHttp *http, RsBytes value) {
  const char *mark = value.count ? memchr(value.data, ';', value.count) : NULL;
  http->type = value;
  if (!mark) return;
  http->type.count = (size_t)(mark - value.data);
  skip(&value, http->type.count + 1);
  for (; value.count; skip(&value, 1)) {
    if (!begins(value, "charset=")) continue;
    skip(&value, 8);
    const char *end = memchr(value.data, ';', value.count);
    if (end) value.count = (size_t)(end - value.data);
    http->charset = trim(value);
    return;
  }
}

bool rs_http_read(RsHttp *http, RsBytes bytes) {
  RsBytes line, value;
  *http = (RsHttp) {0};
  if (!rs_http_line(&bytes, &line) || !(http->status = read_status(line))) return false;
  while (rs_http_line(&bytes, &line) && line.count) {
    if (rs_http_field(line, "content-type", &value)) read_type(http, value);
    if (rs_http_field(line, "content-encoding", &value)) http->encoding = value;
    if (rs_http_field(line, "transfer-encoding", &value))
      http->is_chunked = begins(value, "chunked");
  }
  http->body = bytes;
  return true;
}

bool rs_http_is_page(const RsHttp *http) {
  if (http->status < 200 || http->status > 299) return false;
  return !http->type.count || begins(trim(http->type), "text/html") ||
         begins(trim(http->type), "application/xhtml");
}

/* ----------------------------------------------------------------- the body */

/* The length that a chunk begins with; false when the line is none. */
static bool read_length(RsBytes line, size_t *length) {
  size_t count = 0;
  *length = 0;
  for (; count < line.count && count < 8; count++) {
    char c = small(line.data[count]);
    bool is_digit = c >= '0' && c <= '9', is_letter = c >= 'a' && c <= 'f';
    if (!is_digit && !is_letter) break;
    *length = *length * 16 + (size_t)(is_digit ? c - '0' : c - 'a' + 10);
  }
  bool is_end = count == line.count || strchr("; \t", line.data[count]);
  return count && is_end;
}

/* False when the body is not in chunks after all. A last chunk that is cut short counts as far
 * as it goes. */
static bool join_chunks(RsBytes rest, RsBuffer *out) {
  RsBytes line;
  size_t length;
  rs_buffer_clear(out);
  for (bool is_first = true; rs_http_line(&rest, &line); is_first = false) {
    if (!line.count && !is_first) continue; /* behind a chunk */
    if (!read_length(line, &length)) return !is_first;
    if (!length) return true;
    if (length > rest.count) length = rest.count;
    rs_buffer_add(out, rest.data, length);
    skip(&rest, length);
  }
  return true;
}

bool rs_http_body(
  const RsHttp *http,
  RsBuffer *scratch,
  RsBuffer *out,
  size_t limit,
  RsBytes *body,
  RasidError *error
) {
  *body = http->body;
  if (http->is_chunked && join_chunks(http->body, scratch))
    *body = (RsBytes) {scratch->data ? scratch->data : "", scratch->count};
  if (scratch->failed) return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
  if (begins(http->encoding, "br") && body->count && *body->data != '<') {
    return rs_error_set(
      error, RASID_ERROR_FORMAT, 0, "a page in Brotli, which is not read; crawl without it"
    );
  }
  if (!rs_unpack_fits(*body)) return true;
  rs_buffer_clear(out);
  bool is_whole = rs_unpack_all(*body, out, limit, error);
  if (!is_whole && (!error || error->code != RASID_ERROR_FORMAT || !out->count))
    return false;
  *body = (RsBytes) {out->data, out->count}; /* of what is damaged, what was whole */
  return true;
}
