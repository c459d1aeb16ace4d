/* Reading and storing are done by one thread, coding by as many as there are jobs.
 *
 *   read ─▶ ring of slots ─▶ handle
 *               ▲  │
 *             coders
 *
 * The ring keeps the order: a slot is filled at its end, coded by whoever is free, and handed on
 * when it has come to its head. So what comes out does not depend on how many code, nor on who
 * was faster; and the ring's size (in slots and in bytes of text) is all the memory that a run
 * takes, however long it is. A coder belongs to its thread, the knowledge to all of them.
 *
 * One lock guards the states of the slots; what is in a slot belongs to whoever's turn it is. */
#include "pipeline.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

enum {
  SLOTS_PER_JOB = 32,
  BYTES_IN_FLIGHT = 64 << 20,
  MOST_JOBS = 256
};

typedef enum {
  SLOT_FREE,
  SLOT_WAITING, /* for a coder */
  SLOT_READY    /* to be handed on */
} SlotState;

typedef struct {
  SlotState state;
  Item item;
  char *memory; /* of the item's strings */
} Slot;

typedef struct {
  const Flow *flow;
  Slot *slots;
  size_t slot_count;
  size_t head, tail; /* counted on; a slot's place is the remainder */
  size_t bytes;      /* of text between head and tail */
  bool has_ended;    /* there is nothing more to read */

  pthread_mutex_t lock;
  pthread_cond_t work, ready;
  size_t next; /* slot that a coder looks at first */
  bool stops;
} Pipeline;

typedef struct {
  Pipeline *pipeline;
  RasidCoder *coder;
  pthread_t thread;
  bool has_thread;
} Worker;

/* ------------------------------------------------------------------- slots */

static char *keep(char **at, const char *text) {
  if (!text) return NULL;
  size_t bytes = strlen(text) + 1;
  char *kept = memcpy(*at, text, bytes);
  *at += bytes;
  return kept;
}

/* Gives the item strings that outlive the reader's next step. */
static bool keep_item(Slot *slot) {
  RasidInput *input = &slot->item.input;
  RasidReject *place = &slot->item.place;
  const char **const texts[] = {
    &input->id,
    &input->title,
    &input->date,
    &input->outlet,
    &input->url,
    &place->id,
    &place->source,
    &place->message,
  };
  enum {
    TEXTS = sizeof texts / sizeof *texts
  };
  size_t bytes = input->text_bytes + 1;
  for (size_t i = 0; i < TEXTS; i++)
    bytes += *texts[i] ? strlen(*texts[i]) + 1 : 0;
  char *at = slot->memory = malloc(bytes);
  if (!at) return false;
  for (size_t i = 0; i < TEXTS; i++)
    *texts[i] = keep(&at, *texts[i]);
  if (input->text_bytes) memcpy(at, input->text, input->text_bytes);
  at[input->text_bytes] = '\0';
  input->text = at;
  return true;
}

static void empty_slot(Slot *slot) {
  rasid_document_free(slot->item.document);
  free(slot->memory);
  *slot = (Slot) {0};
}

/* Reads one item into the ring's end. */
static bool fill_slot(Pipeline *pipeline, RasidError *error) {
  Slot *slot = &pipeline->slots[pipeline->tail % pipeline->slot_count];
  const Flow *flow = pipeline->flow;
  if (!flow->next(flow->context, &slot->item)) {
    pipeline->has_ended = true;
    slot->item = (Item) {0};
    return true;
  }
  if (!keep_item(slot)) {
    error->code = RASID_ERROR_MEMORY;
    strcpy(error->message, "out of memory");
    return false;
  }
  if (!slot->item.is_reject) flow->look(flow->context, &slot->item);
  pipeline->bytes += slot->item.input.text_bytes;
  pthread_mutex_lock(&pipeline->lock);
  slot->state = slot->item.wants_coding ? SLOT_WAITING : SLOT_READY;
  pipeline->tail++;
  pthread_cond_signal(&pipeline->work);
  pthread_mutex_unlock(&pipeline->lock);
  return true;
}

static bool has_room(const Pipeline *pipeline) {
  size_t count = pipeline->tail - pipeline->head;
  bool is_light = !count || pipeline->bytes < BYTES_IN_FLIGHT;
  return !pipeline->has_ended && count < pipeline->slot_count && is_light;
}

/* ------------------------------------------------------------------ coders */

static void code_slot(RasidCoder *coder, Slot *slot) {
  Item *item = &slot->item;
  item->document = rasid_coder_code(coder, &item->input, &item->error);
}

/* The first slot that waits, or NULL; with the lock in hand. */
static Slot *waiting_slot(Pipeline *pipeline) {
  if (pipeline->next < pipeline->head) pipeline->next = pipeline->head;
  while (pipeline->next < pipeline->tail) {
    Slot *slot = &pipeline->slots[pipeline->next++ % pipeline->slot_count];
    if (slot->state == SLOT_WAITING) return slot;
  }
  return NULL;
}

static void *work(void *context) {
  const Worker *worker = context;
  Pipeline *pipeline = worker->pipeline;
  pthread_mutex_lock(&pipeline->lock);
  while (!pipeline->stops) {
    Slot *slot = waiting_slot(pipeline);
    if (!slot) {
      pthread_cond_wait(&pipeline->work, &pipeline->lock);
      continue;
    }
    pthread_mutex_unlock(&pipeline->lock);
    code_slot(worker->coder, slot);
    pthread_mutex_lock(&pipeline->lock);
    slot->state = SLOT_READY;
    pthread_cond_signal(&pipeline->ready);
  }
  pthread_mutex_unlock(&pipeline->lock);
  return NULL;
}

/* ---------------------------------------------------------------- the caller */

/* True when the slot at the head may be handed on; waits for it when nothing can be read. */
static bool is_head_ready(Pipeline *pipeline, const Worker *alone) {
  Slot *slot = &pipeline->slots[pipeline->head % pipeline->slot_count];
  if (alone) {
    if (slot->state == SLOT_WAITING) code_slot(alone->coder, slot);
    return true;
  }
  bool may_wait = !has_room(pipeline);
  pthread_mutex_lock(&pipeline->lock);
  while (may_wait && slot->state != SLOT_READY)
    pthread_cond_wait(&pipeline->ready, &pipeline->lock);
  bool is_ready = slot->state == SLOT_READY;
  pthread_mutex_unlock(&pipeline->lock);
  return is_ready;
}

static bool hand_on(Pipeline *pipeline) {
  Slot *slot = &pipeline->slots[pipeline->head % pipeline->slot_count];
  bool goes_on = pipeline->flow->handle(pipeline->flow->context, &slot->item);
  pipeline->bytes -= slot->item.input.text_bytes;
  pthread_mutex_lock(&pipeline->lock);
  empty_slot(slot);
  pipeline->head++;
  pthread_mutex_unlock(&pipeline->lock);
  return goes_on;
}

static bool run(Pipeline *pipeline, const Worker *alone, RasidError *error) {
  for (;;) {
    if (has_room(pipeline) && !fill_slot(pipeline, error)) return false;
    if (pipeline->head == pipeline->tail) {
      if (pipeline->has_ended) return true;
    } else if (is_head_ready(pipeline, alone) && !hand_on(pipeline)) {
      return false;
    }
  }
}

static void end(Pipeline *pipeline, Worker *workers, size_t jobs) {
  pthread_mutex_lock(&pipeline->lock);
  pipeline->stops = true;
  pthread_cond_broadcast(&pipeline->work);
  pthread_mutex_unlock(&pipeline->lock);
  for (size_t i = 0; i < jobs; i++) {
    if (workers[i].has_thread) pthread_join(workers[i].thread, NULL);
    rasid_coder_free(workers[i].coder);
  }
  for (size_t i = 0; i < pipeline->slot_count; i++)
    empty_slot(&pipeline->slots[i]);
  pthread_mutex_destroy(&pipeline->lock);
  pthread_cond_destroy(&pipeline->work);
  pthread_cond_destroy(&pipeline->ready);
}

static bool begin(
  Pipeline *pipeline,
  Worker *workers,
  size_t jobs,
  const RasidKnowledge *knowledge,
  const RasidCoderOptions *options,
  RasidError *error
) {
  for (size_t i = 0; i < jobs; i++) {
    Worker *worker = &workers[i];
    worker->pipeline = pipeline;
    worker->coder = rasid_coder_new(knowledge, options, error);
    if (!worker->coder) return false;
    if (jobs == 1) return true;
    worker->has_thread = !pthread_create(&worker->thread, NULL, work, worker);
    if (worker->has_thread) continue;
    error->code = RASID_ERROR_MEMORY;
    strcpy(error->message, "no more threads can be made; use fewer --jobs");
    return false;
  }
  return true;
}

bool pipeline_run(
  const Flow *flow,
  const RasidKnowledge *knowledge,
  const RasidCoderOptions *options,
  size_t jobs,
  RasidError *error
) {
  if (jobs > MOST_JOBS) jobs = MOST_JOBS;
  Pipeline pipeline = {.flow = flow, .slot_count = jobs == 1 ? 1 : jobs * SLOTS_PER_JOB};
  Worker *workers = calloc(jobs, sizeof *workers);
  pipeline.slots = calloc(pipeline.slot_count, sizeof *pipeline.slots);
  *error = (RasidError) {0};
  bool is_done = false;
  if (workers && pipeline.slots) {
    pthread_mutex_init(&pipeline.lock, NULL);
    pthread_cond_init(&pipeline.work, NULL);
    pthread_cond_init(&pipeline.ready, NULL);
    is_done = begin(&pipeline, workers, jobs, knowledge, options, error) &&
              run(&pipeline, jobs == 1 ? workers : NULL, error);
    end(&pipeline, workers, jobs);
  } else {
    error->code = RASID_ERROR_MEMORY;
  }
  free(workers);
  free(pipeline.slots);
  return is_done;
}

size_t pipeline_default_jobs(void) {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set)) return 1;
  int count = CPU_COUNT(&set);
  return count < 1 ? 1 : (size_t)count;
}
