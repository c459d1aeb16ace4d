/* Short names and bare roles.
 *
 * The first mention of a person is full (`الرئيس الروسي فلاديمير بوتين`), later ones are short
 * (`بوتين`, `الرئيس`). Every word of a person's name is remembered with the codes of its fullest
 * phrase. A body without a nationality (`الجيش`, `الشرطة`) is that of its last namesake in the
 * text, else of the country that home.c finds. Limits: no gender, no two persons of one family name.
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

void rs_party_take_codes(RsParty *party, const RsParty *from) {
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
      rs_party_take_codes(party, linker->namesakes[k].party);
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
    rs_party_take_codes(party, best);
  else
    memcpy(party->sector, best->sector, sizeof party->sector);
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
  if (!party->sector[0] || rs_party_is_force(best))
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

/* `المملكة` behind `المملكة العربية السعودية`: the first word of a country's name. */
static bool link_state(const Linker *linker, RsParty *party) {
  const RsAnalysis *word = rs_chosen(linker->input->reading, party->first);
  if (!word || word->lexeme == RS_NONE || !word->article) return false;
  if (!party->institution || party->last - party->first != 1) return false;
  const State *state = state_of(linker, word->lexeme);
  if (!state) return rs_party_take_own_state(linker->input, party);
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

static void complete(const Linker *linker, const RsMention *mention, RsParty *party) {
  link_body(linker, party);
  link_camp(linker, party);
  if (link_state(linker, party)) return;
  if (party->country[0] || rs_party_is_of_states(linker->input, party)) return;
  if (party->actor == RS_NONE && (!party->sector[0] || party->person) && link_name(linker, party) && party->country[0])
    return;
  if (link_group(linker, party) || link_employer(linker, party)) return;
  if (link_role(linker, party)) return;
  rs_party_take_home(linker->input, mention, party);
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
    rs_mentions_part_pair(mentions, i, input);
  }
  return true;
}
