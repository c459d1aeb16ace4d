/* Records, documents and decisions in answers. */
#ifndef RASID_SERVER_ITEM_H
#define RASID_SERVER_ITEM_H

#include "server/filter.h"

/* The records of picks, as the schema Event tells, in their order. False with the answer
 * written. */
bool rs_events_write(RsRequest *request, const RsPick *picks, size_t count);
/* The same for all records of a document, those added last. */
bool rs_document_events_write(RsRequest *request, const char *document);
/* One record by its id; `*is_there`. */
bool rs_event_write(RsRequest *request, const char *id, bool *is_there);

void rs_decision_write(RsJson *json, const RsDecision *decision);

/* `"rules": {…}` of all that was named so far. */
void rs_rules_write(RsRequest *request);
void rs_rules_note(RsRequest *request, const char *const *rules, size_t count);

/* id, published, outlet, url, title, events of a document into the open object, and its text
 * into `*text` (in the arena) where wanted. `*is_there`; false with the answer written. */
bool rs_document_write(
  RsRequest *request, const char *id, bool *is_there, const char **text, size_t *text_bytes
);

/* JSON of somebody's (the database's) as a value: null when it is broken. */
void rs_json_raw(RsJson *json, const char *text);
void rs_json_object(RsJson *json, json_object *value);
void rs_json_day(RsJson *json, const char *key, int32_t day);
void rs_json_boolean(RsJson *json, const char *key, bool is);

/* The forms of /export as a list (export.c). */
void rs_formats_write(RsJson *json);

/* Of a row of id, published, outlet, url and text: the first four and the title, into an open
 * object. Gives the text, which lives as long as the row. */
RsBytes rs_document_fields_write(RsJson *json, const RsRow *row);

#endif
