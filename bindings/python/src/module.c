/* The extension rasid._rasid: the library as Python's lowest floor.
 *
 * It is kept thin: no defaults, no keywords, no conveniences; those stand in the package's Python
 * files, which are the only ones to call it. It includes the public header alone. Built on the
 * stable ABI, one binary serves Python 3.10 and all later ones.
 */
#include "binding.h"

#include <stdlib.h>

State *state_of(PyObject *module) {
  return PyModule_GetState(module);
}

State *state_of_type(PyTypeObject *type) {
  return PyType_GetModuleState(type);
}

PyTypeObject *add_type(PyObject *module, PyType_Spec *spec) {
  PyObject *type = PyType_FromModuleAndSpec(module, spec, NULL);
  if (type && PyModule_AddType(module, (PyTypeObject *)type)) Py_CLEAR(type);
  return (PyTypeObject *)type;
}

/* ------------------------------------------------------------------- errors */

static PyObject *class_of(const State *state, RasidErrorCode code) {
  switch (code) {
    case RASID_ERROR_IO:
    case RASID_ERROR_KNOWLEDGE:
    case RASID_ERROR_VERSION:
    case RASID_ERROR_DATA: return state->knowledge_error;
    default: return state->document_error;
  }
}

PyObject *raise_error(const State *state, const RasidError *error) {
  if (error->code == RASID_ERROR_MEMORY) return PyErr_NoMemory();
  PyObject *class = class_of(state, error->code);
  PyObject *raised = PyObject_CallFunction(class, "s", error->message);
  PyObject *code = PyUnicode_FromString(rasid_error_name(error->code));
  PyObject *position = PyLong_FromUnsignedLongLong(error->position);
  bool is_made = raised && code && position &&
                 !PyObject_SetAttrString(raised, "code", code) &&
                 !PyObject_SetAttrString(raised, "position", position);
  if (is_made) PyErr_SetObject(class, raised);
  Py_XDECREF(raised);
  Py_XDECREF(code);
  Py_XDECREF(position);
  return NULL;
}

static PyObject *add_error(
  PyObject *module, const char *name, const char *doc, PyObject *bases
) {
  PyObject *error = PyErr_NewExceptionWithDoc(name, doc, bases, NULL);
  const char *short_name = name + sizeof "rasid." - 1;
  if (error && PyModule_AddObjectRef(module, short_name, error)) Py_CLEAR(error);
  return error;
}

static bool add_errors(PyObject *module, State *state) {
  state->error = add_error(
    module,
    "rasid.Error",
    "What the library cannot do. `code` names the reason, `position` is the byte, line or "
    "character that it is about (0 when none).",
    NULL
  );
  PyObject *bases = state->error ? PyTuple_Pack(2, state->error, PyExc_ValueError) : NULL;
  if (!bases) return false;
  state->document_error =
    add_error(module, "rasid.DocumentError", "A document cannot be coded.", bases);
  state->knowledge_error = add_error(
    module, "rasid.KnowledgeError", "Knowledge or dictionaries cannot be used.", bases
  );
  Py_DECREF(bases);
  return state->document_error && state->knowledge_error;
}

/* -------------------------------------------------------------------- Arrow */

static void free_stream(PyObject *capsule) {
  ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
  if (stream && stream->release) stream->release(stream);
  free(stream);
}

static void free_schema(PyObject *capsule) {
  ArrowSchema *schema = PyCapsule_GetPointer(capsule, "arrow_schema");
  if (schema && schema->release) schema->release(schema);
  free(schema);
}

static Columns **columns_in(const State *state, PyObject *list, Py_ssize_t count) {
  Columns **batches = calloc((size_t)count + 1, sizeof *batches);
  if (!batches) return (Columns **)PyErr_NoMemory();
  for (Py_ssize_t i = 0; i < count; i++) {
    batches[i] = columns_of(state, PyList_GetItem(list, i));
    if (batches[i]) continue;
    free(batches);
    return NULL;
  }
  return batches;
}

/* stream(list of Columns, has_rejects) -> capsule */
static PyObject *make_stream(PyObject *module, PyObject *args) {
  PyObject *list;
  int has_rejects;
  if (!PyArg_ParseTuple(args, "O!p", &PyList_Type, &list, &has_rejects)) return NULL;
  Py_ssize_t count = PyList_Size(list);
  Columns **batches = columns_in(state_of(module), list, count);
  if (!batches) return NULL;
  ArrowArrayStream *stream = calloc(1, sizeof *stream);
  bool is_made =
    stream && columns_export_stream(batches, (size_t)count, has_rejects, stream);
  free(batches);
  PyObject *capsule =
    is_made ? PyCapsule_New(stream, "arrow_array_stream", free_stream) : PyErr_NoMemory();
  if (capsule) return capsule;
  if (is_made) stream->release(stream);
  free(stream);
  return NULL;
}

/* schema(has_rejects) -> capsule */
static PyObject *make_schema(PyObject *module, PyObject *args) {
  int has_rejects;
  (void)module;
  if (!PyArg_ParseTuple(args, "p", &has_rejects)) return NULL;
  ArrowSchema *schema = calloc(1, sizeof *schema);
  bool is_made = schema && columns_export_schema(has_rejects, schema);
  PyObject *capsule =
    is_made ? PyCapsule_New(schema, "arrow_schema", free_schema) : PyErr_NoMemory();
  if (capsule) return capsule;
  if (is_made) schema->release(schema);
  free(schema);
  return NULL;
}

/* ------------------------------------------------------------------- module */

static int module_exec(PyObject *module) {
  State *state = state_of(module);
  bool is_made = add_errors(module, state) && add_columns_type(module, state) &&
                 add_documents_types(module, state) && add_coder_types(module, state) &&
                 !PyModule_AddStringConstant(module, "version", RASID_VERSION);
  return is_made ? 0 : -1;
}

static int module_clear(PyObject *module) {
  State *state = state_of(module);
  Py_CLEAR(state->error);
  Py_CLEAR(state->document_error);
  Py_CLEAR(state->knowledge_error);
  Py_CLEAR(state->knowledge_type);
  Py_CLEAR(state->coder_type);
  Py_CLEAR(state->documents_type);
  Py_CLEAR(state->reader_type);
  Py_CLEAR(state->columns_type);
  return 0;
}

static void module_free(void *module) {
  module_clear(module);
}

static PyMethodDef functions[] = {
  {"stream", make_stream, METH_VARARGS, "Columns as an Arrow stream."},
  {"schema", make_schema, METH_VARARGS, "The Arrow schema of records."},
  {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
  {Py_mod_exec, (void *)module_exec},
  {0, NULL},
};

static struct PyModuleDef definition = {
  PyModuleDef_HEAD_INIT,
  .m_name = "rasid._rasid",
  .m_doc = "The floor of the package; use `rasid`.",
  .m_size = sizeof(State),
  .m_methods = functions,
  .m_slots = slots,
  .m_clear = module_clear,
  .m_free = module_free,
};

PyMODINIT_FUNC PyInit__rasid(void) {
  return PyModuleDef_Init(&definition);
}
