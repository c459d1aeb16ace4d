/* Records for a person: one block each.
 *
 *   ASSAULT/aerial  CAMEO 195  occurred  score 0.87
 *     date       2012-03-12 (day)                       أمس
 *     place      Timbuktu, Tombouctou, MLI (town)       تومبوكتو
 *     actor      Mauritanian air force [MRT MIL]        الطيران الموريتاني
 *     recipient  AQIM [IMG REB]                         …
 *
 * English first, Arabic last on its line (screen.c says why), so it is not aligned: columns of
 * Arabic would need its width, which terminals do not agree upon. A field that is unknown has
 * no line. */
#include "export/export.h"
#include "export/json.h"
#include "export/screen.h"

#include <math.h>

enum {
  LABEL_COLUMNS = 13
}; /* two blanks, the longest label, two blanks */

static void begin_line(RsScreen *screen, const char *label) {
  rs_buffer_add_text(screen->out, "  ");
  rs_screen_text(screen, RS_STYLE_LABEL, label);
  rs_buffer_format(screen->out, "%*s", LABEL_COLUMNS - 2 - (int)strlen(label), "");
}

static void end_line(RsScreen *screen, const char *arabic) {
  if (arabic) {
    rs_buffer_add_text(screen->out, "  ");
    rs_screen_arabic(screen, arabic);
  }
  rs_buffer_add_char(screen->out, '\n');
}

static void add(RsScreen *screen, const char *before, const char *text, const char *after) {
  if (!text) return;
  rs_buffer_add_text(screen->out, before);
  rs_screen_mixed(screen, text);
  rs_buffer_add_text(screen->out, after);
}

static RsStyle style_of_status(const char *status) {
  if (!status || !strcmp(status, "occurred") || !strcmp(status, "ongoing"))
    return RS_STYLE_GOOD;
  return RS_STYLE_WARNING;
}

static void write_title(RsScreen *screen, const RasidEvent *event) {
  rs_screen_text(screen, RS_STYLE_TITLE, event->event);
  if (event->mode) {
    rs_screen_text(screen, RS_STYLE_TITLE, "/");
    rs_screen_text(screen, RS_STYLE_TITLE, event->mode);
  }
  add(screen, "  CAMEO ", event->cameo, "  ");
  rs_screen_text(screen, style_of_status(event->status), event->status);
  rs_buffer_add_text(screen->out, "  score ");
  rs_number_append(screen->out, event->score, 2, 2);
  for (size_t i = 0; i < event->context_count; i++) {
    rs_buffer_add_text(screen->out, i ? ", " : "  ");
    rs_screen_text(screen, RS_STYLE_QUIET, event->contexts[i]);
  }
  end_line(screen, NULL);
}

static void write_date(RsScreen *screen, const RasidDate *date) {
  if (!date) return;
  bool is_range = date->from && date->to && strcmp(date->from, date->to) != 0;
  begin_line(screen, "date");
  rs_screen_mixed(screen, date->from ? date->from : "unknown");
  if (is_range) add(screen, " to ", date->to, "");
  if (date->from) add(screen, " (", date->precision, ")");
  end_line(screen, date->has_text ? date->text : NULL);
}

static void write_place(RsScreen *screen, const RasidPlace *place) {
  if (!place) return;
  bool is_named = place->name && (!place->text || strcmp(place->name, place->text) != 0);
  begin_line(screen, "place");
  if (is_named) add(screen, "", place->name, "");
  if (is_named) add(screen, ", ", place->admin1, "");
  add(screen, is_named ? ", " : "", place->country, "");
  add(screen, " (", place->precision, ")");
  if (isfinite(place->lat) && isfinite(place->lon)) {
    rs_buffer_add_text(screen->out, "  ");
    rs_number_append(screen->out, place->lat, 2, 2);
    rs_buffer_add_text(screen->out, " ");
    rs_number_append(screen->out, place->lon, 2, 2);
  }
  end_line(screen, place->text);
}

static void write_codes(RsScreen *screen, const RasidParty *party) {
  rs_buffer_add_char(screen->out, '[');
  rs_screen_mixed(screen, party->country ? party->country : "?");
  add(screen, " ", party->sector, "");
  rs_buffer_add_char(screen->out, ']');
}

static void write_parties(
  RsScreen *screen, const char *label, const RasidParty *parties, size_t count
) {
  for (size_t i = 0; i < count; i++) {
    const RasidParty *party = &parties[i];
    bool is_named = party->name && party->text && strcmp(party->name, party->text) != 0;
    begin_line(screen, i ? "" : label);
    if (is_named) add(screen, "", party->name, " ");
    write_codes(screen, party);
    end_line(screen, party->text);
  }
}

static bool add_count(
  RsScreen *screen, bool has_more, const char *label, RasidCount count
) {
  if (!count.known || (count.min < 0 && count.max < 0)) return has_more;
  if (has_more)
    rs_buffer_add_text(screen->out, ", ");
  else
    begin_line(screen, "toll");
  long long min = count.min, max = count.max;
  if (min == max)
    rs_buffer_format(screen->out, "%lld %s", min, label);
  else if (max < 0)
    rs_buffer_format(screen->out, "at least %lld %s", min, label);
  else if (min < 0)
    rs_buffer_format(screen->out, "up to %lld %s", max, label);
  else
    rs_buffer_format(screen->out, "%lld to %lld %s", min, max, label);
  return true;
}

static void write_tolls(RsScreen *screen, const RasidEvent *event) {
  bool has_any = add_count(screen, false, "killed", event->deaths);
  has_any = add_count(screen, has_any, "injured", event->injured);
  has_any = add_count(screen, has_any, "detained", event->detained);
  has_any = add_count(screen, has_any, "in the crowd", event->crowd);
  if (has_any) end_line(screen, NULL);
}

static void write_triggers(RsScreen *screen, const RasidEvent *event) {
  for (size_t i = 0; i < event->mention_count; i++) {
    begin_line(screen, i ? "" : "trigger");
    rs_buffer_format(
      screen->out, "%u-%u", event->mentions[i].start, event->mentions[i].end
    );
    end_line(screen, event->mention_texts[i]);
  }
}

static void write_link(RsScreen *screen, const char *label, const char *text) {
  if (!text) return;
  begin_line(screen, label);
  rs_screen_mixed(screen, text);
  end_line(screen, NULL);
}

static void write_document(RsScreen *screen, const RsRecord *record) {
  begin_line(screen, "text");
  rs_buffer_format(screen->out, "sentence %u", record->event->sentence);
  add(screen, ", ", record->published, "");
  add(screen, ", ", record->outlet, "");
  add(screen, "  ", record->document, "");
  end_line(screen, NULL);
}

void rs_table_write(
  RsBuffer *out, const RsRecord *record, const RasidWriteOptions *options
) {
  const RasidEvent *event = record->event;
  RsScreen screen = rs_screen(out, options);
  write_title(&screen, event);
  write_date(&screen, event->date);
  write_place(&screen, event->place);
  write_parties(&screen, "actor", event->actors, event->actor_count);
  write_parties(&screen, "recipient", event->recipients, event->recipient_count);
  write_tolls(&screen, event);
  if (event->source) {
    begin_line(&screen, "source");
    rs_screen_mixed(&screen, event->source->stance);
    end_line(&screen, event->source->text);
  }
  write_triggers(&screen, event);
  begin_line(&screen, "rules");
  rs_screen_words(&screen, RS_STYLE_QUIET, event->rules, event->rule_count, LABEL_COLUMNS);
  end_line(&screen, NULL);
  write_link(&screen, "part of", event->part_of);
  write_link(&screen, "about", event->about);
  write_link(&screen, "id", event->id);
  write_document(&screen, record);
  rs_buffer_add_char(out, '\n');
}
