/* An HTTP response as a web archive holds it. */
#ifndef RASID_READ_HTTP_H
#define RASID_READ_HTTP_H

#include "base/buffer.h"

typedef struct {
  unsigned status;  /* 200 */
  RsBytes type;     /* text/html; empty when it is not told */
  RsBytes charset;  /* windows-1256; likewise */
  RsBytes encoding; /* gzip; likewise */
  bool is_chunked;
  RsBytes body; /* as sent */
} RsHttp;

/* A line of a head, `Name: value`: the value without blanks around it when its name is `name`
 * (in small letters). */
bool rs_http_field(RsBytes line, const char *name, RsBytes *value);

/* Cuts the next line, without its line end, off `rest`; false when none is left. */
bool rs_http_line(RsBytes *rest, RsBytes *line);

/* True when the response is read; its parts point into `bytes`. */
bool rs_http_read(RsHttp *http, RsBytes bytes);

/* True when it is a page that came as asked for. */
bool rs_http_is_page(const RsHttp *http);

/* The body as it was before it was sent, in `out` or, when nothing had to be undone, in place.
 * `scratch` holds what is between. Errors: FORMAT, TOO_LARGE, MEMORY. */
bool rs_http_body(
  const RsHttp *http,
  RsBuffer *scratch,
  RsBuffer *out,
  size_t limit,
  RsBytes *body,
  RasidError *error
);

#endif
