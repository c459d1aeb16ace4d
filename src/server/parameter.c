/* Parameters of a request: each known by name, given once, in UTF-8.
 *
 * A filter that is misspelt (`contry=SYR`) must not silently show everything: what no reader
 * has asked for is refused, and so is what stands twice. */
#include "server/server.h"

#include "entity/entity.h"
#include "text/letters.h"

#include <errno.h>
#include <stdlib.h>

static bool is_utf8(const char *text, size_t bytes) {
  for (size_t i = 0; i < bytes;) {
    uint32_t point;
    unsigned used = rs_utf8_decode((const unsigned char *)text + i, bytes - i, &point);
    bool is_written = used == 3 && !memcmp(text + i, "\xef\xbf\xbd", 3);
    if (!text[i] || (point == 0xfffd && !is_written)) return false;
    i += used;
  }
  return true;
}

typedef struct {
  RsRequest *request;
  const char *fault, *name;
} Collecting;

static enum MHD_Result collect(
  void *context,
  enum MHD_ValueKind kind,
  const char *name,
  size_t name_bytes,
  const char *value,
  size_t value_bytes
) {
  Collecting *collecting = context;
  RsRequest *request = collecting->request;
  (void)kind;
  if (!is_utf8(name, name_bytes) || !is_utf8(value ? value : "", value ? value_bytes : 0)) {
    collecting->fault = "parameters are UTF-8 without NUL";
    return MHD_NO;
  }
  collecting->name = name;
  if (rs_parameter(request, name)) collecting->fault = "is given twice";
  if (request->parameter_count == RS_PARAMETERS) collecting->fault = "is one too many";
  if (collecting->fault) return MHD_NO;
  request->parameters[request->parameter_count++] =
    (RsParameter) {.name = name, .value = value ? value : ""};
  return MHD_YES;
}

bool rs_parameters_collect(RsRequest *request) {
  Collecting collecting = {.request = request};
  MHD_get_connection_values_n(
    request->connection, MHD_GET_ARGUMENT_KIND, collect, &collecting
  );
  for (size_t i = 0; i < request->parameter_count; i++)
    request->parameters[i].is_used = false;
  if (!collecting.fault) return true;
  rs_fail(request, 400, collecting.name, "%s", collecting.fault);
  return false;
}

const char *rs_parameter(RsRequest *request, const char *name) {
  for (size_t i = 0; i < request->parameter_count; i++) {
    RsParameter *parameter = &request->parameters[i];
    if (strcmp(parameter->name, name) != 0) continue;
    parameter->is_used = true;
    return parameter->value;
  }
  return NULL;
}

bool rs_parameter_number(
  RsRequest *request, const char *name, int64_t least, int64_t most, int64_t *value
) {
  const char *text = rs_parameter(request, name);
  if (!text) return true;
  char *end;
  errno = 0;
  long long number = strtoll(text, &end, 10);
  bool is_number = *text && strspn(text, "0123456789") == strlen(text) && !errno;
  if (is_number && number >= least && number <= most) return *value = number, true;
  rs_fail(
    request, 400, name, "a number from %lld to %lld", (long long)least, (long long)most
  );
  return false;
}

bool rs_parameter_choice(
  RsRequest *request,
  const char *name,
  const char *const *names,
  size_t count,
  size_t *value
) {
  const char *text = rs_parameter(request, name);
  if (!text) return true;
  for (size_t i = 0; i < count; i++) {
    if (!strcmp(text, names[i])) return *value = i, true;
  }
  RsBuffer list = {0};
  for (size_t i = 0; i < count; i++)
    rs_buffer_format(&list, "%s%s", i ? ", " : "", names[i]);
  rs_fail(request, 400, name, "one of %.*s", (int)list.count, list.data ? list.data : "");
  rs_buffer_release(&list);
  return false;
}

bool rs_parameter_day(RsRequest *request, const char *name, int32_t *day) {
  const char *text = rs_parameter(request, name);
  if (!text || rs_day_parse(text, day)) return true;
  rs_fail(request, 400, name, "a day as YYYY-MM-DD, such as 2024-03-05");
  return false;
}

bool rs_parameters_end(RsRequest *request) {
  for (size_t i = 0; i < request->parameter_count; i++) {
    if (request->parameters[i].is_used) continue;
    rs_fail(request, 400, request->parameters[i].name, "there is no such parameter here");
    return false;
  }
  return true;
}
