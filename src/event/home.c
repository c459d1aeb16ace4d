/* Whose country a body without a nationality is of.
 *
 * `الجيش`, `الشرطة`, `الحكومة` are of the country where the deed took place, else of the one that the text
 * is about; an army's man speaks of his own forces, police arrest in their own country. `المملكة` is the
 * country of that name that the text speaks of. Bodies of many states (`المنظمات الدولية`) and counted
 * states (`ست دول`) are of none. Codebook section 4, "Parties".
 */
#include "event/link.h"

bool rs_party_is_force(const RsParty *party) {
  static const char *const sectors[] = {"MIL", "COP", "PRM", "REB"};
  for (size_t i = 0; i < RS_COUNT_OF(sectors); i++) {
    if (strcmp(party->sector, sectors[i]) == 0) return true;
  }
  return false;
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
bool rs_party_take_own_state(const RsEventInput *input, RsParty *party) {
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
bool rs_party_is_of_states(const RsEventInput *input, RsParty *party) {
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
  bool own = mention->has_speaker && rs_party_is_force(speaker) &&
             rs_party_is_force(party) && party->institution && word && word->article;
  if (!own || !speaker->country[0] || *speaker->country == 'I') return false;
  memcpy(party->country, speaker->country, sizeof party->country);
  return true;
}

void rs_party_take_home(
  const RsEventInput *input, const RsMention *mention, RsParty *party
) {
  bool group = party->institution && strcmp(party->sector, "UAF") == 0; /* `جماعات مسلحة` */
  if (party->actor != RS_NONE || !(group || domestic(party->sector))) return;
  if (is_foreign_count(input, party) || is_international(input, party)) return;
  if (link_speaker(input, mention, party)) return;
  const char *iso = home_country(input, mention, party);
  memcpy(party->country, iso, strlen(iso) + 1);
}
