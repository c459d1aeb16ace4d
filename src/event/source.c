/* Who says so.
 *
 * `قال المتحدث إن …` gives what follows to the spokesman, `بحسب المرصد` the whole sentence;
 * `وأضاف أن …` goes on with the last speaker. What is told inside an accusation has the
 * accused for its actor and stance accuses. A speech act (a call, a threat) is its speaker's
 * own deed and has no source beside him. Codebook section 3, `source`, and 4, "Parties".
 */
#include "event/event.h"

typedef struct {
  RsParty party;
  bool known;
  uint8_t stance;
  uint32_t from; /* the first token it covers */
} Speaker;

typedef struct {
  const RsEventInput *input;
  RsMentions *mentions;
  Speaker last; /* of the sentences before */
} Attribution;

static const RsNominal *nominal_at(const RsEventInput *input, uint32_t token) {
  if (token >= input->reading->tokens->token_count) return NULL;
  uint32_t index = input->clauses->nominal_at[token];
  return index == RS_NONE ? NULL : &input->clauses->nominals[index];
}

static bool speaks(const RsParty *party) {
  return party->person || party->political || party->institution || party->state;
}

static bool read_party(
  const RsEventInput *input, const RsNominal *nominal, RsParty *party
) {
  if (!nominal || nominal->pronoun) return false;
  rs_party_read(input->input, nominal->first, nominal->last, nominal->start_letter, party);
  return speaks(party);
}

/* `مصدر في قيادة العمليات`: what a speaker of no known body belongs to. */
static void add_affiliation(
  const RsEventInput *input, const RsNominal *nominal, RsParty *party
) {
  const RsNominal *next = nominal_at(input, nominal->last + 1);
  if (!next) next = nominal_at(input, nominal->last);
  if (!next || next->first > nominal->last + 1 || next == nominal) return;
  if (!(next->preposition_flags & (RS_LEXEME_LOCATIVE | RS_LEXEME_PARTITIVE))) return;
  RsParty body;
  rs_party_read(input->input, next->first, next->last, next->start_letter, &body);
  if (!body.institution) return;
  party->last = body.last;
  if (!party->country[0]) memcpy(party->country, body.country, sizeof party->country);
  if (!party->sector[0]) memcpy(party->sector, body.sector, sizeof party->sector);
}

static bool introduces_content(const RsEventInput *input, uint32_t verb, uint32_t end) {
  for (uint32_t i = verb + 1; i < end && i < verb + 16; i++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    if (chosen && (chosen->upos == RS_UPOS_SCONJ || chosen->upos == RS_UPOS_PART))
      return true;
    uint32_t flags = rs_lexeme_at(input->reading, i)->flags;
    if (flags & (RS_LEXEME_SUBORDINATOR | RS_LEXEME_ABOUT)) return true;
    if (rs_is_punct(input->reading, i, ':') || rs_is_punct(input->reading, i, '"'))
      return true;
  }
  return false;
}

/* `المصدر`, `المنظمة`: one word with ال and no name, which means the last one who spoke. */
static bool is_bare(const RsEventInput *input, const RsParty *party) {
  const RsAnalysis *chosen = rs_chosen(input->reading, party->first);
  return party->last - party->first == 1 && party->actor == RS_NONE && chosen &&
         chosen->article && chosen->upos == RS_UPOS_NOUN && !party->country[0];
}

static bool verb_speaker(
  const Attribution *attribution,
  uint32_t token,
  uint32_t sentence_last,
  uint32_t stance,
  RsParty *party
) {
  const RsEventInput *input = attribution->input;
  uint32_t index = input->clauses->predicate_at[token];
  if (index == RS_NONE) return false;
  /* Who claims or denies a deed names it (`تبنى الهجوم`, `نفى القصف`); who speaks goes on
   * with أن or a quotation. */
  bool names_it = stance == RS_STANCE_CLAIMS || stance == RS_STANCE_DENIES;
  bool content = names_it || introduces_content(input, token, sentence_last);
  if (!content) return false;
  const RsPredicate *predicate = &input->clauses->predicates[index];
  if (predicate->subject == RS_NONE) {
    if (!attribution->last.known) return false;
    *party = attribution->last.party;
    return true;
  }
  const RsNominal *subject = &input->clauses->nominals[predicate->subject];
  if (!read_party(input, subject, party)) {
    /* `قال شهود عيان`: whoever speaks is somebody. */
    if (subject->pronoun) return false;
    party->person = true;
  }
  add_affiliation(input, subject, party);
  if (is_bare(input, party) && attribution->last.known) *party = attribution->last.party;
  return true;
}

static bool find_speaker(
  const Attribution *attribution,
  const RsFound *found,
  const RsSpeech *speech,
  uint32_t sentence_last,
  Speaker *speaker
) {
  const RsEventInput *input = attribution->input;
  *speaker = (Speaker) {.stance = (uint8_t)speech->stance, .from = found->last};
  if (speech->stance == RS_STANCE_RUMOUR && speech->kind != RS_SPEECH_VERB) {
    uint32_t start = input->reading->tokens->tokens[found->first].start;
    rs_party_read(input->input, found->first, found->last, start, &speaker->party);
    return speaker->known = true; /* `أنباء عن`: hearsay has no other name */
  }
  if (speech->kind == RS_SPEECH_VERB) {
    speaker->known = verb_speaker(
      attribution, found->anchor, sentence_last, speech->stance, &speaker->party
    );
    if (!speaker->known && speech->stance == RS_STANCE_RUMOUR) {
      rs_party_read(
        input->input,
        found->first,
        found->last,
        input->reading->tokens->tokens[found->first].start,
        &speaker->party
      );
      speaker->known = true;
    }
    return speaker->known;
  }
  uint32_t at = found->last;
  if (rs_is_punct(input->reading, at, '"')) at++;
  /* `حسب ما أفاد المرصد`: the verb behind leads to its subject. */
  for (uint32_t i = at; i < at + 3 && i < sentence_last; i++) {
    uint32_t predicate = input->clauses->predicate_at[i];
    if (predicate == RS_NONE) continue;
    uint32_t subject = input->clauses->predicates[predicate].subject;
    if (subject != RS_NONE) at = input->clauses->nominals[subject].first;
    break;
  }
  const RsNominal *nominal = nominal_at(input, at);
  RsNominal genitive;
  if (speech->kind == RS_SPEECH_NOUN) {
    if (!rs_genitive_of(input->input, input->clauses, found->anchor, &genitive))
      return false;
    nominal = &genitive;
  }
  if (!nominal) return false;
  speaker->known = read_party(input, nominal, &speaker->party);
  if (!speaker->known && speech->kind == RS_SPEECH_ACCORDING && !nominal->pronoun) {
    speaker->known = speaker->party.person = true;
  }
  if (speaker->known && nominal != &genitive) {
    add_affiliation(input, nominal, &speaker->party);
  }
  if (speech->kind == RS_SPEECH_ACCORDING) speaker->from = 0;
  return speaker->known;
}

/* `بوتين: …` at the head of a sentence. */
static bool headline_speaker(
  const RsEventInput *input, const RsSentence *sentence, Speaker *speaker
) {
  const RsNominal *nominal = nominal_at(input, sentence->first);
  if (!nominal || !rs_is_punct(input->reading, nominal->last, ':')) return false;
  *speaker = (Speaker) {.stance = RS_STANCE_REPORTS, .from = nominal->last};
  /* `اليمن: مقتل جندي` names a place, not a speaker. */
  speaker->known = read_party(input, nominal, &speaker->party) && speaker->party.person &&
                   (speaker->party.actor != RS_NONE || speaker->party.sector[0]);
  return speaker->known;
}

static bool same_party(const RsParty *left, const RsParty *right) {
  if (left->first < right->last && right->first < left->last) return true;
  return left->actor != RS_NONE && left->actor == right->actor;
}

static bool own_deed(const RsMention *mention, const RsParty *speaker) {
  for (uint32_t i = 0; i < mention->actor_count; i++) {
    const RsParty *actor = &mention->actors[i];
    if (same_party(actor, speaker)) return true;
    /* A ministry or an army that tells of its own forces' deed. */
    bool forces = strcmp(actor->sector, "MIL") == 0 && actor->country[0] &&
                  strcmp(actor->country, speaker->country) == 0;
    bool state = strcmp(speaker->sector, "GOV") == 0 || strcmp(speaker->sector, "MIL") == 0;
    if (forces && state && speaker->institution) return true;
  }
  return false;
}

static void give(const RsEventInput *input, RsMention *mention, const Speaker *speaker) {
  bool act = rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT);
  uint8_t stance = speaker->stance;
  if (own_deed(mention, &speaker->party)) {
    if (strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") != 0) return;
    if (stance == RS_STANCE_REPORTS) stance = RS_STANCE_CLAIMS;
  }
  /* A speech act whose subject was dropped is the speaker's own. */
  if (act && mention->actor_inherited) return;
  if (act && !mention->actor_count && !mention->passive) {
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

/* Deeds told inside an accusation: `اتهم أ ب بقصف المدينة`. */
static void give_accusers(
  const RsEventInput *input, RsMentions *mentions, uint32_t sentence
) {
  uint32_t end = mentions->sentence_first[sentence + 1];
  for (uint32_t i = mentions->sentence_first[sentence]; i < end; i++) {
    const RsMention *accusation = &mentions->mentions[i];
    if (!accusation->actor_count) continue;
    if (!is_allegation(input->knowledge, accusation)) continue;
    if (input->clauses->predicate_at[accusation->trigger] == RS_NONE) continue;
    const RsPredicate *predicate =
      &input->clauses->predicates[input->clauses->predicate_at[accusation->trigger]];
    for (uint32_t k = i + 1; k < end; k++) {
      RsMention *deed = &mentions->mentions[k];
      if (deed->first >= predicate->last) break;
      if (rs_mention_is(input->knowledge, deed, RS_TYPE_SPEECH_ACT)) continue;
      deed->speaker = accusation->actors[0];
      deed->stance = RS_STANCE_ACCUSES;
      deed->has_speaker = true;
      if (!deed->actor_count || deed->actor_inherited) {
        deed->actor_count = accusation->recipient_count;
        memcpy(deed->actors, accusation->recipients, sizeof deed->actors);
      }
    }
  }
}

static void attribute_sentence(Attribution *attribution, uint32_t index) {
  const RsEventInput *input = attribution->input;
  const RsSentence *sentence = &input->reading->tokens->sentences[index];
  const RsFindings *findings = input->findings;
  Speaker current = {0}, according = {0};
  headline_speaker(input, sentence, &current);
  RsMentions *mentions = attribution->mentions;
  uint32_t next = mentions->sentence_first[index];
  for (uint32_t k = findings->starts[sentence->first]; k < findings->starts[sentence->last];
       k++) {
    const RsFound *found = &findings->found[k];
    const RsItem *item = RS_GET(input->knowledge, items, found->item);
    if (item->kind != RS_ITEM_SPEECH) continue;
    const RsSpeech *speech = RS_GET(input->knowledge, speeches, item->index);
    if (speech->kind != RS_SPEECH_ACCORDING) continue;
    Speaker speaker;
    if (find_speaker(attribution, found, speech, sentence->last, &speaker))
      according = speaker;
  }
  uint32_t from = findings->starts[sentence->first];
  for (; next < mentions->sentence_first[index + 1]; next++) {
    RsMention *mention = &mentions->mentions[next];
    for (; from < findings->starts[sentence->last]; from++) {
      const RsFound *found = &findings->found[from];
      if (found->anchor >= mention->first) break;
      const RsItem *item = RS_GET(input->knowledge, items, found->item);
      if (item->kind != RS_ITEM_SPEECH) continue;
      const RsSpeech *speech = RS_GET(input->knowledge, speeches, item->index);
      Speaker speaker;
      if (speech->kind != RS_SPEECH_ACCORDING &&
          find_speaker(attribution, found, speech, sentence->last, &speaker)) {
        current = speaker;
        attribution->last = speaker;
      }
    }
    if (current.known && current.from <= mention->first)
      give(input, mention, &current);
    else if (according.known)
      give(input, mention, &according);
  }
  /* Speakers behind the last mention still count for the next sentence's `وأضاف`. */
  for (; from < findings->starts[sentence->last]; from++) {
    const RsFound *found = &findings->found[from];
    const RsItem *item = RS_GET(input->knowledge, items, found->item);
    if (item->kind != RS_ITEM_SPEECH) continue;
    const RsSpeech *speech = RS_GET(input->knowledge, speeches, item->index);
    Speaker speaker;
    if (speech->kind == RS_SPEECH_VERB && find_speaker(attribution, found, speech, sentence->last, &speaker)) {
      attribution->last = speaker;
    }
  }
  give_accusers(input, mentions, index);
}

void rs_mentions_fill_sources(const RsEventInput *input, RsMentions *mentions) {
  Attribution attribution = {.input = input, .mentions = mentions};
  for (uint32_t i = 0; i < input->reading->tokens->sentence_count; i++) {
    attribute_sentence(&attribution, i);
  }
}
