/* Records as comma-separated values (RFC 4180), a row each.
 *
 * `csv` is made for programs: values are raw, so a text that begins with `=` stays as it is.
 * `csv-sheet` is made for spreadsheets: it begins with a byte order mark, by which they know UTF-8,
 * and no text can become a formula (row.c). A list keeps its places: the second of two actors
 * without a code leaves `SYRMIL; `, so that columns can be read side by side. */
#include "export/row.h"

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

static void write_known(RsCells *cells, int64_t value, bool is_known) {
  if (is_known)
    rs_cell_integer(cells, value);
  else
    rs_cells_empty(cells, 1);
}

static void write_spans(RsCells *row, const RasidSpan *spans, size_t count) {
  rs_cell_begin(row);
  for (size_t i = 0; i < count; i++) {
    if (i) rs_buffer_add_text(row->out, rs_list_separator);
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

static void write_parties(RsCells *row, const RasidParty *parties, size_t count) {
  for (unsigned column = 0; column < 5; column++) {
    rs_cell_begin(row);
    for (size_t i = 0; i < count; i++) {
      if (i) rs_buffer_add_text(row->out, rs_list_separator);
      rs_buffer_add_text(row->out, party_text(&parties[i], column));
    }
    rs_cell_end(row);
  }
}

static void write_place(RsCells *row, const RasidPlace *place) {
  static const RasidPlace unknown = {.lat = NAN, .lon = NAN};
  if (!place) place = &unknown;
  rs_cell_text(row, place->text);
  rs_cell_text(row, place->name);
  rs_cell_text(row, place->country);
  rs_cell_text(row, place->admin1);
  rs_cell_number(row, place->lat, 1, 5);
  rs_cell_number(row, place->lon, 1, 5);
  rs_cell_text(row, place->precision);
  rs_cell_text(row, place->reason);
}

static void write_date(RsCells *row, const RasidDate *date) {
  static const RasidDate unknown = {0};
  if (!date) date = &unknown;
  rs_cell_text(row, date->has_text ? date->text : NULL);
  rs_cell_text(row, date->from);
  rs_cell_text(row, date->to);
  rs_cell_text(row, date->precision);
}

static void write_count(RsCells *row, RasidCount count) {
  write_known(row, count.min, count.known && count.min >= 0);
  write_known(row, count.max, count.known && count.max >= 0);
}

static void write_head(RsCells *row, const RsRecord *record) {
  const RasidEvent *event = record->event;
  rs_cell_text(row, event->id);
  rs_cell_text(row, record->document);
  rs_cell_text(row, record->published);
  rs_cell_text(row, record->outlet);
  rs_cell_integer(row, event->sentence);
  rs_cell_text(row, event->event);
  rs_cell_text(row, event->mode);
  rs_cell_texts(row, event->contexts, event->context_count);
  rs_cell_text(row, event->cameo);
  rs_cell_integer(row, event->quad);
  rs_cell_number(row, event->goldstein, 1, 2);
  rs_cell_number(row, event->plover_score, 1, 2);
  rs_cell_texts(row, event->mention_texts, event->mention_count);
  write_spans(row, event->mentions, event->mention_count);
}

void rs_csv_write_header(RsBuffer *out, bool is_sheet) {
  if (is_sheet) rs_buffer_add_text(out, "\xef\xbb\xbf");
  rs_buffer_add_text(out, header);
}

void rs_csv_write(RsBuffer *out, const RsRecord *record, bool is_sheet) {
  const RasidEvent *event = record->event;
  RsCells row = {.out = out, .kind = is_sheet ? RS_CELLS_SHEET : RS_CELLS_RAW};
  write_head(&row, record);
  write_parties(&row, event->actors, event->actor_count);
  write_parties(&row, event->recipients, event->recipient_count);
  write_place(&row, event->place);
  write_date(&row, event->date);
  write_count(&row, event->deaths);
  write_count(&row, event->injured);
  write_count(&row, event->detained);
  write_count(&row, event->crowd);
  rs_cell_text(&row, event->part_of);
  rs_cell_text(&row, event->about);
  rs_cell_text(&row, event->status);
  rs_cell_text(&row, event->source ? event->source->text : NULL);
  rs_cell_text(&row, event->source ? event->source->stance : NULL);
  rs_cell_texts(&row, event->rules, event->rule_count);
  rs_cell_number(&row, event->score, 2, 2);
  rs_cells_end_row(&row);
}
