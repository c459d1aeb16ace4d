/* Documents and their records as rows. */
#ifndef RASID_STORE_WRITE_H
#define RASID_STORE_WRITE_H

#include "store/backend.h"

enum {
  RS_EVENTS_PER_DOCUMENT = 1 << 20 /* an event's number: document * this + position */
};

typedef struct {
  int64_t number; /* 0: there is none */
  int64_t run;
  RasidInput input;
} RsStoredDocument;

/* What a text is known by: `content` is a hash of text, date and outlet. */
int64_t rs_content_key(const RasidInput *input);

/* A hash of where it stands, without what changes nothing (scheme, `www.`, fragment); 0 without
 * an address. `*names_article` is false for a bare host, which names no one text. */
int64_t rs_address_key(const char *url, bool *names_article);

/* The number of a run, 0 when it is new. */
bool rs_run_find(
  RsBackend *backend, const RasidRun *run, int64_t *number, RasidError *error
);

/* The first document behind number `after` that another run than `run` (0: any) has coded, copied into
 * `arena`; number 0 when there is none. */
bool rs_document_next(
  RsBackend *backend,
  RsArena *arena,
  int64_t after,
  int64_t run,
  RsStoredDocument *document,
  RasidError *error
);

/* Writes a document's row anew; not its words. */
bool rs_document_change(
  RsBackend *backend, const RsStoredDocument *document, RasidError *error
);

/* Adds or replaces a document with its records; a failed call changes nothing. */
bool rs_document_put(
  RsBackend *backend,
  const RasidInput *input,
  const RasidEvent *events,
  size_t count,
  const RasidRun *run,
  RasidError *error
);

#endif
