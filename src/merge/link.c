/* What deeds have to do with each other.
 *
 * `أدان الاتحاد الهجوم على السفارة`: a condemnation, call or refusal names the deed that it is
 * about, as its object or right behind its noun (`إدانة الهجوم`); the first other deed behind the
 * word, in its clause, is taken for it. `سلسلة غارات، منها غارة على سراقب`: an overview names its
 * parts behind منها or بينها; the part has a record of its own, which points at the overview.
 * Codebook sections 1 and 4; docs/csv.md, `about` and `part_of`. Limits: one sentence; parts that a
 * later sentence tells without such a word stay by themselves.
 */
#include "merge/merge.h"

typedef struct {
  const RsEventInput *input;
  const RsMentions *mentions;
  RsDeeds *deeds;
  uint32_t
    *owner; /* [mention_count]: the deed of a mention, or RS_NONE when it was dropped */
} Linker;

/* Whether `next` stands where the deed stands that `spoken` is about. */
static bool is_within(
  const Linker *linker, const RsMention *spoken, const RsMention *next
) {
  enum {
    BEHIND_NOUN = 4
  };
  if (next->sentence != spoken->sentence) return false;
  if (spoken->predicate == RS_NONE) return next->first <= spoken->last + BEHIND_NOUN;
  return next->first < linker->input->clauses->predicates[spoken->predicate].last;
}

static void link_about(const Linker *linker, uint32_t index) {
  const RasidKnowledge *knowledge = linker->input->knowledge;
  const RsMention *spoken = &linker->mentions->mentions[index];
  uint32_t own = linker->owner[index];
  if (own == RS_NONE || !rs_mention_is(knowledge, spoken, RS_TYPE_ABOUT)) return;
  if (linker->deeds->deeds[own].about != RS_NONE) return;
  for (uint32_t i = index + 1; i < linker->mentions->mention_count; i++) {
    const RsMention *next = &linker->mentions->mentions[i];
    if (!is_within(linker, spoken, next)) return;
    uint32_t other = linker->owner[i];
    if (other == RS_NONE || other == own) continue;
    if (rs_mention_is(knowledge, next, RS_TYPE_ABOUT)) continue;
    /* `دعا خلال لقاء إلى`: the occasion is not what is spoken of. */
    if (next->circumstance && !rs_mention_is(knowledge, next, RS_TYPE_FORCE)) continue;
    /* `دان استخدام العنف ضد المحتجين`: who suffered it */
    const RsClauses *clauses = linker->input->clauses;
    uint32_t nominal = clauses->nominal_at[next->trigger];
    if (nominal != RS_NONE && (clauses->nominals[nominal].preposition_flags & RS_LEXEME_AGAINST))
      continue;
    linker->deeds->deeds[own].about = other;
    return;
  }
}

/* `غارات`, `سلسلة هجمات`: several deeds under one word. */
static bool is_overview(const Linker *linker, const RsMention *mention) {
  const RsAnalysis *chosen = rs_chosen(linker->input->reading, mention->trigger);
  return chosen && chosen->upos == RS_UPOS_NOUN &&
         rs_feature(chosen->features, RS_NUMBER_SHIFT) >= 2;
}

static void link_part(const Linker *linker, uint32_t index) {
  const RsEventInput *input = linker->input;
  const RsMention *part = &linker->mentions->mentions[index];
  uint32_t own = linker->owner[index];
  if (own == RS_NONE || !rs_mention_is_part(input, part)) return;
  for (uint32_t i = index; i-- > 0;) {
    const RsMention *before = &linker->mentions->mentions[i];
    if (before->sentence != part->sentence) return;
    uint32_t other = linker->owner[i];
    bool same_type =
      strcmp(
        rs_mention_event(input->knowledge, before), rs_mention_event(input->knowledge, part)
      ) == 0;
    if (other == RS_NONE || other == own || !same_type || !is_overview(linker, before))
      continue;
    linker->deeds->deeds[own].part_of = other;
    return;
  }
}

/* `انتقدت الاعتقالات الأخيرة في مصر`: arrests and bans that nobody is named for are the state's. */
static bool blame_state(const Linker *linker, const RsMention *done, RsMention *speech) {
  const RsEventInput *input = linker->input;
  bool coerces = strcmp(rs_mention_event(input->knowledge, done), "COERCE") == 0;
  if (done->actor_count || !coerces || done->place == RS_NONE) return false;
  const RsName *name = &input->input->entities->names.names[done->place];
  if (name->kind != RS_NAME_COUNTRY) return false;
  RsParty state;
  rs_party_read(input->input, name->first, name->last, name->start_letter, &state);
  bool own = speech->actor_count && speech->actors[0].state &&
             strcmp(speech->actors[0].country, state.country) == 0;
  if (own) return false;
  memcpy(state.sector, "GOV", 4);
  speech->recipients[0] = state;
  speech->recipient_count = 1;
  return true;
}

/* `أدان المجلس التفجير`: who condemns a deed blames its doer, wherever he is named. */
static void blame_doer(const Linker *linker, RsDeed *deed) {
  if (deed->about == RS_NONE || deed->all.recipient_count) return;
  if (strcmp(rs_mention_event(linker->input->knowledge, &deed->all), "ACCUSE") != 0) return;
  const RsMention *done = &linker->deeds->deeds[deed->about].all;
  if (blame_state(linker, done, &deed->all)) return;
  if (!done->actor_count || !rs_mention_is(linker->input->knowledge, done, RS_TYPE_FORCE))
    return;
  bool own = deed->all.actor_count && deed->all.actors[0].country[0] &&
             strcmp(deed->all.actors[0].country, done->actors[0].country) == 0 &&
             strcmp(deed->all.actors[0].sector, done->actors[0].sector) == 0;
  if (own) return;
  memcpy(deed->all.recipients, done->actors, sizeof done->actors);
  deed->all.recipient_count = done->actor_count;
}

bool rs_deeds_link(
  RsDeeds *deeds, RsArena *arena, const RsEventInput *input, const RsMentions *mentions
) {
  Linker linker = {.input = input, .mentions = mentions, .deeds = deeds};
  linker.owner =
    rs_arena_alloc(arena, (mentions->mention_count + 1) * sizeof *linker.owner);
  if (!linker.owner) return false;
  for (uint32_t i = 0; i < mentions->mention_count; i++)
    linker.owner[i] = RS_NONE;
  for (uint32_t i = 0; i < deeds->deed_count; i++) {
    for (uint32_t k = deeds->deeds[i].first; k != RS_NONE; k = deeds->next[k])
      linker.owner[k] = i;
  }
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    link_about(&linker, i);
    link_part(&linker, i);
  }
  for (uint32_t i = 0; i < deeds->deed_count; i++)
    blame_doer(&linker, &deeds->deeds[i]);
  return true;
}
