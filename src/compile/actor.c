/* Named actors (تنظيم الدولة, البرادعي) and roles (وزير خارجية).
 *
 * An actor's forms are names; `?` behind one makes it tentative. A role is a noun phrase by
 * its lemmas: the first word is looked up as a lemma (وزير finds وزراء), the others as lemmas
 * or, where they agree with their noun, as forms (قوة مسلحة finds مسلح). */
#include "compile/compiler.h"

/* Days from 1970-01-01 of a civil date (Howard Hinnant's algorithm). */
static int32_t day_of(int year, int month, int day) {
  year -= month <= 2;
  int era = (year >= 0 ? year : year - 399) / 400;
  int of_era = year - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int month_days(int year, int month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool is_leap = year % 4 == 0 && (year % 100 || year % 400 == 0);
  return days[month - 1] + (month == 2 && is_leap);
}

/* YYYY, YYYY-MM or YYYY-MM-DD; its first or last day. */
static bool read_day(RsBytes text, bool is_end, int32_t *out) {
  int parts[3] = {0, is_end ? 12 : 1, 0};
  unsigned count = 0;
  for (RsBytes part; rs_list_next(&text, '-', &part); count++) {
    double value;
    if (count > 2 || !rs_bytes_number(part, &value) || value < 0 || value > 9999)
      return false;
    parts[count] = (int)value;
  }
  if (!count || parts[1] < 1 || parts[1] > 12) return false;
  int last = month_days(parts[0], parts[1]);
  if (count < 3) parts[2] = is_end ? last : 1;
  if (parts[2] < 1 || parts[2] > last) return false;
  *out = day_of(parts[0], parts[1], parts[2]);
  return true;
}

static bool read_term(RsCompiler *c, const RsLine *line, RsBytes text, RsTerm *term) {
  const char *at = memchr(text.data, '@', text.count);
  const char *end = text.data + text.count, *dots = at;
  while (dots && dots + 1 < end && memcmp(dots, "..", 2))
    dots++;
  if (!at || dots + 1 >= end) return false;
  rs_sector_code(c, line, (RsBytes) {text.data, (size_t)(at - text.data)}, term->sector);
  RsBytes from = {at + 1, (size_t)(dots - at - 1)},
          to = {dots + 2, (size_t)(end - dots - 2)};
  term->from_day = INT32_MIN;
  term->to_day = INT32_MAX;
  if (from.count && !read_day(from, false, &term->from_day)) return false;
  if (to.count && !read_day(to, true, &term->to_day)) return false;
  return term->from_day <= term->to_day;
}

/* Where two terms overlap, only the order of the column decides which one counts. */
static void check_overlap(RsCompiler *c, const RsLine *line, const RsActorRecord *actor) {
  for (uint32_t i = 0; i < actor->term_count; i++) {
    const RsTerm a =
      *(const RsTerm *)rs_table_at(c, RS_SECTION_TERM, actor->term_first + i);
    for (uint32_t k = i + 1; k < actor->term_count; k++) {
      const RsTerm *b = rs_table_at(c, RS_SECTION_TERM, actor->term_first + k);
      if (a.from_day >= b->to_day || b->from_day >= a.to_day) continue;
      rs_warning(
        c, line, "terms %u (%s) and %u (%s) overlap", i + 1, a.sector, k + 1, b->sector
      );
    }
  }
}

static void read_terms(RsCompiler *c, const RsLine *line, RsActorRecord *actor) {
  RsBytes terms = rs_column(line, 7), part;
  actor->term_first = rs_table_count(c, RS_SECTION_TERM);
  while (rs_list_next(&terms, '|', &part)) {
    RsTerm term = {0};
    if (!read_term(c, line, part, &term)) {
      rs_fault(c, line, "`%.*s` is not SECTOR@from..to", (int)part.count, part.data);
      continue;
    }
    rs_table_add(c, RS_SECTION_TERM, &term);
    actor->term_count++;
  }
  check_overlap(c, line, actor);
}

/* `الاحتلال?PSE`: the form, and the mark behind it. */
static RsBytes without_mark(RsBytes form, RsBytes *mark) {
  const char *at = form.count ? memchr(form.data, '?', form.count) : NULL;
  size_t count = at ? (size_t)(at - form.data) : form.count;
  *mark = (RsBytes) {form.data + count, form.count - count};
  form.count = count;
  return form;
}

/* The land in whose news a tentative form counts at once, as rs_land_code packs it; 0 for none. */
static int32_t home_of(RsCompiler *c, const RsLine *line, RsBytes mark) {
  enum {
    CODE_LETTERS = 3
  };
  if (mark.count <= 1) return 0;
  if (mark.count == 1 + CODE_LETTERS) return rs_land_code(mark.data + 1);
  rs_fault(c, line, "`%.*s` is no country", (int)mark.count, mark.data);
  return 0;
}

void rs_read_actor(RsCompiler *c, const RsLine *line) {
  static const char *const types[] = {"PER", "ORG", "STA"};
  RsActorRecord actor = {.entry = line->entry};
  RsBytes forms = rs_column(line, 2), suffix = rs_column(line, 6), first = forms, part,
          mark;
  if (!rs_list_next(&first, '|', &part)) {
    rs_fault(c, line, "no forms");
    return;
  }
  actor.name = rs_text_intern(c, without_mark(part, &mark));
  actor.english = rs_text_intern(c, rs_column(line, 1));
  actor.type = rs_column_enum(c, line, 3, "type", types, RS_COUNT_OF(types));
  rs_country_code(c, line, 4, actor.country);
  rs_sector_code(c, line, rs_column(line, 5), actor.sector);
  if (suffix.count >= sizeof actor.suffix) rs_fault(c, line, "the suffix is too long");
  rs_code_copy(actor.suffix, sizeof actor.suffix, suffix);
  read_terms(c, line, &actor);
  RsNameNew name = {.upos = RS_UPOS_PROPN, .country = RS_NONE};
  name.phrase.kind = RS_PHRASE_ACTOR;
  name.phrase.index = rs_table_add(c, RS_SECTION_ACTOR, &actor);
  while (rs_list_next(&forms, '|', &part)) {
    name.text = without_mark(part, &mark);
    name.phrase.tentative = mark.count > 0;
    name.phrase.value = home_of(c, line, mark);
    name.flags = mark.count ? RS_LEXEME_MAYBE_NAME : 0;
    rs_name_add(c, line, &name);
  }
}

/* ------------------------------------------------------------- roles */

static bool is_nominal(const RsLexeme *lexeme) {
  return lexeme->upos == RS_UPOS_NOUN || lexeme->upos == RS_UPOS_ADJ ||
         lexeme->upos == RS_UPOS_NUM || lexeme->upos == RS_UPOS_ADV ||
         lexeme->upos == RS_UPOS_DET || lexeme->upos == RS_UPOS_PROPN;
}

static bool add_role_word(RsCompiler *c, const RsLine *line, RsBytes word, unsigned place) {
  RsSpell spell;
  RsBuffer lexemes = {0};
  if (!rs_spell_read(c, line, word, &spell)) return false;
  rs_lexemes_by_lemma(c, &spell, is_nominal, &lexemes);
  if (place || !lexemes.count) rs_lexemes_by_form(c, &spell, is_nominal, &lexemes);
  rs_indices_sort(&lexemes);
  uint32_t count = (uint32_t)(lexemes.count / sizeof(uint32_t));
  if (count) {
    RsElement element = {
      RS_ELEMENT_LEXEME, rs_table_count(c, RS_SECTION_ELEMENT_LEXEME), count};
    rs_buffer_add(&c->sections[RS_SECTION_ELEMENT_LEXEME], lexemes.data, lexemes.count);
    rs_table_add(c, RS_SECTION_ELEMENT, &element);
  } else {
    rs_warning(
      c,
      line,
      "`%.*s` is no known word: add it to lexicon/nouns.tsv or adjectives.tsv",
      (int)word.count,
      word.data
    );
  }
  c->failed |= lexemes.failed;
  rs_buffer_release(&lexemes);
  return count > 0;
}

static void add_role(RsCompiler *c, const RsLine *line, RsBytes phrase, RsRoleRecord role) {
  RsBytes rest = phrase, word;
  bool is_known = true;
  role.element_first = rs_table_count(c, RS_SECTION_ELEMENT);
  while (rs_list_next(&rest, ' ', &word)) {
    is_known &= add_role_word(c, line, word, role.element_count++);
  }
  if (!is_known || !role.element_count) return;
  uint32_t order =
    role.element_count < RS_WORDS_MAX ? RS_WORDS_MAX - role.element_count : 0;
  uint32_t index = rs_table_add(c, RS_SECTION_ROLE, &role);
  rs_attach_element(
    c, role.element_first, order, (RsReference) {RS_REFERENCE_ROLE, index, 0}
  );
}

void rs_read_role(RsCompiler *c, const RsLine *line) {
  static const char *const kinds[] = {"person", "group", "institution"};
  RsRoleRecord role = {.entry = line->entry};
  RsBytes phrases = rs_column(line, 1), part;
  role.kind = rs_column_enum(c, line, 3, "kind", kinds, RS_COUNT_OF(kinds));
  role.english = rs_text_intern(c, rs_column(line, 4));
  rs_sector_code(c, line, rs_column(line, 2), role.sector);
  rs_country_code(c, line, 5, role.country);
  while (rs_list_next(&phrases, '|', &part))
    add_role(c, line, part, role);
}
