#ifndef XUEJI_CZIP_SHIM_H
#define XUEJI_CZIP_SHIM_H
#include <zip.h>
#endif
