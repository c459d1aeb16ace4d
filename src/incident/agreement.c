/* Agreements and their fate.
 *
 * `اتفقت الحكومة والحوثيون على هدنة`, three weeks later `قصف الحوثيون مواقع الجيش`: did the truce
 * hold? An incident of CAMEO 0871 is a truce, AGREE and CAMEO 057 are agreements, 045 and 046
 * talks (data/codes/cameo.tsv). It needs two sides: its actors and recipients, or
 * two actors. Every later incident between the same two, whoever acts, is listed under it: breach,
 * violence, pressure, talks, what was agreed next. It held until the first breach or violence.
 *
 * A side is known by more than its name: government, army and police of a country are one side
 * (the minister signs, the army shoots), a group that the dictionary knows is known by its code,
 * other groups by country and sector. Incidents are filed by pairs of such keys and sorted by
 * day, so that each agreement reads its own sequel alone.
 *
 * Limits: groups without a name of one country and sector pass for one; a deed between allies of
 * the sides does not count.
 */
#include "incident/agreement.h"

#include "entity/calendar.h"

#include <stdlib.h>

enum {
  NAMED_GROUP = 9 /* letters of a code that names a group: country, sector, group */
};

/* --------------------------------------------------------------------- kinds */

const char *rs_accord_name(RsAccord accord) {
  static const char *const names[] = {"", "truce", "agreement", "talks"};
  return names[accord];
}

const char *rs_sequel_name(RsSequel sequel) {
  static const char *const names[RS_SEQUEL_COUNT] = {
    "", "breach", "violence", "pressure", "talks", "accord"};
  return names[sequel];
}

static bool has_happened(const RsDeed *deed) {
  return strcmp(deed->status, "occurred") == 0 || strcmp(deed->status, "ongoing") == 0;
}

RsAccord rs_accord_of(const char *type, const char *cameo) {
  if (strcmp(cameo, "0871") == 0) return RS_ACCORD_TRUCE;
  if (strcmp(cameo, "057") == 0 || strcmp(type, "AGREE") == 0) return RS_ACCORD_AGREEMENT;
  bool are_talks = strcmp(cameo, "045") == 0 || strcmp(cameo, "046") == 0;
  return are_talks ? RS_ACCORD_TALKS : RS_ACCORD_NONE;
}

static RsAccord accord_of(const RsDeed *deed) {
  if (!has_happened(deed) || deed->day == RS_NO_DAY) return RS_ACCORD_NONE;
  return rs_accord_of(deed->type, deed->cameo);
}

RsSequel rs_sequel_of(const char *type, const char *mode) {
  static const struct {
    const char *type, *mode;
    RsSequel sequel;
  } sequels[] = {
    {"REJECT", "yield", RS_SEQUEL_BREACH},
    {"REJECT", NULL, RS_SEQUEL_PRESSURE},
    {"ASSAULT", NULL, RS_SEQUEL_VIOLENCE},
    {"COERCE", NULL, RS_SEQUEL_PRESSURE},
    {"SANCTION", NULL, RS_SEQUEL_PRESSURE},
    {"THREATEN", NULL, RS_SEQUEL_PRESSURE},
    {"CONSULT", NULL, RS_SEQUEL_TALKS},
    {"AGREE", NULL, RS_SEQUEL_ACCORD},
    {"CONCEDE", NULL, RS_SEQUEL_ACCORD},
    {"RETREAT", NULL, RS_SEQUEL_ACCORD},
    {"SUPPORT", NULL, RS_SEQUEL_ACCORD},
  };
  for (size_t i = 0; i < RS_COUNT_OF(sequels); i++) {
    if (strcmp(type, sequels[i].type) != 0) continue;
    if (!sequels[i].mode || strcmp(mode, sequels[i].mode) == 0) return sequels[i].sequel;
  }
  return RS_SEQUEL_NONE;
}

static RsSequel sequel_of(const RsDeed *deed) {
  if (!has_happened(deed) || deed->day == RS_NO_DAY || deed->is_day_vague)
    return RS_SEQUEL_NONE;
  return rs_sequel_of(deed->type, deed->mode);
}

/* --------------------------------------------------------------------- sides */

static bool is_of_state(const char *sector) {
  static const char *const sectors[] = {"", "GOV", "MIL", "COP", "SPY", "LEG", "JUD"};
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (strcmp(sector, sectors[i]) == 0) return true;
  }
  return false;
}

static bool is_of_many_states(const char *country) {
  return strcmp(country, "IGO") == 0 || strcmp(country, "IMG") == 0 ||
         strcmp(country, "NGO") == 0;
}

static uint64_t hash_of(const char *text) {
  return rs_hash_bytes(text, strlen(text));
}

uint64_t rs_side_key(const RsReportParty *party) {
  if (strlen(party->code) >= NAMED_GROUP) return hash_of(party->code);
  if (!*party->country) return 0;
  if (is_of_many_states(party->country)) return hash_of(party->name);
  uint64_t country = hash_of(party->country);
  if (is_of_state(party->sector)) return country;
  return rs_hash_mix(country, hash_of(party->sector));
}

/* Of both orders the same; 0 when one is nobody or both are one. */
static uint64_t pair_key(const RsReportParty *a, const RsReportParty *b) {
  uint64_t x = rs_side_key(a), y = rs_side_key(b);
  if (!x || !y || x == y) return 0;
  return x < y ? rs_hash_mix(x, y) : rs_hash_mix(y, x);
}

/* Two who act on one another, or who act together. */
static bool are_sides(const RsDeed *deed, const RsDeedParty *a, const RsDeedParty *b) {
  if (a->is_actor != b->is_actor) return true;
  return a->is_actor && strcmp(deed->type, "ASSAULT") != 0;
}

/* ------------------------------------------------------------------- filing */

typedef struct {
  uint64_t pair;
  const RsDeed *deed;
} Filed;

static int compare_deeds(const RsDeed *a, const RsDeed *b) {
  if (a->day != b->day) return a->day < b->day ? -1 : 1;
  return strcmp(a->id, b->id);
}

static int compare_filed(const void *a, const void *b) {
  const Filed *x = a, *y = b;
  if (x->pair != y->pair) return x->pair < y->pair ? -1 : 1;
  return compare_deeds(x->deed, y->deed);
}

static int compare_agreements(const void *a, const void *b) {
  const RsAgreement *x = a, *y = b;
  return compare_deeds(x->deed, y->deed);
}

typedef struct {
  RsArena *arena;
  Filed *filed;
  uint32_t filed_count;
  size_t filed_capacity;
  RsAgreement *found;
  uint32_t found_count;
  size_t found_capacity;
  int32_t days, last_day;
} Finder;

static bool file_pair(Finder *finder, const RsDeed *deed, uint64_t pair) {
  for (uint32_t i = finder->filed_count; i > 0 && finder->filed[i - 1].deed == deed; i--) {
    if (finder->filed[i - 1].pair == pair) return true;
  }
  finder->filed = rs_arena_grow(
    finder->arena,
    finder->filed,
    finder->filed_count,
    &finder->filed_capacity,
    sizeof *finder->filed
  );
  if (!finder->filed) return false;
  finder->filed[finder->filed_count++] = (Filed) {pair, deed};
  return true;
}

static bool add_agreement(
  Finder *finder,
  const RsDeed *deed,
  RsAccord kind,
  const RsReportParty *a,
  const RsReportParty *b
) {
  finder->found = rs_arena_grow(
    finder->arena,
    finder->found,
    finder->found_count,
    &finder->found_capacity,
    sizeof *finder->found
  );
  if (!finder->found) return false;
  finder->found[finder->found_count++] =
    (RsAgreement) {.deed = deed, .kind = kind, .sides = {*a, *b}};
  return true;
}

/* Files the deed under each pair of its sides; it is an agreement of the first pair. */
static bool take_deed(Finder *finder, const RsDeed *deed) {
  RsAccord accord = accord_of(deed);
  if (sequel_of(deed) == RS_SEQUEL_NONE && accord == RS_ACCORD_NONE) return true;
  for (uint32_t i = 0; i < deed->party_count; i++) {
    for (uint32_t k = i + 1; k < deed->party_count; k++) {
      const RsDeedParty *a = &deed->parties[i], *b = &deed->parties[k];
      uint64_t pair = are_sides(deed, a, b) ? pair_key(&a->party, &b->party) : 0;
      if (!pair) continue;
      if (!file_pair(finder, deed, pair)) return false;
      if (accord == RS_ACCORD_NONE) continue;
      if (!add_agreement(finder, deed, accord, &a->party, &b->party)) return false;
      accord = RS_ACCORD_NONE;
    }
  }
  return true;
}

/* ------------------------------------------------------------------- sequels */

static uint32_t first_behind(const Finder *finder, uint64_t pair, int32_t day) {
  uint32_t low = 0, high = finder->filed_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const Filed *filed = &finder->filed[middle];
    bool is_before = filed->pair < pair || (filed->pair == pair && filed->deed->day <= day);
    if (is_before)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool follow(Finder *finder, RsAgreement *agreement) {
  RsFollowed *followed = NULL;
  size_t capacity = 0;
  const RsDeed *deed = agreement->deed;
  agreement->held_days = -1;
  if (deed->is_day_vague) return true;
  uint64_t pair = pair_key(&agreement->sides[0], &agreement->sides[1]);
  for (uint32_t i = first_behind(finder, pair, deed->day); i < finder->filed_count; i++) {
    const RsDeed *next = finder->filed[i].deed;
    if (finder->filed[i].pair != pair || next->day - deed->day > finder->days) break;
    RsSequel kind = sequel_of(next);
    if (kind == RS_SEQUEL_NONE) continue;
    followed = rs_arena_grow(
      finder->arena, followed, agreement->followed_count, &capacity, sizeof *followed
    );
    if (!followed) return false;
    followed[agreement->followed_count++] = (RsFollowed) {next, kind};
    bool breaks = kind == RS_SEQUEL_BREACH || kind == RS_SEQUEL_VIOLENCE;
    if (breaks && !agreement->broken_by) agreement->broken_by = next;
  }
  agreement->followed = followed;
  int32_t until = agreement->broken_by ? agreement->broken_by->day : finder->last_day;
  agreement->held_days = until - deed->day;
  return true;
}

bool rs_agreements_find(
  RsAgreements *agreements,
  RsArena *arena,
  const RsDeed *deeds,
  uint32_t count,
  int32_t days
) {
  Finder finder = {.arena = arena, .days = days, .last_day = RS_NO_DAY};
  for (uint32_t i = 0; i < count; i++) {
    bool is_later = finder.last_day == RS_NO_DAY || deeds[i].day > finder.last_day;
    if (deeds[i].day != RS_NO_DAY && is_later && has_happened(&deeds[i]))
      finder.last_day = deeds[i].day;
    if (!take_deed(&finder, &deeds[i])) return false;
  }
  if (finder.filed_count)
    qsort(finder.filed, finder.filed_count, sizeof *finder.filed, compare_filed);
  if (finder.found_count)
    qsort(finder.found, finder.found_count, sizeof *finder.found, compare_agreements);
  for (uint32_t i = 0; i < finder.found_count; i++) {
    if (!follow(&finder, &finder.found[i])) return false;
  }
  *agreements = (RsAgreements) {finder.found, finder.found_count};
  return true;
}
