/* Who a noun phrase names.
 *
 * `متمردون طوارق ماليون` has no entry: the role `متمرد` gives the sector REB and the nationality
 * `مالي` the country MLI. A dictionary name gives both (`حركة طالبان`); a bare country or
 * capital stands for its government (`واشنطن`). The role is the first one that the phrase
 * holds, the longest when several begin at one word (`وزير خارجية` before `وزير`).
 * Codebook section 3. Limits: one country for each phrase.
 */
#include "clause/clause.h"

typedef struct {
  const RsClauseInput *input;
  const RsReading *reading;
  uint32_t first, last;
  RsParty *party;
} Reader;

static bool element_has(
  const RasidKnowledge *knowledge, const RsElement *element, uint32_t lexeme
) {
  if (element->kind != RS_ELEMENT_LEXEME) return false;
  uint32_t count = element->count;
  uint32_t first = rs_clip(element->first, &count, knowledge->element_lexemes_count);
  for (uint32_t i = 0; i < count; i++) {
    if (knowledge->element_lexemes[first + i] == lexeme) return true;
  }
  return false;
}

/* A nominal reading that the choice of the sentence leaves open: `محافظة` is "province" and not
 * the feminine of "governor". */
static bool is_open(const RsAnalysis *chosen, const RsAnalysis *reading) {
  return reading->upos != RS_UPOS_VERB && reading->lexeme != RS_NONE &&
         reading->cost <= chosen->cost + 1;
}

/* Whether an open nominal reading of the token is one of the element's lexemes. */
static bool token_has(const Reader *reader, uint32_t token, const RsElement *element) {
  const RsWordType *type = reader->reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *reading = &type->analyses[i];
    if (!is_open(reader->reading->morphs[token].chosen, reading)) continue;
    if (element_has(reader->reading->knowledge, element, reading->lexeme)) return true;
  }
  return false;
}

/* The token behind a role that begins at `token`, or RS_NONE. A nationality may stand between
 * its words (`وزير مالي سابق`). */
static uint32_t role_end(const Reader *reader, const RsRoleRecord *role, uint32_t token) {
  const RasidKnowledge *knowledge = reader->reading->knowledge;
  uint32_t at = token;
  for (uint32_t i = 0; i < role->element_count; i++, at++) {
    if (at >= reader->last) return RS_NONE;
    bool mark =
      rs_is_punct(reader->reading, at, '"') || rs_is_punct(reader->reading, at, '(');
    if (mark && ++at >= reader->last) return RS_NONE;
    const RsElement *element = RS_GET(knowledge, elements, role->element_first + i);
    if (!token_has(reader, at, element)) return RS_NONE;
  }
  return at;
}

/* The longest role at `token` that ends by `reader->last`; RS_NONE without one. */
static RsRoleSpot longest_role(const Reader *reader, uint32_t token) {
  const RasidKnowledge *knowledge = reader->reading->knowledge;
  const RsWordType *type = reader->reading->morphs[token].type;
  RsRoleSpot best = {.role = RS_NONE};
  uint32_t longest = 0;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *reading = &type->analyses[i];
    if (!is_open(reader->reading->morphs[token].chosen, reading)) continue;
    const RsLexeme *lexeme = rs_morph_lexeme(knowledge, reading);
    uint32_t first = lexeme->reference_first;
    uint32_t count =
      rs_references_of(knowledge, RS_REFERENCE_ROLE, &first, lexeme->reference_count);
    for (uint32_t k = 0; k < count; k++) {
      uint32_t index = knowledge->references[first + k].index;
      const RsRoleRecord *role = RS_GET(knowledge, roles, index);
      if (best.role != RS_NONE && role->element_count <= longest) continue;
      uint32_t end = role_end(reader, role, token);
      if (end == RS_NONE) continue;
      best = (RsRoleSpot) {index, end};
      longest = role->element_count;
    }
  }
  return best;
}

static bool may_be_role(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  return type && (type->holds & 1u << RS_REFERENCE_ROLE);
}

bool rs_roles_find(RsClauseInput *input, RsArena *arena) {
  uint32_t count = input->reading->tokens->token_count;
  RsRoleSpot *roles = rs_arena_alloc(arena, (count + 1) * sizeof *roles);
  if (!roles) return false;
  Reader reader = {.reading = input->reading, .last = count};
  for (uint32_t i = 0; i < count; i++) {
    roles[i] =
      may_be_role(input->reading, i) ? longest_role(&reader, i) : (RsRoleSpot) {RS_NONE, i};
  }
  input->roles = roles;
  return true;
}

static const RsRoleRecord *role_at(const Reader *reader, uint32_t token, uint32_t *end) {
  RsRoleSpot spot = reader->input->roles[token];
  if (spot.role == RS_NONE) return NULL;
  if (spot.end > reader->last) spot = longest_role(reader, token);
  if (spot.role == RS_NONE) return NULL;
  *end = spot.end;
  return RS_GET(reader->reading->knowledge, roles, spot.role);
}

static void copy_code(char *to, size_t size, const char *from) {
  size_t i = 0;
  for (; i + 1 < size && from[i]; i++)
    to[i] = from[i];
  to[i] = '\0';
}

static const char *country_iso(const Reader *reader, uint32_t country) {
  return RS_GET(reader->reading->knowledge, countries, country)->iso3;
}

/* The sector of a person's office on the publication date; ELI behind the last term. */
static const char *sector_on_date(const Reader *reader, const RsActorRecord *actor) {
  const RasidKnowledge *knowledge = reader->reading->knowledge;
  uint32_t count = actor->term_count;
  uint32_t first = rs_clip(actor->term_first, &count, knowledge->terms_count);
  int32_t day = reader->reading->published_day;
  if (!count) return actor->sector;
  if (day == RS_NO_DAY) {
    bool body = actor->type != RS_ACTOR_PERSON && actor->sector[0];
    return body ? actor->sector : knowledge->terms[first].sector;
  }
  bool before_all = true;
  for (uint32_t i = 0; i < count; i++) {
    const RsTerm *term = &knowledge->terms[first + i];
    if (day >= term->from_day && day <= term->to_day) return term->sector;
    if (day >= term->from_day) before_all = false;
  }
  return before_all && actor->sector[0] ? actor->sector : "ELI";
}

static void take_actor(Reader *reader, const RsName *name) {
  const RasidKnowledge *knowledge = reader->reading->knowledge;
  const RsActorRecord *actor = RS_GET(knowledge, actors, name->index);
  RsParty *party = reader->party;
  party->actor = name->index;
  party->entry = actor->entry;
  party->name = rs_text_at(knowledge, actor->english);
  copy_code(party->country, sizeof party->country, actor->country);
  /* `مقاتلات الاحتلال`: a state's other name is its land, as `إسرائيل` is. */
  bool owned = actor->type == RS_ACTOR_STATE && party->sector[0];
  if (!owned) copy_code(party->sector, sizeof party->sector, sector_on_date(reader, actor));
  copy_code(party->suffix, sizeof party->suffix, actor->suffix);
  party->political = true;
  if (actor->type == RS_ACTOR_PERSON)
    party->person = true;
  else if (!party->person)
    party->institution = true;
  party->state |= actor->type == RS_ACTOR_STATE && name->first == party->first;
}

/* `سفيرة واشنطن بالأمم المتحدة`: a state's envoy to a body of states is the state's. */
static bool is_accredited(const Reader *reader, const RsName *name) {
  const RsActorRecord *actor = RS_GET(reader->reading->knowledge, actors, name->index);
  if (!reader->party->country[0] || strcmp(actor->country, "IGO") != 0) return false;
  const RsTokens *tokens = reader->reading->tokens;
  return name->start_letter > tokens->tokens[name->first].start ||
         (name->first && rs_is_upos(reader->reading, name->first - 1, RS_UPOS_ADP));
}

static void take_name(Reader *reader, const RsName *name, bool alone) {
  RsParty *party = reader->party;
  const RasidKnowledge *knowledge = reader->reading->knowledge;
  switch (name->kind) {
    case RS_NAME_ACTOR:
      if (party->actor == RS_NONE && !is_accredited(reader, name)) take_actor(reader, name);
      break;
    case RS_NAME_COUNTRY:
    case RS_NAME_CAPITAL:
      if (!party->country[0]) {
        copy_code(party->country, sizeof party->country, country_iso(reader, name->index));
      }
      if (alone) {
        const RsCountry *country = RS_GET(knowledge, countries, name->index);
        party->state = party->political = true;
        party->name = rs_text_at(knowledge, country->english);
        party->entry = country->entry;
        copy_code(party->sector, sizeof party->sector, "GOV");
      }
      break;
    case RS_NAME_PLACE:
      if (!party->country[0]) {
        copy_code(party->country, sizeof party->country, rs_name_country(knowledge, name));
      }
      break;
    case RS_NAME_PERSON: party->person = true; break;
    default: break;
  }
}

static void take_role(Reader *reader, const RsRoleRecord *role) {
  RsParty *party = reader->party;
  bool named_group = party->actor != RS_NONE && party->institution;
  /* `مقاتلو حركة الشباب`: the group's code says more than the fighter's. */
  if (!party->sector[0] && !named_group) {
    copy_code(party->sector, sizeof party->sector, role->sector);
    if (party->entry == RS_NONE) party->entry = role->entry;
  }
  bool plain = strcmp(role->sector, "CVL") == 0;
  if (role->kind == RS_ROLE_PERSON) party->person = true;
  if (role->kind == RS_ROLE_INSTITUTION) party->institution = true;
  if (role->kind == RS_ROLE_GROUP && plain) party->collective = true;
  party->political = true;
}

static bool is_one_of(const char *sector, const char *const *sectors, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(sector, sectors[i]) == 0) return true;
  }
  return false;
}

/* `قوات المقاومة الشعبية`, `مقاتلو المعارضة`: forces and fighters are of the camp that they
 * belong to. */
static bool take_camp(Reader *reader, uint32_t token, uint32_t *end) {
  static const char *const fighters[] = {"MIL", "REB", "UAF"};
  static const char *const camps[] = {"REB", "PRM", "COP", "OPP"};
  RsParty *party = reader->party;
  const RsAnalysis *before = rs_chosen(reader->reading, token - 1);
  bool fights = is_one_of(party->sector, fighters, RS_COUNT_OF(fighters));
  if (!fights || !before || before->article) return false;
  const RsRoleRecord *role = role_at(reader, token, end);
  if (!role || role->kind != RS_ROLE_INSTITUTION) return false;
  if (!is_one_of(role->sector, camps, RS_COUNT_OF(camps))) return false;
  const char *sector = strcmp(role->sector, "OPP") == 0 ? "REB" : role->sector;
  copy_code(party->sector, sizeof party->sector, sector);
  return true;
}

/* `مسؤول في الشرطة`, `موظف في مصرف`: officials are of the sector of their body. */
static bool take_employer(Reader *reader, uint32_t token, uint32_t *end) {
  RsParty *party = reader->party;
  if (!party->person || party->actor != RS_NONE) return false;
  if (party->sector[0] && strcmp(party->sector, "GOV") != 0) return false;
  const RsRoleRecord *role = role_at(reader, token, end);
  if (!role || role->kind != RS_ROLE_INSTITUTION || !role->sector[0]) return false;
  if (strcmp(role->sector, "OPP") == 0) return false; /* it may bear arms */
  copy_code(party->sector, sizeof party->sector, role->sector);
  return true;
}

static bool is_role_of(const RsClauseInput *input, uint32_t token, uint32_t kind) {
  bool more = token + 1 < input->reading->tokens->token_count; /* `ولي عهد` */
  Reader reader = {
    .input = input, .reading = input->reading, .first = token, .last = token + 1 + more};
  uint32_t end = 0;
  const RsRoleRecord *role = role_at(&reader, token, &end);
  return role && role->kind == kind;
}

bool rs_is_person_word(const RsClauseInput *input, uint32_t token) {
  return is_role_of(input, token, RS_ROLE_PERSON);
}

bool rs_is_body_word(const RsClauseInput *input, uint32_t token) {
  return is_role_of(input, token, RS_ROLE_INSTITUTION);
}

/* Whether an indefinite adjective that ends in ا may stand behind it: a feminine one (`غارات سورية`), or
 * an accusative (`جاسوسا روسيا`). */
static bool is_described(const RsReading *reading, const RsAnalysis *noun) {
  enum {
    ACCUSATIVE = 3 /* RS_CASE_SHIFT */
  };
  if (noun->upos != RS_UPOS_NOUN && noun->upos != RS_UPOS_ADJ) return false;
  if (noun->article || noun->enclitic != RS_NO_CLITIC) return false;
  if (rs_feature(noun->features, RS_CASE_SHIFT) == ACCUSATIVE && noun->lexeme != RS_NONE)
    return rs_morph_lexeme(reading->knowledge, noun)->flags & RS_LEXEME_RATIONAL;
  return rs_feature(noun->features, RS_GENDER_SHIFT) == 2 ||
         rs_feature(noun->features, RS_NUMBER_SHIFT) == 3;
}

uint32_t rs_nisba_at(const RsClauseInput *input, uint32_t token) {
  const RsReading *reading = input->reading;
  const RsWordType *type = reading->morphs[token].type;
  const RsAnalysis *chosen = rs_chosen(reading, token);
  if (!chosen) return RS_NONE;
  /* `مسؤولين روس`, `غارات سورية`: a name as well, but not behind what it describes. */
  const RsAnalysis *before = token ? rs_chosen(reading, token - 1) : NULL;
  bool name = chosen->upos == RS_UPOS_PROPN && before && !chosen->proclitic_count &&
              (rs_is_men(before) || is_described(reading, before));
  if (chosen->upos != RS_UPOS_ADJ && chosen->upos != RS_UPOS_NOUN && !name) return RS_NONE;
  if (chosen->derivation == RS_DERIVED_NISBA) return rs_lexeme_at(reading, token)->country;
  for (unsigned i = 0; i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->derivation != RS_DERIVED_NISBA || other->stem_start != chosen->stem_start)
      continue;
    uint32_t country = rs_morph_lexeme(reading->knowledge, other)->country;
    const RsNames *names = &input->entities->names;
    if (country < reading->knowledge->countries_count && names->country_weights[country]) {
      return country;
    }
  }
  return RS_NONE;
}

static void mark_core(RsParty *party, uint32_t token) {
  if (party->core > token) party->core = token;
}

/* `منازل الفلسطينيين`, `ترحيل التونسي`: with ال behind a noun without, it is people. */
static bool is_genitive_nisba(const Reader *reader, uint32_t token) {
  if (token == reader->first) return false;
  const RsAnalysis *own = rs_chosen(reader->reading, token);
  const RsAnalysis *before = rs_chosen(reader->reading, token - 1);
  return own->article && before && before->upos == RS_UPOS_NOUN && !before->article &&
         before->enclitic == RS_NO_CLITIC;
}

static void take_nisba(Reader *reader, uint32_t token) {
  RsParty *party = reader->party;
  uint32_t country = rs_nisba_at(reader->input, token);
  if (country != RS_NONE && is_genitive_nisba(reader, token)) mark_core(party, token);
  if (country == RS_NONE || party->country[0]) return;
  copy_code(party->country, sizeof party->country, country_iso(reader, country));
  party->political = true;
}

/* `عشرون`, `أعداد كبيرة من`: before the people that are counted. */
static bool tells_how_many(const Reader *reader, uint32_t token) {
  if (reader->input->entities->numbers.at[token] != RS_NONE) return true;
  uint32_t flags = rs_lexeme_at(reader->reading, token)->flags;
  if (flags & (RS_LEXEME_QUANTITY | RS_LEXEME_PARTITIVE)) return true;
  return token > reader->first && rs_is_upos(reader->reading, token, RS_UPOS_ADJ) &&
         (rs_lexeme_at(reader->reading, token - 1)->flags & RS_LEXEME_QUANTITY) &&
         rs_nisba_at(reader->input, token) == RS_NONE;
}

/* `تسعة فلسطينيين`, `السوريون`: a nationality as a noun is its people. */
static void take_people(Reader *reader, bool role_seen) {
  RsParty *party = reader->party;
  if (role_seen || party->actor != RS_NONE || party->state || party->sector[0]) return;
  uint32_t head = reader->first;
  while (head < reader->last && tells_how_many(reader, head))
    head++;
  if (head >= reader->last || rs_nisba_at(reader->input, head) == RS_NONE) return;
  const RsAnalysis *chosen = rs_chosen(reader->reading, head);
  bool several = rs_feature(chosen->features, RS_NUMBER_SHIFT) >= 2;
  /* `مجموعة سورية`: one group of that nationality */
  bool counted =
    head > reader->first && reader->input->entities->numbers.at[head - 1] != RS_NONE;
  if (!several && !counted && head > reader->first) return;
  if (!several && head == reader->first && reader->last - head > 1) return;
  if (!several && head == reader->first && chosen->article) return;
  copy_code(party->sector, sizeof party->sector, "CVL");
  party->collective = party->political = true;
}

/* An adjective behind a noun says what the noun is like, not who it is: `الهجوم الإرهابي`. */
static bool only_describes(const RsClauseInput *input, uint32_t first, uint32_t token) {
  if (token == first) return false;
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  const RsAnalysis *before = rs_chosen(input->reading, token - 1);
  if (!chosen || !before || before->upos == RS_UPOS_NUM) return false;
  /* `مواقع متشددين`: men describe no things. */
  if (rs_is_men(chosen) && !rs_is_men(before) && !chosen->article &&
      !(rs_lexeme_at(input->reading, token - 1)->flags & RS_LEXEME_RATIONAL)) {
    return false;
  }
  /* `سجل الإمارات الحقوقي` */
  uint32_t name = input->entities->names.at[token - 1];
  bool land = name != RS_NONE && input->entities->names.names[name].kind <= RS_NAME_CAPITAL;
  if (chosen->upos == RS_UPOS_ADJ && chosen->article && land) return true;
  /* `علاقاتها الدبلوماسية`, but `زوجها المعتقل` */
  bool thing = before->enclitic != RS_NO_CLITIC &&
               !(rs_lexeme_at(input->reading, token - 1)->flags & RS_LEXEME_RATIONAL);
  bool definite = before->article || thing;
  if (chosen->upos == RS_UPOS_ADJ) return definite == chosen->article;
  /* A noun that could be an adjective agrees with the noun before it: both have ال. */
  return chosen->article && before->article;
}

/* `سياسات واشنطن الأخيرة`: the adjective behind a name is of what the name's bearer has. */
static uint32_t described_end(const Reader *reader, const RsName *name) {
  uint32_t end = reader->last;
  for (; end > name->last; end--) {
    const RsAnalysis *chosen = rs_chosen(reader->reading, end - 1);
    if (!chosen || chosen->upos != RS_UPOS_ADJ || !chosen->article) break;
  }
  return end;
}

/* What the phrase is about by its first noun behind numbers and words of quantity. */
static void judge_head(Reader *reader) {
  RsParty *party = reader->party;
  const RsNumbers *numbers = &reader->input->entities->numbers;
  uint32_t head = reader->first;
  while (head + 1 < reader->last &&
         (numbers->at[head] != RS_NONE ||
          !rs_is_upos(reader->reading, head, RS_UPOS_NOUN) ||
          (rs_lexeme_at(reader->reading, head)->flags & RS_LEXEME_QUANTITY))) {
    if (head >= party->core) return;
    head++;
  }
  if (head >= party->core || reader->input->entities->names.at[head] != RS_NONE) return;
  /* `سيلتقي كيري`: an unknown name of one word. */
  party->human = rs_is_upos(reader->reading, head, RS_UPOS_PROPN);
  if (!rs_is_upos(reader->reading, head, RS_UPOS_NOUN)) return;
  uint32_t flags = rs_lexeme_at(reader->reading, head)->flags;
  party->human = flags & RS_LEXEME_RATIONAL;
  party->thing = !party->human;
}

void rs_party_read(
  const RsClauseInput *input,
  uint32_t first,
  uint32_t last,
  uint32_t start_letter,
  RsParty *party
) {
  *party = (RsParty) {
    .first = first,
    .last = last,
    .start_letter = start_letter,
    .actor = RS_NONE,
    .entry = RS_NONE,
    .core = last,
  };
  Reader reader = {
    .input = input,
    .reading = input->reading,
    .first = first,
    .last = last,
    .party = party};
  const RsNames *names = &input->entities->names;
  const char *home = ""; /* of the role: settlers are Israel's */
  bool role_seen = false, former = false;
  uint32_t behind = RS_NONE; /* the token behind the role */
  for (uint32_t i = first; i < last;) {
    uint32_t name = names->at[i];
    uint32_t role_behind = i;
    /* `مجلس الأمن القومي` is no `مجلس الأمن`. */
    bool longer = name != RS_NONE && names->names[name].kind == RS_NAME_ACTOR &&
                  !role_seen && role_at(&reader, i, &role_behind) &&
                  role_behind > names->names[name].last;
    if (name != RS_NONE && !longer) {
      bool alone = names->names[name].first == first &&
                   names->names[name].last >= described_end(&reader, &names->names[name]);
      uint8_t kind = names->names[name].kind;
      if (kind == RS_NAME_ACTOR || kind == RS_NAME_PERSON) mark_core(party, i);
      take_name(&reader, &names->names[name], alone);
      i = names->names[name].last > i ? names->names[name].last : i + 1;
      continue;
    }
    uint32_t end = i + 1;
    if (i > first + 1 && rs_is_upos(input->reading, i - 1, RS_UPOS_ADP) && take_employer(&reader, i, &end)) {
      i = end;
      continue;
    }
    if (i == behind && take_camp(&reader, i, &end)) {
      i = end;
      continue;
    }
    const RsRoleRecord *role =
      role_seen || only_describes(input, first, i) ? NULL : role_at(&reader, i, &end);
    if (role) {
      mark_core(party, i);
      take_role(&reader, role);
      home = role->country;
      /* `متحدث`, `عنصر` take their sector from the word they belong to. */
      role_seen = role->sector[0] != '\0';
      behind = end;
      /* `مستشار وزير الدفاع` is an adviser; the words of a role are not read again, but the
       * last may be a nationality. */
      i = end > i ? end : i + 1; /* a damaged file may hold a role of no words */
      continue;
    }
    take_nisba(&reader, i);
    former |= (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_FORMER) != 0;
    i++;
  }
  take_people(&reader, role_seen);
  if (!party->country[0]) copy_code(party->country, sizeof party->country, home);
  /* `55 قتيلا فلسطينيا` are described: people of a country. */
  if (strcmp(party->sector, "UNK") == 0 && party->country[0])
    copy_code(party->sector, sizeof party->sector, "CVL");
  judge_head(&reader);
  /* Codebook section 4: former officials are ELI. */
  if (former && party->person && role_seen)
    copy_code(party->sector, sizeof party->sector, "ELI");
}
