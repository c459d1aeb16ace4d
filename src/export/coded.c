/* Records in the columns of ICEWS and GDELT, which both rest on CAMEO: one dyad a row.
 *
 * `هاجم مسلحون دورية للجيش قرب الموصل` with two doers and one target is two rows, each doer with the
 * target, as both data sets have it. What they call their own and we do not know (ids of their
 * dictionaries, tone, places of the actors) is empty. A record without a day counts for the day of
 * publication, which is what both mean by their date.
 *
 * ICEWS: 20 columns; GDELT 2.0: 61; both parted by tabs. GDELT's files have no first row with the
 * names of columns, ours have. docs/exports.md documents each column. */
#include "export/country.h"
#include "export/row.h"

#include <math.h>
#include <stdio.h>

static const char icews_header[] =
  "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO "
  "Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence "
  "Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

#define GDELT_ACTOR(n)                                                     \
  "Actor" n "Code\tActor" n "Name\tActor" n "CountryCode\tActor" n         \
  "KnownGroupCode\tActor" n "EthnicCode\tActor" n "Religion1Code\tActor" n \
  "Religion2Code\tActor" n "Type1Code\tActor" n "Type2Code\tActor" n "Type3Code\t"
#define GDELT_PLACE(of)                                                             \
  of "Geo_Type\t" of "Geo_FullName\t" of "Geo_CountryCode\t" of "Geo_ADM1Code\t" of \
     "Geo_ADM2Code\t" of "Geo_Lat\t" of "Geo_Long\t" of "Geo_FeatureID\t"

static const char gdelt_header[] =
  "GLOBALEVENTID\tSQLDATE\tMonthYear\tYear\tFractionDate\t" GDELT_ACTOR("1") GDELT_ACTOR("2"
  ) "IsRootEvent\tEventCode\tEventBaseCode\tEventRootCode\tQuadClass\tGoldsteinScale\t"
    "NumMentions\tNumSources\tNumArticles\tAvgTone\t" GDELT_PLACE("Actor1")
      GDELT_PLACE("Actor2") GDELT_PLACE("Action") "DATEADDED\tSOURCEURL\n";

static const RasidParty nobody = {0};
static const RasidPlace nowhere = {.lat = NAN, .lon = NAN};

static const RasidPlace *place_of(const RsRecord *record) {
  return record->event->place ? record->event->place : &nowhere;
}

/* The dyads of a record: each actor with each recipient, one side may be nobody. */
typedef void (*DyadWriter
)(RsCells *cells,
  const RsRecord *record,
  const RasidParty *actor,
  const RasidParty *recipient,
  size_t number);

static void write_dyads(RsBuffer *out, const RsRecord *record, DyadWriter write) {
  const RasidEvent *event = record->event;
  size_t actors = event->actor_count ? event->actor_count : 1;
  size_t recipients = event->recipient_count ? event->recipient_count : 1;
  RsCells cells = {.out = out, .kind = RS_CELLS_TABS};
  for (size_t i = 0; i < actors * recipients; i++) {
    const RasidParty *actor = event->actor_count ? &event->actors[i / recipients] : &nobody;
    const RasidParty *recipient =
      event->recipient_count ? &event->recipients[i % recipients] : &nobody;
    write(&cells, record, actor, recipient, i);
    rs_cells_end_row(&cells);
  }
}

static const char *name_of(const RasidParty *party) {
  return party->name ? party->name : party->text;
}

/* ---------------------------------------------------------------------- ICEWS */

static const char *sector_name(const char *sector) {
  static const struct {
    const char *code, *name;
  } names[] = {
    {"GOV", "Government"},
    {"MIL", "Military"},
    {"COP", "Police"},
    {"JUD", "Judicial"},
    {"LEG", "Legislative / Parliamentary"},
    {"SPY", "State Intelligence Services"},
    {"PRM", "Paramilitary"},
    {"REB", "Rebel"},
    {"UAF", "Unidentified Forces"},
    {"OPP", "Dissident"},
    {"PTY", "Parties"},
    {"ELI", "Elite"},
    {"PRE", "Criminals / Gangs"},
    {"CVL", "General Population / Civilian / Social"},
    {"SOC", "Social"},
    {"JRN", "News"},
    {"BUS", "Business"},
    {"LAB", "Labor"},
    {"EDU", "Education"},
    {"MED", "Medical / Health"},
    {"REL", "Religious"},
    {"REF", "Refugees / Displaced"},
    {"AGR", "Agricultural"},
    {"CRM", "Criminals / Gangs"},
  };
  for (size_t i = 0; sector && i < RS_COUNT_OF(names); i++) {
    if (!strcmp(sector, names[i].code)) return names[i].name;
  }
  return sector;
}

/* The roots of CAMEO in the words of its manual. */
static const char *event_text(const char *cameo) {
  static const char *const roots[] = {
    "",
    "Make public statement",
    "Make an appeal or request",
    "Express intent to cooperate",
    "Consult",
    "Engage in diplomatic cooperation",
    "Engage in material cooperation",
    "Provide aid",
    "Yield",
    "Investigate",
    "Demand",
    "Disapprove",
    "Reject",
    "Threaten",
    "Protest",
    "Exhibit military posture",
    "Reduce relations",
    "Coerce",
    "Assault",
    "Fight",
    "Engage in unconventional mass violence",
  };
  if (!cameo || !cameo[0] || !cameo[1]) return "";
  size_t root = (size_t)(cameo[0] - '0') * 10 + (size_t)(cameo[1] - '0');
  return root < RS_COUNT_OF(roots) ? roots[root] : "";
}

static void write_icews_place(RsCells *cells, const RasidPlace *place) {
  const char *precision = place->precision ? place->precision : "";
  bool is_town = !strcmp(precision, "town") || !strcmp(precision, "point");
  bool is_district = !strcmp(precision, "district");
  bool is_region = !strcmp(precision, "region");
  rs_cell_text(cells, is_town ? place->name : NULL);
  rs_cell_text(cells, is_district ? place->name : NULL);
  rs_cell_text(cells, is_region ? place->name : place->admin1);
  rs_cell_text(cells, rs_country(place->country).name);
  rs_cell_number(cells, place->lat, 1, 5);
  rs_cell_number(cells, place->lon, 1, 5);
}

static void write_icews_party(RsCells *cells, const RasidParty *party) {
  rs_cell_text(cells, name_of(party));
  rs_cell_text(cells, sector_name(party->sector));
  rs_cell_text(cells, rs_country(party->country).name);
}

static void write_icews(
  RsCells *cells,
  const RsRecord *record,
  const RasidParty *actor,
  const RasidParty *recipient,
  size_t number
) {
  const RasidEvent *event = record->event;
  rs_cell_number_id(cells, event->id, number);
  rs_cell_text(cells, rs_record_day(record));
  write_icews_party(cells, actor);
  rs_cell_text(cells, event_text(event->cameo));
  rs_cell_text(cells, event->cameo);
  rs_cell_number(cells, event->goldstein, 1, 2);
  write_icews_party(cells, recipient);
  rs_cell_text(cells, record->document);
  rs_cell_integer(cells, (int64_t)event->sentence + 1);
  rs_cell_text(cells, record->outlet);
  write_icews_place(cells, place_of(record));
}

void rs_icews_write_header(RsBuffer *out) {
  rs_buffer_add_text(out, icews_header);
}

void rs_icews_write(RsBuffer *out, const RsRecord *record) {
  write_dyads(out, record, write_icews);
}

/* ---------------------------------------------------------------------- GDELT */

/* 20240305, 202403, 2024 and 2024.1808 (of a year of 365 days and months of 30). */
static void write_gdelt_day(RsCells *cells, const char *day) {
  int year, month, number;
  if (!day || sscanf(day, "%4d-%2d-%2d", &year, &month, &number) != 3) {
    rs_cells_empty(cells, 4);
    return;
  }
  rs_cell_integer(cells, (int64_t)year * 10000 + month * 100 + number);
  rs_cell_integer(cells, (int64_t)year * 100 + month);
  rs_cell_integer(cells, year);
  rs_cell_number(cells, year + ((month - 1) * 30 + number) / 365.0, 4, 4);
}

static void write_gdelt_party(RsCells *cells, const RasidParty *party) {
  rs_cell_text(cells, party->code);
  rs_cell_text(cells, name_of(party));
  rs_cell_text(cells, party->country);
  rs_cells_empty(cells, 4); /* known group, ethnicity, religions */
  rs_cell_text(cells, party->sector);
  rs_cells_empty(cells, 2); /* further types */
}

static void write_start(RsCells *cells, const char *text, size_t count) {
  rs_cell_begin(cells);
  size_t length = text ? strlen(text) : 0;
  if (length) rs_buffer_add(cells->out, text, count < length ? count : length);
}

static int geo_type(const RasidPlace *place) {
  const char *precision = place->precision ? place->precision : "";
  bool is_american = place->country && !strcmp(place->country, "USA");
  if (!strcmp(precision, "country")) return 1;
  if (!strcmp(precision, "region") || !strcmp(precision, "district"))
    return is_american ? 2 : 5;
  return is_american ? 3 : 4;
}

static void write_full_name(RsCells *cells, const RasidPlace *place) {
  bool is_country = geo_type(place) == 1;
  const char *const parts[] = {
    is_country ? NULL : place->name,
    is_country ? NULL : place->admin1,
    rs_country(place->country).name,
  };
  rs_cell_begin(cells);
  size_t count = 0;
  for (size_t i = 0; i < RS_COUNT_OF(parts); i++) {
    if (!parts[i] || !*parts[i]) continue;
    if (count++) rs_buffer_add_text(cells->out, ", ");
    rs_buffer_add_text(cells->out, parts[i]);
  }
  rs_cell_end(cells);
}

static void write_gdelt_place(RsCells *cells, const RasidPlace *place) {
  if (!place->name && !place->country) {
    rs_cell_integer(cells, 0);
    rs_cells_empty(cells, 7);
    return;
  }
  RsCountry country = rs_country(place->country);
  rs_cell_integer(cells, geo_type(place));
  write_full_name(cells, place);
  rs_cell_text(cells, country.fips);
  rs_cell_text(cells, country.fips); /* its provinces have no codes that we know */
  rs_cells_empty(cells, 1);
  rs_cell_number(cells, place->lat, 1, 5);
  rs_cell_number(cells, place->lon, 1, 5);
  rs_cells_empty(cells, 1);
}

static void write_gdelt(
  RsCells *cells,
  const RsRecord *record,
  const RasidParty *actor,
  const RasidParty *recipient,
  size_t number
) {
  const RasidEvent *event = record->event;
  rs_cell_number_id(cells, event->id, number);
  write_gdelt_day(cells, rs_record_day(record));
  write_gdelt_party(cells, actor);
  write_gdelt_party(cells, recipient);
  rs_cell_integer(cells, event->sentence == 0);
  rs_cell_text(cells, event->cameo);
  write_start(cells, event->cameo, 3);
  write_start(cells, event->cameo, 2);
  rs_cell_integer(cells, event->quad);
  rs_cell_number(cells, event->goldstein, 1, 2);
  rs_cell_integer(cells, (int64_t)event->mention_count);
  rs_cell_integer(cells, 1);
  rs_cell_integer(cells, 1);
  rs_cells_empty(cells, 1);
  write_gdelt_place(cells, &nowhere);
  write_gdelt_place(cells, &nowhere);
  write_gdelt_place(cells, place_of(record));
  rs_cell_begin(cells); /* DATEADDED: the day of publication, 20240305 */
  for (const char *at = record->published; at && *at; at++)
    if (*at != '-') rs_buffer_add_char(cells->out, *at);
  rs_cell_text(cells, record->url ? record->url : record->document);
}

void rs_gdelt_write_header(RsBuffer *out) {
  rs_buffer_add_text(out, gdelt_header);
}

void rs_gdelt_write(RsBuffer *out, const RsRecord *record) {
  write_dyads(out, record, write_gdelt);
}
