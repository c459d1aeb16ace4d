/* Whose date it is.
 *
 * A date in the deed's sentence may be that of something else: of what is asked for (`دعا إلى
 * محادثات في سبتمبر`), a noun that has it behind itself (`حرب عام 2014`, `هجوم شيبوك عام 2014`), a
 * relative clause (`الغارة التي وقعت في 3 مايو`), what is to come, a cause (`إثر اعتداء المتحف في
 * مارس`), what something is for (`ميزانية لعام 2024`), or how long another thing has gone on
 * (`القتال المستمر منذ 40 عاما`). Codebook section 3, `date`. Limit: one sentence.
 */
#include "event/setting.h"

/* `رفضت تركيا مطلع العام مقترحات باريس`: between the verb, with its subject, and what it is about. */
static bool stands_at_verb(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  uint32_t index = input->clauses->predicate_at[mention->trigger];
  if (index == RS_NONE) return false;
  const RsPredicate *verb = &input->clauses->predicates[index];
  uint32_t behind = verb->token + 1;
  if (verb->subject != RS_NONE && input->clauses->nominals[verb->subject].last > behind)
    behind = input->clauses->nominals[verb->subject].last;
  return date->first == behind ||
         (date->first == behind + 1 && !rs_is_upos(input->reading, behind, RS_UPOS_NOUN));
}

/* What is asked for, praised or threatened has a date of its own behind the word that asks:
 * `دعا إلى محادثات في سبتمبر`. */
static bool dates_content(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  bool about = rs_mention_is(input->knowledge, mention, RS_TYPE_ABOUT);
  if (date->first < mention->last || !about || rs_mention_is_session(input, mention))
    return false;
  if (date->from_day == RS_NO_DAY) return false;
  if (date->precision != RS_PRECISION_DAY) return !stands_at_verb(input, mention, date);
  return input->reading->published_day != RS_NO_DAY &&
         date->from_day > input->reading->published_day;
}

/* `منذ بدأت الاحتجاجات في مارس`, `منذ أن بدأت`: the منذ right before a verb, or RS_NONE. */
static uint32_t since_of_verb(const RsEventInput *input, uint32_t verb) {
  for (uint32_t k = 1; k <= 2 && k <= verb; k++) {
    if (rs_lexeme_at(input->reading, verb - k)->flags & RS_LEXEME_SINCE) return verb - k;
    if (!rs_opens_clause(input->reading, verb - k)) break;
  }
  return RS_NONE;
}

/* The منذ that a date hangs on, over nouns of its own (`منذ اندلاع الحرب قبل ثلاث سنوات`), or
 * RS_NONE. */
uint32_t rs_since_before(const RsEventInput *input, const RsDate *date) {
  enum {
    TOKENS_BEFORE = 12
  };
  for (uint32_t i = date->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_SINCE) return i;
    bool quoted = rs_is_punct(input->reading, i, '"'); /* منذ تأسيس "القوة" عام 2013 */
    if (input->reading->tokens->tokens[i].kind == RS_TOKEN_PUNCT && !quoted) return RS_NONE;
    if (!rs_is_upos(input->reading, i, RS_UPOS_VERB)) continue;
    return since_of_verb(input, i);
  }
  return RS_NONE;
}

static bool has_preposition(const RsReading *reading, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(reading, token);
  for (unsigned i = 0; chosen && i < chosen->proclitic_count; i++) {
    if (RS_GET(reading->knowledge, clitics, chosen->proclitics[i])->upos == RS_UPOS_ADP)
      return true;
  }
  return false;
}

/* `توقيفهم إثر اعتداء المتحف في مارس الماضي`: the month of what came before, a deed of another
 * kind. */
static bool dates_cause(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (date->precision == RS_PRECISION_DAY || date->weekday) return false;
  for (uint32_t i = mention->last; i < date->first; i++) {
    if (rs_is_punct(input->reading, i, ',') || rs_is_upos(input->reading, i, RS_UPOS_VERB))
      return false;
    const char *event = rs_event_at(input, i);
    uint32_t index = input->clauses->nominal_at[i];
    if (!event || index == RS_NONE || i < mention->last) continue;
    bool other = strcmp(event, rs_mention_event(input->knowledge, mention)) != 0;
    uint32_t first = input->clauses->nominals[index].first;
    if (other && first && rs_has_cue(input, first - 1, RS_CUE_AFTER)) return true;
  }
  return false;
}

uint32_t rs_setting_plan(const RsEventInput *input, const RsDate *date) {
  enum {
    TOKENS_BEFORE = 4
  };
  for (uint32_t i = date->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_is_upos(input->reading, i, RS_UPOS_VERB)) return RS_NONE;
    if (rs_is_upos(input->reading, i, RS_UPOS_ADJ) && rs_has_cue(input, i, RS_CUE_FUTURE))
      return i;
  }
  return RS_NONE;
}

static bool dates_plan(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  uint32_t plan = rs_setting_plan(input, date);
  if (plan == RS_NONE || (mention->first > plan && mention->first < date->first))
    return false;
  uint32_t own = input->clauses->nominal_at[mention->trigger];
  return own == RS_NONE || own != input->clauses->nominal_at[plan];
}

/* `الغارة التي وقعت في 3 مايو … خلال زيارة`: a date inside another noun's relative clause. */
static bool dates_relative(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  uint32_t index = rs_verb_over(input, mention->sentence, date->first);
  if (index == RS_NONE) return false;
  const RsPredicate *verb = &input->clauses->predicates[index];
  if (verb->antecedent == RS_NONE || index == mention->predicate) return false;
  if (mention->trigger >= verb->first && mention->trigger < verb->last) return false;
  const RsNominal *noun = &input->clauses->nominals[verb->antecedent];
  if (mention->trigger >= noun->first && mention->trigger < noun->last) return false;
  /* `اعتقلت الشرطة رجلا يدعى سالم يوم الأحد` */
  bool names = mention->predicate != RS_NONE && noun->governor == mention->predicate &&
               noun->relation != RS_RELATION_PREPOSITION && verb->passive &&
               date->first > mention->last &&
               !rs_finding_at(input, verb->token, RS_ITEM_TOLL);
  if (names) return false;
  /* `دانت الوزارة الهجوم، بحسب بيان أصدرته اليوم` */
  bool words = rs_finding_at(input, noun->head, RS_ITEM_SPEECH) ||
               rs_has_cue(input, noun->head, RS_CUE_VENUE);
  if (words && rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return false;
  for (uint32_t i = verb->token; i < date->first; i++) {
    if (rs_is_punct(input->reading, i, ',')) return false;
  }
  /* `المناورات في الجنوب التي بدأت الاثنين`: what hangs on which noun is uncertain. */
  const char *own = rs_mention_event(input->knowledge, mention);
  const char *told = rs_event_at(input, verb->token);
  /* `الفلوجة التي سقطت عام 2014`, `غزة التي تتعرض للعدوان منذ أسابيع` */
  bool lies = noun->name != RS_NONE &&
              rs_name_is_place(&input->input->entities->names.names[noun->name]);
  if (lies && date->precision != RS_PRECISION_DAY) return true;
  if (date->first > mention->first && (!told || strcmp(told, own) == 0)) return false;
  for (uint32_t i = noun->first; i < noun->last; i++) {
    const char *event = rs_event_at(input, i);
    if (event && strcmp(event, own) == 0) return false;
  }
  return true;
}

/* The noun that a date right behind its phrase is of: `هجوم شيبوك عام 2014`, `الانقلاب العسكري
 * عام 2013`; the noun before a day. */
static uint32_t dated_noun(const RsEventInput *input, const RsDate *date) {
  uint32_t before = date->first - 1;
  uint32_t index = input->clauses->nominal_at[before];
  if (index == RS_NONE || date->precision == RS_PRECISION_DAY || date->weekday)
    return before;
  const RsNominal *nominal = &input->clauses->nominals[index];
  bool whole = nominal->last == date->first && nominal->head < before;
  return whole ? nominal->head : before;
}

/* `حرب عام 2014`, `هجمات 11 سبتمبر`, `انتخابات 2012`: a noun that has its date right behind it. */
static bool dates_occasion(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (!date->first || date->first <= mention->first) return false;
  /* `المولود عام 1967` */
  bool born = rs_is_upos(input->reading, date->first - 1, RS_UPOS_ADJ) &&
              rs_has_cue(input, date->first - 1, RS_CUE_OCCASION);
  if (born) return true;
  uint32_t before = dated_noun(input, date);
  if (before < mention->last) return false;
  /* `قتلوا منذ عزل الرئيس عام 2013` */
  bool since = rs_since_before(input, date) != RS_NONE;
  if (since) return false;
  const RsAnalysis *noun = rs_chosen(input->reading, before);
  bool beside = before + 1 == date->first;
  bool construct = noun && noun->upos == RS_UPOS_NOUN && !(noun->article && beside) &&
                   noun->enclitic == RS_NO_CLITIC;
  if (!construct || has_preposition(input->reading, date->first)) return false;
  uint32_t index = input->clauses->nominal_at[before];
  if (index != RS_NONE) {
    /* `وقع البلدان اتفاقا عام 2015`, `قتلوا خلال حرب عام 2014` share the date. */
    const RsNominal *nominal = &input->clauses->nominals[index];
    bool own = mention->predicate != RS_NONE && nominal->governor == mention->predicate &&
               !nominal->preposition;
    if (own || (nominal->preposition_flags & RS_LEXEME_LOCATIVE)) return false;
  }
  if (rs_has_cue(input, before, RS_CUE_OCCASION)) return true;
  const char *event = rs_event_at(input, before);
  if (!event) return false;
  bool said = !date->weekday && date->precision != RS_PRECISION_DAY;
  return said || strcmp(event, rs_mention_event(input->knowledge, mention)) != 0;
}

/* `هجمات 11 سبتمبر` date themselves, `في الحرب العالمية الثانية` what happened in it. */
static bool dates_past_alone(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (!date->past || (mention->trigger >= date->first && mention->trigger < date->last))
    return false;
  if (date->precision == RS_PRECISION_DAY) return true;
  uint32_t nominal = input->clauses->nominal_at[date->first];
  return nominal == RS_NONE ||
         !(input->clauses->nominals[nominal].preposition_flags & RS_LEXEME_LOCATIVE);
}

/* `مناسك الحج لهذا العام`, `ميزانية لعام 2024`: what something is for. */
static bool dates_purpose(const RsEventInput *input, const RsDate *date) {
  if (date->precision == RS_PRECISION_DAY || !date->start_letter) return false;
  bool glued = input->reading->tokens->tokens[date->first].start < date->start_letter;
  return glued && input->reading->text->letters[date->start_letter - 1] == RS_LETTER_LAM;
}

/* `القتال المستمر منذ 40 عاما`: the time of what goes on, not of its end. */
static bool dates_course(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  bool inside = rs_lexeme_at(input->reading, date->first)->flags & RS_LEXEME_SINCE;
  uint32_t since = inside ? date->first : rs_since_before(input, date);
  if (since == RS_NONE || !since) return false;
  if (since > mention->first && since <= mention->last) return false;
  uint32_t index = input->clauses->nominal_at[since - 1];
  if (index == RS_NONE || !rs_is_upos(input->reading, since - 1, RS_UPOS_ADJ)) return false;
  const RsNominal *noun = &input->clauses->nominals[index];
  bool own = mention->trigger >= noun->first && mention->trigger < noun->last;
  if (!own && rs_has_cue(input, since - 1, RS_CUE_ONGOING)) return true;
  for (uint32_t i = noun->first; i < noun->last && !own; i++) {
    if (rs_event_at(input, i)) return true;
  }
  return false;
}

/* `اعتقلته السلطات، وقد صنف بين عامي 2006 و2008`: years of what another verb goes on to tell. */
static bool dates_next_clause(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (date->precision == RS_PRECISION_DAY || date->weekday || date->first < mention->last)
    return false;
  uint32_t index = rs_verb_over(input, mention->sentence, date->first);
  if (index == RS_NONE || rs_predicate_tells_of(input, mention, index)) return false;
  uint32_t verb = input->clauses->predicates[index].token;
  if (verb < mention->last || rs_event_at(input, verb)) return false;
  bool carries =
    rs_finding_at(input, verb, RS_ITEM_LIGHT) || rs_finding_at(input, verb, RS_ITEM_TOLL);
  return !carries && (rs_has_conjunction(input->reading, verb) ||
                      rs_has_conjunction(input->reading, verb - 1));
}

/* A participle that tells of its noun when the date was: `الاتفاق المبرم مع إيران عام 2015`, `الحصار
 * المفروض على القطاع منذ سنوات`, not `أطاحوا بالنظام المدعوم من الكرملين عام 2014`. */
static bool tells_date(
  const RsEventInput *input, uint32_t token, const RsNominal *noun, const RsDate *date
) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  bool participle = word->upos == RS_UPOS_ADJ && word->article &&
                    word->derivation == RS_DERIVED_PASSIVE_PARTICIPLE;
  if (!participle || input->input->entities->names.at[token] != RS_NONE) return false;
  if (token + 1 == date->first) return true;
  if (!rs_is_upos(input->reading, token + 1, RS_UPOS_ADP)) return false;
  bool since = (rs_lexeme_at(input->reading, date->first)->flags & RS_LEXEME_SINCE) ||
               rs_since_before(input, date) != RS_NONE;
  /* `كسر الحصار المفروض`: the noun right before it */
  return rs_event_at(input, token) ||
         (since && (rs_event_at(input, noun->head) || rs_event_at(input, token - 1)));
}

/* A month, a year or a time since, of what a participle tells of another noun. */
static bool dates_participle(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  enum {
    TOKENS_BEFORE = 7
  };
  if (date->precision == RS_PRECISION_DAY || date->weekday || date->from_day == RS_NO_DAY)
    return false;
  for (uint32_t i = date->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    const RsAnalysis *word = rs_chosen(input->reading, i);
    if (rs_is_punct(input->reading, i, ',') || rs_is_punct(input->reading, i, '.') ||
        (i >= mention->first && i < mention->last))
      return false;
    if (!word) continue;
    if (word->upos == RS_UPOS_VERB || rs_opens_clause(input->reading, i)) return false;
    uint32_t index = input->clauses->nominal_at[i];
    if (index == RS_NONE) continue;
    const RsNominal *noun = &input->clauses->nominals[index];
    if (!tells_date(input, i, noun, date)) continue;
    bool own = mention->trigger >= noun->first && mention->trigger < noun->last;
    return noun->head < i && !own && !rs_is_person_word(input->input, noun->head);
  }
  return false;
}

/* `اعتقلوا متهمين بهجوم في مايو`; not `اعتقلوا منذ اندلاع الحرب عام 2011`. */
static bool dates_deed_between(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  if (!rs_setting_is_taken(input, mention, date->first)) return false;
  uint32_t since = rs_since_before(input, date);
  return since == RS_NONE || rs_setting_is_taken(input, mention, since);
}

/* `غداة هجوم` dates the deed right behind it alone. */
static bool dates_next_deed(const RsMention *mention, const RsDate *date) {
  enum {
    TOKENS_BETWEEN = 2
  };
  if (!date->morrow) return false;
  return mention->first < date->last || mention->first > date->last + TOKENS_BETWEEN;
}

bool rs_date_is_of_other(
  const RsEventInput *input, const RsMention *mention, const RsDate *date
) {
  return dates_next_deed(mention, date) || dates_content(input, mention, date) ||
         dates_occasion(input, mention, date) || dates_plan(input, mention, date) ||
         dates_relative(input, mention, date) || dates_cause(input, mention, date) ||
         dates_purpose(input, date) || dates_course(input, mention, date) ||
         dates_next_clause(input, mention, date) ||
         dates_participle(input, mention, date) || dates_past_alone(input, mention, date) ||
         dates_deed_between(input, mention, date);
}
