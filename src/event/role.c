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
  ENEMY_TOKENS = 16,
  ACCUSATIVE = 3 /* RS_CASE_SHIFT */
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

/* `أصيب مستوطنان في إطلاق نار`: who is told to be dead or hurt in the deed. */
static void add_hurt(const RsSide *recipients) {
  const RsEventInput *input = recipients->input;
  const RsNominal *deed = rs_nominal_of(input, recipients->mention->trigger);
  if (!deed || deed->governor == RS_NONE || !(deed->preposition_flags & RS_LEXEME_LOCATIVE))
    return;
  const RsPredicate *verb = &input->clauses->predicates[deed->governor];
  if (rs_finding_at(input, verb->token, RS_ITEM_TOLL) && rs_is_victim(input, verb))
    rs_side_add_nominal(recipients, verb->subject);
}

/* Whether the pattern says that nobody in its clause is the recipient. */
static bool names_nobody(const RsSide *recipients) {
  const RasidKnowledge *knowledge = recipients->input->knowledge;
  const RsPattern *pattern = rs_mention_pattern(knowledge, recipients->mention);
  uint32_t count = pattern->recipient_count;
  uint32_t first = rs_clip(pattern->recipient_first, &count, knowledge->role_sources_count);
  return (pattern->flags & RS_PATTERN_OWN_RECIPIENT) && count == 1 &&
         knowledge->role_sources[first].kind == RS_ROLE_NOBODY;
}

/* Whom force comes down on, wherever the pattern did not look: `قصفا مدفعيا على مواقع`. */
static void fill_target(const RsSide *recipients) {
  const RsMention *mention = recipients->mention;
  const RasidKnowledge *knowledge = recipients->input->knowledge;
  if (mention->recipient_count == 1 && mention->recipients[0].state) {
    /* `غارات على صنعاء مستهدفة الحوثيين`: who is aimed at says more than the land. */
    RsParty land = mention->recipients[0];
    recipients->mention->recipient_count = 0;
    if (!rs_side_add_aimed(recipients)) rs_side_add_party(recipients, &land);
  }
  if (mention->recipient_count) return;
  bool toll = rs_finding_at(recipients->input, mention->trigger, RS_ITEM_TOLL);
  if (!toll && rs_side_add_light_masdar(recipients)) return;
  if (rs_side_add_relative_target(recipients)) return;
  /* `دان استخدام العنف ضد المحتجين`: the violence is against them. */
  const RsAnalysis *trigger = rs_trigger_reading(recipients->input, mention);
  bool judges = trigger && trigger->upos == RS_UPOS_VERB &&
                strcmp(rs_mention_event(knowledge, mention), "ACCUSE") == 0;
  if (judges) return;
  /* `قالت حماس إن ما جرى جريمة بحق الشعب`: whom a crime hurts is not blamed for it. */
  if (strcmp(rs_mention_event(knowledge, mention), "ACCUSE") == 0 && names_nobody(recipients))
    return;
  if (rs_side_add_behind(recipients, 0, RS_LEXEME_AGAINST)) return;
  if (rs_side_add_reached(recipients)) return;
  if (!rs_mention_is(knowledge, mention, RS_TYPE_FORCE)) return;
  if (strcmp(rs_mention_event(knowledge, mention), "PROTEST") == 0) return;
  if (!rs_side_add_behind(recipients, 0, RS_LEXEME_UPON)) rs_side_add_aimed(recipients);
  if (!mention->recipient_count) rs_side_add_dead(recipients);
  if (!mention->recipient_count) add_hurt(recipients);
  bool assault = strcmp(rs_mention_event(knowledge, mention), "ASSAULT") == 0;
  if (assault && !mention->recipient_count) rs_side_add_ranks(recipients);
  /* `على يد مسلحين` is who did it. */
  RsMention *filled = recipients->mention;
  for (uint32_t i = 0; i < filled->actor_count && filled->recipient_count; i++) {
    const RsParty *actor = &filled->actors[i], *victim = &filled->recipients[0];
    if (actor->first < victim->last && victim->first < actor->last)
      filled->recipient_count = 0;
  }
}

/* `قصف لقوات النظام على الأحياء`: the target stands behind على. */
static bool comes_down(const RsEventInput *input, uint32_t trigger) {
  const RsNominal *deed = rs_nominal_of(input, trigger);
  const RsNominal *owner = deed ? rs_nominal_of(input, deed->last) : NULL;
  if (!owner) return false;
  uint32_t at = owner->last;
  at += rs_is_upos(input->reading, at, RS_UPOS_ADP);
  const RsNominal *target = rs_nominal_of(input, at);
  return target && target->first == at && (target->preposition_flags & RS_LEXEME_UPON);
}

/* `قتلوا في قصف مدفعي للنظام`: shells are somebody's, whom they hit stands elsewhere. */
static bool is_fire(const RsEventInput *input, const RsMention *mention) {
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  const RsAnalysis *kind = rs_chosen(input->reading, mention->trigger + 1);
  bool described = kind && kind->upos == RS_UPOS_ADJ && kind->article == trigger->article;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const char *mode =
    rs_text_at(input->knowledge, RS_GET(input->knowledge, events, pattern->event)->mode);
  return described && (strcmp(mode, "heavy-weapons") == 0 || strcmp(mode, "aerial") == 0);
}

/* `في زيارة للسودان`, unlike `زيارة لوفد`: a land is visited, by whoever arrives. */
static bool visit_land(const RsSide *actors) {
  const RsEventInput *input = actors->input;
  const RsMention *mention = actors->mention;
  const RsNominal *visit = rs_nominal_of(input, mention->trigger);
  bool land = visit && mention->recipient_count && mention->recipients[0].state &&
              mention->recipients[0].first == visit->last;
  if (!land || strcmp(rs_mention_event(input->knowledge, mention), "CONSULT") != 0)
    return false;
  bool arrives = visit->governor != RS_NONE && !mention->actor_count &&
                 (visit->preposition_flags & RS_LEXEME_LOCATIVE);
  if (arrives)
    rs_side_add_nominal(actors, input->clauses->predicates[visit->governor].subject);
  return true;
}

/* `استهدف قصف للجيش قرية`: the subject of a verb whose object is hit. */
static bool hits_object(const RsEventInput *input, uint32_t trigger) {
  const RsNominal *deed = rs_nominal_of(input, trigger);
  return deed && deed->governor != RS_NONE && deed->relation == RS_RELATION_SUBJECT &&
         input->clauses->predicates[deed->governor].object != RS_NONE;
}

/* `هجوم للجيش`, `زيارة لوفد`: behind ل stands whose deed it is, or, behind the masdar of a
 * transitive verb, whom it hits (`استهداف للمدنيين`). */
static void fill_owner(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (!trigger || trigger->upos != RS_UPOS_NOUN || mention->predicate == mention->trigger)
    return;
  if (rs_mention_is(input->knowledge, mention, RS_TYPE_SPEECH_ACT)) return;
  uint32_t verb = rs_morph_lexeme(input->knowledge, trigger)->verb;
  bool transitive =
    trigger->derivation == RS_DERIVED_MASDAR &&
    (RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE) &&
    !comes_down(input, mention->trigger) && !is_fire(input, mention) &&
    !hits_object(input, mention->trigger) &&
    strcmp(rs_mention_event(input->knowledge, mention), "MOBILIZE") !=
      0; /* `تعزيزات للجيش` */
  if (visit_land(actors)) return;
  if (transitive && !mention->recipient_count)
    rs_side_add_owner(recipients);
  else if (!transitive && !mention->actor_count)
    rs_side_add_owner(actors);
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

/* `استهداف دبابة للجيش`: an indefinite thing and whose it is. In `اقتحام قوة إسرائيلية لسفينة` the
 * nationality says whose. */
static bool take_possession(
  const RsEventInput *input,
  RsMention *mention,
  const RsNominal *genitive,
  const RsNominal *behind
) {
  const RsAnalysis *last = rs_chosen(input->reading, genitive->last - 1);
  bool definite = !last || last->article || last->enclitic != RS_NO_CLITIC ||
                  input->input->entities->names.at[genitive->last - 1] != RS_NONE;
  RsParty *party = &mention->recipients[0], owner;
  if (definite || party->person || party->human || party->country[0] || !(behind->preposition_flags & RS_LEXEME_TOWARDS))
    return false;
  rs_party_read(input->input, behind->first, behind->last, behind->start_letter, &owner);
  if (!owner.political && !owner.state) return false;
  party->last = owner.last;
  memcpy(party->country, owner.country, sizeof party->country);
  if (owner.sector[0]) memcpy(party->sector, owner.sector, sizeof party->sector);
  return true;
}

/* `مقتل الملا فضل الله زعيم الحركة`, `مقتل الطفل ياسين`: one person by name and office. */
static bool is_apposition(
  const RsEventInput *input, const RsParty *first, const RsNominal *behind
) {
  bool named = rs_is_upos(input->reading, behind->head, RS_UPOS_PROPN);
  if (behind->preposition) return false;
  if (named && first->human) return true;
  if (!first->person) return false;
  RsParty second;
  rs_party_read(input->input, behind->first, behind->last, behind->start_letter, &second);
  return second.person;
}

/* `إسقاط طائرتين مسيرتين أوكرانيتين`: an indefinite word that may be an adjective. */
static bool describes(const RsEventInput *input, uint32_t token) {
  const RsWordType *type = input->reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    const RsAnalysis *other = &type->analyses[i];
    if (other->upos == RS_UPOS_ADJ && !other->article && !other->proclitic_count)
      return true;
  }
  return false;
}

/* `أثار مقتل الطفل غضبا`: an accusative that the verb takes. */
static bool is_verbs_object(const RsEventInput *input, const RsNominal *behind) {
  const RsAnalysis *word = rs_chosen(input->reading, behind->head);
  return !behind->preposition && behind->governor != RS_NONE &&
         behind->relation == RS_RELATION_OBJECT && word && !word->article &&
         rs_feature(word->features, RS_CASE_SHIFT) == ACCUSATIVE &&
         !(rs_lexeme_at(input->reading, behind->head)->flags & RS_LEXEME_RATIONAL);
}

/* `اعتقال الشرطة ثلاثة صحفيين`: behind a body stand the people whom it did it to. */
static bool does_to_men(
  const RsEventInput *input, const RsMention *mention, const RsNominal *behind
) {
  const RsParty *body = &mention->recipients[0];
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (trigger->derivation != RS_DERIVED_MASDAR || body->person || body->human) return false;
  return (body->institution || body->state) && behind->head != behind->first &&
         (rs_lexeme_at(input->reading, behind->head)->flags & RS_LEXEME_RATIONAL);
}

/* `قصف القوات الروسية لبلدة بنش`: with ل behind it, the genitive is the doer. */
static void take_lam_object(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (!trigger || trigger->upos != RS_UPOS_NOUN || mention->actor_count) return;
  if (mention->recipient_count != 1) return;
  RsNominal genitive;
  if (!rs_genitive_of(input->input, input->clauses, mention->last - 1, &genitive)) return;
  uint32_t victim = mention->recipients[0].first;
  if (victim < genitive.first || victim >= genitive.last || genitive.number != RS_NONE)
    return;
  /* `هزيمة المسلحين الموالين لطهران`: ل goes with what describes the men. */
  const RsAnalysis *last = rs_chosen(input->reading, genitive.last - 1);
  if (genitive.last - genitive.first > 1 && last && last->article && rs_is_men(last) && last->derivation != RS_DERIVED_NISBA)
    return;
  const RsNominal *behind = rs_nominal_of(input, genitive.last);
  if (!behind || behind->first != genitive.last || behind->conjoined) return;
  if (behind->preposition && !(behind->preposition_flags & RS_LEXEME_TOWARDS)) return;
  /* `مقتل جنديين اثنين`, but `اعتقال الشرطة ثلاثة صحفيين` */
  if (!behind->preposition && behind->number != RS_NONE && !does_to_men(input, mention, behind))
    return;
  if (is_apposition(input, &mention->recipients[0], behind)) return;
  if (!rs_nominal_is_definite(input, &genitive) && describes(input, genitive.last)) return;
  if (take_possession(input, mention, &genitive, behind)) return;
  if (is_verbs_object(input, behind)) return;
  /* `استشهاد الشاب متأثرا بجروحه`: it tells how. */
  const RsAnalysis *word = rs_chosen(input->reading, behind->head);
  bool tells_how = !behind->preposition && word && !word->article &&
                   word->derivation == RS_DERIVED_ACTIVE_PARTICIPLE &&
                   rs_feature(word->features, RS_CASE_SHIFT) == ACCUSATIVE;
  if (tells_how) return;
  mention->actors[0] = mention->recipients[0];
  mention->actor_count = 1;
  mention->recipient_count = 0;
  rs_side_add_nominal(recipients, input->clauses->nominal_at[genitive.last]);
}

/* `دعمها سوريا`, `لقائه الوزير`: with a bare object behind it, the pronoun is the doer. */
static void take_bare_object(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  if (!trigger || trigger->upos != RS_UPOS_NOUN || trigger->enclitic == RS_NO_CLITIC)
    return;
  const RsNominal *behind = rs_nominal_of(input, mention->last);
  if (!behind || behind->first != mention->last || behind->preposition || behind->conjoined)
    return;
  uint32_t had = mention->recipient_count;
  RsParty doer = mention->recipients[0];
  mention->recipient_count = 0;
  if (!rs_side_add_nominal(recipients, input->clauses->nominal_at[mention->last])) {
    mention->recipient_count = had;
    return;
  }
  uint32_t acted = mention->actor_count;
  mention->actor_count = 0;
  if (had)
    rs_side_add_party(actors, &doer);
  else if (!rs_side_add_pronoun(actors, mention->trigger))
    mention->actor_count = acted;
}

/* `بعد اتهام طهران بدعم الحوثيين`, `بعد اتهامه بالفساد`: whom the charge behind ب is brought against, where
 * nobody else is told to be; the plural is the accuser's (`اتهامات المعارضة بالفساد`). */
static void turn_accused(const RsSide *actors, const RsSide *recipients) {
  const RsEventInput *input = actors->input;
  RsMention *mention = actors->mention;
  const RsReading *reading = input->reading;
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  bool masdar = trigger && trigger->derivation == RS_DERIVED_MASDAR &&
                rs_feature(trigger->features, RS_NUMBER_SHIFT) == 1;
  if (!masdar || strcmp(rs_mention_event(input->knowledge, mention), "ACCUSE") != 0) return;
  /* `قال لافروف إن اتهام روس بالتدخل`: of a genitive nobody before it is the accused */
  if (mention->actor_count != 1) return;
  uint32_t first = mention->recipient_count ? mention->recipients[0].first : RS_NONE;
  bool told = first != RS_NONE && first != mention->actors[0].first &&
              (trigger->enclitic != RS_NO_CLITIC || first > mention->trigger);
  if (told) return;
  uint32_t end = mention->last;
  RsNominal genitive;
  if (trigger->enclitic == RS_NO_CLITIC) {
    if (!rs_genitive_of(input->input, input->clauses, end - 1, &genitive)) return;
    if (mention->actors[0].first < end || mention->actors[0].first >= genitive.last) return;
    end = genitive.last;
  }
  if (end >= reading->tokens->token_count) return;
  const RsAnalysis *charge = rs_chosen(reading, end);
  bool by = charge && charge->proclitic_count &&
            reading->text->letters[reading->tokens->tokens[end].start] == RS_LETTER_BEH;
  if (!by) return;
  RsParty accused = mention->actors[0];
  mention->actor_count = mention->recipient_count = 0;
  rs_side_add_party(recipients, &accused);
  mention->passive = true; /* who tells of a charge does not bring it */
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

/* Where a type looks for its recipient when the pattern has found none. */
static void fill_by_type(const RsSide *recipients) {
  RsMention *mention = recipients->mention;
  const char *event = rs_mention_event(recipients->input->knowledge, mention);
  if (mention->recipient_count) return;
  if (strcmp(event, "REQUEST") == 0) {
    rs_side_add_complement(recipients);
    if (!mention->recipient_count) /* `دعا إلى الحوار مع الحكومة` */
      rs_side_add_behind(recipients, 0, RS_LEXEME_COMPANION);
  } else if (strcmp(event, "REJECT") == 0) {
    if (!rs_side_add_proposer(recipients)) rs_side_add_maker(recipients);
  } else if (strcmp(event, "AID") == 0) {
    if (!rs_side_add_supported(recipients)) rs_side_add_deed_upon(recipients);
  } else if (strcmp(event, "THREATEN") == 0) {
    /* `هدد بالرد على كوريا`, `ضد الأكراد` */
    if (!rs_side_add_behind(recipients, 0, RS_LEXEME_UPON | RS_LEXEME_AGAINST) && !rs_side_add_deed_upon(recipients))
      rs_side_add_condition(recipients);
  } else if (strcmp(event, "SANCTION") == 0) {
    rs_side_add_sentenced(recipients);
  } else if (strcmp(event, "AGREE") == 0) {
    /* `وعدت واشنطن بتقديم مساعدات لأوكرانيا`, `وافق على طلب تركيا` */
    const RsPattern *pattern = rs_mention_pattern(recipients->input->knowledge, mention);
    bool found = rs_side_add_behind(recipients, 0, RS_LEXEME_TOWARDS);
    if (!found && !(pattern->flags & RS_PATTERN_MUTUAL)) rs_side_add_proposer(recipients);
  } else if (strcmp(event, "ACCUSE") == 0 || strcmp(event, "SUPPORT") == 0) {
    /* `انتقدت تركيا البيان الصادر عن الرئاسة` */
    if (!rs_side_add_behind(recipients, 0, RS_LEXEME_ABOUT)) rs_side_add_maker(recipients);
  }
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

/* `أحبط الجيش محاولة تسلل للمتمردين`: whoever repels an armed party is whom it attacked. */
static void fill_repelled(const RsSide *recipients) {
  const RsEventInput *input = recipients->input;
  const RsMention *mention = recipients->mention;
  const RsNominal *deed = rs_nominal_of(input, mention->trigger);
  if (mention->recipient_count || mention->actor_count != 1 || !deed) return;
  if (mention->status != RS_STATUS_ATTEMPTED || deed->relation != RS_RELATION_OBJECT)
    return;
  if (strcmp(rs_mention_event(input->knowledge, mention), "ASSAULT") != 0) return;
  const RsPredicate *verb = &input->clauses->predicates[deed->governor];
  if (verb->subject == RS_NONE || verb->passive || strcmp(mention->actors[0].sector, "UAF") == 0)
    return;
  RsMention trial = *mention;
  RsSide side = {input, &trial, trial.recipients, &trial.recipient_count, false};
  if (!rs_side_add_nominal(&side, verb->subject)) return;
  const RsParty *army = &trial.recipients[0];
  bool armed = strcmp(army->sector, "MIL") == 0 || strcmp(army->sector, "PRM") == 0;
  if (armed && army->first != mention->actors[0].first) rs_side_add_party(recipients, army);
}

/* `واصلت الحكومة تأييد إيران`: behind the masdar of praise or blame whose doer is told before, the
 * genitive is whom it is for, also where the pattern names a preposition (`تأييد الحكومة لإيران`). */
static void add_genitive_object(const RsSide *recipients) {
  const RsEventInput *input = recipients->input;
  const RsMention *mention = recipients->mention;
  const RsPattern *pattern = rs_mention_pattern(input->knowledge, mention);
  const RsAnalysis *trigger = rs_trigger_reading(input, mention);
  RsRoleSource genitive = {.kind = RS_ROLE_GENITIVE};
  if (mention->recipient_count || mention->actor_count != 1 || !pattern->recipient_count)
    return;
  const char *event = rs_mention_event(input->knowledge, mention);
  if (strcmp(event, "ACCUSE") != 0 && strcmp(event, "SUPPORT") != 0) return;
  if (!trigger || trigger->derivation != RS_DERIVED_MASDAR) return;
  if (mention->actors[0].last > mention->trigger || trigger->enclitic != RS_NO_CLITIC)
    return;
  uint32_t verb = rs_morph_lexeme(input->knowledge, trigger)->verb;
  const RsNominal *deed = rs_nominal_of(input, mention->trigger);
  const RsNominal *behind = deed ? rs_nominal_of(input, deed->last) : NULL;
  bool owned = behind && (behind->preposition_flags & RS_LEXEME_TOWARDS);
  if (!owned && (RS_GET(input->knowledge, lexemes, verb)->flags & RS_LEXEME_TRANSITIVE))
    rs_side_add_source(recipients, &genitive);
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
  add_genitive_object(recipients);
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
  take_lam_object(&actors, &recipients);
  rs_sides_take_genitive_doer(&actors, &recipients);
  take_bare_object(&actors, &recipients);
  rs_sides_turn_visited_land(&actors, &recipients);
  turn_accused(&actors, &recipients);
  fill_owner(&actors, &recipients);
  if (receives && !mention->actor_count) fill_giver(&actors);
  /* `صد هجوما على القاعدة شنه مسلحون`, wherever the pattern did not look */
  if (!mention->actor_count && !rs_side_add_ascribed(&actors))
    rs_side_add_relative(&actors);
  if (!mention->actor_count && !mention->passive && !is_mutual)
    rs_side_add_announcer(&actors);
  if (!mention->actor_count && !mention->passive) rs_side_add_teller_of_talks(&actors);
  fill_target(&recipients);
  fill_enemy(&actors);
  fill_by_type(&recipients);
  fill_repelled(&recipients);
  if (is_mutual) rs_sides_part_mutual(&actors, &recipients);
  part_sides(mention);
  rs_mention_drop_bystanders(input, mention);
  settle_sectors(input, mention);
}
