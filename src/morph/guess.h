/* What an unlisted word must be, told from its shape alone. */
#ifndef RASID_MORPH_GUESS_H
#define RASID_MORPH_GUESS_H

#include "knowledge/format.h"
#include "text/letters.h"

enum {
  RS_SHAPES = 24
};

/* One reading of a stem, that is of a word without proclitics, article and enclitic. */
typedef struct {
  uint32_t features; /* as RsForm.features */
  int cost;          /* below 0: the shape speaks clearly; above: it may well be a name */
  uint8_t upos, derivation;
  uint8_t lemma_start, lemma_end; /* letters of the stem */
  bool lemma_alef; /* the lemma has an ا in front of them: يستفعل, استفعل */
  bool lemma_ta;   /* and a ة behind them: غالبيتهم, غالبية */
  bool derived;    /* a productive pattern, not a mere guess */
} RsShape;

/* All readings of `count` exact letters; `article` when ال stands before them. Returns how
 * many. The mere guess (name or noun) is always among them. */
unsigned rs_guess_shapes(
  const uint8_t *letters, size_t count, bool article, RsShape shapes[RS_SHAPES]
);

/* Does a stem have this pattern? Roman letters stand for themselves (A ا, < إ, > أ, p ة, T ط …,
 * as in compile/spell.h); 1 to 4 for radicals, of which at most one is weak; a digit met twice
 * is the same letter. */
bool rs_guess_matches(const uint8_t *letters, size_t count, const char *pattern);

#endif
