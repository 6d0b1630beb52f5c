#ifndef XUEJI_CLCMS_SHIM_H
#define XUEJI_CLCMS_SHIM_H
#include <lcms2.h>
#endif
