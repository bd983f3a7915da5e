#include <stdio.h>
#include "kernel.h"

int main(void) {
  int a[1000];
  unsigned b[1000];
  for (int i = 0; i < 1000; i++) {
    a[i] = i * 7 % 64;
    b[i] = (unsigned)i * 2654435761u;
  }
  for (int n = 0; n <= 1000; n += 111)
    printf("%d %08x\n", sum_squares(a, n), mix(b, (unsigned)n));
  return 0;
}
