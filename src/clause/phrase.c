/* How far a noun phrase reaches.
 *
 * A phrase grows from left to right as long as the next word can still belong to it
 * (continuation.c). `خمسة من الجنود` and `عدد من المتظاهرين` go on over `من`, an office over what it is
 * of (`المتحدث باسم الجيش`, `الأمين العام للأمم المتحدة`), a title over a comma (`وزيرة الزراعة، ماري
 * أوسو`). Agreement: plurals of things take the feminine singular, men only their own plural.
 * Limits: no attachment of later prepositional phrases.
 */
#include "clause/phrase.h"

uint32_t rs_phrase_name(const RsPhrases *finder, uint32_t token) {
  return finder->input->entities->names.at[token];
}
uint32_t rs_phrase_number(const RsPhrases *finder, uint32_t token) {
  uint32_t number = finder->input->entities->numbers.at[token];
  if (number == RS_NONE) return RS_NONE;
  const RsNumber *found = &finder->input->entities->numbers.numbers[number];
  return found->ordinal || found->percent ? RS_NONE : number;
}
bool rs_phrase_is_dated(const RsPhrases *finder, uint32_t token) {
  uint32_t date = finder->input->entities->dates.at[token];
  return date != RS_NONE && rs_date_says_when(&finder->input->entities->dates.dates[date]);
}

static bool nominal_upos(uint8_t upos) {
  return upos == RS_UPOS_NOUN || upos == RS_UPOS_ADJ || upos == RS_UPOS_PROPN ||
         upos == RS_UPOS_NUM || upos == RS_UPOS_X;
}

/* `التقى الوزير، مشيرا إلى …`: a participle behind a comma tells what its subject does. */
static bool is_circumstance(const RsPhrases *finder, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(finder->reading, token);
  bool apart = token > 0 && (rs_is_punct(finder->reading, token - 1, ',') ||
                             rs_is_punct(finder->reading, token - 1, '"'));
  return apart && chosen && chosen->derivation == RS_DERIVED_ACTIVE_PARTICIPLE &&
         rs_feature(chosen->features, RS_CASE_SHIFT) == 3;
}

/* `التوقيت ذاته`, `الوزير نفسه` */
static bool is_repetition(const RsPhrases *finder, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(finder->reading, token);
  return chosen && chosen->enclitic != RS_NO_CLITIC && !chosen->proclitic_count &&
         (rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_SELF);
}

bool rs_phrase_starts(const RsPhrases *finder, uint32_t token) {
  if (rs_phrase_is_dated(finder, token) || is_circumstance(finder, token)) return false;
  if (is_repetition(finder, token)) return false;
  if (rs_phrase_name(finder, token) != RS_NONE || rs_phrase_number(finder, token) != RS_NONE)
    return true;
  const RsAnalysis *chosen = rs_chosen(finder->reading, token);
  /* `الجميع` is a noun of its own, `جميع` waits for one. */
  if (chosen && chosen->upos == RS_UPOS_DET) return chosen->article;
  if (chosen) return nominal_upos(chosen->upos);
  return finder->reading->tokens->tokens[token].kind == RS_TOKEN_LATIN;
}

/* `بطرابلس`: the dictionary knows the name behind the letter that no reading takes off. */
static uint64_t written_on_name(const RsPhrases *finder, uint32_t token, uint32_t *flags) {
  uint32_t name = rs_phrase_name(finder, token);
  if (name == RS_NONE) return 0;
  uint32_t start = finder->input->entities->names.names[name].start_letter;
  if (start <= finder->reading->tokens->tokens[token].start) return 0;
  uint8_t letter = finder->reading->text->letters[start - 1];
  const RasidKnowledge *knowledge = finder->reading->knowledge;
  for (uint32_t i = 0; i < knowledge->clitics_count; i++) {
    const RsClitic *clitic = &knowledge->clitics[i];
    if (clitic->slot != 3 || clitic->upos != RS_UPOS_ADP || clitic->letter_count != 1)
      continue;
    if (clitic->letters[0] != letter) continue;
    *flags = clitic->flags;
    return rs_fold_hash(clitic->letters, 1);
  }
  return 0;
}

uint64_t rs_phrase_preposition(const RsPhrases *finder, uint32_t token, uint32_t *flags) {
  const RsAnalysis *chosen = rs_chosen(finder->reading, token);
  if (chosen && !chosen->proclitic_count) return written_on_name(finder, token, flags);
  for (unsigned i = 0; chosen && i < chosen->proclitic_count; i++) {
    const RsClitic *clitic =
      RS_GET(finder->reading->knowledge, clitics, chosen->proclitics[i]);
    if (clitic->slot == 3 && clitic->upos == RS_UPOS_ADP) {
      *flags = clitic->flags;
      return rs_fold_hash(clitic->letters, clitic->letter_count);
    }
  }
  return 0;
}

/* The end of the unit that begins at a token: a name, a number or one word. */
uint32_t rs_phrase_unit_end(const RsPhrases *finder, uint32_t token) {
  uint32_t name = rs_phrase_name(finder, token);
  if (name != RS_NONE) return finder->input->entities->names.names[name].last;
  uint32_t number = rs_phrase_number(finder, token);
  if (number != RS_NONE) return finder->input->entities->numbers.numbers[number].last;
  return token + 1;
}

/* `طائرة من دون طيار`: the end of what a machine goes without, or `token`. */
uint32_t rs_phrase_skip_unmanned(const RsPhrases *finder, uint32_t token, uint32_t limit) {
  const RsReading *reading = finder->reading;
  uint32_t at = token;
  if (token + 1 >= limit || !rs_is_upos(reading, token, RS_UPOS_ADP)) return token;
  if ((rs_lexeme_at(reading, at)->flags & RS_LEXEME_PARTITIVE)) at++;
  if (at + 1 >= limit || !rs_is_upos(reading, at, RS_UPOS_ADP)) return token;
  const RsAnalysis *nobody = rs_chosen(reading, at + 1);
  bool without = rs_lexeme_at(reading, at)->flags & RS_LEXEME_NEGATION;
  bool man = nobody && nobody->upos == RS_UPOS_NOUN && !nobody->article &&
             !nobody->proclitic_count &&
             rs_feature(nobody->features, RS_NUMBER_SHIFT) == 1 &&
             (rs_lexeme_at(reading, at + 1)->flags & RS_LEXEME_RATIONAL);
  return without && man ? at + 2 : token;
}

bool rs_phrase_is_person(const RsPhrases *finder, const RsName *name) {
  if (name->kind == RS_NAME_PERSON) return true;
  return name->kind == RS_NAME_ACTOR &&
         RS_GET(finder->reading->knowledge, actors, name->index)->type == RS_ACTOR_PERSON;
}

bool rs_phrase_ends_in_person(const RsPhrases *finder, uint32_t token) {
  uint32_t name = rs_phrase_name(finder, token);
  if (name != RS_NONE)
    return rs_phrase_is_person(finder, &finder->input->entities->names.names[name]);
  return rs_is_upos(finder->reading, token, RS_UPOS_PROPN);
}

/* `أمير قطر الشيخ تميم`: behind a country the title's bearer may be named. */
bool rs_phrase_is_land(const RsPhrases *finder, uint32_t token) {
  uint32_t name = rs_phrase_name(finder, token);
  uint8_t kind = finder->input->entities->names.names[name].kind;
  return kind == RS_NAME_COUNTRY || kind == RS_NAME_CAPITAL || kind == RS_NAME_PLACE;
}

/* `رئيس حركة النهضة راشد الغنوشي` */
bool rs_phrase_is_body(const RsPhrases *finder, uint32_t token) {
  const RsName *name = &finder->input->entities->names.names[rs_phrase_name(finder, token)];
  return name->kind == RS_NAME_ACTOR && !rs_phrase_is_person(finder, name);
}

bool rs_phrase_is_bearing(const RsPhrases *finder, uint32_t token) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *bearing = rs_chosen(reading, token);
  const RsAnalysis *behind = rs_chosen(reading, token + 1);
  if (!bearing || bearing->article || bearing->enclitic != RS_NO_CLITIC || !behind)
    return false;
  if (behind->proclitic_count) return false; /* `وزير غربي لطهران` */
  bool whole = rs_phrase_name(finder, token + 1) != RS_NONE ||
               (behind->upos == RS_UPOS_NOUN && behind->article);
  /* `شمالي شرقي سوريا` */
  if (!whole && !rs_phrase_is_bearing(finder, token + 1)) return false;
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsLexeme *lexeme = rs_morph_lexeme(reading->knowledge, &type->analyses[i]);
    if (lexeme->flags & RS_LEXEME_DIRECTION) return true;
  }
  return false;
}

uint32_t rs_phrase_skip_quote(const RsPhrases *finder, uint32_t token, uint32_t limit) {
  if (token >= limit) return token;
  if (rs_is_punct(finder->reading, token, '"')) return token + 1;
  /* `تنظيم (داعش)`, `حركة (أمل)` */
  uint32_t index =
    rs_is_punct(finder->reading, token, '(') ? rs_phrase_name(finder, token + 1) : RS_NONE;
  if (index == RS_NONE) return token;
  const RsName *name = &finder->input->entities->names.names[index];
  bool named = name->kind == RS_NAME_ACTOR && name->first == token + 1 &&
               rs_is_punct(finder->reading, name->last, ')');
  return named ? token + 1 : token;
}

/* `المشتبه به`, `المعترف بها`: behind a passive participle of a verb with a preposition its pronoun
 * belongs to it. */
static bool completes_participle(const RsPhrases *finder, uint32_t before, uint32_t next) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *pronoun = rs_chosen(reading, next);
  const RsWordType *type = reading->morphs[before].type;
  enum {
    SHORT = 4 /* letters: به, فيها, but not داخله */
  };
  const RsToken *token = &reading->tokens->tokens[next];
  const uint32_t flags = rs_lexeme_at(reading, next)->flags;
  bool bare = pronoun && pronoun->upos == RS_UPOS_ADP &&
              pronoun->enclitic != RS_NO_CLITIC && !rs_has_conjunction(reading, next);
  bool plain =
    token->end - token->start <= SHORT || (flags & (RS_LEXEME_UPON | RS_LEXEME_TOWARDS));
  const RsAnalysis *chosen = rs_chosen(reading, before);
  if (!bare || !plain || !chosen || chosen->upos == RS_UPOS_VERB) return false;
  if (chosen->derivation == RS_DERIVED_ACTIVE_PARTICIPLE) return false;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    uint32_t verb = rs_morph_lexeme(reading->knowledge, other)->verb;
    if (other->derivation == RS_DERIVED_PASSIVE_PARTICIPLE && verb != RS_NONE &&
        !(RS_GET(reading->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE))
      return true;
  }
  return false;
}

/* `اعتقال بعض المتظاهرين`, `وزراء خارجية كل من مصر والأردن`: the genitive stands behind. */
static uint32_t skip_each(const RsPhrases *finder, uint32_t token, uint32_t limit) {
  const RsAnalysis *each = rs_chosen(finder->reading, token);
  bool bare = token + 1 < limit && each && each->upos == RS_UPOS_DET && !each->article &&
              each->enclitic == RS_NO_CLITIC && !each->proclitic_count;
  if (!bare) return token;
  bool any = rs_lexeme_at(finder->reading, token)->flags & RS_LEXEME_INTERROGATIVE;
  bool waits = token > 0 && rs_is_upos(finder->reading, token - 1, RS_UPOS_NOUN) &&
               rs_phrase_name(finder, token - 1) == RS_NONE;
  if (waits && !any && rs_is_upos(finder->reading, token + 1, RS_UPOS_NOUN))
    return token + 1;
  bool of_each = token + 2 < limit && rs_is_upos(finder->reading, token + 1, RS_UPOS_ADP) &&
                 rs_chosen(finder->reading, token + 1)->enclitic == RS_NO_CLITIC &&
                 (rs_lexeme_at(finder->reading, token + 1)->flags & RS_LEXEME_PARTITIVE);
  return of_each ? token + 2 : token;
}

uint32_t rs_phrase_grow(
  const RsPhrases *finder, uint32_t token, uint32_t head, uint32_t limit
) {
  uint32_t last = rs_phrase_unit_end(finder, token);
  while (last < limit) {
    uint32_t unmanned = rs_phrase_skip_unmanned(finder, last, limit);
    if (unmanned > last) {
      /* `طائرة من دون طيار أمريكية` */
      const RsAnalysis *more =
        unmanned < limit ? rs_chosen(finder->reading, unmanned) : NULL;
      bool whose = more && more->upos == RS_UPOS_ADJ && !more->proclitic_count &&
                   rs_nisba_at(finder->input, unmanned) != RS_NONE;
      return whose ? unmanned + 1 : unmanned;
    }
    uint32_t next = skip_each(finder, rs_phrase_skip_quote(finder, last, limit), limit);
    if (last < limit && completes_participle(finder, last - 1, last)) {
      last++;
      continue;
    }
    if (next >= limit || !rs_phrase_continues(finder, last - 1, next, head)) break;
    last = rs_phrase_unit_end(finder, next);
  }
  return last > limit ? limit : last;
}

/* `وزيرة الزراعة الغانية، ماري أوسو`: a title, a comma, a name. */
static uint32_t add_apposition(
  const RsPhrases *finder, uint32_t last, uint32_t head, uint32_t limit
) {
  const RsReading *reading = finder->reading;
  if (last + 1 >= limit || !rs_is_punct(reading, last, ',')) return last;
  if (!(rs_lexeme_at(reading, head)->flags & (RS_LEXEME_TITLE | RS_LEXEME_RATIONAL)))
    return last;
  uint32_t next = last + 1;
  const RsAnalysis *chosen = rs_chosen(reading, next);
  if (!chosen || chosen->proclitic_count) return last;
  uint32_t name = rs_phrase_name(finder, next);
  bool person = name != RS_NONE &&
                rs_phrase_is_person(finder, &finder->input->entities->names.names[name]);
  /* `السلطات الروسية، كارينا`: an unknown name behind a body is no name of it. */
  bool unknown = chosen->lexeme == RS_NONE && chosen->upos == RS_UPOS_PROPN &&
                 rs_is_person_word(finder->input, head);
  if (!person && !unknown) return last;
  uint32_t end = rs_phrase_unit_end(finder, next);
  while (end < limit && end - next < 5) {
    const RsAnalysis *more = rs_chosen(reading, end);
    if (!more || more->upos != RS_UPOS_PROPN || more->proclitic_count) break;
    end++;
  }
  return end;
}

/* `قائد القيادة المركزية الجنرال مايكل كوريلا`: a rank with ال and the name of who holds the office. */
static uint32_t add_rank(
  const RsPhrases *finder, uint32_t last, uint32_t head, uint32_t limit
) {
  const RsReading *reading = finder->reading;
  const RsAnalysis *rank = last + 1 < limit ? rs_chosen(reading, last) : NULL;
  const RsAnalysis *office = rs_chosen(reading, head);
  if (!rank || !rank->article || rank->upos != RS_UPOS_NOUN || rank->proclitic_count)
    return last;
  if (!office || office->article || last - head < 2) return last;
  const uint32_t both =
    rs_lexeme_at(reading, last)->flags & rs_lexeme_at(reading, head)->flags;
  if (!(both & RS_LEXEME_TITLE) || rs_phrase_name(finder, last) != RS_NONE) return last;
  if (rs_phrase_ends_in_person(finder, last - 1)) return last;
  uint32_t name = rs_phrase_name(finder, last + 1);
  bool person = name != RS_NONE &&
                rs_phrase_is_person(finder, &finder->input->entities->names.names[name]);
  return person ? rs_phrase_unit_end(finder, last + 1) : last;
}

/* Over `من` behind a number or word of quantity (`خمسة من الجنود`, `عدد كبير من الجنود`). */
static uint32_t skip_of(const RsPhrases *finder, uint32_t token, uint32_t last) {
  uint32_t at = token;
  while (at < last && rs_is_upos(finder->reading, at, RS_UPOS_ADJ))
    at++;
  bool of = at + 1 < last && rs_is_upos(finder->reading, at, RS_UPOS_ADP) &&
            (rs_lexeme_at(finder->reading, at)->flags & RS_LEXEME_PARTITIVE);
  return of ? at + 1 : token;
}

/* The head behind numbers and words of quantity: `خمسة جنود`, `عشرات المدنيين`. */
uint32_t rs_phrase_head(const RsPhrases *finder, uint32_t first, uint32_t last) {
  uint32_t head = first;
  while (head + 1 < last) {
    bool number = rs_phrase_number(finder, head) != RS_NONE;
    bool quantity = rs_lexeme_at(finder->reading, head)->flags & RS_LEXEME_QUANTITY;
    const RsAnalysis *chosen = rs_chosen(finder->reading, head);
    /* `آخر القوات`, `كبار المسؤولين`: an adjective in front of its noun. */
    bool front = chosen && chosen->upos == RS_UPOS_ADJ && !chosen->article &&
                 chosen->derivation == RS_DERIVED_NONE &&
                 rs_is_upos(finder->reading, head + 1, RS_UPOS_NOUN);
    if (!number && !quantity && !front) break;
    head = number ? rs_phrase_unit_end(finder, head) : head + 1;
    if (!front) head = skip_of(finder, head, last);
    head = rs_phrase_skip_quote(finder, head, last);
  }
  return head < last ? head : first;
}

/* Who belongs to the body behind a phrase: in `مقتل قيادي بارز في الحشد` the leader. Behind ل
 * stands the body of the head alone (`تعزيزات عسكرية للحوثيين`). */
static uint32_t member_of(const RsPhrases *finder, uint32_t head, uint32_t last) {
  uint32_t flags = 0;
  if (rs_phrase_preposition(finder, last, &flags)) return head;
  for (uint32_t i = last; i-- > head;) {
    const RsAnalysis *word = rs_chosen(finder->reading, i);
    if (!word || (word->upos != RS_UPOS_ADJ && word->upos != RS_UPOS_NOUN)) return head;
    bool person = rs_is_person_word(finder->input, i);
    bool genitive = i == head + 1 && !word->article;
    if (person && (word->upos == RS_UPOS_NOUN || genitive)) return i;
    if (word->upos == RS_UPOS_NOUN) return head;
  }
  return head;
}

/* The phrase that begins at a token: its end and its head. */
uint32_t rs_phrase_end(
  const RsPhrases *finder, uint32_t token, uint32_t limit, uint32_t *head
) {
  uint32_t last = rs_phrase_grow(finder, token, token, limit);
  *head = rs_phrase_head(finder, token, last);
  last = rs_phrase_grow(finder, last - 1 > *head ? last - 1 : *head, *head, limit);
  last = rs_phrase_add_partitive(finder, token, last, limit, head);
  last = rs_phrase_add_office_of(finder, last, *head, limit);
  uint32_t member = member_of(finder, *head, last);
  last = rs_phrase_add_employer(finder, last, member, limit);
  last = rs_phrase_add_affiliation(finder, last, member, limit);
  last = add_rank(finder, last, *head, limit);
  return add_apposition(finder, last, *head, limit);
}
