/* What a relative clause hangs on is to its verb.
 *
 * The antecedent fills the place of the missing argument. It is neither subject nor object where a
 * pronoun of a preposition or masdar stands for it (`الحركة التي تلقي تركيا باللوم عليها`), no subject
 * of a singular verb behind a plural relative (`الصحفيون الذين قامت باختطافهم`), and the subject where
 * the verb has a pronoun that does not fit it (`الاستخبارات التي عذبته`). Gender and number say which
 * noun of a genitive chain it is (`عائلة الجندي الذي قتل`, `قائد القوات التي هاجمت`, `جثث سبعة أشخاص قضوا`).
 * Limits: one level of relative clauses.
 */
#include "clause/predicate.h"

typedef RsPredicates Finder;

enum {
  EITHER,
  MASCULINE,
  FEMININE,
  PEOPLE
};

/* What a phrase takes a relative pronoun of. */
static unsigned agreement(const Finder *finder, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(finder->reading, nominal->head);
  if (!head) return EITHER;
  if (nominal->number != RS_NONE)
    return rs_lexeme_at(finder->reading, nominal->head)->flags & RS_LEXEME_RATIONAL
             ? PEOPLE
             : EITHER;
  if (rs_lexeme_at(finder->reading, nominal->first)->flags & RS_LEXEME_QUANTITY)
    return EITHER;
  unsigned gender = rs_agreement_gender(finder, nominal);
  bool plural = rs_feature(head->features, RS_NUMBER_SHIFT) == 3;
  if (finder->input->entities->names.at[nominal->head] != RS_NONE || !plural) return gender;
  /* `القوات التي` though a plural of people, `الوزراء الذين`. */
  bool men = rs_is_men(head) || rs_feature(head->features, RS_GENDER_SHIFT) == MASCULINE;
  return gender == FEMININE || !men ? FEMININE : PEOPLE;
}

/* `جثث سبعة أشخاص قضوا`: a verb of men right behind a phrase. */
static bool is_of_men(const RsAnalysis *verb) {
  return verb && verb->upos == RS_UPOS_VERB && !verb->proclitic_count &&
         rs_feature(verb->features, RS_PERSON_SHIFT) == 3 &&
         rs_feature(verb->features, RS_NUMBER_SHIFT) == 3 &&
         rs_feature(verb->features, RS_GENDER_SHIFT) == MASCULINE;
}

/* `الذي`, `التي`, `الذين`; EITHER for ما and من, and for `والتي`, which goes back further. */
static unsigned wanted(const Finder *finder, uint32_t relative) {
  if (is_of_men(rs_chosen(finder->reading, relative))) return PEOPLE;
  if (!rs_is_relative(finder, relative)) return EITHER;
  if (rs_has_conjunction(finder->reading, relative)) return EITHER;
  const RsAnalysis *chosen = rs_chosen(finder->reading, relative);
  unsigned number = rs_feature(chosen->features, RS_NUMBER_SHIFT);
  if (number != 1) return number == 3 ? PEOPLE : EITHER;
  return rs_feature(chosen->features, RS_GENDER_SHIFT);
}

bool rs_must_describe(const Finder *finder, uint32_t relative, const RsNominal *nominal) {
  unsigned pronoun = wanted(finder, relative);
  return pronoun != EITHER && agreement(finder, nominal) == pronoun;
}

bool rs_cannot_describe(const Finder *finder, uint32_t relative, const RsNominal *nominal) {
  unsigned pronoun = wanted(finder, relative), own = agreement(finder, nominal);
  return pronoun != EITHER && own != EITHER && own != pronoun;
}

/* Whether the pronoun on a verb can mean a noun: ه a masculine, ها a feminine or plural. */
bool rs_pronoun_fits(const Finder *finder, uint32_t verb, uint32_t noun) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *head = rs_chosen(reading, noun);
  const RsClitic *pronoun =
    RS_GET(reading->knowledge, clitics, rs_chosen(reading, verb)->enclitic);
  if (!head) return true; /* digits: `20 ممن تم أسرهم` */
  unsigned gender = rs_feature(head->features, RS_GENDER_SHIFT);
  unsigned number = rs_feature(head->features, RS_NUMBER_SHIFT);
  if (rs_feature(pronoun->features, RS_NUMBER_SHIFT) != 1) return number >= 2;
  if (rs_feature(pronoun->features, RS_GENDER_SHIFT) == 1) return gender != 2 && number < 2;
  return gender == 2 || number >= 2;
}

/* `مناطق تسيطر عليها`: a preposition with a pronoun right behind the verb. */
bool rs_is_resumed(const RsReading *reading, uint32_t verb) {
  const RsAnalysis *next = rs_chosen(reading, verb + 1);
  return next && next->upos == RS_UPOS_ADP && next->enclitic != RS_NO_CLITIC;
}

/* `الحركة التي تلقي تركيا باللوم عليها`, `الذين قامت الجماعة باختطافهم`, `التحقيق الذي وعد الجيش بإجرائه`: a
 * preposition's pronoun, or that of a masdar of another's deed, stands for the antecedent, so the noun
 * behind the verb is the subject; but `الرجل الذي اتهم الجيش بقتله`. */
bool rs_resumes_antecedent(
  const Finder *finder, const RsPredicate *predicate, uint32_t subject
) {
  const RsReading *reading = finder->reading;
  const RsNominal *nominals = finder->clauses->nominals;
  if (subject == RS_NONE) return false;
  /* `الذين تم أسرهم`: the masdar is the subject, its pronoun the antecedent. */
  const RsAnalysis *first = rs_chosen(reading, nominals[subject].first);
  bool done = first && first->derivation == RS_DERIVED_MASDAR &&
              first->enclitic != RS_NO_CLITIC &&
              nominals[subject].first == predicate->token + 1;
  if (done && rs_pronoun_fits(finder, nominals[subject].first, nominals[predicate->antecedent].head))
    return true;
  if (!rs_may_act(finder, &nominals[subject]) || !rs_verb_agrees(finder, rs_chosen(reading, predicate->token), &nominals[subject]))
    return false;
  bool light = !(rs_lexeme_at(reading, predicate->token)->flags & RS_LEXEME_TRANSITIVE) ||
               !rs_may_act(finder, &nominals[predicate->antecedent]);
  for (uint32_t i = nominals[subject].last; i < predicate->last; i++) {
    const RsAnalysis *word = rs_chosen(reading, i);
    if (!word || word->enclitic == RS_NO_CLITIC) continue;
    bool masdar = light && word->proclitic_count && rs_may_be_masdar(reading, i);
    if ((word->upos == RS_UPOS_ADP || masdar) && rs_pronoun_fits(finder, i, nominals[predicate->antecedent].head))
      return true;
  }
  return false;
}

/* `حملت بريطانيا روسيا مسؤوليتها`, `فجر مقتله احتجاجات`, but `جمع الرئيس بنظيره الأزمة`: only a
 * pronoun on a thing says that the clause is complete without its antecedent. */
bool rs_is_complete(const Finder *finder, const RsPredicate *predicate, uint32_t from) {
  enum {
    PERSON = RS_LEXEME_RATIONAL | RS_LEXEME_TITLE
  };
  uint32_t antecedent = finder->clauses->nominals[predicate->antecedent].head;
  if (!(rs_lexeme_at(finder->reading, predicate->token)->flags & RS_LEXEME_TRANSITIVE))
    return true;
  for (uint32_t i = from; i < predicate->last; i++) {
    const RsAnalysis *word = rs_chosen(finder->reading, i);
    if (!word || word->enclitic == RS_NO_CLITIC) continue;
    if (rs_lexeme_at(finder->reading, i)->flags & PERSON) continue;
    if (rs_pronoun_fits(finder, i, antecedent)) return true;
  }
  return false;
}

/* `الصحفيون الذين قامت باختطافهم`: behind a plural relative a singular verb is another's. */
bool rs_names_others(const Finder *finder, uint32_t verb) {
  const RsAnalysis *relative = verb ? rs_chosen(finder->reading, verb - 1) : NULL;
  return relative && rs_is_relative(finder, verb - 1) &&
         rs_feature(relative->features, RS_NUMBER_SHIFT) == 3 &&
         rs_feature(rs_chosen(finder->reading, verb)->features, RS_NUMBER_SHIFT) == 1;
}

/* `سلم إلى الاستخبارات التي عذبته`: a pronoun that does not fit the antecedent is somebody else's,
 * and the antecedent the subject. */
bool rs_acts_on_other(const Finder *finder, const RsPredicate *predicate) {
  if (predicate->antecedent == RS_NONE || !predicate->object_suffix) return false;
  if (!predicate->token || !rs_is_relative(finder, predicate->token - 1)) return false;
  const RsNominal *antecedent = &finder->clauses->nominals[predicate->antecedent];
  return rs_may_act(finder, antecedent) &&
         !rs_pronoun_fits(finder, predicate->token, antecedent->head) &&
         rs_verb_agrees(finder, rs_chosen(finder->reading, predicate->token), antecedent);
}
