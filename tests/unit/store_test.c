/* The store: what comes out is what the writers make of the same records, byte for byte. */
#include "sample_record.h"
#include "store/store.h"
#include "test.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/rasid-store-XXXXXX";

static bool add_to_buffer(void *context, const char *data, size_t bytes) {
  rs_buffer_add(context, data, bytes);
  return true;
}

static RasidInput input_of(const char *id, const char *date) {
  static const char text[] = "غارة على كيدال";
  return (RasidInput) {
    .id = id,
    .text = text,
    .text_bytes = sizeof text - 1,
    .date = date,
    .outlet = "صحيفة",
  };
}

static const RasidRun *run_of(const char *version) {
  static RasidRun run;
  run.knowledge_version = version;
  return &run;
}

static void remove_database(void) {
  char name[64];
  static const char *const ends[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < RS_COUNT_OF(ends); i++) {
    snprintf(name, sizeof name, "%s%s", path, ends[i]);
    unlink(name);
  }
}

static void execute(const char *sql) {
  sqlite3 *database = NULL;
  if (sqlite3_open(path, &database) || sqlite3_exec(database, sql, NULL, NULL, NULL)) {
    printf("%s: %s\n", sql, sqlite3_errmsg(database));
  }
  sqlite3_close(database);
}

static RasidErrorCode open_code(bool is_read_only) {
  RasidError error = {0};
  RasidStore *store = rasid_store_open(path, is_read_only, &error);
  rasid_store_free(store);
  return store ? RASID_OK : error.code;
}

static RsBuffer written(
  RasidStore *store, const RasidStoreFilter *filter, RasidFormat format
) {
  RasidWriteOptions options = {.format = format};
  RsBuffer out = {0};
  rasid_store_write(store, filter, &options, add_to_buffer, &out, NULL);
  return out;
}

static size_t count_of(RasidStore *store, RasidStoreFilter filter) {
  RsBuffer out = written(store, &filter, RASID_FORMAT_JSONL);
  size_t lines = 0;
  for (size_t i = 0; i < out.count; i++)
    lines += out.data[i] == '\n';
  rs_buffer_release(&out);
  return lines;
}

static void test_same_bytes(TestCount *t, RasidStore *store) {
  static const RasidFormat formats[] = {
    RASID_FORMAT_JSONL,
    RASID_FORMAT_CSV,
    RASID_FORMAT_TABLE,
  };
  for (size_t i = 0; i < RS_COUNT_OF(formats); i++) {
    RasidWriteOptions options = {.format = formats[i]};
    RsBuffer wanted = {0};
    for (size_t e = 0; e < 2; e++) {
      RsRecord record = {
        .document = "a",
        .published = "2024-03-05",
        .outlet = "صحيفة",
        .event = &sample_events[e]};
      rs_record_write(&wanted, &record, &options);
    }
    RsBuffer out = written(store, NULL, formats[i]);
    CHECK(t, out.count == wanted.count && !memcmp(out.data, wanted.data, out.count));
    rs_buffer_release(&out);
    rs_buffer_release(&wanted);
  }
}

/* A name of several places keeps them all, each with what is known of it. */
static void test_candidates(TestCount *t, RasidStore *store) {
  static const RasidPlaceCandidate candidates[] = {
    {"Tripoli", "LBY", "Tripoli", 32.8872, 13.1913, "pl.tripoli-lby"},
    {"Tripoli", "LBN", "North", 34.4367, 35.8497, "pl.tripoli-lbn"},
    {"Nowhere", NULL, NULL, NAN, NAN, "pl.none"},
  };
  RasidPlace place = sample_place;
  place.candidates = candidates;
  place.candidate_count = RS_COUNT_OF(candidates);
  RasidEvent event = sample_events[0];
  event.place = &place;
  RasidInput input = input_of("candidates", "2024-03-05");
  RasidStoreFilter filter = {.document = "candidates"};
  RasidWriteOptions options = {.format = RASID_FORMAT_JSONL};
  RsRecord record = {
    .document = "candidates",
    .published = "2024-03-05",
    .outlet = input.outlet,
    .event = &event,
  };
  RsBuffer wanted = {0};
  rs_record_write(&wanted, &record, &options);
  CHECK(t, rs_store_put(store, &input, &event, 1, run_of("v1"), NULL));
  RsBuffer out = written(store, &filter, RASID_FORMAT_JSONL);
  CHECK(t, out.count == wanted.count && !memcmp(out.data, wanted.data, out.count));
  CHECK(t, memmem(out.data, out.count, "pl.tripoli-lbn", 14) != NULL);
  CHECK(t, rs_store_put(store, &input, NULL, 0, run_of("v2"), NULL));
  rs_buffer_release(&out);
  rs_buffer_release(&wanted);
}

static void test_replacing(TestCount *t, RasidStore *store) {
  RasidInput first = input_of("a", "2024-03-05"), second = input_of("b", NULL);
  uint64_t documents, events;
  CHECK(t, rs_store_put(store, &second, &sample_events[1], 1, run_of("v2"), NULL));
  CHECK(t, rs_store_put(store, &first, sample_events, 2, run_of("v2"), NULL));
  CHECK(t, rasid_store_count(store, &documents, &events, NULL));
  CHECK(t, documents == 2 && events == 3);
  RsBuffer out = written(store, NULL, RASID_FORMAT_JSONL);
  rs_buffer_add_char(&out, '\0');
  const char *a = strstr(out.data, "\"doc\": \"a\""),
             *b = strstr(out.data, "\"doc\": \"b\"");
  CHECK(t, a && b && a < b); /* a replaced document keeps its place */
  rs_buffer_release(&out);
  CHECK(t, rs_store_put(store, &first, NULL, 0, run_of("v3"), NULL));
  CHECK(t, rasid_store_count(store, &documents, &events, NULL) && events == 1);
  CHECK(t, rs_store_put(store, &first, sample_events, 2, run_of("v3"), NULL));
}

static void test_filters(TestCount *t, RasidStore *store) {
  CHECK(t, count_of(store, (RasidStoreFilter) {0}) == 3);
  CHECK(t, count_of(store, (RasidStoreFilter) {.event = "CONSULT"}) == 2);
  CHECK(t, count_of(store, (RasidStoreFilter) {.event = "x' OR '1'='1"}) == 0);
  CHECK(t, count_of(store, (RasidStoreFilter) {.document = "a"}) == 2);
  CHECK(
    t, count_of(store, (RasidStoreFilter) {.from = "2024-03-04", .to = "2024-03-04"}) == 1
  );
  CHECK(t, count_of(store, (RasidStoreFilter) {.from = "2024-03-05"}) == 0);
  CHECK(t, count_of(store, (RasidStoreFilter) {.to = "2024-03-03"}) == 0);
  CHECK(t, count_of(store, (RasidStoreFilter) {.limit = 2}) == 2);
  RasidStoreFilter wrong = {.from = "gestern"};
  RasidError error = {0};
  CHECK(t, !rasid_store_write(store, &wrong, NULL, add_to_buffer, NULL, &error));
  CHECK(t, error.code == RASID_ERROR_ARGUMENT);
}

static void test_transactions(TestCount *t, RasidStore *store) {
  RasidInput input = input_of("c", NULL);
  RasidError error = {0};
  uint64_t documents, events;
  CHECK(t, rasid_store_begin(store, NULL));
  CHECK(t, rs_store_put(store, &input, sample_events, 2, run_of("v"), NULL));
  CHECK(t, rasid_store_rollback(store, NULL) && rasid_store_rollback(store, NULL));
  CHECK(t, rasid_store_count(store, &documents, &events, NULL) && documents == 2);
  RasidEvent broken = sample_events[1];
  broken.status = NULL; /* which no table takes */
  CHECK(t, rasid_store_begin(store, NULL));
  CHECK(t, rs_store_put(store, &input, sample_events, 2, run_of("v"), NULL));
  CHECK(t, !rs_store_put(store, &input, &broken, 1, run_of("v"), &error));
  CHECK(t, error.code == RASID_ERROR_DATABASE);
  CHECK(t, rasid_store_commit(store, NULL));
  CHECK(t, rasid_store_count(store, &documents, &events, NULL) && events == 5);
  CHECK(t, !rasid_store_commit(store, &error));
  input.id = NULL;
  CHECK(t, !rs_store_put(store, &input, NULL, 0, run_of("v"), &error));
  CHECK(t, error.code == RASID_ERROR_ARGUMENT);
}

static void test_read_only(TestCount *t) {
  RasidInput input = input_of("d", NULL);
  RasidError error = {0};
  RasidStore *store = rasid_store_open(path, true, &error);
  CHECK(t, store != NULL);
  if (!store) return;
  CHECK(t, count_of(store, (RasidStoreFilter) {0}) == 5);
  CHECK(t, !rs_store_put(store, &input, sample_events, 1, run_of("v"), &error));
  CHECK(t, error.code == RASID_ERROR_DATABASE);
  rasid_store_free(store);
}

static void test_refusals(TestCount *t) {
  execute("UPDATE meta SET value = '999' WHERE key = 'schema'");
  CHECK(
    t, open_code(false) == RASID_ERROR_VERSION && open_code(true) == RASID_ERROR_VERSION
  );
  remove_database();
  CHECK(t, open_code(true) == RASID_ERROR_IO && access(path, F_OK) != 0);
  execute("CREATE TABLE theirs (x)");
  CHECK(t, open_code(false) == RASID_ERROR_VERSION);
  remove_database();
  FILE *file = fopen(path, "wb");
  if (file)
    fputs("This is a letter and not a database; it is long enough to be looked at.", file);
  if (file) fclose(file);
  CHECK(t, open_code(false) == RASID_ERROR_VERSION);
  remove_database();
  RasidError error = {0};
  CHECK(t, !rasid_store_open("/tmp", false, &error) && error.code == RASID_ERROR_IO);
  CHECK(t, !rasid_store_open("", false, &error) && error.code == RASID_ERROR_ARGUMENT);
  rasid_store_free(NULL);
}

int main(void) {
  TestCount t = {0};
  int fd = mkstemp(path);
  if (fd < 0 || close(fd)) return 1;
  RasidError error = {0};
  RasidStore *store = rasid_store_open(path, false, &error);
  if (!store) return printf("%s\n", error.message), 1;
  RasidInput input = input_of("a", "2024-03-05");
  CHECK(&t, rs_store_put(store, &input, sample_events, 2, run_of("v1"), NULL));
  test_same_bytes(&t, store);
  test_replacing(&t, store);
  test_filters(&t, store);
  test_transactions(&t, store);
  test_candidates(&t, store);
  rasid_store_free(store);
  test_read_only(&t);
  test_refusals(&t);
  remove_database();
  return test_end(&t);
}
