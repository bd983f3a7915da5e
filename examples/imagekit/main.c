#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "imagekit.h"

static int usage(FILE *to)
{
    fputs("usage: imagekit --self-check\n"
          "       imagekit equalise WIDTH HEIGHT < grey.raw > out.raw\n"
          "       imagekit blur WIDTH HEIGHT < grey.raw > out.raw\n",
          to);
    return to == stdout ? 0 : 2;
}

static int filter(const char *what, size_t width, size_t height)
{
    size_t n = width * height;
    uint8_t *src = malloc(n ? n : 1);
    uint8_t *dst = malloc(n ? n : 1);
    int good = src && dst && width <= 1024 && fread(src, 1, n, stdin) == n;

    if (good && strcmp(what, "blur") == 0) {
        ik_box_blur(src, dst, width, height);
    } else if (good) {
        memcpy(dst, src, n);
        ik_equalise(dst, n);
    }
    if (!good || fwrite(dst, 1, n, stdout) != n) {
        fputs("imagekit: cannot read or write the picture\n", stderr);
        good = 0;
    }
    free(src);
    free(dst);
    return !good;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--self-check") == 0)
        return ik_self_check();
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return usage(stdout);
    if (argc == 4 && (strcmp(argv[1], "blur") == 0 || strcmp(argv[1], "equalise") == 0))
        return filter(argv[1], strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10));
    return usage(stderr);
}
