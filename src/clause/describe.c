/* Which adjectives belong to a noun phrase.
 *
 * An adjective agrees with a noun of the phrase in gender, number and article (`وزير الخارجية المالي`);
 * a name is definite by itself. Not an adjective is a man behind a body (`منعت السلطات الإسرائيلية
 * المفتي`), an accusative that tells how (`استشهد متأثرا بجراحه`), or what cannot describe the word
 * before it and so is a noun (`سجن القيادي`).
 * Limits: case is seen only where it is written.
 */
#include "clause/phrase.h"

#include <string.h>

/* `وزيرا خارجية مصر والسودان`: two office holders look like an accusative. */
bool rs_phrase_may_be_dual(const RsPhrases *finder, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(finder->reading, token);
  const RsWordType *type = finder->reading->morphs[token].type;
  if (!(rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_TITLE)) return false;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->lexeme == chosen->lexeme && (other->features & RS_FEATURE_CONSTRUCT) &&
        rs_feature(other->features, RS_NUMBER_SHIFT) == 2)
      return true;
  }
  return false;
}

/* `الرئيسان الصيني شي جين بينغ والروسي فلاديمير بوتين`: each of two has his nationality and name. */
static bool is_first_of_two(const RsPhrases *finder, uint32_t head, uint32_t next) {
  const RsAnalysis *office = rs_chosen(finder->reading, head);
  const RsAnalysis *nisba = rs_chosen(finder->reading, next);
  uint32_t name = rs_phrase_name(finder, next + 1);
  bool two =
    office && office->article && rs_feature(office->features, RS_NUMBER_SHIFT) == 2;
  return two && nisba->article && rs_nisba_at(finder->input, next) != RS_NONE &&
         name != RS_NONE &&
         rs_phrase_is_person(finder, &finder->input->entities->names.names[name]);
}

/* `منعت السلطات الإسرائيلية المفتي`, `اغتال الموساد الإسرائيلي القيادي`: a man is no quality of a body, unlike
 * `الائتلاف السوري المعارض`. */
static bool is_man_behind_body(
  const RsPhrases *finder, uint32_t before, uint32_t head, uint32_t next
) {
  const RsAnalysis *chosen = rs_chosen(finder->reading, next);
  uint32_t role = finder->input->roles[next].role;
  bool named = rs_phrase_name(finder, head) != RS_NONE && rs_phrase_is_body(finder, head);
  if (!chosen->article || before == head || !(named || rs_is_body_word(finder->input, head)))
    return false;
  bool one = rs_feature(chosen->features, RS_NUMBER_SHIFT) <= 1;
  if (!one || rs_feature(chosen->features, RS_GENDER_SHIFT) == 2) return false;
  if (role == RS_NONE || rs_nisba_at(finder->input, before) == RS_NONE) return false;
  return rs_is_person_word(finder->input, next) &&
         strcmp(RS_GET(finder->reading->knowledge, roles, role)->sector, "OPP") != 0;
}

/* `تنظيم داعش الناشط أحمد سعيد`, `الحوثيون القيادي البارز علي حسن`: before a name, perhaps with an adjective
 * between, stands whose name it is; `رئيس حركة النهضة المعتقل راشد الغنوشي` is one man. */
static bool is_named_man(
  const RsPhrases *finder, uint32_t before, uint32_t head, uint32_t next
) {
  const RsAnalysis *man = rs_chosen(finder->reading, next);
  if (rs_lexeme_at(finder->reading, head)->flags & RS_LEXEME_TITLE) return false;
  while (before > head && rs_phrase_name(finder, before) == RS_NONE &&
         rs_is_upos(finder->reading, before, RS_UPOS_ADJ))
    before--;
  uint32_t own = rs_phrase_name(finder, before);
  /* `اتهم أردوغان الداعية فتح الله غولن`: nor is it one of a man named before */
  bool named = own != RS_NONE &&
               (rs_phrase_is_body(finder, before) || rs_phrase_is_land(finder, before) ||
                rs_phrase_is_person(finder, &finder->input->entities->names.names[own]));
  bool body = named || rs_is_body_word(finder->input, before);
  if (!body || !man->article || !rs_is_person_word(finder->input, next)) return false;
  uint32_t at = next + 1;
  if (rs_is_upos(finder->reading, at, RS_UPOS_ADJ)) at++;
  uint32_t name = rs_phrase_name(finder, at);
  return name != RS_NONE &&
         rs_phrase_is_person(finder, &finder->input->entities->names.names[name]);
}

/* Whether an adjective can describe a noun: plurals of things take the feminine singular. */
bool rs_phrase_agrees(const RsPhrases *finder, uint32_t noun, const RsAnalysis *adjective) {
  const RsAnalysis *chosen = rs_chosen(finder->reading, noun);
  bool many = rs_feature(adjective->features, RS_NUMBER_SHIFT) == 3;
  bool lands = rs_feature(adjective->features, RS_GENDER_SHIFT) == 2 &&
               adjective->derivation == RS_DERIVED_NISBA;
  bool named = rs_phrase_name(finder, noun) != RS_NONE;
  /* `دعا عباس الإسرائيليين`, `هاجم نصر الله السعودية`: no quality of one man. */
  if (named && rs_phrase_ends_in_person(finder, noun)) return !many && !lands;
  if (!chosen || chosen->lexeme == RS_NONE || adjective->lexeme == RS_NONE) return true;
  /* `قصفت إسرائيل الفلسطينيين`: a land is one. */
  if (named) return !many || !rs_phrase_is_land(finder, noun);
  if (chosen->upos == RS_UPOS_PROPN) return !many || !adjective->article;
  unsigned number = rs_feature(chosen->features, RS_NUMBER_SHIFT);
  unsigned gender = rs_feature(chosen->features, RS_GENDER_SHIFT);
  unsigned adjective_number = rs_feature(adjective->features, RS_NUMBER_SHIFT);
  unsigned adjective_gender = rs_feature(adjective->features, RS_GENDER_SHIFT);
  if (!number || !adjective_number) return true;
  bool same_gender = !gender || !adjective_gender || gender == adjective_gender;
  if (number == 1) return adjective_number == 1 && same_gender;
  /* The dual and the sound plural look alike (فرنسيين). */
  if (number == 2) return adjective_number != 1;
  /* Men are not described in the feminine: `مسلحون دورية` are two phrases; nor things in the plural of men
   * (`وكالات الإغاثة المانحين`). */
  bool of_men = adjective_number == 3 && adjective_gender == 1;
  return (adjective_number == 3 && !(of_men && gender == 2 && !rs_is_men(chosen))) ||
         (!rs_is_men(chosen) && adjective_number == 1 && adjective_gender == 2);
}

bool rs_phrase_adjective_fits(
  const RsPhrases *finder, uint32_t first, uint32_t before, const RsAnalysis *adjective
) {
  /* `رئيس الوزراء بنيامين نتنياهو الفلسطينيين`: behind his name only what fits one man */
  bool bearer =
    rs_phrase_name(finder, before) != RS_NONE && rs_phrase_ends_in_person(finder, before);
  if (bearer && rs_feature(adjective->features, RS_NUMBER_SHIFT) == 3) return false;
  for (uint32_t i = first; i <= before; i++) {
    const RsAnalysis *chosen = rs_chosen(finder->reading, i);
    bool noun = chosen && (chosen->upos == RS_UPOS_NOUN || chosen->upos == RS_UPOS_PROPN);
    if ((noun || rs_phrase_name(finder, i) != RS_NONE) && rs_phrase_agrees(finder, i, adjective)) {
      return true;
    }
  }
  const RsAnalysis *chosen = rs_chosen(finder->reading, first);
  return !chosen || chosen->upos == RS_UPOS_ADJ ||
         rs_phrase_number(finder, first) != RS_NONE;
}

/* `لن تسلم إسبانيا الناشط`: a land of feminine name has no masculine adjective. */
static bool is_other_gender(
  const RsPhrases *finder, uint32_t token, const RsAnalysis *adjective
) {
  uint32_t index = rs_phrase_name(finder, token);
  if (index == RS_NONE || rs_feature(adjective->features, RS_GENDER_SHIFT) != 1)
    return false;
  const RsName *name = &finder->input->entities->names.names[index];
  if (name->kind == RS_NAME_CAPITAL) return true;
  return name->kind == RS_NAME_COUNTRY && name->last - name->first == 1 &&
         RS_GET(finder->reading->knowledge, countries, name->index)->gender == 2;
}

/* `استشهد شاب فلسطيني متأثرا بجراحه`: an accusative behind a person who is none tells how. */
static bool tells_how(
  const RsPhrases *finder, uint32_t before, const RsAnalysis *adjective
) {
  const RsAnalysis *last = rs_chosen(finder->reading, before);
  bool accusative = !adjective->article &&
                    rs_feature(adjective->features, RS_CASE_SHIFT) == 3 &&
                    rs_feature(adjective->features, RS_NUMBER_SHIFT) == 1;
  if (!accusative || !last || rs_feature(last->features, RS_CASE_SHIFT) == 3) return false;
  bool person = last->derivation == RS_DERIVED_NISBA ||
                (rs_lexeme_at(finder->reading, before)->flags & RS_LEXEME_RATIONAL);
  return person && adjective->derivation == RS_DERIVED_ACTIVE_PARTICIPLE &&
         rs_feature(last->features, RS_GENDER_SHIFT) == 1 &&
         rs_feature(last->features, RS_NUMBER_SHIFT) == 1;
}

/* `أهداف مدنية وعسكرية`: a second quality of the same things; a nationality is another party's. */
bool rs_phrase_adds_quality(const RsPhrases *finder, uint32_t before, uint32_t next) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *first = rs_chosen(reading, before), *second = rs_chosen(reading, next);
  bool adjectives = first->upos == RS_UPOS_ADJ && second->upos == RS_UPOS_ADJ &&
                    second->proclitic_count == 1 && rs_has_conjunction(reading, next);
  if (!adjectives || first->article || second->article) return false;
  bool feminine = rs_feature(first->features, RS_GENDER_SHIFT) == 2 &&
                  rs_feature(second->features, RS_GENDER_SHIFT) == 2 &&
                  rs_feature(second->features, RS_NUMBER_SHIFT) == 1;
  return feminine && rs_nisba_at(finder->input, before) == RS_NONE &&
         rs_nisba_at(finder->input, next) == RS_NONE;
}

/* `خطف مجهولون مهندسا`, `عذب المحققون المعتقلين`: of two cases; `حلفاؤها الغربيين` is a slip. */
static bool is_other_case(const RsAnalysis *last, const RsAnalysis *adjective) {
  if (!last || last->enclitic != RS_NO_CLITIC) return false;
  unsigned its = rs_feature(adjective->features, RS_CASE_SHIFT);
  return rs_feature(last->features, RS_CASE_SHIFT) == 1 && its > 1;
}

/* `هاجم الجنود المتظاهرين`: behind a verb that begins its clause, men who act and others whom they do it
 * to; `داعش يهاجم الجنود المنتشرين` has its subject before. */
static bool is_done_to(
  const RsPhrases *finder, uint32_t before, const RsAnalysis *adjective
) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *men = rs_chosen(reading, before);
  bool others = adjective->article && rs_feature(adjective->features, RS_CASE_SHIFT) == 2 &&
                rs_feature(adjective->features, RS_NUMBER_SHIFT) == 3;
  if (!others || !men || !men->article || before == 0) return false;
  bool acting = men->upos == RS_UPOS_NOUN && !rs_feature(men->features, RS_CASE_SHIFT) &&
                rs_feature(men->features, RS_NUMBER_SHIFT) == 3 &&
                (rs_lexeme_at(reading, before)->flags & RS_LEXEME_RATIONAL);
  const RsAnalysis *verb = rs_chosen(reading, before - 1);
  if (!acting || !verb || verb->upos != RS_UPOS_VERB || verb->proclitic_count) return false;
  bool him = rs_feature(verb->features, RS_GENDER_SHIFT) == 1 &&
             rs_feature(verb->features, RS_NUMBER_SHIFT) == 1 &&
             verb->enclitic == RS_NO_CLITIC;
  const RsTokens *tokens = reading->tokens;
  uint32_t first = tokens->sentences[tokens->tokens[before].sentence].first;
  bool opens = before - 1 == first || rs_is_punct(reading, before - 2, ',') ||
               rs_is_punct(reading, before - 2, '"') ||
               rs_opens_clause(reading, before - 2);
  return him && opens && (rs_lexeme_at(reading, before - 1)->flags & RS_LEXEME_TRANSITIVE);
}

bool rs_phrase_is_described(
  const RsPhrases *finder, uint32_t before, uint32_t next, uint32_t head, bool open
) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *chosen = rs_chosen(reading, next);
  const RsAnalysis *last = rs_chosen(reading, before);
  /* A name is definite by itself, `شركة "ساليني" الإيطالية`, but for `متمردون طوارق ماليون`. */
  bool named = rs_phrase_name(finder, before) != RS_NONE;
  bool definite =
    (named && !(last && last->upos == RS_UPOS_ADJ)) ||
    (last &&
     (last->article || last->enclitic != RS_NO_CLITIC ||
      (last->upos == RS_UPOS_PROPN && rs_nisba_at(finder->input, before) == RS_NONE)));
  if (open && rs_phrase_number(finder, before) != RS_NONE) return true;
  /* `وزيرا خارجية مصر`: no adjective of the two. */
  if (open && rs_phrase_may_be_dual(finder, before) && !chosen->article) return true;
  if (before == head && is_other_gender(finder, before, chosen)) return false;
  /* `تتهم دمشق المعارضة المسلحة`: a body, no adjective of the land. */
  if (named && rs_phrase_is_land(finder, before) && rs_is_body_word(finder->input, next))
    return false;
  if (tells_how(finder, before, chosen) || is_other_case(last, chosen)) return false;
  if (before == head && is_done_to(finder, before, chosen)) return false;
  if (is_man_behind_body(finder, before, head, next)) return false;
  if (is_named_man(finder, before, head, next)) return false;
  /* `يوسف المحمود المتحدث باسم الحكومة`: his office */
  if (named && chosen->article && rs_phrase_ends_in_person(finder, before) && rs_is_person_word(finder->input, next))
    return false;
  if (before == head && is_first_of_two(finder, head, next)) return true;
  /* `سجن القيادي`, `مقتل المعارض`: it cannot describe, so it is a noun. */
  const bool noun = last && last->upos == RS_UPOS_NOUN;
  if (open && noun && !definite && chosen->article) return true;
  /* `اعتقال معارضين`: a plural that describes nothing before it is people. */
  bool people = open && !chosen->article && rs_feature(chosen->features, RS_CASE_SHIFT) &&
                rs_feature(chosen->features, RS_NUMBER_SHIFT) >= 2;
  if (people && !rs_phrase_adjective_fits(finder, head, before, chosen)) return true;
  return definite == chosen->article &&
         rs_phrase_adjective_fits(finder, head, before, chosen);
}
