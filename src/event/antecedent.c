/* What `المدينة` stands for.
 *
 * A word for a kind of place with ال and no name is a place that the text named before, the last
 * one of this kind: `في المخيم` a camp, `شمالي المحافظة` a province or the town of its name. `البلاد` is
 * the country that the text speaks of. Codebook section 3, `place`. Limit: some names back.
 */
#include <string.h>

#include "event/setting.h"

/* `البلاد`: the country that the text speaks of, in whatever number it is read. */
static bool means_home(const RsReading *reading, uint32_t token) {
  const RsWordType *type = reading->morphs[token].type;
  for (unsigned i = 0; type && i < type->analysis_count; i++) {
    uint32_t lexeme = type->analyses[i].lexeme;
    if (lexeme == RS_NONE) continue;
    if (rs_place_kind_of(reading->knowledge, lexeme) & RS_KIND_HOME) return true;
  }
  return false;
}

/* How many names of the text begin before the token. */
static uint32_t names_before(const RsNames *names, uint32_t token) {
  uint32_t from = 0, to = names->name_count;
  while (from < to) {
    uint32_t middle = from + (to - from) / 2;
    if (names->names[middle].first < token)
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}

static uint32_t lexeme_of(const RsEventInput *input, uint32_t token) {
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  return chosen ? chosen->lexeme : RS_NONE;
}

/* `شرق المدينة`, `حدود القطاع`, `أنحاء المحافظة`: a part of it or what lies beside it. */
static bool is_part(const RsEventInput *input, const RsNominal *nominal, uint32_t token) {
  uint32_t word = lexeme_of(input, token);
  if (nominal->first < token && (word == RS_NONE || !rs_place_kind_of(input->knowledge, word)))
    return false; /* `محيط المستشفى` */
  for (uint32_t i = nominal->first; i < token; i++) {
    if (i + 1 == token && rs_is_upos(input->reading, i, RS_UPOS_DET)) continue;
    uint32_t flags = rs_lexeme_at(input->reading, i)->flags;
    if (!(flags & (RS_LEXEME_PLACE | RS_LEXEME_DIRECTION))) return false;
  }
  return true;
}

/* Whether the sentence treats the word as the place of the deed. */
static bool is_said(const RsEventInput *input, const RsMention *mention, uint32_t token) {
  const RsNominal *nominal = &input->clauses->nominals[input->clauses->nominal_at[token]];
  bool force = rs_mention_is(input->knowledge, mention, RS_TYPE_FORCE);
  bool leaving = strcmp(rs_mention_event(input->knowledge, mention), "RETREAT") == 0;
  uint32_t said = RS_LEXEME_LOCATIVE | RS_LEXEME_TOWARDS;
  if (leaving) said |= RS_LEXEME_PARTITIVE;
  if (force) said |= RS_LEXEME_UPON; /* `سيطروا على المدينة` */
  bool part = is_part(input, nominal, token);
  if (part && (nominal->preposition_flags & said)) return true;
  bool beside = nominal->first < token &&
                (rs_lexeme_at(input->reading, nominal->first)->flags & RS_LEXEME_DIRECTION);
  if (part && beside && !nominal->preposition) return true;
  if (!force) return false;
  return token == mention->trigger + 1 ||
         (part && nominal->relation == RS_RELATION_OBJECT &&
          nominal->governor == mention->predicate);
}

/* `المدينة الساحلية`, `المحافظة ذاتها`: words behind that make no other place of a town. */
static bool ends_at(const RsEventInput *input, const RsNominal *nominal, uint32_t token) {
  if (nominal->last == token + 1) return true;
  uint32_t word = lexeme_of(input, token);
  uint32_t kinds = word == RS_NONE ? 0 : rs_place_kind_of(input->knowledge, word);
  bool town = (kinds & (1u << RS_PLACE_CITY | 1u << RS_PLACE_VILLAGE)) &&
              !(kinds & (1u << RS_PLACE_REGION | 1u << RS_PLACE_QUARTER));
  for (uint32_t i = token + 1; i < nominal->last; i++) {
    if (input->input->entities->names.at[i] != RS_NONE) return false; /* `الأميركية` */
    bool itself = rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_SELF;
    bool adjective = town && rs_is_upos(input->reading, i, RS_UPOS_ADJ);
    if (!itself && !adjective) return false;
  }
  return true;
}

/* Whether a name is of the kind that the word means: `القاعدة` is no town that may lend it a name,
 * `المحافظة` may be said of its town. */
static bool is_of_kind(const RsEventInput *input, const RsName *name, uint32_t kind) {
  const uint32_t sites =
    1u << RS_PLACE_BASE | 1u << RS_PLACE_BUILDING | 1u << RS_PLACE_CROSSING;
  const uint32_t quarters = 1u << RS_PLACE_QUARTER | 1u << RS_PLACE_CAMP;
  if (!(kind & 1u << RS_PLACE_REGION)) {
    uint32_t first = lexeme_of(input, name->first);
    bool told = first != RS_NONE && rs_place_kind_of(input->knowledge, first);
    if ((kind & sites) && told) return false; /* `ميناء الحديدة` is no `المطار` */
    if (kind & sites)
      kind &= sites;
    else if (kind & quarters)
      kind &= quarters;
  }
  const uint32_t towns = 1u << RS_PLACE_CITY | 1u << RS_PLACE_TOWN | 1u << RS_PLACE_VILLAGE;
  const uint32_t province = 1u << RS_PLACE_ADMIN1;
  uint32_t own = 1u << RS_PLACE_CITY;
  if (name->kind == RS_NAME_PLACE && name->index != RS_NONE)
    own = 1u << RS_GET(input->knowledge, places, name->index)->place_class;
  else if (name->kind != RS_NAME_CAPITAL)
    return kind & towns; /* `بلدة X` that no gazetteer has */
  bool its_town = (kind & province) && !(kind & towns) && own == 1u << RS_PLACE_CITY;
  return (kind & own) || its_town;
}

/* `1000 كيلومتر شرق طرابلس`: only tells where another place lies. */
static bool is_measured_from(const RsEventInput *input, const RsName *name) {
  enum {
    TOKENS_BEFORE = 3
  };
  uint32_t i = name->first;
  while (i && (rs_lexeme_at(input->reading, i - 1)->flags & RS_LEXEME_PLACE))
    i--;
  bool inside = rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_DIRECTION;
  if (inside) i++; /* `شرق طرابلس` may be one name */
  if (!i || !(rs_lexeme_at(input->reading, i - 1)->flags & RS_LEXEME_DIRECTION))
    return false;
  for (uint32_t k = 0; i-- > 0 && k < TOKENS_BEFORE; k++) {
    if (rs_lexeme_at(input->reading, i)->flags & RS_LEXEME_UNIT) return true;
  }
  return false;
}

/* `اقتحموا مخيم جنين … داخل المخيم`, else a place that was told as one and is of the kind. */
static bool is_antecedent(const RsEventInput *input, uint32_t index, uint32_t token) {
  const RsName *name = &input->input->entities->names.names[index];
  uint32_t own = input->clauses->nominal_at[name->first];
  if (!rs_name_is_place(name) || own == RS_NONE || rs_place_exactness(input, index) < 1)
    return false;
  if (is_measured_from(input, name)) return false;
  uint32_t word = lexeme_of(input, token);
  uint32_t kinds = word == RS_NONE ? 0 : rs_place_kind_of(input->knowledge, word);
  const RsNominal *told = &input->clauses->nominals[own];
  if (word != RS_NONE && (lexeme_of(input, name->first) == word ||
                          (told->head < name->first && lexeme_of(input, told->head) == word)))
    return kinds != 0;
  if (rs_place_exactness(input, index) < 2) return false;
  bool kind = told->head < name->first &&
              (rs_lexeme_at(input->reading, told->head)->flags & RS_LEXEME_PLACE);
  bool said = kind || (told->preposition_flags & RS_LEXEME_LOCATIVE);
  /* `في الداخل`, `في المستشفى` */
  bool any = !(kinds & (RS_KIND_COUNTRY - 1));
  return said && (any || is_of_kind(input, name, kinds));
}

uint32_t rs_place_named_before(
  const RsEventInput *input, const RsMention *mention, uint32_t token
) {
  enum {
    NAMES_LOOKED_AT = 24
  };
  const RsNominal *nominal = &input->clauses->nominals[input->clauses->nominal_at[token]];
  if (!ends_at(input, nominal, token)) return RS_NONE;
  const RsAnalysis *chosen = rs_chosen(input->reading, token);
  bool home = means_home(input->reading, token),
       one = rs_feature(chosen->features, RS_NUMBER_SHIFT) == 1;
  if (!chosen->article || !(one || home)) return RS_NONE;
  if (!is_said(input, mention, token)) return RS_NONE;
  const RsNames *names = &input->input->entities->names;
  for (uint32_t i = names_before(names, token), k = 0; i-- > 0 && k < NAMES_LOOKED_AT;
       k++) {
    const RsName *name = &names->names[i];
    if (home ? name->kind == RS_NAME_COUNTRY && name->index == names->main_country : is_antecedent(input, i, token))
      return i;
  }
  return RS_NONE;
}

/* `في العاصمة`, where the text names it too: that name, the last one before or else the first. */
uint32_t rs_place_in_full(const RsEventInput *input, uint32_t place) {
  const RsNames *names = &input->input->entities->names;
  if (place == RS_NONE) return place;
  const RsName *bare = &names->names[place];
  if (bare->reason != RS_REASON_HOME || bare->kind != RS_NAME_CAPITAL) return place;
  uint32_t found = place;
  for (uint32_t i = 0; i < names->name_count; i++) {
    const RsName *name = &names->names[i];
    bool named = name->kind == RS_NAME_CAPITAL && name->reason != RS_REASON_HOME &&
                 name->country == bare->country && rs_name_is_place(name);
    if (!named) continue;
    if (i > place && found != place) break;
    found = i;
    if (i > place) break;
  }
  return found;
}
