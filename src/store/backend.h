/* What a store has to do, whatever keeps its bytes. SQLite is the one backend so far; another
 * one (a server, a column file) fills the same table and is chosen in store.c. */
#ifndef RASID_STORE_BACKEND_H
#define RASID_STORE_BACKEND_H

#include "export/export.h"

typedef struct RsBackend RsBackend;

/* Called for each record; false, with `error` filled, ends the walk. The record lives until it
 * returns. */
typedef bool (*RsRecordVisitor)(void *context, const RsRecord *record, RasidError *error);

typedef struct {
  void (*free)(RsBackend *backend);
  bool (*begin)(RsBackend *backend, RasidError *error);
  bool (*commit)(RsBackend *backend, RasidError *error);
  bool (*rollback)(RsBackend *backend, RasidError *error);
  /* Adds or replaces a document; a failed call changes nothing. */
  bool (*add
  )(RsBackend *backend,
    const RasidInput *input,
    const RasidEvent *events,
    size_t count,
    const char *knowledge_version,
    RasidError *error);
  /* Documents in the order in which they came first, their events as they were coded. */
  bool (*each
  )(RsBackend *backend,
    const RasidStoreFilter *filter,
    RsRecordVisitor visit,
    void *context,
    RasidError *error);
  bool (*count
  )(RsBackend *backend, uint64_t *documents, uint64_t *events, RasidError *error);
} RsBackendMethods;

/* The first member of every backend. */
struct RsBackend {
  const RsBackendMethods *methods;
};

struct RasidStore {
  RsBackend *backend;
};

RsBackend *rs_sqlite_open(const char *path, bool is_read_only, RasidError *error);

/* rasid_store_add for events that hang on no RasidDocument. */
bool rs_store_put(
  RasidStore *store,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const char *knowledge_version,
  RasidError *error
);

#endif
