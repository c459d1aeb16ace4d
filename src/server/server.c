/* The server: an observatory of one database, over HTTP (docs/serve.md, docs/openapi.json).
 *
 * libmicrohttpd reads requests and sends answers in a few threads of its own, each of which
 * watches many connections. A request that has come whole is worked on in its thread: guard,
 * cache, then the way of the table below, under the snapshot's lock for reading. No answer
 * waits for another one but for the processor.
 *
 * A connection's memory, a request's body, the number of connections and every time are
 * bounded (server.h). */
#include "server/server.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <unistd.h>

enum {
  CONNECTION_BYTES = 32768,
  THREADS_LEAST = 4
};

/* ----------------------------------------------------------------------- ways */

typedef struct {
  const char *path; /* with / at its end: what stands behind it goes to the handler */
  RsHandler get, post;
  bool is_fixed; /* does not look at the database */
} Way;

static const Way ways[] = {
  {"/meta", rs_get_meta, NULL, false},
  {"/events", rs_list_events, NULL, false},
  {"/events/", rs_get_event, NULL, false},
  {"/documents", rs_list_documents, NULL, false},
  {"/documents/", rs_get_document, NULL, false},
  {"/incidents", rs_list_incidents, NULL, false},
  {"/incidents/", rs_get_incident, NULL, false},
  {"/actors", rs_get_actors, NULL, false},
  {"/places", rs_get_places, NULL, false},
  {"/agreements", rs_list_agreements, NULL, false},
  {"/stats", rs_get_stats, NULL, false},
  {"/facets", rs_get_facets, NULL, false},
  {"/suggest", rs_suggest, NULL, false},
  {"/search", rs_search, NULL, false},
  {"/code", NULL, rs_code, true},
  {"/decisions", rs_list_decisions, rs_decide, false},
  {"/decisions/", NULL, rs_decide, false},
  {"/evaluation", rs_get_evaluation, NULL, false},
  {"/export", rs_export, NULL, false},
  {"/session", NULL, rs_open_session, true},
  {"/openapi.json", rs_get_openapi, NULL, true},
};

static const Way *find_way(const char *path, const char **rest) {
  const Way *best = NULL;
  for (size_t i = 0; i < RS_COUNT_OF(ways); i++) {
    size_t bytes = strlen(ways[i].path);
    bool goes_on = ways[i].path[bytes - 1] == '/';
    bool fits = goes_on ? !strncmp(path, ways[i].path, bytes) && path[bytes]
                        : !strcmp(path, ways[i].path);
    if (!fits) continue;
    best = &ways[i];
    *rest = path + bytes;
  }
  return best;
}

/* A way of the API, from whole request to answer. */
static enum MHD_Result work(RsRequest *request) {
  const char *rest = "";
  const Way *way = find_way(request->path, &rest);
  RsHandler handle = !way ? NULL : request->is_post ? way->post : way->get;
  enum MHD_Result result;
  bool is_kept = !request->is_post && strcmp(request->path, "/export") != 0;
  if (!handle) {
    rs_fail(
      request,
      way ? 405 : 404,
      NULL,
      way ? "not with this method" : "there is no such address"
    );
    return rs_answer(request, request->status, false);
  }
  if (is_kept && rs_answer_from_cache(request, request->path, &result)) return result;
  request->json.out = &request->out;
  bool reads = !request->is_post && !way->is_fixed;
  if (reads) {
    pthread_rwlock_rdlock(&request->server->lock);
    request->snapshot = request->server->snapshot;
  }
  unsigned status = rs_parameters_collect(request) ? handle(request, rest) : 0;
  if (!status) status = request->status ? request->status : 500;
  result =
    rs_answer(request, status, is_kept); /* under the lock: the ETag fits the answer */
  if (reads) pthread_rwlock_unlock(&request->server->lock);
  rs_desk_return(request->server, request->desk);
  request->desk = NULL;
  return result;
}

/* -------------------------------------------------------------------- requests */

static void expect(RsRequest *request, unsigned seconds) {
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (info) rs_visitor_expects(request->server, info->connect_fd, seconds);
}

static void release(RsRequest *request) {
  if (request->stream) MHD_destroy_response(request->stream);
  json_object_put(request->rules);
  rs_buffer_release(&request->body);
  rs_buffer_release(&request->out);
  rs_arena_release(&request->arena);
  free(request);
}

/* The path behind /api/v1, or NULL for one of the page's. */
static const char *api_path(const char *url) {
  static const char root[] = "/api/v1";
  size_t bytes = sizeof root - 1;
  return !strncmp(url, root, bytes) && (url[bytes] == '/' || !url[bytes]) ? url + bytes
                                                                          : NULL;
}

static enum MHD_Result begin(
  RasidServer *server,
  struct MHD_Connection *connection,
  const char *url,
  const char *method,
  void **own
) {
  RsRequest *request = calloc(1, sizeof *request);
  if (!request) return MHD_NO;
  *own = request;
  request->server = server;
  request->connection = connection;
  request->path = api_path(url);
  expect(request, RS_BODY_SECONDS);
  unsigned refusal = rs_guard(request, method);
  if (refusal) return rs_answer(request, refusal, false);
  return MHD_YES;
}

static void take_body(RsRequest *request, const char *data, size_t bytes) {
  if (request->body.count + bytes > RS_BODY_BYTES) request->is_too_large = true;
  if (!request->is_too_large) rs_buffer_add(&request->body, data, bytes);
}

static enum MHD_Result answer(
  void *context,
  struct MHD_Connection *connection,
  const char *url,
  const char *method,
  const char *version,
  const char *data,
  size_t *bytes,
  void **own
) {
  RsRequest *request = *own;
  (void)version;
  if (!request) return begin(context, connection, url, method, own);
  if (*bytes) {
    take_body(request, data, *bytes);
    *bytes = 0;
    return MHD_YES;
  }
  if (request->is_too_large) {
    rs_fail(request, 413, NULL, "the body is larger than %d bytes", RS_BODY_BYTES);
    return rs_answer(request, 413, false);
  }
  if (request->path) return work(request);
  if (!request->is_post) return rs_page_answer(request, url);
  rs_fail(request, 405, NULL, "not with this method");
  return rs_answer(request, 405, false);
}

static void completed(
  void *context,
  struct MHD_Connection *connection,
  void **own,
  enum MHD_RequestTerminationCode how
) {
  RsRequest *request = *own;
  (void)context, (void)connection, (void)how;
  if (!request) return;
  expect(request, RS_HEADER_SECONDS); /* for the next one */
  release(request);
  *own = NULL;
}

static void comes_or_goes(
  void *context,
  struct MHD_Connection *connection,
  void **own,
  enum MHD_ConnectionNotificationCode what
) {
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  (void)own;
  if (!info) return;
  if (what == MHD_CONNECTION_NOTIFY_STARTED)
    rs_visitor_comes(context, info->connect_fd);
  else
    rs_visitor_goes(context, info->connect_fd);
}

static void say_nothing(void *context, const char *format, va_list values) {
  (void)context, (void)format, (void)values;
}

/* ------------------------------------------------------------------ addresses */

typedef union {
  struct sockaddr any;
  struct sockaddr_in four;
  struct sockaddr_in6 six;
} Address;

static bool read_address(const RasidServer *server, Address *address, bool *is_local) {
  const char *text = server->address;
  *address = (Address) {0};
  if (inet_pton(AF_INET, text, &address->four.sin_addr) == 1) {
    address->four.sin_family = AF_INET;
    address->four.sin_port = htons((uint16_t)atomic_load(&server->port));
    *is_local = ntohl(address->four.sin_addr.s_addr) >> 24 == 127;
    return true;
  }
  if (inet_pton(AF_INET6, text, &address->six.sin6_addr) != 1) return false;
  address->six.sin6_family = AF_INET6;
  address->six.sin6_port = htons((uint16_t)atomic_load(&server->port));
  *is_local = IN6_IS_ADDR_LOOPBACK(&address->six.sin6_addr);
  return true;
}

static bool check_address(const RasidServer *server, Address *address, RasidError *error) {
  bool is_local;
  if (!read_address(server, address, &is_local))
    return rs_error_set(
      error,
      RASID_ERROR_ARGUMENT,
      0,
      "\"%.60s\" is no address; write one such as 127.0.0.1 or ::1",
      server->address
    );
  return is_local || (server->token && strlen(server->token) >= 16) ||
         rs_error_set(
           error,
           RASID_ERROR_ARGUMENT,
           0,
           "an address that others can reach needs a token of 16 characters or more"
         );
}

static bool listen_at(RasidServer *server, unsigned threads, RasidError *error) {
  Address address;
  if (!check_address(server, &address, error)) return false;
  unsigned flags = MHD_USE_AUTO_INTERNAL_THREAD | MHD_USE_ERROR_LOG;
  if (address.any.sa_family == AF_INET6) flags |= MHD_USE_IPv6;
  server->daemon = MHD_start_daemon(
    flags,
    (uint16_t)atomic_load(&server->port),
    NULL,
    NULL,
    answer,
    server,
    MHD_OPTION_EXTERNAL_LOGGER,
    say_nothing,
    NULL,
    MHD_OPTION_SOCK_ADDR,
    &address.any,
    MHD_OPTION_THREAD_POOL_SIZE,
    threads,
    MHD_OPTION_CONNECTION_LIMIT,
    (unsigned)RS_CONNECTIONS,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT,
    (size_t)CONNECTION_BYTES,
    MHD_OPTION_CONNECTION_TIMEOUT,
    (unsigned)RS_IDLE_SECONDS,
    MHD_OPTION_NOTIFY_COMPLETED,
    completed,
    NULL,
    MHD_OPTION_NOTIFY_CONNECTION,
    comes_or_goes,
    server,
    MHD_OPTION_END
  );
  if (!server->daemon)
    return rs_error_set(
      error,
      RASID_ERROR_IO,
      0,
      "cannot listen at %s port %u; is another program there?",
      server->address,
      server->port
    );
  const union MHD_DaemonInfo *info =
    MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
  if (info) atomic_store(&server->port, info->port);
  return true;
}

/* -------------------------------------------------------------------- the whole */

static char *copy_of(const char *text) {
  return text ? strdup(text) : NULL;
}

static bool copy_options(RasidServer *server, const RasidServerOptions *options) {
  server->knowledge = options->knowledge;
  server->database = copy_of(options->database);
  server->address = copy_of(options->address ? options->address : "127.0.0.1");
  server->token = copy_of(options->token);
  server->port = options->port;
  server->is_demo = options->is_demo;
  server->hosts = calloc(options->host_count + 1, sizeof *server->hosts);
  bool is_copied = server->database && server->address && server->hosts &&
                   (server->token || !options->token);
  for (size_t i = 0; is_copied && i < options->host_count; i++) {
    server->hosts[i] = copy_of(options->hosts[i]);
    is_copied = server->hosts[i] != NULL;
    server->host_count += is_copied;
  }
  return is_copied;
}

/* For decisions; a database that cannot be written is shown all the same. */
static bool open_writer(RasidServer *server, bool is_read_only, RasidError *error) {
  RasidError why = {0};
  RasidStore *known = rasid_store_open(server->database, true, &why); /* never makes one */
  if (!known && why.code != RASID_ERROR_VERSION) {
    if (error) *error = why;
    return false;
  }
  if (!is_read_only) server->writer = rasid_store_open(server->database, false, &why);
  if (server->writer) rasid_store_free(known), known = NULL;
  server->looker = server->writer ? server->writer : known;
  if (!server->looker && error) *error = why;
  return server->looker != NULL;
}

static void make_locks(RasidServer *server) {
  pthread_rwlockattr_t kind;
  pthread_rwlockattr_init(&kind);
  pthread_rwlockattr_setkind_np(&kind, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
  pthread_rwlock_init(&server->lock, &kind);
  pthread_rwlockattr_destroy(&kind);
  pthread_mutex_init(&server->desk_lock, NULL);
  pthread_cond_init(&server->desk_free, NULL);
  pthread_mutex_init(&server->writer_lock, NULL);
  pthread_mutex_init(&server->visitor_lock, NULL);
  pthread_mutex_init(&server->cache_lock, NULL);
  for (size_t i = 0; i < RS_CONNECTIONS; i++)
    server->visitors[i].socket = -1;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  server->salt = rs_hash_mix((uint64_t)now.tv_sec, (uint64_t)now.tv_nsec);
}

static unsigned count_threads(unsigned wanted) {
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  if (wanted) return wanted;
  return cores * 2 > THREADS_LEAST ? (unsigned)(cores * 2) : THREADS_LEAST;
}

static bool open_database(
  RasidServer *server, bool is_read_only, unsigned threads, RasidError *error
) {
  if (!open_writer(server, is_read_only, error)) return false;
  if (!rs_desks_open(server, threads + 1, error)) return false;
  server->snapshot = rs_snapshot_new(server->looker->backend, error);
  return server->snapshot != NULL;
}

RasidServer *rasid_server_new(const RasidServerOptions *options, RasidError *error) {
  RasidServer *server = calloc(1, sizeof *server);
  unsigned threads = count_threads(options->threads);
  if (!server) return rs_no_memory(error), NULL;
  make_locks(server);
  bool is_made = copy_options(server, options) || rs_no_memory(error);
  is_made = is_made && open_database(server, options->is_read_only, threads, error) &&
            listen_at(server, threads, error) && rs_watch_begin(server, error);
  if (is_made) return server;
  rasid_server_free(server);
  return NULL;
}

unsigned rasid_server_port(const RasidServer *server) {
  return atomic_load(&((RasidServer *)(uintptr_t)server)->port);
}

void rasid_server_free(RasidServer *server) {
  if (!server) return;
  rs_watch_end(server);
  if (server->daemon) MHD_stop_daemon(server->daemon);
  rs_cache_empty(server);
  rs_snapshot_free(server->snapshot);
  rs_desks_close(server);
  if (server->looker != server->writer) rasid_store_free(server->looker);
  rasid_store_free(server->writer);
  for (size_t i = 0; i < server->host_count; i++)
    free(server->hosts[i]);
  free(server->hosts);
  free(server->database);
  free(server->address);
  free(server->token);
  pthread_rwlock_destroy(&server->lock);
  pthread_mutex_destroy(&server->desk_lock);
  pthread_cond_destroy(&server->desk_free);
  pthread_mutex_destroy(&server->writer_lock);
  pthread_mutex_destroy(&server->visitor_lock);
  pthread_mutex_destroy(&server->cache_lock);
  free(server);
}
