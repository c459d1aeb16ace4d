/* What speaks for two reports telling one deed.
 *
 * `مقتل 5 جنود بانفجار في درعا` and `ارتفاع حصيلة تفجير درعا إلى 8 قتلى` are one; a second bomb in the same
 * town on the same day is not. No single field decides: the place may be told as the town or its
 * province, the day as `أمس` or not at all, the toll rises, the author is named by one side only.
 * So each field adds a weight and the sum decides, after Fellegi and Sunter's record linkage
 * (1969). What is missing on either side says nothing.
 *
 * The weights are in thirds of a logit, set by hand on one half of the synthetic reports of
 * tests/incidents and rounded. Limits: fields are taken as independent; a report that tells
 * neither place nor parties is linked by its words alone.
 */
#include "incident/incident.h"

#include "entity/calendar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  BASE = -6,
  BASE_OF_WORDS = -2, /* further, for what is only said: many statements a day */
  WORDS_ALIKE = 8,
  WORDS_CLOSE = 6,
  WORDS_SHARED = 4,
  WORDS_OTHER = -3,
  SAME_TEXT = 8,
  SAME_PLACE = 6,
  NEAR_PLACE = 3,
  WITHIN_PLACE = 2,
  OTHER_PLACE = -12,
  OTHER_REGION = -14,
  OTHER_COUNTRY = -15,
  SAME_DAY = 3,
  DAY_MEETS = 1,
  NEXT_DAY = -6,
  OTHER_DAY = -10,
  SAME_MODE = 2,
  OTHER_MODE = -5,
  SAME_ACTOR = 4,
  KIND_OF_ACTOR = 1,
  OTHER_ACTOR = -6,
  OTHER_SPEAKER = -12, /* what is only said is the deed of who says it */
  SAME_RECIPIENT = 3,
  KIND_OF_RECIPIENT = 1,
  OTHER_RECIPIENT = -3,
  SAME_TOLL = 5,
  SAME_FEW = 2, /* most deeds have one or two dead */
  RISEN_TOLL = -1,
  FALLEN_TOLL = -3,
  OTHER_TOLL = -6,
  FAR_TOLL = -8,
  OTHER_STATUS = -3,
  UNTOLD_DAY = -2, /* and neither words nor figures in common */
  SAME_DOCUMENT = -9,
  HEADLINE = 2,
  OTHER_PERSON = -14,
  PART = -20
};

static bool is_same(const char *a, const char *b) {
  return *a && strcmp(a, b) == 0;
}

static bool is_one_of(const char *text, const char *const *list) {
  for (size_t i = 0; list[i]; i++) {
    if (strcmp(text, list[i]) == 0) return true;
  }
  return false;
}

uint64_t rs_type_family(const char *type) {
  /* A truce or a release is told as promised by one and as done by another. */
  static const char *const yielding[] = {"CONCEDE", "RETREAT", NULL};
  /* An agreement reached and one signed. */
  static const char *const agreeing[] = {"AGREE", "SUPPORT", NULL};
  if (is_one_of(type, yielding)) return 1;
  if (is_one_of(type, agreeing)) return 2;
  return rs_hash_bytes(type, strlen(type)) | 4;
}

static bool is_verbal(const char *type) {
  static const char *const verbal[] = {
    "AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", NULL};
  return is_one_of(type, verbal);
}

/* --------------------------------------------------------------------- words */

static int weigh_words(const RsReport *a, const RsReport *b) {
  enum {
    LEAST_WORDS = 5
  };
  double alike = rs_sketch_similarity(&a->passage, &b->passage, a->weights, b->weights);
  int sum = rs_report_is_copy(a, b) ? SAME_TEXT : 0;
  if (a->passage.count < LEAST_WORDS || b->passage.count < LEAST_WORDS) return sum;
  if (alike >= 0.5) return sum + WORDS_ALIKE;
  if (alike >= 0.25) return sum + WORDS_CLOSE;
  if (alike >= 0.12) return sum + WORDS_SHARED;
  return alike >= 0.04 ? sum : sum + WORDS_OTHER;
}

bool rs_report_is_copy(const RsReport *a, const RsReport *b) {
  enum {
    DAYS_APART = 3,
    LEAST_VALUES = 6
  };
  bool have_days = a->published_day != RS_NO_DAY && b->published_day != RS_NO_DAY;
  if (have_days && abs(a->published_day - b->published_day) > DAYS_APART) return false;
  if (a->lead.count < LEAST_VALUES || b->lead.count < LEAST_VALUES) return false;
  return rs_sketch_similarity(&a->lead, &b->lead, NULL, NULL) >= 0.4;
}

/* --------------------------------------------------------------------- place */

static double distance_km(const RsReport *a, const RsReport *b) {
  const double km_per_degree = 111.2, radians = 3.14159265358979 / 180;
  double north = (a->lat - b->lat) * km_per_degree;
  double east = (a->lon - b->lon) * km_per_degree * cos((a->lat + b->lat) / 2 * radians);
  return sqrt(north * north + east * east); /* NAN when one is unknown */
}

static bool is_same_name(const RsReport *a, const RsReport *b) {
  if (is_same(a->place, b->place)) return true;
  bool is_listed = isfinite(a->lat) && isfinite(b->lat);
  return !is_listed && a->place_key && a->place_key == b->place_key;
}

/* A quarter is near its town; two towns that both have a name are two, however near. */
static int weigh_towns(const RsReport *a, const RsReport *b) {
  double km = distance_km(a, b);
  bool has_point = a->extent == RS_EXTENT_POINT || b->extent == RS_EXTENT_POINT;
  if (!isfinite(km)) {
    bool are_told = *a->admin1 && *b->admin1;
    return are_told && strcmp(a->admin1, b->admin1) != 0 ? OTHER_REGION : 0;
  }
  bool are_points = a->extent == RS_EXTENT_POINT && b->extent == RS_EXTENT_POINT;
  if (km <= 3) return are_points ? 0 : SAME_PLACE; /* two crossings, two camps */
  if (km <= 15) return has_point ? NEAR_PLACE : 0;
  return is_same(a->admin1, b->admin1) ? OTHER_PLACE : OTHER_REGION;
}

/* Town, district, region, country: each may tell the other's place more roughly. */
static int weigh_places(const RsReport *a, const RsReport *b) {
  if (!a->extent || !b->extent) return 0;
  if (*a->country && *b->country && strcmp(a->country, b->country) != 0)
    return OTHER_COUNTRY;
  if (a->extent == RS_EXTENT_COUNTRY || b->extent == RS_EXTENT_COUNTRY) return 0;
  bool are_towns = a->extent >= RS_EXTENT_TOWN && b->extent >= RS_EXTENT_TOWN;
  if (is_same_name(a, b)) return are_towns ? SAME_PLACE : (SAME_PLACE + WITHIN_PLACE) / 2;
  if (are_towns) return weigh_towns(a, b);
  if (is_same(a->admin1, b->admin1)) return WITHIN_PLACE;
  if (is_same(a->admin1, b->place) || is_same(b->admin1, a->place)) return WITHIN_PLACE;
  if (a->extent == RS_EXTENT_REGION || b->extent == RS_EXTENT_REGION) return 0;
  double km = distance_km(a, b);
  if (isfinite(km) && km <= 35) return 0;
  return *a->admin1 && *b->admin1 ? OTHER_PLACE : 0;
}

/* ---------------------------------------------------------------------- time */

static int weigh_days(const RsReport *a, const RsReport *b) {
  if (a->from_day == RS_NO_DAY || b->from_day == RS_NO_DAY) return 0;
  bool are_told = a->has_date && b->has_date;
  int32_t apart =
    a->from_day > b->to_day ? a->from_day - b->to_day : b->from_day - a->to_day;
  if (apart <= 0) {
    bool are_days = a->from_day == a->to_day && b->from_day == b->to_day;
    return are_told && are_days ? SAME_DAY : DAY_MEETS;
  }
  if (apart == 1) return NEXT_DAY;
  return are_told ? OTHER_DAY : OTHER_DAY / 2;
}

/* --------------------------------------------------------------------- means */

/* A bomb may be called what carried it, shooting what it aimed at. */
static int weigh_modes(const RsReport *a, const RsReport *b) {
  static const char *const bombs[] = {"explosives", "suicide-attack", NULL};
  static const char *const shells[] = {"aerial", "drone", "heavy-weapons", NULL};
  static const char *const shots[] = {"firearms", "targeted", "primitive", NULL};
  static const char *const crowds[] = {
    "demo", "riot", "obstruct", "vandalize", "strike", NULL};
  static const char *const held[] = {"arrest", "seize", NULL};
  static const char *const talks[] = {"visit", "multilateral", "third-party", NULL};
  static const char *const *const families[] = {bombs, shells, shots, crowds, held, talks};
  if (!*a->mode || !*b->mode) return 0;
  if (strcmp(a->mode, b->mode) == 0) return SAME_MODE;
  for (size_t i = 0; i < RS_COUNT_OF(families); i++) {
    if (is_one_of(a->mode, families[i]) && is_one_of(b->mode, families[i])) return 0;
  }
  return OTHER_MODE;
}

/* ------------------------------------------------------------------- parties */

typedef enum {
  PARTY_OTHER = -1,
  PARTY_UNKNOWN,
  PARTY_KIND,
  PARTY_SAME
} PartyLikeness;

static bool is_vague_sector(const char *sector) {
  static const char *const vague[] = {"", "UNK", "UAF", "CVL", NULL};
  return is_one_of(sector, vague);
}

/* A state and its hands are told for each other: `دمشق`, `الجيش السوري`, `الأمن`. */
static bool is_state_sector(const char *sector) {
  static const char *const state[] = {"GOV", "MIL", "COP", "SPY", "PRM", NULL};
  return is_one_of(sector, state);
}

static PartyLikeness compare_party(const RsReportParty *a, const RsReportParty *b) {
  /* `مسلحون` are not the same ones wherever they are told. */
  if (is_same(a->name, b->name))
    return is_vague_sector(a->sector) ? PARTY_KIND : PARTY_SAME;
  if (*a->country && *b->country && strcmp(a->country, b->country) != 0) return PARTY_OTHER;
  if (is_same(a->country, b->country) && is_same(a->sector, b->sector))
    return is_same(a->code, b->code) ? PARTY_KIND : PARTY_UNKNOWN;
  if (is_vague_sector(a->sector) || is_vague_sector(b->sector)) {
    bool is_civil = !strcmp(a->sector, "CVL") || !strcmp(b->sector, "CVL");
    bool is_armed = is_state_sector(a->sector) || is_state_sector(b->sector);
    return is_civil && is_armed ? PARTY_OTHER : PARTY_UNKNOWN;
  }
  if (is_state_sector(a->sector) && is_state_sector(b->sector)) return PARTY_UNKNOWN;
  return strcmp(a->sector, b->sector) == 0 ? PARTY_UNKNOWN : PARTY_OTHER;
}

static bool has_one_dead(const RsReport *report) {
  return report->deaths.known && report->deaths.min == 1 && report->deaths.max == 1;
}

static bool may_be_one_person(const RsReport *report) {
  return report->victim.count && (!report->deaths.known || has_one_dead(report));
}

/* Percent of the words for the victim that the other report has too. */
static unsigned shared_words(const RsReport *report, const RsReport *other) {
  unsigned shared = 0;
  for (uint32_t i = 0; i < report->victim.count; i++) {
    uint32_t value = report->victim.values[i];
    shared += rs_sketch_may_hold(&other->victim, value) ||
              rs_sketch_may_hold(&other->passage, value);
  }
  return shared * 100 / report->victim.count;
}

/* `اغتيال القاضي سعيد الراوي` and `اغتيال القاضي كمال الجنابي` are two deeds, whatever else is the same. */
static int weigh_persons(const RsReport *a, const RsReport *b) {
  enum {
    ENOUGH_WORDS = 60 /* percent */
  };
  if (!may_be_one_person(a) || !may_be_one_person(b)) return 0;
  if (!has_one_dead(a) && !has_one_dead(b)) return 0;
  bool is_shared = shared_words(a, b) >= ENOUGH_WORDS || shared_words(b, a) >= ENOUGH_WORDS;
  return is_shared ? SAME_RECIPIENT : OTHER_PERSON;
}

/* The best of all pairs: one shared party is enough, several may stand on each side. */
static PartyLikeness compare_parties(
  const RsReportParty *a, uint32_t a_count, const RsReportParty *b, uint32_t b_count
) {
  PartyLikeness best = PARTY_UNKNOWN;
  bool has_any = false;
  for (uint32_t i = 0; i < a_count; i++) {
    for (uint32_t k = 0; k < b_count; k++) {
      PartyLikeness likeness = compare_party(&a[i], &b[k]);
      if (!has_any || likeness > best) best = likeness;
      has_any = true;
    }
  }
  return best;
}

static int weigh_party(PartyLikeness likeness, int same, int kind, int other) {
  if (likeness == PARTY_SAME) return same;
  if (likeness == PARTY_KIND) return kind;
  return likeness == PARTY_OTHER ? other : 0;
}

static int weigh_parties(const RsReport *a, const RsReport *b) {
  const RsReportParty *a_done = a->parties + a->actor_count;
  const RsReportParty *b_done = b->parties + b->actor_count;
  uint32_t a_count = a->party_count - a->actor_count;
  uint32_t b_count = b->party_count - b->actor_count;
  PartyLikeness actors =
    compare_parties(a->parties, a->actor_count, b->parties, b->actor_count);
  PartyLikeness recipients = compare_parties(a_done, a_count, b_done, b_count);
  /* `التقى الوزير نظيره`: either may be told as the one who met the other. */
  if (actors <= PARTY_UNKNOWN && recipients <= PARTY_UNKNOWN) {
    PartyLikeness x = compare_parties(a->parties, a->actor_count, b_done, b_count);
    PartyLikeness y = compare_parties(a_done, a_count, b->parties, b->actor_count);
    if (x == PARTY_SAME || y == PARTY_SAME) actors = x, recipients = y;
  }
  int other = is_verbal(a->type) && is_verbal(b->type) ? OTHER_SPEAKER : OTHER_ACTOR;
  return weigh_party(actors, SAME_ACTOR, KIND_OF_ACTOR, other) +
         weigh_party(recipients, SAME_RECIPIENT, KIND_OF_RECIPIENT, OTHER_RECIPIENT);
}

/* --------------------------------------------------------------------- tolls */

/* First finds are few, later counts more: a figure that rises from one day to the next is no other
 * deed yet, and a lower one may be what has been added (`وفاة جريحين`). On one day sources differ by
 * a few. */
static int weigh_toll(const RasidCount *early, const RasidCount *late, bool is_later_day) {
  enum {
    FEW = 2
  };
  if (!early->known || !late->known) return 0;
  bool is_same_toll = early->min == late->min && early->max == late->max;
  if (is_same_toll) return early->min > 3 ? SAME_TOLL : early->min > 1 ? SAME_FEW : 1;
  int64_t early_max = early->max < 0 ? INT64_MAX : early->max;
  int64_t late_max = late->max < 0 ? INT64_MAX : late->max;
  if (early->min - FEW <= late_max && late->min - FEW <= early_max) return 0;
  int64_t x = early->min > 0 ? early->min : 1, y = late->min > 0 ? late->min : 1;
  if (is_later_day && y < x) return FALLEN_TOLL;
  bool is_far = is_later_day ? y > 4 * x : 2 * y > 3 * x + FEW || 2 * x > 3 * y + FEW;
  if (is_far) return FAR_TOLL;
  return is_later_day ? RISEN_TOLL : OTHER_TOLL;
}

static int weigh_tolls(const RsReport *a, const RsReport *b) {
  bool is_turned = b->published_day < a->published_day;
  const RsReport *early = is_turned ? b : a, *late = is_turned ? a : b;
  bool is_later = late->published_day > early->published_day;
  return weigh_toll(&early->deaths, &late->deaths, is_later) +
         weigh_toll(&early->injured, &late->injured, is_later) +
         weigh_toll(&early->detained, &late->detained, is_later);
}

static int weigh_status(const RsReport *a, const RsReport *b) {
  static const char *const done[] = {"occurred", "ongoing", "denied", NULL};
  return is_one_of(a->status, done) == is_one_of(b->status, done) ? 0 : OTHER_STATUS;
}

/* What a document tells twice is two deeds, or the coder would have made one record of it; but a
 * headline and its lead are one story, however differently they are put. */
static int weigh_documents(const RsReport *a, const RsReport *b) {
  enum {
    LEAD_SENTENCES = 2
  };
  if (!is_same(a->document, b->document)) return 0;
  uint32_t first = a->sentence < b->sentence ? a->sentence : b->sentence;
  uint32_t second = a->sentence < b->sentence ? b->sentence : a->sentence;
  bool is_headline = first == 0 && second > 0 && second <= LEAD_SENTENCES;
  return is_headline ? HEADLINE : SAME_DOCUMENT;
}

/* In a war the same two fight in the same province every day: `قصف طيران التحالف مواقع الحوثيين في الحديدة`
 * tells no deed that could be known again, unless day, words or figures say which. */
static int weigh_vagueness(const RsReport *a, const RsReport *b, int words, int tolls) {
  bool are_days_told = a->has_date && b->has_date;
  return are_days_told || words > 0 || tolls > 0 ? 0 : UNTOLD_DAY;
}

int rs_report_evidence(const RsReport *a, const RsReport *b) {
  bool is_part = is_same(a->part_of, b->id) || is_same(b->part_of, a->id);
  bool is_verbal_deed = is_verbal(a->type) && is_verbal(b->type);
  int sum = is_verbal_deed ? BASE + BASE_OF_WORDS : BASE;
  if (is_part) sum += PART;
  int words = weigh_words(a, b), tolls = weigh_tolls(a, b);
  return sum + words + tolls + weigh_vagueness(a, b, words, tolls) + weigh_documents(a, b) +
         weigh_places(a, b) + weigh_days(a, b) + weigh_modes(a, b) + weigh_parties(a, b) +
         weigh_persons(a, b) + weigh_status(a, b);
}

int rs_report_compare(const RsReport *a, const RsReport *b) {
  bool a_dated = a->published_day != RS_NO_DAY, b_dated = b->published_day != RS_NO_DAY;
  if (a_dated != b_dated) return a_dated ? -1 : 1; /* who has no day is not the first */
  if (a->published_day != b->published_day)
    return a->published_day < b->published_day ? -1 : 1;
  int order = strcmp(a->document, b->document);
  return order ? order : strcmp(a->id, b->id);
}
