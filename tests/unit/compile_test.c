/* The data compiler: conjugation, inflection, references, faults, determinism. */
#include "compile/compile.h"
#include "knowledge/knowledge.h"
#include "test.h"
#include "text/letters.h"

#include <stdlib.h>

typedef struct {
  const char *name, *text;
} File;

static RasidKnowledge *compile(
  const File *files, size_t count, RsBuffer *faults, bool is_strict
) {
  RsCompiler *c = rs_compiler_new(is_strict);
  RsBuffer image = {0};
  for (size_t i = 0; i < count; i++) {
    RsBytes bytes = {files[i].text, strlen(files[i].text)};
    rs_compiler_add_source(c, files[i].name, files[i].name, bytes, NULL);
  }
  bool is_right = rs_compiler_run(c, &image, NULL);
  size_t n;
  const RsFault *list = rs_compiler_faults(c, &n);
  for (size_t i = 0; faults && i < n; i++) {
    const char *kind = list[i].is_warning ? "warning: " : "";
    rs_buffer_format(
      faults, "%s:%u: %s%s\n", list[i].path, list[i].line, kind, list[i].message
    );
  }
  if (faults) rs_buffer_add_char(faults, '\0');
  rs_compiler_free(c);
  if (is_right) return rs_knowledge_adopt((unsigned char *)image.data, image.count, NULL);
  rs_buffer_release(&image);
  return NULL;
}

/* Is there a form spelt so, whose features hold `mask` of `features`, of a lexeme derived so? */
static bool has_form(
  const RasidKnowledge *k,
  const char *word,
  RsDerivation derivation,
  uint32_t mask,
  uint32_t features
) {
  RsBuffer letters = {0};
  rs_letters_append(&letters, word, strlen(word));
  const RsWord *w =
    rs_word_find(k, rs_fold_hash((const uint8_t *)letters.data, letters.count));
  bool is_found = false;
  for (uint32_t i = 0; w && i < w->form_count; i++) {
    const RsForm *f = &k->forms[w->form_first + i];
    bool is_spelt = f->letter_count == letters.count &&
                    !memcmp(k->letters + f->letters, letters.data, letters.count);
    is_found |= is_spelt && (f->features & mask) == features &&
                k->lexemes[f->lexeme].derivation == derivation;
  }
  rs_buffer_release(&letters);
  return is_found;
}

/* ------------------------------------------------------------- verbs */

#define NEEDS      RS_FEATURE_NEEDS_ENCLITIC
#define SHORT      RS_FEATURE_SHORT_MOOD
#define VOICE      (3u << RS_VOICE_SHIFT)
#define IS_PASSIVE (2u << RS_VOICE_SHIFT)
#define IS_EITHER  (3u << RS_VOICE_SHIFT)

/* Words parted by blanks; a capital mark before one says what must be set:
 * + needs a pronoun, ! short mood, P passive only, E either voice, - must not be there,
 * A and U active and passive participle, M masdar. */
static void check_words(TestCount *t, const RasidKnowledge *k, const char *words) {
  char copy[2048];
  snprintf(copy, sizeof copy, "%s", words);
  for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
    uint32_t mask = 0, features = 0;
    RsDerivation derivation = RS_DERIVED_NONE;
    bool is_wanted = true;
    switch (*word) {
      case '+': mask = features = NEEDS; break;
      case '!': mask = features = SHORT; break;
      case 'P': mask = VOICE, features = IS_PASSIVE; break;
      case 'E': mask = VOICE, features = IS_EITHER; break;
      case '-': is_wanted = false; break;
      case 'A': derivation = RS_DERIVED_ACTIVE_PARTICIPLE; break;
      case 'U': derivation = RS_DERIVED_PASSIVE_PARTICIPLE; break;
      case 'M': derivation = RS_DERIVED_MASDAR; break;
      default: word--;
    }
    word++;
    CHECK_THAT(t, has_form(k, word, derivation, mask, features) == is_wanted, word);
  }
}

static void test_verbs(TestCount *t) {
  static const struct {
    const char *line, *words;
  } verbs[] = {
    {"قَصَفَ\tيَقْصِفُ\tقصف\t1\tقَصْف\ttr",
     "Eقصف Eقصفت قصفا قصفتا قصفوا +قصفو قصفن قصفتم قصفنا Eيقصف تقصف أقصف نقصف يقصفون !يقصفوا "
     "+يقصفو يقصفان !يقصفا تقصفين يقصفن اقصف اقصفوا Aقاصف Aقاصفة Aقاصفون Uمقصوف Uمقصوفة Mقصف "
     "Mقصفا -قصفون -قوصف"},
    {"شَنَّ\tيَشُنُّ\tشنن\t1\tشَنّ\ttr",
     "Eشن شنت شنوا شننا شننت يشن يشنون يشنن شنوا Aشان Uمشنون Mشن -شنيت"},
    {"قَالَ\tيَقُولُ\tقول\t1\tقَوْل\ttr",
     "قال قالت قالوا +قالو قلت قلنا قلن Pقيل Pقيلت يقول !يقل !تقل !أقل Pيقال Pتقال يقلن يقولون "
     "!يقولوا قل قولوا Aقائل Aقائلا Uمقول Mقول"},
    {"بَاعَ\tيَبِيعُ\tبيع\t1\tبَيْع\ttr", "باع بعت Pبيع يبيع !يبع Pيباع Aبائع Uمبيع"},
    {"خَافَ\tيَخَافُ\tخوف\t1\tخَوْف\ttr", "خاف يخاف !يخف خفت Eيخاف Aخائف Uمخوف"},
    {"رَمَى\tيَرْمِي\tرمي\t1\tرَمْي\ttr",
     "رمى +رما رمت رميا رمتا رموا +رمو رميت رمينا Pرمي Eرموا يرمي !يرم يرمون يرميان ترمين Pيرمى "
     "+يرما ارم ارموا Aرامي Aرام Aرامية Aرامون Uمرمي Uمرمية Mرمي"},
    {"دَعَا\tيَدْعُو\tدعو\t1\tدَعْوَة|دُعَاء\ttr|إلى",
     "دعا دعت دعوا دعوت دعونا Pدعي Pدعيت يدعو !يدع يدعون Pيدعى ادع Aداعي Aداعية Uمدعو Uمدعوة "
     "Uمدعوون Mدعوة Mدعوات Mدعاء"},
    {"بَقِيَ\tيَبْقَى\tبقي\t1\tبَقَاء\tin",
     "بقي بقيت بقوا بقين يبقى +يبقا !يبق يبقون Aباقي Aباقون"},
    {"وَصَلَ\tيَصِلُ\tوصل\t1\tوُصُول\tin|إلى", "Eوصل وصلوا يصل يصلون Pيوصل صل Aواصل Uموصول Mوصول"},
    {"جَاءَ\tيَجِيءُ\tجيء\t1\tمَجِيء\tin|ب",
     "جاء جاءت جاؤوا جاءوا جئت جئنا Pجيء يجيء !يجئ يجيئون Mمجيء -جاءون"},
    {"بَدَأَ\tيَبْدَأُ\tبدء\t1\tبَدْء\ttr",
     "بدأ بدأت بدأوا بدؤوا بدءوا بدآ Pبدئ يبدأ يبدأون يبدؤون يبدآن Aبادئ Uمبدوء Mبدء Mبدءا"},
    {"سَأَلَ\tيَسْأَلُ\tسءل\t1\tسُؤَال\ttr", "سأل Pسئل يسأل Aسائل Uمسؤول Uمسؤولون +قت"},
    {"أَخَذَ\tيَأْخُذُ\tءخذ\t1\tأَخْذ\ttr", "أخذ آخذ Pيؤخذ يأخذون Aآخذ Uمأخوذ"},
    {"آلَ\tيَؤُولُ\tءول\t1\tمَآل\tin|إلى", "آل آلت ألت يؤول Aآئل"},
    {"أَكَّدَ\tيُؤَكِّدُ\tءكد\t2\t*\ttr", "Eأكد يؤكد أؤكد Aمؤكد Mتأكيد Mتأكيدات Mتأكيدا"},
    {"سَمَّى\tيُسَمِّي\tسمو\t2\t*\ttr", "سمى سمت سموا Pسمي يسمي Pيسمى Mتسمية Mتسميات"},
    {"بَرَّأَ\tيُبَرِّئُ\tبرء\t2\t*\ttr", "برأ Pبرئ يبرئ Pيبرأ Aمبرئ Mتبرئة"},
    {"قَاتَلَ\tيُقَاتِلُ\tقتل\t3\t*|قِتَال\ttr", "قاتل Pقوتل يقاتل Aمقاتل Aمقاتلون Mمقاتلة Mقتال"},
    {"نَادَى\tيُنَادِي\tندو\t3\t*\ttr", "نادى نادوا Pنودي ينادي Pينادى Mمناداة"},
    {"أَعْلَنَ\tيُعْلِنُ\tعلن\t4\t*\ttr", "Eأعلن أعلنوا Eيعلن أعلنا Aمعلن Mإعلان Mإعلانات"},
    {"أَعَادَ\tيُعِيدُ\tعود\t4\t*\ttr",
     "أعاد أعدت Pأعيد Pأعيدت يعيد !يعد Pيعاد Aمعيد Uمعاد Mإعادة"},
    {"أَعَدَّ\tيُعِدُّ\tعدد\t4\t*\ttr", "أعد أعددت يعد يعدون Mإعداد"},
    {"أَلْقَى\tيُلْقِي\tلقي\t4\t*\ttr",
     "ألقى +ألقا ألقت ألقوا ألقيت Pألقي يلقي !يلق Pيلقى Aملقي Uملقى Uملقاة Mإلقاء Mإلقاءات"},
    {"أَوْقَفَ\tيُوقِفُ\tوقف\t4\t*\ttr", "Eأوقف يوقف Aموقف Mإيقاف"},
    {"آمَنَ\tيُؤْمِنُ\tءمن\t4\t*\ttr|ب", "آمن آمنوا آمنا Pأومن يؤمن Aمؤمن Mإيمان"},
    {"أَسَاءَ\tيُسِيءُ\tسوء\t4\t*\tin|إلى", "أساء أسأت Pأسيء يسيء !يسئ Mإساءة Mإساءات"},
    {"تَحَدَّى\tيَتَحَدَّى\tحدي\t5\t*\ttr", "تحدى تحدت تحدوا يتحدى Aمتحدي Mتحدي Mتحد Mتحديات"},
    {"تَوَقَّفَ\tيَتَوَقَّفُ\tوقف\t5\t*\tin|عن", "توقف يتوقف Aمتوقف Mتوقف"},
    {"تَبَادَلَ\tيَتَبَادَلُ\tبدل\t6\t*\ttr", "تبادل Pتبودل يتبادل Aمتبادل Mتبادل"},
    {"تَسَاءَلَ\tيَتَسَاءَلُ\tسءل\t6\t*\tin", "تساءل يتساءل Aمتسائل Mتساؤل Mتساؤلات"},
    {"اِنْسَحَبَ\tيَنْسَحِبُ\tسحب\t7\t*\tin|من", "انسحب ينسحب Aمنسحب Mانسحاب Mانسحابات"},
    {"اِحْتَلَّ\tيَحْتَلُّ\tحلل\t8\t*\ttr", "احتل احتللت احتلوا يحتل Aمحتل Uمحتل Mاحتلال"},
    {"اِخْتَارَ\tيَخْتَارُ\tخير\t8\t*\ttr", "اختار اخترت Pاختير يختار !يختر Mاختيار"},
    {"اِتَّصَلَ\tيَتَّصِلُ\tوصل\t8\t*\tin|ب", "Eاتصل يتصل Aمتصل Mاتصال Mاتصالات"},
    {"اِنْتَهَى\tيَنْتَهِي\tنهي\t8\t*\tin|من", "انتهى انتهت انتهوا ينتهي !ينته Aمنتهي Mانتهاء"},
    {"اِئْتَلَفَ\tيَأْتَلِفُ\tءلف\t8\t*\tin|مع", "ائتلف يأتلف Aمؤتلف Mائتلاف"},
    {"اِسْتَعَادَ\tيَسْتَعِيدُ\tعود\t10\t*\ttr",
     "استعاد استعدت Pاستعيد يستعيد !يستعد Pيستعاد Aمستعيد Uمستعاد Mاستعادة"},
    {"اِسْتَعَدَّ\tيَسْتَعِدُّ\tعدد\t10\t*\tin|ل", "استعد استعددنا يستعد Aمستعد Mاستعداد"},
    {"اِسْتَدْعَى\tيَسْتَدْعِي\tدعو\t10\t*\ttr", "استدعى Pاستدعي يستدعي Pيستدعى Mاستدعاء"},
    {"اِسْتَوْعَبَ\tيَسْتَوْعِبُ\tوعب\t10\t*\ttr", "استوعب Mاستيعاب"},
    {"سَيْطَرَ\tيُسَيْطِرُ\tسيطر\tQ1\t*\tin|على", "سيطر يسيطر Aمسيطر Mسيطرة"},
    {"تَدَهْوَرَ\tيَتَدَهْوَرُ\tدهور\tQ2\t*\tin", "تدهور يتدهور Mتدهور"},
    {"اِطْمَأَنَّ\tيَطْمَئِنُّ\tطمءن\tQ4\t*\tin|إلى", "اطمأن اطمأننت يطمئن Aمطمئن Mاطمئنان"},
  };
  for (size_t i = 0; i < RS_COUNT_OF(verbs); i++) {
    char line[512];
    snprintf(line, sizeof line, "v.x\t%s\tgloss\n", verbs[i].line);
    RsBuffer faults = {0};
    RasidKnowledge *k = compile(&(File) {"lexicon/verbs.tsv", line}, 1, &faults, true);
    CHECK_THAT(t, k != NULL, faults.data);
    if (k && strcmp(verbs[i].words, "")) {
      char *bait = strstr(verbs[i].words, " +قت"); /* a form of another verb: not there */
      char words[2048];
      snprintf(words, sizeof words, "%s", verbs[i].words);
      if (bait) words[bait - verbs[i].words] = '\0';
      check_words(t, k, words);
    }
    rs_buffer_release(&faults);
    rasid_knowledge_free(k);
  }
}

/* ------------------------------------------------------------- nouns */

static void test_nominals(TestCount *t) {
  static const File files[] = {
    {"lexicon/nouns.tsv",
     "n.1\tحُكُومَة\tحكم\tf\t+ات\th\tg\n"
     "n.2\tمُسْتَوًى\tسوي\tm\tمُسْتَوَيَات\t-\tlevel\n"
     "n.3\tقَاضٍ\tقضي\tm\tقُضَاة\th|t\tjudge\n"
     "n.4\tصَدِيق\tصدق\tm\tأَصْدِقَاء\th\tfriend\n"
     "n.5\tمُفَاوِض\tفوض\tm\t+ون\th\tnegotiator\n"
     "n.6\tقَنَاة\tقنو\tf\t+ات\t-\tcanal\n"
     "n.7\tمُبَارَاة\tبري\tf\t+ات\t-\tmatch\n"
     "n.8\tمُحَامٍ\tحمي\tm\t+ون\th\tlawyer\n"
     "n.9\tمَسْعًى\tسعي\tm\tمَسَاعٍ\t-\teffort\n"
     "n.10\tشَيْء\tشيء\tm\tأَشْيَاء\t-\tthing\n"
     "n.11\tجُنْدِيّ\tجند\tm\tجُنُود\th\tsoldier\n"},
    {"lexicon/adjectives.tsv",
     "a.1\tجَدِيد\tجدد\tجُدُد\t-\t-\tnew\n"
     "a.2\tأَكْبَر\tكبر\tأَكَابِر\tكُبْرَى\t-\tgreatest\n"
     "a.3\tأَهَمّ\tهمم\t-\t-\t-\tmost important\n"
     "a.4\tمَاضٍ\tمضي\t+ون\tمَاضِيَة\t-\tpast\n"},
  };
  RsBuffer faults = {0};
  RasidKnowledge *k = compile(files, 2, &faults, true);
  CHECK_THAT(t, k != NULL, faults.data);
  if (k) {
    check_words(
      t,
      k,
      "حكومة +حكومت حكومتان حكومتين حكومتي حكومات -حكومةا مستوى +مستوا مستويات مستويان قاض قاضي "
      "قاضيا قاضيان قضاة +قضات صديق صديقا صديقان أصدقاء +أصدقاؤ +أصدقائ مفاوضون مفاوضين مفاوضو "
      "مفاوضي قنوات مباريات محام محامي محامون محامين محامو مساع مساعي شيء شيئا أشياء جندي جنديا "
      "جنديان جنود جنودا جديد جديدة جديدا جدد جديدات أكبر كبرى +كبرا -أكبرة أهم -أهمة ماض ماضي "
      "ماضية ماضون ماضين"
    );
    CHECK(
      t,
      has_form(k, "حكومة", RS_DERIVED_NONE, RS_FEATURE_NO_ENCLITIC, RS_FEATURE_NO_ENCLITIC)
    );
    CHECK(
      t, has_form(k, "مفاوضو", RS_DERIVED_NONE, RS_FEATURE_CONSTRUCT, RS_FEATURE_CONSTRUCT)
    );
  }
  rs_buffer_release(&faults);
  rasid_knowledge_free(k);
}

/* ------------------------------------------------------------- references */

static const File world[] = {
  {"codes/sectors.tsv", "se.gov\tGOV\tgovernment\nse.mil\tMIL\tmilitary\n"},
  {"codes/events.tsv",
   "ev.a\tASSAULT\t-\t4\t-9\t-\nev.b\tASSAULT\taerial\t4\t-9\tmilitary\n"},
  {"codes/cameo.tsv", "cm.195\t195\tASSAULT\taerial\t-10\tair strike\n"},
  {"lexicon/verbs.tsv",
   "v.shanna\tشَنَّ\tيَشُنُّ\tشنن\t1\tشَنّ\ttr\tlaunch\n"
   "v.naffadha\tنَفَّذَ\tيُنَفِّذُ\tنفذ\t2\t*\ttr\tcarry out\n"},
  {"lexicon/nouns.tsv",
   "n.raid\tغَارَة\tغور\tf\t+ات\t-\traid\nn.army\tجَيْش\tجيش\tm\tجُيُوش\th\tarmy\n"},
  {"places/countries.tsv",
   "co.syr\tSYR\tSY\tSyria\tسوريا|سورية|الجمهورية العربية السورية\tسوري\t-\tدمشق\tDamascus\t33.51\t36.29\n"
   "co.kor\tKOR\tKR\tSouth Korea\tكوريا الجنوبية\tكوري جنوبي\t-\tسيول\tSeoul\t37.5\t127\n"},
  {"actors/actors.tsv",
   "ac.x\tX\tجبهة النصرة|النصرة?\tORG\tSYR\t-\t-\t-\n"
   "ac.y\tY\tفلان الفلاني\tPER\tSYR\t-\t-\tGOV@2014-06-08..\n"},
  {"actors/roles.tsv", "ro.army\tجيش\tMIL\tinstitution\tarmy\n"},
  {"time/timewords.tsv",
   "tw.m\tشهر|شهرا|شهران|شهرين|أشهر\tunit\tmonth\ntw.e\tأواخر\tpart\t21-31\n"},
  {"time/numbers.tsv", "num.half\tنصف\t0.5\tfraction\nnum.13\tثلاثة عشر\t13\tteen\n"},
  {"patterns/assault.tsv",
   "p.assault.raid\tV:شن/نفذ .. [N:غارة]\tASSAULT\taerial\t195\ta=subj r=prep:على mutual\tpol need=W:جوية,N:غارة topic=art\n"},
};

static void test_references(TestCount *t) {
  RsBuffer faults = {0};
  RasidKnowledge *k = compile(world, RS_COUNT_OF(world), &faults, true);
  CHECK_THAT(t, k != NULL, faults.data);
  rs_buffer_release(&faults);
  if (!k) return;
  CHECK(t, k->patterns_count == 1 && k->items_count == 1 && k->conditions_count == 1);
  const RsItem *item = &k->items[0];
  CHECK(t, item->element_count == 3 && item->anchor == 2);
  CHECK(t, item->from_mention == 2 && item->to_mention == 2);
  const RsElement *verbs = &k->elements[item->element_first];
  CHECK(t, verbs->kind == RS_ELEMENT_LEXEME && verbs->count == 2);
  CHECK(t, verbs[1].kind == RS_ELEMENT_GAP);
  const RsPattern *p = &k->patterns[0];
  CHECK(t, p->actor_count == 1 && p->recipient_count == 1);
  CHECK(t, k->role_sources[p->recipient_first].kind == RS_ROLE_PREPOSITION);
  CHECK(t, p->flags & RS_PATTERN_MUTUAL && p->flags & RS_PATTERN_POLITICAL);
  CHECK(t, p->forbidden_topics == (1u << RS_TOPIC_SPORT | 1u << RS_TOPIC_ART));
  CHECK(t, k->conditions[0].kind == RS_CONDITION_NEED && k->conditions[0].count == 2);
  CHECK(
    t,
    k->terms_count == 1 && k->terms[0].from_day == 16229 && k->terms[0].to_day == INT32_MAX
  );
  CHECK(t, k->roles_count == 1 && k->actors_count == 2 && k->countries_count == 2);
  CHECK(
    t, has_form(k, "سوريا", RS_DERIVED_NONE, RS_FEATURE_NO_ARTICLE, RS_FEATURE_NO_ARTICLE)
  );
  CHECK(t, has_form(k, "سوريون", RS_DERIVED_NISBA, 0, 0));
  CHECK(t, has_form(k, "سورية", RS_DERIVED_NISBA, 0, 0));
  unsigned singular = 0, dual = 0, plural = 0, tentative = 0;
  for (uint32_t i = 0; i < k->phrases_count; i++) {
    const RsPhrase *f = &k->phrases[i];
    tentative += f->tentative;
    if (f->kind != RS_PHRASE_TIMEWORD || f->detail != RS_TIME_UNIT) continue;
    singular += f->value_to == 1, dual += f->value_to == 2, plural += f->value_to == 3;
  }
  CHECK(t, singular == 2 && dual == 2 && plural == 1 && tentative == 1);
  rasid_knowledge_free(k);
}

/* ------------------------------------------------------------- faults */

static void test_faults(TestCount *t) {
  static const File files[] = {
    {"codes/events.tsv",
     "ev.a\tASSAULT\t-\t4\t-9\t-\nev.b\tASSAULT\tair\t9999999999\t-9\t-\n"},
    {"clause/topics.tsv", "tp.a\tW:مباراة\tsport\t-1\ntp.b\tW:هدف\tsport\t2/0\n"},
    {"codes/cameo.tsv", "cm.190\t190\tASSAULT\t-\t-10\tforce\n"},
    {"lexicon/nouns.tsv",
     "n.a\tبَيْت\tبيت\tm\tبُيُوت\tl\thouse\n"
     "n.a\tدَار\tدور\tf\tدُور\tl\thouse\n"
     "v.b\tباب\tبوب\tm\tأبواب\t-\tdoor\n"
     "n.c\tباب\n"
     "n.d\tباب\tبوب\tx\tأبواب\t-\tdoor\n"
     "n.e\tبـاب\tبوب\tm\t-\t-\tdoor\n"
     "n.f\tبَيْت\tبيت\tm\t-\t-\thouse again\n"
     "n.g\t\xff\tبيت\tm\t-\t-\thouse\n"
     "n.H\tبرج\tبرج\tm\t-\t-\ttower\n"
     "n.i\t\xe2\x80\x8fبرج\tبرج\tm\t-\t-\ttower\n"},
    {"lexicon/verbs.tsv",
     "v.a\tكَتَبَ\tيَكْتُبُ\tكسر\t1\tكَتْب\ttr\twrite\n"
     "v.b\tكَتَبَ\tيَكْتُبُ\tكتب\t2\t*\ttr\twrite\n"
     "v.c\tكَتَبَ\tيَكْتُبُ\tكتب\t11\tكَتْب\ttr\twrite\n"},
    {"places/places.tsv", "pl.a\tX\tبرج\t-\t-\ttown\t95\t36\t1\t-\n"},
    {"patterns/x.tsv",
     "p.x.a\tV:طار\tASSAULT\t-\t190\t-\t-\n"
     "p.x.b\tW:طار\tASSAULT\tsea\t190\t-\t-\n"
     "p.x.c\tW:طار\tASSAULT\t-\t199\t-\t-\n"
     "p.x.d\tX:طار\tASSAULT\t-\t190\t-\t-\n"
     "p.x.e\tW:طار\tASSAULT\t-\t190\tq=subj\tmaybe\n"},
    {"time/days.tsv",
     "nd.a\tعيد\t13-40\nnd.b\tعيد\t11 someday 4\nnd.c\tعيد\teaster 0\t99\n"},
    {"time/hijri.tsv",
     "hy.a\t1440\t2018-09-11\t29|30|29|30|30|30|29|30|29|30|29|29\n"
     "hy.b\t1441\t2019-09-01\t29|30|29|30|30|30|29|30|29|30|29|29\n"
     "hy.c\t1441\t2019-08-31\t29|30\n"},
    {"time/timewords.tsv", "tw.a\tكذا\tnever\t-\n"},
  };
  static const char *const expected[] = {
    "codes/events.tsv:2: quad must be 1 to 4, score -10 to 10\n",
    "clause/topics.tsv:1: weight must be 1 to 3\n",
    "clause/topics.tsv:2: weight must be 1 to 3\n",
    "lexicon/nouns.tsv:2: the id n.a stands already in lexicon/nouns.tsv:1\n",
    "lexicon/nouns.tsv:3: the id must begin with n.\n",
    "lexicon/nouns.tsv:4: 2 columns, not 4 to 7\n",
    "lexicon/nouns.tsv:5: unknown gender `x`\n",
    "lexicon/nouns.tsv:6: byte 7: a tatweel\n",
    "lexicon/nouns.tsv:7: lemma, root and part of speech are those of n.a\n",
    "lexicon/nouns.tsv:8: byte 5: not valid UTF-8\n",
    "lexicon/nouns.tsv:9: the id may hold a-z 0-9 . _ - only\n",
    "lexicon/nouns.tsv:10: byte 5: a bidirectional control character\n",
    "lexicon/verbs.tsv:1: the perfect does not hold the root\n",
    "lexicon/verbs.tsv:2: form 2 doubles its second radical\n",
    "lexicon/verbs.tsv:3: unknown form, not 1 to 10 or Q1 to Q4\n",
    "places/places.tsv:1: column 7: a coordinate from -90 to 90\n",
    "patterns/x.tsv:1: warning: V:طار is not known: add it to lexicon/verbs.tsv\n",
    "patterns/x.tsv:2: no event type `ASSAULT` with mode `sea`\n",
    "patterns/x.tsv:3: unknown CAMEO code `199`\n",
    "patterns/x.tsv:4: `X:طار` must begin with V: M: T: U: D: N: A: or W:\n",
    "patterns/x.tsv:5: unknown role `q=subj`\n",
    "patterns/x.tsv:5: unknown condition `maybe`\n",
    "time/days.tsv:1: column 3: a rule such as",
    "time/days.tsv:2: column 3: a rule such as",
    "time/days.tsv:3: column 4: a number of days from 1 to 40\n",
    "time/hijri.tsv:2: does not begin where the year before it ends\n",
    "time/hijri.tsv:3: a year, its first day and the lengths of twelve months\n",
    "time/timewords.tsv:1: unknown kind never\n",
  };
  RsBuffer faults = {0};
  CHECK(t, compile(files, RS_COUNT_OF(files), &faults, false) == NULL);
  for (size_t i = 0; i < RS_COUNT_OF(expected); i++) {
    CHECK_THAT(t, strstr(faults.data, expected[i]) != NULL, expected[i]);
  }
  rs_buffer_release(&faults);
  static const File unknown = {"clause/cues.tsv", "cue.a\tV:طار\tplan\n"};
  RasidKnowledge *k = compile(&unknown, 1, NULL, false);
  CHECK(t, k && k->cues_count == 0);
  rasid_knowledge_free(k);
  CHECK(t, compile(&unknown, 1, NULL, true) == NULL);
}

/* ------------------------------------------------------------- degenerate and the same */

static void test_degenerate(TestCount *t) {
  RasidKnowledge *k = compile(NULL, 0, NULL, true);
  CHECK(t, k && k->words_count == 0 && rs_word_find(k, 1) == NULL);
  rasid_knowledge_free(k);
  static const char *const texts[] = {"", "\n", "\n\n#\n", "#x", "n.a\tباب\tبوب\tm\r\n"};
  for (size_t i = 0; i < RS_COUNT_OF(texts); i++) {
    k = compile(&(File) {"lexicon/nouns.tsv", texts[i]}, 1, NULL, true);
    CHECK_THAT(t, k != NULL, texts[i]);
    rasid_knowledge_free(k);
  }
  static const char *const bad[] = {"\t", "n.a", "\xff", "n.a\t\t\t\t", "n.\tباب\tبوب\tm"};
  for (size_t i = 0; i < RS_COUNT_OF(bad); i++) {
    CHECK_THAT(t, !compile(&(File) {"lexicon/nouns.tsv", bad[i]}, 1, NULL, true), bad[i]);
  }
  RsCompiler *c = rs_compiler_new(false);
  RsBuffer image = {0};
  CHECK(t, rs_compiler_add_source(c, "lexicon/nouns.tsv", "x", (RsBytes) {"\0", 1}, NULL));
  CHECK(t, !rs_compiler_run(c, &image, NULL) && image.count == 0);
  CHECK(t, !rs_compiler_add_source(c, "other.txt", "x", (RsBytes) {"", 0}, NULL));
  CHECK(t, !rs_compiler_add_directory(c, "/nonexistent", NULL));
  rs_compiler_free(c);
  rs_compiler_free(NULL);
}

static void test_same(TestCount *t) {
  RasidKnowledge *one = compile(world, RS_COUNT_OF(world), NULL, true);
  File turned[RS_COUNT_OF(world)];
  for (size_t i = 0; i < RS_COUNT_OF(world); i++)
    turned[RS_COUNT_OF(world) - 1 - i] = world[i];
  RasidKnowledge *two = compile(turned, RS_COUNT_OF(world), NULL, true);
  CHECK(t, one && two && one->byte_count == two->byte_count);
  CHECK(t, one && two && !memcmp(one->bytes, two->bytes, one->byte_count));
  rasid_knowledge_free(one);
  rasid_knowledge_free(two);
}

/* Examples leave the text, and with it the knowledge, but the numbers of lines stay. */
static void test_examples(TestCount *t) {
  static const char text[] = "+\tx\n"
                             "p.a\tV:x\tA\t-\t1\n"
                             "+\tyes\n"
                             "# note\n"
                             "-\tno\r\n"
                             "-no\n"
                             "p.longer-id\tV:x\tA\t-\t1\n"
                             "-\tlast";
  RsCompiler *c = rs_compiler_new(false);
  CHECK(
    t,
    rs_compiler_add_source(
      c, "patterns/x.tsv", "x.tsv", (RsBytes) {text, sizeof text - 1}, NULL
    )
  );
  size_t count, faults;
  const RsExample *examples = rs_compiler_examples(c, &count);
  CHECK(t, count == 3);
  CHECK(
    t, examples[0].must_fire && examples[0].line == 3 && !strcmp(examples[0].entry, "p.a")
  );
  CHECK(
    t, !examples[1].must_fire && examples[1].line == 5 && !strcmp(examples[1].text, "no")
  );
  CHECK(t, !strcmp(examples[2].entry, "p.longer-id") && !strcmp(examples[2].text, "last"));
  const RsFault *list = rs_compiler_faults(c, &faults);
  CHECK(t, faults == 2 && list[0].line == 1 && list[1].line == 6);
  rs_compiler_free(c);
  static const File with = {"patterns/x.tsv", "# a\n+\tx\n"};
  RasidKnowledge *k = compile(&with, 1, NULL, false);
  CHECK(t, k == NULL);
}

int main(void) {
  TestCount t = {0};
  test_degenerate(&t);
  test_same(&t);
  test_verbs(&t);
  test_nominals(&t);
  test_references(&t);
  test_faults(&t);
  test_examples(&t);
  return test_end(&t);
}
