/* Answers: headers, ETag, gzip, and the last answers kept.
 *
 * An ETag is made of the address, the run of the server and a count of what has changed the
 * database since; so a page that asks again gets 304 without anything being computed. Answers
 * to GET are kept, packed, as long as nothing changes: a map that many look at is made once.
 * Whatever the way, the headers that tell a browser to trust nothing are on every answer. */
#include "server/server.h"

#include <stdarg.h>
#include <stdlib.h>
#include <zlib.h>

enum {
  PACKED_FROM = 1000, /* bytes */
  CACHED_MOST = 2 << 20,
  PACKING = 5
};

static const char *error_code(unsigned status) {
  switch (status) {
    case 401: return "unauthorized";
    case 403: return "forbidden";
    case 404: return "not_found";
    case 405: return "method_not_allowed";
    case 409: return "conflict";
    case 413: return "too_large";
    case 415: return "unsupported_media_type";
    case 503: return "busy";
    default: return status >= 500 ? "internal" : "bad_request";
  }
}

unsigned rs_fail(
  RsRequest *request, unsigned status, const char *parameter, const char *format, ...
) {
  char message[1024];
  va_list values;
  va_start(values, format);
  vsnprintf(message, sizeof message, format, values);
  va_end(values);
  rs_buffer_clear(&request->out);
  RsJson json = {.out = &request->out};
  rs_json_begin(&json, '{');
  rs_json_key(&json, "error");
  rs_json_begin(&json, '{');
  rs_json_text_field(&json, "code", error_code(status));
  rs_json_text_field(&json, "message", message);
  rs_json_text_field(&json, "parameter", parameter);
  rs_json_end(&json, '}');
  rs_json_end(&json, '}');
  return request->status = status;
}

unsigned rs_fail_with(RsRequest *request, const RasidError *error) {
  bool is_late = strstr(error->message, "interrupted") != NULL;
  if (is_late)
    return rs_fail(request, 503, NULL, "this takes too long; narrow the filters");
  return rs_fail(
    request,
    503,
    NULL,
    "%s",
    error->code == RASID_ERROR_MEMORY
      ? "out of memory"
      : "the database is busy or damaged; try again, and see rasid db verify"
  );
}

void rs_security_headers(struct MHD_Response *response) {
  static const char *const headers[][2] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
     "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
     "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
  };
  for (size_t i = 0; i < RS_COUNT_OF(headers); i++)
    MHD_add_response_header(response, headers[i][0], headers[i][1]);
}

/* --------------------------------------------------------------------- packing */

static bool accepts_gzip(struct MHD_Connection *connection) {
  const char *accepted =
    MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept-Encoding");
  const char *gzip = accepted ? strstr(accepted, "gzip") : NULL;
  return gzip && strncmp(gzip, "gzip;q=0", 8) != 0;
}

/* In place; false and unchanged without memory. */
static bool pack(RsBuffer *out) {
  z_stream stream = {0};
  if (deflateInit2(&stream, PACKING, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return false;
  size_t room = deflateBound(&stream, (uLong)out->count);
  char *packed = malloc(room);
  bool is_packed = packed && out->count < UINT32_MAX;
  if (is_packed) {
    stream.next_in = (Bytef *)out->data;
    stream.avail_in = (uInt)out->count;
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)room;
    is_packed = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  }
  deflateEnd(&stream);
  if (!is_packed) return free(packed), false;
  free(out->data);
  *out = (RsBuffer) {.data = packed, .count = stream.total_out, .capacity = room};
  return true;
}

/* ------------------------------------------------------------------------ ETags */

static enum MHD_Result mix_parameter(
  void *context, enum MHD_ValueKind kind, const char *name, const char *value
) {
  uint64_t *key = context;
  (void)kind;
  *key = rs_hash_mix(*key, rs_hash_bytes(name, strlen(name)));
  if (value) *key = rs_hash_mix(*key, rs_hash_bytes(value, strlen(value)));
  return MHD_YES;
}

uint64_t rs_url_key(const RsRequest *request) {
  uint64_t key = rs_hash_bytes(request->path, strlen(request->path));
  MHD_get_connection_values(
    request->connection, MHD_GET_ARGUMENT_KIND, mix_parameter, &key
  );
  return rs_hash_mix(key, accepts_gzip(request->connection));
}

static void format_etag(const RsRequest *request, uint64_t key, char etag[24]) {
  RasidServer *server = request->server;
  uint64_t generation = atomic_load(&server->generation);
  uint64_t own = rs_hash_mix(rs_hash_mix(server->salt, generation), key);
  snprintf(etag, 24, "\"%016llx\"", (unsigned long long)own);
}

static bool is_known_to_client(const RsRequest *request, const char *etag) {
  const char *known =
    MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, "If-None-Match");
  return known && (strstr(known, etag) || !strcmp(known, "*"));
}

/* ------------------------------------------------------------------------ cache */

void rs_cache_empty(RasidServer *server) {
  pthread_mutex_lock(&server->cache_lock);
  for (size_t i = 0; i < RS_CACHED; i++) {
    if (server->cache[i].response) MHD_destroy_response(server->cache[i].response);
    server->cache[i] = (RsCached) {0};
  }
  pthread_mutex_unlock(&server->cache_lock);
}

static void keep(RsRequest *request, uint64_t key, struct MHD_Response *response) {
  RasidServer *server = request->server;
  RsCached *slot = &server->cache[key % RS_CACHED];
  pthread_mutex_lock(&server->cache_lock);
  if (slot->response) MHD_destroy_response(slot->response);
  *slot = (RsCached
  ) {.key = key, .generation = atomic_load(&server->generation), .response = response};
  pthread_mutex_unlock(&server->cache_lock);
}

static struct MHD_Response *plain(
  size_t bytes, void *data, enum MHD_ResponseMemoryMode mode
) {
  struct MHD_Response *response = MHD_create_response_from_buffer(bytes, data, mode);
  if (response) rs_security_headers(response);
  return response;
}

/* 304 or an answer that is kept; false when there is none. */
bool rs_answer_from_cache(RsRequest *request, const char *url, enum MHD_Result *result) {
  RasidServer *server = request->server;
  uint64_t key = rs_url_key(request);
  char etag[24];
  (void)url;
  format_etag(request, key, etag);
  if (is_known_to_client(request, etag)) {
    struct MHD_Response *response = plain(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (!response) return false;
    MHD_add_response_header(response, "ETag", etag);
    MHD_add_response_header(response, "Cache-Control", "private, no-cache");
    MHD_add_response_header(response, "Vary", "Accept-Encoding, Cookie, Authorization");
    *result = MHD_queue_response(request->connection, 304, response);
    MHD_destroy_response(response);
    return true;
  }
  pthread_mutex_lock(&server->cache_lock);
  const RsCached *slot = &server->cache[key % RS_CACHED];
  bool is_kept = slot->response && slot->key == key &&
                 slot->generation == atomic_load(&server->generation);
  if (is_kept) *result = MHD_queue_response(request->connection, 200, slot->response);
  pthread_mutex_unlock(&server->cache_lock);
  return is_kept;
}

/* ---------------------------------------------------------------------- the whole */

static void add_headers(
  RsRequest *request, struct MHD_Response *response, bool is_cacheable
) {
  char etag[24];
  const char *type = request->content_type ? request->content_type : "application/json";
  MHD_add_response_header(response, "Content-Type", type);
  MHD_add_response_header(response, "Vary", "Accept-Encoding, Cookie, Authorization");
  MHD_add_response_header(
    response, "Cache-Control", is_cacheable ? "private, no-cache" : "no-store"
  );
  if (is_cacheable) {
    format_etag(request, rs_url_key(request), etag);
    MHD_add_response_header(response, "ETag", etag);
  }
  if (request->cookie) MHD_add_response_header(response, "Set-Cookie", request->cookie);
  if (request->file_name)
    MHD_add_response_header(response, "Content-Disposition", request->file_name);
  if (request->status == 401)
    MHD_add_response_header(response, "WWW-Authenticate", "Bearer realm=\"rasid\"");
  if (request->status == 405)
    MHD_add_response_header(response, "Allow", request->is_post ? "GET, HEAD" : "POST");
}

static struct MHD_Response *whole(RsRequest *request, unsigned status) {
  RsBuffer *out = &request->out;
  if (out->failed) {
    rs_fail(request, 503, NULL, "out of memory");
    if (out->failed) return NULL;
  }
  if (status == 204) return plain(0, NULL, MHD_RESPMEM_PERSISTENT);
  bool is_packed =
    out->count >= PACKED_FROM && accepts_gzip(request->connection) && pack(out);
  struct MHD_Response *response = plain(out->count, out->data, MHD_RESPMEM_MUST_FREE);
  if (!response) return NULL;
  *out = (RsBuffer) {0};
  if (is_packed) MHD_add_response_header(response, "Content-Encoding", "gzip");
  return response;
}

enum MHD_Result rs_answer(RsRequest *request, unsigned status, bool is_cacheable) {
  size_t bytes = request->out.count;
  is_cacheable = is_cacheable && status == 200 && !request->stream;
  struct MHD_Response *response =
    request->stream ? request->stream : whole(request, status);
  request->stream = NULL;
  if (!response) return MHD_NO;
  if (request->status) status = request->status;
  if (is_cacheable && request->status) is_cacheable = false;
  add_headers(request, response, is_cacheable);
  enum MHD_Result result = MHD_queue_response(request->connection, status, response);
  if (is_cacheable && bytes <= CACHED_MOST)
    keep(request, rs_url_key(request), response);
  else
    MHD_destroy_response(response);
  return result;
}
