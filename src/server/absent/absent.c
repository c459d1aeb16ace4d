/* The server of a library that was built without libmicrohttpd: it says so. */
#include "base/base.h"

RasidServer *rasid_server_new(const RasidServerOptions *options, RasidError *error) {
  (void)options;
  rs_error_set(
    error,
    RASID_ERROR_ARGUMENT,
    0,
    "this rasid was built without libmicrohttpd: it serves nothing"
  );
  return NULL;
}

unsigned rasid_server_port(const RasidServer *server) {
  (void)server;
  return 0;
}

void rasid_server_free(RasidServer *server) {
  (void)server;
}
