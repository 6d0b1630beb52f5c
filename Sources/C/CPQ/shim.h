#ifndef XUEJI_CPQ_SHIM_H
#define XUEJI_CPQ_SHIM_H
#include <libpq-fe.h>
#endif
