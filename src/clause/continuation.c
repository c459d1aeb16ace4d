/* Whether the next word goes on with a noun phrase.
 *
 * A genitive behind a noun that waits for one (`وزير الخارجية`), an adjective that agrees, a name
 * behind a title (`الوزيرة ماري أوسو`) or behind what it names (`العاصمة الليبية طرابلس`). An accusative
 * does not (`استهدف انتحاري اجتماعا`), nor a word that counts anew (`29 دولة عشرات الدبلوماسيين`), a
 * direction (`اشتباكات غربي طرابلس`) or one whom somebody did it to (`قتل مسلح جنديين`).
 */
#include "clause/phrase.h"

#include <string.h>

/* `حركتي حماس والجهاد`: "my movement" is "the two movements of" before a noun or name. */
static bool is_dual_construct(const RsPhrases *finder, uint32_t token) {
  const RsWordType *type = finder->reading->morphs[token].type;
  const RsAnalysis *chosen = rs_chosen(finder->reading, token);
  const RsClitic *pronoun = RS_GET(finder->reading->knowledge, clitics, chosen->enclitic);
  if (rs_feature(pronoun->features, RS_PERSON_SHIFT) != 1 || chosen->upos != RS_UPOS_NOUN)
    return false;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->upos == RS_UPOS_NOUN && other->enclitic == RS_NO_CLITIC &&
        (other->features & RS_FEATURE_CONSTRUCT) &&
        rs_feature(other->features, RS_NUMBER_SHIFT) == 2) {
      return true;
    }
  }
  return false;
}

/* `انتحاري`, `فلسطيني`, `جندي`: a person by a nisba is nobody's: `فجر انتحاري سيارة`. */
static bool is_nisba_person(const RsPhrases *finder, uint32_t token) {
  static const char ending[] = RS_UTF8_YEH RS_UTF8_SHADDA;
  const RsAnalysis *chosen = rs_chosen(finder->reading, token);
  if (!chosen || chosen->lexeme == RS_NONE || chosen->article) return false;
  if (rs_feature(chosen->features, RS_NUMBER_SHIFT) != 1) return false;
  const RsLexeme *lexeme = rs_morph_lexeme(finder->reading->knowledge, chosen);
  const char *lemma = rs_text_at(finder->reading->knowledge, lexeme->lemma);
  size_t length = strlen(lemma);
  return rs_is_person_word(finder->input, token) && !(lexeme->flags & RS_LEXEME_TITLE) &&
         length >= sizeof ending &&
         strcmp(lemma + length - (sizeof ending - 1), ending) == 0;
}

/* Whether the last word of the phrase still waits for its genitive. */
static bool open_construct(const RsPhrases *finder, uint32_t token, uint32_t head) {
  if (rs_phrase_name(finder, token) != RS_NONE) return false;
  const RsAnalysis *chosen = rs_chosen(finder->reading, token);
  if (token && rs_phrase_skip_unmanned(finder, token - 1, token + 1) > token) return false;
  if (chosen && chosen->upos == RS_UPOS_PROPN && rs_nisba_at(finder->input, token) != RS_NONE)
    return false; /* `غارات سورية` */
  if (!chosen) return rs_phrase_number(finder, token) != RS_NONE;
  if (rs_phrase_number(finder, token) != RS_NONE) return true;
  /* `السديس`: a name that holds the article. */
  const uint8_t *letters =
    finder->reading->text->letters + finder->reading->tokens->tokens[token].start;
  bool holds_article = letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM;
  if (chosen->upos == RS_UPOS_PROPN && holds_article && token == head) return false;
  bool participle = chosen->derivation != RS_DERIVED_NONE;
  /* `وزيرا خارجية مصر` */
  bool office =
    token == head + 1 && !chosen->article && rs_phrase_may_be_dual(finder, head);
  if (chosen->upos == RS_UPOS_ADJ && !office && (participle || token != head) &&
      !(token == head && rs_is_person_word(finder->input, token))) {
    return false;
  }
  /* `مسلحون` and `رجلا` are complete; `مسلحو` waits. */
  bool complete = rs_feature(chosen->features, RS_CASE_SHIFT) != 0 &&
                  !(chosen->features & RS_FEATURE_CONSTRUCT);
  if (chosen->enclitic != RS_NO_CLITIC) return is_dual_construct(finder, token);
  return !chosen->article && (!complete || rs_phrase_may_be_dual(finder, token));
}

/* `29 دولة عشرات الدبلوماسيين`: what is counted already is not counted again. */
static bool counts_anew(const RsPhrases *finder, uint32_t before, uint32_t next) {
  bool quantity = rs_lexeme_at(finder->reading, next)->flags & RS_LEXEME_QUANTITY;
  if (!quantity && rs_phrase_number(finder, next) == RS_NONE) return false;
  return before > 0 && rs_phrase_number(finder, before) == RS_NONE &&
         rs_phrase_number(finder, before - 1) != RS_NONE;
}

/* `الطفل ياسين`, `الشاب أحمد`: one human being may be named. */
static bool is_one_human(const RsPhrases *finder, uint32_t token) {
  const RsAnalysis *word = rs_chosen(finder->reading, token);
  return word && word->upos == RS_UPOS_NOUN &&
         rs_feature(word->features, RS_NUMBER_SHIFT) == 1 &&
         (rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_RATIONAL) &&
         !(rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_PLACE) &&
         !rs_is_body_word(finder->input, token);
}

/* A body with no office in its phrase (`إدارة الرئيس الأميركي جو بايدن`) or before it (`العميد في الجيش الروسي
 * ديمتري أوتكين`). */
static bool is_bare_body(const RsPhrases *finder, uint32_t head, uint32_t last) {
  if (!rs_is_body_word(finder->input, head)) return false;
  if (head && rs_is_upos(finder->reading, head - 1, RS_UPOS_ADP)) return false;
  for (uint32_t i = head; i <= last; i++) {
    bool office = rs_lexeme_at(finder->reading, i)->flags & RS_LEXEME_TITLE;
    if (office || rs_is_person_word(finder->input, i)) return false;
  }
  return true;
}

/* `قتل مسلح جنديين`, `طعن مهاجم شرطيين`: one indefinite man behind a verb, and others whom he did it to. */
static bool meets_others(const RsPhrases *finder, uint32_t before, uint32_t next) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *man = rs_chosen(reading, before), *others = rs_chosen(reading, next);
  if (!man || !others || !before || !rs_is_upos(reading, before - 1, RS_UPOS_VERB))
    return false;
  bool one = man->upos == RS_UPOS_NOUN && !man->article && man->enclitic == RS_NO_CLITIC &&
             rs_feature(man->features, RS_NUMBER_SHIFT) == 1 &&
             rs_feature(man->features, RS_GENDER_SHIFT) == 1;
  bool several = !others->article && others->enclitic == RS_NO_CLITIC &&
                 rs_feature(others->features, RS_NUMBER_SHIFT) >= 2 &&
                 rs_feature(others->features, RS_CASE_SHIFT) == 2;
  return one && several && !(rs_lexeme_at(reading, before)->flags & RS_LEXEME_TITLE) &&
         rs_is_person_word(finder->input, before) && rs_is_person_word(finder->input, next);
}

/* `الرجال الثلاثة`: a number behind what it counts is an adjective. */
static bool counts_behind(const RsPhrases *finder, uint32_t number) {
  const RsAnalysis *many = number ? rs_chosen(finder->reading, number - 1) : NULL;
  const RsAnalysis *count = rs_chosen(finder->reading, number);
  return rs_phrase_number(finder, number) != RS_NONE && count && count->article && many &&
         many->article && many->upos == RS_UPOS_NOUN &&
         rs_feature(many->features, RS_NUMBER_SHIFT) == 3;
}

/* `12 شخصا شمالي المحافظة`, `اشتباكات غربي طرابلس`: where, and no part of the phrase; but `متمردو شمالي
 * مالي` belong there, and `منطقة شرقي غزة` is the place itself. */
static bool tells_where(
  const RsPhrases *finder, uint32_t before, uint32_t next, bool open
) {
  if (rs_lexeme_at(finder->reading, before)->flags & RS_LEXEME_PLACE) return false;
  if (open && rs_is_person_word(finder->input, before)) return false;
  const RsAnalysis *bearing = rs_chosen(finder->reading, next);
  bool nisba =
    bearing && (bearing->upos == RS_UPOS_ADJ ||
                (rs_lexeme_at(finder->reading, next)->flags & RS_LEXEME_RATIONAL));
  return nisba && rs_phrase_is_bearing(finder, next);
}

/* `حركة التمرد فارك`, `تنظيم الدولة داعش`: a movement told by its kind, then by its name. */
static bool is_movement(
  const RsPhrases *finder, uint32_t before, uint32_t head, const RsName *name
) {
  static const char *const sectors[] = {"REB", "PRM", "OPP", "PTY"};
  const RsAnalysis *kind = rs_chosen(finder->reading, head);
  const RsAnalysis *last = rs_chosen(finder->reading, before);
  bool idafa = before == head + 1 && kind && !kind->article && last && last->article &&
               last->upos == RS_UPOS_NOUN && rs_is_body_word(finder->input, head);
  if (!idafa || name->kind != RS_NAME_ACTOR) return false;
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  const char *sector = RS_GET(knowledge, actors, name->index)->sector;
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (strcmp(sector, sectors[i]) == 0) return true;
  }
  return false;
}

/* `انتقد فريدمان مشاركة واشنطن`: a man's name owns no deed; a word that is a name as well may go on
 * with it (`محمد نجاح`). */
static bool is_deed_behind_name(const RsPhrases *finder, uint32_t before, uint32_t next) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *name = rs_chosen(reading, before), *deed = rs_chosen(reading, next);
  const RsWordType *type = reading->morphs[next].type;
  if (!name || name->upos != RS_UPOS_PROPN || rs_phrase_name(finder, before) != RS_NONE)
    return false;
  if (deed->upos != RS_UPOS_NOUN || deed->lexeme == RS_NONE || deed->article) return false;
  if (deed->enclitic != RS_NO_CLITIC || deed->derivation != RS_DERIVED_MASDAR) return false;
  if (rs_lexeme_at(reading, next)->flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL))
    return false;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    if (type->analyses[i].upos == RS_UPOS_PROPN) return false;
  }
  return true;
}

/* `الرجال الثلاثة`, `جنود مئة كتيبة`, but `قتل شخص خمس نساء`: one person counts nobody. */
static bool goes_on_with_number(
  const RsPhrases *finder, uint32_t before, uint32_t next, bool open
) {
  const RsAnalysis *last = rs_chosen(finder->reading, before);
  if (next == before + 1 && counts_behind(finder, next)) return true;
  bool person = (rs_lexeme_at(finder->reading, before)->flags & RS_LEXEME_RATIONAL) &&
                last && rs_feature(last->features, RS_NUMBER_SHIFT) == 1;
  return open && rs_phrase_number(finder, before) == RS_NONE && !person;
}

/* `طالب عسيري الحوثيين`: a man owns no men. */
static bool is_man_before_men(const RsAnalysis *last, const RsAnalysis *next) {
  return last && last->upos == RS_UPOS_PROPN && next && next->article &&
         rs_feature(next->features, RS_NUMBER_SHIFT) == 3;
}

/* `العاصمة الليبية طرابلس`: a place told by its kind, then by its name. */
static bool is_named_place(const RsPhrases *finder, uint32_t head, const RsName *name) {
  const RsAnalysis *first = rs_chosen(finder->reading, head);
  bool one = first && rs_feature(first->features, RS_NUMBER_SHIFT) <= 1;
  return one && name->kind != RS_NAME_ACTOR &&
         (rs_lexeme_at(finder->reading, head)->flags & RS_LEXEME_PLACE);
}

/* A phrase and the name behind it. */
static bool goes_on_with_name(
  const RsPhrases *finder, uint32_t before, uint32_t next, uint32_t head, bool open
) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *chosen = rs_chosen(reading, next), *last = rs_chosen(reading, before);
  const RsName *name = &finder->input->entities->names.names[rs_phrase_name(finder, next)];
  /* `هجوم بطرابلس`: a preposition is written onto the name. */
  if (name->start_letter != reading->tokens->tokens[next].start) return false;
  /* `الزعيم الكوري الشمالي`: a nationality of two words. */
  if (name->kind == RS_NAME_COUNTRY && chosen && chosen->upos == RS_UPOS_ADJ) {
    return last && (last->article || last->enclitic != RS_NO_CLITIC) == chosen->article &&
           rs_phrase_adjective_fits(finder, head, before, chosen);
  }
  uint32_t flags = rs_lexeme_at(reading, head)->flags;
  bool person = rs_phrase_is_person(finder, name);
  /* `طالبت منظمة الأمم المتحدة ترامب`: a body bears no man's name. */
  bool titled = (flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL)) && person &&
                !rs_is_body_word(finder->input, head);
  if (rs_phrase_name(finder, before) != RS_NONE) {
    return titled &&
           (rs_phrase_is_land(finder, before) || rs_phrase_is_body(finder, before));
  }
  /* `موكب شمال مالي`: a direction is no genitive of what stands there. */
  bool direction = name->kind == RS_NAME_PLACE && chosen &&
                   (rs_lexeme_at(reading, next)->flags & RS_LEXEME_DIRECTION);
  if (direction && !(flags & RS_LEXEME_PLACE)) return false;
  /* `تسميم الجاسوس السابق سيرغي سكريبال`; in `لقائه الوزير` the pronoun takes the place. */
  bool owned = last && last->enclitic != RS_NO_CLITIC && !titled;
  /* `انتقدت المعارضة التركية أردوغان`: nor does one that is described. */
  bool described = person && !titled && last && last->upos == RS_UPOS_ADJ;
  if (described && is_bare_body(finder, head, before)) return false;
  if (!person && is_man_before_men(last, chosen)) return false;
  return open || titled || (person && !owned) || is_movement(finder, before, head, name) ||
         is_named_place(finder, head, name);
}

static bool goes_on_with_proper_noun(
  const RsPhrases *finder, uint32_t before, uint32_t head, bool open
) {
  const RsAnalysis *last = rs_chosen(finder->reading, before);
  if (open || (last && last->upos == RS_UPOS_PROPN)) return true;
  if (rs_lexeme_at(finder->reading, head)->flags & RS_LEXEME_TITLE) return true;
  return last && last->article &&
         (rs_is_person_word(finder->input, head) || is_one_human(finder, before));
}

/* What ends a phrase, whatever else would let it go on. */
static bool is_barred(const RsPhrases *finder, uint32_t before, uint32_t next, bool open) {
  const RsAnalysis *chosen = rs_chosen(finder->reading, next);
  if (counts_anew(finder, before, next) || meets_others(finder, before, next)) return true;
  bool described = chosen && chosen->upos == RS_UPOS_ADJ && chosen->article;
  if (!described && counts_behind(finder, before)) return true;
  /* `لقي عشرة أشخاص حتفهم`: who is counted has no owner of his own. */
  bool counted = before > 0 && rs_phrase_number(finder, before) == RS_NONE &&
                 rs_phrase_number(finder, before - 1) != RS_NONE;
  bool owner = chosen && chosen->upos == RS_UPOS_NOUN && chosen->enclitic != RS_NO_CLITIC;
  return (counted && owner) || tells_where(finder, before, next, open);
}

bool rs_phrase_continues(
  const RsPhrases *finder, uint32_t before, uint32_t next, uint32_t head
) {
  const RsReading *reading = finder->reading;
  if (!rs_phrase_starts(finder, next)) return false;
  const RsAnalysis *chosen = rs_chosen(reading, next);
  if (chosen && chosen->proclitic_count)
    return rs_chosen(reading, before) && rs_phrase_adds_quality(finder, before, next);
  bool open = open_construct(finder, before, head);
  if (is_barred(finder, before, next, open)) return false;
  if (rs_phrase_number(finder, next) != RS_NONE)
    return goes_on_with_number(finder, before, next, open);
  /* `طائرات سورية`: an adjective that is a name as well. */
  if (chosen && chosen->upos == RS_UPOS_PROPN && rs_nisba_at(finder->input, next) != RS_NONE)
    return true;
  if (rs_phrase_name(finder, next) != RS_NONE)
    return goes_on_with_name(finder, before, next, head, open);
  if (!chosen) return open;
  if (chosen->upos == RS_UPOS_ADJ)
    return rs_phrase_is_described(finder, before, next, head, open);
  if (chosen->upos == RS_UPOS_PROPN)
    return goes_on_with_proper_noun(finder, before, head, open);
  if (chosen->derivation < RS_DERIVED_ACTIVE_PARTICIPLE && is_nisba_person(finder, before))
    return false;
  if (before == head && is_deed_behind_name(finder, before, next)) return false;
  /* `استهدف انتحاري اجتماعا`: an accusative is no genitive. */
  bool accusative = rs_feature(chosen->features, RS_CASE_SHIFT) == 3 && !chosen->article;
  return open && (!accusative || rs_phrase_number(finder, before) != RS_NONE);
}
