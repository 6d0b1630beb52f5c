#ifndef XUEJI_CLeptonica_SHIM_H
#define XUEJI_CLeptonica_SHIM_H
#include <allheaders.h>
#endif
