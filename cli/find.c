/* Where the knowledge file is: as named on the command line, else as the environment says, else
 * beside the program or where it was installed. A name that was given is never passed over for
 * another file: a run with the wrong knowledge looks like one with the right. */
#include "session.h"
#include "text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char file_name[] = "rasid.knowledge";

/* The folder of the running program, with its last slash; "" when it cannot be told. */
static void program_folder(char folder[PATH_MAX]) {
  ssize_t count = readlink("/proc/self/exe", folder, PATH_MAX - 1);
  folder[count > 0 ? count : 0] = '\0';
  char *slash = strrchr(folder, '/');
  if (slash) slash[1] = '\0';
}

static char *join(const char *folder, const char *below, const char *name) {
  size_t size = strlen(folder) + strlen(below) + strlen(name) + 1;
  char *path = malloc(size);
  if (path) snprintf(path, size, "%s%s%s", folder, below, name);
  return path;
}

enum {
  MOST_CANDIDATES = 4
};

static size_t list_candidates(char *candidates[MOST_CANDIDATES]) {
  char folder[PATH_MAX];
  size_t count = 0;
  program_folder(folder);
  if (*folder) {
    candidates[count++] = join(folder, "", file_name);
    candidates[count++] = join(folder, "../share/rasid/", file_name);
  }
#ifdef RASID_KNOWLEDGE_PATH
  candidates[count++] = join(RASID_KNOWLEDGE_PATH, "", "");
#endif
#ifdef RASID_DATADIR
  candidates[count++] = join(RASID_DATADIR, "/", file_name);
#endif
  return count;
}

static void complain_of_candidates(char *const candidates[], size_t count) {
  fprintf(stderr, "rasid: there is no knowledge file; looked for");
  for (size_t i = 0; i < count; i++) {
    if (!candidates[i]) continue;
    fputs(i ? ", " : " ", stderr);
    text_print(stderr, candidates[i]);
  }
  fputs("; name one with --knowledge FILE or RASID_KNOWLEDGE\n", stderr);
}

char *knowledge_find(const Options *options) {
  const char *named = options->knowledge ? options->knowledge : getenv("RASID_KNOWLEDGE");
  if (named && *named) {
    char *copy = strdup(named);
    if (!copy) complain_of_memory();
    return copy;
  }
  char *candidates[MOST_CANDIDATES] = {0};
  char *found = NULL;
  size_t count = list_candidates(candidates);
  for (size_t i = 0; i < count && !found; i++) {
    if (!candidates[i] || access(candidates[i], R_OK)) continue;
    found = candidates[i];
    candidates[i] = NULL;
  }
  if (!found) complain_of_candidates(candidates, count);
  for (size_t i = 0; i < count; i++)
    free(candidates[i]);
  return found;
}

RasidKnowledge *knowledge_open(const Options *options) {
  char *path = knowledge_find(options);
  if (!path) return NULL;
  RasidError error;
  RasidKnowledge *knowledge =
    rasid_knowledge_open(path, options->extra, options->extra_count, &error);
  if (!knowledge) complain_of_knowledge(path, &error);
  free(path);
  return knowledge;
}
