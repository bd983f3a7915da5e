"""The system calls that a process may make which runs code under test, as a seccomp filter.

Classic BPF over `struct seccomp_data` (linux/seccomp.h, linux/filter.h).  What is not
listed kills the process.  The list for QEMU was found by tracing 7.2, both runs that end
well and runs that crash, and widened by what other versions of QEMU and of the C library
call instead; on an AArch64 host the harness runs alone and needs almost nothing.
"""

from __future__ import annotations

import ctypes
import errno
import struct

_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_ERRNO = 0x00050000
_LD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_NR, _ARCH, _ARGS = 0, 4, 16  # offsets in seccomp_data; arguments are 8 bytes each
_ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Numbers from the kernel's tables: (x86-64, AArch64); -1 where there is none.
_NUMBERS = {
    "read": (0, 63),
    "write": (1, 64),
    "open": (2, -1),
    "close": (3, 57),
    "stat": (4, -1),
    "fstat": (5, 80),
    "lstat": (6, -1),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "ioctl": (16, 29),
    "pread64": (17, 67),
    "writev": (20, 66),
    "access": (21, -1),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "nanosleep": (35, 101),
    "getpid": (39, 172),
    "clone": (56, 220),
    "execve": (59, 221),
    "exit": (60, 93),
    "wait4": (61, 260),
    "kill": (62, 129),
    "uname": (63, 160),
    "fcntl": (72, 25),
    "getcwd": (79, 17),
    "readlink": (89, -1),
    "gettimeofday": (96, 169),
    "sysinfo": (99, 179),
    "getuid": (102, 174),
    "getgid": (104, 176),
    "geteuid": (107, 175),
    "getegid": (108, 177),
    "rt_sigsuspend": (130, 133),
    "sigaltstack": (131, 132),
    "prctl": (157, 167),
    "arch_prctl": (158, -1),
    "gettid": (186, 178),
    "futex": (202, 98),
    "sched_getaffinity": (204, 123),
    "getdents64": (217, 61),
    "set_tid_address": (218, 96),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "tgkill": (234, 131),
    "set_mempolicy": (238, 237),
    "get_mempolicy": (239, 236),
    "openat": (257, 56),
    "newfstatat": (262, 79),
    "readlinkat": (267, 78),
    "faccessat": (269, 48),
    "set_robust_list": (273, 99),
    "prlimit64": (302, 261),
    "getrandom": (318, 278),
    "membarrier": (324, 283),
    "statx": (332, 291),
    "rseq": (334, 293),
    "io_uring_setup": (425, 425),
    "clone3": (435, 435),
    "faccessat2": (439, 439),
}

# Without conditions.  The first are the most frequent.
# bubblewrap's helper, which is under the filter too, calls wait4 and tells the status
# by write to a descriptor of its own.  Every file is open for reading only.
# restart_syscall is not called by anybody: the kernel goes on by it with a wait that it
# has interrupted, whenever it stops or moves a process; QEMU's second thread waits.
_PLAIN_ALONE = (
    *("write", "mprotect", "mmap", "munmap", "mremap", "brk", "execve", "wait4"),
    *("exit", "exit_group", "restart_syscall"),
)
_PLAIN_QEMU = (
    *("mprotect", "mmap", "munmap", "write", "futex", "rt_sigaction", "rt_sigprocmask"),
    *("read", "brk", "close", "stat", "fstat", "lstat", "lseek", "pread64", "access"),
    *("newfstatat", "rt_sigreturn", "sched_yield", "mremap", "madvise", "nanosleep"),
    *("getpid", "execve", "writev", "wait4", "exit", "exit_group", "uname", "getcwd"),
    *("readlink", "gettimeofday", "sysinfo", "getuid", "getgid", "geteuid", "getegid"),
    *("rt_sigsuspend", "sigaltstack", "arch_prctl", "gettid", "sched_getaffinity"),
    *("getdents64", "set_tid_address", "clock_gettime", "clock_nanosleep", "readlinkat"),
    *("faccessat", "faccessat2", "set_robust_list", "getrandom", "membarrier", "statx", "rseq"),
    "restart_syscall",
)
# Refused without harm: the caller goes on without.  clone3 hides its flags in memory;
# the C library falls back to clone, whose flags can be seen.
_REFUSED_QEMU = {
    "clone3": errno.ENOSYS,
    "set_mempolicy": errno.ENOSYS,
    "get_mempolicy": errno.ENOSYS,
    "io_uring_setup": errno.ENOSYS,
    "ioctl": errno.ENOTTY,
    "prctl": errno.EINVAL,
}
_CLONE_THREAD = 0x00010000
# O_ACCMODE, O_CREAT, O_TRUNC, O_APPEND; O_TMPFILE wants a mode that writes.
_OPEN_CHANGES = 0o3 | 0o100 | 0o1000 | 0o2000


def _one(code: int, k: int, jump_true: int = 0, jump_false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, jump_true, jump_false, k)


def _when(number: int, body: bytes) -> bytes:
    """`body`, which must return, where the call has this number."""
    return _one(_JEQ, number, 0, len(body) // 8) + body


def _argument(index: int, high: bool = False) -> bytes:
    return _one(_LD, _ARGS + 8 * index + 4 * high)


def program(machine: str, emulator: bool, pid: int) -> bytes | None:
    """The filter as an array of `struct sock_filter`; None for an unknown machine.

    machine: as `uname -m` says.  emulator: for QEMU rather than the harness alone.
    pid: the process's own number, the only one it may send signals to.
    """
    if machine not in _ARCHES:
        return None
    column = list(_ARCHES).index(machine)
    allow, kill = _one(_RET, _ALLOW), _one(_RET, _KILL)

    def number(name: str) -> int:
        return _NUMBERS[name][column]

    code = _one(_LD, _ARCH) + _one(_JEQ, _ARCHES[machine], 1, 0) + kill + _one(_LD, _NR)
    if machine == "x86_64":
        code += _one(_JGE, 0x40000000, 0, 1) + kill  # the x32 interface
    for name in _PLAIN_QEMU if emulator else _PLAIN_ALONE:
        if number(name) >= 0:
            code += _when(number(name), allow)
    to_itself = _argument(0) + _one(_JEQ, pid, 0, 1) + allow + kill
    for name in ("kill", "tgkill"):
        code += _when(number(name), to_itself)
    if not emulator:
        return code + kill
    for name, flags in (("open", 1), ("openat", 2)):
        if number(name) >= 0:
            denied = _one(_RET, _ERRNO | errno.EACCES)
            body = _argument(flags) + _one(_JSET, _OPEN_CHANGES, 0, 1) + denied + allow
            code += _when(number(name), body)
    thread = _argument(0) + _one(_JSET, _CLONE_THREAD, 0, 1) + allow + kill
    code += _when(number("clone"), thread)
    # F_GETFD, F_SETFD, F_GETFL.
    plain = b"".join(_one(_JEQ, c, 4 - c, 0) for c in (1, 2, 3))
    flags_only = _argument(1) + plain + _one(_RET, _ERRNO | errno.EINVAL) + allow
    code += _when(number("fcntl"), flags_only)
    # Limits may be read, not set.
    reads = _argument(2) + _one(_JEQ, 0, 0, 2) + _argument(2, True) + _one(_JEQ, 0, 1, 0)
    code += _when(number("prlimit64"), reads + _one(_RET, _ERRNO | errno.EPERM) + allow)
    for name, error in _REFUSED_QEMU.items():
        code += _when(number(name), _one(_RET, _ERRNO | error))
    return code + kill


class _Filter(ctypes.Structure):
    _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install(code: bytes) -> None:
    """Put the filter on this process for good.  Raises OSError where the kernel refuses."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_void_p] * 4]
    described = _Filter(len(code) // 8, code)
    # PR_SET_NO_NEW_PRIVS, without which PR_SET_SECCOMP (SECCOMP_MODE_FILTER) is not for all.
    if prctl(38, 1, None, None, None) or prctl(22, 2, ctypes.addressof(described), None, None):
        raise OSError(ctypes.get_errno(), "no seccomp filter")
