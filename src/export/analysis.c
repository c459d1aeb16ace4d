/* The layers below the events as one JSON object a document: sentences, tokens with their
 * segments, entities, dates, numbers. Made to be compared with treebanks and name corpora,
 * hence offsets everywhere and Universal Dependencies' names for parts of speech. */
#include "export/export.h"
#include "export/json.h"

static void begin_list(RsJson *json, const char *key) {
  rs_json_key(json, key);
  rs_json_begin(json, '[');
}

static void begin_item(RsJson *json, RasidSpan span, const char *text) {
  rs_json_begin(json, '{');
  rs_json_integer_field(json, "start", span.start);
  rs_json_integer_field(json, "end", span.end);
  if (text) rs_json_text_field(json, "text", text);
}

/* What was written for a text of features; those of the words of one document are few. */
typedef struct {
  const char *features;
  size_t start, end; /* in the output */
} Written;

enum {
  WRITTEN_PLACES = 64 /* a power of two */
};

/* "Person=3|Number=Plur" as an object. */
static void write_object(RsJson *json, const char *features) {
  rs_json_begin(json, '{');
  while (*features) {
    size_t length = strcspn(features, "|");
    size_t name = strcspn(features, "=");
    if (name < length) {
      rs_json_bytes(json, features, name);
      rs_buffer_add_text(json->out, ": ");
      json->needs_comma = false;
      rs_json_bytes(json, features + name + 1, length - name - 1);
    }
    features += length + (features[length] == '|');
  }
  rs_json_end(json, '}');
}

static void write_features(RsJson *json, const char *features, Written *known) {
  if (!features || !*features) return;
  rs_json_key(json, "features");
  Written *place = &known[((uintptr_t)features >> 4) % WRITTEN_PLACES];
  if (place->features == features) {
    size_t bytes = place->end - place->start;
    if (rs_buffer_reserve(json->out, bytes)) {
      rs_buffer_add(json->out, json->out->data + place->start, bytes);
    }
    json->needs_comma = true;
    return;
  }
  size_t start = json->out->count;
  write_object(json, features);
  *place = (Written) {features, start, json->out->count};
}

static void write_sentences(RsJson *json, const RasidDocument *document) {
  size_t count;
  const RasidSpan *sentences = rasid_document_sentences(document, &count);
  begin_list(json, "sentences");
  for (size_t i = 0; i < count; i++) {
    begin_item(json, sentences[i], NULL);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static void write_segments(RsJson *json, const RasidToken *token, Written *known) {
  begin_list(json, "segments");
  for (size_t i = 0; i < token->segment_count; i++) {
    const RasidSegment *segment = &token->segments[i];
    rs_json_begin(json, '{');
    rs_json_text_field(json, "text", segment->text);
    rs_json_text_field(json, "upos", segment->upos);
    rs_json_text_field(json, "lemma", segment->lemma);
    write_features(json, segment->features, known);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static void write_tokens(RsJson *json, const RasidDocument *document) {
  size_t count;
  const RasidToken *tokens = rasid_document_tokens(document, &count);
  Written known[WRITTEN_PLACES] = {{0}};
  begin_list(json, "tokens");
  for (size_t i = 0; i < count; i++) {
    begin_item(json, tokens[i].span, tokens[i].text);
    write_segments(json, &tokens[i], known);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static void write_entities(RsJson *json, const RasidDocument *document) {
  size_t count;
  const RasidEntity *entities = rasid_document_entities(document, &count);
  begin_list(json, "entities");
  for (size_t i = 0; i < count; i++) {
    begin_item(json, entities[i].span, entities[i].text);
    rs_json_text_field(json, "type", entities[i].type);
    rs_json_text_field(json, "name", entities[i].name);
    rs_json_text_field(json, "country", entities[i].country);
    if (entities[i].place) rs_json_place_fields(json, entities[i].place);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static void write_dates(RsJson *json, const RasidDocument *document) {
  size_t count;
  const RasidTimex *dates = rasid_document_dates(document, &count);
  begin_list(json, "dates");
  for (size_t i = 0; i < count; i++) {
    begin_item(json, dates[i].span, dates[i].text);
    rs_json_text_field(json, "type", dates[i].type);
    rs_json_text_field(json, "timex", dates[i].timex);
    rs_json_text_field(json, "from", dates[i].from);
    rs_json_text_field(json, "to", dates[i].to);
    if (dates[i].calendar) rs_json_text_field(json, "calendar", dates[i].calendar);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static void write_value(RsJson *json, const char *key, double value) {
  rs_json_key(json, key);
  rs_json_number(json, value, 0, 6);
}

static void write_numbers(RsJson *json, const RasidDocument *document) {
  size_t count;
  const RasidNumber *numbers = rasid_document_numbers(document, &count);
  begin_list(json, "numbers");
  for (size_t i = 0; i < count; i++) {
    begin_item(json, numbers[i].span, numbers[i].text);
    write_value(json, "value", numbers[i].value);
    if (numbers[i].approximate) {
      write_value(json, "min", numbers[i].min);
      write_value(json, "max", numbers[i].max);
    }
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

bool rasid_write_analysis(
  const RasidDocument *document, RasidSink sink, void *context, RasidError *error
) {
  RsBuffer out = {0};
  RsJson json = {.out = &out};
  rs_json_begin(&json, '{');
  rs_json_text_field(&json, "id", rasid_document_input(document)->id);
  write_sentences(&json, document);
  write_tokens(&json, document);
  write_entities(&json, document);
  write_dates(&json, document);
  write_numbers(&json, document);
  rs_json_end(&json, '}');
  rs_buffer_add_char(&out, '\n');
  bool is_written = rs_buffer_flush(&out, 1, sink, context, error);
  rs_buffer_release(&out);
  return is_written;
}
