/* Actors and recipients, step by step: the files role.c, argument.c and those named below
 * share these. */
#ifndef RASID_EVENT_ROLE_H
#define RASID_EVENT_ROLE_H

#include "event/event.h"

/* The side of a mention that is being filled. */
typedef struct {
  const RsEventInput *input;
  RsMention *mention;
  RsParty *parties;
  uint32_t *count;
  bool actor;
} RsSide;

/* ------------------------------------------------------------------- voice.c */

/* Sets `passive` where an unvocalised verb must be read so. */
void rs_mention_settle_voice(const RsEventInput *input, RsMention *mention);
/* `كما قصفت مناطق`: a place is hit by a subject told before. */
bool rs_hits_on(
  const RsEventInput *input, const RsMention *mention, const RsPredicate *own
);

/* ------------------------------------------------------------------ mutual.c */

/* Who does to whom what two do to each other: `مباحثات بين أ وب`, `حيث التقى أ`. */
void rs_sides_part_mutual(const RsSide *actors, const RsSide *recipients);

/* ------------------------------------------------------------------ masdar.c */

/* `هجوم للجيش`, `استهداف للمدنيين`: whose deed it is, or whom it hits. */
void rs_sides_fill_owner(const RsSide *actors, const RsSide *recipients);
/* `قصف القوات الروسية لبلدة بنش`: with ل behind it, the genitive is the doer. */
void rs_sides_take_lam_object(const RsSide *actors, const RsSide *recipients);
/* `لقائه الوزير`: with a bare object behind it, the pronoun is the doer. */
void rs_sides_take_bare_object(const RsSide *actors, const RsSide *recipients);
/* `بعد اتهام طهران بدعم الحوثيين`: the genitive is whom the charge is brought against. */
void rs_sides_turn_accused(const RsSide *actors, const RsSide *recipients);

/* --------------------------------------------------------------- recipient.c */

/* Whom force comes down on, wherever the pattern did not look: `قصفا مدفعيا على مواقع`. */
void rs_recipients_fill_target(const RsSide *recipients);
/* Where a type looks for its recipient when the pattern has found none. */
void rs_recipients_fill_by_type(const RsSide *recipients);
/* `أحبط الجيش محاولة تسلل للمتمردين`: whoever repels an armed party is whom it attacked. */
void rs_recipients_fill_repelled(const RsSide *recipients);
/* `واصلت الحكومة تأييد إيران`: the genitive is whom praise or blame is for. */
void rs_recipients_add_genitive(const RsSide *recipients);

/* ---------------------------------------------------------------- argument.c */

/* The nominal that covers a token, or NULL. */
const RsNominal *rs_nominal_of(const RsEventInput *input, uint32_t token);

/* The trigger's own or light verb, or NULL. */
const RsPredicate *rs_predicate_of(const RsEventInput *input, const RsMention *mention);

/* Adds who stands there, when it is somebody who can be a party: political, a person, or a body
 * or country by name. False when nobody was added. */
bool rs_side_add_span(
  const RsSide *side, uint32_t first, uint32_t last, uint32_t start_letter
);
/* A phrase and those joined to it by و; a pronoun adds whom it means. */
bool rs_side_add_nominal(const RsSide *side, uint32_t nominal);

/* The phrases joined to a nominal that was added: `الولايات المتحدة وفرنسا وبريطانيا`. */
void rs_side_add_joined(const RsSide *side, uint32_t nominal);
/* `أطلق مسلح النار`: where the subject ends before a noun of the pattern's own. */
uint32_t rs_nominal_end(
  const RsEventInput *input, const RsMention *mention, const RsNominal *nominal
);
bool rs_nominal_is_definite(const RsEventInput *input, const RsNominal *nominal);

/* Adds the party that one source of a pattern finds; false when it finds nobody. */
bool rs_side_add_source(const RsSide *side, const RsRoleSource *source);
/* The object of a predicate, or the one it shares: `تقتل وتعذب المحتجزين`. */
uint32_t rs_object_of(const RsEventInput *input, uint32_t predicate);

bool rs_side_add_party(const RsSide *side, const RsParty *party);

/* The subject that a verb does not name: taken over, or who is speaking. */
bool rs_side_add_dropped(const RsSide *side, const RsPredicate *predicate);

/* Somebody who can be a party: political, a person, or a body or country by name. */
static inline bool rs_party_is_somebody(const RsParty *party) {
  return party->political || party->person || party->state || party->human;
}

/* ------------------------------------------------------------------- owner.c */

/* `دورية للجيش`, `سيارات تابعة للشرطة`: whom an indefinite phrase belongs to. */
bool rs_side_add_owner_behind(const RsSide *side, uint32_t nominal);
/* `مواقع وتجمعات للحوثيين`: whose it is, told further off; `nominal` is the phrase it is part of. */
bool rs_side_add_owner_further(
  const RsSide *side, const RsNominal *thing, uint32_t nominal
);
/* `مناطق تسيطر عليها المعارضة`: who holds a place is hit with it. */
bool rs_side_add_holder(const RsSide *side, const RsNominal *nominal);

/* ------------------------------------------------------------------ around.c */

bool rs_side_add_agent(const RsSide *side);
/* Behind a preposition with this hash, or any of these flags when it is 0. */
bool rs_side_add_behind(const RsSide *side, uint64_t preposition, uint32_t flags);
/* `هجوم للجيش الفرنسي`: whose deed it is. */
bool rs_side_add_owner(const RsSide *side);
/* `بين بلغراد وبين كوسوفو`: the second party behind the first. */
bool rs_side_add_second(const RsSide *side, const RsParty *first);
/* `غارة إسرائيلية` */
bool rs_side_add_nisba(const RsSide *side);
/* Deeds that only single people suffer: `اعتقال`, `ترحيل`, `مقتل`. */
bool rs_hits_person(const RsSide *side);
/* `اعتقال فلسطيني`: the nationality behind the trigger is who is arrested. */
bool rs_nisba_suffers(const RsSide *side);
/* `وجهت النيابة إلى الصحفي تهمة`: between the verb and the noun that it lends its subject to. */
bool rs_side_add_between(const RsSide *side, uint64_t preposition);

/* -------------------------------------------------------------- participle.c */

/* The subject of a participle that is no verb's argument: of a sentence without a verb, or of
 * the verb that it goes with. */
bool rs_side_add_told(const RsSide *side);
/* `غادر الوزير، مطالبا …`: the subject of the verb before. False when it is no such participle. */
bool rs_side_add_circumstance(const RsSide *side);
/* `مطالبا روسيا`: what stands right behind it. */
bool rs_side_add_participle_object(const RsSide *side);

/* ----------------------------------------------------------------- carrier.c */

/* The subject of the verb that carries a nominal trigger (`شن غارة`). */
bool rs_side_add_carried(const RsSide *side);
/* Whose the masdar of a light verb is: the actor of `شن الطيران غارات`, the recipient of `نجاة
 * الوزير من هجوم`. */
bool rs_side_add_light_masdar(const RsSide *side);
/* The subject of the relative verb that carries it (`الغارة التي شنها الطيران`). */
bool rs_side_add_relative(const RsSide *side);
/* The idafa of a deed, where it is a party (genitive.c). */
bool rs_side_add_genitive(const RsSide *side);
/* Takes out an actor who cannot have done the deed (bystander.c). */
void rs_mention_drop_bystanders(const RsEventInput *input, RsMention *mention);
bool rs_is_masdar(const RsEventInput *input, uint32_t token);
/* The last word of what a mention's pattern found: `النار` in `أطلق مسلح النار`. */
uint32_t rs_last_word_of(const RsEventInput *input, const RsMention *mention);
/* The verb whose relative clause describes a deed (`العقوبات التي دخلت حيز التنفيذ`); or NULL. */
const RsPredicate *rs_verb_describing(const RsEventInput *input, const RsMention *mention);
/* `الغارات التي شنها الطيران على المواقع`: whom the deed comes down on in that clause. */
bool rs_side_add_relative_target(const RsSide *side);
/* The verb of a masdar, or RS_NONE. */
uint32_t rs_masdar_verb(const RsEventInput *input, uint32_t token);

/* Whether the token is the masdar of a verb that lends its doer this role (`تعرض المطار لهجوم`). */
bool rs_is_light_masdar(const RsEventInput *input, uint32_t token, RsLightRole role);
/* The entry of a light verb that fits its noun, NULL when it is none. */
const RsLight *rs_light_of(
  const RsEventInput *input, const RsPredicate *predicate, uint32_t trigger
);

/* --------------------------------------------------------------- announcer.c */

/* `أعلنت الشرطة اعتقال رجل`, `أعلنت لندن طرد السفير`: who announces a deed has done it, if it is
 * one of his. */
bool rs_side_add_announcer(const RsSide *side);

/* ----------------------------------------------------------------- control.c */

/* `دفع ذلك الحكومة إلى قطع العلاقات`: who is brought to do what the masdar tells. */
bool rs_side_add_brought(const RsSide *side);
/* `المتهم بقتل جندي`: who is charged with the deed. */
bool rs_side_add_charged(const RsSide *side);
/* `الهجوم الذي نسبته السلطات إلى التنظيم`: to whom it is ascribed. */
bool rs_side_add_ascribed(const RsSide *side);
/* `سقط قتلى في صفوف الحوثيين`: whose men fell around the deed. */
bool rs_side_add_ranks(const RsSide *side);

/* `إفراج كوريا عن المعتقلين`, `اتهام الرياض طهران`: the genitive of a masdar as its doer. */
void rs_sides_take_genitive_doer(const RsSide *actors, const RsSide *recipients);
/* `بعد زيارة السعودية`: the land as whom is visited. */
void rs_sides_turn_visited_land(const RsSide *actors, const RsSide *recipients);

/* -------------------------------------------------------------- complement.c */

/* Whom a call is for, as what is called for tells: `تطالب بتخلي كوريا عن سلاحها`. */
bool rs_side_add_complement(const RsSide *side);
/* `رفض مقترحا أمريكيا`, `طلب الأمم المتحدة`: whose it is that is refused. */
bool rs_side_add_proposer(const RsSide *side);
/* `تقدمت القوات بدعم من التحالف`: who acts with the help that is told. */
bool rs_side_add_supported(const RsSide *side);
/* `أشاد بالجهود التي تبذلها الرياض`: who did what is judged. */
bool rs_side_add_maker(const RsSide *side);
/* `حكمت المحكمة بإعدام عشرة`: the genitive of the first punishment behind the verb. */
bool rs_side_add_sentenced(const RsSide *side);
/* `الاعتقالات التي طالت ناشطين`: the object of the verb that a deed is the subject of. */
bool rs_side_add_reached(const RsSide *side);
/* `شنت غارات على غزة، مستهدفة حركة حماس` */
bool rs_side_add_aimed(const RsSide *side);
/* `أودى الهجوم بحياة عشرين شخصا` */
bool rs_side_add_dead(const RsSide *side);
/* `هدد بقصف مواقع الحزب`, `تدخلت لمساعدة الحكومة`: whom the deed that is threatened, or done for, is
 * done to. */
bool rs_side_add_deed_upon(const RsSide *side);
/* `هددت بالانسحاب إذا ضغطت واشنطن عليها`: the subject of the condition. */
bool rs_side_add_condition(const RsSide *side);

/* ------------------------------------------------------------------- refer.c */

/* The nominal before `token` that a pronoun with these features means, or RS_NONE. It is
 * nobody who acts in the mention already. */
uint32_t rs_referent_of(const RsSide *side, uint32_t token, uint32_t features);
/* Adds whom the pronoun on a token means. */
bool rs_side_add_pronoun(const RsSide *side, uint32_t token);
/* Whether a predicate's subject suffers: `قتل خمسة مدنيين` with no object. */
bool rs_is_victim(const RsEventInput *input, const RsPredicate *predicate);
/* The subject that a verb without one takes over from the clauses before it. */
bool rs_side_add_inherited(const RsSide *side, uint32_t predicate, uint32_t token);
/* `نتضامن` in a quotation: the last one who was said to speak. */
bool rs_side_add_speaker(const RsSide *side, uint32_t predicate);
/* `طائراتها`, `قواته`: the possessor's country is the possession's. */
void rs_take_possessor(const RsSide *side, RsParty *party);

/* --------------------------------------------------------------- partner.c */

/* `قال ماكرون إن المفاوضات مع إيران صعبة`: who tells of talks with one partner took part in them. */
bool rs_side_add_teller_of_talks(const RsSide *side);

#endif
