/* Who a headline quotes.
 *
 * `المرصد السوري: غارات على حلب`, `شهود: …`: who stands before a colon says the rest, when he is
 * somebody who speaks. `اليمن: مقتل جندي` names a place. Limits: only what a sentence opens with.
 */
#include "event/speaker.h"

/* `الدفاع الروسية: …`: a feminine nationality behind a masculine word is that of the ministry left
 * out. */
static bool omits_ministry(const RsEventInput *input, const RsNominal *nominal) {
  uint32_t behind = nominal->head + 1;
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  const RsAnalysis *nisba = rs_chosen(input->reading, behind);
  bool masculine = head && head->upos == RS_UPOS_NOUN && head->article &&
                   rs_feature(head->features, RS_GENDER_SHIFT) == 1 &&
                   rs_feature(head->features, RS_NUMBER_SHIFT) == 1;
  bool feminine = nisba && nisba->article &&
                  rs_feature(nisba->features, RS_GENDER_SHIFT) == 2 &&
                  rs_feature(nisba->features, RS_NUMBER_SHIFT) == 1;
  return masculine && feminine && nominal->first == nominal->head &&
         rs_nisba_at(input->input, behind) != RS_NONE &&
         rs_is_punct(input->reading, behind + 1, ':');
}

bool rs_speaker_of_headline(
  const RsEventInput *input, const RsSentence *sentence, RsSpeaker *speaker
) {
  const RsNominal *nominal = rs_quoted_at(input, sentence->first);
  if (!nominal) return false;
  RsNominal ministry = *nominal;
  bool omitted = omits_ministry(input, nominal);
  if (omitted) {
    ministry.last = nominal->head + 2;
    nominal = &ministry;
  }
  uint32_t behind = nominal->last; /* `منظمة "أنقذوا الأطفال": …` */
  if (rs_is_punct(input->reading, behind, '"')) behind++;
  if (!rs_is_punct(input->reading, behind, ':')) return false;
  *speaker = (RsSpeaker
  ) {.stance = RS_STANCE_REPORTS, .from = nominal->last, .until = sentence->last};
  /* `اليمن: مقتل جندي` names a place, not a speaker; `المرصد: غارات على حلب` a body. */
  bool named = rs_quoted_party(input, nominal, &speaker->party);
  bool known = speaker->party.actor != RS_NONE || speaker->party.sector[0];
  /* `شهود: …`, `مصادر أمنية: …` */
  bool noun = rs_is_upos(input->reading, nominal->head, RS_UPOS_NOUN);
  bool people = rs_lexeme_at(input->reading, nominal->head)->flags & RS_LEXEME_RATIONAL;
  bool source = noun && rs_quoted_may_speak(input, nominal) &&
                (people || rs_finding_at(input, nominal->head, RS_ITEM_SPEECH));
  bool speaks = speaker->party.person ? rs_quoted_may_speak(input, nominal)
                                      : speaker->party.institution;
  speaker->known =
    omitted || (!speaker->party.state && (source || (named && known && speaks)));
  return speaker->known;
}
