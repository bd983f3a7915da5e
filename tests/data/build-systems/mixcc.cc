#include "kernel.h"

template <class T> static inline T step(T h, T x) { return (h ^ x) * T(16777619); }

__attribute__((hot)) unsigned mix(const unsigned *a, unsigned n) {
  unsigned h = 2166136261u;
  for (unsigned i = 0; i < n; i++)
    h = step(h, a[i]);
  return h;
}
