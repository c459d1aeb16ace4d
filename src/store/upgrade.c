/* From schema 1 (SQLite only) to the tables of step 2.
 *
 * Schema 1 numbered events as they came and kept contexts and rules in a table of their own; it
 * knew neither content nor words. Its tables are put aside under other names, the new ones are
 * made by the same SQL that a new database gets, so that both are alike, and the rows are taken
 * over. Which program had coded them was not kept: they count as coded by an unknown one, and
 * the next import or `rasid db recode` codes them anew. Candidates of places were not kept.
 * Incidents are derived and are linked anew when they are asked for. */
#include "store/schema.h"
#include "store/words.h"
#include "store/write.h"

bool rs_upgrade_begin(RsBackend *backend, RasidError *error) {
  return rs_script(
    backend,
    "DROP TABLE IF EXISTS incident_reports; DROP TABLE IF EXISTS incidents;"
    "DROP TABLE IF EXISTS incident_sketches; DELETE FROM meta WHERE key LIKE 'incident%';"
    "DROP INDEX events_by_id; DROP INDEX events_by_date; DROP INDEX events_by_country;"
    "DROP INDEX events_by_type; DROP INDEX participants_by_country;"
    "ALTER TABLE documents RENAME TO old_documents;"
    "ALTER TABLE events RENAME TO old_events;"
    "ALTER TABLE mentions RENAME TO old_mentions;"
    "ALTER TABLE participants RENAME TO old_participants;"
    "ALTER TABLE labels RENAME TO old_labels;",
    error
  );
}

#define LIST_OF(kind)                                                          \
  "(SELECT group_concat(value, ' ') FROM (SELECT value FROM old_labels WHERE " \
  "event = number AND kind = '" kind "' ORDER BY position))"
#define NEW_NUMBER "old_events.document * 1048576 + old_events.position"

static const char copy[] =
  "INSERT INTO runs SELECT row_number() OVER (ORDER BY min(number)), knowledge_version, '', 0 "
  "  FROM old_documents GROUP BY knowledge_version;"
  "INSERT INTO documents (number, id, published, outlet, url, text, content, run) "
  "  SELECT old_documents.number, id, published, outlet, url, text, 0, runs.number "
  "  FROM old_documents JOIN runs ON knowledge = knowledge_version;"
  "INSERT INTO events (number, document, position, " RS_EVENT_COLUMNS ") "
  "  SELECT document * 1048576 + position, document, position, " RS_EVENT_COLUMNS
  "  FROM (SELECT *, " LIST_OF("context") " AS contexts, " LIST_OF("rule"
  ) " AS rules "
    "    FROM old_events);"
    "INSERT INTO mentions SELECT " NEW_NUMBER
    ", old_mentions.position, span_start, span_end, "
    "  text FROM old_mentions JOIN old_events ON number = old_mentions.event;"
    "INSERT INTO participants SELECT " NEW_NUMBER ", role, old_participants.position, "
    "  span_start, span_end, text, name, country, sector, code, rule, stance "
    "  FROM old_participants JOIN old_events ON number = old_participants.event;"
    "DROP TABLE old_labels; DROP TABLE old_participants; DROP TABLE old_mentions;"
    "DROP TABLE old_events; DROP TABLE old_documents;";

/* What SQL cannot tell: the keys of a text and its words. */
static bool fill(RsBackend *backend, RasidError *error) {
  RsArena arena = {0};
  RsStoredDocument document = {0};
  bool is_filled = true;
  while (is_filled) {
    rs_arena_reset(&arena);
    int64_t after = document.number;
    is_filled = rs_document_next(backend, &arena, after, 0, &document, error);
    if (!is_filled || !document.number) break;
    is_filled =
      rs_document_change(backend, &document, error) &&
      rs_index_add(
        backend, document.number, document.input.text, document.input.text_bytes, error
      );
  }
  rs_arena_release(&arena);
  return is_filled;
}

bool rs_upgrade_end(RsBackend *backend, RasidError *error) {
  return rs_script(backend, copy, error) && fill(backend, error);
}
