/* Any bytes as a request of rasid serve: each is answered, never with a failure of ours, and what
 * says it is JSON is JSON.
 *
 * The first byte chooses the way, bytes up to a NUL are its query, those behind it the body. The
 * server is the whole one, on a small database, asked over a socket. */
#include "rasid/rasid.h"

#include <arpa/inet.h>
#include <errno.h>
#include <json-c/json.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const ways[] = {
  "GET /api/v1/events",     "GET /api/v1/documents",
  "GET /api/v1/incidents",  "GET /api/v1/actors",
  "GET /api/v1/places",     "GET /api/v1/agreements",
  "GET /api/v1/stats",      "GET /api/v1/facets",
  "GET /api/v1/suggest",    "GET /api/v1/search",
  "GET /api/v1/decisions",  "GET /api/v1/evaluation",
  "GET /api/v1/export",     "GET /api/v1/meta",
  "GET /api/v1/",           "GET /",
  "POST /api/v1/code",      "POST /api/v1/decisions",
  "POST /api/v1/session",   "GET /api/v1/documents/",
  "GET /api/v1/events/",    "POST /api/v1/decisions/",
  "GET /api/v1/incidents/",
};

enum {
  WAYS = sizeof ways / sizeof *ways,
  MOST_BYTES = 1 << 22
};

static RasidServer *server;
static char database[] = "/tmp/rasid-fuzz-XXXXXX";
static char answer[MOST_BYTES + 1];

static void remove_database(void) {
  static const char *const ends[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    char name[64];
    snprintf(name, sizeof name, "%s%s", database, ends[i]);
    unlink(name);
  }
}

static bool fill_database(const RasidKnowledge *knowledge, RasidError *error) {
  static const char *const texts[] = {
    "قصفت القوات السورية مواقع المعارضة في حلب أمس، ما أسفر عن مقتل أربعة مقاتلين.",
    "اعتقلت الشرطة العراقية خمسة متظاهرين في بغداد أمس وقال متحدث إن التحقيق جار.",
    "وقعت الحكومة السودانية وقوات المعارضة اتفاقا لوقف إطلاق النار في جوبا.",
  };
  RasidStore *store = rasid_store_open(database, false, error);
  RasidCoder *coder = rasid_coder_new(knowledge, NULL, error);
  bool is_filled = store && coder;
  for (size_t i = 0; i < sizeof texts / sizeof *texts && is_filled; i++) {
    char id[] = {'d', (char)('0' + i), '\0'};
    RasidInput input = {
      .id = id,
      .text = texts[i],
      .text_bytes = strlen(texts[i]),
      .date = "2024-03-05",
      .outlet = "a",
    };
    RasidRun run = {.knowledge_version = rasid_knowledge_version(knowledge)};
    RasidDocument *document = rasid_coder_code(coder, &input, error);
    is_filled = document && rasid_store_add(store, document, &run, error);
    rasid_document_free(document);
  }
  rasid_coder_free(coder);
  rasid_store_free(store);
  return is_filled;
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  RasidError error = {0};
  const char *path = getenv("RASID_KNOWLEDGE");
  RasidKnowledge *knowledge =
    rasid_knowledge_open(path ? path : "rasid.knowledge", NULL, 0, &error);
  int fd = mkstemp(database);
  if (fd >= 0) close(fd);
  atexit(remove_database);
  if (knowledge && fd >= 0 && fill_database(knowledge, &error)) {
    RasidServerOptions options = {
      .database = database, .knowledge = knowledge, .threads = 2};
    server = rasid_server_new(&options, &error);
  }
  if (server) return 0;
  fprintf(stderr, "%s\n", error.message);
  exit(1);
}

/* What no request line may hold is written as %XX. */
static size_t write_query(char *out, const uint8_t *query, size_t count) {
  size_t used = 0;
  for (size_t i = 0; i < count; i++) {
    if (query[i] <= ' ' || query[i] == 0x7f)
      used += (size_t)sprintf(out + used, "%%%02X", query[i]);
    else
      out[used++] = (char)query[i];
  }
  return used;
}

/* A connection; -1 when the clock of libFuzzer rang meanwhile. */
static int connected(void) {
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons((uint16_t)rasid_server_port(server)),
    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
  };
  struct timeval most = {.tv_sec = 15};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) abort();
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
  /* Closed for good: else ports run out after some ten thousand requests. */
  struct linger none = {.l_onoff = 1};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
  if (!connect(fd, (struct sockaddr *)&address, sizeof address)) return fd;
  if (errno != EINTR) abort();
  close(fd);
  return -1;
}

/* Sends a request and reads to the end of the answer; its length. */
static size_t ask(
  const char *head, size_t head_bytes, const void *body, size_t body_bytes
) {
  int fd = connected();
  if (fd < 0) return 0;
  size_t count = 0;
  ssize_t got = 0;
  if (send(fd, head, head_bytes, MSG_NOSIGNAL) == (ssize_t)head_bytes && send(fd, body, body_bytes, MSG_NOSIGNAL) == (ssize_t)body_bytes) {
    while (count < MOST_BYTES && (got = recv(fd, answer + count, MOST_BYTES - count, 0)) > 0
    )
      count += (size_t)got;
  }
  bool is_late = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  close(fd);
  if (is_late) abort();
  answer[count] = '\0';
  return count;
}

static void check_json(const char *text, size_t bytes) {
  json_tokener *tokener = json_tokener_new_ex(64);
  json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  json_object *root = json_tokener_parse_ex(tokener, text, (int)bytes);
  enum json_tokener_error error = json_tokener_get_error(tokener);
  if (error != json_tokener_success && error != json_tokener_continue) abort();
  json_object_put(root);
  json_tokener_free(tokener);
}

static void check_answer(size_t count) {
  if (!count) return; /* the connection was closed: not HTTP at all */
  if (strncmp(answer, "HTTP/1.1 ", 9) != 0) abort();
  int status = atoi(answer + 9);
  if (status < 200 || status >= 500) abort();
  const char *body = strstr(answer, "\r\n\r\n");
  const char *type = strstr(answer, "Content-Type: application/json");
  const char *length = strstr(answer, "Content-Length: ");
  if (!body || !type || type > body || !length || length > body) return;
  size_t bytes = (size_t)atol(length + 16);
  if (bytes && (size_t)(body + 4 - answer) + bytes <= count) check_json(body + 4, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1 || size > 4096) return 0;
  const uint8_t *query = data + 1, *end = memchr(query, 0, size - 1);
  size_t query_bytes = end ? (size_t)(end - query) : size - 1;
  const uint8_t *body = query + query_bytes + (end ? 1 : 0);
  size_t body_bytes = size - (size_t)(body - data);
  const char *way = ways[data[0] % WAYS];
  bool is_post = *way == 'P', is_open = way[strlen(way) - 1] == '/';
  char head[3 * 4096 + 300];
  size_t used = (size_t)sprintf(head, "%s%s", way, is_open ? "" : "?");
  used += write_query(head + used, query, query_bytes);
  used += (size_t)sprintf(
    head + used,
    " HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n",
    rasid_server_port(server)
  );
  if (is_post)
    used += (size_t)sprintf(
      head + used, "Content-Type: application/json\r\nContent-Length: %zu\r\n", body_bytes
    );
  used += (size_t)sprintf(head + used, "\r\n");
  check_answer(ask(head, used, body, is_post ? body_bytes : 0));
  return 0;
}
