/* From triggers to event mentions.
 *
 * All patterns whose trigger stands in a sentence compete for its words: the one with more
 * words wins, then the one that stands earlier in the data (`غارة جوية` before `غارة`). A
 * pattern's conditions are asked before its arguments, its political ones after. A trigger in
 * a text on a topic that its pattern forbids is none; all forbid sport but those of bombs and arrests.
 */
#include "event/link.h"
#include "event/near.h"
#include "event/speaker.h"

#include <stdlib.h>

enum {
  WINDOW_BACK = 10,
  WINDOW_AHEAD = 14,
  WORDS_AHEAD = 12,
  TOPIC_WEIGHT = 8, /* so much weight of a topic's words, and one in thirty tokens */
  TOPIC_SHARE = 30,
  SHORT_WEIGHT = 4, /* or, in a short text, half of that and one in eight */
  SHORT_SHARE = 8,
};

typedef struct {
  const RsEventInput *input;
  RsMentions *mentions;
  RsArena *arena;
  size_t capacity;
  uint32_t *taken; /* for each token 1 + the pattern of the mention it belongs to, or 0 */
  const RsFound **order;
  uint32_t *openers; /* for each sentence the one that opened the quotation it stands in */
} Finder;

static const RsPattern *pattern_of(const RasidKnowledge *knowledge, const RsFound *found) {
  return RS_GET(knowledge, patterns, RS_GET(knowledge, items, found->item)->index);
}

/* ------------------------------------------------------------------ conditions */

static bool any_element(
  const RsEventInput *input, const RsCondition *condition, uint32_t token
) {
  uint32_t count = condition->count;
  uint32_t first = rs_clip(condition->first, &count, input->knowledge->elements_count);
  for (uint32_t i = 0; i < count; i++) {
    const RsElement *element = &input->knowledge->elements[first + i];
    if (rs_element_matches(input->reading, element, token)) return true;
  }
  return false;
}

/* How far ahead a word that a speech act asks for may stand: a name counts as one word, dates and marks
 * not at all (`وصف الوزير، عبد الحميد غول، القرار، بأنه باطل`). */
static uint32_t reach_ahead(const RsEventInput *input, uint32_t token, uint32_t end) {
  const RsEntities *entities = input->input->entities;
  for (unsigned words = 0; token < end && words < WORDS_AHEAD; token++) {
    uint32_t name = entities->names.at[token];
    bool inside = name != RS_NONE && entities->names.at[token - 1] == name;
    bool mark = input->reading->tokens->tokens[token].kind == RS_TOKEN_PUNCT;
    words += !inside && !mark && entities->dates.at[token] == RS_NONE;
  }
  return token;
}

/* The tokens around a trigger that its conditions look at. */
static void window_of(
  const RsEventInput *input, const RsFound *found, uint32_t *from, uint32_t *to
) {
  const RsTokens *tokens = input->reading->tokens;
  const RsSentence *sentence = &tokens->sentences[tokens->tokens[found->anchor].sentence];
  bool near = found->first < sentence->first + WINDOW_BACK;
  *from = near ? sentence->first : found->first - WINDOW_BACK;
  near = found->last + WINDOW_AHEAD >= sentence->last;
  *to = near ? sentence->last : found->last + WINDOW_AHEAD;
}

/* The first token near the trigger that meets the condition, or RS_NONE. Most elements are ruled
 * out by the sieve before a token is looked at. */
static uint32_t in_window(
  const RsEventInput *input, const RsCondition *condition, const RsFound *found
) {
  uint32_t number = input->reading->tokens->tokens[found->anchor].sentence;
  const RsSieve *sieve = &input->findings->sieves[number];
  const RsSentence *sentence = &input->reading->tokens->sentences[number];
  uint32_t from, to, met = RS_NONE, count = condition->count;
  window_of(input, found, &from, &to);
  const RsPattern *pattern = pattern_of(input->knowledge, found);
  bool speech =
    RS_GET(input->knowledge, events, pattern->event)->groups & RS_TYPE_BETWEEN_PARTIES;
  if (speech && condition->kind == RS_CONDITION_NEED) {
    uint32_t reach = reach_ahead(input, found->last, sentence->last);
    if (reach > to) to = reach;
  }
  uint32_t first = rs_clip(condition->first, &count, input->knowledge->elements_count);
  for (uint32_t i = first; i < first + count; i++) {
    const RsElement *element = &input->knowledge->elements[i];
    if (!rs_element_may_match(input->knowledge, element, sieve)) continue;
    for (uint32_t at = from; at < to; at++) {
      bool own = at >= found->mention_first && at < found->mention_last;
      if (!own && rs_element_matches(input->reading, element, at)) met = to = at;
    }
  }
  return met;
}

/* The token beside the trigger if it meets the condition, else RS_NONE. */
static uint32_t beside(
  const RsEventInput *input, const RsCondition *condition, const RsFound *found, int step
) {
  const RsReading *reading = input->reading;
  const RsSentence *sentence =
    &reading->tokens->sentences[reading->tokens->tokens[found->anchor].sentence];
  uint32_t at = step > 0 ? found->last : found->first - 1;
  if (step < 0 && found->first == sentence->first) return RS_NONE;
  if (at < sentence->last && rs_is_punct(reading, at, '"')) at += (uint32_t)step;
  bool is_met =
    at >= sentence->first && at < sentence->last && any_element(input, condition, at);
  return is_met ? at : RS_NONE;
}

/* `*word`: the token that met the condition, RS_NONE when none did. */
static bool holds(
  const RsEventInput *input,
  const RsCondition *condition,
  const RsFound *found,
  uint32_t *word
) {
  switch (condition->kind) {
    case RS_CONDITION_NEED: return (*word = in_window(input, condition, found)) != RS_NONE;
    case RS_CONDITION_NOT: return (*word = in_window(input, condition, found)) == RS_NONE;
    case RS_CONDITION_NEXT: return (*word = beside(input, condition, found, 1)) != RS_NONE;
    case RS_CONDITION_NOT_NEXT:
      return (*word = beside(input, condition, found, 1)) == RS_NONE;
    case RS_CONDITION_PREVIOUS:
      return (*word = beside(input, condition, found, -1)) != RS_NONE;
    default: return (*word = beside(input, condition, found, -1)) == RS_NONE;
  }
}

/* Whether a word of saying that meets the condition stands in the sentence. */
static bool says_there(
  const RsEventInput *input, const RsCondition *condition, const RsSentence *sentence
) {
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    if (rs_finding_at(input, i, RS_ITEM_SPEECH) && any_element(input, condition, i))
      return true;
  }
  return false;
}

/* What a speaker judges, asks for, refuses or threatens: said by being said. */
static bool is_utterance(const RasidKnowledge *knowledge, const RsPattern *pattern) {
  static const char *const types[] = {"ACCUSE", "REQUEST", "REJECT", "THREATEN"};
  const char *event =
    rs_text_at(knowledge, RS_GET(knowledge, events, pattern->event)->event);
  for (size_t i = 0; i < RS_COUNT_OF(types); i++) {
    if (strcmp(event, types[i]) == 0) return true;
  }
  return false;
}

/* `قال الوزير: "الوضع خطير. ما حدث جريمة حرب"`: the word of saying that is needed stands where the
 * quotation begins; behind a headline (`لافروف: الضربة عدوان سافر`) in the text. */
static bool is_quoted_by(
  const Finder *finder, const RsCondition *condition, const RsFound *found
) {
  enum {
    LEAD_SENTENCES = 6
  };
  const RsTokens *tokens = finder->input->reading->tokens;
  uint32_t own = tokens->tokens[found->anchor].sentence, opener = finder->openers[own];
  const RasidKnowledge *knowledge = finder->input->knowledge;
  if (condition->kind != RS_CONDITION_NEED || !is_utterance(knowledge, pattern_of(knowledge, found)))
    return false;
  if (opener != RS_NONE)
    return says_there(finder->input, condition, &tokens->sentences[opener]);
  RsSpeaker speaker;
  if (own > 1 || !rs_speaker_of_headline(finder->input, &tokens->sentences[own], &speaker))
    return false;
  uint32_t last = own + LEAD_SENTENCES;
  for (uint32_t i = own + 1; i < tokens->sentence_count && i <= last; i++) {
    if (says_there(finder->input, condition, &tokens->sentences[i])) return true;
  }
  return false;
}

static bool text_is_about(const RsEventInput *input, uint32_t topic) {
  uint32_t weight = input->findings->topic_weights[topic];
  uint32_t tokens = input->reading->tokens->token_count;
  if (weight >= SHORT_WEIGHT && weight * SHORT_SHARE >= tokens) return true;
  return weight >= TOPIC_WEIGHT && weight * TOPIC_SHARE >= tokens;
}

static bool conditions_hold(const Finder *finder, const RsFound *found) {
  const RsEventInput *input = finder->input;
  const RsPattern *pattern = pattern_of(input->knowledge, found);
  for (uint32_t topic = 0; topic < RS_TOPIC_COUNT; topic++) {
    if ((pattern->forbidden_topics >> topic & 1) && text_is_about(input, topic)) {
      rs_near_topic(input, found, topic);
      return false;
    }
  }
  bool below = input->reading->tokens->tokens[found->anchor].sentence > 0;
  if ((pattern->flags & RS_PATTERN_HEADLINE) && below) {
    rs_near_add(input, found, "only a headline tells it so", RS_NONE);
    return false;
  }
  uint32_t count = pattern->condition_count;
  uint32_t first =
    rs_clip(pattern->condition_first, &count, input->knowledge->conditions_count);
  for (uint32_t i = 0; i < count; i++) {
    const RsCondition *condition = &input->knowledge->conditions[first + i];
    uint32_t word;
    if (holds(input, condition, found, &word)) continue;
    if (is_quoted_by(finder, condition, found)) continue;
    rs_near_condition(input, found, condition, word);
    return false;
  }
  return true;
}

static bool any_political(const RsParty *parties, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (!parties[i].referred && (parties[i].political || parties[i].state)) return true;
  }
  return false;
}

/* `وصل لافروف إلى نيويورك`: a person whose journeys and calls are politics, of a state, a party,
 * an armed group or a body of states. */
static bool any_official(const RsParty *parties, uint32_t count) {
  static const char *const offices[] = {"GOV", "LEG", "PTY", "OPP", "REB", "MIL"};
  for (uint32_t i = 0; i < count; i++) {
    if (!parties[i].person || parties[i].referred) continue;
    if (strcmp(parties[i].country, "IGO") == 0) return true;
    for (size_t k = 0; k < RS_COUNT_OF(offices); k++) {
      if (strcmp(parties[i].sector, offices[k]) == 0) return true;
    }
  }
  return false;
}

/* `وعدت الشركة زبائنها`, `شكر الطالب أستاذه`: business and schools among themselves. */
static bool is_private(const RsMention *mention) {
  static const char *const trades[] = {"BUS", "EDU"};
  uint32_t all = mention->actor_count + mention->recipient_count;
  for (uint32_t i = 0; i < all; i++) {
    const RsParty *party = i < mention->actor_count
                             ? &mention->actors[i]
                             : &mention->recipients[i - mention->actor_count];
    bool trade = false;
    for (size_t k = 0; k < RS_COUNT_OF(trades); k++)
      trade |= strcmp(party->sector, trades[k]) == 0;
    bool nobody = i >= mention->actor_count && !party->political && !party->state;
    if (!trade && !nobody) return false;
  }
  return mention->actor_count > 0;
}

/* `حاصر الجيش المسلحين`, not `حاصر الجيش البلدة`. */
static bool any_armed(const RsParty *parties, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (rs_party_is_armed(&parties[i])) return true;
  }
  return false;
}

/* `أوقفت الشرطة`, not `أوقفت الوزارة`. */
static bool any_force(const RsParty *parties, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    const char *sector = parties[i].sector;
    bool police = strcmp(sector, "COP") == 0 || strcmp(sector, "SPY") == 0;
    if (police || rs_party_is_armed(&parties[i])) return true;
  }
  return false;
}

/* `أوقف الجيش شابين`, not `أوقف الجيش العملية`. */
static bool any_people(const RsParty *parties, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    const RsParty *party = &parties[i];
    if (!party->institution && !party->state && !party->thing) return true;
  }
  return false;
}

/* `قال في لقاء مع بي بي سي`, `في اتصال مع وكالة رويترز`: an interview is no talks. */
static bool is_interview(const RsEventInput *input, const RsMention *mention) {
  bool noun = rs_is_upos(input->reading, mention->trigger, RS_UPOS_NOUN);
  if (!noun || mention->recipient_count != 1) return false;
  const char *event = rs_mention_event(input->knowledge, mention);
  const RsParty *medium = &mention->recipients[0];
  return strcmp(event, "CONSULT") == 0 && strcmp(medium->sector, "JRN") == 0 &&
         medium->actor != RS_NONE && !medium->person;
}

static bool politically_fit(const Finder *finder, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(finder->input->knowledge, mention);
  if (pattern->flags & RS_PATTERN_ANYBODY) return true;
  if (pattern->flags & RS_PATTERN_OFFICIAL)
    return !mention->actor_inherited && any_official(mention->actors, mention->actor_count);
  bool actor = any_political(mention->actors, mention->actor_count);
  bool recipient = any_political(mention->recipients, mention->recipient_count);
  if ((pattern->flags & RS_PATTERN_ACTOR_POLITICAL) && !actor) return false;
  if ((pattern->flags & RS_PATTERN_RECIPIENT_POLITICAL) && !recipient) return false;
  bool actor_armed = any_armed(mention->actors, mention->actor_count);
  bool recipient_armed = any_armed(mention->recipients, mention->recipient_count);
  if ((pattern->flags & RS_PATTERN_ACTOR_ARMED) && !actor_armed) return false;
  if ((pattern->flags & RS_PATTERN_RECIPIENT_ARMED) && !recipient_armed) return false;
  bool force = any_force(mention->actors, mention->actor_count);
  bool people = any_people(mention->recipients, mention->recipient_count);
  if ((pattern->flags & RS_PATTERN_ACTOR_FORCE) && !force) return false;
  if ((pattern->flags & RS_PATTERN_RECIPIENT_PEOPLE) && !people) return false;
  const RasidKnowledge *knowledge = finder->input->knowledge;
  if (rs_mention_is(knowledge, mention, RS_TYPE_SPEECH_ACT) && is_private(mention))
    return false;
  if (is_interview(finder->input, mention)) return false;
  bool needed = (pattern->flags & RS_PATTERN_POLITICAL) ||
                rs_mention_is(knowledge, mention, RS_TYPE_BETWEEN_PARTIES);
  return !needed || actor || recipient;
}

/* ------------------------------------------------------------------- mentions */

static uint32_t verb_inside(const Finder *finder, const RsFound *found) {
  for (uint32_t i = found->first; i < found->last; i++) {
    uint32_t predicate = finder->input->clauses->predicate_at[i];
    if (predicate != RS_NONE) return predicate;
  }
  return RS_NONE;
}

/* The participle of `معربا عن دعمه`. */
static uint32_t participle_before(const Finder *finder, const RsFound *found) {
  for (uint32_t i = found->first; i < found->mention_first; i++) {
    const RsAnalysis *word = rs_chosen(finder->input->reading, i);
    if (word && word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE) return i;
  }
  return RS_NONE;
}

/* The light verb that a noun is an argument or the antecedent of. */
static uint32_t light_predicate(const Finder *finder, uint32_t trigger) {
  const RsClauses *clauses = finder->input->clauses;
  uint32_t index = clauses->nominal_at[trigger];
  if (index == RS_NONE) return RS_NONE;
  const RsNominal *nominal = &clauses->nominals[index];
  uint32_t sentence = finder->input->reading->tokens->tokens[trigger].sentence;
  for (uint32_t i = clauses->predicate_first[sentence];
       i < clauses->predicate_first[sentence + 1];
       i++) {
    const RsPredicate *predicate = &clauses->predicates[i];
    if (predicate->antecedent == index && predicate->object_suffix &&
        rs_finding_at(finder->input, predicate->token, RS_ITEM_LIGHT)) {
      return i;
    }
  }
  if (nominal->governor == RS_NONE) return RS_NONE;
  return rs_finding_at(
           finder->input, clauses->predicates[nominal->governor].token, RS_ITEM_LIGHT
         )
           ? nominal->governor
           : RS_NONE;
}

static float base_score(
  const RsPattern *pattern, const RsItem *item, const RsMention *mention
) {
  float score = 0.45f;
  if (item->element_count > 1) score += 0.1f;
  if (pattern->condition_count) score += 0.05f;
  if (mention->actor_count) score += 0.1f;
  if (mention->recipient_count) score += 0.1f;
  if (mention->actor_count && !mention->actor_inherited) score += 0.05f;
  if (mention->place != RS_NONE) score += 0.05f;
  if (mention->date != RS_NONE) score += 0.05f;
  if (mention->weak) score -= 0.2f;
  return score;
}

static bool add_mention(Finder *finder, const RsFound *found) {
  const RsEventInput *input = finder->input;
  const RsItem *item = RS_GET(input->knowledge, items, found->item);
  const RsPattern *pattern = RS_GET(input->knowledge, patterns, item->index);
  RsMentions *mentions = finder->mentions;
  mentions->mentions = rs_arena_grow(
    finder->arena,
    mentions->mentions,
    mentions->mention_count,
    &finder->capacity,
    sizeof *mentions->mentions
  );
  if (!mentions->mentions) return false;
  RsMention *mention = &mentions->mentions[mentions->mention_count];
  *mention = (RsMention) {
    .pattern = item->index,
    .sentence = input->reading->tokens->tokens[found->anchor].sentence,
    .trigger = found->anchor,
    .first = found->mention_first,
    .last = found->mention_last,
    .predicate = verb_inside(finder, found),
    .teller = participle_before(finder, found),
    .place = RS_NONE,
    .date = RS_NONE,
    .weak = (pattern->flags & RS_PATTERN_WEAK) != 0,
  };
  if (mention->predicate == RS_NONE) {
    mention->predicate = light_predicate(finder, found->anchor);
  }
  mention->passive =
    mention->predicate != RS_NONE && input->clauses->predicates[mention->predicate].passive;
  if (!rs_mention_fill_status(input, mention)) {
    rs_near_add(input, found, "it is only called for, threatened or intended", RS_NONE);
    return true;
  }
  rs_mention_fill_roles(input, mention);
  if (!politically_fit(finder, mention)) {
    rs_near_add(input, found, "its parties are not of the kind that it asks for", RS_NONE);
    return true;
  }
  rs_mention_drop_city(input, mention);
  rs_mention_fill_setting(input, mention);
  mention->score = base_score(pattern, item, mention);
  mentions->mention_count++;
  for (uint32_t i = found->mention_first; i < found->mention_last; i++)
    finder->taken[i] = item->index + 1;
  finder->taken[found->first] = finder->taken[found->last - 1] = item->index + 1;
  return true;
}

static int by_strength(const void *left, const void *right) {
  const RsFound *a = *(const RsFound *const *)left, *b = *(const RsFound *const *)right;
  uint32_t a_words = a->last - a->first, b_words = b->last - b->first;
  bool a_long = a_words > 1, b_long = b_words > 1;
  if (a_long != b_long) return a_long ? -1 : 1;
  if (a->item != b->item) return a->item < b->item ? -1 : 1;
  return a->anchor < b->anchor ? -1 : a->anchor > b->anchor;
}

static int by_position(const void *left, const void *right) {
  const RsMention *a = left, *b = right;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  return a->pattern < b->pattern ? -1 : a->pattern > b->pattern;
}

/* Tells who has the words, for those that come too late. */
static bool free_words(const Finder *finder, const RsFound *found) {
  for (uint32_t i = found->mention_first; i < found->mention_last; i++) {
    if (!finder->taken[i]) continue;
    rs_near_taken(finder->input, found, finder->taken[i] - 1);
    return false;
  }
  return true;
}

static bool find_in_sentence(Finder *finder, const RsSentence *sentence) {
  const RsEventInput *input = finder->input;
  const RsFindings *findings = input->findings;
  size_t count = 0;
  for (uint32_t k = findings->starts[sentence->first]; k < findings->starts[sentence->last];
       k++) {
    const RsItem *item = RS_GET(input->knowledge, items, findings->found[k].item);
    if (item->kind == RS_ITEM_PATTERN) finder->order[count++] = &findings->found[k];
  }
  if (count) qsort(finder->order, count, sizeof *finder->order, by_strength);
  /* Weak patterns only take words that no other one wants. */
  for (int weak = 0; weak <= 1; weak++) {
    for (size_t i = 0; i < count; i++) {
      const RsFound *found = finder->order[i];
      bool is_weak = pattern_of(input->knowledge, found)->flags & RS_PATTERN_WEAK;
      if (is_weak != weak || !free_words(finder, found)) continue;
      if (conditions_hold(finder, found) && !add_mention(finder, found)) return false;
    }
  }
  return true;
}

static void trace_fired(const RsEventInput *input, const RsMentions *mentions) {
  if (!input->tracer->on) return;
  static const char *const statuses[] = {
    "", "occurred", "ongoing", "planned", "possible", "attempted", "denied"};
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    const RsMention *mention = &mentions->mentions[i];
    const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
    const RsEventCode *event = RS_GET(input->knowledge, events, pattern->event);
    const char *mode = rs_text_at(input->knowledge, event->mode);
    const char *label = rs_arena_format(
      input->tracer->arena,
      "%s%s%s %s %s",
      rs_text_at(input->knowledge, event->event),
      mode[0] ? "/" : "",
      mode,
      RS_GET(input->knowledge, cameos, pattern->cameo)->code,
      statuses[mention->status % RS_COUNT_OF(statuses)]
    );
    const char *detail = rs_arena_format(
      input->tracer->arena,
      "actors %u, recipients %u%s%s%s",
      mention->actor_count,
      mention->recipient_count,
      mention->actor_inherited ? ", subject taken from before" : "",
      mention->passive ? ", passive" : "",
      mention->weak ? ", weak" : ""
    );
    if (label && detail) {
      rs_trace_add(
        input->tracer,
        RASID_TRACE_FIRED,
        mention->first,
        mention->last,
        pattern->entry,
        label,
        detail
      );
    }
  }
}

bool rs_mentions_find(RsMentions *mentions, RsArena *arena, const RsEventInput *input) {
  *mentions = (RsMentions) {0};
  const RsTokens *tokens = input->reading->tokens;
  Finder finder = {
    .input = input,
    .mentions = mentions,
    .arena = arena,
    .taken = rs_arena_array(arena, tokens->token_count + 1, sizeof(uint32_t)),
    .order =
      rs_arena_alloc(arena, (input->findings->found_count + 1) * sizeof(const RsFound *)),
    .openers = rs_arena_array(arena, tokens->sentence_count + 1, sizeof(uint32_t)),
  };
  if (!finder.taken || !finder.order || !finder.openers) return false;
  rs_quotations_find(input, finder.openers);
  for (uint32_t i = 0; i < tokens->sentence_count; i++) {
    if (!find_in_sentence(&finder, &tokens->sentences[i])) return false;
  }
  if (mentions->mention_count) {
    qsort(
      mentions->mentions, mentions->mention_count, sizeof *mentions->mentions, by_position
    );
  }
  mentions->sentence_first =
    rs_arena_alloc(arena, (tokens->sentence_count + 1) * sizeof *mentions->sentence_first);
  if (!mentions->sentence_first) return false;
  for (uint32_t i = 0, at = 0; i <= tokens->sentence_count; i++) {
    while (at < mentions->mention_count && mentions->mentions[at].sentence < i)
      at++;
    mentions->sentence_first[i] = at;
  }
  rs_mentions_fill_tolls(input, mentions);
  rs_mentions_share_roles(input, mentions);
  rs_mentions_fill_sources(input, mentions);
  rs_mentions_inherit_dates(input, mentions);
  rs_mentions_share_places(input, mentions);
  if (!rs_mentions_link(mentions, arena, input)) return false;
  rs_mentions_share_venues(input, mentions);
  trace_fired(input, mentions);
  rs_near_parts(input);
  return true;
}
