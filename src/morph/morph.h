/* What each word is: its proclitics, stem, enclitic, lemma and part of speech. */
#ifndef RASID_MORPH_MORPH_H
#define RASID_MORPH_MORPH_H

#include "knowledge/knowledge.h"
#include "token/token.h"

enum {
  RS_PROCLITICS = 4,
  RS_NO_CLITIC = 0xff,
  RS_WORD_LETTERS = 200
};

/* One reading of a written word. Letters count from the word's beginning:
 *
 *   و ل ال  حكومت  ها        proclitics | [article] stem | enclitic
 *           ^stem_start ^stem_end;  segment_start is where the article, if any, begins
 */
typedef struct {
  uint32_t lexeme; /* RS_NONE: not listed; the lemma is told below */
  uint32_t features;
  uint16_t cost; /* what speaks against the reading before the sentence is looked at */
  uint8_t upos, derivation;
  uint8_t segment_start, stem_start, stem_end;
  uint8_t proclitics[RS_PROCLITICS]; /* RsClitic indices */
  uint8_t proclitic_count;
  uint8_t enclitic; /* RsClitic index or RS_NO_CLITIC */
  bool article;
  /* Without lexeme: the lemma is letters [lemma_start, lemma_end), with an ا before or a ة
   * behind them if so said. `derived`: a productive pattern tells part of speech and derivation (guess.c); otherwise
   * the reading is a mere guess. A derived nisba has derivation RS_DERIVED_NONE, because
   * RS_DERIVED_NISBA promises a country. */
  uint8_t lemma_start, lemma_end;
  bool lemma_alef, lemma_ta, derived;
} RsAnalysis;

/* A known word inside a written one: what stands behind its proclitics, with ال (names) and
 * without (time and number words: `الأسبوع`, `العشرات`). */
typedef struct {
  uint32_t word;           /* RsWord */
  uint32_t items, phrases; /* its first reference to an item, to a phrase */
  uint16_t item_count, phrase_count;
  uint8_t offset;     /* letters of proclitics before it; an ال is not counted */
  uint8_t proclitics; /* how many */
  bool bare;          /* ال stands before it and is not part of `word` */
} RsHead;

/* A reading used as a part of speech: `عامل` is an adjective that stands for a noun as well.
 * The disambiguator picks one of these (disambiguate.c). */
typedef struct {
  uint64_t lemma;    /* fold hash */
  uint32_t after[2]; /* rows of weights of what stands right behind, of the next but one */
  uint32_t wanted;   /* flag of the preposition that a verb is not written without, or 0 */
  int32_t score;     /* what speaks for it before the sentence is looked at */
  int16_t lift;      /* what is added to that where its preposition stands ahead */
  uint8_t analysis;  /* index of the reading */
  uint8_t upos;
  uint8_t tag; /* RsTag */
} RsChoice;

/* Everything about one written word; shared by all its tokens. */
typedef struct {
  uint64_t exact_hash, fold_hash;
  const RsAnalysis *analyses; /* cheapest first, at least one */
  const RsHead *heads;
  const uint64_t *spellings; /* fold hashes of what may stand behind proclitics and ال */
  const RsChoice *choices;   /* the analyses in their order, each as its own UPOS first */
  uint16_t analysis_count, head_count, spelling_count, choice_count;
  uint32_t
    place_kinds;    /* kinds of places that it names, by any reading but a verb or one with
                           a pronoun: RsPlaceKind.classes */
  uint8_t glued_at; /* letters of the first of two words run together, 0 for one word */
  uint32_t holds;   /* 1 << RsReferenceKind: what hangs on its lexemes and heads */
  uint32_t before_row; /* of weights: what stands before this word */
  bool has_beside;     /* weights that depend on the tags beside it */
} RsWordType;

/* What tags alone say of the place between them (weight.h). */
typedef struct RsPlaceWeights RsPlaceWeights;

/* Analyses of words seen so far. One for each coder; a zeroed one is empty. What is in it never
 * changes a result, only the time. */
typedef struct {
  RsArena arena;
  const RsWordType **slots;
  uint32_t slot_count, used;
  const RsPlaceWeights *places; /* NULL until the first text */
} RsMorphCache;

void rs_morph_cache_release(RsMorphCache *cache);
/* Drops everything when it has grown over its limit; between documents only. */
void rs_morph_cache_trim(RsMorphCache *cache);

/* All readings of the exact letters of one word, from the cache or new (analyse.c). NULL
 * without memory. */
const RsWordType *rs_morph_word(
  RsMorphCache *cache, const RasidKnowledge *knowledge, const uint8_t *letters, size_t count
);

/* The reading of a token in its sentence. `type` is NULL for digits, Latin and punctuation. */
typedef struct {
  const RsWordType *type;
  const RsAnalysis *chosen; /* NULL when type is */
  uint8_t upos;             /* RsUpos in this sentence: a participle may stand for a noun */
  uint16_t choice;          /* RsWordType.choices: the reading with this use */
} RsMorph;

/* Analyses and disambiguates all tokens; [token_count] in `arena`, NULL without memory. Words
 * run together are parted, in `tokens` too. */
RsMorph *rs_morph_read(
  RsMorphCache *cache,
  RsArena *arena,
  const RasidKnowledge *knowledge,
  const RsText *text,
  RsTokens *tokens
);

/* Chooses a reading for tokens [first, last) of one sentence (disambiguate.c). */
void rs_morph_disambiguate(
  const RasidKnowledge *knowledge,
  const RsPlaceWeights *places,
  const RsText *text,
  const RsTokens *tokens,
  RsMorph *morphs,
  uint32_t first,
  uint32_t last
);

/* Fills what the layers above ask of every token: `place_kinds`, `holds` (fact.c). */
void rs_morph_note_facts(const RasidKnowledge *knowledge, RsWordType *type);

/* Fills the choices of a word whose analyses are known; false without memory. */
bool rs_morph_prepare(
  RsArena *arena, const RasidKnowledge *knowledge, RsWordType *type, const uint8_t *letters
);

static inline const RsLexeme *rs_morph_lexeme(
  const RasidKnowledge *knowledge, const RsAnalysis *analysis
) {
  return RS_GET(knowledge, lexemes, analysis ? analysis->lexeme : RS_NONE);
}

/* UPOS as text, "NOUN". */
const char *rs_upos_name(uint8_t upos);

#endif
