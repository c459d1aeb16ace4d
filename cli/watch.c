/* rasid watch: what appears in a folder goes into a database, as long as the command runs.
 *
 * The folder is looked through every few seconds, which works on any file system, network shares
 * included. What is new or has changed since the last look (size, time or inode) is imported as
 * `rasid import` would do it; the database knows which documents it has, so a feed that is saved
 * again under its name gives its new items alone, and a restart reads everything once without coding
 * it again. A file that was written to less than two seconds ago waits for the next look: whoever
 * fetches may not be done with it. Hidden files are left alone, so `.x.part` renamed to `x` is safe
 * at any speed. A file that vanishes between looking and reading is a reject like others. */
#include "saving.h"
#include "session.h"

#include <errno.h>
#include <fts.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
  SETTLED_SECONDS = 2,
  DEFAULT_SECONDS = 10
};

/* A file as it was when it was read. */
typedef struct {
  char *path;
  off_t size;
  struct timespec time;
  ino_t inode;
  bool is_there, is_due;
} Seen;

typedef struct {
  Seen *items; /* by path */
  size_t count, capacity;
  const char **due;
  size_t due_count;
} Folder;

static void free_folder(Folder *folder) {
  for (size_t i = 0; i < folder->count; i++)
    free(folder->items[i].path);
  free(folder->items);
  free(folder->due);
}

static size_t place_of(const Folder *folder, const char *path, bool *is_known) {
  size_t low = 0, high = folder->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (strcmp(folder->items[middle].path, path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  *is_known = low < folder->count && !strcmp(folder->items[low].path, path);
  return low;
}

static bool add_file(Folder *folder, size_t at, const char *path) {
  if (folder->count == folder->capacity) {
    size_t capacity = folder->capacity ? folder->capacity * 2 : 64;
    Seen *items = realloc(folder->items, capacity * sizeof *items);
    if (!items) return false;
    folder->items = items;
    folder->capacity = capacity;
  }
  char *copy = strdup(path);
  if (!copy) return false;
  Seen *item = &folder->items[at];
  memmove(item + 1, item, (folder->count++ - at) * sizeof *item);
  *item = (Seen) {.path = copy, .size = -1};
  return true;
}

static bool is_fresh(const struct stat *status) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  time_t age = now.tv_sec - status->st_mtim.tv_sec;
  return age >= 0 && age < SETTLED_SECONDS; /* one from the future has settled */
}

static bool look_at(Folder *folder, const FTSENT *entry, bool is_only_look) {
  const struct stat *status = entry->fts_statp;
  bool is_known;
  size_t at = place_of(folder, entry->fts_path, &is_known);
  if (!is_known && !add_file(folder, at, entry->fts_path)) return false;
  Seen *item = &folder->items[at];
  bool is_same = item->size == status->st_size && item->inode == status->st_ino &&
                 item->time.tv_sec == status->st_mtim.tv_sec &&
                 item->time.tv_nsec == status->st_mtim.tv_nsec;
  item->is_there = true;
  item->is_due = !is_same && (is_only_look || !is_fresh(status));
  if (!item->is_due) return true;
  item->size = status->st_size;
  item->inode = status->st_ino;
  item->time = status->st_mtim;
  return true;
}

static bool walk(Folder *folder, const char *path, bool is_only_look) {
  char *const roots[] = {(char *)(uintptr_t)path, NULL};
  FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
  bool is_done = walk != NULL;
  for (FTSENT *entry; is_done && (entry = fts_read(walk));) {
    if (entry->fts_level > 0 && entry->fts_name[0] == '.')
      fts_set(walk, entry, FTS_SKIP);
    else if (entry->fts_info == FTS_F)
      is_done = look_at(folder, entry, is_only_look);
  }
  if (walk) fts_close(walk);
  return is_done;
}

/* Forgets files that are gone, so that they count as new when they come back. */
static void forget_gone(Folder *folder) {
  size_t kept = 0;
  for (size_t i = 0; i < folder->count; i++) {
    if (folder->items[i].is_there)
      folder->items[kept++] = folder->items[i];
    else
      free(folder->items[i].path);
  }
  folder->count = kept;
}

/* Fills `due`; false without memory. */
static bool look(Folder *folder, const Options *options, bool is_only_look) {
  for (size_t i = 0; i < folder->count; i++)
    folder->items[i].is_there = folder->items[i].is_due = false;
  for (size_t i = 0; i < options->operand_count; i++) {
    if (!walk(folder, options->operands[i], is_only_look)) return false;
  }
  forget_gone(folder);
  free(folder->due);
  folder->due_count = 0;
  folder->due = calloc(folder->count + 1, sizeof *folder->due);
  if (!folder->due) return false;
  for (size_t i = 0; i < folder->count; i++) {
    if (folder->items[i].is_due) folder->due[folder->due_count++] = folder->items[i].path;
  }
  return true;
}

/* ------------------------------------------------------------------- the watch */

/* The signals that end the watch are blocked but while it sleeps: reading ends when one waits, and
 * what has been coded is committed. */
static void block_signals(sigset_t *ending) {
  sigemptyset(ending);
  sigaddset(ending, SIGINT);
  sigaddset(ending, SIGTERM);
  sigprocmask(SIG_BLOCK, ending, NULL);
}

static bool is_told_to_end(const sigset_t *ending, size_t seconds) {
  struct timespec time = {.tv_sec = (time_t)seconds};
  int signal;
  while ((signal = sigtimedwait(ending, NULL, &time)) < 0 && errno == EINTR) {
  }
  return signal > 0;
}

static int import_due(const Folder *folder, const Options *options, bool *is_first) {
  Options due = *options;
  due.operands = folder->due;
  due.operand_count = folder->due_count;
  due.adds_rejects = !*is_first;
  due.minds_signals = true;
  *is_first = false;
  int status = import_paths(&due);
  return status == STATUS_NOTHING ? STATUS_DONE : status; /* rejects were told */
}

static int check_folders(const Options *options) {
  for (size_t i = 0; i < options->operand_count; i++) {
    struct stat status;
    bool is_folder = !stat(options->operands[i], &status) && S_ISDIR(status.st_mode);
    if (!is_folder)
      return command_complain(&watch_command, "this is no folder: ", options->operands[i]);
  }
  return STATUS_DONE;
}

static int run(const Options *options) {
  size_t seconds = options->every ? options->every : DEFAULT_SECONDS;
  Folder folder = {0};
  sigset_t ending;
  bool is_first = true;
  if (!options->db)
    return command_complain(&watch_command, "--db DATABASE is missing", NULL);
  int status = check_folders(options);
  if (status != STATUS_DONE) return status;
  block_signals(&ending);
  do {
    if (!look(&folder, options, options->once)) {
      fputs("rasid: the folder could not be looked through\n", stderr);
      status = STATUS_FAILED;
    } else if (folder.due_count) {
      status = import_due(&folder, options, &is_first);
    }
  } while (status == STATUS_DONE && !options->once && !is_told_to_end(&ending, seconds));
  free_folder(&folder);
  return status;
}

const Command watch_command = {
  .name = "watch",
  .summary = "imports what newly appears in a folder",
  .usage = "watch FOLDER... --db DATABASE [OPTION]...",
  .examples = "rasid watch inbox/ --db events.db --rejects rejects.jsonl\n"
              "rasid watch feeds/ pages/ --db events.db --every 60\n"
              "rasid watch inbox/ --db events.db --once",
  .notes =
    "Runs until it is told to end (Ctrl-C or SIGTERM), which commits what has been coded.\n"
    "Files that are new or have changed are imported as rasid import does it; documents that\n"
    "the database has are left alone. A file is read when nobody has written to it for two\n"
    "seconds; hidden files are never read. --rejects FILE grows as long as the watch runs.\n"
    "Exit status: 0 ended, 2 wrong call, 3 knowledge file unusable, 4 input, output or the\n"
    "database failed.",
  .options = OPTION_BIT(OPTION_DATE) | OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_JOBS) |
             OPTION_BIT(OPTION_MIN_SCORE) | OPTION_BIT(OPTION_REJECTS) |
             OPTION_BIT(OPTION_MAX_DOCUMENT) | OPTION_BIT(OPTION_KNOWLEDGE) |
             OPTION_BIT(OPTION_EXTRA) | OPTION_BIT(OPTION_EVERY) | OPTION_BIT(OPTION_ONCE),
  .least_operands = 1,
  .most_operands = SIZE_MAX,
  .run = run,
};
