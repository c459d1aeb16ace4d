/* What the parts of the GeoNames import share. */
#ifndef RASID_IMPORT_IMPORT_H
#define RASID_IMPORT_IMPORT_H

#include "base/arena.h"
#include "compile/map.h"
#include "knowledge/knowledge.h"
#include "read/stream.h"
#include "text/letters.h"

enum {
  RS_TABLE_COLUMNS = 19
};

/* A tab-separated file, read line by line; bad lines are told and left out. */
typedef struct {
  RsStream stream;
  const char *path;
  uint64_t line, bytes, shown;
  const RasidImportWatch *watch;
  uint64_t *wrong; /* counts bad lines; NULL: neither counts nor tells them */
} RsTable;

bool rs_table_open(RsTable *table, const char *path, RasidError *error);
void rs_table_close(RsTable *table);
/* The next line in `columns`; `*count` of them, at most `most`. False at the end and on
 * failure, which `table->stream.failure` tells apart. */
bool rs_table_next(RsTable *table, RsBytes *columns, unsigned most, unsigned *count);
void rs_table_complain(RsTable *table, const char *message);
/* A GeoNames id: nothing but digits. */
bool rs_table_id(RsBytes digits, uint64_t *id);

/* A name as words of Arabic letters, one blank between them; false when it is none. */
bool rs_arabic_name(RsBuffer *out, RsBytes text);

/* Arabic names by GeoNames id, the preferred ones first. */
typedef struct {
  RsMap by_id;    /* hash of an id to the first of its nodes */
  RsBuffer nodes; /* chained by id */
  RsBuffer text;
} RsAlternates;

bool rs_alternates_read(
  RsAlternates *names,
  const char *path,
  const RasidImportWatch *watch,
  uint64_t *wrong,
  RasidError *error
);
void rs_alternates_release(RsAlternates *names);
/* Appends the names of `id` to `list`, parted by `|`; false when there are none. */
bool rs_alternates_list(const RsAlternates *names, uint64_t id, RsBuffer *list);

/* What the knowledge knows already. */
typedef struct {
  const RasidKnowledge *knowledge;
  RsMap by_name;  /* name key to the last of its nodes */
  RsBuffer nodes; /* places chained by name */
} RsKnownPlaces;

bool rs_known_places_fill(RsKnownPlaces *known, const RasidKnowledge *knowledge);
void rs_known_places_release(RsKnownPlaces *known);
/* Whether a place of one of these names (parted by `|`) lies there or close by; without memory
 * `*failed` is set. */
bool rs_is_known_place(
  const RsKnownPlaces *known, RsBytes names, double lat, double lon, bool *failed
);
/* Whether one of the names is one word that means something else, too. */
bool rs_is_common_name(const RasidKnowledge *knowledge, RsBytes names, bool *failed);

#endif
