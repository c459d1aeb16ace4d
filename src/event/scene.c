/* What is said as a place.
 *
 * Cities do not only lie, they also govern and are spoken of: `قالت دمشق`, `محادثات بشأن سوريا`.
 * A name counts as where a deed was done behind في, ب, قرب or a word for a kind of place (`في
 * مدينة درعا`), as the town that is visited or shelled (`قصف حلب`) and as the origin of those who
 * withdraw; not as a government, a body's own town (`نقابة صحفيي عدن`), its seat (`ومقره لندن`),
 * the matter of talks or the genitive of another deed (`هجمات باريس`). Words are spoken where
 * the conference or session was. Codebook section 3, `place`. Limit: one sentence.
 */
#include "event/setting.h"

static bool is_event(
  const RsEventInput *input, const RsMention *mention, const char *event
) {
  return strcmp(rs_mention_event(input->knowledge, mention), event) == 0;
}

/* `اليمن: مقتل جندي`: where a headline or dateline says so before its colon. */
static bool opens_dateline(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  return name->first == sentence->first && rs_is_punct(input->reading, name->last, ':');
}

/* `قصف حلب`, `اقتحام مطار عدن`: right behind the noun, but for a word for its kind. */
static bool is_genitive(
  const RsEventInput *input,
  const RsMention *mention,
  const RsNominal *nominal,
  const RsName *name
) {
  uint32_t trigger = mention->trigger;
  const RsAnalysis *chosen = rs_chosen(input->reading, trigger);
  bool noun = chosen && chosen->upos == RS_UPOS_NOUN && !chosen->article;
  if (!noun || trigger >= name->first) return false;
  if (nominal->first > trigger && nominal->preposition) return false;
  for (uint32_t i = trigger + 1; i < name->first; i++) {
    if (!(rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_PLACE)) return false;
  }
  return true;
}

/* `يزور أنقرة`, `قصف حلب`, `اقتحام مطار عدن`: the town that is visited, shelled or freed. */
static bool suffers_deed(
  const RsEventInput *input,
  const RsMention *mention,
  const RsNominal *nominal,
  const RsName *name
) {
  bool force = rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
  if (!force && !is_event(input, mention, "CONSULT")) return false;
  if (is_genitive(input, mention, nominal, name)) return true;
  return mention->predicate != RS_NONE && nominal->governor == mention->predicate &&
         nominal->relation == RS_RELATION_OBJECT && nominal->head >= name->first &&
         input->clauses->predicates[mention->predicate].token == mention->trigger;
}

/* `باتجاه مدينة الحديدة`, `على أطراف مدينة تعز`: the phrase whose preposition counts for a name
 * that is its genitive; `في عدد من مقاطعات روسيا` for one that من parts off it. */
static const RsNominal *carrier_of(const RsEventInput *input, const RsNominal *nominal) {
  const RsClauses *clauses = input->clauses;
  uint32_t index = nominal->first ? clauses->nominal_at[nominal->first - 1] : RS_NONE;
  if (nominal->first >= 2 && (nominal->preposition_flags & RS_LEXEME_PARTITIVE)) {
    uint32_t whole = clauses->nominal_at[nominal->first - 2];
    bool part =
      rs_lexeme_at(input->reading, nominal->first - 2)->flags & RS_LEXEME_QUANTITY;
    return part && whole != RS_NONE ? &clauses->nominals[whole] : nominal;
  }
  if (nominal->preposition || index == RS_NONE) return nominal;
  const RsAnalysis *last = rs_chosen(input->reading, nominal->first - 1);
  bool governs = last && last->upos == RS_UPOS_NOUN && !last->article &&
                 last->enclitic == RS_NO_CLITIC &&
                 !rs_has_conjunction(input->reading, nominal->first);
  const RsNominal *before = &clauses->nominals[index];
  return governs && before->preposition && !before->pronoun ? before : nominal;
}

/* `ذكر مركز دلتا النيل للبيئة`, `دانت نقابة صحفيي عدن`: a body that is called after its place. */
static bool says(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal->relation != RS_RELATION_SUBJECT || nominal->governor == RS_NONE)
    return false;
  uint32_t verb = input->clauses->predicates[nominal->governor].token;
  const char *event = rs_event_at(input, verb);
  if (event && (rs_event_groups(event) & RS_TYPE_SPEECH_ACT)) return true;
  return rs_finding_at(input, verb, RS_ITEM_SPEECH) != NULL;
}

/* `المقيم في الرياض`, `المولود في غروزني`: a participle that tells where somebody lives or is from. */
static bool is_home(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  bool participle = word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE ||
                    word->derivation == RS_DERIVED_PASSIVE_PARTICIPLE;
  bool one = rs_feature(word->features, RS_NUMBER_SHIFT) == 1;
  return participle && one && rs_has_cue(input, token, RS_CUE_SEAT);
}

/* `المرصد السوري ومقره لندن`: where a body sits. */
static bool is_seat(const RsEventInput *input, const RsName *name) {
  enum {
    TOKENS_BEFORE = 3
  };
  for (uint32_t i = name->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    const RsAnalysis *noun = rs_chosen(input->reading, i);
    if (!noun) return false;
    if (is_home(input, i)) return true;
    if (noun->enclitic != RS_NO_CLITIC) {
      bool told = rs_has_conjunction(input->reading, i) ||
                  (i && rs_lexeme_at(input->reading, i - 1)->flags & RS_LEXEME_RELATIVE);
      return told && rs_has_cue(input, i, RS_CUE_SEAT); /* not `اقتحموا مقره في صنعاء` */
    }
    bool between = noun->upos == RS_UPOS_ADP ||
                   (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_PLACE);
    if (!between) return false;
  }
  return false;
}

/* `محرر شؤون الشرق الأوسط`: what somebody knows of or deals with. */
static bool is_field(const RsEventInput *input, const RsName *name) {
  return name->first && rs_has_cue(input, name->first - 1, RS_CUE_FIELD);
}

/* `بعد عبورهم من دولة ساحل العاج`: where somebody comes from, unlike `بالقرب من مدينة درعا`,
 * `أجزاء من مدينة درعا`, `اعتقلوا شابا من بلدة قباطية`. */
static bool is_origin(
  const RsEventInput *input, const RsMention *mention, const RsNominal *nominal
) {
  bool from = nominal->preposition_flags & RS_LEXEME_PARTITIVE;
  if (!from || nominal->first < 2 || is_event(input, mention, "RETREAT")) return false;
  const RsAnalysis *before = rs_chosen(input->reading, nominal->first - 2);
  if (!before || nominal->first - 2 < mention->last) return false;
  return before->upos == RS_UPOS_VERB || before->derivation == RS_DERIVED_MASDAR ||
         (before->upos == RS_UPOS_ADJ && before->derivation != RS_DERIVED_NONE);
}

/* `قصفت طائرات أقلعت من قاعدة حميميم`: behind a verb that tells no deed, not `خطفوهم من السويداء`. */
static bool is_departure(
  const RsEventInput *input, const RsMention *mention, const RsNominal *nominal
) {
  if (nominal->first < 2 || !is_origin(input, mention, nominal)) return false;
  uint32_t before = nominal->first - 2;
  return rs_is_upos(input->reading, before, RS_UPOS_VERB) && !rs_event_at(input, before);
}

/* `مفاوضات سد النهضة`: of talks only a town can be the place, what else they are called after is
 * their matter. */
static bool is_matter_of_talks(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  if (!is_event(input, mention, "CONSULT") || name->index == RS_NONE || !name->first)
    return false;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *code = RS_GET(input->knowledge, cameos, pattern->cameo)->code;
  if (strncmp(code, "042", 3) == 0 || strncmp(code, "043", 3) == 0) return false;
  const RsAnalysis *noun = rs_chosen(input->reading, name->first - 1);
  bool construct = noun && noun->upos == RS_UPOS_NOUN && !noun->article &&
                   rs_event_at(input, name->first - 1) &&
                   !rs_has_cue(input, name->first - 1, RS_CUE_VENUE);
  if (!construct || name->kind != RS_NAME_PLACE) return false;
  uint32_t class = RS_GET(input->knowledge, places, name->index)->place_class;
  return class == RS_PLACE_BUILDING || class == RS_PLACE_RIVER || class == RS_PLACE_SEA ||
         class == RS_PLACE_REGION || class == RS_PLACE_MOUNTAIN;
}

/* `بقيادة الولايات المتحدة`, `بدعم من تركيا`: ب before a verbal noun is no place. */
static bool is_abstract_idafa(
  const RsEventInput *input, const RsNominal *nominal, const RsName *name
) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  if (!head || nominal->head >= name->first || name->kind == RS_NAME_PLACE) return false;
  if (!head->proclitic_count) return false;
  return name->kind == RS_NAME_COUNTRY || head->derivation == RS_DERIVED_MASDAR;
}

/* `مفاوضات سوتشي`, `هجمات باريس`: the genitive of another deed's noun, and where that was. */
static bool names_other_deed(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  if (!name->first) return false;
  uint32_t before = name->first - 1;
  const RsAnalysis *noun = rs_chosen(input->reading, before);
  if (!noun || noun->upos != RS_UPOS_NOUN || noun->article) return false;
  if (before >= mention->first && before < mention->last) return false;
  const RsAnalysis *own = rs_chosen(input->reading, name->first);
  if (own && own->proclitic_count) return false;
  if (rs_lexeme_at(input->reading, before)->flags & RS_LEXEME_PLACE) return false;
  const char *event = rs_event_at(input, before);
  if (!event) return false;
  return strcmp(event, rs_mention_event(input->knowledge, mention)) != 0;
}

/* `قال في مؤتمر صحفي في كابل`, `خلال قمة الرياض`: where words are spoken stands right behind
 * the occasion on which they are. */
static bool is_venue(const RsEventInput *input, const RsName *name) {
  enum {
    TOKENS_BEFORE = 5
  };
  const RsReading *reading = input->reading;
  for (uint32_t i = name->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_has_cue(input, i, RS_CUE_VENUE)) return rs_setting_is_during(input, i);
    const RsAnalysis *chosen = rs_chosen(reading, i);
    uint32_t flags = rs_lexeme_at(reading, i)->flags;
    bool in = chosen && chosen->upos == RS_UPOS_ADP && (flags & RS_LEXEME_LOCATIVE) &&
              !(flags & RS_LEXEME_ABOUT);
    bool between =
      in || (flags & RS_LEXEME_PLACE) || (chosen && chosen->upos == RS_UPOS_ADJ);
    if (!between) return false;
  }
  return false;
}

/* Words are spoken somewhere, but a place beside them is that of what is spoken of. */
bool rs_mention_is_placeless(const RsEventInput *input, const RsMention *mention) {
  return rs_mention_is(input->knowledge, mention, RS_TYPE_PLACELESS) &&
         !rs_mention_is_session(input, mention);
}

/* `وهو من كارولينا`: where somebody is from. */
static bool is_descent(const RsEventInput *input, const RsNominal *nominal) {
  return nominal->first >= 2 && (nominal->preposition_flags & RS_LEXEME_PARTITIVE) &&
         rs_is_upos(input->reading, nominal->first - 2, RS_UPOS_PRON);
}

/* Journeys and those who receive them. */
static bool is_visit(const RsEventInput *input, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *code = RS_GET(input->knowledge, cameos, pattern->cameo)->code;
  return strncmp(code, "042", 3) == 0 || strncmp(code, "043", 3) == 0;
}

/* `محادثات بشأن الوضع في سوريا` are not there, `محادثات بشأن سوريا في جنيف` are. */
static bool is_topic(
  const RsEventInput *input, const RsMention *mention, const RsNominal *nominal
) {
  if (!is_event(input, mention, "CONSULT") || nominal->first < 2) return false;
  bool apart = rs_is_upos(input->reading, nominal->first - 1, RS_UPOS_ADP);
  uint32_t token = nominal->first - (apart ? 2 : 1);
  uint32_t index = input->clauses->nominal_at[token];
  /* `حربه على غزة`, `التقيا بعد القتال في الخرطوم` */
  if (nominal->preposition_flags & (RS_LEXEME_UPON | RS_LEXEME_AGAINST)) return true;
  const char *event = rs_event_at(input, token);
  bool force =
    event && (rs_event_groups(event) & RS_TYPE_FORCE) && !is_visit(input, mention);
  if (index == RS_NONE || force) return force;
  const RsNominal *before = &input->clauses->nominals[index];
  /* `استقبل المبعوث الروسي إلى سوريا` */
  bool travels = is_visit(input, mention) && mention->predicate != RS_NONE &&
                 nominal->governor == mention->predicate;
  if (!travels && rs_has_cue(input, before->head, RS_CUE_ENVOY)) return true;
  bool about = (before->preposition_flags & RS_LEXEME_ABOUT) ||
               rs_has_cue(input, before->first, RS_CUE_TOPIC);
  return about && before->first > mention->trigger && before->name == RS_NONE;
}

static bool is_party(const RsParty *parties, uint32_t count, const RsNominal *nominal) {
  for (uint32_t i = 0; i < count; i++) {
    if (parties[i].first < nominal->last && parties[i].last > nominal->first) return true;
  }
  return false;
}

/* `اعتقلت مديرة الشركة التي ستبني محطة في تركيا`: in a clause on something else than the deed
 * and its parties, which tells of no deed. */
static bool is_in_aside(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  enum {
    TARGET_TOKENS = 2
  };
  uint32_t index = rs_verb_over(input, mention->sentence, name->first);
  if (index == RS_NONE || name->first < mention->last) return false;
  const RsPredicate *verb = &input->clauses->predicates[index];
  if (verb->antecedent == RS_NONE || verb->token < mention->last) return false;
  if (rs_predicate_tells_of(input, mention, index) || rs_event_at(input, verb->token))
    return false;
  const RsNominal *noun = &input->clauses->nominals[verb->antecedent];
  for (uint32_t i = verb->token; i < name->first; i++) {
    if (rs_is_punct(input->reading, i, ',')) return false;
  }
  /* `هجوم على حافلة كانت تقل أطفالا في صعدة`: what suffers the deed is there. */
  if (noun->first <= mention->last + TARGET_TOKENS) return false;
  bool place = rs_lexeme_at(input->reading, noun->head)->flags & RS_LEXEME_PLACE;
  bool own = mention->predicate != RS_NONE && noun->governor == mention->predicate &&
             noun->relation != RS_RELATION_PREPOSITION;
  if (place || own) return false;
  return !is_party(mention->actors, mention->actor_count, noun) &&
         !is_party(mention->recipients, mention->recipient_count, noun) &&
         !rs_event_at(input, noun->head);
}

/* `أطلقوا صاروخا على الرياض`: what is fired comes down on the city, not on its government;
 * `اجتياح الميليشيات لصنعاء`, `احتلال العراق للكويت`: what suffers a deed behind its doer. */
static bool hits_city(
  const RsEventInput *input, const RsMention *mention, const RsName *name, uint32_t flags
) {
  enum {
    TOKENS_BEHIND = 5
  };
  if (!is_event(input, mention, "ASSAULT") || name->first < mention->last) return false;
  if (name->first > mention->last + TOKENS_BEHIND) return false;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *code = RS_GET(input->knowledge, cameos, pattern->cameo)->code;
  bool fired = strncmp(code, "194", 3) == 0 || strncmp(code, "195", 3) == 0;
  /* `ضربات على سوريا`, `هجوم على كابل` */
  bool land = name->kind == RS_NAME_COUNTRY || name->kind == RS_NAME_CAPITAL;
  if ((fired || land) && (flags & RS_LEXEME_UPON)) return true;
  const RsAnalysis *noun = rs_chosen(input->reading, mention->trigger);
  const RsAnalysis *own = rs_chosen(input->reading, name->first);
  /* `ميليشيات موالية لإيران` */
  bool adjective = rs_is_upos(input->reading, name->first - 1, RS_UPOS_ADJ);
  return !adjective && noun && noun->derivation == RS_DERIVED_MASDAR &&
         (flags & RS_LEXEME_TOWARDS) && own && own->proclitic_count &&
         name->first > mention->last;
}

/* `قصف ميناء طرابلس`, `اقتحام مطار صنعاء`: a place in the capital is no government's. */
static bool stands_in_city(const RsEventInput *input, const RsName *name) {
  uint32_t before = name->first ? name->first - 1 : 0;
  return name->kind == RS_NAME_CAPITAL && name->first &&
         rs_is_upos(input->reading, before, RS_UPOS_NOUN) &&
         (rs_lexeme_at(input->reading, before)->flags & RS_LEXEME_PLACE) &&
         !(rs_lexeme_at(input->reading, before)->flags & RS_LEXEME_RATIONAL);
}

/* `تقدموا إلى درنة`, `الريف الغربي لمدينة حلب`, but not `يتظاهرون ضد نقل السفارة إلى القدس`. */
static bool leads_there(
  const RsEventInput *input, const RsMention *mention, const RsNominal *nominal
) {
  const RsAnalysis *own = rs_chosen(input->reading, nominal->first);
  if (own && own->proclitic_count) return true;
  if (nominal->governor != RS_NONE && nominal->governor != mention->predicate &&
      !rs_predicate_tells_of(input, mention, nominal->governor))
    return false;
  for (uint32_t i = mention->last; i + 1 < nominal->first; i++) {
    const RsAnalysis *noun = rs_chosen(input->reading, i);
    uint32_t index = input->clauses->nominal_at[i];
    if (!noun || noun->derivation != RS_DERIVED_MASDAR || index == RS_NONE) continue;
    const RsNominal *aim = &input->clauses->nominals[index];
    if (aim->preposition && aim->head == i) return false;
  }
  return true;
}

/* `اشتباكات قبل ساعات من قمة في هلسنكي`, `ضربات ردا على هجوم في دوما`: behind force the place of talks, of a
 * ceremony or of what it answers; not `قتل خلال اجتماع في بغداد`. */
static bool is_of_other_deed(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  if (!rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE)) return false;
  const RsClauses *clauses = input->clauses;
  for (uint32_t i = name->first; i-- > mention->last;) {
    if (rs_is_punct(input->reading, i, ',') || clauses->predicate_at[i] != RS_NONE)
      return false;
    const char *event = rs_event_at(input, i);
    uint32_t index = clauses->nominal_at[i];
    if (!event || index == RS_NONE || !rs_is_upos(input->reading, i, RS_UPOS_NOUN))
      continue;
    const RsNominal *deed = &clauses->nominals[index];
    if (deed->head != i || !deed->preposition || deed->first < 2) return false;
    if (rs_event_groups(event) & RS_TYPE_FORCE)
      return (deed->preposition_flags & RS_LEXEME_UPON) &&
             rs_has_cue(input, deed->first - 2, RS_CUE_AFTER);
    bool gathers = strcmp(event, "CONSULT") == 0 || strcmp(event, "SUPPORT") == 0;
    bool people = rs_chosen(input->reading, i)->derivation == RS_DERIVED_ACTIVE_PARTICIPLE;
    if (!gathers || people) return false; /* `الناشطات والمدافعات` */
    bool during =
      (deed->preposition_flags & RS_LEXEME_LOCATIVE) ||
      (rs_setting_is_during(input, i) && !rs_nominal_is_after_or_before(input, deed));
    return !during;
  }
  return false;
}

/* `أجرى اتصالا هاتفيا حول الوضع في سوريا`: they were in two places, and what is told is their matter. */
static bool is_phone_call(const RsEventInput *input, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  return strcmp(RS_GET(input->knowledge, cameos, pattern->cameo)->code, "041") == 0;
}

/* `قال الوزير في مؤتمر صحفي في موسكو إن الجيش قصف`: force was not used where it is spoken of. */
static bool is_of_words(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  return name->last <= mention->first &&
         rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE) &&
         rs_place_is_venue(input, mention->sentence, name);
}

/* `هجوما روسيا`, `جنديا تركيا`: behind an accusative without ال the nationality, written like the land. */
static bool is_nationality(const RsEventInput *input, const RsName *name) {
  if (name->kind != RS_NAME_COUNTRY || name->last != name->first + 1 || !name->first)
    return false;
  const RsAnalysis *own = rs_chosen(input->reading, name->first);
  const RsAnalysis *noun = rs_chosen(input->reading, name->first - 1);
  if (!noun || (own && own->proclitic_count)) return false;
  bool nominal = noun->upos == RS_UPOS_NOUN || noun->upos == RS_UPOS_ADJ;
  return nominal && !noun->article && rs_feature(noun->features, RS_CASE_SHIFT) == 3;
}

/* A name of a place that the sentence treats as one. */
bool rs_place_is_said(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  uint32_t index = input->clauses->nominal_at[name->first];
  /* `غارات شنتها دمشق` */
  bool is_government = name->reason == RS_REASON_GOVERNMENT;
  if (!rs_name_is_place(name) || is_government || index == RS_NONE) return false;
  if (is_nationality(input, name)) return false;
  const RsNominal *nominal = &input->clauses->nominals[index];
  if (rs_mention_is_placeless(input, mention)) return is_venue(input, name);
  if (is_phone_call(input, mention)) return false;
  if (is_seat(input, name) || is_matter_of_talks(input, mention, name)) return false;
  if (is_field(input, name) || is_in_aside(input, mention, name)) return false;
  if (is_of_other_deed(input, mention, name) || is_of_words(input, mention, name))
    return false;
  if (opens_dateline(input, mention, name)) return true;
  if (suffers_deed(input, mention, nominal, name)) return true;
  nominal = carrier_of(input, nominal);
  const RsLexeme *head = rs_lexeme_at(input->reading, nominal->head);
  bool kind = nominal->head < name->first && (head->flags & RS_LEXEME_PLACE);
  bool own = mention->trigger >= nominal->first && mention->trigger < nominal->last;
  if (nominal->head < name->first && !own && says(input, nominal)) return false;
  if (kind) return !is_origin(input, mention, nominal);
  if (is_departure(input, mention, nominal)) return false;
  if (rs_setting_is_taken(input, mention, name->first)) return false;
  if (is_topic(input, mention, nominal)) return false;
  if (is_descent(input, nominal)) return false;
  if (is_abstract_idafa(input, nominal, name) || names_other_deed(input, mention, name))
    return false;
  uint32_t flags = nominal->preposition_flags;
  if (flags & RS_LEXEME_LOCATIVE) return true;
  /* `مطار دمشق`, `سكان حلب` behind a locative preposition only, but for names of no government. */
  if (nominal->head < name->first)
    return name->kind == RS_NAME_PLACE ||
           (is_event(input, mention, "ASSAULT") && stands_in_city(input, name));
  bool travel = is_event(input, mention, "CONSULT");
  bool leaving = is_event(input, mention, "RETREAT");
  if ((flags & RS_LEXEME_TOWARDS) && travel) return true;
  if ((flags & RS_LEXEME_PARTITIVE) && leaving) return true;
  if (hits_city(input, mention, name, flags)) return true;
  /* `استولوا على العاصمة طرابلس` */
  bool capital = (name->kinds & RS_KIND_CAPITAL) && !(flags & RS_LEXEME_PARTITIVE);
  bool land = name->kind == RS_NAME_PLACE || capital;
  if (!nominal->preposition || !land) return false;
  return !(flags & RS_LEXEME_TOWARDS) || leads_there(input, mention, nominal);
}
