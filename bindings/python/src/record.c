/* The schema of records, and records into columns.
 *
 * Names and order are those of the command line's JSON Lines: a row, turned back into JSON, is
 * the line that `rasid code` writes. Numbers are therefore rounded as they are there. The last
 * column, `reject`, is for those who must keep one table for good and bad rows (Spark): a
 * document that could not be coded is a row with nothing but its id and the reason.
 */
#include "columns.h"

#include <math.h>

/* clang-format off */
#define TEXT(name) {name, "u", 0}
#define INTEGER(name) {name, "i", 0}
#define NUMBER(name) {name, "g", 0}
#define TEXTS(name) {name, "+l", 1}, TEXT("item")
#define SPAN INTEGER("start"), INTEGER("end"), TEXT("text")
#define PARTIES(name) \
  {name, "+l", 1}, {"item", "+s", 7}, SPAN, \
  TEXT("name"), TEXT("country"), TEXT("sector"), TEXT("code")
#define COUNT(name) {name, "+s", 2}, {"min", "l", 0}, {"max", "l", 0}

static const Field fields[] = {
  {"", "+s", 28},
  TEXT("id"), TEXT("doc"), TEXT("published"), TEXT("outlet"), INTEGER("sentence"),
  TEXT("event"), TEXT("mode"), TEXTS("contexts"), TEXT("cameo"), INTEGER("quad"),
  NUMBER("goldstein"), NUMBER("plover_score"),
  {"mentions", "+l", 1}, {"item", "+s", 3}, SPAN,
  PARTIES("actor"), PARTIES("recipient"),
  {"place", "+s", 11}, SPAN, TEXT("name"), TEXT("country"), TEXT("admin1"),
  NUMBER("lat"), NUMBER("lon"), TEXT("precision"), TEXT("reason"),
  {"candidates", "+l", 1}, {"item", "+s", 6}, TEXT("name"), TEXT("country"), TEXT("admin1"),
  NUMBER("lat"), NUMBER("lon"), TEXT("rule"),
  {"date", "+s", 6}, SPAN, TEXT("from"), TEXT("to"), TEXT("precision"),
  COUNT("deaths"), COUNT("injured"), COUNT("detained"), COUNT("crowd"),
  TEXT("part_of"), TEXT("about"), TEXT("status"),
  {"source", "+s", 4}, SPAN, TEXT("stance"),
  TEXTS("rules"), NUMBER("score"),
  {"reject", "+s", 3}, TEXT("code"), TEXT("message"), {"position", "l", 0},
};
/* clang-format on */

enum {
  FIELD_COUNT = sizeof fields / sizeof *fields,
  REJECT_FIELD = FIELD_COUNT - 4,
  DOC_FIELD = 2
};

const Field *record_fields(size_t *count) {
  *count = FIELD_COUNT;
  return fields;
}

size_t record_reject_field(void) {
  return REJECT_FIELD;
}

/* As the JSON writer rounds: half away from zero, no negative zero. */
static double rounded(double value, double scale) {
  double digits = round(fabs(value) * scale);
  return value < 0 && digits > 0 ? -(digits / scale) : digits / scale;
}

static void add_span(Columns *columns, RasidSpan span, bool has_text, const char *text) {
  columns_integer(columns, span.start, has_text);
  columns_integer(columns, span.end, has_text);
  columns_text(columns, has_text ? text : NULL);
}

static void add_texts(Columns *columns, const char *const *texts, size_t count) {
  size_t list = columns_list(columns, count);
  for (size_t i = 0; i < count; i++) {
    columns_item(columns, list);
    columns_text(columns, texts[i]);
  }
  columns_end(columns, list);
}

static void add_mentions(Columns *columns, const RasidEvent *event) {
  size_t list = columns_list(columns, event->mention_count);
  for (size_t i = 0; i < event->mention_count; i++) {
    columns_item(columns, list);
    columns_struct(columns, true);
    add_span(columns, event->mentions[i], true, event->mention_texts[i]);
  }
  columns_end(columns, list);
}

static void add_parties(Columns *columns, const RasidParty *parties, size_t count) {
  size_t list = columns_list(columns, count);
  for (size_t i = 0; i < count; i++) {
    columns_item(columns, list);
    columns_struct(columns, true);
    add_span(columns, parties[i].span, true, parties[i].text);
    columns_text(columns, parties[i].name);
    columns_text(columns, parties[i].country);
    columns_text(columns, parties[i].sector);
    columns_text(columns, parties[i].code);
  }
  columns_end(columns, list);
}

static void add_degrees(Columns *columns, double lat, double lon) {
  columns_number(columns, rounded(lat, 1e5));
  columns_number(columns, rounded(lon, 1e5));
}

static void add_candidates(Columns *columns, const RasidPlace *place) {
  if (!place->candidate_count) {
    columns_null(columns);
    return;
  }
  size_t list = columns_list(columns, place->candidate_count);
  for (size_t i = 0; i < place->candidate_count; i++) {
    const RasidPlaceCandidate *candidate = &place->candidates[i];
    columns_item(columns, list);
    columns_struct(columns, true);
    columns_text(columns, candidate->name);
    columns_text(columns, candidate->country);
    columns_text(columns, candidate->admin1);
    add_degrees(columns, candidate->lat, candidate->lon);
    columns_text(columns, candidate->rule);
  }
  columns_end(columns, list);
}

static void add_place(Columns *columns, const RasidPlace *place) {
  if (!columns_struct(columns, place)) return;
  add_span(columns, place->span, true, place->text);
  columns_text(columns, place->name);
  columns_text(columns, place->country);
  columns_text(columns, place->admin1);
  add_degrees(columns, place->lat, place->lon);
  columns_text(columns, place->precision);
  columns_text(columns, place->reason);
  add_candidates(columns, place);
}

static void add_date(Columns *columns, const RasidDate *date) {
  if (!columns_struct(columns, date)) return;
  add_span(columns, date->span, date->has_text, date->text);
  columns_text(columns, date->from);
  columns_text(columns, date->to);
  columns_text(columns, date->precision);
}

static void add_count(Columns *columns, RasidCount count) {
  if (!columns_struct(columns, count.known)) return;
  columns_integer(columns, count.min, count.min >= 0);
  columns_integer(columns, count.max, count.max >= 0);
}

static void add_source(Columns *columns, const RasidSource *source) {
  if (!columns_struct(columns, source)) return;
  add_span(columns, source->span, true, source->text);
  columns_text(columns, source->stance);
}

static void add_codes(Columns *columns, const RasidEvent *event) {
  columns_integer(columns, event->sentence, true);
  columns_text(columns, event->event);
  columns_text(columns, event->mode);
  add_texts(columns, event->contexts, event->context_count);
  columns_text(columns, event->cameo);
  columns_integer(columns, event->quad, true);
  columns_number(columns, rounded(event->goldstein, 100));
  columns_number(columns, rounded(event->plover_score, 100));
}

static void add_event(Columns *columns, const RasidInput *input, const RasidEvent *event) {
  columns->at = 0;
  columns_struct(columns, true);
  columns_text(columns, event->id);
  columns_text(columns, input->id);
  columns_text(columns, input->date);
  columns_text(columns, input->outlet);
  add_codes(columns, event);
  add_mentions(columns, event);
  add_parties(columns, event->actors, event->actor_count);
  add_parties(columns, event->recipients, event->recipient_count);
  add_place(columns, event->place);
  add_date(columns, event->date);
  add_count(columns, event->deaths);
  add_count(columns, event->injured);
  add_count(columns, event->detained);
  add_count(columns, event->crowd);
  columns_text(columns, event->part_of);
  columns_text(columns, event->about);
  columns_text(columns, event->status);
  add_source(columns, event->source);
  add_texts(columns, event->rules, event->rule_count);
  columns_number(columns, rounded(event->score, 100));
  columns_null(columns); /* reject */
}

void columns_add_document(Columns *columns, const RasidDocument *document) {
  size_t count;
  const RasidEvent *events = rasid_document_events(document, &count);
  for (size_t i = 0; i < count; i++)
    add_event(columns, rasid_document_input(document), &events[i]);
}

void columns_add_reject(Columns *columns, const char *id, const RasidError *error) {
  columns->at = 0;
  columns_struct(columns, true);
  while (columns->at < REJECT_FIELD) {
    if (columns->at == DOC_FIELD)
      columns_text(columns, id);
    else
      columns_null(columns);
  }
  columns_struct(columns, true);
  columns_text(columns, rasid_error_name(error->code));
  columns_text(columns, error->message);
  columns_integer(columns, (int64_t)error->position, true);
}
