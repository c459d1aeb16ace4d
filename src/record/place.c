/* A place in its public form.
 *
 * What is known of a name depends on how it was decided (entity/place.c): a gazetteer entry
 * gives name, division and coordinates; an unlisted name behind `بلدة` its country at most; one
 * that cannot be decided (`عمان` with no country named) its candidates and no coordinates.
 *
 * The precision is the entry's class made coarser by the words before it: `قرب حلب`, `ريف حلب`
 * and `شمال حلب` are a district, not the town; `شمال سوريا` is a region, not the country.
 */
#include "record/record.h"

#include <math.h>

typedef enum {
  POINT,
  TOWN,
  DISTRICT,
  REGION,
  COUNTRY,
  UNKNOWN
} Precision;

static Precision precision_of_class(unsigned place_class) {
  switch (place_class) {
    case RS_PLACE_CITY:
    case RS_PLACE_TOWN:
    case RS_PLACE_VILLAGE: return TOWN;
    case RS_PLACE_QUARTER:
    case RS_PLACE_CAMP:
    case RS_PLACE_CROSSING:
    case RS_PLACE_BASE:
    case RS_PLACE_BUILDING: return POINT;
    case RS_PLACE_ADMIN1: return DISTRICT;
    default: return REGION;
  }
}

/* What words before an unlisted name tell of its size. */
static Precision precision_of_kinds(uint32_t kinds) {
  enum {
    TOWNS = 1 << RS_PLACE_CITY | 1 << RS_PLACE_TOWN | 1 << RS_PLACE_VILLAGE,
    AREAS = 1 << RS_PLACE_ADMIN1 | 1 << RS_PLACE_REGION,
    POINTS = 1 << RS_PLACE_QUARTER | 1 << RS_PLACE_CAMP | 1 << RS_PLACE_CROSSING |
             1 << RS_PLACE_BASE | 1 << RS_PLACE_BUILDING,
    OTHERS = (1 << (RS_PLACE_BUILDING + 1)) - 1
  };
  if (kinds & AREAS) return DISTRICT;
  if (kinds & POINTS) return POINT;
  if (kinds & TOWNS) return TOWN;
  return kinds & OTHERS ? REGION : UNKNOWN;
}

static Precision coarser(Precision precision, uint32_t kinds) {
  /* `محافظة البصرة` where the gazetteer has the city; منطقة may be a quarter as well. */
  bool is_division = kinds & 1u << RS_PLACE_ADMIN1 && !(kinds & 1u << RS_PLACE_QUARTER);
  if (is_division && precision == TOWN) return DISTRICT;
  if (!(kinds & (RS_KIND_NEAR | RS_KIND_INSIDE))) return precision;
  if (precision == COUNTRY) return kinds & RS_KIND_NEAR ? REGION : COUNTRY;
  return kinds & RS_KIND_NEAR && precision < DISTRICT ? DISTRICT : precision;
}

static const char *or_null(const char *text) {
  return text[0] ? text : NULL;
}

static void fill_place(
  const RasidKnowledge *knowledge, uint32_t index, RasidPlaceCandidate *out
) {
  const RsPlaceRecord *place = RS_GET(knowledge, places, index);
  out->name = rs_text_at(knowledge, place->english);
  out->country = or_null(place->country);
  out->admin1 = or_null(rs_text_at(knowledge, place->admin1));
  out->lat = (double)place->lat;
  out->lon = (double)place->lon;
  out->rule = or_null(rs_entry_id(knowledge, place->entry));
}

static void fill_country(
  const RasidKnowledge *knowledge, uint32_t index, bool is_capital, RasidPlaceCandidate *out
) {
  const RsCountry *country = RS_GET(knowledge, countries, index);
  out->name =
    rs_text_at(knowledge, is_capital ? country->capital_english : country->english);
  out->country = or_null(country->iso3);
  out->lat = (double)country->lat;
  out->lon = (double)country->lon;
  out->rule = or_null(rs_entry_id(knowledge, country->entry));
}

static void fill_candidate(
  const RasidKnowledge *knowledge, uint32_t phrase_index, RasidPlaceCandidate *out
) {
  const RsPhrase *phrase = RS_GET(knowledge, phrases, phrase_index);
  if (phrase->kind == RS_PHRASE_PLACE)
    fill_place(knowledge, phrase->index, out);
  else
    fill_country(knowledge, phrase->index, phrase->kind == RS_PHRASE_CAPITAL, out);
}

/* What is known of a decided name into `out`; returns its precision. */
static Precision fill_decided(
  const RasidKnowledge *knowledge, const RsName *name, RasidPlaceCandidate *out
) {
  uint32_t place = name->kind == RS_NAME_PLACE ? name->index : name->place;
  if (place != RS_NONE && name->kind != RS_NAME_COUNTRY) {
    fill_place(knowledge, place, out);
    return precision_of_class(RS_GET(knowledge, places, place)->place_class);
  }
  if (name->kind != RS_NAME_PLACE) {
    fill_country(knowledge, name->index, name->kind == RS_NAME_CAPITAL, out);
    return name->kind == RS_NAME_CAPITAL ? TOWN : COUNTRY;
  }
  if (name->country != RS_NONE && name->reason < RS_REASON_UNLISTED) {
    /* `الحدود السورية`, `شمال البلاد` */
    fill_country(knowledge, name->country, false, out);
    return COUNTRY;
  }
  out->country = or_null(rs_name_country(knowledge, name));
  return precision_of_kinds(name->kinds);
}

static bool fill_candidates(
  RsArena *arena,
  const RasidKnowledge *knowledge,
  const RsNames *names,
  const RsName *name,
  RasidPlace *out
) {
  if (!name->candidate_count) return true;
  RasidPlaceCandidate *candidates =
    rs_arena_array(arena, name->candidate_count, sizeof *candidates);
  if (!candidates) return false;
  for (unsigned i = 0; i < name->candidate_count; i++) {
    fill_candidate(knowledge, names->candidates[name->candidate_first + i], &candidates[i]);
  }
  out->candidates = candidates;
  out->candidate_count = name->candidate_count;
  return true;
}

const RasidPlace *rs_record_place(
  RasidDocument *document, const RsReading *reading, const RsNames *names, uint32_t index
) {
  static const char *const precisions[] = {
    "point", "town", "district", "region", "country", NULL};
  const RsName *name = &names->names[index];
  uint32_t end = reading->tokens->tokens[name->last - 1].end;
  RasidPlace *out = rs_arena_array(&document->arena, 1, sizeof *out);
  if (!out) return NULL;
  out->span = rs_text_points(reading->text, name->start_letter, end);
  out->text = rs_record_words(document, reading->text, name->start_letter, end);
  RasidPlaceCandidate known = {.lat = NAN, .lon = NAN};
  Precision precision = fill_decided(reading->knowledge, name, &known);
  out->name = known.name && known.name[0] ? known.name : out->text;
  out->country = known.country;
  out->admin1 = known.admin1;
  out->lat = known.lat;
  out->lon = known.lon;
  out->rule = known.rule;
  out->precision = precisions[coarser(precision, name->kinds)];
  out->reason = rs_reason_name(name->reason);
  bool done =
    out->text && fill_candidates(&document->arena, reading->knowledge, names, name, out);
  return done ? out : NULL;
}
