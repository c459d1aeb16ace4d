/* What is there already: documents known again, and those to be coded anew.
 *
 * An archive often holds an article twice, as it was first and as it was mended later: the later
 * state replaces the earlier. The earlier one is remembered by its keys, so that the same archive
 * read once more does not bring it back. */
#include "store/read.h"
#include "store/store.h"
#include "store/write.h"

typedef struct {
  RsArena *arena;
  int64_t number, content, address, run; /* number 0: not found */
  const char *id;
} Known;

static bool take_known(void *context, const RsRow *row, RasidError *error) {
  Known *known = context;
  RsTaking taking = {.row = row, .arena = known->arena};
  known->number = rs_take_integer(&taking);
  known->content = rs_take_integer(&taking);
  known->address = rs_take_integer(&taking);
  known->run = rs_take_integer(&taking);
  known->id = rs_take_text(&taking);
  return !taking.has_failed || rs_no_memory(error);
}

static bool look_by_key(
  RsBackend *backend, RsSql which, int64_t key, Known *known, RasidError *error
) {
  RsValues values = {.count = 0};
  rs_values_integer(&values, key);
  return rs_rows(backend, which, &values, take_known, known, error);
}

/* By id and address: `*known` is the document itself, an older state of it perhaps. */
static bool look(
  RsBackend *backend,
  const RasidInput *input,
  int64_t address,
  bool names_article,
  Known *known,
  RasidError *error
) {
  RsValues values = {.count = 0};
  rs_values_text(&values, input->id);
  if (!rs_rows(backend, RS_SQL_FIND_ID, &values, take_known, known, error)) return false;
  if (known->number || !names_article) return true;
  return look_by_key(backend, RS_SQL_FIND_ADDRESS, address, known, error);
}

/* Whether a document had this text and address before it got those that it has. */
static bool ask_superseded(
  RsBackend *backend,
  const Known *known,
  int64_t content,
  int64_t address,
  RasidStoreState *state,
  RasidError *error
) {
  int64_t document = 0;
  RsValues values = {.count = 0};
  rs_values_integer(&values, known->number);
  rs_values_integer(&values, content);
  rs_values_integer(&values, address);
  if (!rs_ask(backend, RS_SQL_FIND_SUPERSEDED, &values, &document, error)) return false;
  *state = document ? RASID_STORE_OLDER : RASID_STORE_CHANGED;
  return true;
}

bool rasid_store_find(
  RasidStore *store,
  const RasidInput *input,
  const RasidRun *run,
  RasidStoreState *state,
  const char **id,
  RasidError *error
) {
  bool names_article;
  int64_t address = rs_address_key(input->url, &names_article), run_number = 0;
  int64_t content = rs_content_key(input);
  rs_arena_reset(&store->arena);
  Known known = {.arena = &store->arena};
  *state = RASID_STORE_NEW;
  if (!look(store->backend, input, address, names_article, &known, error)) return false;
  bool is_itself = known.number != 0;
  if (!is_itself && !look_by_key(store->backend, RS_SQL_FIND_CONTENT, content, &known, error)) {
    return false;
  }
  *id = known.id;
  if (!known.number) return true;
  if (!is_itself) return *state = RASID_STORE_COPY, true;
  if (known.content != content || known.address != address)
    return ask_superseded(store->backend, &known, content, address, state, error);
  if (!rs_run_find(store->backend, run, &run_number, error)) return false;
  *state = known.run == run_number ? RASID_STORE_CURRENT : RASID_STORE_STALE;
  return true;
}

bool rasid_store_next(
  RasidStore *store,
  const RasidRun *run,
  uint64_t *after,
  RasidInput *input,
  RasidError *error
) {
  int64_t run_number = 0;
  RsStoredDocument document = {0};
  if (run && !rs_run_find(store->backend, run, &run_number, error)) return false;
  rs_arena_reset(&store->arena);
  if (!rs_document_next(
        store->backend, &store->arena, (int64_t)*after, run_number, &document, error
      )) {
    return false;
  }
  *after = (uint64_t)document.number;
  *input = document.input;
  return true;
}
