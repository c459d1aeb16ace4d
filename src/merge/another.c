/* Whether a mention says that its deed is another one.
 *
 * `هجوم آخر`, `كما قصفت`, a part of what stands before it (`غارات، منها غارة`), what was answered (`ردا
 * على هجوم`) and what somebody is charged with (`المشتبه به في هجوم`). `وأصيب آخرون` are other people in
 * the same deed.
 */
#include "merge/merge.h"

bool rs_mention_is_part(const RsEventInput *input, const RsMention *mention) {
  enum {
    TOKENS_BEFORE = 3
  };
  uint32_t index = input->clauses->nominal_at[mention->trigger];
  uint32_t first =
    index == RS_NONE ? mention->first : input->clauses->nominals[index].first;
  if (rs_has_conjunction(input->reading, first))
    return false; /* `بينهم طفلان وإصابة عشرة` */
  for (uint32_t i = first, k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    const RsAnalysis *chosen = rs_chosen(input->reading, i);
    if (!chosen) return false;
    uint32_t flags = rs_morph_lexeme(input->knowledge, chosen)->flags;
    bool among = flags & (RS_LEXEME_PARTITIVE | RS_LEXEME_BETWEEN);
    if (among && chosen->enclitic != RS_NO_CLITIC) return true;
    /* `بينهم طفل في غارة`: the child is the part. */
    if (chosen->upos == RS_UPOS_ADP || chosen->upos == RS_UPOS_NOUN) return false;
  }
  return false;
}

/* Whether a cue of the kind ends right before the phrase of the deed. */
static bool is_cued_before(
  const RsEventInput *input, const RsMention *mention, uint32_t kind
) {
  enum {
    TOKENS_BEFORE = 3
  };
  uint32_t index = input->clauses->nominal_at[mention->trigger];
  if (index == RS_NONE) return false;
  uint32_t first = input->clauses->nominals[index].first;
  uint32_t from = first >= TOKENS_BEFORE ? first - TOKENS_BEFORE : 0;
  const RsFindings *findings = input->findings;
  for (uint32_t k = findings->starts[from]; k < findings->starts[first]; k++) {
    const RsFound *found = &findings->found[k];
    const RsItem *item = RS_GET(input->knowledge, items, found->item);
    if (item->kind != RS_ITEM_CUE || found->last != first) continue;
    if (RS_GET(input->knowledge, cues, item->index)->kind == kind) return true;
  }
  return false;
}

/* `ردا على هجوم`, `انتقاما لمقتل قائد`: what was answered is not the answer. */
static bool is_answered(const RsEventInput *input, const RsMention *mention) {
  return is_cued_before(input, mention, RS_CUE_OTHER);
}

/* `مقتل المشتبه به في هجوم`: nor is what somebody is charged with, unless its article says that it is
 * known. */
bool rs_mention_is_charged(const RsEventInput *input, const RsMention *mention) {
  const RsAnalysis *word = rs_chosen(input->reading, mention->trigger);
  return word && !word->article && is_cued_before(input, mention, RS_CUE_CHARGE);
}

/* `كما قصفت الطائرات الميناء`, `وقصفت أيضا الميناء`: right beside the verb. */
bool rs_mention_is_added(const RsEventInput *input, const RsMention *mention) {
  if (!rs_is_upos(input->reading, mention->first, RS_UPOS_VERB)) return false;
  uint32_t next = mention->first + 1;
  return (mention->first && rs_has_cue(input, mention->first - 1, RS_CUE_OTHER)) ||
         (next < input->reading->tokens->token_count &&
          rs_has_cue(input, next, RS_CUE_OTHER));
}

/* `هجوم آخر`, `انفجرت قنبلة أخرى`: an adjective behind its noun says so. */
bool rs_mention_is_called_another(const RsEventInput *input, const RsMention *mention) {
  const RsClauses *clauses = input->clauses;
  uint32_t index = clauses->nominal_at[mention->trigger], from = mention->trigger + 1;
  if (index == RS_NONE && mention->predicate != RS_NONE) {
    index = clauses->predicates[mention->predicate].subject;
    if (index != RS_NONE) from = clauses->nominals[index].first + 1;
  }
  if (index == RS_NONE) return false;
  for (uint32_t i = from; i < clauses->nominals[index].last; i++) {
    const RsItem *item = rs_finding_at(input, i, RS_ITEM_CUE);
    if (item && RS_GET(input->knowledge, cues, item->index)->kind == RS_CUE_OTHER)
      return true;
    if (!rs_is_upos(input->reading, i, RS_UPOS_ADJ)) return false;
  }
  return false;
}

bool rs_mention_is_another(const RsEventInput *input, const RsMention *mention) {
  return rs_mention_is_part(input, mention) || is_answered(input, mention) ||
         rs_mention_is_charged(input, mention) || rs_mention_is_added(input, mention) ||
         rs_mention_is_called_another(input, mention);
}

/* `قتل جندي وأصيب أربعة آخرون`, `قتل جندي في هجوم آخر`: in one sentence other people or what they
 * died in, not another deed. */
bool rs_mention_tells_other_people(
  const RsEventInput *input, const RsMention *mention, const RsMention *before
) {
  bool people = rs_finding_at(input, mention->trigger, RS_ITEM_TOLL) ||
                rs_finding_at(input, before->trigger, RS_ITEM_TOLL);
  return mention->sentence == before->sentence && people &&
         !rs_mention_is_part(input, mention) && !is_answered(input, mention);
}
