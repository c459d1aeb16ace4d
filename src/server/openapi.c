/* /openapi.json: docs/openapi.json, which is in the program as the page's files are. */
#include "server/server.h"

#include <stdlib.h>
#include <zlib.h>

extern const RsPageFile rs_openapi_file;

unsigned rs_get_openapi(RsRequest *request, const char *rest) {
  const RsPageFile *file = &rs_openapi_file;
  z_stream stream = {0};
  (void)rest;
  if (!rs_parameters_end(request)) return 0;
  bool is_ready = rs_buffer_reserve(&request->out, file->bytes + 1) &&
                  inflateInit2(&stream, 15 + 16) == Z_OK;
  if (!is_ready) return rs_fail(request, 503, NULL, "out of memory");
  stream.next_in = (Bytef *)(uintptr_t)file->packed;
  stream.avail_in = (uInt)file->packed_bytes;
  stream.next_out = (Bytef *)request->out.data;
  stream.avail_out = (uInt)file->bytes + 1;
  inflate(&stream, Z_FINISH);
  request->out.count = stream.total_out;
  inflateEnd(&stream);
  return 200;
}
