/* Finite verbs and their arguments.
 *
 * News Arabic puts the verb first in three clauses of four: of two bare noun phrases behind it
 * the first is the subject (`قصف الجيش المدينة`). A noun phrase before the verb is its subject
 * when nothing else is (`الجيش يقصف`, headlines, after أن); a plural verb never has its subject
 * behind it. In a relative clause the antecedent fills the place of the missing argument:
 * the object when the verb carries a pronoun (`غارة شنها الطيران`), else the subject.
 * Limits: clauses are found by surface ends, not by parsing; one level of relative clauses.
 */
#include "clause/predicate.h"

typedef RsPredicates Finder;

enum {
  ANTECEDENT_TOKENS = 12
};

/* `شركة "ساليني" الإيطالية`: one word in quotation marks behind a noun is its name. */
static bool is_quoted_name(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  return token > 1 && rs_is_punct(reading, token - 1, '"') &&
         rs_is_punct(reading, token + 1, '"') &&
         rs_is_upos(reading, token - 2, RS_UPOS_NOUN);
}

/* `كان` and its like only lend tense to the verb behind them and are no predicates. */
static bool is_verb(const Finder *finder, uint32_t token) {
  return rs_is_upos(finder->reading, token, RS_UPOS_VERB) &&
         finder->input->entities->names.at[token] == RS_NONE &&
         finder->clauses->nominal_at[token] == RS_NONE && !is_quoted_name(finder, token) &&
         !(rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_AUXILIARY);
}

/* Where the clause of a verb ends: the next verb, subordinator, relative pronoun or stop. */
static uint32_t clause_end(const Finder *finder, uint32_t verb, uint32_t limit) {
  const RsReading *reading = finder->reading;
  if (limit > verb + RS_CLAUSE_TOKENS) limit = verb + RS_CLAUSE_TOKENS;
  for (uint32_t i = verb + 1; i < limit; i++) {
    if (rs_ends_clause(finder, i) || is_verb(finder, i) || rs_is_relative(finder, i))
      return i;
    if (rs_opens_clause(reading, i)) return i;
    if (rs_is_punct(reading, i, ',') && i + 1 < limit && (is_verb(finder, i + 1) || rs_opens_clause(reading, i + 1))) {
      return i;
    }
  }
  return limit;
}

/* `الفتى (14 عاما) اعتقل`: where a short parenthesis that ends at the token begins. */
static uint32_t parenthesis(const Finder *finder, uint32_t end, uint32_t limit) {
  enum {
    SHORT = 5
  };
  for (uint32_t i = end; i-- > limit && end - i <= SHORT;) {
    if (rs_is_punct(finder->reading, i, '(')) return i;
  }
  return RS_NONE;
}

/* `البالغ 70 عاما هاجم`, `منذ أشهر عديدة تطالب واشنطن`: a time, or what it is like. */
static bool is_dated(const Finder *finder, const RsNominal *nominal) {
  const RsDates *dates = &finder->input->entities->dates;
  if (dates->at[nominal->first] != RS_NONE) return true;
  return nominal->first && dates->at[nominal->first - 1] != RS_NONE &&
         rs_is_upos(finder->reading, nominal->first, RS_UPOS_ADJ);
}

/* The bare noun phrase left of the verb, over adverbials; RS_NONE when a clause begins. */
static uint32_t left_subject(const Finder *finder, uint32_t verb, uint32_t limit) {
  const RsReading *reading = finder->reading;
  for (uint32_t i = verb; i > limit;) {
    i--;
    uint32_t nominal = finder->clauses->nominal_at[i];
    if (nominal != RS_NONE) {
      const RsNominal *at = &finder->clauses->nominals[nominal];
      if (at->office) {
        i = at->first; /* the bearer stands before it */
        continue;
      }
      if (!at->preposition && !at->conjoined && !at->pronoun && !is_dated(finder, at))
        return nominal;
      i = at->first;
      continue;
    }
    uint32_t open = rs_is_punct(reading, i, ')') ? parenthesis(finder, i, limit) : RS_NONE;
    if (open != RS_NONE) {
      i = open;
      continue;
    }
    if (rs_ends_clause(finder, i) || is_verb(finder, i) || rs_is_relative(finder, i))
      return RS_NONE;
    if (rs_opens_clause(reading, i) || rs_is_punct(reading, i, ')') || rs_is_punct(reading, i, '-')) {
      return RS_NONE;
    }
  }
  return RS_NONE;
}

/* `أنها سلمت`, `أنه لم ينل`, `لكنه رفض`: the pronoun on the particle is the subject. */
static bool pronoun_subject(const Finder *finder, uint32_t verb, uint32_t limit) {
  const RsReading *reading = finder->reading;
  while (verb > limit + 1 &&
         (rs_is_upos(reading, verb - 1, RS_UPOS_PART) ||
          rs_is_upos(reading, verb - 1, RS_UPOS_AUX)) &&
         rs_chosen(reading, verb - 1)->enclitic == RS_NO_CLITIC)
    verb--;
  const RsAnalysis *before = verb > limit ? rs_chosen(reading, verb - 1) : NULL;
  if (!before || before->enclitic == RS_NO_CLITIC) return false;
  uint32_t flags = rs_lexeme_at(finder->reading, verb - 1)->flags;
  return before->upos == RS_UPOS_SCONJ || before->upos == RS_UPOS_PART ||
         (before->upos == RS_UPOS_ADP &&
          ((flags & RS_LEXEME_SUBORDINATOR) || !(flags & RS_LEXEME_PREPOSITION)));
}

static bool transparent(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  return rs_is_upos(reading, token, RS_UPOS_PART) ||
         rs_is_upos(reading, token, RS_UPOS_ADV) ||
         rs_is_upos(reading, token, RS_UPOS_AUX) || rs_is_punct(reading, token, '"') ||
         finder->input->entities->dates.at[token] != RS_NONE;
}

/* Whether the pronoun on a word means several: `30 مدنيا أعدمهم`. */
static bool is_several(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  const RsClitic *pronoun =
    RS_GET(reading->knowledge, clitics, rs_chosen(reading, token)->enclitic);
  return rs_feature(pronoun->features, RS_NUMBER_SHIFT) != 1;
}

/* `إضراب عن الطعام نفذه أسرى`: the indefinite phrase that the pronoun on a verb means, over
 * prepositional phrases. */
static uint32_t indefinite_before(const Finder *finder, uint32_t verb, uint32_t first) {
  const RsReading *reading = finder->reading;
  uint32_t limit = verb > first + ANTECEDENT_TOKENS ? verb - ANTECEDENT_TOKENS : first;
  for (uint32_t i = verb; i > limit;) {
    i--;
    uint32_t index = finder->clauses->nominal_at[i];
    if (index == RS_NONE) {
      bool passable = rs_is_upos(reading, i, RS_UPOS_ADP) || transparent(finder, i);
      if (!passable) return RS_NONE;
      continue;
    }
    const RsNominal *nominal = &finder->clauses->nominals[index];
    const RsAnalysis *last = rs_chosen(reading, nominal->last - 1);
    bool definite = last && (last->article || last->enclitic != RS_NO_CLITIC);
    /* `رفات 500 سجين أعدمهم` */
    bool counted = nominal->number != RS_NONE;
    for (uint32_t k = nominal->head; k < nominal->last && !definite; k++) {
      bool noun = rs_is_upos(reading, k, RS_UPOS_NOUN) && !rs_chosen(reading, k)->article;
      counted |= finder->input->entities->numbers.at[k] != RS_NONE;
      if (noun && ((counted && is_several(finder, verb)) || rs_pronoun_fits(finder, verb, k)))
        return index;
    }
    if (!nominal->preposition) return RS_NONE;
    i = nominal->first;
  }
  return RS_NONE;
}

/* `الضربات اليوم الخميس التي نفذتها`: a date between a phrase and its relative clause. */
static bool is_bare_date(const Finder *finder, uint32_t token) {
  return finder->input->entities->dates.at[token] != RS_NONE &&
         finder->clauses->nominal_at[token] == RS_NONE;
}

/* What a relative clause hangs on: the phrase before الذي, or an indefinite one before a verb
 * with an object pronoun. */
static uint32_t antecedent_of(const Finder *finder, uint32_t verb, uint32_t first) {
  const RsReading *reading = finder->reading;
  uint32_t at = verb;
  while (at > first && transparent(finder, at - 1))
    at--;
  if (at <= first) return RS_NONE;
  uint32_t before = at - 1;
  bool relative = rs_is_relative(finder, before);
  if (relative) {
    if (before == first) return RS_NONE;
    before--;
    while (before > first &&
           (rs_is_punct(reading, before, ',') || rs_is_punct(reading, before, '"') ||
            is_bare_date(finder, before)))
      before--;
    return finder->clauses->nominal_at[before];
  }
  const RsAnalysis *chosen = rs_chosen(reading, verb);
  if (chosen->enclitic == RS_NO_CLITIC || chosen->proclitic_count) return RS_NONE;
  return indefinite_before(finder, verb, first);
}

static void govern(
  const Finder *finder, uint32_t nominal, uint32_t predicate, RsRelation relation
) {
  if (nominal == RS_NONE) return;
  RsNominal *at = &finder->clauses->nominals[nominal];
  if (at->governor != RS_NONE) return;
  at->governor = predicate;
  at->relation = (uint8_t)relation;
}

/* `قتل جندي وجرح أربعة`: a verb that needs an object and has none is passive. */
static bool lacks_object(const Finder *finder, const RsPredicate *predicate) {
  const RsAnalysis *verb = rs_chosen(finder->reading, predicate->token);
  return predicate->object == RS_NONE && !predicate->object_suffix &&
         rs_feature(verb->features, RS_VOICE_SHIFT) == 3 &&
         (rs_lexeme_at(finder->reading, predicate->token)->flags & RS_LEXEME_TRANSITIVE);
}

/* `وصل الرئيس إلى الدوحة والتقى الأمير`: a transitive verb joined by و with no comma, behind a
 * person's deed, goes on with that person; the noun behind it is its object. */
static bool goes_on(const Finder *finder, const RsPredicate *predicate, uint32_t limit) {
  const RsClauses *clauses = finder->clauses;
  const RsReading *reading = finder->reading;
  if (!clauses->predicate_count || predicate->token == limit) return false;
  const RsPredicate *before = &clauses->predicates[clauses->predicate_count - 1];
  bool row = before->token + 1 == predicate->token; /* `دعمت تركيا وسلحت ودربت الفصائل` */
  while (before->subject == RS_NONE && before > clauses->predicates &&
         before[-1].token + RS_CLAUSE_TOKENS > before->token &&
         rs_is_in_row(finder, before))
    before--;
  if (before->token < limit || before->subject == RS_NONE || before->passive) return false;
  bool same_voice =
    rs_feature(rs_chosen(reading, predicate->token)->features, RS_VOICE_SHIFT) == 3;
  if (same_voice && !row && lacks_object(finder, before)) return false;
  /* `الرسالة التي بعثتها كينيا والتي تلوم فيها أوغندا` */
  bool second = rs_is_relative(finder, predicate->token - 1) &&
                rs_has_conjunction(reading, predicate->token - 1);
  if (!second && !rs_has_conjunction(reading, predicate->token)) return false;
  if (reading->tokens->tokens[predicate->token - 1].kind == RS_TOKEN_PUNCT) return false;
  const RsNominal *subject = &clauses->nominals[before->subject];
  bool person =
    rs_lexeme_at(reading, subject->head)->flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL);
  if (subject->name != RS_NONE) {
    const RsName *name = &finder->input->entities->names.names[subject->name];
    person |= name->kind == RS_NAME_PERSON || name->kind == RS_NAME_ACTOR ||
              name->kind == RS_NAME_COUNTRY || name->kind == RS_NAME_CAPITAL;
  }
  const RsAnalysis *verb = rs_chosen(reading, predicate->token);
  uint32_t flags = rs_morph_lexeme(reading->knowledge, verb)->flags;
  return person && (flags & RS_LEXEME_TRANSITIVE) &&
         !rs_comma_between(finder, before->token, predicate->token) &&
         rs_verb_agrees(finder, verb, subject);
}

/* `كانت الدولة، وهي تحالف، أعلنت`: the phrase right behind the verb that lends the tense. */
static uint32_t auxiliary_subject(const Finder *finder, uint32_t verb, uint32_t limit) {
  const RsReading *reading = finder->reading;
  for (uint32_t i = verb; i-- > limit;) {
    if (rs_ends_clause(finder, i)) return RS_NONE;
    bool auxiliary = rs_lexeme_at(reading, i)->flags & RS_LEXEME_AUXILIARY;
    if (!auxiliary || !rs_is_upos(reading, i, RS_UPOS_VERB)) continue;
    uint32_t at = rs_is_punct(reading, i + 1, '"') ? i + 2 : i + 1;
    uint32_t nominal = at < verb ? finder->clauses->nominal_at[at] : RS_NONE;
    if (nominal == RS_NONE) return RS_NONE;
    const RsNominal *subject = &finder->clauses->nominals[nominal];
    /* `كانت واشنطن، التي انتقدت النظام، قد فرضت`: its own relative clause. */
    bool taken = subject->governor != RS_NONE &&
                 finder->clauses->predicates[subject->governor].antecedent != nominal;
    return subject->preposition || subject->pronoun || taken ? RS_NONE : nominal;
  }
  return RS_NONE;
}

bool rs_is_resumed(const RsReading *reading, uint32_t verb) {
  const RsAnalysis *next = rs_chosen(reading, verb + 1);
  return next && next->upos == RS_UPOS_ADP && next->enclitic != RS_NO_CLITIC;
}

/* `قوات مشتركة استهدفت مواقع`: an indefinite phrase right before a verb is what the verb tells
 * of, whatever it is to the verb before. */
static bool heads_clause(const Finder *finder, const RsNominal *nominal, uint32_t verb) {
  const RsAnalysis *head = rs_chosen(finder->reading, nominal->head);
  return nominal->last == verb && head && !head->article &&
         head->enclitic == RS_NO_CLITIC && nominal->name == RS_NONE;
}

/* `في هجوم استهدف ثكنة`: the indefinite phrase right before a verb whose subject is missing
 * behind it. In `هجوم قتل فيه خمسة` a pronoun stands for the phrase. */
static bool is_indefinite_object(
  const Finder *finder, const RsNominal *nominal, bool several
) {
  const RsAnalysis *head = rs_chosen(finder->reading, nominal->head);
  const RsAnalysis *last = rs_chosen(finder->reading, nominal->last - 1);
  bool definite = !head || !last || head->article || last->article || nominal->pronoun ||
                  head->enclitic != RS_NO_CLITIC || nominal->name != RS_NONE;
  bool counted = nominal->number != RS_NONE;
  bool one = head && rs_feature(head->features, RS_NUMBER_SHIFT) == 1 && !counted;
  return !definite && !(several && one) &&
         (nominal->preposition || nominal->governor != RS_NONE);
}

static uint32_t bare_antecedent(
  const Finder *finder,
  const RsPredicate *predicate,
  const uint32_t right[2],
  uint32_t limit
) {
  const RsReading *reading = finder->reading;
  uint32_t verb = predicate->token;
  if (verb <= limit || right[1] != RS_NONE || predicate->object_suffix) return RS_NONE;
  if (rs_has_conjunction(reading, verb) || finder->input->entities->dates.at[verb - 1] != RS_NONE)
    return RS_NONE;
  /* `أحبط الجيش هجوما كان يستهدف السفارة` */
  bool was = verb - 1 > limit && !rs_has_conjunction(reading, verb - 1) &&
             (rs_lexeme_at(reading, verb - 1)->flags & RS_LEXEME_AUXILIARY);
  /* `سيارة لم تمتثل` */
  was |= verb - 1 > limit && !rs_has_conjunction(reading, verb - 1) &&
         rs_is_upos(reading, verb - 1, RS_UPOS_PART) &&
         (rs_lexeme_at(reading, verb - 1)->flags & RS_LEXEME_NEGATION);
  uint32_t index = finder->clauses->nominal_at[verb - 1 - was];
  if (index == RS_NONE) return RS_NONE;
  const RsNominal *nominal = &finder->clauses->nominals[index];
  if (is_dated(finder, nominal)) return RS_NONE;
  bool several = rs_feature(rs_chosen(reading, verb)->features, RS_NUMBER_SHIFT) >= 2;
  bool hangs = was ? is_indefinite_object(finder, nominal, several)
                   : nominal->preposition && heads_clause(finder, nominal, verb);
  if (!hangs || rs_is_resumed(reading, verb)) return RS_NONE;
  return rs_verb_agrees(finder, rs_chosen(reading, verb), nominal) ? index : RS_NONE;
}

/* `أنه قد تم الاتفاق`: before a verb that takes no object the pronoun stands for nothing. */
static bool resumes_subject(
  const Finder *finder,
  const RsPredicate *predicate,
  const uint32_t right[2],
  uint32_t limit
) {
  uint32_t flags = rs_lexeme_at(finder->reading, predicate->token)->flags;
  if (!(flags & RS_LEXEME_TRANSITIVE) && right[0] != RS_NONE) return false;
  return pronoun_subject(finder, predicate->token, limit);
}

/* `كان مسلح بسكين هاجم دورية`: the knife belongs to who stands right before it. */
static bool belongs_to_subject(const Finder *finder, uint32_t verb, uint32_t limit) {
  uint32_t index = verb > limit ? finder->clauses->nominal_at[verb - 1] : RS_NONE;
  uint32_t subject = index == RS_NONE ? RS_NONE : auxiliary_subject(finder, verb, limit);
  return subject != RS_NONE &&
         finder->clauses->nominals[subject].last == finder->clauses->nominals[index].first;
}

/* `سحبت الأردن سفيرها`, `الأردن تنسق مع مصر`: a state of masculine name is feminine as well, where
 * it cannot be the object. */
static bool is_state(const Finder *finder, uint32_t nominal) {
  uint32_t name = finder->clauses->nominals[nominal].name;
  return name != RS_NONE &&
         finder->input->entities->names.names[name].kind == RS_NAME_COUNTRY &&
         rs_agreement_gender(finder, &finder->clauses->nominals[nominal]) == 1 &&
         finder->clauses->nominals[nominal].head ==
           finder->input->entities->names.names[name].first;
}

/* `أن الطيران`: a phrase right behind أن or إن, of which no verb was told yet. */
static bool is_awaited(const Finder *finder, uint32_t nominal, uint32_t limit) {
  const RsNominal *subject = &finder->clauses->nominals[nominal];
  if (subject->first <= limit || subject->governor != RS_NONE) return false;
  uint32_t that = subject->first - 1;
  bool particle = rs_is_upos(finder->reading, that, RS_UPOS_SCONJ) ||
                  rs_is_upos(finder->reading, that, RS_UPOS_PART);
  return particle && (rs_lexeme_at(finder->reading, that)->flags & RS_LEXEME_THAT);
}

/* `أن الطائرات التي أطلقها الحوثيون استهدفت منشآت`: a phrase behind أن or at the beginning waits for its
 * verb while a relative clause tells of it. */
static uint32_t subject_over_relative(
  const Finder *finder, const RsPredicate *predicate, uint32_t limit
) {
  const RsReading *reading = finder->reading;
  const RsClauses *clauses = finder->clauses;
  if (!clauses->predicate_count || rs_has_conjunction(reading, predicate->token))
    return RS_NONE;
  const RsPredicate *before = &clauses->predicates[clauses->predicate_count - 1];
  if (before->antecedent == RS_NONE || before->token < limit) return RS_NONE;
  if (rs_comma_between(finder, before->token, predicate->token)) return RS_NONE;
  const RsNominal *subject = &clauses->nominals[before->antecedent];
  if (subject->preposition || subject->first < limit) return RS_NONE;
  bool own = subject->governor == RS_NONE ||
             subject->governor == (uint32_t)(before - clauses->predicates);
  uint32_t that = subject->first - 1;
  bool opens =
    subject->first == limit || ((rs_is_upos(reading, that, RS_UPOS_SCONJ) ||
                                 rs_is_upos(reading, that, RS_UPOS_PART)) &&
                                (rs_lexeme_at(reading, that)->flags & RS_LEXEME_THAT));
  bool agrees = rs_verb_agrees(finder, rs_chosen(reading, predicate->token), subject);
  return own && opens && agrees ? before->antecedent : RS_NONE;
}

/* `إسرائيل يجب أن تنسحب`: an impersonal verb agrees with nobody, the verb behind its أن does. */
static bool is_impersonal_for(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *subject
) {
  const RsReading *reading = finder->reading;
  uint32_t that = predicate->token + 1, verb = that + 1;
  if (subject->last != predicate->token || verb >= reading->tokens->token_count)
    return false;
  bool goes_on = (rs_lexeme_at(reading, that)->flags & RS_LEXEME_THAT) &&
                 rs_is_upos(reading, verb, RS_UPOS_VERB);
  return goes_on && rs_may_act(finder, subject) &&
         rs_verb_agrees(finder, rs_chosen(reading, verb), subject);
}

/* `غارة على غزة وحماس تتوعد`, `قصفت غزة والقاهرة تدين`: who stands joined right before a verb in the
 * imperfect that has no other subject begins a clause. Not so in `في سوريا والعراق تدور معارك`. */
static uint32_t joined_subject(
  const Finder *finder, const RsPredicate *predicate, uint32_t right, uint32_t limit
) {
  enum {
    IMPERFECT = 2 /* RS_ASPECT_SHIFT */
  };
  const RsReading *reading = finder->reading;
  const RsAnalysis *verb = rs_chosen(reading, predicate->token);
  uint32_t index =
    predicate->token > limit ? finder->clauses->nominal_at[predicate->token - 1] : RS_NONE;
  if (index == RS_NONE || rs_feature(verb->features, RS_ASPECT_SHIFT) != IMPERFECT)
    return RS_NONE;
  if (rs_feature(verb->features, RS_NUMBER_SHIFT) != 1) return RS_NONE;
  RsNominal *nominal = &finder->clauses->nominals[index];
  const RsAnalysis *first = rs_chosen(reading, nominal->first);
  bool joined = nominal->conjoined && nominal->last == predicate->token &&
                !nominal->pronoun && first && first->proclitic_count == 1 &&
                rs_has_conjunction(reading, nominal->first);
  if (!joined || nominal->governor != RS_NONE || is_dated(finder, nominal)) return RS_NONE;
  /* `التمرد الذي تقوده الجماعة وصالح يعد تهديدا`: the join belongs to the relative clause. */
  const RsPredicate *before =
    finder->clauses->predicates + finder->clauses->predicate_count;
  if (finder->clauses->predicate_count && before[-1].token >= limit && before[-1].antecedent != RS_NONE)
    return RS_NONE;
  bool known = nominal->name != RS_NONE || first->article;
  if (!known || !rs_may_act(finder, nominal) || !rs_verb_agrees(finder, verb, nominal))
    return RS_NONE;
  const RsNominal *behind = right != RS_NONE ? &finder->clauses->nominals[right] : NULL;
  bool object = behind && behind->name != RS_NONE && rs_may_act(finder, behind) &&
                (rs_lexeme_at(reading, predicate->token)->flags & RS_LEXEME_TRANSITIVE);
  if (behind && !object && rs_verb_agrees(finder, verb, behind)) return RS_NONE;
  nominal->conjoined = false;
  nominal->preposition = 0;
  nominal->preposition_flags = 0;
  return index;
}

/* `وزير الخارجية الإيراني، يدعو نظيره`, `الجيش، يقصف مواقع`: a headline cuts its subject off. */
static bool is_headline(
  const Finder *finder, uint32_t subject, uint32_t verb, uint32_t limit
) {
  enum {
    IMPERFECT = 2 /* RS_ASPECT_SHIFT */
  };
  const RsNominal *nominal = &finder->clauses->nominals[subject];
  uint32_t first =
    finder->reading->tokens->sentences[finder->reading->tokens->tokens[verb].sentence]
      .first;
  const RsAnalysis *word = rs_chosen(finder->reading, verb);
  return limit == first && nominal->first == first && !nominal->preposition &&
         nominal->last + 1 == verb && rs_is_punct(finder->reading, nominal->last, ',') &&
         rs_feature(word->features, RS_ASPECT_SHIFT) == IMPERFECT &&
         rs_may_act(finder, nominal);
}

static void assign(const Finder *finder, RsPredicate *predicate, uint32_t limit) {
  const RsAnalysis *verb = rs_chosen(finder->reading, predicate->token);
  const RsNominal *nominals = finder->clauses->nominals;
  unsigned number = rs_feature(verb->features, RS_NUMBER_SHIFT);
  bool several = number >= 2;
  unsigned person = rs_feature(verb->features, RS_PERSON_SHIFT);
  bool first_person = person == 1 || person == 2;
  uint32_t right[2];
  rs_arguments_behind(finder, predicate, right);
  predicate->antecedent = antecedent_of(finder, predicate->token, limit);
  uint32_t left = RS_NONE;
  if (predicate->antecedent == RS_NONE && !belongs_to_subject(finder, predicate->token, limit))
    predicate->antecedent = bare_antecedent(finder, predicate, right, limit);
  if (predicate->antecedent == RS_NONE && !rs_has_conjunction(finder->reading, predicate->token)) {
    left = left_subject(finder, predicate->token, limit);
    bool free = left == RS_NONE || nominals[left].governor == RS_NONE ||
                heads_clause(finder, &nominals[left], predicate->token);
    bool beside = left != RS_NONE && nominals[left].last == predicate->token;
    bool impersonal =
      left != RS_NONE && is_impersonal_for(finder, predicate, &nominals[left]);
    if (left != RS_NONE && (!free || (!rs_verb_agrees(finder, verb, &nominals[left]) && !(beside && is_state(finder, left)) && !impersonal))) {
      left = RS_NONE;
    }
    /* Behind a comma a new clause begins with its verb: `في بيان للجيش، قال الوزير`. What stands
     * right behind أن still wants its verb: `أن الطيران، أطلق صواريخ`. */
    if (left != RS_NONE && right[0] != RS_NONE && !is_awaited(finder, left, limit) &&
        !is_headline(finder, left, predicate->token, limit) &&
        rs_comma_between(finder, nominals[left].last, predicate->token)) {
      left = RS_NONE;
    }
    /* `قصف مناطق تسيطر عليها المعارضة` */
    if (left != RS_NONE && right[0] != RS_NONE && nominals[left].last == predicate->token &&
        heads_clause(finder, &nominals[left], predicate->token) &&
        rs_is_resumed(finder->reading, predicate->token))
      left = RS_NONE;
    if (left == RS_NONE && right[1] == RS_NONE)
      left = auxiliary_subject(finder, predicate->token, limit);
    if (left == RS_NONE && right[1] == RS_NONE)
      left = subject_over_relative(finder, predicate, limit);
    if (left == RS_NONE && right[1] == RS_NONE)
      left = joined_subject(finder, predicate, right[0], limit);
    beside = left != RS_NONE && nominals[left].last == predicate->token;
    if (left != RS_NONE && !impersonal && !rs_verb_agrees(finder, verb, &nominals[left]) && !(beside && is_state(finder, left)))
      left = RS_NONE;
  }
  if (right[0] == RS_NONE && rs_acts_on_other(finder, predicate)) {
    left = predicate->antecedent;
    predicate->antecedent = RS_NONE;
  }
  if (predicate->antecedent != RS_NONE && !predicate->object_suffix) {
    /* `التي حملت بريطانيا روسيا مسؤوليتها`: both places are taken behind the verb. Behind a
     * comma the main clause goes on: `الذي يزور أنقرة، العقوبات الأمريكية`. */
    bool full =
      right[1] != RS_NONE &&
      !rs_comma_between(finder, nominals[right[0]].last, nominals[right[1]].first) &&
      rs_is_complete(finder, predicate, nominals[right[0]].first);
    /* `التي تسيطر عليها المعارضة`: the pronoun stands for the antecedent. */
    full |= right[0] != RS_NONE && rs_is_resumed(finder->reading, predicate->token);
    full |= rs_resumes_antecedent(finder, predicate, right[0]);
    bool fits = !full && rs_verb_agrees(finder, verb, &nominals[predicate->antecedent]) &&
                !rs_names_others(finder, predicate->token);
    left = fits ? predicate->antecedent : RS_NONE;
  }
  bool one = left == RS_NONE && right[1] == RS_NONE;
  if (one && (goes_on(finder, predicate, limit) || rs_is_left_object(finder, predicate, right[0]))) {
    predicate->object = right[0];
  } else if (left != RS_NONE) {
    predicate->subject = left;
    predicate->object = right[0];
  } else if (several || first_person || rs_is_oblique_plural(finder, predicate, right[0]) || resumes_subject(finder, predicate, right, limit) || (right[1] == RS_NONE && rs_is_own_thing(finder, predicate, right[0])) || (right[0] != RS_NONE && !rs_verb_may_agree(finder, predicate, &nominals[right[0]]) && !(right[1] != RS_NONE && is_state(finder, right[0])))) {
    predicate->object = right[0];
  } else {
    predicate->subject = right[0];
    predicate->object = right[1];
  }
  if (predicate->object_suffix && predicate->antecedent != RS_NONE) {
    predicate->object = predicate->antecedent;
  }
}

/* A verb whose skeleton is both voices is passive when its mark says so, or when the grammar
 * leaves no other reading. */
static bool is_passive(const Finder *finder, uint32_t token) {
  const RsAnalysis *verb = rs_chosen(finder->reading, token);
  unsigned voice = rs_feature(verb->features, RS_VOICE_SHIFT);
  if (voice == 2) return true;
  if (voice != 3) return false;
  const RsToken *word = &finder->reading->tokens->tokens[token];
  const uint8_t *marks = finder->reading->text->marks + word->start + verb->stem_start;
  unsigned length = word->end - word->start - verb->stem_start;
  /* `قُتل`, `اعتُقل` */
  bool damma = (marks[0] & RS_MARK_DAMMA) || (length > 3 && (marks[2] & RS_MARK_DAMMA));
  return damma && rs_feature(verb->features, RS_ASPECT_SHIFT) == 1;
}

static bool add(Finder *finder, uint32_t token, const RsSentence *sentence) {
  RsClauses *clauses = finder->clauses;
  clauses->predicates = rs_arena_grow(
    finder->arena,
    clauses->predicates,
    clauses->predicate_count,
    &finder->capacity,
    sizeof *clauses->predicates
  );
  if (!clauses->predicates) return false;
  RsPredicate predicate = {
    .token = token,
    .first = token,
    .last = clause_end(finder, token, sentence->last),
    .subject = RS_NONE,
    .object = RS_NONE,
    .antecedent = RS_NONE,
    .passive = is_passive(finder, token),
    .object_suffix = rs_chosen(finder->reading, token)->enclitic != RS_NO_CLITIC,
  };
  uint32_t limit =
    token > sentence->first + RS_CLAUSE_TOKENS ? token - RS_CLAUSE_TOKENS : sentence->first;
  assign(finder, &predicate, limit);
  uint32_t index = clauses->predicate_count++;
  clauses->predicates[index] = predicate;
  clauses->predicate_at[token] = index;
  rs_share_object(finder, index);
  govern(finder, predicate.subject, index, RS_RELATION_SUBJECT);
  govern(finder, predicate.object, index, RS_RELATION_OBJECT);
  for (uint32_t i = token + 1; i < predicate.last; i++) {
    uint32_t nominal = clauses->nominal_at[i];
    if (nominal != RS_NONE && clauses->nominals[nominal].preposition) {
      govern(finder, nominal, index, RS_RELATION_PREPOSITION);
    }
  }
  return true;
}

bool rs_predicates_find(RsClauses *clauses, RsArena *arena, const RsClauseInput *input) {
  Finder finder = {
    .input = input, .reading = input->reading, .clauses = clauses, .arena = arena};
  const RsTokens *tokens = input->reading->tokens;
  clauses->predicate_at =
    rs_arena_alloc(arena, (tokens->token_count + 1) * sizeof(uint32_t));
  clauses->predicate_first =
    rs_arena_alloc(arena, (tokens->sentence_count + 1) * sizeof(uint32_t));
  if (!clauses->predicate_at || !clauses->predicate_first) return false;
  for (uint32_t i = 0; i <= tokens->token_count; i++)
    clauses->predicate_at[i] = RS_NONE;
  for (uint32_t s = 0; s < tokens->sentence_count; s++) {
    clauses->predicate_first[s] = clauses->predicate_count;
    for (uint32_t i = tokens->sentences[s].first; i < tokens->sentences[s].last; i++) {
      if (is_verb(&finder, i) && !add(&finder, i, &tokens->sentences[s])) return false;
    }
  }
  clauses->predicate_first[tokens->sentence_count] = clauses->predicate_count;
  return true;
}

bool rs_clauses_find(RsClauses *clauses, RsArena *arena, const RsClauseInput *input) {
  *clauses = (RsClauses) {0};
  return rs_nominals_find(clauses, arena, input) &&
         rs_predicates_find(clauses, arena, input);
}
