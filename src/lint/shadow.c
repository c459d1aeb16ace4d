/* Patterns that never get a word.
 *
 * Patterns compete for words: more words win, then the one that stands earlier. So a pattern
 * with the trigger of an earlier one, or with part of its alternatives, fires only where the
 * earlier one's conditions fail; where these are all among its own, that is nowhere:
 *
 *   p.coerce.itiqal      M:اعتقل        COERCE arrest 173 - -
 *   p.coerce.itiqal-jam  M:اعتقل/احتجز  COERCE arrest 173 - need=N:جماعة     احتجز is left
 *   p.coerce.itiqal-b    M:اعتقل        COERCE arrest 173 - need=N:شرطة      never fires
 *
 * Conditions are compared as compiled: their lemmas, not their spelling. A weak pattern waits
 * for all others and shadows only weak ones; a party that an earlier pattern asks for (pol)
 * may be missing, so such a pattern shadows only one that asks for it too. */
#include "lint/lint.h"

typedef struct {
  const RasidKnowledge *k;
  const RsPattern *a, *b; /* a stands earlier */
} Pair;

static bool has_lexeme(const RasidKnowledge *k, const RsElement *e, uint32_t lexeme) {
  uint32_t count = e->count;
  uint32_t first = rs_clip(e->first, &count, k->element_lexemes_count);
  for (uint32_t i = 0; i < count; i++) {
    if (k->element_lexemes[first + i] == lexeme) return true;
  }
  return false;
}

static bool has_word(const RasidKnowledge *k, const RsElement *e, uint64_t word) {
  uint32_t count = e->count;
  uint32_t first = rs_clip(e->first, &count, k->element_words_count);
  for (uint32_t i = 0; i < count; i++) {
    if (k->element_words[first + i] == word) return true;
  }
  return false;
}

/* Whether every alternative of `part` is one of `whole`. */
static bool within(const RasidKnowledge *k, const RsElement *part, const RsElement *whole) {
  if (part->kind != whole->kind) return false;
  if (part->kind == RS_ELEMENT_GAP) return true;
  bool is_word = part->kind == RS_ELEMENT_WORD;
  uint32_t count = part->count;
  uint32_t first = rs_clip(
    part->first, &count, is_word ? k->element_words_count : k->element_lexemes_count
  );
  for (uint32_t i = first; i < first + count; i++) {
    bool is_in = is_word ? has_word(k, whole, k->element_words[i])
                         : has_lexeme(k, whole, k->element_lexemes[i]);
    if (!is_in) return false;
  }
  return true;
}

static bool same_trigger(const Pair *pair) {
  const RasidKnowledge *k = pair->k;
  const RsItem *a = RS_GET(k, items, pair->a->item), *b = RS_GET(k, items, pair->b->item);
  if (a->element_count != b->element_count || a->anchor != b->anchor) return false;
  if (a->from_mention != b->from_mention || a->to_mention != b->to_mention) return false;
  for (uint32_t i = 0; i < a->element_count; i++) {
    const RsElement *x = RS_GET(k, elements, a->element_first + i);
    const RsElement *y = RS_GET(k, elements, b->element_first + i);
    if (!within(k, y, x)) return false;
  }
  return true;
}

static bool same_alternatives(
  const RasidKnowledge *k, const RsCondition *a, const RsCondition *b
) {
  if (a->kind != b->kind || a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++) {
    const RsElement *x = RS_GET(k, elements, a->first + i);
    const RsElement *y = RS_GET(k, elements, b->first + i);
    if (!within(k, x, y) || !within(k, y, x)) return false;
  }
  return true;
}

/* Whether all conditions of `a` are among those of `b`. */
static bool asks_no_more(const Pair *pair) {
  const RsPattern *a = pair->a, *b = pair->b;
  uint32_t asked = RS_PATTERN_POLITICAL | RS_PATTERN_ACTOR_POLITICAL |
                   RS_PATTERN_RECIPIENT_POLITICAL | RS_PATTERN_RECIPIENT_ARMED |
                   RS_PATTERN_ACTOR_ARMED | RS_PATTERN_ACTOR_FORCE |
                   RS_PATTERN_RECIPIENT_PEOPLE | RS_PATTERN_WEAK;
  bool has_parties = a->flags & asked & ~(uint32_t)RS_PATTERN_WEAK;
  bool are_roles_same = a->flags == b->flags && !a->actor_count && !a->recipient_count &&
                        !b->actor_count && !b->recipient_count;
  if ((a->flags & asked & ~b->flags) || (a->forbidden_topics & ~b->forbidden_topics))
    return false;
  if (has_parties && !are_roles_same) return false; /* other roles may find the party */
  for (uint32_t i = 0; i < a->condition_count; i++) {
    bool is_met = false;
    for (uint32_t n = 0; n < b->condition_count && !is_met; n++) {
      is_met = same_alternatives(
        pair->k,
        RS_GET(pair->k, conditions, a->condition_first + i),
        RS_GET(pair->k, conditions, b->condition_first + n)
      );
    }
    if (!is_met) return false;
  }
  return a->status == b->status || a->status != RS_STATUS_UNSET;
}

static void tell(RasidLint *lint, const Pair *pair) {
  const RasidKnowledge *k = pair->k;
  const RsEntry *a = RS_GET(k, entries, pair->a->entry);
  const RsEntry *b = RS_GET(k, entries, pair->b->entry);
  bool is_same = pair->a->condition_count == pair->b->condition_count &&
                 pair->a->flags == pair->b->flags;
  rs_lint_add(
    lint,
    RASID_LINT_WARNING,
    rs_lint_path(lint, b),
    b->line,
    "%s can never fire: %s (%s:%u) %s",
    rs_text_at(k, b->id),
    rs_text_at(k, a->id),
    rs_lint_path(lint, a),
    a->line,
    is_same ? "has the same trigger and conditions"
            : "stands earlier, has its trigger and asks for less"
  );
}

void rs_lint_shadows(RasidLint *lint) {
  const RasidKnowledge *k = lint->knowledge;
  for (uint32_t i = 0; i < k->patterns_count; i++) {
    Pair pair = {.k = k, .b = &k->patterns[i]};
    const RsEntry *entry = RS_GET(k, entries, pair.b->entry);
    if (!rs_lint_covers(lint, rs_lint_path(lint, entry))) continue;
    for (uint32_t before = 0; before < i; before++) {
      pair.a = &k->patterns[before];
      if (!same_trigger(&pair) || !asks_no_more(&pair)) continue;
      tell(lint, &pair);
      break;
    }
  }
}
