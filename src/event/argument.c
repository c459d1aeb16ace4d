/* Where the parties of a deed stand.
 *
 * A party is read from a noun phrase: those joined to it by و are parties too, an office told
 * behind a name (`جبار مساعد، مدير الاستخبارات`) gives the name its codes, and what is only a
 * thing stands for its owner, in idafa (`مواقع الحوثيين`) or behind ل (`دورية للجيش`, `أهداف
 * تابعة للحزب`). A pronoun stands for whom it means (refer.c). Which phrase it is that fills
 * a role is found elsewhere: subject and object (filler.c), the idafa of a noun (genitive.c), what
 * stands further off (around.c) and light verbs (carrier.c).
 * Limits: a phrase is read by its surface.
 */
#include "event/role.h"

const RsNominal *rs_nominal_of(const RsEventInput *input, uint32_t token) {
  uint32_t index = token < input->reading->tokens->token_count
                     ? input->clauses->nominal_at[token]
                     : RS_NONE;
  return index == RS_NONE ? NULL : &input->clauses->nominals[index];
}

const RsPredicate *rs_predicate_of(const RsEventInput *input, const RsMention *mention) {
  return mention->predicate == RS_NONE ? NULL
                                       : &input->clauses->predicates[mention->predicate];
}

bool rs_side_add_party(const RsSide *side, const RsParty *party) {
  if (*side->count == RS_MENTION_PARTIES) return false;
  for (uint32_t i = 0; i < *side->count; i++) {
    if (side->parties[i].first == party->first) return false;
  }
  side->parties[(*side->count)++] = *party;
  return true;
}

/* ------------------------------------------------------------------ a phrase */

/* `مواقع الحوثيين`, `ارتفاع عدد القتلى`: a thing stands for its owner, an outcome for nobody. */
static bool read_owner(const RsEventInput *input, uint32_t last, RsParty *party) {
  if (strcmp(party->sector, "UNK") == 0) return false;
  uint32_t core = party->core;
  /* `هجوم انتحاري`: it describes. */
  const RsAnalysis *word = rs_chosen(input->reading, core);
  bool single = word && !word->article && rs_feature(word->features, RS_NUMBER_SHIFT) == 1;
  if (single && core + 1 == last && input->input->entities->names.at[core] == RS_NONE &&
      party->person) {
    return false;
  }
  uint32_t name = input->input->entities->names.at[core];
  uint32_t start = name != RS_NONE ? input->input->entities->names.names[name].start_letter
                                   : input->reading->tokens->tokens[core].start;
  rs_party_read(input->input, core, last, start, party);
  return true;
}

static bool blames(const RsSide *side) {
  return !side->actor &&
         strcmp(rs_mention_event(side->input->knowledge, side->mention), "ACCUSE") == 0;
}

static bool protests(const RsSide *side) {
  return !side->actor &&
         strcmp(rs_mention_event(side->input->knowledge, side->mention), "PROTEST") == 0;
}

bool rs_is_masdar(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *word = rs_chosen(input->reading, token);
  return word && word->derivation == RS_DERIVED_MASDAR;
}

static bool praises(const RsSide *side) {
  return !side->actor &&
         strcmp(rs_mention_event(side->input->knowledge, side->mention), "SUPPORT") == 0;
}

/* `هدد بقتل الرهائن` */
static bool threatens(const RsSide *side) {
  return !side->actor &&
         strcmp(rs_mention_event(side->input->knowledge, side->mention), "THREATEN") == 0;
}

/* `علق الاتحاد عضوية النيجر` */
static bool punishes(const RsSide *side) {
  return !side->actor &&
         strcmp(rs_mention_event(side->input->knowledge, side->mention), "SANCTION") == 0;
}

/* `ندد بتعذيب الأسرى`: in idafa behind a deed of force stands its victim, not who is blamed. */
static bool names_victim(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  if (chosen && rs_finding_at(input, token, RS_ITEM_TOLL)) return true; /* `مقتل الجنود` */
  if (!chosen || chosen->derivation != RS_DERIVED_MASDAR) return false;
  const RsPattern *pattern;
  for (uint32_t k = 0; (pattern = rs_pattern_at(input, token, &k));) {
    const char *name = rs_pattern_event(input->knowledge, pattern);
    if (strcmp(name, "ASSAULT") == 0 || strcmp(name, "COERCE") == 0) return true;
  }
  /* `استمرار احتجاز المعارضين` */
  return chosen->enclitic == RS_NO_CLITIC && names_victim(input, token + 1);
}

/* `انتقد سياسات تركيا`, `أشاد بجهود مصر`: who blames or praises what a state does means the state. */
static void read_land(
  const RsEventInput *input, uint32_t first, uint32_t last, RsParty *party
) {
  const RsNames *names = &input->input->entities->names;
  for (uint32_t i = first; i < last; i++) {
    if (names->at[i] == RS_NONE) continue;
    const RsName *name = &names->names[names->at[i]];
    bool land = name->kind == RS_NAME_COUNTRY || name->kind == RS_NAME_CAPITAL;
    /* `برنامج إيران الصاروخي`: an adjective of the thing may stand behind the state. */
    uint32_t end = name->last;
    while (end < last && rs_is_upos(input->reading, end, RS_UPOS_ADJ))
      end++;
    if (land && end == last)
      rs_party_read(input->input, name->first, name->last, name->start_letter, party);
    return;
  }
}

/* `قتل خمسة منهم`, `مقتل العشرات منهم`: a part of whom the pronoun means, told in the same sentence. */
static bool add_part_of(const RsSide *side, uint32_t first, uint32_t last) {
  const RsEventInput *input = side->input;
  bool part = input->input->entities->numbers.at[first] != RS_NONE ||
              (rs_lexeme_at(input->reading, first)->flags & RS_LEXEME_QUANTITY);
  const RsNominal *whole = rs_nominal_of(input, last);
  bool of = part && !side->actor && whole && whole->first == last && whole->pronoun &&
            (whole->preposition_flags & RS_LEXEME_PARTITIVE);
  const RsAnalysis *pronoun = of ? rs_chosen(input->reading, last) : NULL;
  if (!pronoun || pronoun->enclitic == RS_NO_CLITIC) return false;
  uint32_t features = RS_GET(input->knowledge, clitics, pronoun->enclitic)->features;
  /* `استهدف 3 منها الرياض`: things are counted with ها. */
  if (rs_feature(features, RS_NUMBER_SHIFT) < 2) return false;
  uint32_t index = rs_referent_of(side, last, features);
  if (index == RS_NONE) return false;
  const RsToken *tokens = input->reading->tokens->tokens;
  return tokens[input->clauses->nominals[index].first].sentence == tokens[last].sentence &&
         rs_side_add_nominal(side, index);
}

bool rs_side_add_span(
  const RsSide *side, uint32_t first, uint32_t last, uint32_t start_letter
) {
  RsParty party;
  if (rs_is_any(side->input->reading, first)) return false;
  /* `مشيرين إلى`: who point out, no marshals. */
  const RsAnalysis *word = rs_chosen(side->input->reading, first);
  bool participle =
    word && word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE && !word->article;
  if (participle && last - first == 1 && rs_finding_at(side->input, first, RS_ITEM_SPEECH))
    return false;
  rs_party_read(side->input->input, first, last, start_letter, &party);
  if (party.thing && (blames(side) || threatens(side)) && names_victim(side->input, first))
    return false;
  /* `احتجاجا على عدم دفع رواتب الموظفين`: what is done, not who does it. */
  if (party.thing && protests(side) && rs_is_masdar(side->input, first)) return false;
  if (party.thing && party.core < last && !read_owner(side->input, last, &party))
    return false;
  if (party.thing && party.core == last && (blames(side) || praises(side) || punishes(side)))
    read_land(side->input, first, last, &party);
  /* `سقوط قتلى`: a toll without a word on who they were. */
  if (strcmp(party.sector, "UNK") == 0) return false;
  /* `استهدفت مواقعهم`: whose they are. */
  if (!side->actor && !rs_party_is_somebody(&party) && rs_is_upos(side->input->reading, first, RS_UPOS_NOUN) && rs_side_add_pronoun(side, first)) {
    return true;
  }
  rs_take_possessor(side, &party);
  /* `البلاد` without an owner is a place. */
  bool place = rs_lexeme_at(side->input->reading, first)->flags & RS_LEXEME_PLACE;
  if (place && party.institution && !party.sector[0] && !party.country[0]) return false;
  if (!rs_party_is_somebody(&party)) return add_part_of(side, first, last);
  return rs_side_add_party(side, &party);
}

static RsParty party_of(const RsEventInput *input, const RsNominal *nominal) {
  RsParty party;
  rs_party_read(input->input, nominal->first, nominal->last, nominal->start_letter, &party);
  return party;
}

bool rs_nominal_is_definite(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  const RsAnalysis *last = rs_chosen(input->reading, nominal->last - 1);
  if (last && last->article) return true; /* `مقتل المسلحين` */
  return nominal->name != RS_NONE || !head || head->article ||
         head->enclitic != RS_NO_CLITIC;
}

/* `جبار مساعد، مدير الاستخبارات`: the office behind a name is no second party. */
static bool take_office(
  const RsSide *side, const RsNominal *nominal, const RsNominal *next
) {
  if (!(next->listed || next->office) || !*side->count) return false;
  if (nominal->name == RS_NONE && !next->office) return false;
  RsParty *party = &side->parties[*side->count - 1];
  RsParty office = party_of(side->input, next);
  if (!party->person || !office.person || office.collective) return false;
  if (office.sector[0] && !(party->actor != RS_NONE && party->sector[0]))
    memcpy(party->sector, office.sector, sizeof party->sector);
  if (!party->country[0]) memcpy(party->country, office.country, sizeof party->country);
  party->political |= office.political;
  return true;
}

static bool holds_trigger(const RsSide *side, const RsNominal *nominal) {
  uint32_t trigger = side->mention->trigger;
  return nominal->first <= trigger && trigger < nominal->last;
}

static bool tells_toll(const RsEventInput *input, uint32_t token) {
  return rs_finding_at(input, token, RS_ITEM_TOLL) &&
         !(rs_lexeme_at(input->reading, token)->flags & RS_LEXEME_RATIONAL);
}

/* `قوات أميركية وبريطانية`: forces of another land as well. */
static void share_sector(const RsSide *side, const RsNominal *next, uint32_t count) {
  const RsAnalysis *word = rs_chosen(side->input->reading, next->first);
  bool adjective = word && word->upos == RS_UPOS_ADJ && next->last - next->first == 1 &&
                   rs_feature(word->features, RS_NUMBER_SHIFT) == 1 &&
                   rs_nisba_at(side->input->input, next->first) != RS_NONE;
  if (!adjective || !count || *side->count != count + 1) return;
  const RsParty *first = &side->parties[count - 1];
  RsParty *party = &side->parties[count];
  if (!first->institution || !first->sector[0]) return;
  memcpy(party->sector, first->sector, sizeof party->sector);
  party->institution = true;
  party->collective = party->person = false;
}

/* The phrases joined to `nominals[index]`: `الولايات المتحدة وفرنسا وبريطانيا`. */
void rs_side_add_joined(const RsSide *side, uint32_t index) {
  const RsClauses *clauses = side->input->clauses;
  const RsNominal *nominal = &clauses->nominals[index];
  for (uint32_t i = index + 1; i < clauses->nominal_count; i++) {
    const RsNominal *next = &clauses->nominals[i];
    if (next->office && i == index + 1 && next->relation == RS_RELATION_OBJECT) return;
    if (!next->office && (!next->conjoined || next->preposition != nominal->preposition))
      return;
    if (holds_trigger(side, next)) return;
    if (take_office(side, nominal, next)) continue;
    if (next->office) return;
    /* A deed joined by و is no party, nor is what a comma alone adds. */
    const RsAnalysis *first = rs_chosen(side->input->reading, next->first);
    bool named = side->input->input->entities->names.at[next->first] != RS_NONE;
    if (first && first->derivation == RS_DERIVED_MASDAR && !named) return;
    if (tells_toll(side->input, next->first)) return; /* `ومقتل ستة جنود` */
    bool goes_on = i + 1 < clauses->nominal_count && next[1].conjoined;
    if (next->listed && !goes_on) return;
    if (next->relation == RS_RELATION_OBJECT) return;
    uint32_t count = *side->count;
    if (!rs_side_add_owner_behind(side, i) && !rs_side_add_span(side, next->first, next->last, next->start_letter))
      return;
    share_sector(side, next, count);
  }
}

/* `تظاهر عشرات الآلاف`: a crowd by its number alone. */
static bool add_crowd(const RsSide *side, const RsNominal *nominal) {
  const RsEventInput *input = side->input;
  if (!side->actor || nominal->number == RS_NONE || nominal->pronoun) return false;
  if (strcmp(rs_mention_event(input->knowledge, side->mention), "PROTEST") != 0)
    return false;
  const RsNumber *number = &input->input->entities->numbers.numbers[nominal->number];
  bool alone = number->last == nominal->last || number->last == side->mention->trigger;
  if (!alone || number->first != nominal->first || number->value < 2) return false;
  RsParty crowd;
  rs_party_read(input->input, number->first, number->last, nominal->start_letter, &crowd);
  memcpy(crowd.sector, "CVL", 4);
  crowd.human = crowd.collective = true;
  crowd.political = crowd.thing = false;
  return rs_side_add_party(side, &crowd);
}

/* `اعتقال سوري كان يخطط`: who acts is the man of the deed's own phrase, not the deed. */
static bool add_of_deed(const RsSide *side, const RsNominal *nominal) {
  const RsEventInput *input = side->input;
  const RsAnalysis *deed = rs_chosen(input->reading, nominal->first);
  bool masdar = deed && deed->derivation == RS_DERIVED_MASDAR && !deed->article &&
                deed->enclitic == RS_NO_CLITIC && nominal->last - nominal->first > 1;
  if (!side->actor || !masdar || !rs_event_at(input, nominal->first)) return false;
  RsParty party = party_of(input, nominal);
  RsNominal genitive;
  return !party.institution && party.actor == RS_NONE &&
         rs_genitive_of(input->input, input->clauses, nominal->first, &genitive) &&
         rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter);
}

/* `قصف مواقع وتجمعات الحوثيين`: the owner of the last thing owns them all. */
static bool add_shared_owner(const RsSide *side, uint32_t index) {
  const RsClauses *clauses = side->input->clauses;
  const RsNominal *thing = &clauses->nominals[index], *next = thing + 1;
  if (side->actor || index + 1 >= clauses->nominal_count) return false;
  bool bare = thing->last - thing->first == 1 && thing->name == RS_NONE &&
              !rs_nominal_is_definite(side->input, thing);
  /* `شعبا ومواساتها`: a pronoun owns but one. */
  const RsAnalysis *last = rs_chosen(side->input->reading, next->first);
  bool owned = last && last->enclitic == RS_NO_CLITIC && next->last - next->first > 1;
  return bare && owned && next->conjoined && !next->listed && next->first == thing->last &&
         !holds_trigger(side, next) && rs_side_add_nominal(side, index + 1);
}

bool rs_side_add_nominal(const RsSide *side, uint32_t index) {
  if (index == RS_NONE) return false;
  const RsNominal *nominal = &side->input->clauses->nominals[index];
  if (nominal->pronoun) {
    uint32_t before = *side->count;
    bool found = rs_side_add_pronoun(side, nominal->first);
    for (uint32_t i = before; i < *side->count; i++)
      side->parties[i].referred = true;
    return found;
  }
  if (add_crowd(side, nominal)) return true;
  if (holds_trigger(side, nominal)) return false;
  if (add_of_deed(side, nominal)) return true;
  if (rs_side_add_owner_behind(side, index)) {
    rs_side_add_joined(side, index + 1); /* `مواقع للحوثيين وقوات صالح` */
    return true;
  }
  if (rs_side_add_owner_further(side, nominal, index)) return true;
  if (!rs_side_add_span(side, nominal->first, nominal->last, nominal->start_letter) && !rs_side_add_holder(side, nominal))
    return add_shared_owner(side, index);
  rs_side_add_joined(side, index);
  return true;
}

/* ------------------------------------------------------------------ verbs and idafa */

static bool first_person(const RsEventInput *input, const RsPredicate *predicate) {
  const RsAnalysis *verb = rs_chosen(input->reading, predicate->token);
  return verb && rs_feature(verb->features, RS_PERSON_SHIFT) == 1;
}

bool rs_side_add_dropped(const RsSide *side, const RsPredicate *predicate) {
  if (!side->actor) return false;
  uint32_t index = (uint32_t)(predicate - side->input->clauses->predicates);
  if (first_person(side->input, predicate)) return rs_side_add_speaker(side, index);
  return rs_side_add_inherited(side, index, predicate->token);
}

uint32_t rs_last_word_of(const RsEventInput *input, const RsMention *mention) {
  const RsFindings *findings = input->findings;
  uint32_t token = mention->trigger;
  for (uint32_t k = findings->starts[token]; k < findings->starts[token + 1]; k++) {
    const RsItem *item = RS_GET(input->knowledge, items, findings->found[k].item);
    if (item->kind == RS_ITEM_PATTERN && item->index == mention->pattern)
      return findings->found[k].last - 1;
  }
  return token;
}

/* `أطلق مسلح النار`: the noun that makes the pattern with its verb belongs to no phrase before it.
 * Where the phrase ends. */
uint32_t rs_nominal_end(
  const RsEventInput *input, const RsMention *mention, const RsNominal *nominal
) {
  uint32_t token = mention->trigger, own = rs_last_word_of(input, mention);
  const RsAnalysis *word = rs_chosen(input->reading, own);
  uint32_t man = rs_lexeme_at(input->reading, nominal->first)->flags;
  uint32_t thing = rs_lexeme_at(input->reading, own)->flags;
  bool fire = word && word->article && !(thing & (RS_LEXEME_RATIONAL | RS_LEXEME_PLACE)) &&
              (man & RS_LEXEME_RATIONAL) && !(man & RS_LEXEME_QUANTITY) &&
              !rs_is_body_word(input->input, nominal->first);
  bool inside = nominal->first > token && nominal->first < own && own < nominal->last;
  return inside && fire ? own : nominal->last;
}
