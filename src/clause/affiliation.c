/* What somebody belongs to.
 *
 * A phrase goes on over a preposition where this says whom its men are of: `22 مسلحا من تنظيم
 * الدولة`, `قيادي في حركة الشباب`, `ضابط في الجيش`, `المتحدث باسم وزارة الخارجية`, `الأمين العام
 * للأمم المتحدة`. A number or a word of quantity before من counts what follows (`خمسة من
 * الجنود`). Behind an office and its place the bearer may be named (`السفير في واشنطن خالد بن
 * سلمان`).
 * Limits: bodies are known by their names or as roles of data/actors/roles.tsv.
 */
#include "clause/phrase.h"

static bool is_partitive(const RsPhrases *finder, uint32_t token) {
  return rs_is_upos(finder->reading, token, RS_UPOS_ADP) &&
         (rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_PARTITIVE);
}

/* `عدد كبير`, `أعداد غفيرة`: a word of quantity with what it is like. */
static bool is_quantity(const RsPhrases *finder, uint32_t first, uint32_t last) {
  if (!(rs_lexeme_at(finder->reading, first)->flags & RS_LEXEME_QUANTITY)) return false;
  for (uint32_t i = first + 1; i < last; i++) {
    if (!rs_is_upos(finder->reading, i, RS_UPOS_ADJ)) return false;
  }
  return true;
}

/* The word of quantity that a phrase ends in behind its head (`مقتل عدد كبير`), or RS_NONE. */
static uint32_t inner_quantity(const RsPhrases *finder, uint32_t head, uint32_t last) {
  uint32_t at = last - 1;
  while (at > head + 1 && rs_is_upos(finder->reading, at, RS_UPOS_ADJ))
    at--;
  const RsAnalysis *chosen = rs_chosen(finder->reading, at);
  bool quantity = at > head && chosen && !chosen->article &&
                  chosen->enclitic == RS_NO_CLITIC &&
                  (rs_lexeme_at(finder->reading, at)->flags & RS_LEXEME_QUANTITY);
  return quantity ? at : RS_NONE;
}

/* `تمكنت القوات من طرد داعش`: what somebody managed to do is no part of it. */
static bool may_be_deed(const RsPhrases *finder, uint32_t token) {
  const RsWordType *type = finder->reading->morphs[token].type;
  if (rs_phrase_name(finder, token) != RS_NONE) return false;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    if (type->analyses[i].derivation == RS_DERIVED_MASDAR && !type->analyses[i].article)
      return true;
  }
  return false;
}

/* `طلبت الحكومة من الحزب`: the verb right before the phrase takes من for itself; `خطف مسلحون من
 * الحركة` tells of which they are. */
static bool is_of_verb(const RsPhrases *finder, uint32_t first) {
  const RsAnalysis *head = rs_chosen(finder->reading, first);
  bool some = head && !head->article && rs_phrase_name(finder, first) == RS_NONE &&
              rs_feature(head->features, RS_NUMBER_SHIFT) > 1;
  if (some) return false;
  const RsAnalysis *verb = first ? rs_chosen(finder->reading, first - 1) : NULL;
  if (!verb || verb->upos != RS_UPOS_VERB || verb->lexeme == RS_NONE) return false;
  return rs_morph_lexeme(finder->reading->knowledge, verb)->flags & RS_LEXEME_TAKES_FROM;
}

/* A number or a word of quantity, then `من`: what follows is the head. */
uint32_t rs_phrase_add_partitive(
  const RsPhrases *finder, uint32_t first, uint32_t last, uint32_t limit, uint32_t *head
) {
  bool counted = rs_phrase_number(finder, last - 1) != RS_NONE && last - first <= 3;
  bool quantity = (rs_lexeme_at(finder->reading, *head)->flags & RS_LEXEME_QUANTITY) ||
                  is_quantity(finder, first, last);
  uint32_t inner = inner_quantity(finder, *head, last);
  if (inner != RS_NONE) first = inner;
  bool people = rs_lexeme_at(finder->reading, *head)->flags & RS_LEXEME_RATIONAL;
  if ((!counted && !quantity && inner == RS_NONE && !people) || last + 1 >= limit || !is_partitive(finder, last)) {
    return last;
  }
  if (rs_chosen(finder->reading, last)->enclitic != RS_NO_CLITIC) return last;
  uint32_t next = rs_phrase_skip_quote(finder, last + 1, limit);
  if (next >= limit || !rs_phrase_starts(finder, next)) return last;
  const RsAnalysis *chosen = rs_chosen(finder->reading, next);
  if (chosen && chosen->proclitic_count) return last;
  uint32_t what = rs_lexeme_at(finder->reading, next)->flags;
  uint32_t named = rs_phrase_name(finder, next);
  const RsName *body =
    named == RS_NONE ? NULL : &finder->input->entities->names.names[named];
  /* `قوة كبيرة من الجيش`, but `طلب مجلس الجامعة العربية من الأمم المتحدة` */
  bool whole = body && (body->kind != RS_NAME_ACTOR || rs_phrase_is_person(finder, body) ||
                        rs_phrase_name(finder, last - 1) != RS_NONE);
  bool land = whole || ((what & RS_LEXEME_PLACE) && !(what & RS_LEXEME_RATIONAL));
  if (last - first > 1 && !counted && land) return last; /* `أجزاء كبيرة من سوريا` */
  uint32_t end = rs_phrase_grow(finder, next, next, limit);
  if (inner != RS_NONE) return end; /* `مقتل عدد من الجنود` */
  if (counted || quantity) {
    *head = next;
    return end;
  }
  /* `22 مسلحا من تنظيم داعش`: people, and the body that they are of. */
  if (may_be_deed(finder, next) || is_of_verb(finder, first)) return last;
  if (rs_lexeme_at(finder->reading, last - 1)->flags & RS_LEXEME_QUANTITY) return last;
  for (uint32_t i = next; i < end; i++) {
    uint32_t name = rs_phrase_name(finder, i);
    if (name != RS_NONE && finder->input->entities->names.names[name].kind == RS_NAME_ACTOR)
      return end;
    /* `التقى وفدا من الحكومة السورية` */
    if (i == next && rs_is_body_word(finder->input, i)) return end;
  }
  return last;
}

/* The token of a body's or country's name behind ل (`الأمين العام للأمم المتحدة`) or behind في
 * and من (`قيادي في تنظيم الدولة`), or RS_NONE. */
static uint32_t affiliation_at(const RsPhrases *finder, uint32_t last, uint32_t limit) {
  uint32_t flags = 0;
  if (last >= limit) return RS_NONE;
  if (rs_phrase_preposition(finder, last, &flags)) {
    return flags & RS_LEXEME_TOWARDS ? last : RS_NONE;
  }
  const RsAnalysis *chosen = rs_chosen(finder->reading, last);
  uint32_t word = rs_lexeme_at(finder->reading, last)->flags;
  bool inside = chosen && chosen->upos == RS_UPOS_ADP && chosen->enclitic == RS_NO_CLITIC &&
                (word & (RS_LEXEME_LOCATIVE | RS_LEXEME_PARTITIVE));
  if (!inside || last + 1 >= limit || rs_phrase_name(finder, last + 1) == RS_NONE)
    return RS_NONE;
  const RsName *name =
    &finder->input->entities->names.names[rs_phrase_name(finder, last + 1)];
  return name->kind == RS_NAME_ACTOR && !rs_phrase_is_person(finder, name) ? last + 1
                                                                           : RS_NONE;
}

/* `مسؤول في الشرطة المحلية`, `ضابط في الجيش`: an office without article in a body told by its
 * kind. */
uint32_t rs_phrase_add_employer(
  const RsPhrases *finder, uint32_t last, uint32_t head, uint32_t limit
) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *office = rs_chosen(reading, head);
  const RsAnalysis *inside = last + 1 < limit ? rs_chosen(reading, last) : NULL;
  if (!inside || !office || office->article || inside->upos != RS_UPOS_ADP) return last;
  bool title = (rs_lexeme_at(reading, head)->flags & RS_LEXEME_TITLE) ||
               rs_is_person_word(finder->input, head);
  if (!title) return last;
  if (inside->enclitic != RS_NO_CLITIC) return last;
  const RsAnalysis *end = rs_chosen(reading, last - 1);
  bool several = rs_feature(office->features, RS_NUMBER_SHIFT) > 1;
  if (several && (!end || end->article)) return last; /* `زعماء الصراع في البلاد` */
  if (!(rs_lexeme_at(reading, last)->flags & RS_LEXEME_LOCATIVE)) return last;
  uint32_t body = last + 1;
  const RsAnalysis *word = rs_chosen(reading, body);
  bool known = word && word->upos == RS_UPOS_NOUN && !word->proclitic_count &&
               !(rs_lexeme_at(reading, body)->flags & RS_LEXEME_PLACE) && /* `في البلاد` */
               rs_phrase_name(finder, body) == RS_NONE;
  return known && rs_is_body_word(finder->input, body)
           ? rs_phrase_grow(finder, body, body, limit)
           : last;
}

/* `المتحدثة باسم بلدية كوبنهاغن ليزا هولم`, `الحاكم السابق لولاية تكساس دنيس
 * كارتر`, `السفير في واشنطن خالد بن سلمان`: the phrase behind باسم always belongs to the
 * office, one behind ل or a preposition of place when the bearer's name follows it. */
uint32_t rs_phrase_add_office_of(
  const RsPhrases *finder, uint32_t last, uint32_t head, uint32_t limit
) {
  const RsReading *reading = finder->reading;
  uint32_t ignored = 0;
  bool title = (rs_lexeme_at(reading, head)->flags & RS_LEXEME_TITLE) ||
               rs_is_person_word(finder->input, head);
  if (!title || last + 1 >= limit) return last;
  bool written = rs_is_upos(reading, last, RS_UPOS_ADP) &&
                 rs_chosen(reading, last)->enclitic == RS_NO_CLITIC;
  bool proclitic = !written && rs_phrase_preposition(finder, last, &ignored);
  bool letter = proclitic && (ignored & (RS_LEXEME_TOWARDS | RS_LEXEME_LOCATIVE));
  uint32_t first = written ? last + 1 : last;
  uint32_t flags = rs_lexeme_at(reading, last)->flags;
  bool behalf = proclitic && (flags & RS_LEXEME_BEHALF);
  if (!(written || letter || behalf) || !rs_phrase_starts(finder, first)) return last;
  bool place = letter || (flags & (RS_LEXEME_LOCATIVE | RS_LEXEME_TOWARDS));
  /* `السفير بالقاهرة`, not `أطاح عسكريون بالرئيس` */
  const RsAnalysis *office = rs_chosen(reading, last - 1);
  bool known = head + 1 < last || (office && office->article);
  if (letter && !behalf && !known) return last;
  if (!behalf && (!place || may_be_deed(finder, first)))
    return last; /* `أشاد الوزير بتوقيع` */
  uint32_t end = rs_phrase_grow(finder, first, first, limit);
  if (end - first > 1 && rs_phrase_name(finder, end - 1) != RS_NONE && rs_phrase_ends_in_person(finder, end - 1))
    return end; /* `مندوب بيروت بالجامعة العربية سليم حداد` */
  uint32_t name = end < limit ? rs_phrase_name(finder, end) : RS_NONE;
  bool bearer = name != RS_NONE && !rs_has_conjunction(reading, end) &&
                rs_phrase_is_person(finder, &finder->input->entities->names.names[name]);
  if (bearer) return rs_phrase_unit_end(finder, end);
  return behalf ? end : last;
}

/* `قال الوزير لوكالة رويترز`: whom he told; `مراسل لوكالة رويترز` and `مدير` are of them. */
static bool is_told(const RsPhrases *finder, uint32_t head, uint32_t name) {
  static const char press[] = "JRN";
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  const RsName *body = &finder->input->entities->names.names[name];
  uint32_t role = finder->input->roles[head].role;
  if (body->kind != RS_NAME_ACTOR || role == RS_NONE) return false;
  const char *sector = RS_GET(knowledge, roles, role)->sector;
  return strcmp(RS_GET(knowledge, actors, body->index)->sector, press) == 0 && sector[0] &&
         strcmp(sector, press) != 0;
}

/* Adds what somebody belongs to, and the name that may follow it. */
uint32_t rs_phrase_add_affiliation(
  const RsPhrases *finder, uint32_t last, uint32_t head, uint32_t limit
) {
  uint32_t flags = rs_lexeme_at(finder->reading, head)->flags;
  const RsAnalysis *who = rs_chosen(finder->reading, head);
  /* `تصدى المقاومون لقوات الاحتلال`: men that are known are of nobody with ل; `الموالون
   * للنظام` are. */
  bool several = who && who->article && who->derivation == RS_DERIVED_NONE &&
                 last == head + 1 && rs_feature(who->features, RS_NUMBER_SHIFT) > 1;
  bool of_body = (flags & RS_LEXEME_TITLE) || !several;
  /* `القيادي في تنظيم القاعدة أبو فراس`: an adjective as well. */
  if (rs_is_person_word(finder->input, head)) flags |= RS_LEXEME_TITLE;
  if (!(flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL))) return last;
  uint32_t at = affiliation_at(finder, last, limit);
  uint32_t name = at == RS_NONE ? RS_NONE : rs_phrase_name(finder, at);
  if (name == RS_NONE || finder->input->entities->names.names[name].first != at)
    return last;
  bool with_l = at == last;
  /* `تعهد الزعيم أحمد سالم لإسرائيل`: a man who is named. */
  if (with_l && last > head + 1 && rs_phrase_name(finder, last - 1) != RS_NONE && rs_phrase_ends_in_person(finder, last - 1))
    return last;
  if (!with_l && is_of_verb(finder, head)) return last;
  if (with_l && (!(flags & RS_LEXEME_TITLE) || !of_body || is_told(finder, head, name)))
    return last;
  uint32_t end = rs_phrase_unit_end(finder, at);
  /* `30 عنصرا من حزب الله اللبناني` */
  if (rs_is_upos(finder->reading, end, RS_UPOS_ADJ))
    end = rs_phrase_grow(finder, at, at, limit);
  if (end < limit && rs_phrase_name(finder, end) != RS_NONE &&
      rs_phrase_is_person(finder, &finder->input->entities->names.names[rs_phrase_name(finder, end)]) &&
      !rs_has_conjunction(finder->reading, end)) {
    end = rs_phrase_unit_end(finder, end);
  }
  return end;
}
