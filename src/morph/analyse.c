/* The readings of one written word.
 *
 * `وللحكومة` may begin with و, ل and ال (written لل); `حكومتها` ends in ها. Every way to take
 * proclitics off, in the order of their slots, is tried with every enclitic, and what is left
 * is looked up as a whole form: the compiler has written out all inflection. What goes with
 * what, and what it costs, stands in clitic.c. Buckwalter's prefix-stem-suffix method (2002) with the inflection moved into the compiler.
 *
 * A word that no reading explains is looked up in other spellings (respell.c), then as two
 * words run together (`مازال`, `وقدتم`: the first is a clitic of more than one letter), and is
 * at last told from its shape (guess.c), with the same proclitics and enclitics. Limits: only
 * the function words of clitics.tsv may be glued, and only in front.
 */
#include "morph/analyse.h"

#include "morph/clitic.h"
#include "morph/glued.h"
#include "morph/guess.h"
#include "morph/respell.h"

#include <stdlib.h>

enum {
  MAX_ANALYSES = 64,
  MAX_GUESSES = 16, /* kept of a word that is not listed */
  MAX_HEADS = 8,
  MAX_SPELLINGS = 16,
  COST_GUESS = 30,
  COST_RESPELT = 8,
  COST_SWALLOWED = 4,
  COST_RARE = 12,
};

typedef enum {
  STAGE_LEXICON,
  STAGE_GLUED, /* one proclitic of several letters is wanted */
  STAGE_GUESS
} Stage;

typedef struct {
  const RasidKnowledge *knowledge;
  const uint8_t *letters;
  size_t count;
  Stage stage;
  unsigned extra_cost;
  RsAnalysis found[MAX_ANALYSES];
  unsigned found_count;
  RsHead heads[MAX_HEADS];
  unsigned head_count;
  uint64_t spellings[MAX_SPELLINGS];
  unsigned spelling_count;
} Search;

/* ------------------------------------------------------------------ listed forms */

static const RsClitic *clitic_at(const RasidKnowledge *knowledge, uint8_t index) {
  return index == RS_NO_CLITIC ? NULL : RS_GET(knowledge, clitics, index);
}

/* The clitic of one letter that a form begins with: ب of بأن, و of ولكن. */
static uint8_t leading_clitic(const RasidKnowledge *knowledge, uint8_t letter) {
  for (uint32_t i = 0; i < knowledge->clitics_count && i < RS_NO_CLITIC; i++) {
    const RsClitic *clitic = &knowledge->clitics[i];
    bool apt = clitic->host == RS_HOST_NOUN || clitic->host == RS_HOST_ANY;
    if (clitic->slot > 1 && clitic->slot < RS_SLOT_ARTICLE && apt &&
        clitic->letter_count == 1 && clitic->letters[0] == letter) {
      return (uint8_t)i;
    }
  }
  return RS_NO_CLITIC;
}

/* Takes the proclitic that is part of a form's spelling off. */
static void part_form(const Search *search, RsAnalysis *analysis) {
  uint8_t letter = search->letters[analysis->stem_start];
  uint8_t clitic = leading_clitic(search->knowledge, letter);
  bool room = analysis->proclitic_count < RS_PROCLITICS && !analysis->article;
  if (clitic == RS_NO_CLITIC || !room) return;
  analysis->proclitics[analysis->proclitic_count++] = clitic;
  analysis->segment_start++;
  analysis->stem_start++;
}

static RsAnalysis *add_analysis(Search *search, const RsPrefix *prefix, size_t stem_end) {
  RsAnalysis *analysis = &search->found[search->found_count++];
  *analysis = (RsAnalysis) {
    .lexeme = RS_NONE,
    .segment_start = prefix->offset,
    .stem_start = prefix->stem,
    .stem_end = (uint8_t)stem_end,
    .proclitic_count = prefix->count,
    .enclitic = RS_NO_CLITIC,
    .article = prefix->article,
  };
  memcpy(analysis->proclitics, prefix->proclitics, sizeof prefix->proclitics);
  return analysis;
}

/* `written` are the form's letters as the word has them, perhaps with the ا that لل hides. */
static void add_form(
  Search *search,
  const RsPrefix *prefix,
  const RsForm *form,
  const uint8_t *written,
  size_t stem_end,
  uint8_t enclitic_index
) {
  const RasidKnowledge *knowledge = search->knowledge;
  const RsLexeme *lexeme = RS_GET(knowledge, lexemes, form->lexeme);
  const RsClitic *enclitic = clitic_at(knowledge, enclitic_index);
  if (search->found_count == MAX_ANALYSES) return;
  if ((uint64_t)form->letters + form->letter_count > knowledge->letters_count) return;
  if (!rs_clitics_fit(knowledge, prefix, lexeme->upos, form->features, enclitic)) return;
  unsigned cost = rs_reading_cost(knowledge, prefix, form, written, enclitic);
  /* `للاجئين`: people mostly with the article, which the stem's own ل swallows; `للقاء الوزير`
   * without. */
  bool double_lam = prefix->count && !prefix->article && written[0] == RS_LETTER_LAM &&
                    search->letters[prefix->offset - 1] == RS_LETTER_LAM;
  bool people = lexeme->flags & (RS_LEXEME_RATIONAL | RS_LEXEME_TITLE);
  if (double_lam && lexeme->upos == RS_UPOS_NOUN && !enclitic && people)
    cost += COST_SWALLOWED;
  RsAnalysis *analysis = add_analysis(search, prefix, stem_end);
  analysis->lexeme = form->lexeme;
  analysis->features = form->features;
  analysis->cost = (uint16_t)(cost + search->extra_cost);
  /* A damaged file may hold any byte. */
  analysis->upos = lexeme->upos < RS_UPOS_COUNT ? lexeme->upos : RS_UPOS_X;
  analysis->derivation =
    lexeme->derivation <= RS_DERIVED_NISBA ? lexeme->derivation : RS_DERIVED_NONE;
  analysis->enclitic = enclitic_index;
  if (form->features & RS_FEATURE_HOLDS_PROCLITIC) part_form(search, analysis);
}

static void look_up_form(
  Search *search,
  const RsPrefix *prefix,
  const uint8_t *written,
  size_t length,
  size_t stem_end,
  uint8_t enclitic
) {
  const RasidKnowledge *knowledge = search->knowledge;
  const RsWord *word = rs_word_find(knowledge, rs_fold_hash(written, length));
  if (!word) return;
  uint32_t count = word->form_count;
  uint32_t first = rs_clip(word->form_first, &count, knowledge->forms_count);
  for (uint32_t i = 0; i < count; i++) {
    const RsForm *form = &knowledge->forms[first + i];
    if (form->letter_count == length) {
      add_form(search, prefix, form, written, stem_end, enclitic);
    }
  }
}

/* ------------------------------------------------------------------ shapes */

/* What clitics cost before and behind an unlisted stem. و before an unknown word is the
 * conjunction far oftener than a first letter, unless a vowel follows (ويلز, واين); a
 * preposition without article as often as not, and it wants a noun whose shape is clear. */
static int guess_clitic_cost(
  const Search *search,
  const RsPrefix *prefix,
  const RsShape *shape,
  const RsClitic *enclitic
) {
  int cost = 0;
  bool clear_noun = shape->derived && shape->upos == RS_UPOS_NOUN;
  uint8_t next = search->letters[prefix->offset];
  bool vowel = next == RS_LETTER_WAW || next == RS_LETTER_YEH || next == RS_LETTER_ALEF;
  for (unsigned i = 0; i < prefix->count; i++) {
    const RsClitic *clitic = RS_GET(search->knowledge, clitics, prefix->proclitics[i]);
    if (clitic->slot == 1)
      cost += RS_COST_QUESTION;
    else if (prefix->article)
      cost -= i ? 0 : 2;
    else if (clitic->upos == RS_UPOS_CCONJ)
      cost += vowel ? 1 : -5;
    else if (clitic->upos == RS_UPOS_ADP && clear_noun)
      cost -= 1;
    else
      cost += clitic->host == RS_HOST_IMPERFECT ? 1 : 4;
  }
  if (!enclitic) return cost;
  if (shape->upos == RS_UPOS_ADJ) cost += 3;
  bool third = rs_feature(enclitic->features, RS_PERSON_SHIFT) == 3;
  return cost + (third ? enclitic->letter_count > 1 ? 0 : 2 : 6);
}

static void add_shape(
  Search *search,
  const RsPrefix *prefix,
  const RsShape *shape,
  size_t stem_end,
  uint8_t enclitic_index
) {
  const RsClitic *enclitic = clitic_at(search->knowledge, enclitic_index);
  if (search->found_count == MAX_ANALYSES) return;
  if (!rs_clitics_fit(search->knowledge, prefix, shape->upos, shape->features, enclitic))
    return;
  int cost = shape->cost + guess_clitic_cost(search, prefix, shape, enclitic);
  size_t length = stem_end - prefix->stem;
  if (length < 3 && (prefix->count || enclitic)) cost += 12;
  RsAnalysis *analysis = add_analysis(search, prefix, stem_end);
  analysis->features = shape->features;
  analysis->cost = (uint16_t)(COST_GUESS + cost);
  analysis->upos = shape->upos;
  analysis->derivation = shape->derivation;
  analysis->enclitic = enclitic_index;
  analysis->lemma_start = (uint8_t)(prefix->stem + shape->lemma_start);
  analysis->lemma_end = (uint8_t)(prefix->stem + shape->lemma_end);
  analysis->lemma_alef = shape->lemma_alef;
  analysis->lemma_ta = shape->lemma_ta;
  analysis->derived = shape->derived;
}

static void guess_stem(
  Search *search, const RsPrefix *prefix, size_t stem_end, uint8_t enclitic
) {
  RsShape shapes[RS_SHAPES];
  const uint8_t *stem = search->letters + prefix->stem;
  unsigned count = rs_guess_shapes(stem, stem_end - prefix->stem, prefix->article, shapes);
  for (unsigned i = 0; i < count; i++) {
    add_shape(search, prefix, &shapes[i], stem_end, enclitic);
  }
}

/* ------------------------------------------------------------------ taking clitics off */

/* Two letters are enough behind قد (`قدتم`), too few behind a negation (`مالم`). */
static bool is_glued_enough(const Search *search, const RsPrefix *prefix, size_t end) {
  if (!prefix->glued) return false;
  const RsClitic *last =
    RS_GET(search->knowledge, clitics, prefix->proclitics[prefix->count - 1]);
  bool brief = last->upos == RS_UPOS_PART && !(last->flags & RS_LEXEME_NEGATION);
  return end >= prefix->stem + (brief ? 2u : 3u);
}

static void try_stem(Search *search, const RsPrefix *prefix, size_t end, uint8_t enclitic) {
  if (search->stage == STAGE_GUESS) {
    guess_stem(search, prefix, end, enclitic);
    return;
  }
  if (search->stage == STAGE_GLUED && !is_glued_enough(search, prefix, end)) return;
  look_up_form(
    search, prefix, search->letters + prefix->stem, end - prefix->stem, end, enclitic
  );
}

static bool ends_with(const Search *search, const RsClitic *clitic, size_t from) {
  size_t n = clitic->letter_count;
  if (search->count < from + n + 1) return false;
  for (size_t i = 0; i < n; i++) {
    uint8_t written = search->letters[search->count - n + i];
    if (rs_fold_letter(written) != rs_fold_letter(clitic->letters[i])) return false;
    if (written == RS_LETTER_TEH_MARBUTA || written == RS_LETTER_ALEF_MAKSURA) return false;
  }
  return true;
}

static void try_stems(Search *search, const RsPrefix *prefix) {
  const RasidKnowledge *knowledge = search->knowledge;
  if (prefix->stem >= search->count) return;
  try_stem(search, prefix, search->count, RS_NO_CLITIC);
  if (prefix->article) return;
  for (uint32_t i = 0; i < knowledge->clitics_count && i < RS_NO_CLITIC; i++) {
    const RsClitic *clitic = &knowledge->clitics[i];
    if (clitic->slot != RS_SLOT_ENCLITIC || !ends_with(search, clitic, prefix->stem))
      continue;
    try_stem(search, prefix, search->count - clitic->letter_count, (uint8_t)i);
  }
}

static void add_head_word(
  Search *search, const RsPrefix *prefix, const uint8_t *letters, size_t count, bool bare
) {
  uint64_t hash = rs_fold_hash(letters, count);
  if (search->spelling_count < MAX_SPELLINGS)
    search->spellings[search->spelling_count++] = hash;
  const RsWord *word = rs_word_find(search->knowledge, hash);
  if (!word || !word->reference_count || search->head_count == MAX_HEADS) return;
  uint32_t items = word->reference_first, phrases = items;
  uint32_t item_count =
    rs_references_of(search->knowledge, RS_REFERENCE_ITEM, &items, word->reference_count);
  uint32_t phrase_count = rs_references_of(
    search->knowledge, RS_REFERENCE_PHRASE, &phrases, word->reference_count
  );
  search->heads[search->head_count++] = (RsHead) {
    .word = (uint32_t)(word - search->knowledge->words),
    .items = items,
    .phrases = phrases,
    .item_count = (uint16_t)item_count,
    .phrase_count = (uint16_t)phrase_count,
    .offset = prefix->offset,
    .proclitics = prefix->count,
    .bare = bare,
  };
}

static void add_spelling(Search *search, const uint8_t *letters, size_t count) {
  if (search->spelling_count < MAX_SPELLINGS)
    search->spellings[search->spelling_count++] = rs_fold_hash(letters, count);
}

/* `مركزا` stands for `مركز`, `بقصفها` for `قصف`, `محاكمته` for `محاكمة`. */
static void add_endings(Search *search, const uint8_t *letters, size_t count) {
  enum {
    LEAST = 3,
    MOST = 24
  };
  uint8_t last = letters[count - 1];
  size_t stem = count;
  if (last == RS_LETTER_HEH)
    stem = count - 1;
  else if (count > 1 && letters[count - 2] == RS_LETTER_HEH && (last == RS_LETTER_ALEF || last == RS_LETTER_MEEM))
    stem = count - 2;
  if (last == RS_LETTER_ALEF && stem == count && count > LEAST)
    add_spelling(search, letters, count - 1);
  if (stem == count || stem < LEAST || stem > MOST) return;
  add_spelling(search, letters, stem);
  if (letters[stem - 1] != RS_LETTER_TEH) return;
  uint8_t feminine[MOST];
  memcpy(feminine, letters, stem);
  feminine[stem - 1] = RS_LETTER_TEH_MARBUTA;
  add_spelling(search, feminine, stem);
}

/* The dictionary words that may stand behind the prefix. */
static void add_head(
  Search *search, const RsPrefix *prefix, const uint8_t *letters, size_t count
) {
  if (search->stage != STAGE_LEXICON || search->extra_cost || !count) return;
  add_head_word(search, prefix, letters, count, false);
  add_endings(search, letters, count);
  if (count > 3 && letters[0] == RS_LETTER_ALEF && letters[1] == RS_LETTER_LAM) {
    add_head_word(search, prefix, letters + 2, count - 2, true);
  }
}

static bool has_article(const Search *search, size_t from) {
  const uint8_t *at = search->letters + from;
  return search->count > from + 2 && at[0] == RS_LETTER_ALEF && at[1] == RS_LETTER_LAM;
}

static void try_articles(Search *search, const RsPrefix *prefix) {
  size_t left = search->count - prefix->offset;
  bool article = has_article(search, prefix->offset);
  if (!article || left < 4 || search->stage != STAGE_GUESS) try_stems(search, prefix);
  if (article) {
    RsPrefix with = *prefix;
    with.article = true;
    with.stem = (uint8_t)(prefix->offset + 2);
    try_stems(search, &with);
  }
}

/* Behind the preposition ل the article is written ل (للجيش), or is swallowed by a stem that
 * begins with ل itself (للغة). Names that hold the article (اليمن) are found with it put back. */
static void try_lam_article(Search *search, const RsPrefix *prefix) {
  const uint8_t *at = search->letters + prefix->offset;
  size_t left = search->count - prefix->offset;
  if (left < 2 || at[0] != RS_LETTER_LAM) return;
  uint8_t restored[RS_WORD_LETTERS + 2] = {RS_LETTER_ALEF};
  memcpy(restored + 1, at, left);
  add_head(search, prefix, restored, left + 1);
  if (search->stage == STAGE_LEXICON) {
    look_up_form(search, prefix, restored, left + 1, search->count, RS_NO_CLITIC);
  }
  RsPrefix with = *prefix;
  with.article = true;
  with.stem = (uint8_t)(prefix->offset + 1);
  try_stems(search, &with);
  with.stem = prefix->offset;
  if (search->stage != STAGE_GUESS) try_stems(search, &with);
}

static bool begins_with(
  const Search *search, const RsPrefix *prefix, const RsClitic *clitic
) {
  size_t n = clitic->letter_count;
  if (prefix->offset + n >= search->count) return false;
  if (n == 1) return search->letters[prefix->offset] == clitic->letters[0];
  if (search->stage != STAGE_GLUED || prefix->glued) return false;
  for (size_t i = 0; i < n; i++) {
    uint8_t written = search->letters[prefix->offset + i];
    if (rs_fold_letter(written) != rs_fold_letter(clitic->letters[i])) return false;
  }
  return true;
}

static void try_prefixes(Search *search, const RsPrefix *prefix, unsigned slot) {
  const RasidKnowledge *knowledge = search->knowledge;
  size_t left = search->count - prefix->offset;
  add_head(search, prefix, search->letters + prefix->offset, left);
  try_articles(search, prefix);
  if (prefix->count == RS_PROCLITICS) return;
  if (search->stage == STAGE_GUESS && left < 4) return;
  for (uint32_t i = 0; i < knowledge->clitics_count && i < RS_NO_CLITIC; i++) {
    const RsClitic *clitic = &knowledge->clitics[i];
    if (clitic->slot <= slot || clitic->slot >= RS_SLOT_ARTICLE) continue;
    if (!begins_with(search, prefix, clitic)) continue;
    RsPrefix longer = *prefix;
    longer.proclitics[longer.count++] = (uint8_t)i;
    longer.offset = longer.stem = (uint8_t)(prefix->offset + clitic->letter_count);
    longer.glued |= clitic->letter_count > 1;
    longer.named = has_article(search, longer.offset);
    try_prefixes(search, &longer, clitic->slot);
    bool is_lam = clitic->letter_count == 1 && clitic->letters[0] == RS_LETTER_LAM;
    if (is_lam && clitic->host == RS_HOST_NOUN) try_lam_article(search, &longer);
  }
}

/* ------------------------------------------------------------------ one word */

static int by_cost(const void *left, const void *right) {
  const RsAnalysis *a = left, *b = right;
  if (a->cost != b->cost) return a->cost < b->cost ? -1 : 1;
  if (a->lexeme != b->lexeme) return a->lexeme < b->lexeme ? -1 : 1;
  if (a->features != b->features) return a->features < b->features ? -1 : 1;
  if (a->stem_start != b->stem_start) return a->stem_start < b->stem_start ? -1 : 1;
  if (a->stem_end != b->stem_end) return a->stem_end < b->stem_end ? -1 : 1;
  if (a->upos != b->upos) return a->upos < b->upos ? -1 : 1;
  return memcmp(a->proclitics, b->proclitics, sizeof a->proclitics);
}

static void run_stage(Search *search, Stage stage) {
  RsPrefix none = {0};
  search->stage = stage;
  try_prefixes(search, &none, 0);
}

/* Looks the word up in another spelling; offsets are led back to the written one. */
static void respell(Search *search, RsRespelling rule) {
  RsRespelt respelt;
  if (!rs_respell(rule, search->letters, search->count, &respelt)) return;
  const uint8_t *written = search->letters;
  size_t count = search->count;
  search->letters = respelt.letters;
  search->count = respelt.count;
  search->extra_cost = COST_RESPELT;
  run_stage(search, STAGE_LEXICON);
  search->letters = written;
  search->count = count;
  search->extra_cost = 0;
  for (unsigned i = 0; i < search->found_count; i++) {
    RsAnalysis *analysis = &search->found[i];
    analysis->segment_start = respelt.at[analysis->segment_start];
    analysis->stem_start = respelt.at[analysis->stem_start];
    analysis->stem_end = respelt.at[analysis->stem_end];
  }
}

/* Is there no reading, or only such as a newspaper hardly prints (قدتم, "you led")? */
static bool is_rare(const Search *search) {
  for (unsigned i = 0; i < search->found_count; i++) {
    if (search->found[i].cost < COST_RARE) return false;
  }
  return true;
}

static void find_readings(Search *search) {
  run_stage(search, STAGE_LEXICON);
  for (unsigned rule = 0; rule < RS_RESPELLINGS && !search->found_count; rule++) {
    respell(search, (RsRespelling)rule);
  }
  bool found = search->found_count;
  if (is_rare(search)) run_stage(search, STAGE_GLUED);
  if (!found) run_stage(search, STAGE_GUESS);
}

/* Whether a dictionary has a name of this very spelling. */
static bool is_name(const Search *search) {
  for (unsigned i = 0; i < search->head_count; i++) {
    if (!search->heads[i].offset) return true;
  }
  return false;
}

static void *keep(RsArena *arena, const void *from, size_t bytes) {
  void *to = rs_arena_alloc(arena, bytes);
  if (to && bytes) memcpy(to, from, bytes);
  return to;
}

const RsWordType *rs_morph_analyse(
  RsArena *arena,
  const RasidKnowledge *knowledge,
  const uint8_t *letters,
  size_t count,
  uint64_t exact_hash
) {
  Search search = {.knowledge = knowledge, .letters = letters, .count = count};
  if (count <= RS_WORD_LETTERS) {
    find_readings(&search);
  } else {
    search.count = RS_WORD_LETTERS;
    RsPrefix none = {0};
    RsAnalysis *monster = add_analysis(&search, &none, RS_WORD_LETTERS);
    monster->upos = RS_UPOS_X;
    monster->lemma_end = RS_WORD_LETTERS;
  }
  qsort(search.found, search.found_count, sizeof *search.found, by_cost);
  bool guessed = search.found[0].lexeme == RS_NONE;
  if (guessed && search.found_count > MAX_GUESSES) search.found_count = MAX_GUESSES;
  RsWordType type = {
    .exact_hash = exact_hash,
    .fold_hash = rs_fold_hash(letters, count),
    .analyses = keep(arena, search.found, search.found_count * sizeof *search.found),
    .heads = keep(arena, search.heads, search.head_count * sizeof *search.heads),
    .spellings =
      keep(arena, search.spellings, search.spelling_count * sizeof *search.spellings),
    .spelling_count = (uint16_t)search.spelling_count,
    .analysis_count = (uint16_t)search.found_count,
    .head_count = (uint16_t)search.head_count,
  };
  if (guessed && !is_name(&search))
    type.glued_at = (uint8_t)rs_glued_at(knowledge, letters, count);
  if (!type.analyses || !type.heads || !type.spellings) return NULL;
  rs_morph_note_facts(knowledge, &type);
  if (!rs_morph_prepare(arena, knowledge, &type, letters)) return NULL;
  return keep(arena, &type, sizeof type);
}
