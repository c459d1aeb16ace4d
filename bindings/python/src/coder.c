/* Knowledge and Coder as Python objects.
 *
 * A coder of the library serves one thread. The Python object owns as many as there are calls
 * at once: each call takes an idle one, or makes one, and puts it back. Taking and putting
 * happen under Python's lock, the work between them without it, so a Python coder can be used
 * from any thread and texts are coded on all cores. No result depends on which coder it was.
 */
#include "binding.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  PyObject_HEAD RasidKnowledge *knowledge;
} Knowledge;

/* Idle coders of one kind. */
typedef struct {
  RasidCoder **idle;
  size_t count, capacity;
} Pool;

typedef struct {
  PyObject_HEAD PyObject *knowledge;
  RasidCoderOptions options;
  Pool plain, tracing;
} Coder;

static void free_object(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
  release(self);
  Py_DECREF(type);
}

/* --------------------------------------------------------------- knowledge */

static void knowledge_dealloc(PyObject *self) {
  rasid_knowledge_free(((Knowledge *)self)->knowledge);
  free_object(self);
}

/* The strings of a sequence, in memory that the caller frees; they live as long as it does. */
static const char **strings_of(PyObject *sequence, size_t *count) {
  Py_ssize_t length = PySequence_Size(sequence);
  const char **strings = length < 0 ? NULL : calloc((size_t)length + 1, sizeof *strings);
  if (length >= 0 && !strings) PyErr_NoMemory();
  for (Py_ssize_t i = 0; strings && i < length; i++) {
    PyObject *item = PySequence_GetItem(sequence, i);
    strings[i] = item ? PyUnicode_AsUTF8AndSize(item, NULL) : NULL;
    Py_XDECREF(item);
    if (strings[i]) continue;
    free(strings);
    return NULL;
  }
  *count = (size_t)(length < 0 ? 0 : length);
  return strings;
}

/* Knowledge(path, extra): `extra` is a tuple of strings. */
static PyObject *knowledge_new(PyTypeObject *type, PyObject *args, PyObject *names) {
  const char *path;
  PyObject *extra;
  (void)names;
  if (!PyArg_ParseTuple(args, "sO!", &path, &PyTuple_Type, &extra)) return NULL;
  State *state = state_of_type(type);
  size_t count;
  const char **folders = state ? strings_of(extra, &count) : NULL;
  if (!folders) return NULL;
  RasidError error;
  RasidKnowledge *opened;
  Py_BEGIN_ALLOW_THREADS opened = rasid_knowledge_open(path, folders, count, &error);
  Py_END_ALLOW_THREADS free(folders);
  if (!opened) return raise_error(state, &error);
  allocfunc make = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
  Knowledge *knowledge = (Knowledge *)make(type, 0);
  if (knowledge)
    knowledge->knowledge = opened;
  else
    rasid_knowledge_free(opened);
  return (PyObject *)knowledge;
}

static PyObject *knowledge_version(PyObject *self, void *none) {
  (void)none;
  return PyUnicode_FromString(rasid_knowledge_version(((Knowledge *)self)->knowledge));
}

static PyObject *knowledge_counts(PyObject *self, PyObject *none) {
  (void)none;
  size_t count;
  const RasidKnowledgeCount *counts =
    rasid_knowledge_counts(((Knowledge *)self)->knowledge, &count);
  PyObject *made = PyDict_New();
  for (size_t i = 0; made && i < count; i++) {
    PyObject *number = PyLong_FromSize_t(counts[i].count);
    if (!number || PyDict_SetItemString(made, counts[i].section, number)) Py_CLEAR(made);
    Py_XDECREF(number);
  }
  return made;
}

static PyObject *entry_of(const RasidKnowledge *knowledge, const char *id) {
  const char *file, *text;
  unsigned line;
  if (!id || !rasid_knowledge_find_entry(knowledge, id, &file, &line, &text))
    Py_RETURN_NONE;
  return Py_BuildValue("(zIz)", file, line, text);
}

static PyObject *knowledge_entry(PyObject *self, PyObject *id) {
  const char *text = PyUnicode_AsUTF8AndSize(id, NULL);
  return text ? entry_of(((Knowledge *)self)->knowledge, text) : NULL;
}

/* ----------------------------------------------------------------- coders */

static const RasidKnowledge *known(const Coder *coder) {
  return ((Knowledge *)coder->knowledge)->knowledge;
}

static void pool_free(Pool *pool) {
  for (size_t i = 0; i < pool->count; i++)
    rasid_coder_free(pool->idle[i]);
  free(pool->idle);
}

static RasidCoder *pool_take(Coder *coder, Pool *pool) {
  if (pool->count) return pool->idle[--pool->count];
  RasidError error;
  RasidCoderOptions options = coder->options;
  options.keep_trace = pool == &coder->tracing;
  RasidCoder *made = rasid_coder_new(known(coder), &options, &error);
  if (!made) PyErr_NoMemory();
  return made;
}

static void pool_put(Pool *pool, RasidCoder *coder) {
  if (pool->count == pool->capacity) {
    size_t capacity = pool->capacity * 2 + 4;
    RasidCoder **idle = realloc(pool->idle, capacity * sizeof(RasidCoder *));
    if (!idle) {
      rasid_coder_free(coder);
      return;
    }
    pool->idle = idle;
    pool->capacity = capacity;
  }
  pool->idle[pool->count++] = coder;
}

static void coder_dealloc(PyObject *self) {
  Coder *coder = (Coder *)self;
  pool_free(&coder->plain);
  pool_free(&coder->tracing);
  Py_XDECREF(coder->knowledge);
  free_object(self);
}

/* Coder(knowledge, max_document_bytes, min_score) */
static PyObject *coder_new(PyTypeObject *type, PyObject *args, PyObject *names) {
  PyObject *knowledge, *module_type;
  Py_ssize_t max_bytes;
  double min_score;
  (void)names;
  if (!PyArg_ParseTuple(args, "Ond", &knowledge, &max_bytes, &min_score)) return NULL;
  State *state = state_of_type(type);
  module_type = (PyObject *)(state ? state->knowledge_type : NULL);
  int is_knowledge = module_type ? PyObject_IsInstance(knowledge, module_type) : -1;
  if (is_knowledge < 0) return NULL;
  if (!is_knowledge || max_bytes < 0) {
    PyErr_SetString(
      PyExc_TypeError, "Coder needs a Knowledge and a limit of 0 or more bytes"
    );
    return NULL;
  }
  allocfunc make = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
  Coder *coder = (Coder *)make(type, 0);
  if (!coder) return NULL;
  Py_INCREF(knowledge);
  coder->knowledge = knowledge;
  coder->options =
    (RasidCoderOptions) {.max_document_bytes = (size_t)max_bytes, .min_score = min_score};
  return (PyObject *)coder;
}

/* -------------------------------------------------------------- one text */

typedef struct {
  char *data;
  size_t count, capacity;
} Text;

static bool text_add(void *context, const char *data, size_t bytes) {
  Text *text = context;
  if (bytes > text->capacity - text->count) {
    size_t capacity = text->capacity * 2 + bytes;
    char *grown = realloc(text->data, capacity);
    if (!grown) return false;
    text->data = grown;
    text->capacity = capacity;
  }
  memcpy(text->data + text->count, data, bytes);
  text->count += bytes;
  return true;
}

typedef RasidDocument *(*Coding)(RasidCoder *, const RasidInput *, RasidError *);

/* The document of six arguments; NULL with an exception set. */
static RasidDocument *code_parts(Coder *coder, Pool *pool, Coding code, PyObject *args) {
  PyObject *parts[PART_COUNT];
  RasidError error = {0};
  RasidDocument *document = NULL;
  bool is_read = PyArg_ParseTuple(
    args, "OOOOOO", &parts[0], &parts[1], &parts[2], &parts[3], &parts[4], &parts[5]
  );
  Chunk *chunk = is_read ? chunk_of_parts(parts) : NULL;
  RasidCoder *taken = chunk ? pool_take(coder, pool) : NULL;
  if (taken) {
    const Document *one = chunk->documents;
    if (one->error) {
      error = *one->error;
    } else {
      Py_BEGIN_ALLOW_THREADS document = code(taken, &one->input, &error);
      Py_END_ALLOW_THREADS
    }
    pool_put(pool, taken);
    if (!document) raise_error(state_of_type(Py_TYPE(coder)), &error);
  }
  chunk_free(chunk);
  return document;
}

static PyObject *taken_text(Text *text, bool is_written) {
  PyObject *made = NULL;
  if (is_written)
    made = PyUnicode_DecodeUTF8(text->data, (Py_ssize_t)text->count, "replace");
  else
    PyErr_NoMemory();
  free(text->data);
  return made;
}

/* analyze(id, text, title, date, outlet, url) -> the JSON of `rasid analyze` */
static PyObject *coder_analyze(PyObject *self, PyObject *args) {
  Coder *coder = (Coder *)self;
  RasidDocument *document = code_parts(coder, &coder->plain, rasid_coder_analyze, args);
  if (!document) return NULL;
  Text text = {0};
  RasidError error;
  bool is_written = rasid_write_analysis(document, text_add, &text, &error);
  rasid_document_free(document);
  return taken_text(&text, is_written);
}

static PyObject *trace_of(const Coder *coder, const RasidDocument *document) {
  static const char *const kinds[] = {
    "sentence", "token", "entity", "clause", "fired", "near", "part", "merge"};
  size_t count;
  const RasidTrace *trace = rasid_document_trace(document, &count);
  PyObject *list = PyList_New(0);
  for (size_t i = 0; list && i < count; i++) {
    PyObject *entry = entry_of(known(coder), trace[i].rule);
    PyObject *item =
      entry ? Py_BuildValue(
                "(sIIzzzzN)",
                (size_t)trace[i].kind < sizeof kinds / sizeof *kinds ? kinds[trace[i].kind]
                                                                     : "other",
                (unsigned)trace[i].span.start,
                (unsigned)trace[i].span.end,
                trace[i].text,
                trace[i].label,
                trace[i].detail,
                trace[i].rule,
                entry
              )
            : NULL;
    if (!item || PyList_Append(list, item)) Py_CLEAR(list);
    Py_XDECREF(item);
  }
  return list;
}

/* explain(id, text, title, date, outlet, url)
 * -> (the text of `rasid explain`, the coded text, its trace, its records) */
static PyObject *coder_explain(PyObject *self, PyObject *args) {
  Coder *coder = (Coder *)self;
  RasidDocument *document = code_parts(coder, &coder->tracing, rasid_coder_code, args);
  if (!document) return NULL;
  Text text = {0};
  RasidError error;
  RasidWriteOptions options = {.format = RASID_FORMAT_TABLE};
  bool is_written =
    rasid_write_explanation(document, known(coder), &options, text_add, &text, &error);
  PyObject *told = taken_text(&text, is_written);
  PyObject *trace = told ? trace_of(coder, document) : NULL;
  Columns *columns = trace ? columns_new(false) : NULL;
  PyObject *made = NULL;
  if (columns) {
    columns_add_document(columns, document);
    const RasidInput *input = rasid_document_input(document);
    PyObject *coded =
      PyUnicode_DecodeUTF8(input->text, (Py_ssize_t)input->text_bytes, "replace");
    PyObject *records = columns_object(state_of_type(Py_TYPE(self)), columns);
    if (coded && records) made = PyTuple_Pack(4, told, coded, trace, records);
    Py_XDECREF(coded);
    Py_XDECREF(records);
  } else if (trace) {
    PyErr_NoMemory();
  }
  Py_XDECREF(told);
  Py_XDECREF(trace);
  rasid_document_free(document);
  return made;
}

/* -------------------------------------------------------------- many texts */

/* The reader of the command line looks at title and text together. */
static bool is_too_large(const Coder *coder, const RasidInput *input, RasidError *error) {
  size_t limit = coder->options.max_document_bytes;
  if (!limit) limit = (size_t)8 << 20; /* rasid.h */
  size_t bytes = input->text_bytes + (input->title ? strlen(input->title) : 0);
  if (bytes <= limit) return false;
  error->code = RASID_ERROR_TOO_LARGE;
  error->position = bytes;
  snprintf(
    error->message,
    sizeof error->message,
    "a text of %zu bytes; the limit is %zu",
    bytes,
    limit
  );
  return true;
}

/* Runs without Python's lock. */
static void code_chunk(
  const Coder *self, RasidCoder *coder, Chunk *chunk, Columns *columns
) {
  RasidError error;
  for (size_t i = 0; i < chunk->count && !columns->has_failed; i++) {
    Document *one = &chunk->documents[i];
    RasidDocument *document = NULL;
    memset(&error, 0, offsetof(RasidError, message) + 1);
    if (!one->error && !is_too_large(self, &one->input, &error))
      document = rasid_coder_code(coder, &one->input, &error);
    if (document) {
      columns_add_document(columns, document);
      rasid_document_free(document);
      continue;
    }
    /* a bad date is the document's fault, as for the readers of the command line */
    if (error.code == RASID_ERROR_ARGUMENT) error.code = RASID_ERROR_FORMAT;
    if (!one->error) document_fail(one, &error);
    if (columns->has_rejects && one->error)
      columns_add_reject(columns, one->input.id, one->error);
  }
}

/* (row, id, code, position, message) of each document that could not be coded. */
static PyObject *rejects_of(const Chunk *chunk, size_t start) {
  PyObject *list = PyList_New(0);
  for (size_t i = 0; list && i < chunk->count; i++) {
    const RasidError *error = chunk->documents[i].error;
    if (!error) continue;
    PyObject *reject = Py_BuildValue(
      "(nzsKs)",
      (Py_ssize_t)(start + i),
      chunk->documents[i].input.id,
      rasid_error_name(error->code),
      (unsigned long long)error->position,
      error->message
    );
    if (!reject || PyList_Append(list, reject)) Py_CLEAR(list);
    Py_XDECREF(reject);
  }
  return list;
}

static PyObject *run_chunk(Coder *coder, Chunk *chunk, size_t start, bool has_rejects) {
  RasidCoder *taken = pool_take(coder, &coder->plain);
  Columns *columns = taken ? columns_new(has_rejects) : NULL;
  if (!columns) {
    if (taken) pool_put(&coder->plain, taken);
    return PyErr_NoMemory();
  }
  Py_BEGIN_ALLOW_THREADS code_chunk(coder, taken, chunk, columns);
  Py_END_ALLOW_THREADS pool_put(&coder->plain, taken);
  if (columns->has_failed) {
    columns_drop(columns);
    return PyErr_NoMemory();
  }
  PyObject *records = columns_object(state_of_type(Py_TYPE(coder)), columns);
  PyObject *rejects = records ? rejects_of(chunk, start) : NULL;
  PyObject *made = rejects ? PyTuple_Pack(2, records, rejects) : NULL;
  Py_XDECREF(records);
  Py_XDECREF(rejects);
  return made;
}

/* run(documents, start, stop, has_rejects) -> (columns, rejects) */
static PyObject *coder_run(PyObject *self, PyObject *args) {
  PyObject *documents;
  Py_ssize_t start, stop;
  int has_rejects;
  State *state = state_of_type(Py_TYPE(self));
  if (!state || !PyArg_ParseTuple(args, "Onnp", &documents, &start, &stop, &has_rejects))
    return NULL;
  int is_one = PyObject_IsInstance(documents, (PyObject *)state->documents_type);
  if (is_one < 0) return NULL;
  if (!is_one || start < 0 || stop < start) {
    PyErr_SetString(PyExc_TypeError, "run needs Documents and rows from 0 on");
    return NULL;
  }
  Chunk *chunk = chunk_new(documents, (size_t)start, (size_t)stop);
  if (!chunk) return NULL;
  PyObject *made = run_chunk((Coder *)self, chunk, (size_t)start, has_rejects);
  chunk_free(chunk);
  return made;
}

bool add_coder_types(PyObject *module, State *state) {
  static PyMethodDef knowledge_methods[] = {
    {"counts", knowledge_counts, METH_NOARGS, "How many entries each section has."},
    {"entry",
     knowledge_entry,
     METH_O,
     "(file, line, text) of the entry with this id, or None."},
    {NULL, NULL, 0, NULL},
  };
  static PyGetSetDef knowledge_members[] = {
    {"version", knowledge_version, NULL, "Sixteen digits that name the content.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
  };
  static PyType_Slot knowledge_slots[] = {
    {Py_tp_doc, "An open knowledge file."},
    {Py_tp_new, (void *)knowledge_new},
    {Py_tp_dealloc, (void *)knowledge_dealloc},
    {Py_tp_methods, knowledge_methods},
    {Py_tp_getset, knowledge_members},
    {0, NULL},
  };
  static PyType_Spec knowledge = {
    "rasid._rasid.Knowledge", sizeof(Knowledge), 0, Py_TPFLAGS_DEFAULT, knowledge_slots};
  static PyMethodDef coder_methods[] = {
    {"run", coder_run, METH_VARARGS, "Codes some rows of documents."},
    {"analyze", coder_analyze, METH_VARARGS, "The layers below the events, as JSON."},
    {"explain", coder_explain, METH_VARARGS, "What each layer saw."},
    {NULL, NULL, 0, NULL},
  };
  static PyType_Slot coder_slots[] = {
    {Py_tp_doc, "Coders, one for each call at a time."},
    {Py_tp_new, (void *)coder_new},
    {Py_tp_dealloc, (void *)coder_dealloc},
    {Py_tp_methods, coder_methods},
    {0, NULL},
  };
  static PyType_Spec coder = {
    "rasid._rasid.Coder", sizeof(Coder), 0, Py_TPFLAGS_DEFAULT, coder_slots};
  state->knowledge_type = add_type(module, &knowledge);
  state->coder_type = add_type(module, &coder);
  return state->knowledge_type && state->coder_type;
}
