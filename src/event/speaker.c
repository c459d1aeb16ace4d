/* Who speaks.
 *
 * The subject of a verb of saying (`قال المتحدث`), the genitive of a noun (`تصريحات الوزير`) or
 * what follows `بحسب`. `نقلت الوكالة عن العميد` makes the brigadier the speaker, not the agency;
 * `وفق بيان أصدرته المنظمة` the one who wrote the text; `مصدر في القيادة` belongs to her. `المنظمة`
 * alone is the one named before, and a dropped subject the last who spoke. Deeds and things do
 * not speak (`أظهرت هزيمة المتمردين`), but whoever is quoted is somebody, known or not. `يذكر أن`
 * names nobody, hearsay is its own name. What he says ends with his clause unless أن, a colon or
 * a quotation goes on. Limits: the subject is where the clause layer found it.
 */
#include "event/speaker.h"

enum {
  NEAR_TOKENS =
    5 /* from a verb of saying to what opens its content, when nothing stands between */
};

typedef struct {
  const RsEventInput *input;
  const RsSpeaker *last; /* who spoke before */
} Reader;

static bool introduces_content(const RsEventInput *input, uint32_t verb, uint32_t end) {
  enum {
    CONTENT_TOKENS = 20
  };
  /* not `أعلنت "قوات سوريا الديمقراطية"` */
  uint32_t index = input->clauses->predicate_at[verb];
  uint32_t subject = index == RS_NONE ? RS_NONE : input->clauses->predicates[index].subject;
  uint32_t teller = RS_NONE;
  if (subject != RS_NONE && rs_is_punct(input->reading, input->clauses->nominals[subject].last, '"'))
    teller = input->clauses->nominals[subject].first;
  for (uint32_t i = verb + 1; i < end && i < verb + CONTENT_TOKENS; i++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    if (chosen && (chosen->upos == RS_UPOS_SCONJ || chosen->upos == RS_UPOS_PART))
      return true;
    uint32_t flags = rs_lexeme_at(input->reading, i)->flags;
    if (flags & (RS_LEXEME_SUBORDINATOR | RS_LEXEME_ABOUT)) return true;
    if (rs_is_punct(input->reading, i, ':')) return true;
    if (rs_is_punct(input->reading, i, '"') && i + 1 != teller) return true;
  }
  return false;
}

static bool is_impersonal(const RsEventInput *input, const RsPredicate *predicate) {
  if (predicate->subject != RS_NONE) return false;
  const RsAnalysis *verb = rs_chosen(input->reading, predicate->token);
  bool maybe_passive =
    predicate->passive || rs_feature(verb->features, RS_VOICE_SHIFT) >= 2;
  return maybe_passive && rs_feature(verb->features, RS_ASPECT_SHIFT) == 2;
}

static bool is_saying(const RsEventInput *input, uint32_t token) {
  const RsItem *item = rs_finding_at(input, token, RS_ITEM_SPEECH);
  uint32_t kind =
    item ? RS_GET(input->knowledge, speeches, item->index)->kind : RS_SPEECH_NOUN;
  return kind == RS_SPEECH_VERB || kind == RS_SPEECH_MOOD;
}

/* `نشرت المنظمة تقريرا انتقدت فيه`, `كانت دراسة، نشرت حديثا، قد أشارت`: the last subject of its own
 * sentence that the one dropped from a relative clause or behind قد can be. */
static bool read_main_subject(
  const Reader *reader, const RsPredicate *predicate, RsParty *party
) {
  const RsEventInput *input = reader->input;
  uint32_t number = input->reading->tokens->tokens[predicate->token].sentence;
  const RsAnalysis *verb = rs_chosen(input->reading, predicate->token);
  bool behind_particle =
    predicate->token && rs_is_upos(input->reading, predicate->token - 1, RS_UPOS_PART);
  bool in_text = rs_is_resumed(input->reading, predicate->token);
  if (!verb || (predicate->antecedent == RS_NONE && !behind_particle && !in_text))
    return false;
  /* `المجموعة التي أعلنت ولاءها` speaks herself. */
  const RsNominal *hung = predicate->antecedent == RS_NONE
                            ? NULL
                            : &input->clauses->nominals[predicate->antecedent];
  if (hung && !rs_is_resumed(input->reading, predicate->token) && !predicate->object_suffix)
    return rs_quoted_may_speak(input, hung) &&
           rs_quoted_read(input, reader->last, hung, party);
  for (uint32_t i = input->clauses->predicate_at[predicate->token];
       i-- > input->clauses->predicate_first[number];) {
    const RsPredicate *before = &input->clauses->predicates[i];
    const RsAnalysis *other = rs_chosen(input->reading, before->token);
    if (before->subject == RS_NONE || before->passive || !other) continue;
    if (before->antecedent != RS_NONE) continue;
    unsigned gender = rs_feature(other->features, RS_GENDER_SHIFT);
    if (gender != rs_feature(verb->features, RS_GENDER_SHIFT)) continue;
    const RsNominal *subject = &input->clauses->nominals[before->subject];
    return subject->last <= predicate->token && subject->number == RS_NONE &&
           rs_quoted_read(input, reader->last, subject, party);
  }
  return false;
}

static bool is_that(const RsReading *reading, uint32_t token) {
  return rs_opens_clause(reading, token) &&
         (rs_lexeme_at(reading, token)->flags & RS_LEXEME_THAT);
}

/* `يذكر أن التحالف، الذي تقوده السعودية، أعلن`, `كان رئيس المجلس في الأنبار علي داوود أعلن`: whom the
 * clause that the verb ends is about, or NULL. */
static const RsNominal *topic_of(const RsEventInput *input, uint32_t verb) {
  enum {
    TOKENS_BEFORE = 24
  };
  const RsReading *reading = input->reading;
  uint32_t first = reading->tokens->sentences[reading->tokens->tokens[verb].sentence].first;
  if (rs_has_conjunction(reading, verb)) return NULL;
  for (uint32_t i = verb, k = 0; i-- > first && k < TOKENS_BEFORE; k++) {
    if (rs_is_punct(reading, i, '"') || rs_is_punct(reading, i, ':')) return NULL;
    const RsAnalysis *word = rs_chosen(reading, i);
    bool was = rs_is_upos(reading, i, RS_UPOS_VERB) && rs_has_cue(input, i, RS_CUE_PAST);
    if (!was && !is_that(reading, i)) continue;
    const RsNominal *next =
      word->enclitic == RS_NO_CLITIC ? rs_quoted_at(input, i + 1) : NULL;
    return next && next->first == i + 1 && next->last <= verb ? next : NULL;
  }
  return NULL;
}

/* `قوله` of `نقلت عنه الوكالة قوله إن` */
static bool are_his_words(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  return head && head->enclitic != RS_NO_CLITIC && head->derivation == RS_DERIVED_MASDAR &&
         rs_finding_at(input, nominal->head, RS_ITEM_SPEECH);
}

/* The subject of a verb of saying, or the last speaker when it was dropped. */
static bool read_subject(
  const Reader *reader, const RsPredicate *predicate, RsParty *party
) {
  const RsEventInput *input = reader->input;
  if (is_impersonal(input, predicate)) return false;
  /* `نشرت المنظمة تقريرا ذكرت فيه`: who wrote it says it. */
  if (rs_is_resumed(input->reading, predicate->token) && read_main_subject(reader, predicate, party))
    return true;
  /* `وتابع قائلا` has no subject of its own. */
  bool said = predicate->subject != RS_NONE &&
              (is_saying(input, input->clauses->nominals[predicate->subject].head) ||
               are_his_words(input, &input->clauses->nominals[predicate->subject]));
  if (predicate->subject != RS_NONE && !said) {
    const RsNominal *subject = &input->clauses->nominals[predicate->subject];
    if (rs_quoted_read(input, reader->last, subject, party)) return true;
    /* `قال هاشمي`, `قالت الفنلندية`: an adjective that speaks is somebody. */
    bool stranger = rs_is_upos(input->reading, subject->head, RS_UPOS_ADJ);
    if (stranger) rs_quoted_stranger(input, subject, party);
    return stranger;
  }
  if (read_main_subject(reader, predicate, party)) return true;
  const RsNominal *topic = topic_of(input, predicate->token);
  if (topic && rs_quoted_read(input, reader->last, topic, party)) return true;
  *party = reader->last->party;
  return reader->last->known;
}

static bool names_thing(const RsEventInput *input, const RsPredicate *predicate) {
  if (predicate->object == RS_NONE) return false;
  const RsNominal *object = &input->clauses->nominals[predicate->object];
  const RsLexeme *head = rs_lexeme_at(input->reading, object->head);
  const RsAnalysis *word = rs_chosen(input->reading, object->head);
  /* `قالت تينا يوهياينن لصحيفة`, `قال ردا على سؤال` */
  if (!word || word->lexeme == RS_NONE || word->upos == RS_UPOS_PROPN) return false;
  if (rs_has_cue(input, object->head, RS_CUE_CIRCUMSTANCE)) return false;
  return !object->pronoun && !rs_quoted_is_deed(input, object) && object->name == RS_NONE &&
         !(head->flags & RS_LEXEME_RATIONAL) &&
         !rs_finding_at(input, object->head, RS_ITEM_SPEECH);
}

/* `التقى الوزير نظيره، مؤكدا أن …`: a participle of saying is of who speaks in its sentence, else
 * of its first subject, if that is one who speaks. */
static bool participle_speaker(
  const Reader *reader, const RsFound *found, uint32_t sentence_last, RsSpeaker *speaker
) {
  enum {
    CONTENT_TOKENS = 3
  };
  const RsEventInput *input = reader->input;
  uint32_t near = found->anchor + 1 + CONTENT_TOKENS;
  if (near > sentence_last) near = sentence_last;
  if (!introduces_content(input, found->anchor, near)) return false;
  uint32_t number = input->reading->tokens->tokens[found->anchor].sentence;
  const RsSentence *sentence = &input->reading->tokens->sentences[number];
  uint32_t first = input->clauses->predicate_first[number];
  bool verbal = first < input->clauses->predicate_first[number + 1] &&
                input->clauses->predicates[first].token < found->anchor;
  speaker->party = reader->last->party;
  if (reader->last->known && reader->last->from > sentence->first) return true;
  if (!verbal || input->clauses->predicates[first].subject == RS_NONE)
    return reader->last->known;
  const RsPredicate *predicate = &input->clauses->predicates[first];
  const RsNominal *subject = &input->clauses->nominals[predicate->subject];
  if (is_saying(input, subject->head)) return reader->last->known;
  if (predicate->passive || subject->number != RS_NONE) return false;
  if (!rs_quoted_read(input, reader->last, subject, &speaker->party)) return false;
  const RsParty *party = &speaker->party;
  return party->political && (party->person || party->institution || party->state);
}

/* `أكد المرصد مقتل تسعة، حيث قتلت سيدة`: the clause behind it tells more of the same. */
static bool goes_into_detail(const RsEventInput *input, uint32_t token) {
  uint32_t where = RS_LEXEME_SUBORDINATOR | RS_LEXEME_LOCATIVE;
  if (rs_is_punct(input->reading, token, ',')) token++;
  return (rs_lexeme_at(input->reading, token)->flags & where) == where;
}

/* `قال ترامب، الذي فرض عقوبات، إن`: what describes the speaker is not said by him. */
static uint32_t behind_description(
  const RsEventInput *input,
  const RsPredicate *predicate,
  uint32_t from,
  uint32_t sentence_last
) {
  enum {
    MOST_TOKENS = 30
  };
  if (predicate->subject == RS_NONE) return from;
  uint32_t first = input->clauses->nominals[predicate->subject].first;
  if (first && rs_is_punct(input->reading, first - 1, '"')) return from;
  uint32_t behind = input->clauses->nominals[predicate->subject].last;
  if (behind < from) return from;
  if (rs_is_punct(input->reading, behind, ',')) behind++;
  if (behind >= sentence_last || !(rs_lexeme_at(input->reading, behind)->flags & RS_LEXEME_RELATIVE))
    return from;
  for (uint32_t i = behind + 1; i < sentence_last && i < behind + MOST_TOKENS; i++) {
    bool open = rs_is_punct(input->reading, i, '"') || rs_is_punct(input->reading, i, ':');
    if (is_that(input->reading, i) || open) return i;
  }
  return from;
}

static bool verb_speaker(
  const Reader *reader, const RsFound *found, uint32_t sentence_last, RsSpeaker *speaker
) {
  const RsEventInput *input = reader->input;
  uint32_t index = input->clauses->predicate_at[found->anchor];
  if (index == RS_NONE) return participle_speaker(reader, found, sentence_last, speaker);
  const RsPredicate *predicate = &input->clauses->predicates[index];
  if (predicate->subject != RS_NONE) {
    speaker->first = input->clauses->nominals[predicate->subject].first;
    speaker->last = input->clauses->nominals[predicate->subject].last;
  }
  /* `نقلت الوكالة عن العميد قوله`, `علمت الصحيفة من مصادر` */
  uint32_t source = RS_LEXEME_ABOUT | RS_LEXEME_PARTITIVE;
  const RsNominal *told =
    speaker->stance != RS_STANCE_RUMOUR && found->last > found->anchor + 1 &&
        (rs_lexeme_at(input->reading, found->last - 1)->flags & source)
      ? rs_quoted_at(input, found->last)
      : NULL;
  if (told && rs_quoted_read(input, reader->last, told, &speaker->party)) return true;
  if (told && !told->pronoun && !rs_quoted_is_deed(input, told)) {
    rs_quoted_stranger(input, told, &speaker->party);
    return true;
  }
  /* `وجاء في البيان أن` */
  bool inside = found->last > found->anchor + 1 &&
                (rs_lexeme_at(input->reading, found->last - 1)->flags & RS_LEXEME_LOCATIVE);
  const RsNominal *text = inside ? rs_quoted_at(input, found->last) : NULL;
  if (text && rs_finding_at(input, text->head, RS_ITEM_SPEECH) &&
      introduces_content(input, text->last - 1, sentence_last) &&
      rs_quoted_read(input, reader->last, text, &speaker->party) &&
      (speaker->party.institution || !reader->last->known))
    return true;
  /* Who claims or denies a deed names it (`تبنى الهجوم`, `نفى القصف`); who speaks goes on
   * with أن or a quotation, or names what he reports in his own clause (`أكد اعتقاله`). */
  bool names_it =
    speaker->stance == RS_STANCE_CLAIMS || speaker->stance == RS_STANCE_DENIES;
  /* `أقر البرلمان القانون`: a thing that is its object is all that it says. */
  uint32_t end = names_thing(input, predicate) ? predicate->last : sentence_last;
  if (!names_it && !introduces_content(input, found->anchor, end)) {
    speaker->until =
      goes_into_detail(input, predicate->last) ? sentence_last : predicate->last;
  }
  speaker->from = behind_description(input, predicate, speaker->from, sentence_last);
  /* `الحزب، الذي تعتبره واشنطن إرهابيا، شن هجمات` */
  if (predicate->antecedent != RS_NONE && predicate->object_suffix) {
    uint32_t comma = predicate->token;
    while (comma < predicate->last && !rs_is_punct(input->reading, comma, ','))
      comma++;
    speaker->until = comma;
  }
  /* `وتبنى الهجوم` without a subject says that somebody did, not that the last speaker. */
  if (speaker->stance == RS_STANCE_CLAIMS && predicate->subject == RS_NONE &&
      !introduces_content(input, found->anchor, found->anchor + NEAR_TOKENS))
    return false;
  if (!read_subject(reader, predicate, &speaker->party)) return false;
  /* `أدانت المحكمة المتهم` is a verdict, no accusation of hers. */
  return speaker->stance != RS_STANCE_ACCUSES || strcmp(speaker->party.sector, "JUD") != 0;
}

static void read_words(const RsEventInput *input, const RsFound *found, RsParty *party) {
  uint32_t start = input->reading->tokens->tokens[found->first].start;
  if (rs_has_conjunction(input->reading, found->first)) start++; /* `وتردد أن` */
  bool verb = rs_is_upos(input->reading, found->anchor, RS_UPOS_VERB);
  uint32_t last = verb ? found->anchor + 1 : found->last;
  rs_party_read(input->input, found->first, last, start, party);
}

/* `حسب ما أفاد المرصد`: the verb behind leads to its subject. */
static uint32_t behind_according(
  const RsEventInput *input, uint32_t at, uint32_t sentence_last
) {
  /* `كما أعلن للصحفيين ناطق باسم الجيش`, `على ما أفاد به المدير`: not whom he told, nor what. */
  uint32_t said = at ? input->clauses->predicate_at[at - 1] : RS_NONE;
  uint32_t teller = said == RS_NONE ? RS_NONE : input->clauses->predicates[said].subject;
  if (teller != RS_NONE && input->clauses->nominals[teller].first >= at)
    return input->clauses->nominals[teller].first;
  if (rs_is_punct(input->reading, at, '"')) at++;
  /* `وفقا للمرصد قتل ثلاثة أطفال`: who follows needs no verb. */
  const RsNominal *named = rs_quoted_at(input, at);
  if (named && named->first == at) return at;
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

/* `تصريحات الوزير بأن الجيش قصف`, but `تصريحات الوزير، حيث دعت المعارضة`: what is told in somebody's
 * words ends before the next verb, unless أن or a colon opens them. */
static uint32_t end_of_words(
  const RsEventInput *input, uint32_t from, uint32_t sentence_last
) {
  for (uint32_t i = from; i < sentence_last; i++) {
    if (is_that(input->reading, i) || rs_is_punct(input->reading, i, ':'))
      return sentence_last;
    bool relative = (rs_lexeme_at(input->reading, i - 1)->flags & RS_LEXEME_RELATIVE) &&
                    !rs_opens_clause(input->reading, i - 1);
    if (rs_is_upos(input->reading, i, RS_UPOS_VERB) && !relative) return i;
  }
  return sentence_last;
}

/* `جاء في بيان للوزارة أن …`, `ورد في تقرير صادر عنها`, not `وجه انتقادات للحكومة`. */
static bool text_author(const RsEventInput *input, uint32_t text, RsNominal *author) {
  const RsFindings *findings = input->findings;
  const RsNominal *own = rs_quoted_at(input, text);
  const RsNominal *found = own ? rs_quoted_author(input, own) : NULL;
  if (!found || text < 2 || found->first < own->last) return false;
  *author = *found;
  for (uint32_t k = findings->starts[text - 2]; k < findings->starts[text - 1]; k++) {
    const RsItem *item = RS_GET(input->knowledge, items, findings->found[k].item);
    if (item->kind == RS_ITEM_SPEECH && findings->found[k].last == text) return true;
  }
  return false;
}

/* `وفق ما نقلت الوكالة عن ضابط`: whom the verb behind has its words from, or NULL. */
static const RsNominal *informant(
  const RsEventInput *input, const RsFound *found, uint32_t sentence_last
) {
  enum {
    TOKENS_BEHIND = 3
  };
  const RsFindings *findings = input->findings;
  for (uint32_t i = found->last - 1; i < found->last + TOKENS_BEHIND && i < sentence_last;
       i++) {
    if (rs_is_punct(input->reading, i, ',')) break;
    if (input->clauses->predicate_at[i] == RS_NONE) continue;
    for (uint32_t k = findings->starts[i]; k < findings->starts[i + 1]; k++) {
      const RsFound *other = &findings->found[k];
      const RsItem *item = RS_GET(input->knowledge, items, other->item);
      bool about = rs_lexeme_at(input->reading, other->last - 1)->flags & RS_LEXEME_ABOUT;
      if (item->kind == RS_ITEM_SPEECH && about && other->last > i + 1)
        return rs_quoted_at(input, other->last);
    }
    break;
  }
  return NULL;
}

/* `قصفت القوات المدينة، وفق ما أعلنت في بيان`: who dropped out of the verb, not his text. */
static bool teller_of_text(
  const Reader *reader, const RsFound *found, const RsNominal *text, RsParty *party
) {
  const RsEventInput *input = reader->input;
  bool in = (text->preposition_flags & RS_LEXEME_LOCATIVE) && text->first > found->first;
  if (!in || !rs_finding_at(input, text->head, RS_ITEM_SPEECH) || rs_quoted_author(input, text))
    return false;
  uint32_t number = input->reading->tokens->tokens[text->first].sentence;
  uint32_t verb = text->first;
  while (verb > found->first && input->clauses->predicate_at[verb] == RS_NONE)
    verb--;
  const RsItem *item = rs_finding_at(input, verb, RS_ITEM_SPEECH);
  uint32_t first = input->clauses->predicate_first[number];
  if (verb == found->first || !item || first == input->clauses->predicate_at[verb])
    return false;
  /* `كما جاء في بيان` has a text for its subject. */
  for (uint32_t k = input->findings->starts[verb]; k < input->findings->starts[verb + 1];
       k++) {
    const RsFound *other = &input->findings->found[k];
    uint32_t flags = rs_lexeme_at(input->reading, other->last - 1)->flags;
    if (other->last > verb + 1 && (flags & RS_LEXEME_LOCATIVE)) return false;
  }
  uint32_t subject = input->clauses->predicates[first].subject;
  if (subject == RS_NONE || input->clauses->predicates[first].passive) return false;
  return rs_quoted_read(input, reader->last, &input->clauses->nominals[subject], party) &&
         party->institution;
}

static bool noun_speaker(
  const Reader *reader,
  const RsFound *found,
  const RsSpeech *speech,
  uint32_t sentence_last,
  RsSpeaker *speaker
) {
  const RsEventInput *input = reader->input;
  RsNominal genitive;
  if (speech->kind == RS_SPEECH_NOUN) {
    bool owned = rs_genitive_of(input->input, input->clauses, found->anchor, &genitive);
    if (!owned && !text_author(input, found->anchor, &genitive)) return false;
    speaker->until = end_of_words(input, genitive.last, sentence_last);
    return rs_quoted_party(input, &genitive, &speaker->party);
  }
  speaker->from = 0;
  uint32_t at = behind_according(input, found->last, sentence_last);
  const RsNominal *nominal = rs_quoted_at(input, at);
  const RsNominal *told = informant(input, found, sentence_last);
  if (told && rs_quoted_read(input, reader->last, told, &speaker->party)) return true;
  /* `على حد قول المدير`: him alone. */
  bool within = nominal && nominal->first < at && at == found->last;
  if (within && rs_genitive_of(input->input, input->clauses, at - 1, &genitive))
    nominal = &genitive;
  if (nominal && teller_of_text(reader, found, nominal, &speaker->party)) return true;
  if (!nominal || !rs_quoted_may_be(input, nominal)) return false;
  /* `حسب تصريحاته`: of whoever speaks anyway. */
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  bool his = head && head->enclitic != RS_NO_CLITIC;
  if (his && rs_finding_at(input, nominal->head, RS_ITEM_SPEECH)) return false;
  if (rs_quoted_read(input, reader->last, nominal, &speaker->party)) return true;
  /* `بحسب أرقام المستشفيات`: figures of somebody. */
  if (!rs_genitive_of(input->input, input->clauses, nominal->first, &genitive))
    return false;
  speaker->party.person = true;
  return true;
}

/* `قتل جندي، كما أعلنت القيادة` names who said so; `كما أعلنت القيادة أن …` says one thing more. */
static bool says_more(
  const RsEventInput *input, const RsFound *found, uint32_t sentence_last
) {
  uint32_t index = input->clauses->predicate_at[found->last - 1];
  if (index == RS_NONE || found->last - found->first < 2) return false;
  const RsPredicate *predicate = &input->clauses->predicates[index];
  if (predicate->object != RS_NONE || predicate->object_suffix) return true;
  uint32_t end = predicate->last < sentence_last ? predicate->last + 1 : sentence_last;
  return introduces_content(input, found->last - 1, end);
}

/* `لا توجد معلومات عن`, `وكالة تاس للأنباء عن`: no hearsay either. */
static bool is_no_hearsay(const RsEventInput *input, uint32_t token) {
  enum {
    TOKENS_BEFORE = 3
  };
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  if (chosen && chosen->article) return true;
  for (uint32_t i = token, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_NEGATION) return true;
  }
  return false;
}

/* `أعرب عن أمله بأن`, not `أعرب عن أسفه للهجوم`. */
static bool tells(const RsEventInput *input, const RsFound *found, uint32_t sentence_last) {
  uint32_t index = input->clauses->predicate_at[found->anchor];
  uint32_t end = index == RS_NONE ? sentence_last : input->clauses->predicates[index].last;
  for (uint32_t i = found->last; i < sentence_last && i <= end; i++) {
    if (rs_opens_clause(input->reading, i) || rs_is_punct(input->reading, i, ':'))
      return true;
  }
  return false;
}

bool rs_speaker_find(
  const RsEventInput *input,
  const RsSpeaker *last,
  const RsFound *found,
  const RsSpeech *speech,
  uint32_t sentence_last,
  RsSpeaker *speaker
) {
  const Reader reader_now = {input, last}, *reader = &reader_now;
  *speaker = (RsSpeaker
  ) {.stance = (uint8_t)speech->stance, .from = found->last, .until = sentence_last};
  speaker->account = speech->kind == RS_SPEECH_ACCORDING;
  bool rumour = speech->stance == RS_STANCE_RUMOUR;
  if (speech->kind == RS_SPEECH_OUTLET) return false; /* `مواقع الجيش` are positions */
  if (speech->kind == RS_SPEECH_VERB || speech->kind == RS_SPEECH_MOOD) {
    speaker->known = verb_speaker(reader, found, sentence_last, speaker);
    speaker->mood = speech->kind == RS_SPEECH_MOOD && !tells(input, found, sentence_last);
  } else if (speech->kind == RS_SPEECH_ACCORDING && says_more(input, found, sentence_last)) {
    return false;
  } else if (!rumour) {
    speaker->known = noun_speaker(reader, found, speech, sentence_last, speaker);
  }
  if (!speaker->known && rumour && !is_no_hearsay(input, found->first)) {
    read_words(input, found, &speaker->party); /* `أنباء عن`: hearsay has no other name */
    speaker->known = true;
    /* `وأنباء عن جرحى، بينما استمر القتال` */
    if (speech->kind == RS_SPEECH_NOUN)
      speaker->until = end_of_words(input, found->last, sentence_last);
  }
  return speaker->known;
}
