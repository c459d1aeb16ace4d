/* One deed, one record: the mentions of a document that mean the same event. */
#ifndef RASID_MERGE_MERGE_H
#define RASID_MERGE_MERGE_H

#include "event/event.h"

typedef struct {
  uint32_t first, last; /* RsMention: the first and last member, chained by RsDeeds.next */
  uint32_t member_count;
  uint32_t lead;    /* the fullest mention */
  uint32_t about;   /* RsDeeds.deeds: the deed that it speaks of, or RS_NONE */
  uint32_t part_of; /* RsDeeds.deeds: the overview that names it, or RS_NONE */
  uint32_t matter; /* how often the text turned to another matter before its last mention */
  bool is_another; /* its own words tell it apart from what was told before */
  RsMention all;   /* the fields of all members together */
} RsDeed;

typedef struct {
  RsDeed *deeds; /* in the order of their first mentions */
  uint32_t deed_count;
  uint32_t *next; /* [mention_count]: the next mention of the same deed, or RS_NONE */
} RsDeeds;

/* How much speaks for it that `more` tells of `deed`; less than nothing when more speaks against
 * it (evidence.c). */
int rs_deed_evidence(
  const RsEventInput *input,
  const RsMentions *mentions,
  const RsDeeds *deeds,
  const RsDeed *deed,
  const RsDeed *more
);

/* `هجوم آخر`, `انفجار ثان`: the phrase itself says that it is another one. */
bool rs_mention_is_another(const RsEventInput *input, const RsMention *mention);

/* `غارات، منها غارة على سراقب`: a part of what stands before it. */
bool rs_mention_is_part(const RsEventInput *input, const RsMention *mention);

/* `المشتبه به في هجوم`: what somebody is charged with. */
bool rs_mention_is_charged(const RsEventInput *input, const RsMention *mention);

/* `كما قصفت الطائرات الميناء`: beside its verb. */
bool rs_mention_is_added(const RsEventInput *input, const RsMention *mention);

/* `انفجرت قنبلة أخرى`: an adjective behind its noun. */
bool rs_mention_is_called_another(const RsEventInput *input, const RsMention *mention);

/* `قتل جندي وأصيب أربعة آخرون`: other people, not another deed. */
bool rs_mention_tells_other_people(
  const RsEventInput *input, const RsMention *mention, const RsMention *before
);

/* Which deeds speak of others, and which are parts of others (link.c). */
bool rs_deeds_link(
  RsDeeds *deeds, RsArena *arena, const RsEventInput *input, const RsMentions *mentions
);

/* Places and days of force that its own words do not tell (inherit.c). */
void rs_deeds_inherit_settings(
  const RsEventInput *input, const RsMentions *mentions, RsDeeds *deeds
);

static inline const char *rs_mention_cameo(
  const RasidKnowledge *knowledge, const RsMention *mention
) {
  return RS_GET(knowledge, cameos, rs_mention_pattern(knowledge, mention)->cameo)->code;
}

/* A code that says no more than its root: 190, 180, 040. */
static inline bool rs_cameo_is_general(const char *code) {
  return code[0] && code[1] && code[2] == '0';
}

/* A code that says why and not by what: 185 and 186, a chosen person is to die. */
static inline bool rs_cameo_is_aimed(const char *code) {
  return strncmp(code, "185", 3) == 0 || strncmp(code, "186", 3) == 0;
}

/* `قصف` may be from the air or the ground (194), `غارات` only from the air (195). */
static inline bool rs_cameo_is_shelling(const char *code) {
  return strcmp(code, "194") == 0;
}
static inline bool rs_cameo_is_air_raid(const char *code) {
  return strcmp(code, "195") == 0;
}

/* Whether `other` says the same as `code` and more: 183, 1831; 194, 195. */
static inline bool rs_cameo_is_finer(const char *code, const char *other) {
  size_t length = strlen(code);
  bool longer = strlen(other) > length && strncmp(code, other, length) == 0;
  return longer || (rs_cameo_is_shelling(code) && rs_cameo_is_air_raid(other));
}

bool rs_deeds_merge(
  RsDeeds *deeds, RsArena *arena, const RsEventInput *input, const RsMentions *mentions
);

#endif
