/* Who says so.
 *
 * `قال المتحدث إن …` gives what follows to the spokesman, `بحسب المرصد` the whole sentence;
 * `وأضاف أن …` goes on with the last speaker, and so does a quotation that is still open.
 * `نقلت الوكالة عن العميد` makes the brigadier the speaker, not the agency; `وفق بيان أصدرته
 * المنظمة` the one who wrote the text. `يذكر أن` names nobody. What is told inside an accusation
 * has the accused for its actor and stance accuses. A speech act (a call, a threat) is its
 * speaker's own deed and has no source beside him. Codebook section 3, `source`, and 4,
 * "Parties". Limits: content ends with its sentence or its quotation.
 */
#include "event/event.h"

typedef struct {
  RsParty party;
  bool known;
  uint8_t stance;
  uint32_t from, until; /* the tokens it covers */
} Speaker;

typedef struct {
  const RsEventInput *input;
  RsMentions *mentions;
  Speaker last;        /* of the sentences before */
  bool quotation_open; /* the sentence before ended inside a quotation */
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

/* Somebody or something that can speak: people, names, texts (`بيان`, `تقرير`). */
static bool may_speak(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  if (!head || head->upos == RS_UPOS_PROPN || head->lexeme == RS_NONE) return head != NULL;
  if (nominal->name != RS_NONE) {
    uint8_t kind = input->input->entities->names.names[nominal->name].kind;
    if (kind == RS_NAME_PERSON) return true;
  }
  if (rs_morph_lexeme(input->knowledge, head)->flags & RS_LEXEME_RATIONAL) return true;
  const RsItem *text = rs_finding_at(input, nominal->head, RS_ITEM_SPEECH);
  if (!text) return false;
  return RS_GET(input->knowledge, speeches, text->index)->stance == RS_STANCE_REPORTS;
}

/* `هزيمة الحوثيين` names them, but as a deed of theirs, which says nothing. */
static bool is_deed(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *chosen = rs_chosen(input->reading, nominal->first);
  if (!chosen || chosen->upos != RS_UPOS_NOUN || chosen->lexeme == RS_NONE) return false;
  return chosen->derivation == RS_DERIVED_MASDAR &&
         !rs_finding_at(input, nominal->first, RS_ITEM_SPEECH);
}

/* Who wrote the text that a phrase names: `بيان للجيش`, `تقرير من المنظمة`, `بيان أصدرته
 * الوزارة`. */
static const RsNominal *author_of(const RsEventInput *input, const RsNominal *nominal) {
  uint32_t own = input->clauses->nominal_at[nominal->head];
  if (!rs_finding_at(input, nominal->head, RS_ITEM_SPEECH) || own == RS_NONE) return NULL;
  const RsNominal *next = nominal_at(input, nominal->last);
  /* `بيان للجيش` with a preposition in its word, not `أشارت تقارير إلى الجيش`. */
  uint32_t by = RS_LEXEME_PARTITIVE | RS_LEXEME_ABOUT | (next ? RS_LEXEME_TOWARDS : 0u);
  if (!next) next = nominal_at(input, nominal->last + 1);
  RsParty party;
  if (next && (next->preposition_flags & by) && read_party(input, next, &party))
    return next;
  uint32_t sentence = input->reading->tokens->tokens[nominal->first].sentence;
  for (uint32_t i = input->clauses->predicate_first[sentence];
       i < input->clauses->predicate_first[sentence + 1];
       i++) {
    const RsPredicate *predicate = &input->clauses->predicates[i];
    if (predicate->antecedent != own || predicate->subject == RS_NONE) continue;
    return &input->clauses->nominals[predicate->subject];
  }
  return NULL;
}

/* `مصدر في قيادة العمليات`: what a speaker of no known body belongs to. */
static void add_affiliation(
  const RsEventInput *input, const RsNominal *nominal, RsParty *party
) {
  const RsNominal *next = nominal_at(input, nominal->last + 1);
  if (!next) next = nominal_at(input, nominal->last);
  if (!next || next->first > nominal->last + 1 || next == nominal) return;
  if (!(next->preposition_flags & (RS_LEXEME_LOCATIVE | RS_LEXEME_PARTITIVE))) return;
  if (is_deed(input, next)) return; /* `أفاد مراسلنا بقصف طائرات التحالف` */
  RsParty body;
  rs_party_read(input->input, next->first, next->last, next->start_letter, &body);
  if (!body.institution) return;
  party->last = body.last;
  if (!party->country[0]) memcpy(party->country, body.country, sizeof party->country);
  if (!party->sector[0]) memcpy(party->sector, body.sector, sizeof party->sector);
}

static bool introduces_content(const RsEventInput *input, uint32_t verb, uint32_t end) {
  enum {
    CONTENT_TOKENS = 20
  };
  for (uint32_t i = verb + 1; i < end && i < verb + CONTENT_TOKENS; i++) {
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

/* `المصدر`, `المنظمة`: one word with ال, which means somebody told of before. */
static bool is_bare(const RsEventInput *input, const RsParty *party) {
  const RsAnalysis *chosen = rs_chosen(input->reading, party->first);
  return party->last - party->first == 1 && chosen && chosen->article &&
         chosen->upos == RS_UPOS_NOUN;
}

/* `المركز`, `المصدر نفسه`: the last phrase of the same noun that says more, else the last who
 * spoke. */
static void resolve_bare(
  const Attribution *attribution, const RsNominal *nominal, RsParty *party
) {
  enum {
    NOMINALS_LOOKED_AT = 60
  };
  const RsEventInput *input = attribution->input;
  const RsAnalysis *own = rs_chosen(input->reading, nominal->head);
  uint32_t index = input->clauses->nominal_at[nominal->head];
  for (uint32_t i = index, k = 0; own && i-- > 0 && k < NOMINALS_LOOKED_AT; k++) {
    const RsNominal *before = &input->clauses->nominals[i];
    const RsAnalysis *head = rs_chosen(input->reading, before->first);
    if (!head || head->lexeme != own->lexeme || own->lexeme == RS_NONE) continue;
    if (before->last - before->first < 2 || before->pronoun) continue;
    RsParty full;
    if (!read_party(input, before, &full)) continue;
    *party = full;
    return;
  }
  bool unknown = party->actor == RS_NONE && !party->country[0];
  if (unknown && attribution->last.known) *party = attribution->last.party;
}

static bool is_impersonal(const RsEventInput *input, const RsPredicate *predicate) {
  if (predicate->subject != RS_NONE) return false;
  const RsAnalysis *verb = rs_chosen(input->reading, predicate->token);
  bool maybe_passive =
    predicate->passive || rs_feature(verb->features, RS_VOICE_SHIFT) >= 2;
  return maybe_passive && rs_feature(verb->features, RS_ASPECT_SHIFT) == 2;
}

/* Who a phrase makes speak: itself, the author of the text that it names, and for a bare noun
 * the full phrase before it. */
static bool read_speaker(
  const Attribution *attribution, const RsNominal *nominal, RsParty *party
) {
  const RsEventInput *input = attribution->input;
  if (nominal->pronoun || is_deed(input, nominal)) return false;
  bool named = read_party(input, nominal, party);
  /* `هزيمة المتمردين`: its genitive is somebody, itself it is not. */
  bool body = party->institution || party->state || party->actor != RS_NONE;
  if (!named || (!body && !may_speak(input, nominal))) {
    RsParty found;
    const RsNominal *author = author_of(input, nominal);
    bool written = author && read_party(input, author, &found);
    if (!written && !may_speak(input, nominal)) return false;
    if (written) {
      *party = found;
      nominal = author;
    }
    party->person = true; /* `قال شهود عيان`: whoever speaks is somebody */
  }
  add_affiliation(input, nominal, party);
  if (is_bare(input, party)) resolve_bare(attribution, nominal, party);
  return true;
}

/* Whoever is quoted, known or not: `عن حامد الخيال`. */
static void read_stranger(
  const RsEventInput *input, const RsNominal *nominal, RsParty *party
) {
  const RsNominal *next = nominal_at(input, nominal->last);
  bool more = next && next->first == nominal->last && !next->preposition && !next->pronoun &&
              !rs_has_conjunction(input->reading, next->first);
  uint32_t last = more ? next->last : nominal->last;
  rs_party_read(input->input, nominal->first, last, nominal->start_letter, party);
  party->person = true;
}

/* The subject of a verb of saying, or the last speaker when it was dropped. */
static bool read_subject(
  const Attribution *attribution, const RsPredicate *predicate, RsParty *party
) {
  const RsEventInput *input = attribution->input;
  if (is_impersonal(input, predicate)) return false;
  if (predicate->subject != RS_NONE) {
    const RsNominal *subject = &input->clauses->nominals[predicate->subject];
    if (read_speaker(attribution, subject, party)) return true;
    /* `قال هاشمي`, `قالت الفنلندية`: an adjective that speaks is somebody. */
    bool stranger = rs_is_upos(input->reading, subject->head, RS_UPOS_ADJ);
    if (stranger) read_stranger(input, subject, party);
    return stranger;
  }
  *party = attribution->last.party;
  return attribution->last.known;
}

static bool names_thing(const RsEventInput *input, const RsPredicate *predicate) {
  if (predicate->object == RS_NONE) return false;
  const RsNominal *object = &input->clauses->nominals[predicate->object];
  const RsLexeme *head = rs_lexeme_at(input->reading, object->head);
  return !object->pronoun && !is_deed(input, object) && object->name == RS_NONE &&
         !(head->flags & RS_LEXEME_RATIONAL) &&
         !rs_finding_at(input, object->head, RS_ITEM_SPEECH);
}

static bool verb_speaker(
  const Attribution *attribution,
  const RsFound *found,
  uint32_t sentence_last,
  Speaker *speaker
) {
  const RsEventInput *input = attribution->input;
  uint32_t index = input->clauses->predicate_at[found->anchor];
  if (index == RS_NONE) return false;
  const RsPredicate *predicate = &input->clauses->predicates[index];
  /* `نقلت الوكالة عن العميد قوله` */
  const RsNominal *told =
    found->last > found->anchor + 1 &&
        (rs_lexeme_at(input->reading, found->last - 1)->flags & RS_LEXEME_ABOUT)
      ? nominal_at(input, found->last)
      : NULL;
  if (told && read_speaker(attribution, told, &speaker->party)) return true;
  if (told && !told->pronoun && !is_deed(input, told)) {
    read_stranger(input, told, &speaker->party);
    return true;
  }
  /* Who claims or denies a deed names it (`تبنى الهجوم`, `نفى القصف`); who speaks goes on
   * with أن or a quotation, or names what he reports in his own clause (`أكد اعتقاله`). */
  bool names_it =
    speaker->stance == RS_STANCE_CLAIMS || speaker->stance == RS_STANCE_DENIES;
  /* `أقر البرلمان القانون`: a thing that is its object is all that it says. */
  uint32_t end = names_thing(input, predicate) ? predicate->last : sentence_last;
  if (!names_it && !introduces_content(input, found->anchor, end)) {
    speaker->until = predicate->last;
  }
  /* `الحزب، الذي تعتبره واشنطن إرهابيا، شن هجمات` */
  if (predicate->antecedent != RS_NONE && predicate->object_suffix) {
    uint32_t comma = predicate->token;
    while (comma < predicate->last && !rs_is_punct(input->reading, comma, ','))
      comma++;
    speaker->until = comma;
  }
  /* `وتبنى الهجوم` without a subject says that somebody did, not that the last speaker. */
  if (speaker->stance == RS_STANCE_CLAIMS && predicate->subject == RS_NONE) return false;
  if (!read_subject(attribution, predicate, &speaker->party)) return false;
  /* `أدانت المحكمة المتهم` is a verdict, no accusation of hers. */
  return speaker->stance != RS_STANCE_ACCUSES || strcmp(speaker->party.sector, "JUD") != 0;
}

static void read_words(const RsEventInput *input, const RsFound *found, RsParty *party) {
  uint32_t start = input->reading->tokens->tokens[found->first].start;
  rs_party_read(input->input, found->first, found->last, start, party);
}

/* `حسب ما أفاد المرصد`: the verb behind leads to its subject. */
static uint32_t behind_according(
  const RsEventInput *input, uint32_t at, uint32_t sentence_last
) {
  if (rs_is_punct(input->reading, at, '"')) at++;
  for (uint32_t i = at; i < at + 3 && i < sentence_last; i++) {
    if (rs_is_punct(input->reading, i, ',')) break;
    uint32_t predicate = input->clauses->predicate_at[i];
    if (predicate == RS_NONE) continue;
    uint32_t subject = input->clauses->predicates[predicate].subject;
    if (subject != RS_NONE) return input->clauses->nominals[subject].first;
    for (uint32_t k = i + 1; k < i + 4 && k < sentence_last; k++) {
      if (input->clauses->nominal_at[k] != RS_NONE) return k; /* `كما جاء في بيان` */
    }
    break;
  }
  return at;
}

static bool noun_speaker(
  const Attribution *attribution,
  const RsFound *found,
  const RsSpeech *speech,
  uint32_t sentence_last,
  Speaker *speaker
) {
  const RsEventInput *input = attribution->input;
  RsNominal genitive;
  if (speech->kind == RS_SPEECH_NOUN) {
    if (!rs_genitive_of(input->input, input->clauses, found->anchor, &genitive))
      return false;
    return read_party(input, &genitive, &speaker->party);
  }
  speaker->from = 0;
  uint32_t at = behind_according(input, found->last, sentence_last);
  const RsNominal *nominal = nominal_at(input, at);
  if (!nominal) return false;
  if (read_speaker(attribution, nominal, &speaker->party)) return true;
  /* `بحسب أرقام المستشفيات`: figures of somebody. */
  if (!rs_genitive_of(input->input, input->clauses, nominal->first, &genitive))
    return false;
  speaker->party.person = true;
  return !nominal->pronoun && !is_deed(input, nominal);
}

/* `لا توجد معلومات عن`: no hearsay either. */
static bool is_negated(const RsEventInput *input, uint32_t token) {
  enum {
    TOKENS_BEFORE = 3
  };
  for (uint32_t i = token, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_NEGATION) return true;
  }
  return false;
}

static bool find_speaker(
  const Attribution *attribution,
  const RsFound *found,
  const RsSpeech *speech,
  uint32_t sentence_last,
  Speaker *speaker
) {
  const RsEventInput *input = attribution->input;
  *speaker = (Speaker
  ) {.stance = (uint8_t)speech->stance, .from = found->last, .until = sentence_last};
  bool rumour = speech->stance == RS_STANCE_RUMOUR;
  if (speech->kind == RS_SPEECH_VERB) {
    speaker->known = verb_speaker(attribution, found, sentence_last, speaker);
  } else if (!rumour) {
    speaker->known = noun_speaker(attribution, found, speech, sentence_last, speaker);
  }
  if (!speaker->known && rumour && !is_negated(input, found->first)) {
    read_words(input, found, &speaker->party); /* `أنباء عن`: hearsay has no other name */
    speaker->known = true;
  }
  return speaker->known;
}

/* `بوتين: …` at the head of a sentence. */
static bool headline_speaker(
  const RsEventInput *input, const RsSentence *sentence, Speaker *speaker
) {
  const RsNominal *nominal = nominal_at(input, sentence->first);
  if (!nominal || !rs_is_punct(input->reading, nominal->last, ':')) return false;
  *speaker =
    (Speaker) {.stance = RS_STANCE_REPORTS, .from = nominal->last, .until = sentence->last};
  /* `اليمن: مقتل جندي` names a place, not a speaker. */
  speaker->known = read_party(input, nominal, &speaker->party) && speaker->party.person &&
                   (speaker->party.actor != RS_NONE || speaker->party.sector[0]) &&
                   may_speak(input, nominal);
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

static bool is_first_person(const RsEventInput *input, const RsMention *mention) {
  const RsAnalysis *chosen = rs_chosen(input->reading, mention->trigger);
  return chosen && chosen->upos == RS_UPOS_VERB &&
         rs_feature(chosen->features, RS_PERSON_SHIFT) == 1;
}

/* `قال إن الادعاء طالب`: somebody else, known or not, does it. */
static bool has_subject(const RsEventInput *input, const RsMention *mention) {
  return mention->predicate != RS_NONE &&
         input->clauses->predicates[mention->predicate].subject != RS_NONE;
}

static void give(const RsEventInput *input, RsMention *mention, const Speaker *speaker) {
  bool act = rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT);
  uint8_t stance = speaker->stance;
  if (own_deed(mention, &speaker->party)) {
    if (strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") != 0) return;
    if (stance == RS_STANCE_REPORTS) stance = RS_STANCE_CLAIMS;
  }
  /* A speech act whose subject was dropped is the speaker's own, as is one of his `ندعو`. */
  if (act && mention->actor_inherited) return;
  if (act && is_first_person(input, mention)) {
    mention->actors[0] = speaker->party;
    mention->actor_count = 1;
    return;
  }
  if (act && !mention->actor_count && !mention->passive && !has_subject(input, mention)) {
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

static const RsSpeech *speech_at(const RsEventInput *input, const RsFound *found) {
  const RsItem *item = RS_GET(input->knowledge, items, found->item);
  return item->kind == RS_ITEM_SPEECH ? RS_GET(input->knowledge, speeches, item->index)
                                      : NULL;
}

/* `بحسب المرصد` covers what stands before it, or the whole sentence that it opens. */
static Speaker according_to(const Attribution *attribution, const RsSentence *sentence) {
  enum {
    OPENING_TOKENS = 3
  };
  const RsFindings *findings = attribution->input->findings;
  Speaker best = {0};
  for (uint32_t k = findings->starts[sentence->first]; k < findings->starts[sentence->last];
       k++) {
    const RsFound *found = &findings->found[k];
    const RsSpeech *speech = speech_at(attribution->input, found);
    Speaker speaker;
    if (!speech || speech->kind != RS_SPEECH_ACCORDING) continue;
    if (!find_speaker(attribution, found, speech, sentence->last, &speaker)) continue;
    if (found->first > sentence->first + OPENING_TOKENS) speaker.until = found->first;
    best = speaker;
  }
  return best;
}

/* The speakers of [from, to), in their order; the last of them holds. */
static void follow_speakers(
  Attribution *attribution,
  uint32_t *from,
  uint32_t before_token,
  const RsSentence *sentence,
  Speaker *current
) {
  const RsFindings *findings = attribution->input->findings;
  for (; *from < findings->starts[sentence->last]; (*from)++) {
    const RsFound *found = &findings->found[*from];
    if (found->anchor >= before_token) return;
    const RsSpeech *speech = speech_at(attribution->input, found);
    Speaker speaker;
    if (!speech || speech->kind == RS_SPEECH_ACCORDING) continue;
    if (!find_speaker(attribution, found, speech, sentence->last, &speaker)) continue;
    *current = speaker;
    if (speech->kind == RS_SPEECH_VERB || before_token < sentence->last)
      attribution->last = speaker;
  }
}

static bool covers(const Speaker *speaker, const RsMention *mention) {
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
  Speaker current = {0}, according = according_to(attribution, sentence);
  if (attribution->quotation_open && attribution->last.known) {
    current = attribution->last;
    current.from = sentence->first;
    current.until = sentence->last;
  }
  headline_speaker(input, sentence, &current);
  uint32_t from = input->findings->starts[sentence->first];
  for (uint32_t i = mentions->sentence_first[index];
       i < mentions->sentence_first[index + 1];
       i++) {
    RsMention *mention = &mentions->mentions[i];
    follow_speakers(attribution, &from, mention->first, sentence, &current);
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
