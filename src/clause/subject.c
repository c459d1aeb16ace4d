/* The subject before its verb.
 *
 * A noun phrase before the verb is its subject when nothing else is (`الجيش يقصف`, headlines,
 * after أن): over adverbials, a short parenthesis or a relative clause of its own, behind the verb
 * that lends the tense (`كانت الدولة، وهي تحالف، أعلنت`), joined to what stands before it (`قصفت غزة
 * والقاهرة تدين`). Behind a comma a new clause begins with its verb, but for headlines and what
 * waits for its verb behind أن. Limits: clauses are found by surface ends, not by parsing.
 */
#include "clause/predicate.h"

typedef RsPredicates Finder;

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
bool rs_nominal_is_dated(const Finder *finder, const RsNominal *nominal) {
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
      if (!at->preposition && !at->conjoined && !at->pronoun && !rs_nominal_is_dated(finder, at))
        return nominal;
      i = at->first;
      continue;
    }
    uint32_t open = rs_is_punct(reading, i, ')') ? parenthesis(finder, i, limit) : RS_NONE;
    if (open != RS_NONE) {
      i = open;
      continue;
    }
    if (rs_ends_clause(finder, i) || rs_is_predicate_verb(finder, i) || rs_is_relative(finder, i))
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

/* `قوات مشتركة استهدفت مواقع`: an indefinite phrase right before a verb is what the verb tells
 * of, whatever it is to the verb before. */
bool rs_heads_clause(const Finder *finder, const RsNominal *nominal, uint32_t verb) {
  const RsAnalysis *head = rs_chosen(finder->reading, nominal->head);
  return nominal->last == verb && head && !head->article &&
         head->enclitic == RS_NO_CLITIC && nominal->name == RS_NONE;
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
bool rs_belongs_to_subject(const Finder *finder, uint32_t verb, uint32_t limit) {
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
  if (!joined || nominal->governor != RS_NONE || rs_nominal_is_dated(finder, nominal))
    return RS_NONE;
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

/* `الأردن تنسق مع مصر`: a state beside its verb may be of either gender. */
static bool agrees(const Finder *finder, const RsPredicate *predicate, uint32_t left) {
  const RsNominal *nominal = &finder->clauses->nominals[left];
  const RsAnalysis *verb = rs_chosen(finder->reading, predicate->token);
  return rs_verb_agrees(finder, verb, nominal) ||
         (nominal->last == predicate->token && is_state(finder, left));
}

/* Whether the phrase is an argument of another verb. */
static bool is_taken(const Finder *finder, const RsPredicate *predicate, uint32_t left) {
  const RsNominal *nominal = &finder->clauses->nominals[left];
  return nominal->governor != RS_NONE &&
         !rs_heads_clause(finder, nominal, predicate->token);
}

/* Behind a comma a new clause begins with its verb: `في بيان للجيش، قال الوزير`. What stands right
 * behind أن still wants its verb: `أن الطيران، أطلق صواريخ`. */
static bool is_cut_off(
  const Finder *finder, const RsPredicate *predicate, uint32_t left, uint32_t limit
) {
  const RsNominal *nominal = &finder->clauses->nominals[left];
  return !is_awaited(finder, left, limit) &&
         !is_headline(finder, left, predicate->token, limit) &&
         rs_comma_between(finder, nominal->last, predicate->token);
}

/* `قصف مناطق تسيطر عليها المعارضة` */
static bool is_resumed_behind(
  const Finder *finder, const RsPredicate *predicate, uint32_t left
) {
  const RsNominal *nominal = &finder->clauses->nominals[left];
  return nominal->last == predicate->token &&
         rs_heads_clause(finder, nominal, predicate->token) &&
         rs_is_resumed(finder->reading, predicate->token);
}

uint32_t rs_subject_before(
  const Finder *finder,
  const RsPredicate *predicate,
  const uint32_t right[2],
  uint32_t limit
) {
  uint32_t left = left_subject(finder, predicate->token, limit);
  bool impersonal = left != RS_NONE &&
                    is_impersonal_for(finder, predicate, &finder->clauses->nominals[left]);
  if (left != RS_NONE && is_taken(finder, predicate, left)) left = RS_NONE;
  if (left != RS_NONE && !impersonal && !agrees(finder, predicate, left)) left = RS_NONE;
  if (left != RS_NONE && right[0] != RS_NONE) {
    bool other = is_cut_off(finder, predicate, left, limit) ||
                 is_resumed_behind(finder, predicate, left);
    if (other) left = RS_NONE;
  }
  if (left != RS_NONE) return left;
  if (right[1] != RS_NONE) return RS_NONE;
  left = auxiliary_subject(finder, predicate->token, limit);
  if (left == RS_NONE) left = subject_over_relative(finder, predicate, limit);
  if (left == RS_NONE) left = joined_subject(finder, predicate, right[0], limit);
  if (left == RS_NONE || impersonal || agrees(finder, predicate, left)) return left;
  return RS_NONE;
}

bool rs_lacks_subject_behind(
  const Finder *finder,
  const RsPredicate *predicate,
  const uint32_t right[2],
  uint32_t limit
) {
  const RsAnalysis *verb = rs_chosen(finder->reading, predicate->token);
  unsigned person = rs_feature(verb->features, RS_PERSON_SHIFT);
  if (rs_feature(verb->features, RS_NUMBER_SHIFT) >= 2 || person == 1 || person == 2)
    return true;
  if (rs_is_oblique_plural(finder, predicate, right[0]) || resumes_subject(finder, predicate, right, limit))
    return true;
  if (right[1] == RS_NONE && rs_is_own_thing(finder, predicate, right[0])) return true;
  if (right[0] == RS_NONE) return false;
  bool state = right[1] != RS_NONE && is_state(finder, right[0]);
  return !state &&
         !rs_verb_may_agree(finder, predicate, &finder->clauses->nominals[right[0]]);
}
