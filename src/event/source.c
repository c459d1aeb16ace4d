/* Who says so.
 *
 * `قال المتحدث إن …` gives what follows to the spokesman, `بحسب المرصد` the whole sentence;
 * `وأضاف أن …` goes on with the last speaker, and so does a quotation that is still open.
 * speaker.c tells who that is. What is told inside an accusation (`اتهمت أ ب بقصف المدينة`,
 * `اتهامات للحكومة باعتقال صحفيين`) has the accused for its actor and stance accuses; condemning
 * what unknown men did accuses nobody, and what happened before he spoke or is what he speaks of
 * (`قال بعد الهجوم`, `أدان الهجوم`) is the text's. A speech act (a call, a threat) is its speaker's
 * own deed and has no source beside him; who tells of his own attack claims it. Codebook section
 * 3, `source`, and 4, "Parties". Limits: content ends with its sentence or its quotation.
 */
#include "event/speaker.h"

typedef struct {
  const RsEventInput *input;
  RsMentions *mentions;
  RsSpeaker last;      /* of the sentences before */
  bool quotation_open; /* the sentence before ended inside a quotation */
} Attribution;

static bool same_party(const RsParty *left, const RsParty *right) {
  if (left->first < right->last && right->first < left->last) return true;
  return left->actor != RS_NONE && left->actor == right->actor;
}

static bool own_deed(const RsMention *mention, const RsSpeaker *telling) {
  const RsParty *speaker = &telling->party;
  for (uint32_t i = 0; i < mention->actor_count; i++) {
    const RsParty *actor = &mention->actors[i];
    if (same_party(actor, speaker)) return true;
    if (actor->first < telling->last && telling->first < actor->last) return true;
    /* A ministry or an army that tells of its own forces' deed. */
    bool forces = strcmp(actor->sector, "MIL") == 0 && actor->country[0] &&
                  strcmp(actor->country, speaker->country) == 0;
    bool state = strcmp(speaker->sector, "GOV") == 0 || strcmp(speaker->sector, "MIL") == 0;
    if (forces && state && speaker->institution) return true;
  }
  return false;
}

static bool is_first_person(const RsEventInput *input, const RsMention *mention) {
  const RsAnalysis *chosen = rs_chosen(input->reading, mention->trigger);
  return chosen && chosen->upos == RS_UPOS_VERB &&
         rs_feature(chosen->features, RS_PERSON_SHIFT) == 1;
}

/* `قال إن طهران تقف وراء الهجوم`: the pattern takes the subject for who is blamed. */
static bool names_no_actor(const RsEventInput *input, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  uint32_t count = pattern->actor_count;
  uint32_t first =
    rs_clip(pattern->actor_first, &count, input->knowledge->role_sources_count);
  if (!(pattern->flags & RS_PATTERN_OWN_ACTOR)) return false;
  return !count || input->knowledge->role_sources[first].kind == RS_ROLE_NOBODY;
}

/* `قال إن بعضهم طالب`: between أن and the verb stands who does it. */
static bool has_topic(const RsEventInput *input, uint32_t verb) {
  if (verb < 2 || !rs_chosen(input->reading, verb - 1)) return false;
  uint32_t index = input->clauses->nominal_at[verb - 1];
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  const RsAnalysis *that =
    nominal->first ? rs_chosen(input->reading, nominal->first - 1) : NULL;
  return that && that->enclitic == RS_NO_CLITIC && nominal->last == verb &&
         (rs_lexeme_at(input->reading, nominal->first - 1)->flags & RS_LEXEME_THAT);
}

/* `قال إن الادعاء طالب`: somebody else, known or not, does it. Not so `تشكل الغارة انتهاكا`. */
static bool has_subject(const RsEventInput *input, const RsMention *mention) {
  if (mention->predicate == RS_NONE || names_no_actor(input, mention)) return false;
  const RsPredicate *predicate = &input->clauses->predicates[mention->predicate];
  if (predicate->token != mention->trigger) return false;
  return predicate->subject != RS_NONE || has_topic(input, mention->trigger);
}

/* `قالت إنها تلقت تهديدات`, `وجهت إليه تهمة، بحسب الصحيفة`: whoever suffers, and a paper that tells
 * what was done to somebody, only reports. */
static bool only_reports(const RsMention *mention, const RsSpeaker *telling) {
  bool paper = strcmp(telling->party.sector, "JRN") == 0;
  if (paper && (mention->recipient_count || telling->account)) return true;
  for (uint32_t i = 0; i < mention->recipient_count; i++) {
    if (mention->recipients[i].first == telling->party.first) return true;
  }
  return false;
}

/* `قال السفير السعودي إن المملكة لن تسمح`: who speaks for a state. */
static bool speaks_for(const RsMention *mention, const RsParty *speaker) {
  bool official = strcmp(speaker->sector, "GOV") == 0 && speaker->country[0];
  return official && mention->actor_count && mention->actors[0].state &&
         strcmp(mention->actors[0].country, speaker->country) == 0;
}

/* `قال إن الأهالي تجمعوا وطالبوا`: who dropped out of a speech act stands in what is told. */
static bool is_of_others(
  const RsEventInput *input, const RsMention *mention, const RsSpeaker *speaker
) {
  uint32_t end = mention->actor_count ? mention->actors[0].first : 0;
  for (uint32_t i = speaker->from; i < end; i++) {
    if (rs_opens_clause(input->reading, i)) return true;
  }
  return false;
}

static void give(const RsEventInput *input, RsMention *mention, const RsSpeaker *speaker) {
  bool act = rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT);
  if (speaker->mood && (!act || mention->actor_count)) return;
  uint8_t stance = speaker->stance;
  /* `كتائب القسام: دمرنا دبابة` */
  bool ours =
    is_first_person(input, mention) && (!mention->actor_count || mention->actor_inherited);
  if (ours && !act) {
    mention->actors[0] = speaker->party;
    mention->actor_count = 1;
    mention->actor_inherited = false;
  }
  if (act && speaks_for(mention, &speaker->party)) return;
  if (own_deed(mention, speaker)) {
    bool force = strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") == 0;
    /* `قال الوزير إنه التقى نظيره` */
    bool met = strcmp(rs_mention_event(input->knowledge, mention), "CONSULT") == 0;
    if (act || met) return;
    if (force && stance == RS_STANCE_REPORTS) stance = RS_STANCE_CLAIMS;
  }
  /* A speech act whose subject was dropped is the speaker's own, as is one of his `ندعو`. */
  if (act && mention->actor_inherited && !is_of_others(input, mention, speaker)) return;
  if (act && is_first_person(input, mention)) {
    mention->actors[0] = speaker->party;
    mention->actor_count = 1;
    return;
  }
  if (act && !mention->actor_count && !mention->passive && !has_subject(input, mention) && !only_reports(mention, speaker)) {
    mention->actors[0] = speaker->party;
    mention->actor_count = 1;
    return;
  }
  /* `نفت الشرطة اعتقال أحد`, `تبنت الحركة الهجوم`: who denies or claims a deed is who would have
   * done it. */
  bool own = stance == RS_STANCE_DENIES || stance == RS_STANCE_CLAIMS;
  if (own && !act && !mention->actor_count) {
    mention->actors[0] = speaker->party;
    mention->actor_count = 1;
  }
  /* `أدان الهجوم`: nobody is accused where nobody known has done it. */
  bool known = mention->actor_count && mention->actors[0].country[0];
  if (stance == RS_STANCE_ACCUSES && !known) stance = RS_STANCE_REPORTS;
  mention->speaker = speaker->party;
  mention->stance = stance;
  mention->has_speaker = true;
}

/* Naming a deed, not only condemning it. */
static bool is_allegation(const RasidKnowledge *knowledge, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(knowledge, mention);
  const RsEventCode *code = RS_GET(knowledge, events, pattern->event);
  return strcmp(rs_text_at(knowledge, code->event), "ACCUSE") == 0 &&
         strcmp(rs_text_at(knowledge, code->mode), "allege") == 0;
}

/* Where an accusation ends: with the clause of its verb, or for a noun (`اتهامات للحكومة باعتقال
 * صحفيين`) before the next verb or mark. */
static uint32_t accusation_end(const RsEventInput *input, const RsMention *accusation) {
  enum {
    TOKENS_BEHIND = 16
  };
  uint32_t index = input->clauses->predicate_at[accusation->trigger];
  if (index != RS_NONE) return input->clauses->predicates[index].last;
  const RsTokens *tokens = input->reading->tokens;
  uint32_t last = accusation->last;
  while (last < tokens->sentences[accusation->sentence].last &&
         last < accusation->last + TOKENS_BEHIND &&
         tokens->tokens[last].kind != RS_TOKEN_PUNCT &&
         input->clauses->predicate_at[last] == RS_NONE)
    last++;
  return last;
}

/* Deeds told inside an accusation: `اتهم أ ب بقصف المدينة`. */
static void give_accusers(
  const RsEventInput *input, RsMentions *mentions, uint32_t sentence
) {
  uint32_t end = mentions->sentence_first[sentence + 1];
  for (uint32_t i = mentions->sentence_first[sentence]; i < end; i++) {
    const RsMention *accusation = &mentions->mentions[i];
    if (!accusation->actor_count) continue;
    if (!is_allegation(input->knowledge, accusation)) continue;
    uint32_t last = accusation_end(input, accusation);
    for (uint32_t k = i + 1; k < end; k++) {
      RsMention *deed = &mentions->mentions[k];
      if (deed->first >= last) break;
      /* `اتهمه بدعم المتمردين` */
      bool backing = strcmp(rs_mention_event(input->knowledge, deed), "SUPPORT") == 0;
      if (!backing && rs_mention_is(input->knowledge, deed, RS_TYPE_SPEECH_ACT)) continue;
      deed->speaker = accusation->actors[0];
      deed->stance = RS_STANCE_ACCUSES;
      deed->has_speaker = true;
      const RsParty *who = &accusation->actors[0];
      /* `اتهم الوزير بعد اجتماعه`: what stands beside it may be his own. */
      bool accuser = deed->actor_count && !deed->circumstance &&
                     (deed->actors[0].first == who->first || speaks_for(deed, who));
      if (!deed->actor_count || deed->actor_inherited || accuser) {
        deed->actor_count = accusation->recipient_count;
        memcpy(deed->actors, accusation->recipients, sizeof deed->actors);
      }
    }
  }
}

static const RsSpeech *speech_at(const RsEventInput *input, const RsFound *found) {
  const RsItem *item = RS_GET(input->knowledge, items, found->item);
  return item->kind == RS_ITEM_SPEECH ? RS_GET(input->knowledge, speeches, item->index)
                                      : NULL;
}

/* `بحسب المرصد` covers what stands before it, or the whole sentence that it opens. */
static RsSpeaker according_to(const Attribution *attribution, const RsSentence *sentence) {
  enum {
    OPENING_TOKENS = 3
  };
  const RsFindings *findings = attribution->input->findings;
  RsSpeaker best = {0};
  for (uint32_t k = findings->starts[sentence->first]; k < findings->starts[sentence->last];
       k++) {
    const RsFound *found = &findings->found[k];
    const RsSpeech *speech = speech_at(attribution->input, found);
    RsSpeaker speaker;
    if (!speech || speech->kind != RS_SPEECH_ACCORDING) continue;
    if (!rs_speaker_find(
          attribution->input, &attribution->last, found, speech, sentence->last, &speaker
        ))
      continue;
    if (found->first > sentence->first + OPENING_TOKENS) speaker.until = found->first;
    best = speaker;
  }
  return best;
}

/* `أفادت الوكالة نقلا عن مسؤول أمني أن الجيش`: what follows is the words of the one behind. */
static bool hands_on(const RsEventInput *input, RsSpeaker *speaker, const RsFound *found) {
  uint32_t behind = speaker->party.last;
  if (behind < found->last || !rs_opens_clause(input->reading, behind)) return false;
  speaker->from = behind;
  return true;
}

static bool names_informant(const RsEventInput *input, const RsFound *found) {
  return found->last > found->anchor + 1 &&
         (rs_lexeme_at(input->reading, found->last - 1)->flags & RS_LEXEME_ABOUT);
}

/* `أعلن` of `أعلن مسؤوليته`, `وصف` of `وصف الهجوم بأنه`; `نقلت أن` of `نقلت عن ضابط أن`. */
static bool is_part_of_longer(const RsEventInput *input, const RsFound *found) {
  const RsFindings *findings = input->findings;
  uint32_t token = found->anchor;
  bool from = names_informant(input, found);
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsFound *other = &findings->found[k];
    if (other->first != found->first || !speech_at(input, other)) continue;
    bool told = names_informant(input, other);
    if (from == told ? other->last > found->last : told) return true;
  }
  return false;
}

/* `قال إن بلاده ترى أن`: who speaks in what somebody else says is not who goes on behind it. */
static bool is_within(
  const Attribution *attribution, const RsSpeaker *current, const RsFound *found
) {
  const RsReading *reading = attribution->input->reading;
  bool covered =
    current->known && current->from <= found->anchor && found->anchor < current->until;
  if (!covered || rs_has_conjunction(reading, found->anchor)) return false;
  /* `، إذ أكد الوزير`, `، فيما أعلن الجيش`: the writer goes on. */
  uint32_t before = found->anchor - 1;
  bool relative = rs_lexeme_at(reading, before)->flags & RS_LEXEME_RELATIVE;
  if (before > current->from && rs_is_punct(reading, before - 1, ',') && !relative)
    return false;
  for (uint32_t i = current->from; i < found->anchor; i++) {
    if (rs_opens_clause(reading, i)) return true;
  }
  return false;
}

/* `قال العقيد في بيان نشرته الوكالة إن`: who published the words that he speaks in says none. */
static bool only_publishes(
  const Attribution *attribution, const RsSpeaker *current, const RsFound *found
) {
  const RsEventInput *input = attribution->input;
  uint32_t index = input->clauses->predicate_at[found->anchor];
  if (!current->known || index == RS_NONE) return false;
  const RsPredicate *verb = &input->clauses->predicates[index];
  if (verb->antecedent == RS_NONE || !verb->object_suffix) return false;
  const RsNominal *words = &input->clauses->nominals[verb->antecedent];
  if (words->first < current->from || !rs_finding_at(input, words->head, RS_ITEM_SPEECH))
    return false;
  for (uint32_t i = current->from; i < words->first; i++) {
    if (rs_opens_clause(input->reading, i)) return false;
  }
  return true;
}

/* The speakers of [from, to), in their order; the last of them holds. */
static void follow_speakers(
  Attribution *attribution,
  uint32_t *from,
  uint32_t before_token,
  const RsSentence *sentence,
  RsSpeaker *current
) {
  const RsFindings *findings = attribution->input->findings;
  for (; *from < findings->starts[sentence->last]; (*from)++) {
    const RsFound *found = &findings->found[*from];
    if (found->anchor >= before_token) return;
    const RsSpeech *speech = speech_at(attribution->input, found);
    RsSpeaker speaker;
    if (!speech || is_part_of_longer(attribution->input, found)) continue;
    if (only_publishes(attribution, current, found)) continue;
    if (!rs_speaker_find(
          attribution->input, &attribution->last, found, speech, sentence->last, &speaker
        ))
      continue;
    if (speech->kind == RS_SPEECH_ACCORDING && !hands_on(attribution->input, &speaker, found))
      continue;
    if (speaker.mood && !speaker.last) continue; /* `ما وصف بحملة` */
    bool within = is_within(attribution, current, found);
    *current = speaker;
    if (within) continue;
    bool verb = speech->kind == RS_SPEECH_VERB || speech->kind == RS_SPEECH_MOOD;
    if (verb || before_token < sentence->last) attribution->last = speaker;
  }
}

/* The noun that a deed is told by, its own or the one that its relative clause hangs on. */
static uint32_t noun_of(const RsEventInput *input, const RsMention *mention) {
  if (!rs_is_upos(input->reading, mention->trigger, RS_UPOS_VERB)) return mention->trigger;
  uint32_t index = input->clauses->predicate_at[mention->trigger];
  if (index == RS_NONE || input->clauses->predicates[index].antecedent == RS_NONE)
    return RS_NONE;
  return input->clauses->nominals[input->clauses->predicates[index].antecedent].head;
}

static bool is_clause_between(const RsReading *reading, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) {
    if (rs_opens_clause(reading, i) || rs_is_upos(reading, i, RS_UPOS_VERB) || rs_is_punct(reading, i, ','))
      return true;
  }
  return false;
}

static bool is_governed_by(const RsEventInput *input, uint32_t noun, uint32_t verb) {
  uint32_t index = input->clauses->nominal_at[noun];
  uint32_t predicate = input->clauses->predicate_at[verb];
  return index != RS_NONE && predicate != RS_NONE &&
         input->clauses->nominals[index].governor == predicate;
}

/* `أدان الهجوم الذي استهدف المسجد`: the object of a speech act that everybody knows of. */
static bool is_spoken_of(
  const RsEventInput *input, const RsMentions *mentions, const RsMention *mention
) {
  uint32_t noun = noun_of(input, mention);
  const RsAnalysis *word = noun == RS_NONE ? NULL : rs_chosen(input->reading, noun);
  if (!word || !word->article) return false;
  for (const RsMention *act = mention; act-- > mentions->mentions;) {
    if (act->sentence != mention->sentence) return false;
    if (!rs_mention_is(input->knowledge, act, RS_TYPE_SPEECH_ACT)) continue;
    return act->last <= noun && (is_governed_by(input, noun, act->trigger) ||
                                 !is_clause_between(input->reading, act->last, noun));
  }
  return false;
}

static bool covers(const RsSpeaker *speaker, const RsMention *mention) {
  return speaker->known && speaker->from <= mention->first &&
         mention->first < speaker->until;
}

/* A new paragraph begins with the text's own words. */
static bool ends_in_quotation(
  const RsEventInput *input, const RsSentence *sentence, bool open
) {
  const RsTokens *tokens = input->reading->tokens;
  uint32_t next = sentence->last;
  if (next >= tokens->token_count) return false;
  for (uint32_t i = tokens->tokens[next - 1].end; i < tokens->tokens[next].start; i++) {
    if (input->reading->text->letters[i] == '\n') return false;
  }
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    if (rs_is_punct(input->reading, i, '"')) open = !open;
  }
  return open;
}

static void attribute_sentence(Attribution *attribution, uint32_t index) {
  const RsEventInput *input = attribution->input;
  const RsSentence *sentence = &input->reading->tokens->sentences[index];
  RsMentions *mentions = attribution->mentions;
  RsSpeaker current = {0}, according = according_to(attribution, sentence);
  if (attribution->quotation_open && attribution->last.known) {
    current = attribution->last;
    current.from = sentence->first;
    current.until = sentence->last;
  }
  rs_speaker_of_headline(input, sentence, &current);
  uint32_t from = input->findings->starts[sentence->first];
  for (uint32_t i = mentions->sentence_first[index];
       i < mentions->sentence_first[index + 1];
       i++) {
    RsMention *mention = &mentions->mentions[i];
    follow_speakers(attribution, &from, mention->first, sentence, &current);
    /* `قال بعد الهجوم إن` */
    if (mention->circumstance || is_spoken_of(input, mentions, mention)) continue;
    if (covers(&current, mention))
      give(input, mention, &current);
    else if (covers(&according, mention))
      give(input, mention, &according);
  }
  /* Speakers behind the last mention still count for the next sentence's `وأضاف`. */
  follow_speakers(attribution, &from, sentence->last, sentence, &current);
  attribution->quotation_open =
    ends_in_quotation(input, sentence, attribution->quotation_open);
  give_accusers(input, mentions, index);
}

void rs_mentions_fill_sources(const RsEventInput *input, RsMentions *mentions) {
  Attribution attribution = {.input = input, .mentions = mentions};
  for (uint32_t i = 0; i < input->reading->tokens->sentence_count; i++) {
    attribute_sentence(&attribution, i);
  }
}
