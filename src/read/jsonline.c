/* JSON Lines, strictly: what is ambiguous is refused with the reason, never guessed.
 *
 * A key that stands twice, a number for a text, an id that is missing: other readers take the
 * last key, print the number, count up an id. Then two programs that read the same line
 * disagree about what it says. Unknown fields are nobody's business, with two exceptions:
 * nesting deeper than 64 levels and bytes that are no UTF-8 make a line unusable as a whole. */
#include "read/jsonline.h"

#include "entity/entity.h"
#include "read/encoding.h"

enum {
  MOST_DEPTH = 64
};

typedef enum {
  FIELD_ID,
  FIELD_TEXT,
  FIELD_TITLE,
  FIELD_DATE,
  FIELD_OUTLET,
  FIELD_URL,
  FIELD_LANGUAGE,
  FIELD_COUNT
} Field;

static const struct {
  const char *name;
  bool is_required;
} fields[FIELD_COUNT] = {
  {"id", true},
  {"text", true},
  {"title", false},
  {"date", false},
  {"outlet", false},
  {"url", false},
  {"language", false},
};

void rs_json_line_release(RsJsonLine *json) {
  json_decref(json->root);
  json->root = NULL;
  rs_buffer_release(&json->clean);
}

static bool is_too_deep(RsBytes line) {
  size_t depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < line.count; i++) {
    char c = line.data[i];
    if (in_string && c == '\\')
      i++;
    else if (c == '"')
      in_string = !in_string;
    else if (in_string)
      continue;
    else if (c == '{' || c == '[')
      depth++;
    else if ((c == '}' || c == ']') && depth)
      depth--;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}

static bool parse(RsJsonLine *json, RsBytes line, RasidError *error) {
  json_decref(json->root);
  json->root = NULL;
  RsBytes text;
  if (!rs_utf8_clean(&json->clean, line, &text, error)) return false;
  if (is_too_deep(text)) {
    return rs_error_set(
      error, RASID_ERROR_FORMAT, 0, "nested deeper than %d levels", MOST_DEPTH
    );
  }
  const size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL;
  json_error_t fault;
  json->root = json_loadb(text.data, text.count, flags, &fault);
  if (!json->root) {
    if (json_error_code(&fault) == json_error_out_of_memory) {
      return rs_error_set(error, RASID_ERROR_MEMORY, 0, "out of memory");
    }
    return rs_error_set(
      error,
      RASID_ERROR_FORMAT,
      (uint64_t)fault.position,
      "broken JSON at byte %d of the line: %s; write one JSON object a line",
      fault.position,
      fault.text
    );
  }
  if (json_is_object(json->root)) return true;
  return rs_error_set(
    error, RASID_ERROR_FORMAT, 0, "not a JSON object; write one JSON object a line"
  );
}

static const char *type_name(const json_t *value) {
  switch (json_typeof(value)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "an array";
    case JSON_STRING: return "a string";
    case JSON_TRUE:
    case JSON_FALSE: return "a boolean";
    case JSON_NULL: return "null";
    default: return "a number";
  }
}

/* A NUL that was written as \u0000 becomes a blank: the tree is ours, so it is done there. */
static void blank_nuls(const json_t *value) {
  char *at = (char *)(uintptr_t)json_string_value(value);
  size_t count = json_string_length(value);
  for (size_t i = 0; i < count; i++) {
    if (!at[i]) at[i] = ' ';
  }
}

static bool get_field(const json_t *root, Field field, RsBytes *value, RasidError *error) {
  const json_t *found = json_object_get(root, fields[field].name);
  const char *name = fields[field].name;
  *value = (RsBytes) {0};
  if (!found && fields[field].is_required) {
    return rs_error_set(
      error,
      RASID_ERROR_FORMAT,
      0,
      "\"%s\" is missing; every document needs \"id\" and \"text\"",
      name
    );
  }
  if (!found || (json_is_null(found) && !fields[field].is_required)) return true;
  if (!json_is_string(found)) {
    return rs_error_set(
      error,
      RASID_ERROR_FORMAT,
      0,
      "\"%s\" is %s; it must be a string%s",
      name,
      type_name(found),
      fields[field].is_required ? "" : " or null"
    );
  }
  blank_nuls(found);
  *value = (RsBytes) {json_string_value(found), json_string_length(found)};
  return true;
}

static bool is_blank(RsBytes text) {
  for (size_t i = 0; i < text.count; i++) {
    if ((unsigned char)text.data[i] > ' ') return false;
  }
  return true;
}

static bool check_values(const RsBytes values[], size_t max_bytes, RasidError *error) {
  int32_t day;
  const char *date = values[FIELD_DATE].data;
  if (date && !rs_day_parse(date, &day)) {
    return rs_error_set(
      error,
      RASID_ERROR_FORMAT,
      0,
      "\"date\" is \"%.40s\"; write a day as YYYY-MM-DD, such as 2024-03-05, or null",
      date
    );
  }
  size_t bytes = values[FIELD_TEXT].count + values[FIELD_TITLE].count;
  if (bytes > max_bytes) {
    return rs_error_set(
      error,
      RASID_ERROR_TOO_LARGE,
      0,
      "a text of %zu bytes; the limit is %zu",
      bytes,
      max_bytes
    );
  }
  if (is_blank(values[FIELD_TEXT]) && is_blank(values[FIELD_TITLE])) {
    return rs_error_set(error, RASID_ERROR_EMPTY, 0, "\"text\" is empty");
  }
  return true;
}

bool rs_json_line_read(
  RsJsonLine *json,
  RsBytes line,
  size_t max_document_bytes,
  RasidInput *input,
  RasidError *error
) {
  *input = (RasidInput) {0};
  if (!parse(json, line, error)) return false;
  RsBytes values[FIELD_COUNT];
  if (!get_field(json->root, FIELD_ID, &values[FIELD_ID], error)) return false;
  if (!values[FIELD_ID].count) {
    return rs_error_set(error, RASID_ERROR_FORMAT, 0, "\"id\" is empty");
  }
  input->id = values[FIELD_ID].data;
  for (Field field = FIELD_TEXT; field < FIELD_COUNT; field++) {
    if (!get_field(json->root, field, &values[field], error)) return false;
  }
  if (!check_values(values, max_document_bytes, error)) return false;
  input->text = values[FIELD_TEXT].data;
  input->text_bytes = values[FIELD_TEXT].count;
  input->title = values[FIELD_TITLE].data;
  input->date = values[FIELD_DATE].data;
  input->outlet = values[FIELD_OUTLET].data;
  input->url = values[FIELD_URL].data;
  return true;
}
