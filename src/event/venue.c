/* Where words are spoken.
 *
 * The place beside a speech act is mostly that of what is spoken of; its own is told with the
 * occasion: `قال الوزير في مؤتمر صحفي في كابل إن بلاده ترفض`, `وصف الوزير، الذي يزور أنقرة،
 * العقوبات`. It holds for what he says in this sentence and goes on to say in the next ones, and
 * for the lead, which tells his words before their occasion. Codebook section 3, `place`. Limit:
 * of two occasions in a sentence the first one counts.
 */
#include "event/role.h"
#include "event/setting.h"
#include "event/speaker.h"

enum {
  LEAD = 1,  /* the sentence behind the headline */
  REGION = 1 /* `غرب أفريقيا` */
};

typedef struct {
  const RsEventInput *input;
  RsMentions *mentions;
} Speeches;

typedef struct {
  uint32_t place; /* RsName, or RS_NONE */
  uint32_t verb;  /* RsPredicate of the words, or RS_NONE */
  uint32_t first; /* the token that it is told from */
  RsParty speaker;
  bool known; /* the speaker */
} Venue;

/* `في مدينة جنيف`, not `بزعيم كوريا الشمالية`. */
static bool is_locative(const RsEventInput *input, const RsName *name) {
  uint32_t index = input->clauses->nominal_at[name->first];
  if (index == RS_NONE || name->reason == RS_REASON_GOVERNMENT) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  bool kind = rs_lexeme_at(input->reading, nominal->head)->flags & RS_LEXEME_PLACE;
  uint32_t flags = nominal->preposition_flags;
  return (nominal->head >= name->first || kind) && (flags & RS_LEXEME_LOCATIVE) &&
         !(flags & RS_LEXEME_ABOUT);
}

/* Where the search for the occasion of a place ends: `كلمة حول الوضع في سوريا`. */
static bool ends_occasion(const RsEventInput *input, uint32_t token, uint32_t place) {
  const RsReading *reading = input->reading;
  if (rs_is_punct(reading, token, ',')) return token + 2 < place;
  if (rs_is_upos(reading, token, RS_UPOS_VERB) || rs_opens_clause(reading, token))
    return true;
  if (rs_event_at(input, token) || rs_has_cue(input, token, RS_CUE_TOPIC)) return true;
  uint32_t no = RS_LEXEME_AGAINST | RS_LEXEME_UPON | RS_LEXEME_PARTITIVE;
  const RsAnalysis *chosen = rs_chosen(reading, token);
  uint32_t flags = rs_lexeme_at(reading, token)->flags;
  if (!chosen || chosen->upos != RS_UPOS_ADP) return false;
  return (flags & RS_LEXEME_ABOUT) || ((flags & no) && !(flags & RS_LEXEME_LOCATIVE));
}

/* `خلال لقاء في روما`, not `بعد لقاء في روما`. */
static bool is_during(const RsEventInput *input, uint32_t token) {
  uint32_t index = input->clauses->nominal_at[token];
  return index != RS_NONE && rs_setting_is_during(input, token) &&
         !rs_nominal_is_after_or_before(input, &input->clauses->nominals[index]);
}

/* `في مقابلة مع القناة، في طهران`, `في كلمة أمام مجلس الأمن في نيويورك`: the token of the occasion,
 * or RS_NONE. */
static uint32_t occasion_of(const RsEventInput *input, const RsName *name) {
  enum {
    TOKENS_BEFORE = 10
  };
  if (!is_locative(input, name)) return RS_NONE;
  for (uint32_t i = name->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_has_cue(input, i, RS_CUE_VENUE)) return is_during(input, i) ? i : RS_NONE;
    if (ends_occasion(input, i, name->first)) return RS_NONE;
  }
  return RS_NONE;
}

static bool is_speech(const RsEventInput *input, uint32_t predicate) {
  if (predicate == RS_NONE) return false;
  uint32_t verb = input->clauses->predicates[predicate].token;
  const char *event = rs_event_at(input, verb);
  return rs_finding_at(input, verb, RS_ITEM_SPEECH) ||
         (event && (rs_event_groups(event) & RS_TYPE_SPEECH_ACT));
}

bool rs_place_is_venue(const RsEventInput *input, uint32_t sentence, const RsName *name) {
  uint32_t occasion = occasion_of(input, name);
  return occasion != RS_NONE && is_speech(input, rs_verb_over(input, sentence, occasion));
}

static void find_speaker(const RsEventInput *input, Venue *venue) {
  if (venue->verb == RS_NONE) return;
  uint32_t subject = input->clauses->predicates[venue->verb].subject;
  if (subject == RS_NONE) return;
  venue->known =
    rs_quoted_party(input, &input->clauses->nominals[subject], &venue->speaker);
}

/* The occasion on which a sentence's words were spoken. */
static bool find_venue(const RsEventInput *input, uint32_t sentence, Venue *venue) {
  const RsNames *names = &input->input->entities->names;
  const RsSentence *span = &input->reading->tokens->sentences[sentence];
  for (uint32_t i = span->first; i < span->last; i++) {
    uint32_t index = names->at[i];
    if (index == RS_NONE || names->names[index].first != i) continue;
    const RsName *name = &names->names[index];
    if (!rs_name_is_place(name) || rs_place_exactness(input, index) == REGION) continue;
    uint32_t occasion = occasion_of(input, name);
    if (occasion == RS_NONE) continue;
    *venue = (Venue) {.place = index, .first = occasion};
    venue->verb = rs_verb_over(input, sentence, occasion);
    if (!is_speech(input, venue->verb)) continue;
    find_speaker(input, venue);
    return true;
  }
  return false;
}

/* One man by his own name or by his office, not two who speak for one state. */
static bool is_same(const RsReading *reading, const RsParty *one, const RsParty *other) {
  if (one->first == other->first) return true;
  if (one->actor != RS_NONE && one->actor == other->actor) return true;
  if (one->last && other->last && rs_stem_hash(reading, one->last - 1) == rs_stem_hash(reading, other->last - 1))
    return true;
  return one->person && other->person && one->country[0] &&
         strcmp(one->country, other->country) == 0 &&
         strcmp(one->sector, other->sector) == 0;
}

static bool is_by(const RsEventInput *input, const RsMention *mention, const Venue *venue) {
  return venue->known && mention->actor_count &&
         is_same(input->reading, &mention->actors[0], &venue->speaker);
}

static void share_in_sentence(const Speeches *speeches, uint32_t sentence, Venue *venue) {
  RsMentions *mentions = speeches->mentions;
  for (uint32_t i = mentions->sentence_first[sentence];
       i < mentions->sentence_first[sentence + 1];
       i++) {
    RsMention *mention = &mentions->mentions[i];
    if (!rs_mention_speaks_for_itself(speeches->input, mention)) continue;
    bool own = mention->predicate == venue->verb;
    bool behind = mention->first > venue->first;
    if (!own && !(behind && is_by(speeches->input, mention, venue))) continue;
    if (own && !venue->known && mention->actor_count) {
      venue->speaker = mention->actors[0];
      venue->known = true;
    }
    if (mention->place != RS_NONE) continue;
    mention->place = venue->place;
    mention->place_near = true;
  }
}

/* What the same man says in the sentences [first, last). */
static void share_with(
  const Speeches *speeches, uint32_t first, uint32_t last, const Venue *venue
) {
  RsMentions *mentions = speeches->mentions;
  for (uint32_t i = mentions->sentence_first[first]; i < mentions->sentence_first[last];
       i++) {
    RsMention *mention = &mentions->mentions[i];
    if (mention->place != RS_NONE || !is_by(speeches->input, mention, venue)) continue;
    if (!rs_mention_speaks_for_itself(speeches->input, mention)) continue;
    if (mention->date != RS_NONE && mention->date_near && mention->sentence > LEAD)
      continue;
    mention->place = venue->place;
    mention->place_near = false;
  }
}

void rs_mentions_share_venues(const RsEventInput *input, RsMentions *mentions) {
  enum {
    SENTENCES_AHEAD = 2,
    SENTENCES_BEHIND = 2
  };
  const Speeches speeches = {input, mentions};
  uint32_t count = input->reading->tokens->sentence_count;
  for (uint32_t s = 0; s < count; s++) {
    Venue venue;
    if (!find_venue(input, s, &venue)) continue;
    share_in_sentence(&speeches, s, &venue);
    if (s <= LEAD + SENTENCES_AHEAD)
      share_with(&speeches, 0, s <= LEAD ? s : LEAD + 1, &venue);
    uint32_t last = s + 1 + SENTENCES_BEHIND;
    if (s + 1 < count) share_with(&speeches, s + 1, last < count ? last : count, &venue);
  }
}
