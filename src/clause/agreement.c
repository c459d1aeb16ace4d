/* Whether a verb goes with a phrase for its subject.
 *
 * A verb agrees in gender with the first noun of its subject (`اعتدى عناصر من الشرطة`); plurals of things
 * are feminine, and a state has the gender of its name. A phrase that disagrees is the object of a
 * subject told before (`وناشدت المبعوث`).
 * Limits: of bodies only what is feminine for sure, for a word may be left out (`[قوات] الدعم السريع`).
 */
#include "clause/predicate.h"

typedef RsPredicates Finder;

/* `الملكة إليزابيث`, `المبعوث الأممي`, `حركة فتح`: a bearer's gender is that of the first word. A body
 * may go with a word that is left out (`أعلنت [قوات] الدعم السريع`). */
static unsigned gender_of_bearer(const Finder *finder, const RsName *name) {
  const RsAnalysis *first = rs_chosen(finder->reading, name->first);
  if (!first || first->upos != RS_UPOS_NOUN || first->lexeme == RS_NONE) return 0;
  unsigned gender = rs_feature(first->features, RS_GENDER_SHIFT);
  uint32_t flags = rs_lexeme_at(finder->reading, name->first)->flags;
  bool person = flags & RS_LEXEME_RATIONAL;
  if ((flags & RS_LEXEME_TITLE) && !person) return 0; /* `سماحة المفتي` */
  if (rs_feature(first->features, RS_NUMBER_SHIFT) != 1) return 0;
  const RsActorRecord *actor = name->kind == RS_NAME_ACTOR
                                 ? RS_GET(finder->reading->knowledge, actors, name->index)
                                 : NULL;
  bool body = actor && actor->type != RS_ACTOR_PERSON; /* not `آية الله خامنئي` */
  return (person && first->article) || (body && gender == 2) ? gender : 0;
}

/* The gender of a name of one word is its country's, of more its first noun's. */
static unsigned gender_of_name(const Finder *finder, uint32_t index) {
  const RsName *name = &finder->input->entities->names.names[index];
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  bool land = name->kind == RS_NAME_COUNTRY || name->kind == RS_NAME_CAPITAL;
  if (land && name->last - name->first == 1) {
    return name->kind == RS_NAME_CAPITAL
             ? 2
             : RS_GET(knowledge, countries, name->index)->gender;
  }
  const RsAnalysis *first = rs_chosen(finder->reading, name->first);
  bool noun = name->kind == RS_NAME_COUNTRY && first && first->upos == RS_UPOS_NOUN;
  /* `الولايات المتحدة`, `المملكة المتحدة`; `جنوب أفريقيا` goes with either. */
  bool feminine = noun && (rs_feature(first->features, RS_NUMBER_SHIFT) == 3 ||
                           rs_feature(first->features, RS_GENDER_SHIFT) == 2);
  return feminine ? 2 : 0;
}

unsigned rs_agreement_gender(const Finder *finder, const RsNominal *nominal) {
  /* The verb agrees with the first noun: `اعتدى عناصر من الشرطة`. */
  uint32_t first_flags = rs_lexeme_at(finder->reading, nominal->first)->flags;
  uint32_t noun = first_flags & RS_LEXEME_QUANTITY ? nominal->first : nominal->head;
  const RsAnalysis *chosen = rs_chosen(finder->reading, noun);
  uint32_t name = finder->input->entities->names.at[noun];
  if (name != RS_NONE) {
    const RsName *found = &finder->input->entities->names.names[name];
    if (found->kind == RS_NAME_COUNTRY || found->kind == RS_NAME_CAPITAL)
      return gender_of_name(finder, name);
    bool whole = found->first == nominal->first && nominal->number == RS_NONE;
    return whole ? gender_of_bearer(finder, found) : 0; /* not `عناصر من حركة الشباب` */
  }
  if (!chosen || chosen->lexeme == RS_NONE) return 0;
  /* `شجب سماحة الشيخ مصعب`: whom an honorific is for says the gender. */
  uint32_t flags = rs_lexeme_at(finder->reading, noun)->flags;
  bool person = nominal->name != RS_NONE &&
                finder->input->entities->names.names[nominal->name].kind == RS_NAME_PERSON;
  if (person && (flags & RS_LEXEME_TITLE) && !(flags & RS_LEXEME_RATIONAL)) return 0;
  unsigned number = rs_feature(chosen->features, RS_NUMBER_SHIFT);
  unsigned gender = rs_feature(chosen->features, RS_GENDER_SHIFT);
  const RsLexeme *lexeme = rs_morph_lexeme(finder->reading->knowledge, chosen);
  if (nominal->number != RS_NONE) return 0;
  /* ون and ين are plurals of people (`الجزائريون`); plurals of things are feminine. */
  bool people = (lexeme->flags & RS_LEXEME_RATIONAL) || rs_is_men(chosen);
  /* `تظاهر أعداد كبيرة من العراقيين`: the verb may agree with who is counted. */
  if (number == 3) return people || (first_flags & RS_LEXEME_QUANTITY) ? 0 : 2;
  return gender;
}

bool rs_verb_agrees(
  const Finder *finder, const RsAnalysis *verb, const RsNominal *nominal
) {
  unsigned wanted = rs_feature(verb->features, RS_GENDER_SHIFT);
  unsigned gender = rs_agreement_gender(finder, nominal);
  unsigned person = rs_feature(verb->features, RS_PERSON_SHIFT);
  if (person && person != 3) return false;
  return !wanted || !gender || wanted == gender;
}

/* `تعقد المنظمة اجتماعا`: what was read as تَعَقَّدَ may be of the other gender. */
bool rs_verb_may_agree(
  const Finder *finder, const RsPredicate *predicate, const RsNominal *nominal
) {
  enum {
    PERFECT = 1
  };
  const RsReading *reading = finder->reading;
  const RsAnalysis *verb = rs_chosen(reading, predicate->token);
  if (rs_verb_agrees(finder, verb, nominal)) return true;
  const RsWordType *type = reading->morphs[predicate->token].type;
  if (!type || rs_feature(verb->features, RS_ASPECT_SHIFT) != PERFECT) return false;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    bool imperfect = other->upos == RS_UPOS_VERB &&
                     rs_feature(other->features, RS_ASPECT_SHIFT) == PERFECT + 1;
    if (imperfect && rs_verb_agrees(finder, other, nominal)) return true;
  }
  return false;
}
