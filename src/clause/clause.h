/* Noun phrases, predicates and who goes with which: the shallow syntax that events are read
 * from. */
#ifndef RASID_CLAUSE_CLAUSE_H
#define RASID_CLAUSE_CLAUSE_H

#include "entity/entity.h"

typedef enum {
  RS_RELATION_NONE,
  RS_RELATION_SUBJECT,
  RS_RELATION_OBJECT,
  RS_RELATION_PREPOSITION
} RsRelation;

/* A noun phrase without what relative clauses and prepositions hang on it. */
enum {
  RS_GENITIVE = 1 /* `الجندي` in `عائلة الجندي الذي قتل`: part of the phrase before it */
};

typedef struct {
  uint32_t first, last;  /* tokens */
  uint32_t head;         /* the token that says what it is */
  uint32_t start_letter; /* behind the proclitics of the first token */
  uint64_t
    preposition; /* fold hash of the preposition before it, 0 for none, RS_GENITIVE */
  uint32_t preposition_flags; /* RsLexeme.flags of that preposition */
  uint32_t governor;          /* RsPredicate that it is an argument of, or RS_NONE */
  uint32_t name;              /* the first RsName in it, or RS_NONE */
  uint32_t number;            /* the RsNumber that counts it, or RS_NONE */
  uint8_t relation;           /* RsRelation to the governor */
  bool conjoined;             /* joined by و, أو or a comma to the one right before */
  bool listed;                /* joined by a comma alone, which may part two arguments */
  bool office;  /* an office right behind a name: in apposition to it, or an object */
  bool pronoun; /* a preposition's suffix or a pronoun: no words of its own */
} RsNominal;

/* A finite verb and its arguments. */
typedef struct {
  uint32_t token;
  uint32_t first, last; /* the tokens of its clause */
  uint32_t subject;     /* RsNominal, or RS_NONE: dropped or not found */
  uint32_t object;      /* RsNominal, or RS_NONE */
  uint32_t antecedent;  /* RsNominal that its relative clause hangs on, or RS_NONE */
  bool passive;
  bool object_suffix; /* the object is a pronoun on the verb */
} RsPredicate;

typedef struct {
  RsNominal *nominals;
  uint32_t nominal_count;
  uint32_t *nominal_at; /* [token_count]: nominal that covers the token, or RS_NONE */
  RsPredicate *predicates;
  uint32_t predicate_count;
  uint32_t *predicate_at; /* [token_count]: predicate whose verb the token is, or RS_NONE */
  uint32_t *predicate_first; /* [sentence_count + 1]: first predicate of a sentence */
} RsClauses;

/* What clauses are made from, in one place. */
typedef struct {
  uint32_t role, end; /* the longest role that begins at a token, and the token behind it */
} RsRoleSpot;

typedef struct {
  const RsReading *reading;
  const RsEntities *entities;
  const RsRoleSpot *roles; /* [token_count] */
} RsClauseInput;

/* Fills `roles` of an input whose other fields are set; false without memory (party.c). */
bool rs_roles_find(RsClauseInput *input, RsArena *arena);

bool rs_clauses_find(RsClauses *clauses, RsArena *arena, const RsClauseInput *input);

/* Step 1 (nominal.c) and step 2 (predicate.c) of it. */
bool rs_nominals_find(RsClauses *clauses, RsArena *arena, const RsClauseInput *input);
bool rs_predicates_find(RsClauses *clauses, RsArena *arena, const RsClauseInput *input);

/* The genitive of a noun: the part of its noun phrase behind it. False when the noun carries
 * an article or a pronoun or stands last. */
bool rs_genitive_of(
  const RsClauseInput *input, const RsClauses *clauses, uint32_t token, RsNominal *genitive
);

/* The chosen analysis of a token, NULL for digits and punctuation. */
static inline const RsAnalysis *rs_chosen(const RsReading *reading, uint32_t token) {
  return token < reading->tokens->token_count ? reading->morphs[token].chosen : NULL;
}
static inline bool rs_is_upos(const RsReading *reading, uint32_t token, RsUpos upos) {
  const RsAnalysis *chosen = rs_chosen(reading, token);
  return chosen && chosen->upos == upos;
}
static inline const RsLexeme *rs_lexeme_at(const RsReading *reading, uint32_t token) {
  return rs_morph_lexeme(reading->knowledge, rs_chosen(reading, token));
}
static inline bool rs_is_punct(const RsReading *reading, uint32_t token, uint8_t letter) {
  const RsTokens *tokens = reading->tokens;
  return token < tokens->token_count && tokens->tokens[token].kind == RS_TOKEN_PUNCT &&
         tokens->tokens[token].letter == letter;
}
/* Whether the reading is a sound masculine plural, which only men have: `مسلحون`, `متشددين`. */
static inline bool rs_is_men(const RsAnalysis *chosen) {
  unsigned ending = rs_feature(chosen->features, RS_CASE_SHIFT);
  return rs_feature(chosen->features, RS_NUMBER_SHIFT) == 3 &&
         rs_feature(chosen->features, RS_GENDER_SHIFT) == 1 && (ending == 1 || ending == 2);
}
/* Whether the token begins with و or ف as a conjunction in its chosen reading. */
bool rs_has_conjunction(const RsReading *reading, uint32_t token);
/* Whether what begins at a token is anyone or anything of its kind: `أي جهة`, `أية محاولة`. */
bool rs_is_any(const RsReading *reading, uint32_t token);
/* `عليها` right behind the verb of a relative clause stands for what the clause hangs on. */
bool rs_is_resumed(const RsReading *reading, uint32_t verb);
/* Whether a new clause begins at the token: أن, إن, لأن, عندما; حتى and منذ only before a verb. */
bool rs_opens_clause(const RsReading *reading, uint32_t token);
/* The fold hash of a word given in letters of letters.h, as prepositions are compared. */
uint64_t rs_stem_hash(const RsReading *reading, uint32_t token);

/* ------------------------------------------------------------------ parties */

/* Somebody who may act: codes put together from name, role and nationality. */
typedef struct {
  uint32_t first, last; /* tokens of the name phrase */
  uint32_t start_letter;
  char country[4], sector[4], suffix[8]; /* "" when unknown */
  const char *name;                      /* an entry's English name, or NULL */
  uint32_t actor;                        /* RsActorRecord, or RS_NONE */
  uint32_t entry;                        /* RsEntry of the name or role, or RS_NONE */
  bool political;                        /* of a kind whose deeds are coded */
  bool
    institution; /* a body such as an army or government, which acts rather than suffers */
  bool state;    /* a country or capital by itself, standing for its government */
  bool person;   /* a titled or named person */
  bool collective; /* plain people: مدنيين, أشخاص */
  bool human;      /* its head is a word for people, whatever their role */
  bool thing;      /* its head is a word for something else */
  uint32_t core;   /* the first token of a role or name, or `last` */
  bool referred;   /* told by the pronoun of a preposition alone */
} RsParty;

/* The country of a nationality, or RS_NONE. `المالي` ("Malian", "financial") is one only in a
 * text that speaks of the country. */
uint32_t rs_nisba_at(const RsClauseInput *input, uint32_t token);

/* Whether the token is a role of one person (وزير, ناشط), not of a body. */
bool rs_is_person_word(const RsClauseInput *input, uint32_t token);

/* Whether the token is a role of a body (شرطة, وزارة). */
bool rs_is_body_word(const RsClauseInput *input, uint32_t token);

/* Who the tokens [first, last) name. Never fails: somebody unknown has empty codes. */
void rs_party_read(
  const RsClauseInput *input,
  uint32_t first,
  uint32_t last,
  uint32_t start_letter,
  RsParty *party
);

#endif
