#ifndef XUEJI_CQRENCODE_SHIM_H
#define XUEJI_CQRENCODE_SHIM_H
#include <qrencode.h>
#endif
