#ifndef XUEJI_CSANE_SHIM_H
#define XUEJI_CSANE_SHIM_H
#include <sane/sane.h>
#include <sane/saneopts.h>
#endif
