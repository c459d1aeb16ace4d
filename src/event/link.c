/* Short names and bare roles.
 *
 * The first mention of a person is full (`الرئيس الروسي فلاديمير بوتين`), later ones are short
 * (`بوتين`, `الرئيس`). Every word of a person's name is remembered with the codes of its fullest
 * phrase. A body without a nationality (`الجيش`, `الشرطة`) is that of its last namesake in the
 * text, else of the country where the deed took place, else of the country that the text is
 * about. Limits: no gender, no two persons of one family name.
 */
#include "event/link.h"

enum {
  MAX_NAMESAKES = 256,
  MAX_FULL_PHRASES = 256,
  MAX_STATES = 32
};

typedef struct {
  uint64_t word; /* fold hash of a word of a name */
  const RsParty *party;
} Namesake;

/* `المملكة العربية السعودية`: a country whose first word is a common noun. */
typedef struct {
  uint32_t lexeme; /* of that word */
  const RsName *name;
} State;

typedef struct {
  const RsEventInput *input;
  RsArena *arena;
  Namesake *namesakes;
  size_t count, capacity;
  RsParty *parties; /* the full phrases */
  size_t party_count;
  State states[MAX_STATES]; /* the first of each lexeme */
  size_t state_count;
} Linker;

static uint64_t word_hash(const RsReading *reading, uint32_t token) {
  return rs_stem_hash(reading, token);
}

static bool is_name_word(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  const RsNames *names = &input->input->entities->names;
  uint32_t name = names->at[token];
  if (name != RS_NONE && names->names[name].kind == RS_NAME_PERSON) return chosen != NULL;
  return chosen && (chosen->upos == RS_UPOS_PROPN || chosen->lexeme == RS_NONE);
}

static bool remember(Linker *linker, const RsNominal *nominal, const RsParty *party) {
  const RsReading *reading = linker->input->reading;
  for (uint32_t i = nominal->head; i < nominal->last; i++) {
    if (!is_name_word(linker->input, i) || linker->count == MAX_NAMESAKES) continue;
    linker->namesakes = rs_arena_grow(
      linker->arena,
      linker->namesakes,
      linker->count,
      &linker->capacity,
      sizeof *linker->namesakes
    );
    if (!linker->namesakes) return false;
    linker->namesakes[linker->count++] = (Namesake) {word_hash(reading, i), party};
  }
  return true;
}

static bool collect(Linker *linker) {
  const RsClauses *clauses = linker->input->clauses;
  linker->parties =
    rs_arena_alloc(linker->arena, (clauses->nominal_count + 1) * sizeof *linker->parties);
  if (!linker->parties) return false;
  for (uint32_t i = 0; i < clauses->nominal_count && linker->party_count < MAX_FULL_PHRASES;
       i++) {
    const RsNominal *nominal = &clauses->nominals[i];
    if (nominal->pronoun || nominal->last - nominal->first < 2) continue;
    RsParty *party = &linker->parties[linker->party_count];
    rs_party_read(
      linker->input->input, nominal->first, nominal->last, nominal->start_letter, party
    );
    /* `المقاومة الشعبية` tells what `المقاومة` is, though not whose. */
    bool full = party->sector[0] && (party->country[0] || party->institution);
    full |= party->person && party->sector[0] && nominal->name != RS_NONE;
    if (!full || !(party->person || party->institution)) continue;
    linker->party_count++;
    if (party->person && (party->country[0] || nominal->name != RS_NONE) && !remember(linker, nominal, party))
      return false;
  }
  return true;
}

static void take_codes(RsParty *party, const RsParty *from) {
  memcpy(party->country, from->country, sizeof party->country);
  memcpy(party->sector, from->sector, sizeof party->sector);
  memcpy(party->suffix, from->suffix, sizeof party->suffix);
  party->name = from->name;
  party->actor = from->actor;
  if (party->entry == RS_NONE) party->entry = from->entry;
  party->political = true;
}

static bool link_name(const Linker *linker, RsParty *party) {
  const RsReading *reading = linker->input->reading;
  for (uint32_t i = party->first; i < party->last; i++) {
    if (!is_name_word(linker->input, i)) continue;
    uint64_t hash = word_hash(reading, i);
    for (size_t k = 0; k < linker->count; k++) {
      if (linker->namesakes[k].word != hash) continue;
      take_codes(party, linker->namesakes[k].party);
      return true;
    }
  }
  return false;
}

/* `الوزيرة` behind `وزيرة الخارجية السويدية`. */
static bool same_word(const RsEventInput *input, const RsParty *full, const RsParty *bare) {
  const RsAnalysis *a = rs_chosen(input->reading, full->first);
  const RsAnalysis *b = rs_chosen(input->reading, bare->first);
  return bare->last - bare->first == 1 && a && b && b->article && a->lexeme != RS_NONE &&
         a->lexeme == b->lexeme && full->person == bare->person;
}

/* `الوزير`, `الجيش`: the last full phrase before it with the same role. */
static bool link_role(const Linker *linker, RsParty *party) {
  if (party->entry == RS_NONE) return false;
  const RsParty *best = NULL;
  for (size_t i = 0; i < linker->party_count; i++) {
    const RsParty *full = &linker->parties[i];
    if (full->first >= party->first) break;
    if (!full->country[0]) continue;
    if (full->entry == party->entry || same_word(linker->input, full, party)) best = full;
  }
  if (!best) return false;
  memcpy(party->country, best->country, sizeof party->country);
  return true;
}

/* `المتحدث باسم الحكومة` behind `الحكومة الفلسطينية`: whose body it is that somebody belongs to. */
static bool link_employer(const Linker *linker, RsParty *party) {
  const RsEventInput *input = linker->input;
  if (!party->person || party->actor != RS_NONE) return false;
  for (uint32_t i = party->first + 1; i < party->last; i++) {
    const RsAnalysis *word = rs_chosen(input->reading, i);
    if (!word || word->upos != RS_UPOS_NOUN || !word->article || !rs_is_body_word(input->input, i))
      continue;
    RsParty body;
    uint32_t start = input->reading->tokens->tokens[i].start;
    rs_party_read(input->input, i, i + 1, start, &body);
    if (!link_role(linker, &body)) return false;
    memcpy(party->country, body.country, sizeof party->country);
    return true;
  }
  return false;
}

/* What the bare word stands for where a full phrase holds it: `المقاومة الشعبية` in `قوات المقاومة
 * الشعبية`. False when it does not. */
static bool within(
  const Linker *linker, const RsParty *full, const RsParty *bare, RsParty *part
) {
  const RsReading *reading = linker->input->reading;
  const RsAnalysis *word = rs_chosen(reading, bare->first);
  for (uint32_t i = full->first; i + 1 < full->last; i++) {
    const RsAnalysis *other = rs_chosen(reading, i);
    if (!other || other->lexeme != word->lexeme) continue;
    uint32_t start = reading->tokens->tokens[i].start;
    rs_party_read(linker->input->input, i, full->last, start, part);
    return part->institution && part->sector[0];
  }
  return false;
}

/* `الحزب` behind `حزب الله`, `المقاومة` in a text on the `المقاومة الشعبية`: a bare body of one
 * word is the last one before it whose name begins with that word, else the first one in the
 * text whose name holds it. */
static void link_body(const Linker *linker, RsParty *party) {
  const RsAnalysis *word = rs_chosen(linker->input->reading, party->first);
  if (!party->institution || party->person || party->actor != RS_NONE) return;
  if (party->last - party->first != 1 || !word || !word->article) return;
  if (word->lexeme == RS_NONE) return;
  const RsParty *best = NULL;
  for (size_t i = 0; i < linker->party_count; i++) {
    const RsParty *full = &linker->parties[i];
    if (full->first >= party->first) break;
    if (same_word(linker->input, full, party)) best = full;
  }
  RsParty part;
  for (size_t i = 0; !best && i < linker->party_count; i++) {
    if (within(linker, &linker->parties[i], party, &part)) best = &part;
  }
  if (!best) return;
  if (best->actor != RS_NONE)
    take_codes(party, best);
  else
    memcpy(party->sector, best->sector, sizeof party->sector);
}

static bool is_armed(const RsParty *party) {
  static const char *const sectors[] = {"MIL", "COP", "PRM", "REB"};
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (strcmp(party->sector, sectors[i]) == 0) return true;
  }
  return false;
}

/* `مسلحو التنظيم`, `الجبهة` behind `تنظيم القاعدة`, `جبهة النصرة`: the last named group whose name begins with the
 * word, and its men. */
static bool link_group(const Linker *linker, RsParty *party) {
  const RsReading *reading = linker->input->reading;
  uint32_t last = party->last - 1;
  const RsAnalysis *word = rs_chosen(reading, last);
  bool bare = word && word->article && word->upos == RS_UPOS_NOUN &&
              word->lexeme != RS_NONE &&
              linker->input->input->entities->names.at[last] == RS_NONE;
  if (!bare || party->actor != RS_NONE || last - party->first > 1) return false;
  const RsAnalysis *men = rs_chosen(reading, party->first);
  bool owned = last == party->first || (men && men->upos == RS_UPOS_NOUN && !men->article);
  if (!owned) return false;
  const RsParty *best = NULL;
  for (size_t i = 0; i < linker->party_count; i++) {
    const RsParty *full = &linker->parties[i];
    if (full->first >= party->first) break;
    const RsAnalysis *first = rs_chosen(reading, full->first);
    bool group =
      full->actor != RS_NONE && full->institution && !full->person && full->country[0];
    if (group && first && first->lexeme == word->lexeme) best = full;
  }
  if (!best || strcmp(best->sector, "JRN") == 0) return false;
  memcpy(party->country, best->country, sizeof party->country);
  memcpy(party->suffix, best->suffix, sizeof party->suffix);
  /* `قوات الحكومة`, `مقاتلو المعارضة` are armed where their camp is not. */
  if (!party->sector[0] || is_armed(best))
    memcpy(party->sector, best->sector, sizeof party->sector);
  party->political = true;
  return true;
}

static const State *state_of(const Linker *linker, uint32_t lexeme) {
  for (size_t i = 0; i < linker->state_count; i++) {
    if (linker->states[i].lexeme == lexeme) return &linker->states[i];
  }
  return NULL;
}

static void collect_states(Linker *linker) {
  const RsNames *names = &linker->input->input->entities->names;
  for (uint32_t i = 0; i < names->name_count && linker->state_count < MAX_STATES; i++) {
    const RsName *name = &names->names[i];
    if (name->kind != RS_NAME_COUNTRY || name->last - name->first < 2) continue;
    const RsAnalysis *first = rs_chosen(linker->input->reading, name->first);
    if (!first || first->upos != RS_UPOS_NOUN || first->lexeme == RS_NONE) continue;
    if (state_of(linker, first->lexeme)) continue;
    linker->states[linker->state_count++] = (State) {first->lexeme, name};
  }
}

/* The country that a word names, by itself or by its people. */
static uint32_t country_at(const RsEventInput *input, uint32_t token) {
  const RsNames *names = &input->input->entities->names;
  if (names->at[token] == RS_NONE) {
    const RsAnalysis *word = rs_chosen(input->reading, token);
    bool known = word && word->lexeme != RS_NONE;
    return known ? rs_lexeme_at(input->reading, token)->country : RS_NONE;
  }
  const RsName *name = &names->names[names->at[token]];
  return rs_country_of_iso(input->knowledge, rs_name_country(input->knowledge, name));
}

/* `المملكة` in a text on Jordan: the country that it speaks of most, where its full name begins
 * with the word and the usual one was not told since (`قالت الخارجية السعودية إن المملكة`). */
static bool link_own_state(const Linker *linker, RsParty *party) {
  const RsEventInput *input = linker->input;
  uint32_t usual = rs_country_of_iso(input->knowledge, party->country);
  uint32_t main = input->input->entities->names.main_country;
  if (usual == RS_NONE || main == RS_NONE || main == usual) return false;
  if (!rs_word_begins_country(input->reading, party->first, main)) return false;
  for (uint32_t i = party->first; i-- > 0;) {
    uint32_t country = country_at(input, i);
    if (country == main) break;
    if (country == usual) return false;
  }
  const char *iso = RS_GET(input->knowledge, countries, main)->iso3;
  memcpy(party->country, iso, strlen(iso) + 1);
  return true;
}

/* `المملكة` behind `المملكة العربية السعودية`: the first word of a country's name. */
static bool link_state(const Linker *linker, RsParty *party) {
  const RsAnalysis *word = rs_chosen(linker->input->reading, party->first);
  if (!word || word->lexeme == RS_NONE || !word->article) return false;
  if (!party->institution || party->last - party->first != 1) return false;
  const State *state = state_of(linker, word->lexeme);
  if (!state) return link_own_state(linker, party);
  const char *iso = rs_name_country(linker->input->knowledge, state->name);
  memcpy(party->country, iso, strlen(iso) + 1);
  return true;
}

/* `قوات المقاومة`: the camp of the forces is what its bare word stands for. */
static void link_camp(const Linker *linker, RsParty *party) {
  if (!party->institution || party->last - party->first < 2 || party->actor != RS_NONE)
    return;
  uint32_t token = party->first + 1;
  uint32_t start = linker->input->reading->tokens->tokens[token].start;
  RsParty camp;
  rs_party_read(linker->input->input, token, token + 1, start, &camp);
  if (strcmp(camp.sector, party->sector) != 0) return;
  link_body(linker, &camp);
  if (camp.sector[0]) memcpy(party->sector, camp.sector, sizeof party->sector);
}

static bool domestic(const char *sector) {
  static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP",
                                        "CVL", "JRN", "REB", "EDU", "MED", "LAB", "PTY",
                                        "SOC", "PRM", "ELI", "REL", "AGR", "BUS"};
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (strcmp(sector, sectors[i]) == 0) return true;
  }
  return false;
}

/* `أوقفت الشرطة التركية 40 شخصا`: police arrest in their own country, unless a place says otherwise. */
static const char *police_country(const RsEventInput *input, const RsMention *mention) {
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  uint32_t mode = RS_GET(input->knowledge, events, pattern->event)->mode;
  if (!mention->actor_count || strcmp(rs_text_at(input->knowledge, mode), "arrest") != 0)
    return "";
  const RsParty *actor = &mention->actors[0];
  bool state = strcmp(actor->sector, "COP") == 0 || strcmp(actor->sector, "GOV") == 0;
  return state ? actor->country : "";
}

static const char *home_country(
  const RsEventInput *input, const RsMention *mention, const RsParty *party
) {
  const RasidKnowledge *knowledge = input->knowledge;
  const RsNames *names = &input->input->entities->names;
  /* `البحر الأحمر`, `الخليج` are of no one country. */
  const char *place = mention->place == RS_NONE
                        ? ""
                        : rs_name_country(knowledge, &names->names[mention->place]);
  if (place[0] && strcmp(place, "INT") != 0) return place;
  bool suffers =
    party >= mention->recipients && party < mention->recipients + mention->recipient_count;
  const char *police = suffers ? police_country(input, mention) : "";
  if (*police) return police;
  if (names->main_country == RS_NONE) return "";
  return RS_GET(knowledge, countries, names->main_country)->iso3;
}

/* `ست دول`, `دول غربية`, `الدول العربية`, `البلدين`: states without article, those that are
 * described and two of them are others than the text's own, unlike `البلاد`. */
static bool is_foreign_count(const RsEventInput *input, const RsParty *party) {
  for (uint32_t i = party->first; i < party->last; i++) {
    const RsAnalysis *word = rs_chosen(input->reading, i);
    uint32_t flags = rs_lexeme_at(input->reading, i)->flags;
    if (!word || !(flags & RS_LEXEME_PLACE) || !(flags & RS_LEXEME_RATIONAL)) continue;
    unsigned number = rs_feature(word->features, RS_NUMBER_SHIFT);
    bool described = number > 2 && i + 1 < party->last;
    return number == 2 || described || (!word->article && word->enclitic == RS_NO_CLITIC);
  }
  return false;
}

/* `خبراء أمميون`, `لجنة أممية` */
static bool is_of_states(const RsEventInput *input, RsParty *party) {
  uint32_t token = party->first + 1;
  bool states = token < party->last && rs_is_upos(input->reading, token, RS_UPOS_ADJ) &&
                (rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_OF_STATES);
  if (!states || party->actor != RS_NONE) return false;
  memcpy(party->country, "IGO", 4);
  if (strcmp(party->sector, "MIL") != 0) party->sector[0] = '\0';
  return true;
}

/* `المنظمات الدولية`, `صحفيين غربيين` are of no one country, and a body of many is IGO; `الأحزاب
 * العربية` are the country's own. */
static bool is_international(const RsEventInput *input, RsParty *party) {
  /* `وزراء الخارجية العرب`, `عشرة دبلوماسيين أوروبيين` */
  uint32_t token = party->first + 1;
  while (token < party->last && !rs_is_upos(input->reading, token, RS_UPOS_ADJ))
    token++;
  if (token >= party->last) return false;
  if (!(rs_lexeme_at(input->reading, token)->flags & (uint32_t)RS_LEXEME_BODY))
    return false;
  if (strcmp(party->sector, "PTY") == 0) return false;
  bool body = strcmp(party->sector, "SOC") == 0 || strcmp(party->sector, "JUD") == 0;
  if (body && party->institution) {
    memcpy(party->country, "IGO", 4);
    party->sector[0] = '\0';
  } else if (strcmp(party->sector, "MIL") == 0 && party->institution) {
    memcpy(party->country, "IGO", 4); /* `القوات الدولية` */
  }
  return true;
}

/* `قال قائد الجيش اليمني إن القوات دخلت نجران`: an army's man speaks of his own forces, wherever they are. */
static bool link_speaker(
  const RsEventInput *input, const RsMention *mention, RsParty *party
) {
  const RsParty *speaker = &mention->speaker;
  const RsAnalysis *word = rs_chosen(input->reading, party->first);
  if (!mention->actor_count || party != mention->actors) return false;
  /* `القوات الحكومية`: the land's, as a foreign army calls them. */
  for (uint32_t i = party->first; i < party->last; i++) {
    if (rs_has_cue(input, i, RS_CUE_OFFICIAL)) return false;
  }
  bool own = mention->has_speaker && is_armed(speaker) && is_armed(party) &&
             party->institution && word && word->article;
  if (!own || !speaker->country[0] || *speaker->country == 'I') return false;
  memcpy(party->country, speaker->country, sizeof party->country);
  return true;
}

static void complete(const Linker *linker, const RsMention *mention, RsParty *party) {
  link_body(linker, party);
  link_camp(linker, party);
  if (link_state(linker, party)) return;
  if (party->country[0] || is_of_states(linker->input, party)) return;
  if (party->actor == RS_NONE && (!party->sector[0] || party->person) && link_name(linker, party) && party->country[0])
    return;
  if (link_group(linker, party) || link_employer(linker, party)) return;
  if (link_role(linker, party)) return;
  bool group = party->institution && strcmp(party->sector, "UAF") == 0; /* `جماعات مسلحة` */
  if (party->actor != RS_NONE || !(group || domestic(party->sector))) return;
  if (is_foreign_count(linker->input, party) || is_international(linker->input, party))
    return;
  if (link_speaker(linker->input, mention, party)) return;
  const char *iso = home_country(linker->input, mention, party);
  memcpy(party->country, iso, strlen(iso) + 1);
}

/* `الجانبان`, `البلدان`, not `اللاجئين`: whether the word may be a dual. */
static bool is_dual(const RsEventInput *input, uint32_t token) {
  if (input->input->entities->names.at[token] != RS_NONE) return false; /* `البحرين` */
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  const RsWordType *type = input->reading->morphs[token].type;
  bool pair = false;
  for (unsigned i = 0; chosen && type && i < type->analysis_count; i++) {
    const RsAnalysis *reading = &type->analyses[i];
    if (reading->lexeme != chosen->lexeme) continue;
    if (rs_is_men(reading)) return false;
    bool dual = rs_feature(reading->features, RS_NUMBER_SHIFT) == 2;
    pair |= dual && reading->article && reading->upos == RS_UPOS_NOUN;
  }
  return pair;
}

/* `الجانبان`, `البلدين الشقيقين`, `الرئيسان`: two parties by one word. */
static bool is_pair(const RsEventInput *input, const RsParty *party) {
  if (party->actor != RS_NONE) return false;
  for (uint32_t i = party->first + 1; i < party->last; i++) {
    if (!rs_is_upos(input->reading, i, RS_UPOS_ADJ) || rs_nisba_at(input->input, i) != RS_NONE)
      return false;
  }
  return is_dual(input, party->first);
}

static void take_country(const RsEventInput *input, uint32_t nisba, RsParty *party) {
  const RsCountry *country =
    RS_GET(input->knowledge, countries, rs_nisba_at(input->input, nisba));
  memcpy(party->country, country->iso3, sizeof country->iso3);
}

/* `الجانبان المصري والتركي`: each of the two has his nationality. */
static bool part_nationalities(const RsEventInput *input, RsMention *mention) {
  RsParty *party = &mention->actors[0];
  uint32_t first = party->first + 1, second = first + 1;
  if (!mention->actor_count || !is_dual(input, party->first)) return false;
  if (second >= input->reading->tokens->token_count) return false;
  bool both = rs_nisba_at(input->input, first) != RS_NONE &&
              rs_nisba_at(input->input, second) != RS_NONE &&
              rs_has_conjunction(input->reading, second);
  if (!both) return false;
  if (mention->recipient_count && mention->recipients[0].first >= first &&
      mention->recipients[0].first <= second)
    mention->recipient_count = 0;
  party->last = second + 1;
  mention->actors[1] = *party;
  mention->actor_count = 2;
  take_country(input, first, &mention->actors[0]);
  take_country(input, second, &mention->actors[1]);
  return true;
}

/* Whether a deed told before can be of the same two: who talks are states, `الوزيران` persons. */
static bool may_be_pair(
  const RsEventInput *input, const RsMention *mention, const RsMention *before
) {
  if (!before->actor_count || !before->recipient_count) return false;
  const RsParty *first = &before->actors[0], *second = &before->recipients[0];
  if (!first->country[0] || !second->country[0]) return false;
  if (strcmp(first->country, second->country) == 0) return false;
  if (rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE)) return true;
  bool official = (!first->sector[0] || strcmp(first->sector, "GOV") == 0) &&
                  (!second->sector[0] || strcmp(second->sector, "GOV") == 0);
  return official && !rs_mention_is(input->knowledge, before, RS_TYPE_FORCE);
}

/* The codebook wants an entry for each of the two, with the same words: those of the last deed
 * before that tells both. */
static void part_pair(
  const RsMentions *mentions, uint32_t index, const RsEventInput *input
) {
  enum {
    MENTIONS_BACK = 64
  };
  RsMention *mention = &mentions->mentions[index];
  if (part_nationalities(input, mention)) return;
  if (mention->actor_count != 1 || mention->recipient_count) return;
  if (!is_pair(input, &mention->actors[0])) return;
  for (uint32_t i = index, k = 0; i-- > 0 && k < MENTIONS_BACK; k++) {
    const RsMention *before = &mentions->mentions[i];
    if (!may_be_pair(input, mention, before)) continue;
    const RsParty *first = &before->actors[0], *second = &before->recipients[0];
    mention->actors[1] = mention->actors[0];
    mention->actor_count = 2;
    take_codes(&mention->actors[0], first);
    take_codes(&mention->actors[1], second);
    return;
  }
}

/* Codebook section 4, "Parties": a lone attacker is UAF, whether he is known by his name or by his
 * nationality alone (`دهس فلسطيني جنديين`). */
static void name_attacker(
  const RsEventInput *input, const RsMention *mention, RsParty *party
) {
  if (strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") != 0) return;
  if (party->actor != RS_NONE || party->institution || party->state || party->thing) return;
  const RsAnalysis *head = rs_chosen(input->reading, party->first);
  bool one = head && rs_feature(head->features, RS_NUMBER_SHIFT) == 1 &&
             input->input->entities->numbers.at[party->first] == RS_NONE &&
             rs_nisba_at(input->input, party->first) != RS_NONE;
  bool named = !party->sector[0] && (party->person || party->human) && head &&
               head->upos == RS_UPOS_PROPN;
  bool national = one && party->entry == RS_NONE && strcmp(party->sector, "CVL") == 0;
  if (named || national) memcpy(party->sector, "UAF", 4);
}

bool rs_mentions_link(RsMentions *mentions, RsArena *arena, const RsEventInput *input) {
  Linker linker = {.input = input, .arena = arena};
  if (!mentions->mention_count) return true;
  if (!collect(&linker)) return false;
  collect_states(&linker);
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    RsMention *mention = &mentions->mentions[i];
    for (uint32_t k = 0; k < mention->actor_count; k++) {
      complete(&linker, mention, &mention->actors[k]);
      name_attacker(input, mention, &mention->actors[k]);
    }
    for (uint32_t k = 0; k < mention->recipient_count; k++) {
      complete(&linker, mention, &mention->recipients[k]);
    }
    if (mention->has_speaker) complete(&linker, mention, &mention->speaker);
    part_pair(mentions, i, input);
  }
  return true;
}
