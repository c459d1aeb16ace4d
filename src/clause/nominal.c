/* Noun phrases and what stands before them.
 *
 * The text is read from left to right; where a phrase can begin, phrase.c says how far it
 * reaches. Each is kept with its preposition, as a hash, whether that is a word (`على المدينة`),
 * a letter (`بالمدينة`) or a direction (`شمال المدينة`), and with whether و or a comma joins it
 * to the phrase before: joined phrases share their preposition (`في حلب وإدلب`), unless only a
 * comma stands between them. A preposition with a pronoun is a phrase without words (`عليهم`).
 */
#include "clause/phrase.h"
#include "clause/predicate.h"

typedef struct {
  RsPhrases phrases;
  RsClauses *clauses;
  RsArena *arena;
  size_t capacity;
} Finder;

bool rs_has_conjunction(const RsReading *reading, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(reading, token);
  if (!chosen || !chosen->proclitic_count) return false;
  return RS_GET(reading->knowledge, clitics, chosen->proclitics[0])->slot == 2;
}

bool rs_is_any(const RsReading *reading, uint32_t token) {
  const RsAnalysis *own = rs_chosen(reading, token);
  uint32_t at = token && (!own || own->upos != RS_UPOS_DET) ? token - 1 : token;
  uint32_t flags = rs_lexeme_at(reading, at)->flags;
  return rs_is_upos(reading, at, RS_UPOS_DET) && (flags & RS_LEXEME_INTERROGATIVE);
}

bool rs_opens_clause(const RsReading *reading, uint32_t token) {
  uint32_t flags = rs_lexeme_at(reading, token)->flags;
  if (rs_is_upos(reading, token, RS_UPOS_SCONJ)) return true;
  if (!(flags & RS_LEXEME_SUBORDINATOR)) return false;
  return !(flags & RS_LEXEME_PREPOSITION) || rs_is_upos(reading, token + 1, RS_UPOS_VERB);
}

uint64_t rs_stem_hash(const RsReading *reading, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(reading, token);
  if (!chosen) return 0;
  const uint8_t *letters = reading->text->letters + reading->tokens->tokens[token].start;
  return rs_fold_hash(
    letters + chosen->segment_start, (size_t)(chosen->stem_end - chosen->segment_start)
  );
}

static uint32_t sentence_last(const Finder *finder, uint32_t token) {
  const RsTokens *tokens = finder->phrases.reading->tokens;
  return tokens->sentences[tokens->tokens[token].sentence].last;
}

static uint32_t first_start_letter(const Finder *finder, uint32_t token) {
  uint32_t name = rs_phrase_name(&finder->phrases, token);
  if (name != RS_NONE)
    return finder->phrases.input->entities->names.names[name].start_letter;
  const RsToken *at = &finder->phrases.reading->tokens->tokens[token];
  const RsAnalysis *chosen = rs_chosen(finder->phrases.reading, token);
  if (!chosen) return at->start;
  /* The article behind ل is written without its alef: the span then begins at its lam. */
  return at->start + chosen->segment_start;
}

static bool add(Finder *finder, const RsNominal *nominal) {
  RsClauses *clauses = finder->clauses;
  clauses->nominals = rs_arena_grow(
    finder->arena,
    clauses->nominals,
    clauses->nominal_count,
    &finder->capacity,
    sizeof *clauses->nominals
  );
  if (!clauses->nominals) return false;
  for (uint32_t i = nominal->first; i < nominal->last; i++) {
    clauses->nominal_at[i] = clauses->nominal_count;
  }
  clauses->nominals[clauses->nominal_count++] = *nominal;
  return true;
}

/* `وكذلك إيران`, `وأيضا البرلمان`: an adverb that carries the conjunction. */
static bool joined_by_adverb(const Finder *finder, uint32_t first) {
  const RsReading *reading = finder->phrases.reading;
  const RsNominal *before = &finder->clauses->nominals[finder->clauses->nominal_count - 1];
  const RsAnalysis *adverb = first > 1 ? rs_chosen(reading, first - 1) : NULL;
  /* `وكذلك` may be read as `و + ك + ذلك`. */
  bool also = adverb && (adverb->upos == RS_UPOS_ADV ||
                         (adverb->upos == RS_UPOS_PRON && adverb->proclitic_count > 1));
  if (!also) return false;
  if (finder->phrases.input->entities->dates.at[first - 1] != RS_NONE) return false;
  bool comma = rs_is_punct(reading, before->last, ',');
  return before->last + 1 + comma == first && rs_has_conjunction(reading, first - 1);
}

/* What stands before a token and before quotation marks, or parentheses around a name. */
static uint32_t over_quotes(const RsReading *reading, uint32_t token) {
  while (token > 0 &&
         (rs_is_punct(reading, token - 1, '"') || rs_is_punct(reading, token - 1, '(')))
    token--;
  return token;
}

/* `(حزب الله)`: the end of a name with the parenthesis that closes behind it. */
static uint32_t end_of(const RsReading *reading, const RsNominal *nominal) {
  bool enclosed = nominal->name != RS_NONE && rs_is_punct(reading, nominal->last, ')');
  for (uint32_t i = nominal->last; enclosed && i-- > nominal->first;) {
    if (i > 0 && rs_is_punct(reading, i - 1, '(')) return nominal->last + 1;
  }
  return nominal->last;
}

/* Joined to the phrase right before by و / أو, or by a comma within a list, each perhaps in quotation
 * marks (`بين الجيش و"جبهة النصرة"`). */
static bool joins_previous(const Finder *finder, uint32_t first) {
  const RsClauses *clauses = finder->clauses;
  const RsReading *reading = finder->phrases.reading;
  if (!clauses->nominal_count) return false;
  const RsNominal *before = &clauses->nominals[clauses->nominal_count - 1];
  const RsTokens *tokens = reading->tokens;
  if (tokens->tokens[before->first].sentence != tokens->tokens[first].sentence)
    return false;
  uint32_t at = over_quotes(reading, first), end = end_of(reading, before);
  if (end == at) return rs_has_conjunction(reading, first);
  if (joined_by_adverb(finder, first)) return true;
  if (end >= at) return false;
  if (rs_is_upos(reading, at - 1, RS_UPOS_CCONJ))
    return over_quotes(reading, at - 1) == end;
  uint32_t comma = at - 1;
  if (!rs_is_punct(reading, comma, ',')) return false;
  if (over_quotes(reading, comma) != end) return false;
  /* `"حزب البعث"، "حزب الأمة"`; but `استهدفت القوات، "مراكز القيادة"` */
  if ((at != first) != (end != comma)) return false;
  /* The second comma of `وزير الخارجية، سيرغي لافروف، بريطانيا` closes the apposition. */
  for (uint32_t i = before->first; i < before->last; i++) {
    if (rs_is_punct(reading, i, ',')) return false;
  }
  return true;
}

/* `جنوب أفريقيا` is no direction. */
static bool is_country_name(const Finder *finder, uint32_t token) {
  uint32_t name = rs_phrase_name(&finder->phrases, token);
  return name != RS_NONE &&
         finder->phrases.input->entities->names.names[name].kind == RS_NAME_COUNTRY;
}

/* `رئيس المجلس الأعلى للقضاء الدكتور وليد الصمعاني`: a rank with ال and the name of who holds
 * the office. */
static bool is_holder(const Finder *finder, const RsNominal *nominal) {
  const RsClauses *clauses = finder->clauses;
  const RsReading *reading = finder->phrases.reading;
  const RsAnalysis *rank = rs_chosen(reading, nominal->first);
  if (!rank || !rank->article || nominal->name == RS_NONE || clauses->nominal_count < 2)
    return false;
  if (!(rs_lexeme_at(reading, nominal->first)->flags & RS_LEXEME_TITLE)) return false;
  const RsNominal *of = &clauses->nominals[clauses->nominal_count - 1], *office = of - 1;
  bool joined = of->last == nominal->first && office->last == of->first && !of->conjoined &&
                (of->preposition_flags & RS_LEXEME_TOWARDS);
  const RsAnalysis *head = rs_chosen(reading, office->head);
  return joined && office->name == RS_NONE && head && !head->article &&
         rs_feature(head->features, RS_NUMBER_SHIFT) == 1 &&
         (rs_lexeme_at(reading, office->head)->flags & RS_LEXEME_TITLE) &&
         rs_is_person_word(finder->phrases.input, office->head);
}

/* The first land that a phrase tells by a name or nationality, or RS_NONE. */
static uint32_t land_of(const Finder *finder, const RsNominal *nominal) {
  for (uint32_t i = nominal->first; i < nominal->last; i++) {
    uint32_t nisba = rs_nisba_at(finder->phrases.input, i);
    if (nisba != RS_NONE) return nisba;
    uint32_t index = rs_phrase_name(&finder->phrases, i);
    if (index == RS_NONE) continue;
    const RsName *name = &finder->phrases.input->entities->names.names[index];
    if (name->kind == RS_NAME_COUNTRY || name->kind == RS_NAME_CAPITAL) return name->index;
  }
  return RS_NONE;
}

static bool names_person(const Finder *finder, const RsNominal *nominal) {
  return nominal->name != RS_NONE &&
         rs_phrase_is_person(
           &finder->phrases, &finder->phrases.input->entities->names.names[nominal->name]
         );
}

static bool is_foreigner(
  const Finder *finder, const RsNominal *before, const RsNominal *nominal
) {
  uint32_t land = land_of(finder, before), other = land_of(finder, nominal);
  return land != RS_NONE && other != RS_NONE && land != other;
}

/* `أولوف سكوغ مبعوث السويد`, `رامي عبد الرحمن مدير المرصد`: an office right behind a name. */
static bool is_office(const Finder *finder, const RsNominal *nominal) {
  const RsClauses *clauses = finder->clauses;
  if (!clauses->nominal_count || nominal->conjoined || nominal->preposition) return false;
  const RsNominal *before = &clauses->nominals[clauses->nominal_count - 1];
  if (before->last != nominal->first || before->pronoun) return false;
  const RsReading *reading = finder->phrases.reading;
  const RsAnalysis *head = rs_chosen(reading, nominal->head);
  /* `اتهم كير نائبه`: his deputy is somebody else. */
  bool one = head && rs_feature(head->features, RS_NUMBER_SHIFT) == 1 &&
             head->enclitic == RS_NO_CLITIC;
  /* `محمد بن زايد ولي العهد نائب القائد الأعلى`: a second one. */
  const RsAnalysis *first = rs_chosen(reading, before->head);
  /* `نائب رئيس الوزراء وزير الخارجية`: two offices of one man. */
  /* `هدد الرئيس التركي رجب الرئيس الأوكراني`: of another land, somebody else */
  if (one && head->article && is_foreigner(finder, before, nominal)) return false;
  /* `اتهم أردوغان الداعية فتح الله غولن`: two men with their names */
  if (one && head->article && names_person(finder, before) && names_person(finder, nominal))
    return false;
  bool unnamed = one && !head->article && before->name == RS_NONE && first &&
                 !first->article && before->last - before->first > 1 &&
                 rs_feature(first->features, RS_NUMBER_SHIFT) == 1 &&
                 (rs_lexeme_at(reading, before->head)->flags & RS_LEXEME_TITLE) &&
                 rs_is_person_word(finder->phrases.input, before->head);
  bool bearer = unnamed || (before->office && one && !head->article) ||
                rs_phrase_ends_in_person(&finder->phrases, before->last - 1);
  return one && bearer && (rs_lexeme_at(reading, nominal->head)->flags & RS_LEXEME_TITLE) &&
         rs_is_person_word(finder->phrases.input, nominal->head);
}

/* `السفارة والمعهد الفرنسيين`: a dual nationality behind the second of two. */
static bool describes_both(const Finder *finder, const RsNominal *nominal) {
  const RsReading *reading = finder->phrases.reading;
  const RsAnalysis *head = rs_chosen(reading, nominal->head);
  const RsAnalysis *next = rs_chosen(reading, nominal->last);
  if (!nominal->conjoined || nominal->listed || !head || !next) return false;
  if (rs_phrase_name(&finder->phrases, nominal->last) != RS_NONE) return false;
  bool noun = head->upos == RS_UPOS_NOUN && head->article &&
              rs_feature(head->features, RS_NUMBER_SHIFT) == 1;
  return noun && next->upos == RS_UPOS_ADJ && next->derivation == RS_DERIVED_NISBA &&
         next->article && !next->proclitic_count &&
         rs_feature(next->features, RS_NUMBER_SHIFT) >= 2;
}

/* `شمال المدينة`, `شرقي سوريا`: a direction without article says where by itself; `غربيون` are
 * people. */
static bool is_direction(const Finder *finder, uint32_t token) {
  const RsReading *reading = finder->phrases.reading;
  const RsAnalysis *opening = rs_chosen(reading, token);
  if (!opening || opening->article || is_country_name(finder, token)) return false;
  if (rs_feature(opening->features, RS_NUMBER_SHIFT) > 1) return false;
  if (rs_lexeme_at(reading, token)->flags & RS_LEXEME_DIRECTION) return true;
  return opening->upos == RS_UPOS_ADJ && rs_phrase_is_bearing(&finder->phrases, token);
}

static RsNominal build(
  const Finder *finder, uint32_t token, uint64_t preposition, uint32_t flags
) {
  uint32_t limit = sentence_last(finder, token);
  uint32_t head = token;
  uint32_t last = rs_phrase_end(&finder->phrases, token, limit, &head);
  RsNominal nominal = {
    .first = token,
    .last = last,
    .head = head,
    .start_letter = first_start_letter(finder, token),
    .preposition = preposition,
    .preposition_flags = preposition ? flags : 0,
    .governor = RS_NONE,
    .name = RS_NONE,
    .number = RS_NONE,
    .conjoined = joins_previous(finder, token),
  };
  nominal.listed = nominal.conjoined &&
                   rs_is_punct(finder->phrases.reading, token - 1, ',') &&
                   !rs_has_conjunction(finder->phrases.reading, token);
  if (last < limit && describes_both(finder, &nominal)) nominal.last = ++last;
  if (!preposition) {
    nominal.preposition =
      rs_phrase_preposition(&finder->phrases, token, &nominal.preposition_flags);
  }
  for (uint32_t i = token; i < last; i++) {
    if (nominal.name == RS_NONE) nominal.name = rs_phrase_name(&finder->phrases, i);
    if (nominal.number == RS_NONE && i <= head)
      nominal.number = rs_phrase_number(&finder->phrases, i);
  }
  if (!nominal.preposition && is_direction(finder, token)) {
    nominal.preposition = rs_stem_hash(finder->phrases.reading, token);
    nominal.preposition_flags = RS_LEXEME_LOCATIVE;
  }
  if (nominal.conjoined && !nominal.listed && !nominal.preposition) {
    const RsNominal *before =
      &finder->clauses->nominals[finder->clauses->nominal_count - 1];
    nominal.preposition = before->preposition;
    nominal.preposition_flags = before->preposition_flags;
  }
  nominal.office =
    is_office(finder, &nominal) ||
    (!nominal.conjoined && !nominal.preposition && is_holder(finder, &nominal));
  return nominal;
}

static bool add_pronoun(Finder *finder, uint32_t token) {
  RsNominal nominal = {
    .first = token,
    .last = token + 1,
    .head = token,
    .start_letter = finder->phrases.reading->tokens->tokens[token].start,
    .preposition = rs_is_upos(finder->phrases.reading, token, RS_UPOS_ADP)
                     ? rs_stem_hash(finder->phrases.reading, token)
                     : 0,
    .preposition_flags = rs_lexeme_at(finder->phrases.reading, token)->flags,
    .governor = RS_NONE,
    .name = RS_NONE,
    .number = RS_NONE,
    .pronoun = true,
  };
  return add(finder, &nominal);
}

/* `هذه` in `في هذه المدينة`, `بهذه القوات`: part of the phrase behind it. */
static bool points_at_next(const RsReading *reading, uint32_t token) {
  const RsAnalysis *word = rs_chosen(reading, token), *next = rs_chosen(reading, token + 1);
  return word && word->upos == RS_UPOS_PRON && word->enclitic == RS_NO_CLITIC && next &&
         next->upos == RS_UPOS_NOUN && next->article && !next->proclitic_count;
}

/* `كل من مصر والسعودية`: the preposition is the determiner's, not the phrase's. */
static bool is_of_each(const RsReading *reading, uint32_t token) {
  return token > 0 && rs_is_upos(reading, token - 1, RS_UPOS_DET) &&
         rs_chosen(reading, token - 1)->enclitic == RS_NO_CLITIC &&
         (rs_lexeme_at(reading, token)->flags & RS_LEXEME_PARTITIVE);
}

/* `عائلة الجندي الذي قتل`: where the pronoun cannot mean the head of the phrase before it, the
 * genitive that it means is a phrase of its own. */
static bool add_described(Finder *finder) {
  const RsClauseInput *input = finder->phrases.input;
  const RsPredicates agreeing = {
    .input = input, .reading = input->reading, .clauses = finder->clauses};
  RsNominal *whole = &finder->clauses->nominals[finder->clauses->nominal_count - 1],
            genitive;
  uint32_t relative = whole->last, at = whole->head;
  bool may = (rs_lexeme_at(input->reading, relative)->flags & RS_LEXEME_RELATIVE) ||
             rs_is_upos(input->reading, relative, RS_UPOS_VERB);
  if (!may) return true;
  if (!rs_cannot_describe(&agreeing, relative, whole)) return true;
  while (rs_genitive_of(input, finder->clauses, at, &genitive)) {
    if (rs_must_describe(&agreeing, relative, &genitive)) {
      genitive.preposition = RS_GENITIVE;
      genitive.preposition_flags = 0;
      genitive.conjoined = genitive.listed = genitive.office = false;
      return add(finder, &genitive);
    }
    at = genitive.head;
  }
  return true;
}

bool rs_nominals_find(RsClauses *clauses, RsArena *arena, const RsClauseInput *input) {
  Finder finder = {.phrases = {input, input->reading}, .clauses = clauses, .arena = arena};
  const RsTokens *tokens = input->reading->tokens;
  clauses->nominal_at = rs_arena_alloc(arena, (tokens->token_count + 1) * sizeof(uint32_t));
  if (!clauses->nominal_at) return false;
  for (uint32_t i = 0; i <= tokens->token_count; i++)
    clauses->nominal_at[i] = RS_NONE;
  uint64_t preposition = 0;
  uint32_t flags = 0;
  for (uint32_t i = 0; i < tokens->token_count;) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    /* `لكن الرئيس رفض` has none. */
    bool adposition = chosen && chosen->upos == RS_UPOS_ADP &&
                      (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_PREPOSITION) &&
                      !rs_phrase_is_dated(&finder.phrases, i) &&
                      rs_phrase_name(&finder.phrases, i) == RS_NONE &&
                      rs_phrase_number(&finder.phrases, i) == RS_NONE &&
                      !rs_opens_clause(input->reading, i);
    if (adposition && chosen->enclitic == RS_NO_CLITIC) {
      if (is_of_each(input->reading, i)) {
        i++;
        continue;
      }
      preposition = rs_stem_hash(input->reading, i);
      flags = rs_lexeme_at(input->reading, i)->flags;
      i++;
      continue;
    }
    if (adposition) {
      if (!add_pronoun(&finder, i)) return false;
      preposition = 0;
      i++;
      continue;
    }
    if (!rs_phrase_starts(&finder.phrases, i)) {
      bool determiner =
        (chosen && chosen->upos == RS_UPOS_DET) || points_at_next(input->reading, i);
      /* `عملية في (عفرين)` */
      bool transparent = rs_is_punct(input->reading, i, '"') ||
                         rs_is_punct(input->reading, i, '(') || determiner;
      if (!transparent) preposition = 0;
      /* `لجميع المعتقلين`, `بكل المدن`: the letter on the determiner is the phrase's. */
      if (determiner && chosen->proclitic_count)
        preposition = rs_phrase_preposition(&finder.phrases, i, &flags);
      i++;
      continue;
    }
    RsNominal nominal = build(&finder, i, preposition, flags);
    if (!add(&finder, &nominal) || !add_described(&finder)) return false;
    preposition = 0;
    i = nominal.last;
  }
  return true;
}

bool rs_genitive_of(
  const RsClauseInput *input, const RsClauses *clauses, uint32_t token, RsNominal *genitive
) {
  Finder finder = {.phrases = {input, input->reading}};
  uint32_t index = clauses->nominal_at[token];
  if (index == RS_NONE) return false;
  const RsNominal *whole = &clauses->nominals[index];
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  uint32_t next = rs_phrase_skip_quote(&finder.phrases, token + 1, whole->last);
  if (!chosen || chosen->article || chosen->enclitic != RS_NO_CLITIC) return false;
  if (next >= whole->last || rs_is_punct(input->reading, next, ',')) return false;
  if (is_direction(&finder, next)) return false; /* `إطلاق نار شمالي الضفة` */
  const RsAnalysis *behind = rs_chosen(input->reading, next);
  bool describes = behind && behind->upos == RS_UPOS_ADJ && !behind->article &&
                   rs_phrase_name(&finder.phrases, next) == RS_NONE &&
                   rs_phrase_number(&finder.phrases, next) == RS_NONE;
  if (describes && rs_phrase_agrees(&finder.phrases, token, behind)) return false;
  *genitive = *whole;
  genitive->first = next;
  genitive->head = rs_phrase_head(&finder.phrases, next, whole->last);
  genitive->start_letter = first_start_letter(&finder, next);
  genitive->name = genitive->number = RS_NONE;
  for (uint32_t i = next; i < whole->last; i++) {
    if (genitive->name == RS_NONE) genitive->name = rs_phrase_name(&finder.phrases, i);
    if (genitive->number == RS_NONE && i <= genitive->head) {
      genitive->number = rs_phrase_number(&finder.phrases, i);
    }
  }
  return true;
}
