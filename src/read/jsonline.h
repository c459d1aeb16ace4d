/* One document from one line of JSON Lines. */
#ifndef RASID_READ_JSONLINE_H
#define RASID_READ_JSONLINE_H

#include "base/buffer.h"

#include <json-c/json.h>

/* Owns the strings of the document read last. A zeroed one is ready. */
typedef struct {
  json_tokener *tokener;
  json_object *root;
  RsBuffer clean; /* the line, when it had to be repaired */
} RsJsonLine;

void rs_json_line_release(RsJsonLine *json);

/* One JSON object into `json->root`, as strictly as a line of JSON Lines. */
bool rs_json_line_parse(RsJsonLine *json, RsBytes line, RasidError *error);

/* Fills `input` (date NULL when the line has none). On failure `input->id` is still set when
 * it could be told. Errors: FORMAT, ENCODING, EMPTY, TOO_LARGE, MEMORY. */
bool rs_json_line_read(
  RsJsonLine *json,
  RsBytes line,
  size_t max_document_bytes,
  RasidInput *input,
  RasidError *error
);

#endif
