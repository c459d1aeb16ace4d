/* The watch: a thread that looks once a second.
 *
 * Connections: whoever sends his request a byte at a time holds a connection as long as he
 * likes, since each byte is activity. So a request's head and its body have an end by the
 * clock, counted from the request before; a connection beyond it is shut down. Its socket
 * cannot be another one's by then, because a slot is cleared, under the same lock, before the
 * socket is closed.
 *
 * The database: when another process has written to it, it is read anew, beside the old state,
 * and exchanged at once. SQLite's data_version tells; decisions of our own do not change it,
 * since it is asked on the connection that writes them. */
#include "server/server.h"

#include <sys/socket.h>

enum {
  LOOK_MILLISECONDS = 500,
  LOOKS_BETWEEN_READINGS = 4, /* an import commits every second */
  REST = 4 /* for so many times as long as a reading took, no other one */
};

/* ---------------------------------------------------------------- connections */

static struct timespec after(unsigned seconds) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_sec += seconds;
  return time;
}

void rs_visitor_comes(RasidServer *server, int socket) {
  pthread_mutex_lock(&server->visitor_lock);
  for (size_t i = 0; i < RS_CONNECTIONS; i++) {
    RsVisitor *visitor = &server->visitors[i];
    if (visitor->socket != -1) continue;
    *visitor = (RsVisitor) {socket, after(RS_HEADER_SECONDS)};
    break;
  }
  pthread_mutex_unlock(&server->visitor_lock);
}

static RsVisitor *find_visitor(RasidServer *server, int socket) {
  for (size_t i = 0; i < RS_CONNECTIONS; i++) {
    if (server->visitors[i].socket == socket) return &server->visitors[i];
  }
  return NULL;
}

void rs_visitor_goes(RasidServer *server, int socket) {
  pthread_mutex_lock(&server->visitor_lock);
  RsVisitor *visitor = find_visitor(server, socket);
  if (visitor) visitor->socket = -1;
  pthread_mutex_unlock(&server->visitor_lock);
}

void rs_visitor_expects(RasidServer *server, int socket, unsigned seconds) {
  pthread_mutex_lock(&server->visitor_lock);
  RsVisitor *visitor = find_visitor(server, socket);
  if (visitor) visitor->deadline = after(seconds);
  pthread_mutex_unlock(&server->visitor_lock);
}

static void send_away(RasidServer *server) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  pthread_mutex_lock(&server->visitor_lock);
  for (size_t i = 0; i < RS_CONNECTIONS; i++) {
    RsVisitor *visitor = &server->visitors[i];
    if (visitor->socket == -1 || now.tv_sec <= visitor->deadline.tv_sec) continue;
    shutdown(visitor->socket, SHUT_RDWR);
  }
  pthread_mutex_unlock(&server->visitor_lock);
}

/* ------------------------------------------------------------------- database */

static bool has_changed(RasidServer *server) {
  int64_t version = server->data_version;
  pthread_mutex_lock(&server->writer_lock);
  rs_ask_text(server->looker->backend, "PRAGMA data_version", &version, NULL);
  pthread_mutex_unlock(&server->writer_lock);
  bool has = version != server->data_version;
  server->data_version = version;
  return has;
}

static void read_anew(RasidServer *server) {
  RasidError error = {0};
  atomic_store(&server->is_loading, true);
  RasidStore *store = rasid_store_open(server->database, true, &error);
  RsSnapshot *fresh = store ? rs_snapshot_new(store->backend, &error) : NULL;
  if (fresh) {
    pthread_mutex_lock(&server->writer_lock); /* no decision between reading and exchange */
    bool is_whole = rs_snapshot_refresh_all(fresh, store->backend, &error);
    pthread_rwlock_wrlock(&server->lock);
    RsSnapshot *old = is_whole ? server->snapshot : fresh;
    if (is_whole) server->snapshot = fresh;
    atomic_fetch_add(&server->generation, 1);
    pthread_rwlock_unlock(&server->lock);
    pthread_mutex_unlock(&server->writer_lock);
    rs_snapshot_free(old);
    rs_cache_empty(server);
  } else {
    server->data_version = -1; /* again at the next look */
  }
  rasid_store_free(store);
  atomic_store(&server->is_loading, false);
}

static void *watch(void *context) {
  RasidServer *server = context;
  struct timespec pause = {.tv_nsec = LOOK_MILLISECONDS * 1000000};
  struct timespec rested = after(0);
  has_changed(server);
  for (unsigned looks = 1; !atomic_load(&server->is_ending); looks++) {
    struct timespec now;
    nanosleep(&pause, NULL);
    send_away(server);
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (looks % LOOKS_BETWEEN_READINGS || now.tv_sec < rested.tv_sec) continue;
    if (!has_changed(server)) continue;
    read_anew(server);
    struct timespec done = after(0);
    rested = after((unsigned)(done.tv_sec - now.tv_sec) * REST);
  }
  return NULL;
}

bool rs_watch_begin(RasidServer *server, RasidError *error) {
  server->has_watcher = !pthread_create(&server->watcher, NULL, watch, server);
  return server->has_watcher ||
         rs_error_set(error, RASID_ERROR_MEMORY, 0, "no thread can be started");
}

void rs_watch_end(RasidServer *server) {
  atomic_store(&server->is_ending, true);
  if (server->has_watcher) pthread_join(server->watcher, NULL);
}
