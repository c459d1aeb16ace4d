/* Whom an armed party fights, where its deed does not say.
 *
 * `شنت القوات الحكومية هجوما في المحافظة` names no enemy, nor does `تقدم المتمردون نحو المدينة`;
 * the reader knows him from the rest of the text (codebook section 3: parties are resolved within
 * the document). Every deed of force with both parties told makes a pair of enemies; a party
 * whose enemy is missing is given the one that it was most often told against, the earliest of
 * these when several are. An army shares the
 * enemies of the militias of its country.
 * Where the text tells no pair, whoever attacks fights the armed party of the other camp, rebels
 * or not, that the text names most, if it names it twice.
 * Who withdraws or ceases fire does so before the enemy that is told.
 * Limits: only armed parties; no more than two camps.
 */
#include "event/event.h"

enum {
  MAX_PAIRS = 64,
  MAX_SIDES = 32
};

typedef struct {
  const RsParty *left, *right;
  uint32_t count;
} Pair;

/* A party of one camp, and how often the text names it. */
typedef struct {
  RsParty party;
  uint32_t count;
} Side;

typedef struct {
  Pair pairs[MAX_PAIRS];
  uint32_t count;
  Side sides[MAX_SIDES];
  uint32_t side_count;
  bool sides_told;
} Pairs;

bool rs_party_is_armed(const RsParty *party) {
  static const char *const sectors[] = {"MIL", "REB", "PRM", "UAF"};
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (strcmp(party->sector, sectors[i]) == 0) return true;
  }
  return false;
}

static bool is_armed(const RsParty *party) {
  return party->country[0] && rs_party_is_armed(party);
}

static bool same(const RsParty *a, const RsParty *b) {
  if (a->actor != RS_NONE && a->actor == b->actor) return true;
  return strcmp(a->country, b->country) == 0 && strcmp(a->sector, b->sector) == 0;
}

/* Armies of a country are one; two rebel groups with names of their own are two. */
static bool one_group(const RsParty *a, const RsParty *b) {
  bool named = a->actor != RS_NONE && b->actor != RS_NONE;
  if (named && a->actor != b->actor && strcmp(a->sector, "REB") == 0) return false;
  return same(a, b);
}

/* An army and the militias that fight beside it. */
static bool allied(const RsParty *a, const RsParty *b) {
  bool rebels = strcmp(a->sector, "REB") == 0 || strcmp(b->sector, "REB") == 0;
  return !rebels && strcmp(a->country, b->country) == 0;
}

static void add_pair(Pairs *pairs, const RsParty *left, const RsParty *right) {
  if (!is_armed(left) || !is_armed(right) || same(left, right)) return;
  for (uint32_t i = 0; i < pairs->count; i++) {
    Pair *pair = &pairs->pairs[i];
    bool straight = one_group(pair->left, left) && one_group(pair->right, right);
    bool crossed = one_group(pair->left, right) && one_group(pair->right, left);
    if (!straight && !crossed) continue;
    pair->count++;
    return;
  }
  if (pairs->count < MAX_PAIRS) pairs->pairs[pairs->count++] = (Pair) {left, right, 1};
}

typedef bool (*Alike)(const RsParty *, const RsParty *);

static const RsParty *most_told(const Pairs *pairs, const RsParty *party, Alike alike) {
  const RsParty *best = NULL;
  uint32_t count = 0;
  for (uint32_t i = 0; i < pairs->count; i++) {
    const Pair *pair = &pairs->pairs[i];
    const RsParty *enemy = alike(pair->left, party)    ? pair->right
                           : alike(pair->right, party) ? pair->left
                                                       : NULL;
    if (!enemy || pair->count <= count) continue;
    best = enemy;
    count = pair->count;
  }
  return best;
}

/* ------------------------------------------------------------------ two camps */

static bool is_rebel(const RsParty *party) {
  return strcmp(party->sector, "REB") == 0;
}

static void count_side(Pairs *pairs, const RsParty *party) {
  if (!is_armed(party) || strcmp(party->sector, "UAF") == 0) return;
  for (uint32_t i = 0; i < pairs->side_count; i++) {
    if (!same(&pairs->sides[i].party, party)) continue;
    pairs->sides[i].count++;
    return;
  }
  if (pairs->side_count < MAX_SIDES)
    pairs->sides[pairs->side_count++] = (Side) {.party = *party, .count = 1};
}

/* All armed parties that the text names, whatever they do. */
static void count_sides(Pairs *pairs, const RsEventInput *input) {
  if (pairs->sides_told) return;
  pairs->sides_told = true;
  const RsClauses *clauses = input->clauses;
  for (uint32_t i = 0; i < clauses->nominal_count; i++) {
    const RsNominal *nominal = &clauses->nominals[i];
    if (nominal->pronoun) continue;
    RsParty party;
    rs_party_read(
      input->input, nominal->first, nominal->last, nominal->start_letter, &party
    );
    if (party.thing && party.core < nominal->last) {
      uint32_t start = input->reading->tokens->tokens[party.core].start;
      rs_party_read(input->input, party.core, nominal->last, start, &party);
    }
    count_side(pairs, &party);
  }
}

/* The party of the other camp that the text names most. */
static const RsParty *other_camp(const Pairs *pairs, const RsParty *party) {
  const Side *best = NULL;
  for (uint32_t i = 0; i < pairs->side_count; i++) {
    const Side *side = &pairs->sides[i];
    if (is_rebel(&side->party) == is_rebel(party)) continue;
    if (!best || side->count > best->count) best = side;
  }
  return best && best->count > 1 ? &best->party : NULL;
}

/* Who attacked is only told by a pair of enemies; whom an army attacks, by the camps as well. */
static const RsParty *enemy_of(
  Pairs *pairs, const RsEventInput *input, const RsParty *party, bool attacks
) {
  const RsParty *enemy = most_told(pairs, party, one_group);
  if (!enemy) enemy = most_told(pairs, party, allied);
  if (enemy || !attacks) return enemy;
  count_sides(pairs, input);
  return other_camp(pairs, party);
}

static bool is_assault(const RsEventInput *input, const RsMention *mention) {
  return strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") == 0;
}

/* `فرت الميليشيا من مواقعها`, `اتفاق هدنة`: who yields ground or lays down arms does so before his
 * enemy. CAMEO 087. */
static bool is_yielding(const RsEventInput *input, const RsMention *mention) {
  const char *event = rs_mention_event(input->knowledge, mention);
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *code = RS_GET(input->knowledge, cameos, pattern->cameo)->code;
  return strncmp(code, "087", 3) == 0 &&
         (strcmp(event, "RETREAT") == 0 || strcmp(event, "CONCEDE") == 0);
}

/* `تظاهرات … أدت إلى اشتباكات مع الشرطة`: police that use force beside a protest use it on the
 * protesters of the same sentence or the one before. */
static void face_protest(
  const RsEventInput *input, RsMention *const *deeds, uint32_t index
) {
  RsMention *deed = deeds[index];
  if (deed->recipient_count || deed->actor_count != 1) return;
  if (strcmp(deed->actors[0].sector, "COP") != 0) return;
  for (uint32_t i = index; i-- > 0;) {
    const RsMention *before = deeds[i];
    if (before->sentence + 1 < deed->sentence) return;
    if (strcmp(rs_mention_event(input->knowledge, before), "PROTEST") != 0) continue;
    if (!before->actor_count || !before->actors[0].sector[0]) continue;
    deed->recipients[0] = before->actors[0];
    deed->recipient_count = 1;
    return;
  }
}

/* The first of several who fight side by side. */
static const RsParty *armed_one(const RsParty *parties, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (is_armed(&parties[i])) return &parties[i];
  }
  return NULL;
}

static void complete(
  Pairs *pairs, const RsEventInput *input, RsMention *deed, bool assault
) {
  bool actor = deed->actor_count && !deed->recipient_count;
  bool victim = assault && deed->recipient_count == 1 && !deed->actor_count;
  if (!actor && !victim) return;
  const RsParty *known = actor ? armed_one(deed->actors, deed->actor_count)
                               : armed_one(deed->recipients, deed->recipient_count);
  /* Armies leave a country as well, and not before an enemy. */
  if (known && !assault && !is_rebel(known)) return;
  const RsParty *enemy = known ? enemy_of(pairs, input, known, actor && assault) : NULL;
  if (!enemy) return;
  if (actor) {
    deed->recipients[0] = *enemy;
    deed->recipient_count = 1;
  } else {
    deed->actors[0] = *enemy;
    deed->actor_count = 1;
  }
}

bool rs_deeds_find_opponents(
  RsMention *const *deeds, uint32_t count, RsArena *arena, const RsEventInput *input
) {
  Pairs *pairs = rs_arena_array(arena, 1, sizeof *pairs);
  RsParty *told = rs_arena_alloc(arena, (2 * count + 1) * sizeof *told);
  if (!pairs || !told) return false;
  for (uint32_t i = 0; i < count; i++) {
    const RsMention *deed = deeds[i];
    if (!is_assault(input, deed) || !deed->actor_count || !deed->recipient_count) continue;
    told[2 * i] = deed->actors[0];
    told[2 * i + 1] = deed->recipients[0];
    add_pair(pairs, &told[2 * i], &told[2 * i + 1]);
  }
  for (uint32_t i = 0; i < count; i++) {
    bool assault = is_assault(input, deeds[i]);
    if (assault || is_yielding(input, deeds[i])) complete(pairs, input, deeds[i], assault);
    if (!assault) continue;
    face_protest(input, deeds, i);
  }
  return true;
}
