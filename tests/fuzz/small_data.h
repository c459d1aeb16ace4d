/* A few lines of each kind of data that make a sound knowledge file, and a sentence for it. */
#ifndef RASID_TESTS_SMALL_DATA_H
#define RASID_TESTS_SMALL_DATA_H

#include "compile/compile.h"

static const char *const small_sources[][2] = {
  {"lexicon/verbs.tsv",
   "v.qasafa\tقَصَفَ\tيَقْصِفُ\tقصف\t1\tقَصْف\ttr\tshell\n"
   "v.qatala\tقَتَلَ\tيَقْتُلُ\tقتل\t1\tقَتْل\ttr\tkill\n"},
  {"lexicon/nouns.tsv",
   "n.ghara\tغَارَة\tغور\tf\t+ات\t-\traid\n"
   "n.jundi\tجُنْدِيّ\tجند\tm\tجُنُود\th\tsoldier\n"
   "n.balda\tبَلْدَة\tبلد\tf\t+ات\tl\ttown\n"},
  {"places/countries.tsv",
   "co.syr\tSYR\tSY\tSyria\tسوريا\tسوري\t-\tدمشق\tDamascus\t33.51\t36.29\n"},
  {"actors/roles.tsv", "ro.soldier\tجندي\tMIL\tperson\tsoldier\n"},
  {"codes/events.tsv", "ev.assault\tASSAULT\t-\t4\t-9\tmilitary\n"},
  {"codes/cameo.tsv", "cm.190\t190\tASSAULT\t-\t-10\tuses force\n"},
  {"patterns/a.tsv",
   "p.assault.qasaf\tV:قصف\tASSAULT\t-\t190\t-\t-\n"
   "p.assault.ghara\tN:غارة\tASSAULT\t-\t190\t-\t-\n"},
};

static inline bool small_add(RsCompiler *compiler) {
  bool is_added = true;
  for (size_t i = 0; i < RS_COUNT_OF(small_sources) && is_added; i++) {
    RsBytes bytes = {small_sources[i][1], strlen(small_sources[i][1])};
    const char *name = small_sources[i][0];
    is_added = rs_compiler_add_source(compiler, name, name, bytes, NULL);
  }
  return is_added;
}

static inline RasidInput small_input(void) {
  static const char text[] = "قصفت طائرات سورية البلدة أمس في غارة قتلت خمسة جنود سوريين";
  return (RasidInput
  ) {.id = "fuzz", .text = text, .text_bytes = sizeof text - 1, .date = "2024-03-05"};
}

#endif
