/* rasid serve: the page and the interface of a database, until it is interrupted. */
#include "session.h"
#include "text.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  DEFAULT_PORT = 8080,
  MOST_HOSTS = 16
};

/* -------------------------------------------------------------------- demo */

typedef struct {
  char folder[2048], path[2048 + 16]; /* temporary */
} Demo;

/* The samples: beside the knowledge file or in the folder above it. */
static bool find_samples(const Options *options, char *path, size_t room) {
  static const char *const places[] = {"samples", "../samples"};
  char *knowledge = knowledge_find(options);
  bool is_found = false;
  if (!knowledge) return false;
  const char *slash = strrchr(knowledge, '/');
  int folder = slash ? (int)(slash - knowledge) : 0;
  for (size_t i = 0; i < 2 && !is_found; i++) {
    snprintf(path, room, "%.*s%s%s", folder, knowledge, slash ? "/" : "", places[i]);
    is_found = !access(path, R_OK);
  }
  free(knowledge);
  if (!is_found) fprintf(stderr, "rasid: the samples are not there\n");
  return is_found;
}

/* `folder` is where the samples lie on this machine; their ids begin with `samples/`. */
static bool add_samples(
  RasidStore *store,
  RasidCoder *coder,
  RasidReader *reader,
  const RasidRun *run,
  const char *folder
) {
  size_t parent = strlen(folder) - strlen("samples");
  RasidInput input;
  RasidReject reject;
  RasidReadResult result;
  RasidError error;
  while ((result = rasid_reader_next(reader, &input, &reject)) != RASID_READ_END) {
    if (result == RASID_READ_REJECT) continue;
    if (!strncmp(input.id, folder, strlen(folder))) input.id += parent;
    RasidDocument *document = rasid_coder_code(coder, &input, &error);
    if (!document) continue;
    bool is_added = rasid_store_add(store, document, run, &error);
    rasid_document_free(document);
    if (!is_added) return complain(&error), false;
  }
  return true;
}

/* Fills a database at `path` and links its incidents. */
static int fill_demo(
  const char *path, const char *samples, const RasidKnowledge *knowledge
) {
  RasidError error = {0};
  RasidReadOptions read = {.default_date = "2024-03-05", .knowledge = knowledge};
  RasidRun run = {.knowledge_version = rasid_knowledge_version(knowledge)};
  RasidStore *store = rasid_store_open(path, false, &error);
  RasidCoder *coder = rasid_coder_new(knowledge, NULL, &error);
  RasidReader *reader = rasid_reader_new(&samples, 1, &read, &error);
  bool is_ready = store && coder && reader && rasid_store_begin(store, &error);
  int status = is_ready ? STATUS_DONE : complain(&error);
  if (is_ready && !add_samples(store, coder, reader, &run, samples)) status = STATUS_FAILED;
  if (status == STATUS_DONE && (!rasid_store_commit(store, &error) || !rasid_incidents_link(store, NULL, &error)))
    status = complain(&error);
  rasid_reader_free(reader);
  rasid_coder_free(coder);
  rasid_store_free(store);
  return status;
}

static int make_demo(const Options *options, const RasidKnowledge *knowledge, Demo *demo) {
  char samples[4096];
  const char *temporary = getenv("TMPDIR");
  if (!find_samples(options, samples, sizeof samples)) return STATUS_FAILED;
  snprintf(
    demo->folder,
    sizeof demo->folder,
    "%.2000s/rasid-demo-XXXXXX",
    temporary && *temporary ? temporary : "/tmp"
  );
  if (!mkdtemp(demo->folder)) {
    perror("rasid: no temporary folder");
    demo->folder[0] = '\0';
    return STATUS_FAILED;
  }
  snprintf(demo->path, sizeof demo->path, "%s/demo.db", demo->folder);
  return fill_demo(demo->path, samples, knowledge);
}

static void remove_demo(const Demo *demo) {
  static const char *const endings[] = {"", "-wal", "-shm"};
  char name[sizeof demo->path + 8];
  for (size_t i = 0; i < 3; i++) {
    snprintf(name, sizeof name, "%s%s", demo->path, endings[i]);
    unlink(name);
  }
  rmdir(demo->folder);
}

/* ------------------------------------------------------------------- serving */

static size_t cut_hosts(char *list, const char **hosts) {
  size_t count = 0;
  for (char *at = list; at && *at && count < MOST_HOSTS;) {
    hosts[count++] = at;
    at = strchr(at, ',');
    if (at) *at++ = '\0';
  }
  return count;
}

/* Signals are blocked before the server's threads begin, so that this one alone gets them. */
static int serve(RasidServerOptions *wanted) {
  RasidError error;
  sigset_t ends;
  int which;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGHUP);
  sigprocmask(SIG_BLOCK, &ends, NULL);
  RasidServer *server = rasid_server_new(wanted, &error);
  if (!server) return complain(&error);
  bool is_six = wanted->address && strchr(wanted->address, ':');
  printf(
    "http://%s%s%s:%u/\n",
    is_six ? "[" : "",
    wanted->address ? wanted->address : "127.0.0.1",
    is_six ? "]" : "",
    rasid_server_port(server)
  );
  fflush(stdout);
  fprintf(stderr, "rasid: open this address in a browser; Ctrl-C ends\n");
  sigwait(&ends, &which);
  rasid_server_free(server);
  return STATUS_DONE;
}

/* Words of a command line can be seen by others of the machine, surroundings cannot. */
static const char *token_of(const Options *options) {
  const char *token = getenv("RASID_TOKEN");
  return options->token ? options->token : token && *token ? token : NULL;
}

static int check(const Options *options) {
  const char *token = token_of(options);
  if (!options->db == !options->demo)
    return command_complain(
      &serve_command, "--db FILE or --demo is missing, or one too many", NULL
    );
  bool is_local = !options->address || !strncmp(options->address, "127.", 4) ||
                  !strcmp(options->address, "::1");
  if (!is_local && !(options->allow_remote && token))
    return command_complain(
      &serve_command,
      "another address than 127.0.0.1 needs --allow-remote and --token",
      NULL
    );
  if (token && strlen(token) < 16)
    return command_complain(&serve_command, "--token needs 16 characters or more", NULL);
  return STATUS_DONE;
}

static int run(const Options *options) {
  Demo demo = {0};
  char hosts_text[4096] = "";
  const char *hosts[MOST_HOSTS];
  int status = check(options);
  if (status != STATUS_DONE) return status;
  RasidKnowledge *knowledge = knowledge_open(options);
  if (!knowledge) return STATUS_KNOWLEDGE;
  if (options->host) snprintf(hosts_text, sizeof hosts_text, "%s", options->host);
  RasidServerOptions wanted = {
    .database = options->demo ? demo.path : options->db,
    .knowledge = knowledge,
    .address = options->address,
    .port = options->has_port ? (unsigned)options->port : DEFAULT_PORT,
    .token = token_of(options),
    .hosts = hosts,
    .host_count = cut_hosts(hosts_text, hosts),
    .is_demo = options->demo,
  };
  if (options->demo) status = make_demo(options, knowledge, &demo);
  if (status == STATUS_DONE) status = serve(&wanted);
  if (*demo.folder) remove_demo(&demo);
  rasid_knowledge_free(knowledge);
  return status;
}

const Command serve_command = {
  .name = "serve",
  .summary = "opens a database as a page: map, timeline, actors, documents, review",
  .usage = "serve --db FILE | --demo [OPTION]...",
  .examples = "rasid serve --db events.db\n"
              "rasid serve --demo --port 8090\n"
              "rasid serve --db events.db --address 0.0.0.0 --allow-remote --token SECRET",
  .notes =
    "The address of the page is printed once it can be opened. It is reached from this machine\n"
    "alone; --address with --allow-remote and --token opens it to others (put a proxy with TLS\n"
    "before it, and name its host with --host). RASID_TOKEN may hold the token instead. What\n"
    "analysts decide on the page is kept in the database; rasid eval counts it, rasid export\n"
    "--as gold writes it.\n"
    "docs/serve.md tells more, docs/openapi.json describes the interface.\n"
    "Exit status: 0 ended by a signal, 2 wrong call, 3 no knowledge file, 4 database or port.",
  .options = OPTION_BIT(OPTION_DB_FILE) | OPTION_BIT(OPTION_DEMO) |
             OPTION_BIT(OPTION_PORT) | OPTION_BIT(OPTION_ADDRESS) |
             OPTION_BIT(OPTION_HOST) | OPTION_BIT(OPTION_TOKEN) |
             OPTION_BIT(OPTION_ALLOW_REMOTE) | OPTION_BIT(OPTION_KNOWLEDGE) |
             OPTION_BIT(OPTION_EXTRA),
  .most_operands = 0,
  .run = run,
};
