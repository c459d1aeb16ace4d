/* Who did it to whom.
 *
 * A pattern lists where its actor and recipient may stand, tried in order: subject and object
 * of the verb, the idafa (`زيارة الرئيس`, `قصف المدينة`), a nationality (`غارة إسرائيلية`),
 * `من قبل` and its like, the subject of a light verb (`شن الطيران غارة`), a preposition. What
 * is found must be somebody: a place or a thing is no party. Codebook section 3.
 * Limits: a dropped subject is the nearest subject before that agrees.
 */
#include "event/role.h"

enum {
  ENEMY_TOKENS = 16
};

/* `انتقد الحزب رفض الحكومة التفاوض`: a yes or no that another verb speaks of is its owner's, not
 * so in `رفض عرض الحكومة`. */
static bool is_answer(const RsSide *side) {
  static const char *const answers[] = {"REJECT", "AGREE", "CONCEDE", "THREATEN"};
  const RsEventInput *input = side->input;
  const RsAnalysis *trigger = rs_trigger_reading(input, side->mention);
  RsNominal owner;
  if (!side->actor || !trigger || trigger->upos != RS_UPOS_NOUN) return false;
  if (trigger->enclitic != RS_NO_CLITIC) return false;
  if (!rs_genitive_of(input->input, input->clauses, side->mention->last - 1, &owner))
    return false;
  RsParty party;
  rs_party_read(input->input, owner.first, owner.last, owner.start_letter, &party);
  if (party.thing) return false;
  const char *event = rs_mention_event(input->knowledge, side->mention);
  for (size_t i = 0; i < RS_COUNT_OF(answers); i++) {
    if (strcmp(event, answers[i]) == 0) return true;
  }
  return false;
}

static void fill_from_pattern(const RsSide *side, uint32_t first, uint32_t count) {
  const RasidKnowledge *knowledge = side->input->knowledge;
  first = rs_clip(first, &count, knowledge->role_sources_count);
  bool answer = is_answer(side);
  for (uint32_t i = 0; answer && i < count; i++) {
    const RsRoleSource *source = &knowledge->role_sources[first + i];
    if (source->kind == RS_ROLE_GENITIVE && rs_side_add_source(side, source)) return;
  }
  for (uint32_t i = 0; i < count; i++) {
    if (rs_side_add_source(side, &knowledge->role_sources[first + i])) return;
  }
}

static void fill_default(const RsSide *side, const RsAnalysis *trigger) {
  static const uint8_t verb_actor[] = {RS_ROLE_SUBJECT, RS_ROLE_BY, RS_ROLE_NOBODY};
  static const uint8_t verb_recipient[] = {RS_ROLE_OBJECT, RS_ROLE_NOBODY};
  static const uint8_t noun_actor[] = {
    RS_ROLE_LIGHT, RS_ROLE_BY, RS_ROLE_NISBA, RS_ROLE_GENITIVE, RS_ROLE_NOBODY};
  static const uint8_t masdar_actor[] = {
    RS_ROLE_LIGHT, RS_ROLE_BY, RS_ROLE_NISBA, RS_ROLE_NOBODY};
  static const uint8_t masdar_recipient[] = {RS_ROLE_GENITIVE, RS_ROLE_NOBODY};
  static const uint8_t self[] = {RS_ROLE_SELF, RS_ROLE_NOBODY};
  static const uint8_t agent[] = {RS_ROLE_BY, RS_ROLE_NOBODY};
  static const uint8_t none[] = {RS_ROLE_NOBODY};
  const uint8_t *order = side->actor ? noun_actor : none;
  if (trigger && trigger->upos == RS_UPOS_VERB) {
    order = side->actor ? verb_actor : verb_recipient;
  } else if (trigger && trigger->derivation == RS_DERIVED_ACTIVE_PARTICIPLE) {
    order = side->actor ? self : none;
  } else if (trigger && trigger->derivation == RS_DERIVED_PASSIVE_PARTICIPLE) {
    order = side->actor ? agent : self;
  } else if (trigger && trigger->derivation == RS_DERIVED_MASDAR) {
    order = side->actor ? masdar_actor : masdar_recipient;
  }
  for (; *order != RS_ROLE_NOBODY; order++) {
    RsRoleSource source = {.kind = *order};
    if (rs_side_add_source(side, &source)) return;
  }
}

/* Whether a deed that two sides do to each other begins at the token: `اشتباكات`, `معارك`. */
static bool is_clash(const RsEventInput *input, uint32_t token) {
  const RsPattern *pattern;
  for (uint32_t k = 0; (pattern = rs_pattern_at(input, token, &k));) {
    bool force = strcmp(rs_pattern_event(input->knowledge, pattern), "ASSAULT") == 0;
    if (force && (pattern->flags & RS_PATTERN_MUTUAL)) return true;
  }
  return false;
}

/* `قتل جنديان في اشتباكات مع مسلحين`, `قتل في المعارك ضد الفصائل`: whom the dead fought. */
static void fill_enemy(const RsSide *actors) {
  const RsEventInput *input = actors->input;
  const RsClauses *clauses = input->clauses;
  const RsMention *mention = actors->mention;
  if (mention->actor_count || !mention->recipient_count || is_clash(input, mention->trigger))
    return;
  if (!rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE)) return;
  uint32_t last = input->reading->tokens->sentences[mention->sentence].last;
  uint32_t end = mention->last + ENEMY_TOKENS < last ? mention->last + ENEMY_TOKENS : last;
  for (uint32_t i = mention->last; i < end; i++) {
    /* `قتل ثلاثة وأصيب سبعة في اشتباكات` is one toll */
    bool toll =
      rs_finding_at(input, i, RS_ITEM_TOLL) && rs_has_conjunction(input->reading, i);
    if (clauses->predicate_at[i] != RS_NONE && !toll) return;
    uint32_t index = clauses->nominal_at[i];
    if (index == RS_NONE || !index) continue;
    const RsNominal *nominal = &clauses->nominals[index];
    bool against = nominal->preposition_flags & (RS_LEXEME_AGAINST | RS_LEXEME_COMPANION);
    if (against && nominal[-1].first >= mention->last && is_clash(input, nominal[-1].first)) {
      if (nominal->first != mention->recipients[0].first)
        rs_side_add_nominal(actors, index);
      return;
    }
    i = nominal->last > i ? nominal->last - 1 : i;
  }
}

/* Codebook section 3: an opposition that fights is REB. */
static void take_arms(RsParty *party) {
  bool opposition = strcmp(party->sector, "OPP") == 0 && party->institution;
  if (opposition) memcpy(party->sector, "REB", 4);
}

static void name_sector(RsParty *party, const char *sector) {
  if (party->sector[0] || !party->country[0]) return;
  bool body = strcmp(party->country, "IGO") == 0;
  if (body && strcmp(sector, "GOV") == 0) return; /* it is no state */
  memcpy(party->sector, sector, 4);
}

/* Codebook section 4, "Parties": a state's sector hangs on what it does or suffers. */
static void settle_sectors(const RsEventInput *input, RsMention *mention) {
  const char *event = rs_mention_event(input->knowledge, mention);
  bool force = strcmp(event, "ASSAULT") == 0;
  for (uint32_t i = 0; i < mention->actor_count; i++) {
    RsParty *party = &mention->actors[i];
    if (party->state && force) memcpy(party->sector, "MIL", 4);
    if (force) take_arms(party);
    if (!party->person && party->actor == RS_NONE)
      name_sector(party, force ? "MIL" : "GOV");
  }
  for (uint32_t i = 0; i < mention->recipient_count; i++) {
    RsParty *party = &mention->recipients[i];
    bool suffers = force || strcmp(event, "COERCE") == 0;
    if (party->state && suffers) party->sector[0] = '\0';
    if (force) take_arms(party);
  }
}

/* `تلقت تهديدا`: whoever is subject of such a verb has the deed done to him. */
static void fill_receiver(const RsSide *recipients, const RsPredicate *predicate) {
  if (predicate->subject != RS_NONE)
    rs_side_add_nominal(recipients, predicate->subject);
  else /* `قالت الناشطة إنها تلقت تهديدا` */
    rs_side_add_inherited(recipients, recipients->mention->predicate, predicate->token);
}

/* `نال تأييد الصين`, not `لقي مصرعه`. */
static void fill_giver(const RsSide *actors) {
  const RsEventInput *input = actors->input;
  RsNominal giver;
  RsRoleSource genitive = {.kind = RS_ROLE_GENITIVE};
  if (rs_side_add_behind(actors, 0, RS_LEXEME_PARTITIVE)) return;
  if (rs_genitive_of(input->input, input->clauses, actors->mention->last - 1, &giver))
    rs_side_add_source(actors, &genitive);
}

/* Nobody acts on himself: an actor taken over from before may be the one who suffers. */
static void part_sides(RsMention *mention) {
  if (!mention->actor_count || !mention->recipient_count) return;
  if (mention->actors[0].first != mention->recipients[0].first) return;
  if (mention->actor_inherited || mention->passive)
    mention->actor_count = 0;
  else
    mention->recipient_count = 0;
}

/* What the pattern says, or what holds for all. */
static void fill_told(
  const RsSide *actors, const RsSide *recipients, const RsPredicate *receives
) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (rs_side_add_brought(actors) || rs_side_add_charged(actors))
    ; /* another word says whose it is */
  else if (pattern->flags & RS_PATTERN_OWN_ACTOR)
    fill_from_pattern(actors, pattern->actor_first, pattern->actor_count);
  else
    fill_default(actors, trigger);
  if (receives)
    fill_receiver(recipients, receives);
  else if (pattern->flags & RS_PATTERN_OWN_RECIPIENT)
    fill_from_pattern(recipients, pattern->recipient_first, pattern->recipient_count);
  else
    fill_default(recipients, trigger);
  rs_recipients_add_genitive(recipients);
  const RsPredicate *own = rs_predicate_of(input, mention);
  if (mention->passive && !mention->actor_count) rs_side_add_agent(actors);
  if (rs_hits_on(input, mention, own))
    rs_side_add_inherited(actors, mention->predicate, own->token);
  if (own && mention->passive && !mention->recipient_count && own->token == mention->trigger)
    rs_side_add_nominal(recipients, own->subject);
}

void rs_mention_fill_roles(const RsEventInput *input, RsMention *mention) {
  bool is_mutual = rs_mention_pattern(input->knowledge, mention)->flags & RS_PATTERN_MUTUAL;
  rs_mention_settle_voice(input, mention);
  RsSide actors = {input, mention, mention->actors, &mention->actor_count, true};
  RsSide recipients = {
    input, mention, mention->recipients, &mention->recipient_count, false};
  const RsPredicate *verb = rs_predicate_of(input, mention);
  const RsLight *light = verb && verb->token != mention->trigger
                           ? rs_light_of(input, verb, mention->trigger)
                           : NULL;
  bool receives = light && light->role == RS_LIGHT_RECIPIENT;
  /* `تبادل الطرفان القصف` */
  is_mutual |= light && rs_has_cue(input, verb->token, RS_CUE_EXCHANGE);
  fill_told(&actors, &recipients, receives ? verb : NULL);
  rs_sides_take_lam_object(&actors, &recipients);
  rs_sides_take_genitive_doer(&actors, &recipients);
  rs_sides_take_bare_object(&actors, &recipients);
  rs_sides_turn_visited_land(&actors, &recipients);
  rs_sides_turn_accused(&actors, &recipients);
  rs_sides_fill_owner(&actors, &recipients);
  if (receives && !mention->actor_count) fill_giver(&actors);
  /* `صد هجوما على القاعدة شنه مسلحون`, wherever the pattern did not look */
  if (!mention->actor_count && !rs_side_add_ascribed(&actors))
    rs_side_add_relative(&actors);
  if (!mention->actor_count && !mention->passive && !is_mutual)
    rs_side_add_announcer(&actors);
  if (!mention->actor_count && !mention->passive) rs_side_add_teller_of_talks(&actors);
  rs_recipients_fill_target(&recipients);
  fill_enemy(&actors);
  rs_recipients_fill_by_type(&recipients);
  rs_recipients_fill_repelled(&recipients);
  if (is_mutual) rs_sides_part_mutual(&actors, &recipients);
  part_sides(mention);
  rs_mention_drop_bystanders(input, mention);
  settle_sectors(input, mention);
}
