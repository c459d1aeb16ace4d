/* Records as comma-separated values (RFC 4180), a row each.
 *
 * Made for programs: values are raw, so a text that begins with `=` stays as it is, and a
 * spreadsheet may take it for a formula (docs/csv.md says what to do). Lines end with CR LF. A
 * field is quoted when it must be: for a comma, a quote, a line end, and for blanks at its edge,
 * which some readers cut off. A list keeps its places: the second of two actors without a code
 * leaves `SYRMIL; `, so that columns can be read side by side. */
#include "export/export.h"
#include "export/json.h"

#include <math.h>

static const char header[] =
  "id,doc,published,outlet,sentence,event,mode,contexts,cameo,quad,goldstein,plover_score,"
  "mentions,mention_spans,"
  "actor,actor_name,actor_country,actor_sector,actor_code,"
  "recipient,recipient_name,recipient_country,recipient_sector,recipient_code,"
  "place,place_name,place_country,place_admin1,place_lat,place_lon,place_precision,"
  "place_reason,date,date_from,date_to,date_precision,"
  "deaths_min,deaths_max,injured_min,injured_max,detained_min,detained_max,"
  "crowd_min,crowd_max,part_of,about,status,source,source_stance,rules,score\r\n";

static const char separator[] = "; ";

typedef struct {
  RsBuffer *out;
  bool needs_comma;
  size_t start; /* of the field that is open */
} Row;

static void begin_field(Row *row) {
  if (row->needs_comma) rs_buffer_add_char(row->out, ',');
  row->needs_comma = true;
  row->start = row->out->count;
}

static bool must_quote(const char *field, size_t count) {
  if (!count) return false;
  if (field[0] == ' ' || field[count - 1] == ' ') return true;
  for (size_t i = 0; i < count; i++) {
    if (strchr(",\"\r\n", field[i]) && field[i]) return true;
  }
  return false;
}

/* Quotes what was added since `begin_field`, in place. */
static void end_field(Row *row) {
  RsBuffer *out = row->out;
  size_t count = out->count - row->start, quotes = 0;
  if (out->failed || !must_quote(out->data + row->start, count)) return;
  for (size_t i = row->start; i < out->count; i++)
    quotes += out->data[i] == '"';
  if (!rs_buffer_reserve(out, quotes + 2)) return;
  char *from = out->data + out->count, *to = from + quotes + 2;
  out->count += quotes + 2;
  *--to = '"';
  for (size_t i = 0; i < count; i++) {
    *--to = *--from;
    if (*from == '"') *--to = '"';
  }
  *--to = '"';
}

static void write_text(Row *row, const char *text) {
  begin_field(row);
  if (text) rs_buffer_add_text(row->out, text);
  end_field(row);
}

static void write_number(Row *row, double value, unsigned least, unsigned decimals) {
  begin_field(row);
  if (isfinite(value)) rs_number_append(row->out, value, least, decimals);
}

static void write_integer(Row *row, int64_t value, bool is_known) {
  begin_field(row);
  if (is_known) rs_buffer_format(row->out, "%lld", (long long)value);
}

static void write_list(Row *row, const char *const *texts, size_t count) {
  begin_field(row);
  for (size_t i = 0; i < count; i++) {
    if (i) rs_buffer_add_text(row->out, separator);
    rs_buffer_add_text(row->out, texts[i]);
  }
  end_field(row);
}

static void write_spans(Row *row, const RasidSpan *spans, size_t count) {
  begin_field(row);
  for (size_t i = 0; i < count; i++) {
    if (i) rs_buffer_add_text(row->out, separator);
    rs_buffer_format(row->out, "%u-%u", spans[i].start, spans[i].end);
  }
}

static const char *party_text(const RasidParty *party, unsigned column) {
  const char *const texts[] = {
    party->text,
    party->name,
    party->country,
    party->sector,
    party->code,
  };
  return texts[column] ? texts[column] : "";
}

static void write_parties(Row *row, const RasidParty *parties, size_t count) {
  for (unsigned column = 0; column < 5; column++) {
    begin_field(row);
    for (size_t i = 0; i < count; i++) {
      if (i) rs_buffer_add_text(row->out, separator);
      rs_buffer_add_text(row->out, party_text(&parties[i], column));
    }
    end_field(row);
  }
}

static void write_place(Row *row, const RasidPlace *place) {
  static const RasidPlace unknown = {.lat = NAN, .lon = NAN};
  if (!place) place = &unknown;
  write_text(row, place->text);
  write_text(row, place->name);
  write_text(row, place->country);
  write_text(row, place->admin1);
  write_number(row, place->lat, 1, 5);
  write_number(row, place->lon, 1, 5);
  write_text(row, place->precision);
  write_text(row, place->reason);
}

static void write_date(Row *row, const RasidDate *date) {
  static const RasidDate unknown = {0};
  if (!date) date = &unknown;
  write_text(row, date->has_text ? date->text : NULL);
  write_text(row, date->from);
  write_text(row, date->to);
  write_text(row, date->precision);
}

static void write_count(Row *row, RasidCount count) {
  write_integer(row, count.min, count.known && count.min >= 0);
  write_integer(row, count.max, count.known && count.max >= 0);
}

static void write_head(Row *row, const RsRecord *record) {
  const RasidEvent *event = record->event;
  write_text(row, event->id);
  write_text(row, record->document);
  write_text(row, record->published);
  write_text(row, record->outlet);
  write_integer(row, event->sentence, true);
  write_text(row, event->event);
  write_text(row, event->mode);
  write_list(row, event->contexts, event->context_count);
  write_text(row, event->cameo);
  write_integer(row, event->quad, true);
  write_number(row, event->goldstein, 1, 2);
  write_number(row, event->plover_score, 1, 2);
  write_list(row, event->mention_texts, event->mention_count);
  write_spans(row, event->mentions, event->mention_count);
}

void rs_csv_write_header(RsBuffer *out) {
  rs_buffer_add_text(out, header);
}

void rs_csv_write(RsBuffer *out, const RsRecord *record) {
  const RasidEvent *event = record->event;
  Row row = {.out = out};
  write_head(&row, record);
  write_parties(&row, event->actors, event->actor_count);
  write_parties(&row, event->recipients, event->recipient_count);
  write_place(&row, event->place);
  write_date(&row, event->date);
  write_count(&row, event->deaths);
  write_count(&row, event->injured);
  write_count(&row, event->detained);
  write_count(&row, event->crowd);
  write_text(&row, event->part_of);
  write_text(&row, event->about);
  write_text(&row, event->status);
  write_text(&row, event->source ? event->source->text : NULL);
  write_text(&row, event->source ? event->source->stance : NULL);
  write_list(&row, event->rules, event->rule_count);
  write_number(&row, event->score, 2, 2);
  rs_buffer_add_text(out, "\r\n");
}
