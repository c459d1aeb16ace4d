/* What the grammar of a sentence says for and against a reading.
 *
 * The learned weights know the words next to a word; these rules know what cannot be said. Each
 * adds to the score of a choice or takes from it, and none is absolute:
 *   - behind a transitive verb and its subject stands a noun, no second verb (`جدد الجيش قصفه`);
 *   - behind أن, ما, مما, الذي, قد and لم a verb, no bare noun (`مما دفع واشنطن`, `التي أجرتها لندن`);
 *   - what is told of a man or an army behind إن is a verb (`إن الجيش قصف مواقع`), and so is what
 *     stands behind أنه or before أن (`أنه فر`, `أدلة تثبت أن`) rather than a masdar;
 *   - behind a definite subject without its verb a verb in ت, no bare masdar (`القوات تقاتل
 *     المتمردين`), unless an adjective shows that it is one (`الغارة تطور خطير`);
 *   - behind a preposition or determiner no verb (`إلى تواصل القصف`, `تمكن من قتل مسلحين`), and no perfect right behind
 *     another verb (`تم قتل`) unless that only lends its tense (`كان قتل`);
 *   - before a man or men no verb in the feminine, if nobody stands before it (`بعدما تمكن
 *     الحوثيون`: تَمَكَّنَ, not تُمْكِنُ);
 *   - an accusative participle behind a comma is a circumstance (`غادر، متهما …`);
 *   - behind two men a verb of two is one (`كان الرئيسان بحثا`: بَحَثَا, not بَحْثًا);
 *   - behind men without article a word with their pronoun is a verb (`رفات جنود قتلهم داعش`), and
 *     so is one that can be between a bare noun and a doer (`أرقام نشرتها الوزارة`);
 *   - a man `يدعى` so is called by that name, and is not described in the feminine (`وزير خارجية`);
 *   - behind a name that is the subject a word for a thing is no adjective (`تبنت داعش العملية`);
 *   - behind men a feminine participle describes nobody (`استهدف الحوثيون الناقلة`);
 *   - what tells how stands before a noun without owning it (`هاجم بعنف خصومه`);
 *   - behind an army or a subject a word that names a place is no participle (`اقتحم الجيش المخيم`);
 *   - a sentence begins with a verb before a man (`أمر الرئيس بسحب القوات`), with no bare noun, also
 *     behind what stands before a comma (`ووفق شهود، خطف التنظيم شرطيين`);
 *   - before a nominative stands a verb, no masdar (`قتل الحوثيون`);
 *   - what somebody is stands behind `وهو`, no perfect (`وهو طالب بالجامعة`);
 *   - a sentence that begins with `هذا` and و goes on with a verb (`هذا وشكر الوزير نظيره`);
 *   - 11 to 99 are of people, not of their country (`24 روسيا`);
 *   - outside of quotation marks a newspaper says neither "I" nor "you".
 *
 * Limits: one clause at a time, from left to right; what a relative clause interrupts is
 * forgotten; quotation marks are counted within the sentence.
 */
#include "morph/grammar.h"

enum {
  AWAITS_OBJECT = 1 << 0,
  AWAITS_VERB = 1 << 1,
  BEHIND_DOER = 1 << 2,
  STATES = 1 << 3,
  GOVERNED = 1 << 4,
  BEHIND_VERB = 1 << 5,
  BEHIND_COMMA = 1 << 6,
  BEFORE_NAME = 1 << 7,
  BEHIND_NOUN = 1 << 8,
  UNQUOTED = 1 << 9,
  BEFORE_THAT = 1 << 10,
  MAY_OPEN = 1 << 11,
  BEHIND_MAN = 1 << 12,
  BEFORE_HIM = 1 << 13,
  BEHIND_TWO = 1 << 14,
  BEHIND_SOME = 1 << 15,
  OPENS_WITH_HIM = 1 << 16,
  BEFORE_NOUN = 1 << 17,
  MAY_BE_PLACE = 1 << 18,
  BEHIND_BODY = 1 << 19,
  MAY_TELL = 1 << 20,
  BEHIND_NAME = 1 << 21,
  MAY_BE_THING = 1 << 22,
  BEHIND_MEN = 1 << 23,
  BEFORE_DOERS = 1 << 24,
  BEHIND_HE = 1 << 25,
  BEHIND_THIS = 1 << 26,
  BEHIND_COUNT = 1 << 27
};

/* What the rules weigh. */
enum {
  SECOND_VERB = 60,
  NOUN_FOR_VERB = 40,
  PREDICATE = 40,
  STATEMENT = 20,
  COUNTED = 200,
  NO_VERB = 60,
  CIRCUMSTANCE = 40,
  NAMED = 60,
  ADDRESSED = 16,
  OTHER_GENDER = 40,
  MANNER = 60,
  NO_PARTICIPLE = 80
};

static bool is_nominal(const RsAnalysis *reading) {
  return reading->upos == RS_UPOS_NOUN || reading->upos == RS_UPOS_ADJ ||
         reading->upos == RS_UPOS_PROPN;
}

static uint32_t flags_of(const RsGrammar *grammar, const RsAnalysis *reading) {
  return reading->lexeme == RS_NONE ? 0
                                    : rs_morph_lexeme(grammar->knowledge, reading)->flags;
}

/* `إن`, `أن`, `أنه`, not the أن of a wish. */
static bool is_that(const RsGrammar *grammar, const RsAnalysis *reading) {
  if (reading->upos != RS_UPOS_SCONJ && reading->upos != RS_UPOS_PART) return false;
  uint32_t flags = flags_of(grammar, reading);
  return (flags & RS_LEXEME_THAT) && !(flags & RS_LEXEME_BEFORE_VERB);
}

/* A man or a body as a verb in the masculine agrees with it. */
static bool is_he(const RsGrammar *grammar, const RsAnalysis *reading) {
  if (reading->upos == RS_UPOS_PROPN) return true;
  return rs_feature(reading->features, RS_GENDER_SHIFT) == 1 &&
         (flags_of(grammar, reading) & RS_LEXEME_RATIONAL);
}

void rs_grammar_add(RsGrammar *grammar, const RsAnalysis *chosen) {
  bool nominal = is_nominal(chosen) && !chosen->proclitic_count;
  if (chosen->upos == RS_UPOS_VERB) {
    grammar->held = false;
    grammar->verbal = grammar->has_verb = true;
    grammar->from = flags_of(grammar, chosen) & RS_LEXEME_TAKES_FROM;
    grammar->transitive = (flags_of(grammar, chosen) & RS_LEXEME_TRANSITIVE) &&
                          chosen->enclitic == RS_NO_CLITIC;
  } else if (!nominal) {
    /* `تظاهرات في باكستان قتل فيها اثنان` */
    grammar->verbal = grammar->transitive = false;
  }
  bool definite = nominal && (chosen->article || chosen->upos == RS_UPOS_PROPN);
  bool owned = nominal && chosen->enclitic != RS_NO_CLITIC;
  grammar->subject = grammar->transitive && definite;
  grammar->doer =
    (definite || owned) && (grammar->doer || (grammar->stated && is_he(grammar, chosen)));
  grammar->stated = chosen->enclitic == RS_NO_CLITIC && is_that(grammar, chosen);
}

void rs_grammar_pass(RsGrammar *grammar, const RsToken *token) {
  bool comma = token->kind == RS_TOKEN_PUNCT && token->letter == ',';
  bool closes = comma && grammar->held;
  bool waits = grammar->subject || (grammar->held && !comma);
  grammar->verbal = grammar->stated = grammar->doer = false;
  grammar->transitive = grammar->subject = closes;
  grammar->held = comma ? waits && !closes : grammar->held;
  grammar->quoted ^= token->kind == RS_TOKEN_PUNCT && token->letter == '"';
}

/* `إلى تواصل القصف`, `كل هجوم`; not من, which is "who" as well, nor منذ and حتى. */
static bool governs_noun(const RsGrammar *grammar, const RsAnalysis *before) {
  if (before->enclitic != RS_NO_CLITIC) return false;
  if (before->upos == RS_UPOS_DET) return !before->article;
  if (before->upos != RS_UPOS_ADP) return false;
  uint32_t others = RS_LEXEME_PARTITIVE | RS_LEXEME_SUBORDINATOR | RS_LEXEME_BEFORE_VERB |
                    RS_LEXEME_RELATIVE | RS_LEXEME_SINCE | RS_LEXEME_UNTIL;
  uint32_t flags = flags_of(grammar, before);
  return (flags & RS_LEXEME_PREPOSITION) && !(flags & others);
}

static bool is_before_verb(const RsGrammar *grammar, const RsAnalysis *before) {
  bool function = before->upos == RS_UPOS_PRON || before->upos == RS_UPOS_PART ||
                  before->upos == RS_UPOS_ADP;
  return function && (flags_of(grammar, before) & RS_LEXEME_BEFORE_VERB);
}

/* The end of a definite phrase or a beginning. */
static bool is_closed(const RsAnalysis *before) {
  return !before ||
         (is_nominal(before) && (before->article || before->enclitic != RS_NO_CLITIC ||
                                 before->upos == RS_UPOS_PROPN));
}

/* `تقاتل`: she fights. */
static bool is_of_her(const RsAnalysis *reading) {
  return reading->upos == RS_UPOS_VERB && !reading->proclitic_count &&
         rs_feature(reading->features, RS_ASPECT_SHIFT) == 2 &&
         rs_feature(reading->features, RS_PERSON_SHIFT) == 3 &&
         rs_feature(reading->features, RS_NUMBER_SHIFT) == 1 &&
         rs_feature(reading->features, RS_GENDER_SHIFT) == 2;
}

static bool has_conjunction(const RsGrammar *grammar, const RsAnalysis *reading) {
  if (!reading->proclitic_count) return false;
  return RS_GET(grammar->knowledge, clitics, reading->proclitics[0])->slot == 2;
}

/* `وهو`, `وهي` */
static bool is_pronoun(const RsGrammar *grammar, const RsAnalysis *before) {
  const uint32_t others =
    RS_LEXEME_RELATIVE | RS_LEXEME_INTERROGATIVE | RS_LEXEME_BEFORE_VERB;
  return before->upos == RS_UPOS_PRON && before->enclitic == RS_NO_CLITIC &&
         has_conjunction(grammar, before) &&
         rs_feature(before->features, RS_PERSON_SHIFT) == 3 &&
         !(flags_of(grammar, before) & others);
}

/* `هذا` at the beginning of a sentence. */
static bool is_opening_this(
  const RsTokens *tokens, uint32_t token, const RsAnalysis *before
) {
  if (!token || before->upos != RS_UPOS_PRON || before->proclitic_count) return false;
  bool him = rs_feature(before->features, RS_GENDER_SHIFT) == 1 &&
             rs_feature(before->features, RS_NUMBER_SHIFT) == 1;
  return him && token - 1 == tokens->sentences[tokens->tokens[token].sentence].first;
}

/* `وزير`, `وزراء`, not `وزيرة`, nor `فصائل` (`فصائل مسلحة`). */
static bool is_man(const RsGrammar *grammar, const RsAnalysis *before) {
  if (before->upos != RS_UPOS_NOUN || before->article || before->enclitic != RS_NO_CLITIC)
    return false;
  uint32_t flags = flags_of(grammar, before);
  bool his = rs_feature(before->features, RS_GENDER_SHIFT) == 1 ||
             rs_feature(before->features, RS_NUMBER_SHIFT) == 3;
  return his && (flags & RS_LEXEME_RATIONAL) && (flags & RS_LEXEME_TITLE);
}

/* `الرئيسان` */
static bool is_two_men(const RsGrammar *grammar, const RsAnalysis *before) {
  return before->upos == RS_UPOS_NOUN && before->article &&
         rs_feature(before->features, RS_NUMBER_SHIFT) == 2 &&
         (flags_of(grammar, before) & RS_LEXEME_RATIONAL);
}

/* `جنود`, not `الجنود` */
static bool is_some_men(const RsGrammar *grammar, const RsAnalysis *before) {
  return before->upos == RS_UPOS_NOUN && !before->article &&
         before->enclitic == RS_NO_CLITIC &&
         rs_feature(before->features, RS_NUMBER_SHIFT) == 3 &&
         (flags_of(grammar, before) & RS_LEXEME_RATIONAL);
}

/* `أرقام` before `نشرتها`: what a relative clause may tell of. */
static bool is_bare(const RsAnalysis *before) {
  bool noun = before->upos == RS_UPOS_NOUN || before->upos == RS_UPOS_ADJ;
  return noun && !before->article && before->enclitic == RS_NO_CLITIC &&
         before->derivation != RS_DERIVED_MASDAR;
}

/* `نشرتها`: she published it. */
static bool tells_of_it(const RsAnalysis *reading) {
  return reading->upos == RS_UPOS_VERB && reading->enclitic != RS_NO_CLITIC &&
         !reading->proclitic_count && rs_feature(reading->features, RS_ASPECT_SHIFT) == 1 &&
         rs_feature(reading->features, RS_PERSON_SHIFT) == 3;
}

/* `المخيم`, not `المعارض`. */
static bool is_one_place(const RsGrammar *grammar, const RsAnalysis *reading) {
  return reading->upos == RS_UPOS_NOUN &&
         rs_feature(reading->features, RS_NUMBER_SHIFT) == 1 &&
         (flags_of(grammar, reading) & RS_LEXEME_PLACE);
}

/* `الحوثيون`: no genitive, and what describes them is not feminine. */
static bool is_men_who_act(const RsAnalysis *before) {
  return before->upos == RS_UPOS_NOUN && before->article &&
         rs_feature(before->features, RS_NUMBER_SHIFT) == 3 &&
         rs_feature(before->features, RS_CASE_SHIFT) == 1;
}

/* `العملية`, not `الإرهابية`. */
static bool is_thing(const RsGrammar *grammar, const RsAnalysis *reading) {
  return reading->upos == RS_UPOS_NOUN && reading->article &&
         !(flags_of(grammar, reading) & (RS_LEXEME_RATIONAL | RS_LEXEME_TITLE));
}

/* `الرئيس`, `وزير`, `المدنيون`, not `المدنيين`. */
static bool may_be_subject(const RsGrammar *grammar, const RsAnalysis *next) {
  bool titled = next->article || (flags_of(grammar, next) & RS_LEXEME_TITLE);
  return titled && rs_feature(next->features, RS_CASE_SHIFT) < 2;
}

static uint32_t behind(const RsGrammar *grammar, const RsAnalysis *before, bool mark) {
  uint32_t place = 0;
  if (governs_noun(grammar, before)) place |= GOVERNED;
  if (is_nominal(before)) place |= BEHIND_NOUN;
  if (is_man(grammar, before)) place |= BEHIND_MAN;
  if (is_pronoun(grammar, before)) place |= BEHIND_HE;
  if (is_two_men(grammar, before)) place |= BEHIND_TWO;
  if (is_some_men(grammar, before)) place |= BEHIND_SOME;
  if (is_before_verb(grammar, before)) place |= AWAITS_VERB;
  /* `أنه فر`; `وصفه بأنه تصعيد` says what it is. */
  bool said = before->enclitic != RS_NO_CLITIC && !before->proclitic_count;
  if (said && is_that(grammar, before)) place |= STATES;
  bool verb = before->upos == RS_UPOS_VERB && before->enclitic == RS_NO_CLITIC &&
              !(flags_of(grammar, before) & RS_LEXEME_AUXILIARY);
  return verb && !mark ? place | BEHIND_VERB : place; /* `أضاف "وقع انفجاران"` */
}

void rs_grammar_look(
  RsGrammar *grammar,
  const RsTokens *tokens,
  const RsMorph *morphs,
  uint32_t token,
  uint32_t last,
  const RsAnalysis *before
) {
  const RsToken *previous = token ? &tokens->tokens[token - 1] : NULL;
  const RsWordType *type = morphs[token].type;
  const RsAnalysis *next =
    token + 1 < last && morphs[token + 1].type ? morphs[token + 1].type->analyses : NULL;
  bool mark = previous && previous->kind == RS_TOKEN_PUNCT, masdar = false, verb = false,
       noun = false, hers = false;
  uint32_t place = before ? behind(grammar, before, mark) : 0;
  if (mark && previous->letter == ',') place |= BEHIND_COMMA;
  bool count = previous && previous->kind == RS_TOKEN_DIGITS;
  if (count && previous->end - previous->start == 2) place |= BEHIND_COUNT;
  if (!grammar->quoted) place |= UNQUOTED;
  if (next && next->upos == RS_UPOS_PROPN && !next->proclitic_count) place |= BEFORE_NAME;
  if (next && next->upos != RS_UPOS_ADJ && !next->proclitic_count) place |= BEFORE_NOUN;
  if (next && is_that(grammar, next)) place |= BEFORE_THAT;
  /* `التي تقاتل الحوثيين` has its subject. */
  bool first = !before || before->upos == RS_UPOS_ADP || before->upos == RS_UPOS_PART;
  bool him =
    next && next->upos == RS_UPOS_NOUN && !next->proclitic_count && is_he(grammar, next);
  if (first && him) place |= BEFORE_HIM;
  bool opens = !before || (!grammar->has_verb && mark && previous->letter == ',');
  if (opens && him && may_be_subject(grammar, next)) place |= OPENS_WITH_HIM;
  bool doers = next && is_nominal(next) && !next->proclitic_count &&
               rs_feature(next->features, RS_CASE_SHIFT) == 1 &&
               rs_feature(next->features, RS_NUMBER_SHIFT) > 1;
  if (doers) place |= BEFORE_DOERS;
  if (grammar->subject) place |= AWAITS_OBJECT;
  bool body = before && before->upos == RS_UPOS_NOUN &&
              (flags_of(grammar, before) & RS_LEXEME_RATIONAL);
  bool adjective = before && before->upos == RS_UPOS_ADJ;
  bool name = before && before->upos == RS_UPOS_PROPN;
  if (before && !mark && is_men_who_act(before)) place |= BEHIND_MEN;
  if (grammar->subject && name) place |= BEHIND_NAME;
  if (body || (grammar->subject && adjective)) place |= BEHIND_BODY;
  if (grammar->doer) place |= BEHIND_DOER;
  if (before && is_opening_this(tokens, token, before)) place |= BEHIND_THIS;
  for (unsigned i = 0; i < type->choice_count; i++) {
    const RsAnalysis *reading = &type->analyses[type->choices[i].analysis];
    masdar |= reading->derivation == RS_DERIVED_MASDAR;
    noun |= reading->upos == RS_UPOS_NOUN && !reading->article;
    verb |= reading->upos == RS_UPOS_VERB;
    hers |= is_of_her(reading);
    if (before && (place & BEFORE_NOUN) && is_bare(before) && tells_of_it(reading))
      place |= MAY_TELL;
    if ((place & BEHIND_BODY) && is_one_place(grammar, reading)) place |= MAY_BE_PLACE;
    if ((place & BEHIND_NAME) && is_thing(grammar, reading)) place |= MAY_BE_THING;
    /* `ورد الطيران بغارات` is و and رد as well. */
    if (has_conjunction(grammar, reading)) place &= ~(uint32_t)OPENS_WITH_HIM;
  }
  bool described = next && next->upos == RS_UPOS_ADJ && !next->article;
  if (hers && !described && !grammar->verbal && is_closed(before)) place |= MAY_OPEN;
  bool from = grammar->from && before && before->upos == RS_UPOS_ADP &&
              before->enclitic == RS_NO_CLITIC &&
              (flags_of(grammar, before) & RS_LEXEME_PARTITIVE);
  if (from && masdar) place |= GOVERNED;
  if (!noun) place &= ~(uint32_t)AWAITS_OBJECT; /* `رفض الوزير طلب الحزب` */
  if (!masdar) place &= ~(uint32_t)(BEHIND_DOER | STATES | BEFORE_THAT | BEFORE_DOERS);
  if (!verb) place &= ~(uint32_t)AWAITS_VERB;
  grammar->place = place;
}

static int32_t score_verb(uint32_t place, const RsAnalysis *verb) {
  int32_t score = 0;
  unsigned person = rs_feature(verb->features, RS_PERSON_SHIFT);
  bool one = rs_feature(verb->features, RS_NUMBER_SHIFT) == 1;
  if ((place & UNQUOTED) && (person == 2 || (person == 1 && one))) score -= ADDRESSED;
  if (place & GOVERNED) score -= NO_VERB;
  if ((place & BEFORE_HIM) && is_of_her(verb)) score -= STATEMENT;
  if (place & BEFORE_THAT) score += STATEMENT;
  if ((place & BEHIND_THIS) && verb->proclitic_count) score += PREDICATE;
  if (verb->proclitic_count || rs_feature(verb->features, RS_ASPECT_SHIFT) != 1)
    return score;
  if (place & BEFORE_DOERS) score += PREDICATE;
  if (place & BEHIND_HE) score -= SECOND_VERB;
  if (place & AWAITS_OBJECT) score -= SECOND_VERB;
  if (place & BEHIND_VERB) score -= NO_VERB;
  if (place & STATES) score += STATEMENT;
  if (place & BEHIND_DOER) score += PREDICATE;
  bool him = one && person == 3 && rs_feature(verb->features, RS_GENDER_SHIFT) == 1;
  if ((place & OPENS_WITH_HIM) && him && verb->enclitic == RS_NO_CLITIC) score += PREDICATE;
  bool two = rs_feature(verb->features, RS_NUMBER_SHIFT) == 2;
  if ((place & BEHIND_TWO) && two) score += PREDICATE;
  return score;
}

/* `ردت الوزارة، متهمة روسيا …`: accusing, though `متهم` is mostly the accused. The feminine does
 * not show its case: a name behind it is its object. */
static bool is_circumstance(uint32_t place, const RsAnalysis *reading) {
  if (!(place & BEHIND_COMMA) || reading->article || reading->proclitic_count) return false;
  if (reading->derivation != RS_DERIVED_ACTIVE_PARTICIPLE) return false;
  bool feminine = rs_feature(reading->features, RS_GENDER_SHIFT) == 2;
  return feminine ? (place & BEFORE_NAME) != 0
                  : rs_feature(reading->features, RS_CASE_SHIFT) == 3;
}

int32_t rs_grammar_score(const RsGrammar *grammar, const RsAnalysis *reading) {
  uint32_t place = grammar->place;
  if (reading->upos == RS_UPOS_VERB) return score_verb(place, reading);
  if (is_circumstance(place, reading)) return CIRCUMSTANCE;
  bool how =
    reading->upos == RS_UPOS_ADV && (reading->features & RS_FEATURE_HOLDS_PROCLITIC);
  if (how && (place & BEFORE_NOUN)) return MANNER;
  bool participle = reading->derivation == RS_DERIVED_ACTIVE_PARTICIPLE ||
                    reading->derivation == RS_DERIVED_PASSIVE_PARTICIPLE;
  if (participle && (place & MAY_BE_PLACE)) return -NO_PARTICIPLE;
  bool hers = reading->upos == RS_UPOS_ADJ && reading->article && participle &&
              rs_feature(reading->features, RS_GENDER_SHIFT) == 2;
  if ((place & BEHIND_MEN) && hers) return -OTHER_GENDER;
  if ((place & MAY_BE_THING) && reading->upos == RS_UPOS_ADJ && reading->article)
    return -NO_PARTICIPLE;
  if (reading->proclitic_count) return 0;
  bool counted = reading->derivation == RS_DERIVED_NISBA &&
                 rs_feature(reading->features, RS_CASE_SHIFT) == 3;
  if ((place & BEHIND_COUNT) && counted) return COUNTED;
  bool feminine = rs_feature(reading->features, RS_GENDER_SHIFT) == 2;
  if ((place & BEHIND_MAN) && reading->upos == RS_UPOS_ADJ && feminine && !reading->article)
    return -OTHER_GENDER;
  /* `مما دفع واشنطن`, `وفق ما أوضح المدير` */
  bool word = reading->upos == RS_UPOS_NOUN || reading->upos == RS_UPOS_ADJ;
  if ((place & AWAITS_VERB) && word && !reading->article) return -NOUN_FOR_VERB;
  bool bare = !reading->article && reading->enclitic == RS_NO_CLITIC;
  if ((place & BEHIND_SOME) && reading->enclitic != RS_NO_CLITIC && reading->derivation == RS_DERIVED_MASDAR)
    return -NOUN_FOR_VERB;
  bool owned = reading->upos == RS_UPOS_NOUN && reading->enclitic != RS_NO_CLITIC;
  /* not `سبب رفضها` */
  if ((place & MAY_TELL) && owned && reading->derivation != RS_DERIVED_MASDAR)
    return -NOUN_FOR_VERB;
  if ((place & BEFORE_DOERS) && bare && reading->derivation == RS_DERIVED_MASDAR)
    return -NOUN_FOR_VERB;
  if ((place & MAY_OPEN) && bare && reading->derivation == RS_DERIVED_MASDAR)
    return -NOUN_FOR_VERB;
  bool naming = (place & BEHIND_NOUN) && reading->upos == RS_UPOS_AUX &&
                (flags_of(grammar, reading) & RS_LEXEME_RELATIVE);
  return naming ? NAMED : 0;
}
