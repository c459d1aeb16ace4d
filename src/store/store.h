/* The open store. */
#ifndef RASID_STORE_STORE_H
#define RASID_STORE_STORE_H

#include "store/backend.h"

struct RasidStore {
  RsBackend *backend;
  RsArena arena; /* of what the last call gave */
};

/* rasid_store_add for events that hang on no RasidDocument. */
bool rs_store_put(
  RasidStore *store,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const RasidRun *run,
  RasidError *error
);

#endif
