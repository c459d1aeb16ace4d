/* The page's files, which are in the program (tools/embed.py): no path ever reaches the disk.
 *
 * They are kept packed and go out so; who cannot unpack, which no browser is, gets them
 * unpacked. An address without a point and outside /api is one of the page's views, which reads
 * it itself: it gets index.html. */
#include "server/server.h"

#include <stdlib.h>
#include <zlib.h>

static const RsPageFile *find_file(const char *path) {
  for (size_t i = 0; i < rs_page_file_count; i++) {
    if (!strcmp(rs_page_files[i].path, path)) return &rs_page_files[i];
  }
  return NULL;
}

static const char missing[] =
  "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>rasid</title></head>"
  "<body><h1>rasid</h1><p>The page was not built into this program. Build it with "
  "<code>make page</code>, then <code>make</code>.</p><p>The interface answers at "
  "<a href=\"/api/v1/meta\">/api/v1/meta</a>; it is described at "
  "<a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a>.</p></body></html>\n";

static void *unpack(const RsPageFile *file) {
  z_stream stream = {0};
  unsigned char *bytes = malloc(file->bytes + 1);
  if (!bytes || inflateInit2(&stream, 15 + 16) != Z_OK) return free(bytes), NULL;
  stream.next_in = (Bytef *)(uintptr_t)file->packed;
  stream.avail_in = (uInt)file->packed_bytes;
  stream.next_out = bytes;
  stream.avail_out = (uInt)file->bytes + 1;
  bool is_whole =
    inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == file->bytes;
  inflateEnd(&stream);
  return is_whole ? bytes : (free(bytes), NULL);
}

static bool accepts_gzip(const RsRequest *request) {
  const char *accepted =
    MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, "Accept-Encoding");
  return accepted && strstr(accepted, "gzip") && !strstr(accepted, "gzip;q=0");
}

static struct MHD_Response *make_answer(const RsRequest *request, const RsPageFile *file) {
  if (!file)
    return MHD_create_response_from_buffer(
      sizeof missing - 1, (void *)(uintptr_t)missing, MHD_RESPMEM_PERSISTENT
    );
  if (!accepts_gzip(request)) {
    void *bytes = unpack(file);
    return bytes
             ? MHD_create_response_from_buffer(file->bytes, bytes, MHD_RESPMEM_MUST_FREE)
             : NULL;
  }
  struct MHD_Response *response = MHD_create_response_from_buffer(
    file->packed_bytes, (void *)(uintptr_t)file->packed, MHD_RESPMEM_PERSISTENT
  );
  if (response) MHD_add_response_header(response, "Content-Encoding", "gzip");
  return response;
}

static enum MHD_Result send_file(
  RsRequest *request, unsigned status, const RsPageFile *file
) {
  char etag[24];
  struct MHD_Response *response = make_answer(request, file);
  if (!response) return MHD_NO;
  bool is_lasting =
    file && !strncmp(file->path, "/assets/", 8); /* named by their content */
  uint64_t hash = file ? rs_hash_bytes(file->packed, file->packed_bytes) : 0;
  snprintf(etag, sizeof etag, "\"%016llx\"", (unsigned long long)hash);
  const char *known =
    MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, "If-None-Match");
  if (file && known && strstr(known, etag)) {
    MHD_destroy_response(response);
    response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    status = 304;
  }
  if (!response) return MHD_NO;
  rs_security_headers(response);
  MHD_add_response_header(
    response, "Content-Type", file ? file->content_type : "text/html; charset=utf-8"
  );
  MHD_add_response_header(response, "Vary", "Accept-Encoding");
  if (file) MHD_add_response_header(response, "ETag", etag);
  MHD_add_response_header(
    response,
    "Cache-Control",
    is_lasting ? "public, max-age=31536000, immutable" : "no-cache"
  );
  enum MHD_Result result = MHD_queue_response(request->connection, status, response);
  MHD_destroy_response(response);
  return result;
}

enum MHD_Result rs_page_answer(RsRequest *request, const char *url) {
  const RsPageFile *file = find_file(url);
  bool is_view = !strchr(url, '.') && strncmp(url, "/api", 4) != 0;
  if (!file && is_view) file = find_file("/index.html");
  if (file || (is_view && !rs_page_file_count)) return send_file(request, 200, file);
  rs_fail(request, 404, NULL, "there is no such address");
  return rs_answer(request, 404, false);
}
