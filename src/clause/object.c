/* What stands bare behind a verb.
 *
 * Of the phrases without preposition behind a verb the first two may be its arguments (`قصف
 * الجيش المدينة`). Between them stands what belongs to the first: phrases joined to it by و, an
 * office told behind its bearer (`قال رامي عبد الرحمن مدير المرصد`), a relative clause that two
 * commas enclose (`انتقد الوزير، الذي يزور أنقرة، العقوبات`). Two commas enclose an adverbial
 * (`دعت، في بيان، الفلسطينيين`), one alone closes the clause.
 * An office right behind a name is ambiguous: `استقبل الأمير وزير الخارجية` tells two people. It
 * is taken for the second argument when the verb is transitive and has no other.
 * Limits: adverbial accusatives are not told from objects.
 */
#include "clause/phrase.h"
#include "clause/predicate.h"

typedef RsPredicates Finder;

/* `ماري أوسو، وزيرة الزراعة`: an office told behind its bearer. */
static bool is_apposition(const Finder *finder, const RsNominal *nominal) {
  if (!nominal->listed) return false;
  const RsNominal *before = nominal - 1;
  /* `التقى بوتين، رئيس روسيا، وزير الخارجية`: two commas enclose the office. */
  if (before->listed && is_apposition(finder, before)) return false;
  /* `برئاسة معين عبد الملك، الأمم المتحدة`, `، الأطراف`: bodies and groups are no one man. */
  const RsAnalysis *head = rs_chosen(finder->reading, nominal->head);
  bool one = head && rs_feature(head->features, RS_NUMBER_SHIFT) <= 1;
  const RsNames *names = &finder->input->entities->names;
  bool named = names->at[nominal->head] != RS_NONE;
  uint32_t flags = rs_lexeme_at(finder->reading, nominal->head)->flags;
  /* `استقبل الملك في الرياض، الرئيس`: a place holds no office. */
  uint8_t kind = before->name == RS_NONE ? RS_NAME_PLACE : names->names[before->name].kind;
  bool bearer = kind == RS_NAME_PERSON || kind == RS_NAME_ACTOR;
  return one && !named && bearer && (flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL));
}

/* Whether a phrase joined to the subject by و or a comma belongs to it. A comma alone may stand
 * between subject and object (`اعتقلت السلطات، كارينا`). */
static bool joins_subject(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *nominal
) {
  if (!nominal->conjoined) return false;
  if (!nominal->listed || is_apposition(finder, nominal)) return true;
  if (nominal[-1].preposition || nominal[-1].pronoun)
    return false; /* `في بيان لها، المحتجين` */
  uint32_t flags = rs_lexeme_at(finder->reading, predicate->token)->flags;
  return !(flags & RS_LEXEME_TRANSITIVE) || predicate->object_suffix;
}

/* A single comma closes the clause of a verb (`أفرج عنهم السبت، النائب …`); two enclose an
 * adverbial (`دعت، في بيان، الفلسطينيين`), and one may stand behind a bare date
 * (`شن أمس، طيران الجيش غارة`). */
static bool closed_between(const Finder *finder, uint32_t verb, uint32_t last) {
  unsigned commas = 0;
  const RsDates *dates = &finder->input->entities->dates;
  /* `دعا في مطلع الأسبوع، أنقرة إلى` */
  if (verb + 2 < last && rs_chosen(finder->reading, verb)->enclitic == RS_NO_CLITIC &&
      rs_is_upos(finder->reading, verb + 1, RS_UPOS_ADP) &&
      rs_chosen(finder->reading, verb + 1)->enclitic == RS_NO_CLITIC && dates->at[verb + 2] != RS_NONE)
    verb++;
  bool only_date = verb + 1 < last && dates->at[verb + 1] != RS_NONE;
  for (uint32_t i = verb + 1; i < last; i++) {
    bool is_comma = rs_is_punct(finder->reading, i, ',');
    commas += is_comma && !only_date;
    only_date &= is_comma || dates->at[i] != RS_NONE;
  }
  return commas % 2;
}

/* `شنت من جهتها، عدة غارات`: a comma misplaced before the object of a transitive verb, behind which no
 * other clause begins. */
static bool is_cut_off(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *nominal
) {
  enum {
    NEAR_TOKENS = 3
  };
  const RsReading *reading = finder->reading;
  uint32_t flags = rs_lexeme_at(reading, predicate->token)->flags;
  if (!(flags & RS_LEXEME_TRANSITIVE) || predicate->object_suffix) return false;
  uint32_t before = nominal->first - 1;
  before -= rs_is_upos(reading, before, RS_UPOS_DET); /* `، عدة غارات` */
  if (!rs_is_punct(reading, before, ',') || rs_may_act(finder, nominal)) return false;
  uint32_t end =
    reading->tokens->sentences[reading->tokens->tokens[predicate->token].sentence].last;
  for (uint32_t i = nominal->last; i < end && i < nominal->last + NEAR_TOKENS; i++) {
    if (rs_is_upos(reading, i, RS_UPOS_VERB)) return false;
  }
  return true;
}

/* `قتل أربعة، بينهم جندي`: what a comma adds as an argument begins right behind it, or behind how it
 * was done (`استقبل الملك، أمس، بحرارة الوزير`). */
static bool set_apart(const Finder *finder, const RsNominal *first, const RsNominal *next) {
  uint32_t before = next->first - 1;
  before -= rs_is_upos(finder->reading, before, RS_UPOS_ADV);
  return rs_comma_between(finder, first->last, next->first) &&
         !rs_is_punct(finder->reading, before, ',');
}

/* Whether a phrase names or describes people: who an office between verb and phrase leaves to be
 * the object. */
static bool is_somebody(const Finder *finder, const RsNominal *nominal) {
  const RsNames *names = &finder->input->entities->names;
  uint32_t flags = rs_lexeme_at(finder->reading, nominal->head)->flags;
  return (flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL)) ||
         (nominal->name != RS_NONE && (names->names[nominal->name].kind == RS_NAME_PERSON ||
                                       names->names[nominal->name].kind == RS_NAME_ACTOR));
}

/* `شجب زيد مفوض الأمم المتحدة لحقوق الإنسان الانتهاكات`, `استقبل زيد أمير المنطقة في مكتبه أمس
 * السفير`: whether the object comes behind the office. Over more than ل stands somebody only. */
static bool has_object_behind(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *office
) {
  const RsReading *reading = finder->reading;
  bool far = false, second = false; /* `استقبل عبد الله ملك الأردن وزير الخارجية` */
  for (uint32_t i = office->last; i < predicate->last; i++) {
    uint32_t index = finder->clauses->nominal_at[i];
    if (index == RS_NONE) {
      if (rs_is_punct(reading, i, '"')) continue;
      far = true;
      if (rs_is_punct(reading, i, ',') || rs_has_conjunction(reading, i)) return second;
      continue;
    }
    const RsNominal *next = &finder->clauses->nominals[index];
    i = next->last - 1;
    second |= next->office;
    if (next->office) continue;
    const RsAnalysis *head = rs_chosen(reading, next->head);
    bool definite = next->name != RS_NONE || (head && head->article); /* not `مرتين` */
    if (!next->preposition && !next->pronoun && !next->conjoined)
      return is_somebody(finder, next) || (definite && !far);
    if (next->conjoined || next->pronoun) return second;
    far |= !(next->preposition_flags & RS_LEXEME_TOWARDS);
  }
  return second;
}

/* `قال رامي عبد الرحمن مدير المرصد`: behind a verb of one argument, or one whose object is a
 * clause, an office belongs to the name before it. In `استقبل الأمير وزير الخارجية` it is met. */
static bool is_bearer_office(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *office
) {
  const RsReading *reading = finder->reading;
  if (!office->office) return false;
  uint32_t flags = rs_lexeme_at(reading, predicate->token)->flags;
  if (!(flags & RS_LEXEME_TRANSITIVE) || predicate->object_suffix) return true;
  if (rs_opens_clause(reading, predicate->last) || rs_is_punct(reading, predicate->last, ':'))
    return true;
  return has_object_behind(finder, predicate, office);
}

/* `انتقد الوزير، الذي يزور أنقرة، العقوبات`: what stands behind a relative clause that two
 * commas enclose goes on with the verb before it. */
static uint32_t behind_relative(
  const Finder *finder, const RsPredicate *predicate, uint32_t subject
) {
  const RsReading *reading = finder->reading;
  uint32_t at = predicate->last;
  if (finder->clauses->nominals[subject].last + 1 != at) return RS_NONE;
  const RsSentence *sentence =
    &reading->tokens->sentences[reading->tokens->tokens[predicate->token].sentence];
  if (at >= sentence->last || !rs_is_relative(finder, at) || !rs_is_punct(reading, at - 1, ','))
    return RS_NONE;
  uint32_t end =
    at + RS_CLAUSE_TOKENS < sentence->last ? at + RS_CLAUSE_TOKENS : sentence->last;
  for (at++; at < end && !rs_is_punct(reading, at, ','); at++) {
    if (rs_ends_clause(finder, at)) return RS_NONE;
  }
  uint32_t index = at + 1 < end ? finder->clauses->nominal_at[at + 1] : RS_NONE;
  if (index == RS_NONE) return RS_NONE;
  const RsNominal *nominal = &finder->clauses->nominals[index];
  bool bare = nominal->first == at + 1 && !nominal->pronoun && !nominal->office &&
              !rs_has_conjunction(reading, nominal->first);
  return bare && (!nominal->preposition || nominal->listed) ? index : RS_NONE;
}

/* `قتل مسلحون يعتقد أنهم من التنظيم خمسة جنود`: an indefinite subject whose clause without a relative
 * stands between. What its verb takes stands behind a preposition. */
static uint32_t behind_bare_clause(
  const Finder *finder, const RsPredicate *predicate, uint32_t subject
) {
  const RsReading *reading = finder->reading;
  const RsNominal *nominals = finder->clauses->nominals;
  const RsSentence *sentence =
    &reading->tokens->sentences[reading->tokens->tokens[predicate->token].sentence];
  uint32_t verb = predicate->last;
  const RsAnalysis *head = rs_chosen(reading, nominals[subject].head);
  unsigned case_ = head ? rs_feature(head->features, RS_CASE_SHIFT) : 0;
  bool men = head && !head->article && head->enclitic == RS_NO_CLITIC && case_ < 2 &&
             (rs_lexeme_at(reading, nominals[subject].head)->flags & RS_LEXEME_RATIONAL);
  if (!men || nominals[subject].last != verb || verb >= sentence->last) return RS_NONE;
  const RsAnalysis *word = rs_chosen(reading, verb);
  if (!word || word->upos != RS_UPOS_VERB || word->proclitic_count) return RS_NONE;
  uint32_t at = verb + 1, end = verb + RS_CLAUSE_TOKENS;
  if (end > sentence->last) end = sentence->last;
  if (at < end && rs_opens_clause(reading, at)) at++; /* `يعتقد أنهم` */
  bool taken = false;
  while (at < end) {
    uint32_t index = finder->clauses->nominal_at[at];
    if (index == RS_NONE) {
      if (rs_ends_clause(finder, at) || rs_is_upos(reading, at, RS_UPOS_VERB) || rs_opens_clause(reading, at) || rs_is_punct(reading, at, ','))
        return RS_NONE;
      at++;
      continue;
    }
    const RsNominal *next = &nominals[index];
    bool age = next->number != RS_NONE && !rs_may_act(finder, next); /* `14 عاما` */
    if (!next->preposition && !next->pronoun && !age)
      return taken && !next->conjoined && !next->office ? index : RS_NONE;
    taken = true;
    at = next->last;
  }
  return RS_NONE;
}

/* `في هجوم قتل فيه جنديان`: a bare masdar before a resuming pronoun is a verb. */
static bool is_misread_verb(const Finder *finder, const RsNominal *nominal) {
  const RsAnalysis *word = rs_chosen(finder->reading, nominal->first);
  return nominal->last - nominal->first == 1 && word && !word->article &&
         word->enclitic == RS_NO_CLITIC && !word->proclitic_count &&
         word->derivation == RS_DERIVED_MASDAR &&
         rs_is_resumed(finder->reading, nominal->first);
}

/* `اتهام الرياض طهران`, `غداة قتل الجيش شابين`: behind a masdar and its doer stands its object. Only a
 * state is sure to be the doer where the masdar is no argument of a preposition (`أحرج اعتقال
 * الصحفي الحكومة`). */
static bool is_object_of_doer(const Finder *finder, const RsNominal *nominal) {
  const RsReading *reading = finder->reading;
  const RsNominal *deed = nominal > finder->clauses->nominals ? nominal - 1 : nominal;
  bool beside = deed->last == nominal->first && deed->last - deed->first > 1;
  if (!beside || deed->pronoun || nominal->conjoined || nominal->office) return false;
  const RsAnalysis *masdar = rs_chosen(reading, deed->first);
  bool construct = masdar && masdar->upos == RS_UPOS_NOUN && !masdar->article &&
                   masdar->enclitic == RS_NO_CLITIC;
  if (!construct || !rs_may_be_masdar(reading, deed->first)) return false;
  uint32_t name = finder->input->entities->names.at[deed->first + 1];
  uint8_t kind =
    name == RS_NONE ? RS_NAME_PLACE : finder->input->entities->names.names[name].kind;
  bool state = kind == RS_NAME_COUNTRY || kind == RS_NAME_CAPITAL;
  const RsAnalysis *doer = rs_chosen(reading, deed->first + 1);
  uint32_t flags = rs_lexeme_at(reading, deed->first + 1)->flags;
  bool acts = doer && (doer->article || name != RS_NONE) &&
              ((flags & RS_LEXEME_RATIONAL) || kind == RS_NAME_ACTOR ||
               rs_is_body_word(finder->input, deed->first + 1));
  return state || (deed->preposition && acts);
}

/* `تحدث الرئيس لدى لقائه الوزير`: right behind a transitive masdar with its pronoun stands what
 * the masdar takes, not what the verb does. */
static bool is_taken_by_masdar(const Finder *finder, uint32_t first) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *before = first ? rs_chosen(reading, first - 1) : NULL;
  return before && before->upos == RS_UPOS_NOUN && before->enclitic != RS_NO_CLITIC &&
         rs_may_be_masdar(reading, first - 1);
}

/* `منهم`, `بينها`; `منه` is out of one thing (`اتفاق انسحب منه الرئيس`). */
static bool is_of_several(const Finder *finder, const RsAnalysis *word) {
  uint32_t features = RS_GET(finder->reading->knowledge, clitics, word->enclitic)->features;
  return rs_feature(features, RS_NUMBER_SHIFT) != 1 ||
         rs_feature(features, RS_GENDER_SHIFT) == 2;
}

/* `قتل ثلاثة بينهم رضيعة`, `أصيب عشرون معظمهم أطفال`: who some of the subject are. What stands
 * joined to it is so as well. */
static bool tells_some(const Finder *finder, const RsNominal *nominal) {
  const RsReading *reading = finder->reading;
  while (nominal->conjoined && nominal > finder->clauses->nominals)
    nominal--;
  if (!nominal->first) return false;
  uint32_t before = nominal->first;
  const uint32_t flags = RS_LEXEME_BETWEEN | RS_LEXEME_PARTITIVE | RS_LEXEME_QUANTITY;
  for (uint32_t i = before - 1; i <= before; i++) {
    const RsAnalysis *word = rs_chosen(reading, i);
    if (!word || word->enclitic == RS_NO_CLITIC || !is_of_several(finder, word)) continue;
    bool among = rs_morph_lexeme(reading->knowledge, word)->flags & flags;
    if (among || word->upos == RS_UPOS_DET) return true;
  }
  return false;
}

/* `شنت القوات مدعومة بالطيران هجوما`: in what state the subject is. */
static bool tells_state(const Finder *finder, const RsNominal *nominal) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *word = rs_chosen(reading, nominal->first);
  if (nominal->last - nominal->first != 1 || !word || word->upos != RS_UPOS_ADJ)
    return false;
  bool participle = word->derivation == RS_DERIVED_PASSIVE_PARTICIPLE ||
                    word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE;
  if (!participle || word->article || rs_feature(word->features, RS_NUMBER_SHIFT) != 1)
    return false;
  uint32_t flags = 0;
  bool governs =
    rs_is_upos(reading, nominal->last, RS_UPOS_ADP) ||
    rs_phrase_preposition(&(RsPhrases) {finder->input, reading}, nominal->last, &flags);
  return governs && !rs_is_person_word(finder->input, nominal->first);
}

/* `قتل شرطيان بقنابل مصنعة يدويا`: an adjective in يا that is no nationality and no person. */
static bool tells_manner(const Finder *finder, const RsNominal *nominal) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *word = rs_chosen(reading, nominal->first);
  const RsToken *token = &reading->tokens->tokens[nominal->first];
  return nominal->last - nominal->first == 1 && word && word->upos == RS_UPOS_ADJ &&
         rs_feature(word->features, RS_CASE_SHIFT) == 3 && token->end - token->start > 3 &&
         reading->text->letters[token->end - 1] == RS_LETTER_ALEF &&
         reading->text->letters[token->end - 2] == RS_LETTER_YEH &&
         rs_nisba_at(finder->input, nominal->first) == RS_NONE &&
         !rs_is_person_word(finder->input, nominal->first);
}

/* `قصفت كتائب القسام، الجناح العسكري لحماس، المستوطنة`, `اتهمت الميليشيا، المدعومة من إيران، التحالف`:
 * where the clause goes on behind what two commas enclose and tells of the subject. */
static uint32_t behind_enclosed(
  const Finder *finder, const RsPredicate *predicate, uint32_t comma
) {
  enum {
    SHORT = 14
  };
  const RsReading *reading = finder->reading;
  uint32_t end = predicate->last < comma + SHORT ? predicate->last : comma + SHORT;
  if (comma + 2 >= end || !rs_is_punct(reading, comma, ',')) return comma;
  uint32_t close = comma + 2;
  while (close < end && !rs_is_punct(reading, close, ','))
    close++;
  if (close + 1 >= end) return comma;
  uint32_t inside = finder->clauses->nominal_at[comma + 1];
  uint32_t behind = finder->clauses->nominal_at[close + 1];
  if (behind == RS_NONE || rs_has_conjunction(reading, close + 1)) return comma;
  const RsNominal *next = &finder->clauses->nominals[behind];
  bool bare =
    next->first == close + 1 && !next->pronoun && (!next->preposition || next->listed);
  const RsAnalysis *first = rs_chosen(reading, comma + 1);
  bool quality =
    first && first->upos == RS_UPOS_ADJ && first->article && !first->proclitic_count;
  bool title = inside != RS_NONE && finder->clauses->nominals[inside].first == comma + 1 &&
               is_apposition(finder, &finder->clauses->nominals[inside]);
  return bare && (quality || title) ? close + 1 : comma;
}

/* The first and second bare phrases of the clause behind the verb. */
void rs_arguments_behind(
  const Finder *finder, const RsPredicate *predicate, uint32_t out[2]
) {
  unsigned found = 0;
  uint32_t told = RS_NONE;   /* behind who some of the subject are */
  uint32_t behind = RS_NONE; /* behind what two commas enclose */
  out[0] = out[1] = RS_NONE;
  for (uint32_t i = predicate->token + 1; i < predicate->last && found < 2;) {
    uint32_t nominal = finder->clauses->nominal_at[i];
    if (nominal == RS_NONE) {
      i++;
      continue;
    }
    RsNominal *at = &finder->clauses->nominals[nominal];
    i = at->last;
    if (at->preposition || at->pronoun) continue;
    /* `بينهم المسؤول العسكري أبو علي`: and the name of him. */
    if (tells_some(finder, at) || at->first == told) {
      told = at->last;
      continue;
    }
    /* `قتلوا وجرح آخرون`: و joins it to the verb. */
    if (!found && rs_has_conjunction(finder->reading, at->first)) return;
    if (is_misread_verb(finder, at)) return;
    if (found && is_taken_by_masdar(finder, at->first)) continue;
    if (is_object_of_doer(finder, at)) continue;
    if (found && (tells_state(finder, at) || tells_manner(finder, at))) continue;
    bool belongs = at->first != behind && (joins_subject(finder, predicate, at) ||
                                           is_bearer_office(finder, predicate, at));
    if (found && belongs) continue;
    bool closed = !found && closed_between(finder, predicate->token, at->first);
    if (closed && !is_cut_off(finder, predicate, at)) return;
    if (found && set_apart(finder, &finder->clauses->nominals[out[0]], at)) return;
    out[found++] = nominal;
    uint32_t over = behind_enclosed(finder, predicate, i);
    if (over > i) i = behind = over;
  }
  bool transitive =
    rs_lexeme_at(finder->reading, predicate->token)->flags & RS_LEXEME_TRANSITIVE;
  if (found == 1 && transitive && !predicate->object_suffix)
    out[1] = behind_relative(finder, predicate, out[0]);
  if (found == 1 && transitive && !predicate->object_suffix && out[1] == RS_NONE)
    out[1] = behind_bare_clause(finder, predicate, out[0]);
}
