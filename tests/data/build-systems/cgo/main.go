package main

// #cgo CFLAGS: -I${SRCDIR}
// #include "kernel.h"
import "C"
import "fmt"

func main() {
	a := make([]C.int, 1000)
	b := make([]C.uint, 1000)
	for i := range a {
		a[i] = C.int(i * 7 % 64)
		b[i] = C.uint(uint32(i) * 2654435761)
	}
	for n := 0; n <= 1000; n += 111 {
		fmt.Printf("%d %08x\n", C.sum_squares(&a[0], C.int(n)), C.mix(&b[0], C.uint(n)))
	}
}
