#ifdef __cplusplus
extern "C" {
#endif
int sum_squares(const int *a, int n);
unsigned mix(const unsigned *a, unsigned n);
#ifdef __cplusplus
}
#endif
