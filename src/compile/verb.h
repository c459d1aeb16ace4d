/* A verb under conjugation. Shared by verb.c, which makes its finite forms, and derive.c, which
 * makes its participles and masdars. */
#ifndef RASID_COMPILE_VERB_H
#define RASID_COMPILE_VERB_H

#include "compile/compiler.h"

typedef enum {
  RS_VERB_STRONG,
  RS_VERB_GEMINATE, /* شنّ, احتلّ: the last letter is doubled */
  RS_VERB_HOLLOW,   /* قال, أعاد, جاء: a long vowel before the last letter */
  RS_VERB_DEFECTIVE /* رمى, دعا, بقي: ends in a weak letter */
} RsVerbClass;

enum {
  RS_FORM_Q1 = 11,
  RS_FORM_Q2,
  RS_FORM_Q3,
  RS_FORM_Q4
};

typedef struct {
  RsCompiler *c;
  const RsLine *line;
  uint32_t lexeme;
  int form; /* 1 to 10, or RS_FORM_Q… */
  RsVerbClass verb_class;
  bool has_passive;
  RsSpell root;
  RsSpell perfect, present;                 /* 3ms, the imperfect without its ي */
  RsSpell passive_perfect, passive_present; /* the same in the passive */
} RsVerb;

static inline bool rs_is_weak(uint8_t letter) {
  return letter == RS_LETTER_WAW || letter == RS_LETTER_YEH;
}

/* Sets the class and the passive stems from perfect, present, root and form. */
void rs_verb_analyse(RsVerb *verb);
/* The fault of a verb whose forms do not fit its root or form number, or NULL. */
const char *rs_verb_fault(const RsVerb *verb);
/* All finite forms. */
void rs_verb_conjugate(const RsVerb *verb);

/* Participles and masdars (derive.c). */
void rs_verb_derive(const RsVerb *verb);
RsSpell rs_verb_active_participle(const RsVerb *verb);
RsSpell rs_verb_passive_participle(const RsVerb *verb);
/* The regular masdar of forms 2 to 10 and Q; empty for form 1. */
RsSpell rs_verb_masdar(const RsVerb *verb);

#endif
