#ifndef XUEJI_CPNG_SHIM_H
#define XUEJI_CPNG_SHIM_H
#include <png.h>
#endif
