/* Who may be quoted.
 *
 * `قال المتحدث`, `عن شهود عيان`, `بحسب بيان أصدرته المنظمة`: whoever a phrase makes speak is a
 * person or a body, or the author of the text that it names. `مصدر في القيادة` belongs to her,
 * `المركز` alone is the one named before. Deeds (`هجوم الحوثيين`), towns and `أي جهة` say nothing, but
 * `حامد الخيال`, whoever he may be, is somebody. Used by speaker.c, which finds the words of saying.
 * Codebook section 3, `source`. Limits: whether a thing can speak is told by its noun alone.
 */
#include "event/speaker.h"

const RsNominal *rs_quoted_at(const RsEventInput *input, uint32_t token) {
  if (token >= input->reading->tokens->token_count) return NULL;
  uint32_t index = input->clauses->nominal_at[token];
  return index == RS_NONE ? NULL : &input->clauses->nominals[index];
}

static bool speaks(const RsParty *party) {
  return party->person || party->political || party->institution || party->state;
}

bool rs_quoted_party(const RsEventInput *input, const RsNominal *nominal, RsParty *party) {
  if (!nominal || nominal->pronoun) return false;
  rs_party_read(input->input, nominal->first, nominal->last, nominal->start_letter, party);
  return speaks(party);
}

/* Somebody or something that can speak: people, names, texts (`بيان`, `تقرير`). */
bool rs_quoted_may_speak(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *head = rs_chosen(input->reading, nominal->head);
  if (!head || head->upos == RS_UPOS_PROPN || head->lexeme == RS_NONE) return head != NULL;
  if (nominal->name != RS_NONE) {
    uint8_t kind = input->input->entities->names.names[nominal->name].kind;
    if (kind == RS_NAME_PERSON) return true;
  }
  if (rs_morph_lexeme(input->knowledge, head)->flags & RS_LEXEME_RATIONAL) return true;
  const RsItem *text = rs_finding_at(input, nominal->head, RS_ITEM_SPEECH);
  if (!text) return false;
  return RS_GET(input->knowledge, speeches, text->index)->stance == RS_STANCE_REPORTS;
}

/* `هجوم الحوثيين` names them, but as a deed of theirs, which says nothing. */
bool rs_quoted_is_deed(const RsEventInput *input, const RsNominal *nominal) {
  const RsAnalysis *chosen = rs_chosen(input->reading, nominal->first);
  if (!chosen || chosen->upos != RS_UPOS_NOUN || chosen->lexeme == RS_NONE) return false;
  if (rs_finding_at(input, nominal->first, RS_ITEM_SPEECH)) return false;
  bool somebody = rs_morph_lexeme(input->knowledge, chosen)->flags & RS_LEXEME_RATIONAL;
  return chosen->derivation == RS_DERIVED_MASDAR ||
         (!somebody && rs_event_at(input, nominal->first));
}

const RsNominal *rs_quoted_author(const RsEventInput *input, const RsNominal *nominal) {
  uint32_t own = input->clauses->nominal_at[nominal->head];
  if (!rs_finding_at(input, nominal->head, RS_ITEM_SPEECH) || own == RS_NONE) return NULL;
  const RsNominal *next = rs_quoted_at(input, nominal->last);
  /* `بيان للجيش` with a preposition in its word, not `أشارت تقارير إلى الجيش`. */
  uint32_t by = RS_LEXEME_PARTITIVE | RS_LEXEME_ABOUT | (next ? RS_LEXEME_TOWARDS : 0u);
  if (!next) next = rs_quoted_at(input, nominal->last + 1);
  RsParty party;
  bool author = next && (next->preposition_flags & by) && !rs_quoted_is_deed(input, next);
  if (author && rs_quoted_party(input, next, &party)) return next;
  uint32_t sentence = input->reading->tokens->tokens[nominal->first].sentence;
  for (uint32_t i = input->clauses->predicate_first[sentence];
       i < input->clauses->predicate_first[sentence + 1];
       i++) {
    const RsPredicate *predicate = &input->clauses->predicates[i];
    if (predicate->antecedent != own || predicate->subject == RS_NONE) continue;
    return &input->clauses->nominals[predicate->subject];
  }
  return NULL;
}

/* `مصدر في قيادة العمليات`: what a speaker of no known body belongs to. */
static void add_affiliation(
  const RsEventInput *input, const RsNominal *nominal, RsParty *party
) {
  const RsNominal *next = rs_quoted_at(input, nominal->last + 1);
  if (!next) next = rs_quoted_at(input, nominal->last);
  if (!next || next->first > nominal->last + 1 || next == nominal) return;
  if (!(next->preposition_flags & (RS_LEXEME_LOCATIVE | RS_LEXEME_PARTITIVE))) return;
  if (rs_quoted_is_deed(input, next)) return; /* `أفاد مراسلنا بقصف طائرات التحالف` */
  RsParty body;
  rs_party_read(input->input, next->first, next->last, next->start_letter, &body);
  if (!body.institution) return;
  party->last = body.last;
  if (!party->country[0]) memcpy(party->country, body.country, sizeof party->country);
  if (!party->sector[0]) memcpy(party->sector, body.sector, sizeof party->sector);
}

/* `المصدر`, `المنظمة`: one word with ال, which means somebody told of before. */
static bool is_bare(const RsEventInput *input, const RsParty *party) {
  const RsAnalysis *chosen = rs_chosen(input->reading, party->first);
  return party->last - party->first == 1 && chosen && chosen->article &&
         chosen->upos == RS_UPOS_NOUN;
}

/* `المركز`, `المصدر نفسه`: the last phrase of the same noun that says more, else the last who
 * spoke. */
static void resolve_bare(
  const RsEventInput *input, const RsSpeaker *last, const RsNominal *nominal, RsParty *party
) {
  enum {
    NOMINALS_LOOKED_AT = 60
  };
  const RsAnalysis *own = rs_chosen(input->reading, nominal->head);
  uint32_t index = input->clauses->nominal_at[nominal->head];
  for (uint32_t i = index, k = 0; own && i-- > 0 && k < NOMINALS_LOOKED_AT; k++) {
    const RsNominal *before = &input->clauses->nominals[i];
    const RsAnalysis *head = rs_chosen(input->reading, before->first);
    if (!head || head->lexeme != own->lexeme || own->lexeme == RS_NONE) continue;
    /* `إحصائية نشرتها الوزارة … وذكرت الإحصائية`; a paper only prints, or is told (`مصدر للوكالة`) */
    const RsNominal *author = rs_quoted_author(input, before);
    RsParty writer;
    bool part = author && (author->preposition_flags & RS_LEXEME_PARTITIVE);
    if (author && !part && rs_quoted_party(input, author, &writer) && writer.institution &&
        strcmp(writer.sector, "JRN") != 0) {
      *party = writer;
      return;
    }
    if (before->last - before->first < 2 || before->pronoun) continue;
    RsParty full;
    if (!rs_quoted_party(input, before, &full)) continue;
    *party = full;
    return;
  }
  bool unknown = party->actor == RS_NONE && !party->country[0];
  if (unknown && last->known) *party = last->party;
}

/* `منطقة بلعة`: a town or region does not speak, but for a capital or country. */
static bool is_place(const RsEventInput *input, const RsNominal *nominal) {
  if (nominal->name == RS_NONE) return false;
  const RsName *name = &input->input->entities->names.names[nominal->name];
  return name->kind == RS_NAME_PLACE && name->first <= nominal->head;
}

/* Deeds and places say nothing, nor does `أي جهة`. */
bool rs_quoted_may_be(const RsEventInput *input, const RsNominal *nominal) {
  return !nominal->pronoun && !rs_quoted_is_deed(input, nominal) &&
         !is_place(input, nominal) && !rs_is_any(input->reading, nominal->first);
}

/* Who a phrase makes speak: itself, the author of the text that it names, and for a bare noun
 * the full phrase before it. */
bool rs_quoted_read(
  const RsEventInput *input, const RsSpeaker *last, const RsNominal *nominal, RsParty *party
) {
  if (!rs_quoted_may_be(input, nominal)) return false;
  bool named = rs_quoted_party(input, nominal, party);
  /* `هزيمة المتمردين`: its genitive is somebody, itself it is not. */
  bool body = party->institution || party->state || party->actor != RS_NONE;
  if (!named || (!body && !rs_quoted_may_speak(input, nominal))) {
    RsParty found;
    const RsNominal *author = rs_quoted_author(input, nominal);
    bool written = author && rs_quoted_party(input, author, &found);
    if (!written && !rs_quoted_may_speak(input, nominal)) return false;
    if (written) {
      *party = found;
      nominal = author;
    }
    party->person = true; /* `قال شهود عيان`: whoever speaks is somebody */
  }
  add_affiliation(input, nominal, party);
  if (is_bare(input, party)) resolve_bare(input, last, nominal, party);
  return true;
}

/* Whoever is quoted, known or not: `عن حامد الخيال`. */
void rs_quoted_stranger(
  const RsEventInput *input, const RsNominal *nominal, RsParty *party
) {
  const RsNominal *next = rs_quoted_at(input, nominal->last);
  bool more = next && next->first == nominal->last && !next->preposition &&
              !next->pronoun && !rs_has_conjunction(input->reading, next->first);
  uint32_t last = more ? next->last : nominal->last;
  rs_party_read(input->input, nominal->first, last, nominal->start_letter, party);
  party->person = true;
}

static bool begins_paragraph(const RsEventInput *input, const RsSentence *sentence) {
  const RsTokens *tokens = input->reading->tokens;
  if (!sentence->first) return true;
  uint32_t to = tokens->tokens[sentence->first].start;
  for (uint32_t i = tokens->tokens[sentence->first - 1].end; i < to; i++) {
    if (input->reading->text->letters[i] == '\n') return true;
  }
  return false;
}

void rs_quotations_find(const RsEventInput *input, uint32_t *openers) {
  enum {
    MOST_SENTENCES = 8 /* a mark that was forgotten quotes no whole article */
  };
  const RsTokens *tokens = input->reading->tokens;
  uint32_t opener = RS_NONE;
  for (uint32_t i = 0; i < tokens->sentence_count; i++) {
    const RsSentence *sentence = &tokens->sentences[i];
    bool ended = opener != RS_NONE && i - opener > MOST_SENTENCES;
    if (ended || begins_paragraph(input, sentence)) opener = RS_NONE;
    openers[i] = opener;
    for (uint32_t t = sentence->first; t < sentence->last; t++) {
      if (rs_is_punct(input->reading, t, '"')) opener = opener == RS_NONE ? i : RS_NONE;
    }
  }
}
