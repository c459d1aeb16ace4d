/* Where.
 *
 * Of the names that are said as places (scene.c) the nearest one in the trigger's clause wins,
 * behind the trigger before in front of it; then the sentence's. Of places that hang on each other (`الخيام في جنوب
 * لبنان`) the most exact one counts; a country, a rocket's origin and what distances are measured
 * from (`150 كيلومترا من صنعاء`) only when nothing else is said. `في المدينة` is what antecedent.c
 * finds. Codebook section 3, `place`. Limits:
 * one sentence; a deed without a place takes that of the deeds before it when they are merged.
 */
#include "event/role.h"
#include "event/setting.h"

enum {
  FAR_PLACE = 45,
  SCENE = 16, /* distance of a place that opens the sentence */
  SPEAKER = 16
};

static bool is_event(
  const RsEventInput *input, const RsMention *mention, const char *event
) {
  return strcmp(rs_mention_event(input->knowledge, mention), event) == 0;
}

/* `غات التي تبعد 900 كيلومتر جنوب طرابلس`, `إلى الشمال من صنعاء`: a place from which another
 * one is measured. */
static bool is_landmark(const RsEventInput *input, const RsName *name) {
  enum {
    TOKENS_BEFORE = 4
  };
  uint32_t first = name->first;
  bool from =
    first >= 2 && (rs_lexeme_at(input->reading, first - 1)->flags & RS_LEXEME_PARTITIVE);
  if (from && (rs_lexeme_at(input->reading, first - 2)->flags & RS_LEXEME_DIRECTION))
    return true;
  for (uint32_t i = name->first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    const RsLexeme *lexeme = rs_lexeme_at(input->reading, i);
    if (lexeme->flags & RS_LEXEME_UNIT) return true;
    if (rs_is_punct(input->reading, i, ',') || rs_is_upos(input->reading, i, RS_UPOS_VERB))
      return false;
  }
  return false;
}

/* A country says less than a town, and `من غزة` where a rocket came from. */
static uint32_t rank_penalty(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  enum {
    ORIGIN = 12,
    LANDMARK = 24
  };
  const RsNominal *nominal =
    &input->clauses->nominals[input->clauses->nominal_at[name->first]];
  bool origin = (nominal->preposition_flags & RS_LEXEME_PARTITIVE) != 0;
  bool leaving = is_event(input, mention, "RETREAT");
  uint32_t penalty = name->kind == RS_NAME_COUNTRY ? 2 : 0;
  if (is_landmark(input, name)) penalty += LANDMARK;
  return origin && !leaving ? penalty + ORIGIN : penalty;
}

static bool take_bare_place(
  const RsEventInput *input, RsMention *mention, uint32_t nominal, bool seat
) {
  if (nominal == RS_NONE) return false;
  uint32_t name = input->clauses->nominals[nominal].name;
  if (name == RS_NONE) return false;
  const RsName *place = &input->input->entities->names.names[name];
  /* `عشرات الصواريخ من غزة` is no bare place. */
  bool bare = input->clauses->nominals[nominal].head >= place->first ||
              (rs_lexeme_at(input->reading, input->clauses->nominals[nominal].head)->flags &
               RS_LEXEME_PLACE);
  if (!rs_name_is_place(place) || !bare || (!seat && place->reason == RS_REASON_GOVERNMENT))
    return false;
  mention->place = name;
  return mention->place_near = true;
}

/* `شهدت لندن مظاهرة`: the subject of a verb that lends the deed no doer. */
static bool take_seen(
  const RsEventInput *input, RsMention *mention, const RsPredicate *verb
) {
  const RsLight *light = rs_light_of(input, verb, mention->trigger);
  return light && light->role == RS_LIGHT_NONE && light->via == RS_VIA_OBJECT &&
         take_bare_place(input, mention, verb->subject, true);
}

/* `شهدت لندن مظاهرة`, `مظاهرات تشهدها لندن`: the place is the subject of a verb that lends the deed no
 * doer, and no government; `هز انفجار طرابلس`: the deed is the subject and its place the object. */
static void take_witness(const RsEventInput *input, RsMention *mention) {
  const RsClauses *clauses = input->clauses;
  const RsPredicate *carrier =
    mention->predicate == RS_NONE ? NULL : &clauses->predicates[mention->predicate];
  if (take_seen(input, mention, carrier)) return;
  uint32_t own = clauses->nominal_at[mention->trigger];
  if (own == RS_NONE || clauses->nominals[own].governor == RS_NONE) return;
  const RsPredicate *verb = &clauses->predicates[clauses->nominals[own].governor];
  /* `شهدت مالي سلسلة هجمات شنها متطرفون` */
  if (verb != carrier && take_seen(input, mention, verb)) return;
  if (clauses->nominals[own].relation == RS_RELATION_SUBJECT) {
    take_bare_place(input, mention, verb->object, false);
  } else if (!mention->actor_count && mention->predicate != RS_NONE) {
    take_bare_place(input, mention, verb->subject, false);
  }
}

/* Words that may stand between a place and the one that says where it lies: `القريبة من`, `مركز
 * محافظة`, `شمال غرب`. */
static bool describes_place(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  if (!chosen || rs_has_conjunction(input->reading, token)) return false;
  uint32_t flags = rs_morph_lexeme(input->knowledge, chosen)->flags;
  return chosen->upos == RS_UPOS_ADP || chosen->upos == RS_UPOS_ADJ ||
         (flags & (RS_LEXEME_PLACE | RS_LEXEME_DIRECTION)) != 0;
}

/* `بنزرت، أكبر مدن الشمال`, `كسلا، شرق البلاد`: behind a comma goes on what tells of a place. */
static bool goes_on_behind(const RsEventInput *input, uint32_t comma) {
  if (!rs_is_punct(input->reading, comma, ',')) return false;
  const RsAnalysis *next = rs_chosen(input->reading, comma + 1);
  if (!next || next->article || rs_has_conjunction(input->reading, comma + 1)) return false;
  uint32_t lexeme = next->lexeme;
  uint32_t kinds = lexeme == RS_NONE ? 0 : rs_place_kind_of(input->knowledge, lexeme);
  return next->upos == RS_UPOS_ADJ || (kinds & (RS_KIND_CAPITAL | RS_KIND_NEAR));
}

/* `مليط في شمال دارفور`, `بعقوبة مركز محافظة ديالى`, `إنتيبي الواقعة على بحيرة فيكتوريا`. */
static bool continues_place(
  const RsEventInput *input, const RsName *before, const RsName *name
) {
  const RsClauses *clauses = input->clauses;
  if (rs_has_conjunction(input->reading, name->first)) return false;
  bool behind = before->last < name->first && goes_on_behind(input, before->last);
  bool adjective = false;
  for (uint32_t i = before->last + behind; i < name->first; i++) {
    if (!describes_place(input, i)) return false;
    adjective |= rs_is_upos(input->reading, i, RS_UPOS_ADJ);
  }
  const RsNominal *left = &clauses->nominals[clauses->nominal_at[before->first]];
  const RsNominal *right = &clauses->nominals[clauses->nominal_at[name->first]];
  /* `الواقعة على بحيرة فيكتوريا`, but not `من غزة على عسقلان`. */
  uint32_t target = RS_LEXEME_UPON | RS_LEXEME_TOWARDS;
  if (!adjective && left != right && (right->preposition_flags & target)) return false;
  if (left == right || right->preposition) return true;
  /* `من قاعدة حميميم بلدة خان شيخون` are two places, the first that of a bomber's start. */
  bool origin = left->preposition_flags & RS_LEXEME_PARTITIVE;
  return right->first == left->last + behind && !origin;
}

unsigned rs_place_exactness(const RsEventInput *input, uint32_t place) {
  const RsName *name = &input->input->entities->names.names[place];
  if (name->kind == RS_NAME_COUNTRY) return 0;
  if (name->kind == RS_NAME_CAPITAL) return 3;
  /* `بلدة X` that no gazetteer has; `شمال البلاد`, `الحدود السورية`. */
  if (name->index == RS_NONE) return name->reason >= RS_REASON_UNLISTED ? 3 : 0;
  const RsPlaceRecord *place_record = RS_GET(input->knowledge, places, name->index);
  bool is_district = rs_text_at(input->knowledge, place_record->admin1)[0] != 0;
  switch (place_record->place_class) {
    case RS_PLACE_REGION: return is_district ? 2 : 1; /* `مديرية الغيل` */
    case RS_PLACE_SEA: return 1;
    case RS_PLACE_RIVER:
    case RS_PLACE_MOUNTAIN: /* `جبال قنديل شمالي العراق` */
    case RS_PLACE_ADMIN1: return 2;
    default: return 3;
  }
}

/* `وفي كسلا، ذكر شهود أن مسلحين قتلوا`: a place that opens the sentence holds for what is
 * reported in it. */
static bool sets_scene(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  enum {
    OPENING_TOKENS = 3
  };
  const RsClauses *clauses = input->clauses;
  const RsNominal *nominal = &clauses->nominals[clauses->nominal_at[name->first]];
  uint32_t first = input->reading->tokens->sentences[mention->sentence].first;
  if (!(nominal->preposition_flags & RS_LEXEME_LOCATIVE)) return false;
  if (name->last > mention->first || nominal->first > first + OPENING_TOKENS) return false;
  /* `في واشنطن، ذكرت الوزارة`: where words are spoken, in a text on another country. */
  uint32_t home = input->input->entities->names.main_country;
  if (name->kind != RS_NAME_PLACE && name->country != home) return false;
  uint32_t verbs = 0;
  for (uint32_t i = clauses->predicate_first[mention->sentence];
       i < clauses->predicate_first[mention->sentence + 1];
       i++) {
    const RsPredicate *verb = &clauses->predicates[i];
    if (verb->token < name->first) return false;
    if (verb->token >= mention->first) break;
    bool told = rs_predicate_tells_of(input, mention, i) ||
                rs_finding_at(input, verb->token, RS_ITEM_SPEECH);
    verbs += !told;
  }
  return verbs <= 1;
}

typedef struct {
  const RsEventInput *input;
  RsMention *mention;
  uint32_t best;          /* distance of the mention's place so far */
  uint32_t before, chain; /* the last place said, the most exact of those it hangs on */
} PlaceSearch;

/* `منطقة الحوبان غرب المدينة`: it only tells where the place before it lies. */
static bool is_bearing(const PlaceSearch *search, uint32_t token) {
  if (search->before == RS_NONE) return false;
  const RsName *names = search->input->input->entities->names.names;
  for (uint32_t i = names[search->before].last; i < token; i++) {
    if (!describes_place(search->input, i)) return false;
  }
  return true;
}

static void offer_named_before(PlaceSearch *search, uint32_t token) {
  /* Nearly every word ends here, before anything is counted. */
  if (search->input->clauses->nominal_at[token] == RS_NONE) return;
  if (!(rs_lexeme_at(search->input->reading, token)->flags & RS_LEXEME_PLACE)) return;
  const RsMention *mention = search->mention;
  if (token >= mention->last && token - mention->last >= search->best) return;
  if (token < mention->first && mention->first - token >= search->best) return;
  if (rs_mention_is_placeless(search->input, mention)) return;
  if (is_bearing(search, token)) return;
  uint32_t distance = rs_setting_distance(search->input, search->mention, token) + 2;
  if (distance >= search->best) return;
  uint32_t named = rs_place_named_before(search->input, search->mention, token);
  if (named == RS_NONE) return;
  search->best = distance;
  search->mention->place = named;
  search->before = RS_NONE;
}

/* `غادر الوزير بغداد إلى طهران`: the journey is to where it leads, not `التقى في الرياض المبعوث
 * إلى اليمن`. */
static bool is_destination(const PlaceSearch *search, const RsName *name) {
  const RsEventInput *input = search->input;
  const RsMention *mention = search->mention;
  bool verb = mention->predicate != RS_NONE && mention->place != RS_NONE &&
              input->clauses->predicates[mention->predicate].token == mention->trigger;
  if (!verb || !is_event(input, mention, "CONSULT")) return false;
  const RsNames *names = &input->input->entities->names;
  uint32_t before = input->clauses->nominal_at[names->names[mention->place].first];
  const RsNominal *left = &input->clauses->nominals[before];
  const RsNominal *nominal =
    &input->clauses->nominals[input->clauses->nominal_at[name->first]];
  return nominal->governor == mention->predicate && nominal->head >= name->first &&
         (nominal->preposition_flags & RS_LEXEME_TOWARDS) &&
         !(left->preposition_flags & RS_LEXEME_LOCATIVE);
}

/* `أعلن مصدر في وزارة الداخلية في بغداد مقتل جنود قرب كركوك`: where somebody speaks. */
static bool is_of_speaker(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  if (name->last > mention->first) return false;
  uint32_t index = rs_verb_over(input, mention->sentence, name->first);
  if (index == RS_NONE || index == mention->predicate) return false;
  uint32_t verb = input->clauses->predicates[index].token;
  if (!rs_finding_at(input, verb, RS_ITEM_SPEECH)) return false;
  /* `أعلنت اعتقال ثلاثة في هانوفر` is of what is told. */
  for (uint32_t i = verb + 1; i < name->first; i++) {
    if (rs_event_at(input, i)) return false;
  }
  return true;
}

static bool is_building(const RsEventInput *input, const RsName *name) {
  return name->kind == RS_NAME_PLACE && name->index != RS_NONE &&
         RS_GET(input->knowledge, places, name->index)->place_class == RS_PLACE_BUILDING;
}

/* `في سوسة حيث قتل 38 سائحا`: what follows حيث happened at the place before it. */
static uint32_t where_distance(
  const RsEventInput *input, const RsMention *mention, const RsName *name
) {
  enum {
    WHERE = 2
  };
  uint32_t where = name->last + rs_is_punct(input->reading, name->last, ',');
  if (where >= mention->first) return RS_NONE;
  uint32_t flags = rs_lexeme_at(input->reading, where)->flags;
  bool is_where = (flags & RS_LEXEME_SUBORDINATOR) && (flags & RS_LEXEME_LOCATIVE);
  return is_where ? WHERE + rs_setting_barriers(input, mention, where) : RS_NONE;
}

static void offer_name(PlaceSearch *search, uint32_t index) {
  const RsEventInput *input = search->input;
  RsMention *mention = search->mention;
  const RsName *names = input->input->entities->names.names, *name = &names[index];
  if (!rs_name_is_place(name) || input->clauses->nominal_at[name->first] == RS_NONE) return;
  bool before = name->last <= mention->first;
  if (before && rs_mention_is_protested(input, mention)) return;
  bool said = rs_place_is_said(input, mention, name);
  bool continues =
    search->before != RS_NONE && continues_place(input, &names[search->before], name);
  if (!continues && !said) return;
  search->before = index;
  /* `في سوريا في مدينة درعا`, but not `في ماريلاند القريبة من واشنطن`. */
  bool finer = !continues || (said && rs_place_exactness(input, search->chain) < 2 &&
                              rs_place_exactness(input, index) > 1);
  /* `في قصر اليمامة بالرياض`: a building is given by its town. */
  finer |= continues && is_building(input, &names[search->chain]) &&
           !is_building(input, name) && !(name->kinds & RS_KIND_NEAR) &&
           rs_place_exactness(input, index) > 2;
  bool replaces = continues && finer && mention->place == search->chain;
  if (finer) search->chain = index;
  uint32_t barriers = rs_setting_barriers(input, mention, name->first);
  uint32_t distance =
    rs_setting_words(mention, name->first) + barriers + rank_penalty(input, mention, name);
  uint32_t where = where_distance(input, mention, name);
  if (where < distance) distance = barriers = where;
  if (is_destination(search, name)) distance = 0;
  if (is_of_speaker(input, mention, name)) distance += SPEAKER;
  bool scene = sets_scene(input, mention, name);
  if (scene && distance > SCENE) distance = SCENE;
  if (!scene && barriers >= RS_TWO_CLAUSES) return;
  if (distance >= search->best && !replaces) return;
  if (distance < search->best) search->best = distance;
  mention->place = search->chain;
}

/* The nearest place; of several that hang on each other the most exact, the first of these. */
void rs_mention_fill_place(const RsEventInput *input, RsMention *mention) {
  const RsNames *names = &input->input->entities->names;
  const RsSentence *sentence = &input->reading->tokens->sentences[mention->sentence];
  PlaceSearch search = {input, mention, FAR_PLACE, RS_NONE, RS_NONE};
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t index = names->at[i];
    if (index == RS_NONE)
      offer_named_before(&search, i);
    else if (names->names[index].first == i)
      offer_name(&search, index);
  }
  mention->place_near = search.best <= RS_NEAR_TOKENS;
  if (rs_mention_is_placeless(input, mention)) return;
  uint32_t found = mention->place;
  bool near = mention->place_near;
  mention->place = RS_NONE;
  take_witness(input, mention);
  bool finer = found != RS_NONE && mention->place != RS_NONE &&
               rs_place_exactness(input, found) > rs_place_exactness(input, mention->place);
  if (mention->place != RS_NONE && !finer) return;
  mention->place = found;
  mention->place_near = near;
}

/* `تجمع متظاهرون أمام البرلمان في بيروت مطالبين باستقالة الحكومة`: what a crowd says is said where
 * it stands. */
void rs_mentions_share_places(const RsEventInput *input, RsMentions *mentions) {
  const RsMention *crowd = NULL;
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    RsMention *mention = &mentions->mentions[i];
    if (is_event(input, mention, "PROTEST")) {
      crowd = mention->place != RS_NONE && mention->actor_count ? mention : NULL;
      continue;
    }
    if (!crowd || crowd->sentence != mention->sentence || !mention->actor_count) continue;
    bool same = crowd->actors[0].first == mention->actors[0].first;
    bool words = rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT);
    if (!same || !words || mention->place != RS_NONE) continue;
    mention->place = crowd->place;
    mention->place_near = crowd->place_near;
  }
}
