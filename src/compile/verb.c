/* The conjugation of verbs, after their two principal parts: قصف, يقصف.
 *
 * Unvocalised, all persons come from three stems of each tense. In the perfect: the bare one
 * (شنّ, قال, رمى), the one before consonants (شننـ, قلـ, رميـ) and, for the defective, the one
 * before a vowel (رمـ: رمت, رموا). In the imperfect: the full one (يشنّ, يقول, يرمي), the short
 * one of jussive and feminine plural (يقل, يرم) and again the one before a vowel (يرمون). The
 * passive has stems of its own (قيل, يقال, قوتل, دعي) and then goes the same way; where a form
 * is spelt like the active one the two become one form of either voice (قتل).
 *
 * Rare spellings that grammars allow and newspapers do not print are left out: the jussive
 * يشنن, energetic moods, the dual of the imperative feminine. */
#include "compile/verb.h"

#include <stdlib.h>

enum {
  PERFECT = 1,
  IMPERFECT = 2,
  IMPERATIVE = 3,
  ACTIVE = 1,
  PASSIVE = 2,
  FORMS_MAX = 320
};

#define SHORT RS_FEATURE_SHORT_MOOD
#define NEEDS RS_FEATURE_NEEDS_ENCLITIC
#define BARE  RS_FEATURE_NO_ENCLITIC

/* Forms of one verb before equal ones of the two voices are joined. */
typedef struct {
  struct {
    RsSpell spell;
    uint32_t features;
  } forms[FORMS_MAX];
  unsigned count;
  uint32_t voice;
} FormList;

/* person, gender, number as one code: 3, m, s */
static uint32_t person(unsigned who, unsigned gender, unsigned number) {
  return who << RS_PERSON_SHIFT | gender << RS_GENDER_SHIFT | number << RS_NUMBER_SHIFT;
}

static void put(FormList *list, RsSpell spell, uint32_t features) {
  if (spell.count > 1 && spell.letters[0] == RS_LETTER_ALEF_HAMZA && spell.letters[1] == RS_LETTER_ALEF) { /* أال, as it was taken apart for آل */
    spell = rs_spell_set(rs_spell_without(spell, 1), 0, '|');
  }
  uint32_t voice = list->voice << RS_VOICE_SHIFT, voices = 3u << RS_VOICE_SHIFT;
  for (unsigned i = 0; i < list->count; i++) {
    bool is_same = (list->forms[i].features & ~voices) == features;
    if (is_same && rs_spell_same(&list->forms[i].spell, &spell)) {
      list->forms[i].features |= voice;
      return;
    }
  }
  if (list->count == FORMS_MAX) return;
  list->forms[list->count].spell = spell;
  list->forms[list->count++].features = features | voice;
}

/* ------------------------------------------------------------- analysis */

static bool is_hollow_stem(const RsVerb *v) {
  const RsSpell *p = &v->perfect;
  bool has_middle = v->root.count == 3 && rs_is_weak(v->root.letters[1]);
  bool is_form =
    v->form == 1 || v->form == 4 || v->form == 7 || v->form == 8 || v->form == 10;
  return has_middle && is_form && rs_spell_last(p, 1) == RS_LETTER_ALEF &&
         !rs_is_weak(rs_spell_last(&v->root, 0));
}

static RsVerbClass class_of(const RsVerb *v) {
  const RsSpell *p = &v->perfect;
  uint8_t last = rs_spell_last(p, 0);
  bool is_weak_root = rs_is_weak(rs_spell_last(&v->root, 0));
  bool is_weak_end =
    last == RS_LETTER_ALEF_MAKSURA || last == RS_LETTER_ALEF || last == RS_LETTER_YEH;
  if (is_weak_root && is_weak_end) return RS_VERB_DEFECTIVE;
  if (is_hollow_stem(v)) return RS_VERB_HOLLOW;
  bool is_doubled = p->count && (p->shadda >> (p->count - 1) & 1);
  return is_doubled ? RS_VERB_GEMINATE : RS_VERB_STRONG;
}

static void change_last(RsSpell *s, uint8_t from, char to) {
  if (rs_spell_last(s, 0) == from) *s = rs_spell_set(*s, s->count - 1u, to);
}

static void make_passive_perfect(RsVerb *v) {
  RsSpell *s = &v->passive_perfect;
  *s = v->perfect;
  if (v->verb_class == RS_VERB_HOLLOW) *s = rs_spell_set(*s, s->count - 2u, 'y');
  if (v->verb_class == RS_VERB_DEFECTIVE) *s = rs_spell_with(rs_spell_cut(*s), "y");
  change_last(s, RS_LETTER_ALEF_HAMZA, '}');
  if (v->form == 1 && s->count == 3 && s->letters[1] == RS_LETTER_ALEF_HAMZA) {
    *s = rs_spell_set(*s, 1, '}'); /* سئل */
  }
  if (v->form == 10 && s->count > 3 && s->letters[3] == RS_LETTER_ALEF_HAMZA) {
    *s = rs_spell_set(*s, 3, '&'); /* استؤنف */
  }
  if (v->form == 3 || v->form == 4) { /* قوتل; آمن, أومن */
    RsSpell open = {0};
    bool is_madda = s->letters[0] == RS_LETTER_ALEF_MADDA;
    if (is_madda) open = rs_spell_with(open, ">w");
    for (unsigned i = is_madda; i < s->count; i++) {
      bool is_long = v->form == 3 && !is_madda && i == 1;
      rs_spell_push(&open, is_long ? RS_LETTER_WAW : s->letters[i]);
    }
    *s = open;
  }
  if (v->form == 6 && s->count > 2) { /* تبودل; تآمر, تؤومر */
    bool is_madda = s->letters[1] == RS_LETTER_ALEF_MADDA;
    if (!is_madda) *s = rs_spell_set(*s, 2, 'w');
  }
}

static void make_passive_present(RsVerb *v) {
  RsSpell *s = &v->passive_present;
  *s = v->present;
  bool is_derived = v->form != 1;
  if (v->verb_class == RS_VERB_HOLLOW) *s = rs_spell_set(*s, s->count - 2u, 'A');
  if (v->verb_class == RS_VERB_DEFECTIVE) *s = rs_spell_with(rs_spell_cut(*s), "Y");
  if (is_derived) change_last(s, RS_LETTER_YEH_HAMZA, '>');
  bool is_open = v->form == 1 || v->form == 8; /* يأخذ, يؤخذ; يأتمن, يؤتمن */
  if (is_open && s->letters[0] == RS_LETTER_ALEF_HAMZA) *s = rs_spell_set(*s, 0, '&');
  bool has_waw = v->form == 1 && v->root.count == 3 && v->root.letters[0] == RS_LETTER_WAW;
  if (has_waw && s->letters[0] != RS_LETTER_WAW) { /* يصل, يوصل */
    change_last(s, RS_LETTER_YEH_HAMZA, '>');
    if (s->letters[0] == RS_LETTER_YEH_HAMZA) *s = rs_spell_set(*s, 0, '>');
    *s = rs_spell_before('w', s);
  }
}

void rs_verb_analyse(RsVerb *v) {
  v->verb_class = class_of(v);
  make_passive_perfect(v);
  make_passive_present(v);
}

static const char *form_fault(const RsVerb *v) {
  const RsSpell *p = &v->perfect;
  bool is_madda = p->letters[0] == RS_LETTER_ALEF_MADDA;
  bool is_quadriliteral = v->form >= RS_FORM_Q1;
  if (v->root.count != (is_quadriliteral ? 4 : 3))
    return "the root has a wrong number of radicals";
  switch (v->form) {
    case 1:
      return p->count == 3 || (p->count == 2 && p->shadda == 2) ? NULL
                                                                : "this is no form 1";
    case 2:
      return p->count == 3 && p->shadda & 2 ? NULL : "form 2 doubles its second radical";
    case 3:
      if (is_madda) return NULL;
      return p->letters[1] == RS_LETTER_ALEF || p->letters[1] == RS_LETTER_ALEF_MADDA
               ? NULL
               : "form 3 has ا behind its first radical";
    case 4:
      return is_madda || p->letters[0] == RS_LETTER_ALEF_HAMZA ? NULL
                                                               : "form 4 begins with أ";
    case 5:
      if (p->letters[0] != RS_LETTER_TEH) return "form 5 begins with ت";
      return p->shadda & 4 ? NULL : "form 5 doubles its second radical";
    case 6: {
      bool is_long = p->letters[2] == RS_LETTER_ALEF ||
                     p->letters[1] == RS_LETTER_ALEF_MADDA ||
                     p->letters[2] == RS_LETTER_ALEF_MADDA;
      return p->letters[0] == RS_LETTER_TEH && is_long ? NULL : "this is no form 6";
    }
    case 7: return p->letters[1] == RS_LETTER_NOON ? NULL : "form 7 begins with ان";
    case 10:
      return p->letters[1] == RS_LETTER_SEEN && p->letters[2] == RS_LETTER_TEH
               ? NULL
               : "form 10 begins with است";
    default: return NULL;
  }
}

/* Are the firm radicals in the word, in order? A first و or ء of form 8 is assimilated. */
static bool has_radicals(const RsVerb *v, const RsSpell *word) {
  unsigned at = 0;
  for (unsigned r = 0; r < v->root.count; r++) {
    uint8_t radical = v->root.letters[r];
    if (rs_is_weak(radical) || radical == RS_LETTER_HAMZA) continue;
    if (r == 2 && radical == v->root.letters[1]) continue;
    while (at < word->count && word->letters[at] != radical)
      at++;
    if (at++ >= word->count) return false;
  }
  return true;
}

const char *rs_verb_fault(const RsVerb *v) {
  const char *fault = form_fault(v);
  if (fault) return fault;
  bool is_prothetic =
    v->form == 7 || v->form == 8 || v->form == 9 || v->form == 10 || v->form == RS_FORM_Q4;
  if (is_prothetic && v->perfect.letters[0] != RS_LETTER_ALEF)
    return "this form begins with ا";
  if (!has_radicals(v, &v->perfect)) return "the perfect does not hold the root";
  if (!has_radicals(v, &v->present)) return "the imperfect does not hold the root";
  bool is_doubled = v->root.count == 3 && v->root.letters[1] == v->root.letters[2];
  bool may_be_geminate = v->form != 2 && v->form != 5;
  if (v->verb_class == RS_VERB_GEMINATE && v->root.count == 3 && !is_doubled && v->form != 9) {
    return "a doubled last letter, but a root that is not";
  }
  bool has_shadda = v->perfect.shadda >> (v->perfect.count - 1) & 1;
  if (is_doubled && may_be_geminate && v->perfect.count == 2 && !has_shadda) {
    return "the shadda of a doubled root is missing";
  }
  return NULL;
}

/* ------------------------------------------------------------- stems */

/* The stem before ت, نا, ن: شننـ, قلـ, أعدـ, رميـ, دعوـ, جئـ. */
static RsSpell consonant_stem(const RsVerb *v, const RsSpell *stem) {
  unsigned last = stem->count - 1u;
  RsSpell s = *stem;
  switch (v->verb_class) {
    case RS_VERB_GEMINATE:
      rs_spell_push(&s, stem->letters[last]);
      if (v->form == RS_FORM_Q4) change_last(&s, RS_LETTER_HAMZA, '>');
      return s;
    case RS_VERB_HOLLOW:
      s = rs_spell_without(s, last - 1);
      change_last(&s, RS_LETTER_HAMZA, v->form == 1 ? '}' : '>');
      return s;
    case RS_VERB_DEFECTIVE:
      change_last(&s, RS_LETTER_ALEF_MAKSURA, 'y');
      change_last(&s, RS_LETTER_ALEF, 'w');
      return s;
    default: return s;
  }
}

/* The stem before ة-less vowels ـت, ـوا, ـون, ـين: a weak last letter falls. */
static RsSpell vowel_stem(const RsVerb *v, const RsSpell *stem) {
  return v->verb_class == RS_VERB_DEFECTIVE ? rs_spell_cut(*stem) : *stem;
}

/* A consonant ending, whose ت or ن melts into an equal last letter (ثبتّ, آمنّا). */
static RsSpell melt(const RsSpell *stem, const char *ending) {
  bool melts = rs_spell_last(stem, 0) == rs_letter_of_roman(*ending);
  return rs_spell_with(*stem, ending + melts);
}

/* Endings with و: final hamza is spelt in several ways (بدأوا, بدؤوا, بدءوا). */
static void put_plural(
  FormList *list, const RsSpell *s, const char *ending, uint32_t features
) {
  put(list, rs_spell_with(*s, ending), features);
  uint8_t last = rs_spell_last(s, 0);
  if (last != RS_LETTER_HAMZA && last != RS_LETTER_ALEF_HAMZA) return;
  const char *seats = rs_spell_last(s, 1) == RS_LETTER_YEH ? "}&'" : "&'";
  for (unsigned i = 0; seats[i]; i++) {
    if (rs_letter_of_roman(seats[i]) == last) continue;
    put(list, rs_spell_with(rs_spell_set(*s, s->count - 1u, seats[i]), ending), features);
  }
}

/* ------------------------------------------------------------- perfect */

/* رمى, but رماه; قتلوا, but قتلوه. */
static void put_singular(FormList *list, const RsSpell *s, uint32_t features) {
  if (rs_spell_ends(s, 'Y')) {
    put(list, *s, features | BARE);
    put(list, rs_spell_with(rs_spell_cut(*s), "A"), features | NEEDS);
  } else {
    put(list, *s, features);
  }
}

static RsSpell before_alef(const RsSpell *stem) {
  RsSpell s = *stem;
  change_last(&s, RS_LETTER_ALEF_MAKSURA, 'y');
  change_last(&s, RS_LETTER_ALEF, 'w');
  return s;
}

static void put_perfect(FormList *list, const RsVerb *v, const RsSpell *stem) {
  const uint32_t perfect = PERFECT << RS_ASPECT_SHIFT;
  RsSpell heavy = consonant_stem(v, stem), light = vowel_stem(v, stem),
          dual = before_alef(stem);
  bool keeps_yeh = v->verb_class == RS_VERB_DEFECTIVE && rs_spell_ends(stem, 'y');
  RsSpell feminine = rs_spell_with(keeps_yeh ? *stem : light, "t");
  put_singular(list, stem, perfect | person(3, 1, 1));
  put(list, feminine, perfect | person(3, 2, 1));
  put_plural(list, &light, "wA", perfect | person(3, 1, 3) | BARE);
  put_plural(list, &light, "w", perfect | person(3, 1, 3) | NEEDS);
  put(list, rs_spell_with(dual, "A"), perfect | person(3, 1, 2));
  put(list, rs_spell_with(feminine, "A"), perfect | person(3, 2, 2));
  static const struct {
    const char *ending;
    uint8_t who, gender, number;
    bool needs;
  } rows[] = {
    {"n", 3, 2, 3, false},
    {"t", 1, 0, 1, false},
    {"t", 2, 0, 1, false},
    {"nA", 1, 0, 3, false},
    {"tm", 2, 1, 3, false},
    {"tmw", 2, 1, 3, true},
    {"tmA", 2, 0, 2, false},
    {"tn", 2, 2, 3, false},
  };
  for (size_t i = 0; i < RS_COUNT_OF(rows); i++) {
    uint32_t features = person(rows[i].who, rows[i].gender, rows[i].number);
    put(
      list, melt(&heavy, rows[i].ending), perfect | features | (rows[i].needs ? NEEDS : 0)
    );
  }
}

/* ------------------------------------------------------------- imperfect */

/* يقل, يرم, يدع, يجئ, يشأ. */
static RsSpell short_stem(const RsVerb *v, const RsSpell *stem) {
  if (v->verb_class == RS_VERB_DEFECTIVE) return rs_spell_cut(*stem);
  if (v->verb_class != RS_VERB_HOLLOW) return *stem;
  uint8_t vowel = rs_spell_last(stem, 1);
  RsSpell s = rs_spell_without(*stem, stem->count - 2u);
  char seat = vowel == RS_LETTER_YEH ? '}' : vowel == RS_LETTER_WAW ? '&' : '>';
  change_last(&s, RS_LETTER_HAMZA, seat);
  return s;
}

static RsSpell feminine_plural_stem(const RsVerb *v, const RsSpell *stem) {
  RsSpell s = *stem;
  if (v->verb_class == RS_VERB_DEFECTIVE)
    change_last(&s, RS_LETTER_ALEF_MAKSURA, 'y');
  else if (v->verb_class == RS_VERB_HOLLOW)
    s = short_stem(v, stem);
  else if (v->verb_class == RS_VERB_GEMINATE)
    rs_spell_push(&s, rs_spell_last(&s, 0));
  return s;
}

static void put_imperfect_singulars(FormList *list, const RsVerb *v, const RsSpell *stem) {
  static const struct {
    char prefix;
    uint8_t who, gender, number;
  } rows[] = {
    {'y', 3, 1, 1}, {'t', 3, 2, 1}, {'t', 2, 1, 1}, {'>', 1, 0, 1}, {'n', 1, 0, 3}};
  RsSpell cut = short_stem(v, stem);
  bool has_short = !rs_spell_same(&cut, stem);
  for (size_t i = 0; i < RS_COUNT_OF(rows); i++) {
    uint32_t features = IMPERFECT << RS_ASPECT_SHIFT;
    features |= person(rows[i].who, rows[i].gender, rows[i].number);
    RsSpell full = rs_spell_before(rows[i].prefix, stem);
    put_singular(list, &full, features);
    if (has_short) put(list, rs_spell_before(rows[i].prefix, &cut), features | SHORT);
  }
}

static void put_imperfect(FormList *list, const RsVerb *v, const RsSpell *stem) {
  const uint32_t aspect = IMPERFECT << RS_ASPECT_SHIFT;
  put_imperfect_singulars(list, v, stem);
  RsSpell light = vowel_stem(v, stem), many = feminine_plural_stem(v, stem);
  RsSpell dual = *stem;
  change_last(&dual, RS_LETTER_ALEF_MAKSURA, 'y');
  for (unsigned i = 0; i < 2; i++) {
    unsigned who = i ? 2 : 3;
    char prefix = i ? 't' : 'y';
    uint32_t plural = aspect | person(who, 1, 3);
    RsSpell s = rs_spell_before(prefix, &light), d = rs_spell_before(prefix, &dual);
    put_plural(list, &s, "wn", plural);
    put_plural(list, &s, "wA", plural | SHORT | BARE);
    put_plural(list, &s, "w", plural | SHORT | NEEDS);
    put(list, rs_spell_with(d, "An"), aspect | person(who, i ? 0 : 1, 2));
    put(list, rs_spell_with(d, "A"), aspect | person(who, i ? 0 : 1, 2) | SHORT);
    RsSpell f = rs_spell_before(prefix, &many);
    put(list, melt(&f, "n"), aspect | person(who, 2, 3));
  }
  RsSpell d = rs_spell_before('t', &dual), s = rs_spell_before('t', &light);
  put(list, rs_spell_with(d, "An"), aspect | person(3, 2, 2));
  put(list, rs_spell_with(d, "A"), aspect | person(3, 2, 2) | SHORT);
  put(list, rs_spell_with(s, "yn"), aspect | person(2, 2, 1));
  put(list, rs_spell_with(s, "y"), aspect | person(2, 2, 1) | SHORT);
}

/* ------------------------------------------------------------- imperative */

/* The imperfect stem with what the lost prefix leaves: اكتب, أعلن, استعد, قل, صل. */
static RsSpell imperative_of(const RsVerb *v, const RsSpell *stem) {
  bool is_open = v->form == 2 || v->form == 3 || v->form == 5 || v->form == 6 ||
                 v->form == RS_FORM_Q1 || v->form == RS_FORM_Q2;
  uint8_t first = stem->letters[0];
  if (v->form == 4) {
    if (first != RS_LETTER_WAW_HAMZA) return rs_spell_before('>', stem);
    return rs_spell_set(*stem, 0, '|');
  }
  bool is_assimilated =
    v->form == 1 && v->root.letters[0] == RS_LETTER_WAW && first != RS_LETTER_WAW;
  bool is_light =
    v->form == 1 && (v->verb_class == RS_VERB_HOLLOW || v->verb_class == RS_VERB_GEMINATE);
  bool is_hamza = first == RS_LETTER_WAW_HAMZA; /* يؤدّي, أدّ */
  if (is_open && is_hamza) return rs_spell_set(*stem, 0, '>');
  if (is_open || is_assimilated || is_light) return *stem;
  return rs_spell_before('A', stem);
}

static void put_imperative(FormList *list, const RsVerb *v) {
  if (v->form == 1 && v->present.letters[0] == RS_LETTER_ALEF_HAMZA)
    return; /* خذ: irregular */
  const uint32_t aspect = IMPERATIVE << RS_ASPECT_SHIFT;
  RsSpell cut = short_stem(v, &v->present), light = vowel_stem(v, &v->present);
  RsSpell many = feminine_plural_stem(v, &v->present);
  RsSpell one = imperative_of(v, &cut), two = imperative_of(v, &light);
  RsSpell women = imperative_of(v, &many);
  put(list, one, aspect | person(2, 1, 1));
  put(list, rs_spell_with(two, "y"), aspect | person(2, 2, 1));
  put_plural(list, &two, "wA", aspect | person(2, 1, 3) | BARE);
  put_plural(list, &two, "w", aspect | person(2, 1, 3) | NEEDS);
  put(list, melt(&women, "n"), aspect | person(2, 2, 3));
}

void rs_verb_conjugate(const RsVerb *v) {
  FormList *list = calloc(1, sizeof *list);
  if (!list) {
    v->c->failed = true;
    return;
  }
  list->voice = ACTIVE;
  put_perfect(list, v, &v->perfect);
  put_imperfect(list, v, &v->present);
  put_imperative(list, v);
  list->voice = PASSIVE;
  if (v->has_passive) {
    put_perfect(list, v, &v->passive_perfect);
    put_imperfect(list, v, &v->passive_present);
  }
  for (unsigned i = 0; i < list->count; i++) {
    rs_form_add(v->c, v->lexeme, &list->forms[i].spell, list->forms[i].features);
  }
  free(list);
}
