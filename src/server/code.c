/* /code: a text from somebody, coded at once; nothing of it is kept. */
#include "server/item.h"

#include "entity/entity.h"
#include "read/jsonline.h"

#include <stdlib.h>

enum {
  POINTS_MOST = 200000,
  TEXT_WIDTH = 96
};

typedef struct {
  RasidInput input;
  bool explains;
} Asked;

static bool read_text(
  RsRequest *request, json_object *root, const char *key, const char **text
) {
  json_object *value = NULL;
  *text = NULL;
  json_object_object_get_ex(root, key, &value);
  if (!value) return true;
  const char *given = json_object_get_string(value);
  size_t bytes = given ? strlen(given) : 0;
  bool is_text = json_object_is_type(value, json_type_string) &&
                 bytes == (size_t)json_object_get_string_len(value);
  if (!is_text) return rs_fail(request, 400, key, "a text without NUL, or null"), false;
  *text = given;
  return true;
}

static size_t count_points(const char *text) {
  size_t points = 0;
  for (; *text; text++)
    points += ((unsigned char)*text & 0xc0) != 0x80;
  return points;
}

static bool read_asked(RsRequest *request, json_object *root, Asked *asked) {
  const char *text, *title, *date;
  json_object *explains = NULL;
  int32_t day;
  json_object_object_foreach(root, key, value) {
    static const char known[] = "text title date explain ";
    const char *at = strstr(known, key);
    (void)value;
    if (!*key || !at || at[strlen(key)] != ' ')
      return rs_fail(request, 400, key, "there is no such field"), false;
  }
  if (!read_text(request, root, "text", &text) || !read_text(request, root, "title", &title) || !read_text(request, root, "date", &date))
    return false;
  if (!text || !*text) return rs_fail(request, 400, "text", "which text?"), false;
  if (count_points(text) > POINTS_MOST)
    return rs_fail(request, 413, "text", "more than %d characters", POINTS_MOST), false;
  if (date && !rs_day_parse(date, &day))
    return rs_fail(request, 400, "date", "a day as YYYY-MM-DD, or null"), false;
  json_object_object_get_ex(root, "explain", &explains);
  if (explains && !json_object_is_type(explains, json_type_boolean))
    return rs_fail(request, 400, "explain", "true or false"), false;
  asked->explains = json_object_get_boolean(explains);
  asked->input = (RasidInput
  ) {.id = "text", .text = text, .text_bytes = strlen(text), .title = title, .date = date};
  return true;
}

static bool take_bytes(void *context, const char *data, size_t bytes) {
  rs_buffer_add(context, data, bytes);
  return true;
}

static bool write_explanation(RsRequest *request, const RasidDocument *document) {
  static const RasidWriteOptions options = {
    .format = RASID_FORMAT_TABLE, .width = TEXT_WIDTH};
  RasidError error = {0};
  RsBuffer out = {0};
  const RasidKnowledge *knowledge = request->server->knowledge;
  bool is_written =
    rasid_write_explanation(document, knowledge, &options, take_bytes, &out, &error);
  rs_json_key(&request->json, "explanation");
  rs_json_bytes(&request->json, out.data ? out.data : "", out.count);
  rs_buffer_release(&out);
  if (!is_written) rs_fail_with(request, &error);
  return is_written;
}

static bool write_result(RsRequest *request, const RasidDocument *document, bool explains) {
  size_t count;
  RsJson *json = &request->json;
  const RasidInput *input = rasid_document_input(document);
  const RasidEvent *events = rasid_document_events(document, &count);
  rs_json_begin(json, '{');
  rs_json_key(json, "text");
  rs_json_bytes(json, input->text, input->text_bytes);
  rs_json_key(json, "events");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < count; i++) {
    RsRecord record = {.document = "text", .published = input->date, .event = &events[i]};
    rs_json_begin(json, '{');
    rs_json_record_fields(json, &record);
    rs_json_end(json, '}');
    rs_rules_note(request, events[i].rules, events[i].rule_count);
  }
  rs_json_end(json, ']');
  rs_rules_write(request);
  if (explains) {
    if (!write_explanation(request, document)) return false;
  } else {
    rs_json_text_field(json, "explanation", NULL);
  }
  rs_json_end(json, '}');
  return true;
}

static unsigned code_text(RsRequest *request, const Asked *asked) {
  RasidError error = {0};
  RasidCoder *coder = rs_desk_coder(request, &error);
  RasidDocument *document = coder ? rasid_coder_code(coder, &asked->input, &error) : NULL;
  if (!document) {
    bool is_theirs = error.code != RASID_ERROR_MEMORY;
    return is_theirs ? rs_fail(request, 400, "text", "%s", error.message)
                     : rs_fail_with(request, &error);
  }
  bool is_written = write_result(request, document, asked->explains);
  rasid_document_free(document);
  return is_written ? 200 : 0;
}

unsigned rs_code(RsRequest *request, const char *rest) {
  RasidError error = {0};
  RsJsonLine json = {0};
  RsBytes body = {request->body.data ? request->body.data : "", request->body.count};
  Asked asked;
  unsigned status = 0;
  (void)rest;
  if (rs_parameters_end(request)) {
    if (!rs_json_line_parse(&json, body, &error))
      rs_fail(request, 400, NULL, "%s", error.message);
    else if (read_asked(request, json.root, &asked))
      status = code_text(request, &asked);
  }
  rs_json_line_release(&json);
  return status;
}
