/* The tables and how they came to be. */
#ifndef RASID_STORE_SCHEMA_H
#define RASID_STORE_SCHEMA_H

#include "store/backend.h"

/* A step from one state of the tables to the next. Steps are applied in the order of their
 * numbers, each once; a database lists those that it has had in `migrations`. */
typedef struct {
  int number;                   /* 1 was the first schema; these begin at 2 */
  const char *sql[RS_DIALECTS]; /* fixed statements */
} RsMigration;

/* Applies every step that is missing, in the transaction that is open. */
bool rs_schema_migrate(RsBackend *backend, RasidError *error);

/* Refuses a database of a newer rasid; `*is_current` is false when steps are missing. */
bool rs_schema_check(RsBackend *backend, bool *is_current, RasidError *error);

/* Says that a database which may not be changed has to be upgraded first. False. */
bool rs_schema_complain(const RsBackend *backend, RasidError *error);

/* Around step 2, for a database of schema 1: puts its tables aside; takes what is in them into
 * the new ones and drops them. */
bool rs_upgrade_begin(RsBackend *backend, RasidError *error);
bool rs_upgrade_end(RsBackend *backend, RasidError *error);

#endif
