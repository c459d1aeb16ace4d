/* Records in the columns of ACLED and of UCDP's events (GED), data sets of violence.
 *
 * Both hold what has happened, so records that are planned, possible, attempted or denied are left
 * out, and so is what they do not collect: ACLED has political violence, demonstrations and a few
 * strategic developments (arrests, ceasefires, looting), UCDP violence that killed somebody. What
 * kind of event it is follows from mode and parties: `قصف` is shelling whoever did it, an attack is a
 * battle between two armed sides and violence against civilians when one has no arms.
 *
 * Columns that only their coders can fill (ids of conflicts and dyads, associated actors) are
 * empty. One record is one row, though both would make one row of all reports of one deed: `rasid
 * incidents` links those. docs/exports.md documents each column. */
#include "export/country.h"
#include "export/json.h"
#include "export/row.h"

#include <math.h>
#include <stdio.h>

static const char acled_header[] =
  "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,"
  "actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,"
  "iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,"
  "source,source_scale,notes,fatalities,tags,timestamp\r\n";

static const char ucdp_header[] =
  "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,"
  "conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,"
  "side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
  "source_article,source_office,source_date,source_headline,source_original,where_prec,"
  "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,"
  "priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,"
  "deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob\r\n";

static const RasidParty nobody = {0};
static const RasidPlace nowhere = {.lat = NAN, .lon = NAN};

static bool equals(const char *text, const char *other) {
  return text && !strcmp(text, other);
}

static bool is_one_of(const char *text, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (equals(text, list[i])) return true;
  }
  return false;
}

static bool has_happened(const RasidEvent *event) {
  return equals(event->status, "occurred") || equals(event->status, "ongoing");
}

static const RasidParty *actor_of(const RasidEvent *event) {
  return event->actor_count ? &event->actors[0] : &nobody;
}
static const RasidParty *recipient_of(const RasidEvent *event) {
  return event->recipient_count ? &event->recipients[0] : &nobody;
}

static const char *name_of(const RasidParty *party) {
  return party->name ? party->name : party->text;
}

/* -------------------------------------------------------------------- parties */

static const char *const state_sectors[] = {"GOV", "MIL", "COP", "SPY", "JUD", "LEG"};
static const char *const armed_sectors[] = {"REB", "PRM", "UAF", "CRM"};

static bool is_state(const RasidParty *party) {
  return is_one_of(party->sector, state_sectors, RS_COUNT_OF(state_sectors));
}
static bool is_armed_group(const RasidParty *party) {
  return is_one_of(party->sector, armed_sectors, RS_COUNT_OF(armed_sectors));
}
static bool is_armed(const RasidParty *party) {
  return is_armed_group(party) || equals(party->sector, "MIL") ||
         equals(party->sector, "COP") || equals(party->sector, "SPY");
}
/* Somebody is told who is neither the state nor armed. */
static bool is_civilian(const RasidParty *party) {
  return party->sector && !is_state(party) && !is_armed_group(party);
}

/* ---------------------------------------------------------------------- ACLED */

typedef struct {
  const char *disorder, *event, *sub_event;
} AcledType;

static const char violence[] = "Political violence", demonstrations[] = "Demonstrations",
                  developments[] = "Strategic developments",
                  remote[] = "Explosions/Remote violence",
                  against_civilians[] = "Violence against civilians";

/* What an attack is that tells neither weapon nor way. */
static AcledType type_of_attack(const RasidEvent *event) {
  const RasidParty *actor = actor_of(event), *recipient = recipient_of(event);
  bool is_fight = event->cameo && !strncmp(event->cameo, "19", 2);
  if (equals(event->cameo, "191") || equals(event->cameo, "201"))
    return (AcledType) {developments, developments, "Other"};
  if (equals(event->cameo, "192")) {
    const char *who = is_armed_group(actor) ? "Non-state actor overtakes territory"
                                            : "Government regains territory";
    return (AcledType) {violence, "Battles", who};
  }
  bool is_battle = is_armed(recipient) || (is_fight && !is_civilian(recipient));
  if (is_battle) return (AcledType) {violence, "Battles", "Armed clash"};
  return (AcledType) {violence, against_civilians, "Attack"};
}

static AcledType type_of_assault(const RasidEvent *event) {
  const AcledType types[] = {
    {"aerial", remote, "Air/drone strike"},
    {"drone", remote, "Air/drone strike"},
    {"heavy-weapons", remote, "Shelling/artillery/missile attack"},
    {"explosives", remote, "Remote explosive/landmine/IED"},
    {"suicide-attack", remote, "Suicide bomb"},
    {"abduct", against_civilians, "Abduction/forced disappearance"},
    {"sexual", against_civilians, "Sexual violence"},
    {"torture", against_civilians, "Attack"},
  };
  for (size_t i = 0; i < RS_COUNT_OF(types); i++) {
    if (equals(event->mode, types[i].disorder))
      return (AcledType) {violence, types[i].event, types[i].sub_event};
  }
  bool has_killed = event->deaths.known && event->deaths.min > 0;
  if (equals(event->mode, "crowd-control")) {
    return has_killed
             ? (AcledType
               ) {"Political violence; Demonstrations", "Protests", "Excessive force against protesters"}
             : (AcledType) {demonstrations, "Protests", "Protest with intervention"};
  }
  if (equals(event->mode, "destroy"))
    return (AcledType) {developments, developments, "Looting/property destruction"};
  if (equals(event->cameo, "2041"))
    return (AcledType) {violence, remote, "Chemical weapon"};
  return type_of_attack(event);
}

static AcledType type_of_protest(const RasidEvent *event) {
  if (equals(event->mode, "strike") || equals(event->mode, "boycott"))
    return (AcledType) {0};
  if (equals(event->mode, "riot"))
    return (AcledType) {demonstrations, "Riots", "Violent demonstration"};
  if (equals(event->mode, "vandalize"))
    return (AcledType) {violence, "Riots", "Mob violence"};
  return (AcledType) {demonstrations, "Protests", "Peaceful protest"};
}

/* All NULL for what ACLED does not collect. */
static AcledType acled_type(const RasidEvent *event) {
  if (!has_happened(event)) return (AcledType) {0};
  if (equals(event->event, "ASSAULT")) return type_of_assault(event);
  if (equals(event->event, "PROTEST")) return type_of_protest(event);
  if (equals(event->event, "COERCE") && equals(event->mode, "arrest"))
    return (AcledType) {developments, developments, "Arrests"};
  if (equals(event->cameo, "0871"))
    return (AcledType) {developments, developments, "Agreement"};
  if (equals(event->cameo, "0874"))
    return (AcledType) {developments, developments, "Non-violent transfer of territory"};
  return (AcledType) {0};
}

static const char *acled_kind(const RasidParty *party, const AcledType *type) {
  bool is_crowd = !strcmp(type->event, "Protests") || !strcmp(type->event, "Riots");
  if (is_crowd && !is_state(party) && !is_armed(party))
    return !strcmp(type->event, "Riots") ? "Rioters" : "Protesters";
  if (is_state(party)) return "State forces";
  if (equals(party->sector, "REB")) return "Rebel group";
  if (is_armed_group(party)) return "Political militia";
  if (is_civilian(party)) return "Civilians";
  return party->country ? "External/Other forces" : "";
}

/* "05 March 2024". */
static void write_acled_day(RsCells *cells, const char *day) {
  static const char *const months[] = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"};
  int year, month, number;
  bool is_day = day && sscanf(day, "%4d-%2d-%2d", &year, &month, &number) == 3 &&
                month >= 1 && month <= 12;
  if (!is_day) {
    rs_cells_empty(cells, 2);
    return;
  }
  rs_cell_begin(cells);
  rs_buffer_format(cells->out, "%02d %s %d", number, months[month - 1], year);
  rs_cell_integer(cells, year);
}

/* 1 a day, 2 a week, 3 more or only the day of publication. */
static int time_precision(const RasidEvent *event) {
  const char *precision = event->date ? event->date->precision : NULL;
  if (!event->date || !event->date->from) return 3;
  if (equals(precision, "day")) return 1;
  return equals(precision, "week") ? 2 : 3;
}

static int geo_precision(const RasidPlace *place) {
  if (equals(place->precision, "town") || equals(place->precision, "point")) return 1;
  return equals(place->precision, "district") ? 2 : 3;
}

static void write_acled_parties(
  RsCells *cells, const RasidEvent *event, const AcledType *type
) {
  const RasidParty *actor = actor_of(event), *recipient = recipient_of(event);
  const char *kinds[] = {acled_kind(actor, type), acled_kind(recipient, type)};
  bool is_against = !strcmp(type->event, against_civilians) ||
                    (is_civilian(recipient) && !strcmp(type->disorder, violence)) ||
                    !strcmp(type->sub_event, "Excessive force against protesters");
  rs_cell_text(cells, name_of(actor));
  rs_cells_empty(cells, 1);
  rs_cell_text(cells, kinds[0]);
  rs_cell_text(cells, name_of(recipient));
  rs_cells_empty(cells, 1);
  rs_cell_text(cells, kinds[1]);
  rs_cell_begin(cells);
  rs_buffer_add_text(cells->out, kinds[0]);
  if (*kinds[0] && *kinds[1]) rs_buffer_add_char(cells->out, '-');
  rs_buffer_add_text(cells->out, kinds[1]);
  rs_cell_text(cells, is_against ? "Civilian targeting" : NULL);
}

static void write_acled_place(RsCells *cells, const RasidPlace *place) {
  RsCountry country = rs_country(place->country);
  bool is_region = equals(place->precision, "region");
  if (country.number)
    rs_cell_integer(cells, country.number);
  else
    rs_cells_empty(cells, 1);
  rs_cell_text(cells, country.acled_region);
  rs_cell_text(cells, country.name);
  rs_cell_text(cells, is_region ? place->name : place->admin1);
  rs_cell_text(cells, equals(place->precision, "district") ? place->name : NULL);
  rs_cells_empty(cells, 1);
  rs_cell_text(cells, place->name ? place->name : place->text);
  rs_cell_number(cells, place->lat, 1, 5);
  rs_cell_number(cells, place->lon, 1, 5);
  rs_cell_integer(cells, geo_precision(place));
}

static void write_crowd(RsCells *cells, const RasidEvent *event, const AcledType *type) {
  bool is_crowd = !strcmp(type->event, "Protests") || !strcmp(type->event, "Riots");
  rs_cell_begin(cells);
  if (!is_crowd) return;
  if (event->crowd.known && event->crowd.min >= 0)
    rs_buffer_format(cells->out, "crowd size=%lld", (long long)event->crowd.min);
  else
    rs_buffer_add_text(cells->out, "crowd size=no report");
}

void rs_acled_write_header(RsBuffer *out) {
  rs_buffer_add_text(out, acled_header);
}

void rs_acled_write(RsBuffer *out, const RsRecord *record) {
  const RasidEvent *event = record->event;
  const RasidPlace *place = event->place ? event->place : &nowhere;
  AcledType type = acled_type(event);
  RsCells cells = {.out = out, .kind = RS_CELLS_RAW};
  if (!type.event) return;
  rs_cell_begin(&cells);
  if (place->country) rs_buffer_add_text(out, place->country);
  rs_buffer_add_text(out, event->id);
  write_acled_day(&cells, rs_record_day(record));
  rs_cell_integer(&cells, time_precision(event));
  rs_cell_text(&cells, type.disorder);
  rs_cell_text(&cells, type.event);
  rs_cell_text(&cells, type.sub_event);
  write_acled_parties(&cells, event, &type);
  write_acled_place(&cells, place);
  rs_cell_text(&cells, record->outlet);
  rs_cells_empty(&cells, 1);
  rs_cell_texts(&cells, event->mention_texts, event->mention_count);
  rs_cell_integer(
    &cells, event->deaths.known && event->deaths.min > 0 ? event->deaths.min : 0
  );
  write_crowd(&cells, event, &type);
  rs_cells_empty(&cells, 1);
  rs_cells_end_row(&cells);
}

/* ----------------------------------------------------------------------- UCDP */

/* 1 a state and an armed group or state, 2 two armed groups, 3 against civilians; 0: not told. */
static int type_of_violence(const RasidParty *actor, const RasidParty *recipient) {
  if (is_civilian(recipient)) return 3;
  bool is_state_involved = is_state(actor) || is_state(recipient);
  bool are_both_told = actor->sector && recipient->sector;
  if (!are_both_told) return 0;
  return is_state_involved ? 1 : 2;
}

static int where_precision(const RasidPlace *place) {
  static const struct {
    const char *name;
    int value;
  } precisions[] = {
    {"point", 1}, {"town", 1}, {"district", 3}, {"region", 4}, {"country", 6}};
  for (size_t i = 0; i < RS_COUNT_OF(precisions); i++) {
    if (equals(place->precision, precisions[i].name)) return precisions[i].value;
  }
  return 7; /* not known to be on any one territory */
}

static int date_precision(const RasidEvent *event) {
  static const struct {
    const char *name;
    int value;
  } precisions[] = {{"day", 1}, {"week", 3}, {"month", 4}, {"range", 4}};
  const char *precision = event->date && event->date->from ? event->date->precision : NULL;
  for (size_t i = 0; i < RS_COUNT_OF(precisions); i++) {
    if (equals(precision, precisions[i].name)) return precisions[i].value;
  }
  return 5;
}

static void write_state_number(RsCells *cells, const RasidParty *party) {
  unsigned number = is_state(party) ? rs_country(party->country).gleditsch_ward : 0;
  if (number)
    rs_cell_integer(cells, number);
  else
    rs_cells_empty(cells, 1);
}

static void write_sides(
  RsCells *cells, const RasidParty *actor, const RasidParty *recipient
) {
  bool is_against = is_civilian(recipient);
  const char *side_a = name_of(actor),
             *side_b = is_against ? "Civilians" : name_of(recipient);
  rs_cells_empty(cells, 5);
  rs_cell_begin(cells);
  if (side_a) rs_buffer_add_text(cells->out, side_a);
  if (side_a && side_b) rs_buffer_add_text(cells->out, " - ");
  if (side_b) rs_buffer_add_text(cells->out, side_b);
  rs_cell_end(cells);
  rs_cells_empty(cells, 2);
  rs_cell_text(cells, side_a);
  rs_cells_empty(cells, 2);
  rs_cell_text(cells, side_b);
}

static void write_source(RsCells *cells, const RsRecord *record) {
  rs_cell_integer(cells, 1);
  rs_cell_text(cells, record->url ? record->url : record->document);
  rs_cell_text(cells, record->outlet);
  rs_cell_text(cells, record->published);
  rs_cells_empty(cells, 1);
  rs_cell_text(cells, record->event->source ? record->event->source->text : NULL);
}

/* The cell of PRIO-GRID: half a degree wide, counted from the south west. */
static void write_cell_of_grid(RsCells *cells, const RasidPlace *place) {
  bool is_known = isfinite(place->lat) && isfinite(place->lon);
  if (is_known) {
    int64_t row = (int64_t)floor((place->lat + 90) * 2);
    rs_cell_integer(cells, row * 720 + (int64_t)floor((place->lon + 180) * 2) + 1);
  } else {
    rs_cells_empty(cells, 1);
  }
}

static void write_ucdp_place(RsCells *cells, const RasidPlace *place) {
  RsCountry country = rs_country(place->country);
  bool is_region = equals(place->precision, "region");
  rs_cell_integer(cells, where_precision(place));
  rs_cell_text(cells, place->name);
  rs_cell_text(cells, place->text);
  rs_cell_text(cells, is_region ? place->name : place->admin1);
  rs_cell_text(cells, equals(place->precision, "district") ? place->name : NULL);
  rs_cell_number(cells, place->lat, 1, 5);
  rs_cell_number(cells, place->lon, 1, 5);
  rs_cell_begin(cells);
  if (isfinite(place->lat) && isfinite(place->lon)) {
    rs_buffer_add_text(cells->out, "POINT (");
    rs_number_append(cells->out, place->lon, 1, 5);
    rs_buffer_add_char(cells->out, ' ');
    rs_number_append(cells->out, place->lat, 1, 5);
    rs_buffer_add_char(cells->out, ')');
  }
  write_cell_of_grid(cells, place);
  rs_cell_text(cells, country.name);
  if (country.gleditsch_ward)
    rs_cell_integer(cells, country.gleditsch_ward);
  else
    rs_cells_empty(cells, 1);
  rs_cell_text(cells, country.ucdp_region);
}

static void write_deaths(RsCells *cells, const RasidEvent *event) {
  int64_t low = event->deaths.min > 0 ? event->deaths.min : 0;
  int64_t high = event->deaths.max >= low ? event->deaths.max : low;
  int64_t best = low ? low : high;
  bool are_civilians = is_civilian(recipient_of(event));
  rs_cell_integer(cells, 0);
  rs_cell_integer(cells, 0);
  rs_cell_integer(cells, are_civilians ? best : 0);
  rs_cell_integer(cells, are_civilians ? 0 : best);
  rs_cell_integer(cells, best);
  rs_cell_integer(cells, high);
  rs_cell_integer(cells, low);
}

void rs_ucdp_write_header(RsBuffer *out) {
  rs_buffer_add_text(out, ucdp_header);
}

static bool has_killed(const RasidEvent *event) {
  return event->deaths.known && (event->deaths.min > 0 || event->deaths.max > 0);
}

void rs_ucdp_write(RsBuffer *out, const RsRecord *record) {
  const RasidEvent *event = record->event;
  const RasidParty *actor = actor_of(event), *recipient = recipient_of(event);
  const RasidDate *date = event->date;
  if (!equals(event->event, "ASSAULT") || !has_happened(event) || !has_killed(event))
    return;
  const char *day = rs_record_day(record);
  int type = type_of_violence(actor, recipient);
  RsCells cells = {.out = out, .kind = RS_CELLS_RAW};
  rs_cell_number_id(&cells, event->id, 0);
  rs_cell_text(&cells, event->id);
  rs_cell_begin(&cells);
  if (day) rs_buffer_add(out, day, strnlen(day, 4));
  rs_cells_empty(&cells, 1);
  rs_cell_text(&cells, "Clear");
  if (type)
    rs_cell_integer(&cells, type);
  else
    rs_cells_empty(&cells, 1);
  write_sides(&cells, actor, recipient);
  write_source(&cells, record);
  write_ucdp_place(&cells, event->place ? event->place : &nowhere);
  rs_cell_integer(&cells, 1);
  rs_cell_integer(&cells, date_precision(event));
  rs_cell_text(&cells, day);
  rs_cell_text(&cells, date && date->to ? date->to : day);
  write_deaths(&cells, event);
  write_state_number(&cells, actor);
  write_state_number(&cells, recipient);
  rs_cells_end_row(&cells);
}
