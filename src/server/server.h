/* What the parts of the server share: the server itself, a request on its way, answers. */
#ifndef RASID_SERVER_SERVER_H
#define RASID_SERVER_SERVER_H

#include "export/json.h"
#include "server/snapshot.h"
#include "store/store.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
  RS_BODY_BYTES = 1 << 20,
  RS_PARAMETERS = 40,
  RS_PAGE_MOST = 200,
  RS_PAGE_USUAL = 50,
  RS_HEADER_SECONDS = 15, /* for a request's head, counted from the one before */
  RS_BODY_SECONDS = 20,   /* for its body */
  RS_EXPORT_SECONDS = 900,
  RS_IDLE_SECONDS = 12,
  RS_QUERY_SECONDS = 5, /* of the database, for one answer */
  RS_CONNECTIONS = 512,
  RS_CACHED = 128
};

/* What one request at a time works with. */
typedef struct {
  RasidStore *store; /* read-only */
  RasidCoder *coder; /* made when it is needed first */
  struct timespec deadline;
  bool is_taken;
} RsDesk;

/* A connection, for the watch (watch.c). */
typedef struct {
  int socket; /* -1: the slot is free */
  struct timespec deadline;
} RsVisitor;

typedef struct {
  uint64_t key, generation;
  char *url;
  struct MHD_Response *response;
} RsCached;

struct RasidServer {
  const RasidKnowledge *knowledge;
  char *database, *address, *token;
  char **hosts;
  size_t host_count;
  atomic_uint
    port; /* told by the system when any was wanted; requests may be there already */
  bool is_demo, is_remote;
  struct MHD_Daemon *daemon;

  pthread_rwlock_t lock; /* of the snapshot */
  RsSnapshot *snapshot;
  atomic_uint_fast64_t generation; /* counts what changes answers */
  uint64_t salt;                   /* of ETags: another one for each run */

  pthread_mutex_t desk_lock;
  pthread_cond_t desk_free;
  RsDesk *desks;
  size_t desk_count;

  pthread_mutex_t writer_lock;
  RasidStore *writer; /* NULL: the database cannot be written */
  RasidStore *looker; /* asks whether the database has changed: the writer, or its own */
  int64_t data_version;

  pthread_mutex_t visitor_lock;
  RsVisitor visitors[RS_CONNECTIONS];

  pthread_mutex_t cache_lock;
  RsCached cache[RS_CACHED];

  pthread_t watcher;
  bool has_watcher;
  atomic_bool is_ending, is_loading;
};

typedef struct {
  const char *name, *value;
  bool is_used;
} RsParameter;

/* A request on its way. */
typedef struct {
  RasidServer *server;
  struct MHD_Connection *connection;
  const char *path; /* behind /api/v1, decoded */
  bool is_post;
  RsParameter parameters[RS_PARAMETERS];
  size_t parameter_count;
  RsArena arena;
  RsBuffer body, out;
  RsJson json; /* into `out` */
  RsDesk *desk;
  RsSnapshot *snapshot; /* held for reading; NULL when not */
  const char *content_type;
  bool is_too_large, is_begun;
  unsigned status;             /* of the failure that is written in `out`; 0 */
  struct MHD_Response *stream; /* instead of `out` */
  const char *file_name;       /* for Content-Disposition */
  const char *cookie;
  json_object *rules; /* ids that the answer names, as keys; NULL while none is */
} RsRequest;

/* A way of the API: gives the status of the answer, which stands in `request->out`, or 0 when it
 * has failed and said so (rs_fail). */
typedef unsigned (*RsHandler)(RsRequest *request, const char *rest);

/* --- failing: empties `out`, writes the error, gives `status` */
unsigned rs_fail(
  RsRequest *request, unsigned status, const char *parameter, const char *format, ...
) __attribute__((format(printf, 4, 5)));
/* The same for an error of the library. */
unsigned rs_fail_with(RsRequest *request, const RasidError *error);

/* --- parameters (parameter.c). The readers give false when the value is wrong, with the answer
 * written; an absent one leaves `*value` as it is. */
const char *rs_parameter(RsRequest *request, const char *name);
bool rs_parameter_number(
  RsRequest *request, const char *name, int64_t least, int64_t most, int64_t *value
);
bool rs_parameter_choice(
  RsRequest *request,
  const char *name,
  const char *const *names,
  size_t count,
  size_t *value
);
bool rs_parameter_day(RsRequest *request, const char *name, int32_t *day);
/* After all others: complains of one that no reader has asked for. */
bool rs_parameters_end(RsRequest *request);
/* Collects and checks them; false with the answer written. */
bool rs_parameters_collect(RsRequest *request);

/* --- what requests work with (desk.c) */
RsBackend *rs_desk_backend(RsRequest *request);
/* Takes a desk (waits for one); gives it back. */
RsDesk *rs_desk_take(RasidServer *server);
void rs_desk_return(RasidServer *server, RsDesk *desk);
bool rs_desks_open(RasidServer *server, size_t count, RasidError *error);
void rs_desks_close(RasidServer *server);
RasidCoder *rs_desk_coder(RsRequest *request, RasidError *error);

/* --- answers (answer.c) */
enum MHD_Result rs_answer(RsRequest *request, unsigned status, bool is_cacheable);
void rs_security_headers(struct MHD_Response *response);
bool rs_answer_from_cache(RsRequest *request, const char *url, enum MHD_Result *result);
void rs_cache_empty(RasidServer *server);
uint64_t rs_url_key(const RsRequest *request);

/* --- who may ask (guard.c): 0, or the status of the refusal that is written */
unsigned rs_guard(RsRequest *request, const char *method);
bool rs_is_token(const RasidServer *server, const char *text);

/* --- the watch (watch.c) */
void rs_visitor_comes(RasidServer *server, int socket);
void rs_visitor_goes(RasidServer *server, int socket);
void rs_visitor_expects(RasidServer *server, int socket, unsigned seconds);
bool rs_watch_begin(RasidServer *server, RasidError *error);
void rs_watch_end(RasidServer *server);

/* --- the page (page.c) */
typedef struct {
  const char *path, *content_type;
  const unsigned char *packed; /* gzip */
  size_t packed_bytes, bytes;
} RsPageFile;
extern const RsPageFile rs_page_files[];
extern const size_t rs_page_file_count;
enum MHD_Result rs_page_answer(RsRequest *request, const char *url);

/* --- the ways of the API, each in its file */
unsigned rs_get_meta(RsRequest *request, const char *rest);
unsigned rs_get_openapi(RsRequest *request, const char *rest);
unsigned rs_open_session(RsRequest *request, const char *rest);
unsigned rs_list_events(RsRequest *request, const char *rest);
unsigned rs_get_event(RsRequest *request, const char *id);
unsigned rs_list_documents(RsRequest *request, const char *rest);
unsigned rs_get_document(RsRequest *request, const char *id);
unsigned rs_list_incidents(RsRequest *request, const char *rest);
unsigned rs_get_incident(RsRequest *request, const char *id);
unsigned rs_get_actors(RsRequest *request, const char *rest);
unsigned rs_get_places(RsRequest *request, const char *rest);
unsigned rs_list_agreements(RsRequest *request, const char *rest);
unsigned rs_get_stats(RsRequest *request, const char *rest);
unsigned rs_get_facets(RsRequest *request, const char *rest);
unsigned rs_suggest(RsRequest *request, const char *rest);
unsigned rs_search(RsRequest *request, const char *rest);
unsigned rs_code(RsRequest *request, const char *rest);
unsigned rs_list_decisions(RsRequest *request, const char *rest);
unsigned rs_decide(RsRequest *request, const char *rest);
unsigned rs_get_evaluation(RsRequest *request, const char *rest);
unsigned rs_export(RsRequest *request, const char *rest);

#endif
