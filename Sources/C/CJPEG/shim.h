#ifndef XUEJI_CJPEG_SHIM_H
#define XUEJI_CJPEG_SHIM_H
#include <turbojpeg.h>
#endif
