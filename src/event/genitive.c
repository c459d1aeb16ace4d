/* The idafa of a deed as a party.
 *
 * Behind a masdar or noun the genitive is who does it or whom it is done to (`قصف الجيش`, `مقتل مسلح`),
 * as the pattern says. It is no party where it names the venue (`محادثات جنيف`), says what the deed is
 * like (`هجوم انتحاري`), what is sent (`إرسال قوات`), or the land that force is used on (`تحرير الكويت`).
 * Limits: of a chain of genitives the first is read, with its owner.
 */
#include "event/role.h"

/* `محادثات جنيف`, `هجوم برلين`: talks and attacks are named after the town that they took place in;
 * shells and planes are a government's (`غارات موسكو`). */
static bool names_venue(const RsSide *side, const RsNominal *genitive) {
  const RasidKnowledge *knowledge = side->input->knowledge;
  const RsPattern *pattern = rs_mention_pattern(knowledge, side->mention);
  uint32_t name = side->input->input->entities->names.at[genitive->first];
  if (name == RS_NONE) return false;
  uint8_t kind = side->input->input->entities->names.names[name].kind;
  if (pattern->flags & RS_PATTERN_MUTUAL) return kind == RS_NAME_CAPITAL;
  const RsAnalysis *trigger = rs_trigger_reading(side->input, side->mention);
  const char *mode = rs_text_at(knowledge, RS_GET(knowledge, events, pattern->event)->mode);
  bool attack = trigger && trigger->derivation == RS_DERIVED_NONE && !*mode &&
                strcmp(rs_mention_event(knowledge, side->mention), "ASSAULT") == 0;
  return side->actor && attack && (kind == RS_NAME_CAPITAL || kind == RS_NAME_PLACE);
}

static bool wants_nisba(const RsSide *side) {
  const RasidKnowledge *knowledge = side->input->knowledge;
  const RsPattern *pattern = rs_mention_pattern(knowledge, side->mention);
  if (!(pattern->flags & RS_PATTERN_OWN_ACTOR)) return true;
  uint32_t count = pattern->actor_count;
  uint32_t first = rs_clip(pattern->actor_first, &count, knowledge->role_sources_count);
  for (uint32_t i = 0; i < count; i++) {
    if (knowledge->role_sources[first + i].kind == RS_ROLE_NISBA) return true;
  }
  return false;
}

/* `مقتل مسلح`, `مقتل فلسطيني`: what looks like an adjective is who was killed. In `قصف روسي` it
 * is one. */
static bool add_person_behind(const RsSide *side, uint32_t trigger) {
  const RsEventInput *input = side->input;
  const RsNominal *nominal = rs_nominal_of(input, trigger);
  uint32_t token = trigger + 1;
  if (side->actor || !nominal || token >= nominal->last) return false;
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  if (!chosen || chosen->upos != RS_UPOS_ADJ || chosen->article) return false;
  uint32_t start = input->reading->tokens->tokens[token].start;
  RsParty party;
  rs_party_read(input->input, token, nominal->last, start, &party);
  if (party.core != token && wants_nisba(side) && !rs_nisba_suffers(side)) return false;
  return rs_side_add_span(side, token, nominal->last, start);
}

static bool add_people_behind(const RsSide *side, uint32_t trigger) {
  if (!add_person_behind(side, trigger)) return false;
  rs_side_add_joined(side, side->input->clauses->nominal_at[trigger]);
  return true;
}

/* `استعادة اليمن`, `تحرير الكويت`: a land is what force is used on. */
static bool is_land(const RsSide *side, const RsNominal *genitive) {
  const RsEventInput *input = side->input;
  const RsAnalysis *trigger = rs_trigger_reading(input, side->mention);
  uint32_t name = input->input->entities->names.at[genitive->first];
  if (!side->actor || name == RS_NONE || !trigger) return false;
  if (trigger->derivation != RS_DERIVED_MASDAR) return false;
  if (!rs_mention_is(input->knowledge, side->mention, RS_TYPE_FORCE)) return false;
  uint32_t verb = rs_morph_lexeme(input->knowledge, trigger)->verb;
  uint8_t kind = input->input->entities->names.names[name].kind;
  bool land = kind == RS_NAME_COUNTRY || kind == RS_NAME_CAPITAL || kind == RS_NAME_PLACE;
  return land && (RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE);
}

/* `رفض تخيير اللاجئ`, `احتجاجات العراق`: what is refused and where people protest. */
static bool acts_not(const RsSide *side, const RsNominal *genitive) {
  const RasidKnowledge *knowledge = side->input->knowledge;
  if (!side->actor) return false;
  if (rs_mention_is(knowledge, side->mention, RS_TYPE_SPEECH_ACT))
    return rs_is_masdar(side->input, genitive->first);
  uint32_t name = side->input->input->entities->names.at[genitive->first];
  if (name == RS_NONE || strcmp(rs_mention_event(knowledge, side->mention), "PROTEST") != 0)
    return false;
  uint8_t kind = side->input->input->entities->names.names[name].kind;
  return kind == RS_NAME_COUNTRY || kind == RS_NAME_CAPITAL || kind == RS_NAME_PLACE;
}

/* `هجوم انتحاري`, `تفجير إرهابي`: a single person without article says what the deed is like. */
static bool describes_deed(const RsSide *side, const RsNominal *genitive) {
  const RsAnalysis *word = rs_chosen(side->input->reading, genitive->first);
  return side->actor && word && genitive->last - genitive->first == 1 && !word->article &&
         word->enclitic == RS_NO_CLITIC && genitive->name == RS_NONE &&
         rs_feature(word->features, RS_NUMBER_SHIFT) == 1;
}

/* `إرسال قوات إلى مالي`: what is sent sends nobody, unless it says whose it is (`إرسال قوات تركية`). */
static bool is_sent(const RsSide *side, const RsNominal *genitive) {
  const RsEventInput *input = side->input;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, side->mention);
  uint32_t count = pattern->recipient_count;
  uint32_t first =
    rs_clip(pattern->recipient_first, &count, input->knowledge->role_sources_count);
  if (!count || input->knowledge->role_sources[first].kind != RS_ROLE_PREPOSITION)
    return false;
  const RsAnalysis *masdar = rs_trigger_reading(input, side->mention);
  const RsAnalysis *thing = rs_chosen(input->reading, genitive->head);
  if (!side->actor || genitive->head != rs_last_word_of(input, side->mention)) return false;
  if (!masdar || masdar->derivation != RS_DERIVED_MASDAR || !thing) return false;
  uint32_t verb = rs_morph_lexeme(input->knowledge, masdar)->verb;
  RsParty party;
  rs_party_read(
    input->input, genitive->first, genitive->last, genitive->start_letter, &party
  );
  return (RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE) &&
         !party.country[0] && thing->enclitic == RS_NO_CLITIC;
}

bool rs_side_add_genitive(const RsSide *side) {
  const RsEventInput *input = side->input;
  uint32_t trigger = side->mention->last - 1;
  RsNominal genitive;
  if (!rs_genitive_of(input->input, input->clauses, trigger, &genitive))
    return rs_side_add_pronoun(side, trigger) || add_people_behind(side, trigger);
  if (names_venue(side, &genitive) || describes_deed(side, &genitive)) return false;
  if (is_land(side, &genitive) || acts_not(side, &genitive)) return false;
  if (is_sent(side, &genitive)) return false;
  if (rs_side_add_owner_further(side, &genitive, input->clauses->nominal_at[trigger]))
    return true;
  if (!rs_side_add_span(side, genitive.first, genitive.last, genitive.start_letter))
    return false;
  rs_side_add_joined(side, input->clauses->nominal_at[trigger]);
  return true;
}
