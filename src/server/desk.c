/* Desks: a connection to the database and a coder, for one request at a time. There are as many
 * as threads, so nobody waits long. Connections are read-only, and a query that takes too long
 * is broken off: a hostile database, or an unlucky one, must not hold a thread for ever. */
#include "server/server.h"

#include "store/sqlite.h"

#include <stdlib.h>

enum {
  STEPS_BETWEEN_LOOKS = 20000
};

static int is_late(void *context) {
  const RsDesk *desk = context;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec > desk->deadline.tv_sec;
}

bool rs_desks_open(RasidServer *server, size_t count, RasidError *error) {
  server->desks = calloc(count, sizeof *server->desks);
  if (!server->desks) return rs_no_memory(error);
  for (; server->desk_count < count; server->desk_count++) {
    RsDesk *desk = &server->desks[server->desk_count];
    desk->store = rasid_store_open(server->database, true, error);
    if (!desk->store) return false;
    if (desk->store->backend->dialect != RS_SQLITE) {
      rasid_store_free(desk->store);
      return rs_error_set(
        error, RASID_ERROR_ARGUMENT, 0, "rasid serve reads SQLite databases only"
      );
    }
    RsSqlite *sqlite = (RsSqlite *)desk->store->backend;
    sqlite3_progress_handler(sqlite->database, STEPS_BETWEEN_LOOKS, is_late, desk);
    sqlite3_exec(
      sqlite->database,
      "PRAGMA query_only = ON; PRAGMA cache_size = -8192; PRAGMA mmap_size = 268435456",
      NULL,
      NULL,
      NULL
    );
  }
  return true;
}

void rs_desks_close(RasidServer *server) {
  for (size_t i = 0; i < server->desk_count; i++) {
    rasid_coder_free(server->desks[i].coder);
    rasid_store_free(server->desks[i].store);
  }
  free(server->desks);
  server->desks = NULL;
  server->desk_count = 0;
}

static RsDesk *find_free(RasidServer *server) {
  for (size_t i = 0; i < server->desk_count; i++) {
    if (!server->desks[i].is_taken) return &server->desks[i];
  }
  return NULL;
}

RsDesk *rs_desk_take(RasidServer *server) {
  RsDesk *desk;
  pthread_mutex_lock(&server->desk_lock);
  while (!(desk = find_free(server)))
    pthread_cond_wait(&server->desk_free, &server->desk_lock);
  desk->is_taken = true;
  pthread_mutex_unlock(&server->desk_lock);
  clock_gettime(CLOCK_MONOTONIC, &desk->deadline);
  desk->deadline.tv_sec += RS_QUERY_SECONDS;
  return desk;
}

void rs_desk_return(RasidServer *server, RsDesk *desk) {
  if (!desk) return;
  pthread_mutex_lock(&server->desk_lock);
  desk->is_taken = false;
  pthread_cond_signal(&server->desk_free);
  pthread_mutex_unlock(&server->desk_lock);
}

RsBackend *rs_desk_backend(RsRequest *request) {
  if (!request->desk) request->desk = rs_desk_take(request->server);
  return request->desk->store->backend;
}

RasidCoder *rs_desk_coder(RsRequest *request, RasidError *error) {
  static const RasidCoderOptions options = {.keep_trace = true};
  rs_desk_backend(request);
  RsDesk *desk = request->desk;
  if (!desk->coder)
    desk->coder = rasid_coder_new(request->server->knowledge, &options, error);
  return desk->coder;
}
