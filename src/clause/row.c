/* Verbs in a row.
 *
 * `دعمت تركيا وسلحت ودربت الفصائل`: verbs joined to each other right behind the first and its subject have
 * the subject of the first and the object of the last.
 * Limits: only a state or body has several such deeds; `قتل شرطي وأصيب آخران` are two clauses.
 */
#include "clause/predicate.h"

typedef RsPredicates Finder;

static bool is_body(const Finder *finder, const RsNominal *nominal) {
  if (rs_is_body_word(finder->input, nominal->head)) return true;
  if (nominal->name == RS_NONE) return false;
  uint8_t kind = finder->input->entities->names.names[nominal->name].kind;
  return kind == RS_NAME_ACTOR || kind == RS_NAME_COUNTRY || kind == RS_NAME_CAPITAL;
}

bool rs_is_in_row(const Finder *finder, const RsPredicate *predicate) {
  const RsClauses *clauses = finder->clauses;
  if (predicate == clauses->predicates) return false;
  if (!rs_has_conjunction(finder->reading, predicate->token)) return false;
  const RsPredicate *before = predicate - 1;
  bool alone = before->subject == RS_NONE;
  uint32_t end = alone ? before->token + 1 : clauses->nominals[before->subject].last;
  /* not `قتل شرطي وأصيب آخران` */
  if (!alone && !is_body(finder, &clauses->nominals[before->subject])) return false;
  if (alone && !rs_is_in_row(finder, before)) return false;
  uint32_t both = rs_lexeme_at(finder->reading, before->token)->flags &
                  rs_lexeme_at(finder->reading, predicate->token)->flags;
  return before->object == RS_NONE && !before->object_suffix && !before->passive &&
         end == predicate->token && (both & RS_LEXEME_TRANSITIVE);
}

void rs_share_object(const Finder *finder, uint32_t index) {
  RsPredicate *predicates = finder->clauses->predicates;
  uint32_t object = predicates[index].object;
  if (object == RS_NONE || finder->clauses->nominals[object].first < predicates[index].token)
    return;
  while (index && rs_is_in_row(finder, &predicates[index])) {
    predicates[index - 1].object = object;
    index--;
  }
}
