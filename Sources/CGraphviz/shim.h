#ifndef OVERREACH_CGRAPHVIZ_SHIM_H
#define OVERREACH_CGRAPHVIZ_SHIM_H

#include <gvc.h>

#endif
