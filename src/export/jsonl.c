/* Records as JSON Lines. Field names and their order are a contract that other programs read by.
 * What is not known is null, never left out, so that every line has the same fields. */
#include "export/export.h"
#include "export/json.h"

static void write_span(RsJson *json, RasidSpan span) {
  rs_json_integer_field(json, "start", span.start);
  rs_json_integer_field(json, "end", span.end);
}

static void write_texts(
  RsJson *json, const char *key, const char *const *texts, size_t count
) {
  rs_json_key(json, key);
  rs_json_begin(json, '[');
  for (size_t i = 0; i < count; i++)
    rs_json_text(json, texts[i]);
  rs_json_end(json, ']');
}

static void write_mentions(RsJson *json, const RasidEvent *event) {
  rs_json_key(json, "mentions");
  rs_json_begin(json, '[');
  for (size_t i = 0; i < event->mention_count; i++) {
    rs_json_begin(json, '{');
    write_span(json, event->mentions[i]);
    rs_json_text_field(json, "text", event->mention_texts[i]);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static void write_parties(
  RsJson *json, const char *key, const RasidParty *parties, size_t count
) {
  rs_json_key(json, key);
  rs_json_begin(json, '[');
  for (size_t i = 0; i < count; i++) {
    rs_json_begin(json, '{');
    write_span(json, parties[i].span);
    rs_json_text_field(json, "text", parties[i].text);
    rs_json_text_field(json, "name", parties[i].name);
    rs_json_text_field(json, "country", parties[i].country);
    rs_json_text_field(json, "sector", parties[i].sector);
    rs_json_text_field(json, "code", parties[i].code);
    rs_json_end(json, '}');
  }
  rs_json_end(json, ']');
}

static void write_place(RsJson *json, const RasidPlace *place) {
  rs_json_key(json, "place");
  if (!place) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  write_span(json, place->span);
  rs_json_text_field(json, "text", place->text);
  rs_json_text_field(json, "name", place->name);
  rs_json_text_field(json, "country", place->country);
  rs_json_place_fields(json, place);
  rs_json_end(json, '}');
}

static void write_date(RsJson *json, const RasidDate *date) {
  rs_json_key(json, "date");
  if (!date) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  if (date->has_text) {
    write_span(json, date->span);
  } else {
    rs_json_text_field(json, "start", NULL);
    rs_json_text_field(json, "end", NULL);
  }
  rs_json_text_field(json, "text", date->has_text ? date->text : NULL);
  rs_json_text_field(json, "from", date->from);
  rs_json_text_field(json, "to", date->to);
  rs_json_text_field(json, "precision", date->precision);
  rs_json_end(json, '}');
}

static void write_bound(RsJson *json, const char *key, int64_t bound) {
  rs_json_key(json, key);
  if (bound < 0)
    rs_json_null(json);
  else
    rs_json_integer(json, bound);
}

static void write_count(RsJson *json, const char *key, RasidCount count) {
  rs_json_key(json, key);
  if (!count.known) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  write_bound(json, "min", count.min);
  write_bound(json, "max", count.max);
  rs_json_end(json, '}');
}

static void write_source(RsJson *json, const RasidSource *source) {
  rs_json_key(json, "source");
  if (!source) {
    rs_json_null(json);
    return;
  }
  rs_json_begin(json, '{');
  write_span(json, source->span);
  rs_json_text_field(json, "text", source->text);
  rs_json_text_field(json, "stance", source->stance);
  rs_json_end(json, '}');
}

static void write_codes(RsJson *json, const RasidEvent *event) {
  rs_json_text_field(json, "event", event->event);
  rs_json_text_field(json, "mode", event->mode);
  write_texts(json, "contexts", event->contexts, event->context_count);
  rs_json_text_field(json, "cameo", event->cameo);
  rs_json_integer_field(json, "quad", event->quad);
  rs_json_key(json, "goldstein");
  rs_json_number(json, event->goldstein, 1, 2);
  rs_json_key(json, "plover_score");
  rs_json_number(json, event->plover_score, 1, 2);
}

static void write_tolls(RsJson *json, const RasidEvent *event) {
  write_count(json, "deaths", event->deaths);
  write_count(json, "injured", event->injured);
  write_count(json, "detained", event->detained);
  write_count(json, "crowd", event->crowd);
}

void rs_json_record_fields(RsJson *json, const RsRecord *record) {
  const RasidEvent *event = record->event;
  rs_json_text_field(json, "id", event->id);
  rs_json_text_field(json, "doc", record->document);
  rs_json_text_field(json, "published", record->published);
  rs_json_text_field(json, "outlet", record->outlet);
  rs_json_integer_field(json, "sentence", event->sentence);
  write_codes(json, event);
  write_mentions(json, event);
  write_parties(json, "actor", event->actors, event->actor_count);
  write_parties(json, "recipient", event->recipients, event->recipient_count);
  write_place(json, event->place);
  write_date(json, event->date);
  write_tolls(json, event);
  rs_json_text_field(json, "part_of", event->part_of);
  rs_json_text_field(json, "about", event->about);
  rs_json_text_field(json, "status", event->status);
  write_source(json, event->source);
  write_texts(json, "rules", event->rules, event->rule_count);
  rs_json_key(json, "score");
  rs_json_number(json, event->score, 2, 2);
}

void rs_jsonl_write(RsBuffer *out, const RsRecord *record) {
  RsJson json = {.out = out};
  rs_json_begin(&json, '{');
  rs_json_record_fields(&json, record);
  rs_json_end(&json, '}');
  rs_buffer_add_char(out, '\n');
}
