/* Who may ask.
 *
 * A server on 127.0.0.1 is reached by every page that the browser of its machine shows: by a
 * form or script of another site, and by a name that somebody lets point to 127.0.0.1 (DNS
 * rebinding). So the Host header must name this server; what changes something must be JSON,
 * which no form can send, from a page of ours (Origin, Sec-Fetch-Site). With a token every
 * request of the API needs it, as a bearer or in the cookie that /session gives; it is compared
 * in a time that does not tell how much of it was right. */
#include "server/server.h"

#include <strings.h>

static const char *header(const RsRequest *request, const char *name) {
  return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

/* The name of a Host header without its port; false when the port is another one. */
static bool cut_port(const RasidServer *server, const char *host, size_t *bytes) {
  const char *from = *host == '[' ? strchr(host, ']') : host;
  const char *colon = from ? strchr(from, ':') : NULL;
  *bytes = colon ? (size_t)(colon - host) : strlen(host);
  if (!from) return false;
  if (!colon) return true;
  char port[16];
  snprintf(port, sizeof port, "%u", server->port);
  return !strcmp(colon + 1, port);
}

static bool is_host(const char *name, const char *host, size_t bytes) {
  return strlen(name) == bytes && !strncasecmp(name, host, bytes);
}

static bool is_our_host(const RasidServer *server, const char *host) {
  static const char *const local[] = {"127.0.0.1", "localhost", "[::1]"};
  size_t bytes;
  if (!host) return false;
  bool has_own_port = cut_port(server, host, &bytes);
  for (size_t i = 0; i < server->host_count; i++) {
    if (is_host(server->hosts[i], host, bytes)) return true; /* behind a proxy: any port */
  }
  if (!has_own_port) return false;
  for (size_t i = 0; i < RS_COUNT_OF(local); i++) {
    if (is_host(local[i], host, bytes)) return true;
  }
  return is_host(server->address, host, bytes);
}

bool rs_is_token(const RasidServer *server, const char *text) {
  size_t bytes = strlen(server->token), given = strlen(text);
  unsigned difference = bytes != given;
  for (size_t i = 0; i < bytes; i++)
    difference |=
      (unsigned char)server->token[i] ^ (unsigned char)text[given ? i % given : 0];
  return !difference;
}

static bool has_token(const RsRequest *request) {
  const RasidServer *server = request->server;
  const char *bearer = header(request, "Authorization");
  const char *cookie =
    MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, "rasid_session");
  if (!server->token) return true;
  if (bearer && !strncasecmp(bearer, "Bearer ", 7)) return rs_is_token(server, bearer + 7);
  return cookie && rs_is_token(server, cookie);
}

static bool is_same_origin(const RsRequest *request) {
  const char *origin = header(request, "Origin"), *host = header(request, "Host");
  const char *site = header(request, "Sec-Fetch-Site");
  if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) return false;
  if (!origin) return true;
  const char *slashes = strstr(origin, "://");
  return host && slashes && !strcasecmp(slashes + 3, host);
}

static bool is_json(const char *type) {
  static const char json[] = "application/json";
  size_t bytes = sizeof json - 1;
  return type && !strncasecmp(type, json, bytes) &&
         (!type[bytes] || type[bytes] == ';' || type[bytes] == ' ');
}

static bool is_large(const RsRequest *request) {
  const char *length = header(request, "Content-Length");
  return length && (strlen(length) > 9 || atoll(length) > RS_BODY_BYTES);
}

unsigned rs_guard(RsRequest *request, const char *method) {
  bool is_get = !strcmp(method, "GET") || !strcmp(method, "HEAD");
  request->is_post = !strcmp(method, "POST");
  if (!is_our_host(request->server, header(request, "Host")))
    return rs_fail(
      request, 403, NULL, "the Host header names another server; see rasid serve --host"
    );
  if (!is_get && !request->is_post)
    return rs_fail(request, 405, NULL, "only GET, HEAD and POST are known here");
  bool is_free = !request->path || !strcmp(request->path, "/openapi.json") ||
                 !strcmp(request->path, "/session");
  if (!is_free && !has_token(request))
    return rs_fail(request, 401, NULL, "the token is missing or wrong");
  if (!request->is_post) return 0;
  if (!is_same_origin(request))
    return rs_fail(request, 403, NULL, "this request comes from another site");
  if (!is_json(header(request, "Content-Type")))
    return rs_fail(request, 415, NULL, "Content-Type must be application/json");
  if (is_large(request))
    return rs_fail(request, 413, NULL, "the body is larger than %d bytes", RS_BODY_BYTES);
  return 0;
}
