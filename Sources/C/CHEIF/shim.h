#ifndef XUEJI_CHEIF_SHIM_H
#define XUEJI_CHEIF_SHIM_H
#include <libheif/heif.h>
#endif
