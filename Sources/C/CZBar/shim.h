#ifndef XUEJI_CZBAR_SHIM_H
#define XUEJI_CZBAR_SHIM_H
#include <zbar.h>
#endif
