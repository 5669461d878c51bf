#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#if __has_include(<cmark-gfm/node.h>)
#include <cmark-gfm/node.h>
#else
#include <node.h>
#endif
