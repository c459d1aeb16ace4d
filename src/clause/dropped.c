/* When the only phrase behind a verb is its object.
 *
 * Of one bare phrase behind a transitive verb the verb itself does not tell whether it is the
 * subject (`قصف الطيران`) or the object of a subject told before. It is the object when it is a
 * thing of the subject's own (`وسعت سيطرتها`), when its accusative shows (`وذبح مديرا`), or when the
 * clause describes a work of whoever acts before it and no thing acts (`تقريرا انتقدت فيه أوضاع
 * السجون`).
 * Limits: the accusative shows on indefinite masculines alone.
 */
#include "clause/predicate.h"

typedef RsPredicates Finder;

/* `وسعت سيطرتها`, `كثف هجماته`: a thing of the verb's own subject, which is dropped. */
bool rs_is_own_thing(const Finder *finder, const RsPredicate *predicate, uint32_t index) {
  if (index == RS_NONE) return false;
  const RsReading *reading = finder->reading;
  const RsNominal *nominal = &finder->clauses->nominals[index];
  const RsAnalysis *verb = rs_chosen(reading, predicate->token);
  const RsAnalysis *word = rs_chosen(reading, nominal->head);
  uint32_t flags = rs_lexeme_at(reading, nominal->head)->flags;
  bool transitive = rs_lexeme_at(reading, predicate->token)->flags & RS_LEXEME_TRANSITIVE;
  if (!transitive || !word || word->upos != RS_UPOS_NOUN || (flags & RS_LEXEME_RATIONAL))
    return false;
  if (word->enclitic == RS_NO_CLITIC || nominal->first != predicate->token + 1)
    return false;
  uint32_t pronoun = RS_GET(reading->knowledge, clitics, word->enclitic)->features;
  return rs_feature(pronoun, RS_PERSON_SHIFT) == 3 &&
         rs_feature(pronoun, RS_NUMBER_SHIFT) == 1 &&
         rs_feature(pronoun, RS_GENDER_SHIFT) ==
           rs_feature(verb->features, RS_GENDER_SHIFT);
}

/* Somebody by his word or name: who may be the subject of a deed. */
bool rs_may_act(const Finder *finder, const RsNominal *nominal) {
  const RsNames *names = &finder->input->entities->names;
  uint32_t flags = rs_lexeme_at(finder->reading, nominal->head)->flags;
  if (flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL)) return true;
  uint32_t name = names->at[nominal->head];
  if (name != RS_NONE) return names->names[name].kind != RS_NAME_PLACE;
  return rs_is_body_word(finder->input, nominal->head);
}

/* `كما توعدت المغتربين`, `وحملت الحوثيين المسؤولية`: ين is never the subject's ending. */
bool rs_is_oblique_plural(
  const Finder *finder, const RsPredicate *predicate, uint32_t index
) {
  if (index == RS_NONE || predicate->object_suffix) return false;
  const RsNominal *nominal = &finder->clauses->nominals[index];
  /* `دعا بعض المشرعين` */
  if (nominal->first != predicate->token + 1 && rs_is_upos(finder->reading, nominal->first - 1, RS_UPOS_DET))
    return false;
  const RsAnalysis *word = rs_chosen(finder->reading, nominal->head);
  bool noun = word && (word->upos == RS_UPOS_NOUN ||
                       (word->upos == RS_UPOS_ADJ && nominal->name != RS_NONE));
  return noun && word->lexeme != RS_NONE && nominal->first == nominal->head &&
         rs_feature(word->features, RS_NUMBER_SHIFT) >= 2 && rs_is_men(word) &&
         rs_feature(word->features, RS_CASE_SHIFT) == 2;
}

bool rs_may_be_masdar(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *masdar = &type->analyses[i];
    if (masdar->derivation != RS_DERIVED_MASDAR) continue;
    uint32_t verb = rs_morph_lexeme(reading->knowledge, masdar)->verb;
    if (verb == RS_NONE) continue;
    if (RS_GET(reading->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE)
      return true;
  }
  return false;
}

/* `ودعا أنصاره إلى التظاهر`, `وحثت مواطنيها على المغادرة`: whom the subject told before calls upon. */
static bool is_own_people(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *nominal
) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *verb = rs_chosen(reading, predicate->token);
  const RsAnalysis *people = rs_chosen(reading, nominal->head);
  if (!rs_has_conjunction(reading, predicate->token) || nominal->first != predicate->token + 1)
    return false;
  bool own = people && people->upos == RS_UPOS_NOUN && people->enclitic != RS_NO_CLITIC &&
             nominal->first == nominal->head && nominal->last == nominal->first + 1 &&
             rs_feature(people->features, RS_NUMBER_SHIFT) == 3 &&
             (rs_lexeme_at(reading, nominal->head)->flags & RS_LEXEME_RATIONAL);
  if (!own || nominal->last >= reading->tokens->token_count) return false;
  uint32_t pronoun = RS_GET(reading->knowledge, clitics, people->enclitic)->features;
  if (rs_feature(pronoun, RS_GENDER_SHIFT) != rs_feature(verb->features, RS_GENDER_SHIFT))
    return false;
  uint32_t behind = rs_lexeme_at(reading, nominal->last)->flags;
  return rs_is_upos(reading, nominal->last, RS_UPOS_ADP) &&
         (behind & (RS_LEXEME_TOWARDS | RS_LEXEME_UPON));
}

/* `انتقد الكرملين الضربة، وأعلن تعليق العمل باتفاق`: a deed told by a masdar with its own genitive announces
 * nothing itself. */
static bool is_announced(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *nominal
) {
  const RsClauses *clauses = finder->clauses;
  const RsReading *reading = finder->reading;
  const RsAnalysis *verb = rs_chosen(reading, predicate->token);
  const RsAnalysis *masdar = rs_chosen(reading, nominal->first);
  bool deed = masdar && rs_may_be_masdar(reading, nominal->first) && !masdar->article &&
              masdar->enclitic == RS_NO_CLITIC && nominal->last > nominal->first + 1 &&
              nominal->first == predicate->token + 1;
  if (!deed || !rs_has_conjunction(reading, predicate->token)) return false;
  if (rs_is_body_word(finder->input, nominal->first) || rs_opens_clause(reading, nominal->last))
    return false;
  if (!clauses->predicate_count) return false;
  const RsPredicate *before = &clauses->predicates[clauses->predicate_count - 1];
  const RsTokens *tokens = reading->tokens;
  if (tokens->tokens[before->token].sentence != tokens->tokens[predicate->token].sentence)
    return false;
  if (before->subject == RS_NONE || before->passive) return false;
  const RsNominal *subject = &clauses->nominals[before->subject];
  return rs_may_act(finder, subject) && rs_verb_agrees(finder, verb, subject);
}

/* `دخل المصنع وذبح مديرا فيه`: the accusative shows that the subject is dropped. */
static bool is_accusative(const Finder *finder, const RsNominal *nominal) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *word = rs_chosen(reading, nominal->head);
  const RsToken *token = &reading->tokens->tokens[nominal->head];
  return word && word->upos == RS_UPOS_NOUN && word->lexeme != RS_NONE &&
         word->derivation != RS_DERIVED_MASDAR && nominal->first == nominal->head &&
         nominal->name == RS_NONE && !word->article &&
         rs_feature(word->features, RS_CASE_SHIFT) == 3 &&
         rs_feature(word->features, RS_NUMBER_SHIFT) == 1 &&
         token->end - token->start > 3 &&
         reading->text->letters[token->end - 1] == RS_LETTER_ALEF;
}

static uint32_t first_of_sentence(const Finder *finder, uint32_t token) {
  const RsTokens *tokens = finder->reading->tokens;
  return tokens->sentences[tokens->tokens[token].sentence].first;
}

/* `نشرت المنظمة تقريرا انتقدت فيه أوضاع السجون`: the clause describes what the subject of the verb
 * before made, and a thing behind its verb is what the same subject does it to. */
static bool describes_work(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *behind
) {
  const RsClauses *clauses = finder->clauses;
  const RsReading *reading = finder->reading;
  uint32_t verb = predicate->token;
  if (!clauses->predicate_count || !rs_is_resumed(reading, verb)) return false;
  const RsPredicate *before = &clauses->predicates[clauses->predicate_count - 1];
  if (before->object == RS_NONE || before->token < first_of_sentence(finder, verb))
    return false;
  const RsNominal *work = &clauses->nominals[before->object];
  const RsAnalysis *made = rs_chosen(reading, work->head);
  bool resumed = made && !made->article && rs_pronoun_fits(finder, verb + 1, work->head);
  if (!resumed || rs_may_act(finder, work)) return false;
  /* `هجوما قتل فيه خمسة جنود`; `بيانا انتقدت فيه الحكومة` */
  const RsAnalysis *somebody = rs_chosen(reading, behind->head);
  bool known = behind->number == RS_NONE &&
               (behind->name != RS_NONE || (somebody && somebody->article));
  if (before->subject == RS_NONE || (!known && rs_may_act(finder, behind))) return false;
  const RsAnalysis *word = rs_chosen(reading, verb);
  return rs_may_act(finder, &clauses->nominals[before->subject]) &&
         rs_verb_agrees(finder, word, &clauses->nominals[before->subject]);
}

/* The أن that a verb stands behind, over what lends it tense (`أن يكون قصف`), or RS_NONE. */
static uint32_t that_before(const RsReading *reading, uint32_t verb, uint32_t first) {
  uint32_t at = verb;
  if (at > first && (rs_lexeme_at(reading, at - 1)->flags & RS_LEXEME_AUXILIARY)) at--;
  if (at == first) return RS_NONE;
  uint32_t flags = rs_lexeme_at(reading, at - 1)->flags;
  return (flags & RS_LEXEME_THAT) && rs_is_upos(reading, at - 1, RS_UPOS_ADP) ? at - 1
                                                                              : RS_NONE;
}

/* `تريد تركيا أن تدعم إيران`, `نفى الجيش أن يكون قصف المدينة`: who wants or denies to do it does it,
 * unless somebody else is told who should (`دعت تركيا أوروبا إلى أن`). */
static bool is_wanted_by_subject(const Finder *finder, const RsPredicate *predicate) {
  const RsClauses *clauses = finder->clauses;
  if (!clauses->predicate_count) return false;
  const RsPredicate *before = &clauses->predicates[clauses->predicate_count - 1];
  uint32_t that = that_before(
    finder->reading, predicate->token, first_of_sentence(finder, predicate->token)
  );
  if (that == RS_NONE || before->token < first_of_sentence(finder, predicate->token))
    return false;
  if (before->subject == RS_NONE || before->object != RS_NONE || before->passive)
    return false;
  const RsNominal *subject = &clauses->nominals[before->subject];
  for (uint32_t i = before->token; i < that; i++) {
    uint32_t index = clauses->nominal_at[i];
    if (index == RS_NONE || index == before->subject) continue;
    if (clauses->nominals[index].pronoun || rs_may_act(finder, &clauses->nominals[index]))
      return false;
  }
  return rs_may_act(finder, subject) &&
         rs_verb_agrees(finder, rs_chosen(finder->reading, predicate->token), subject);
}

/* Whether the only phrase behind a verb is its object, and the subject dropped. */
bool rs_is_left_object(const Finder *finder, const RsPredicate *predicate, uint32_t index) {
  uint32_t flags = rs_lexeme_at(finder->reading, predicate->token)->flags;
  if (index == RS_NONE || predicate->object_suffix) return false;
  const RsNominal *nominal = &finder->clauses->nominals[index];
  if (rs_is_oblique_plural(finder, predicate, index))
    return true; /* `ودعا المتظاهرين إلى التهدئة` */
  if (is_own_people(finder, predicate, nominal)) return true;
  if (!(flags & RS_LEXEME_TRANSITIVE)) return false;
  return is_accusative(finder, nominal) || describes_work(finder, predicate, nominal) ||
         is_wanted_by_subject(finder, predicate) ||
         is_announced(finder, predicate, nominal);
}
