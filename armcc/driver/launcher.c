/* The native launcher: starts clang before there is a Python.
 *
 * Starting Python takes as long as all else that armcc adds to a call.  This program chooses
 * clang as toolchain.py does, starts it as spawn.py does, and ends as clang ends.  Where a
 * rewrite may come of the call, it starts the Python driver beside clang, and where clang's
 * object shows a hot function, after it; no Python is started for any other call.
 *
 * It decides nothing that is not decided again: a driver that is started needlessly costs
 * time, and where none is started, or it fails, clang's object stands.  What this program
 * cannot settle in a few words goes to Python before anything is started.
 *
 * armcc.control.launchers builds it, with
 *   PYTHON    the interpreter's path
 *   PACKAGES  the folder that armcc is installed in
 */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SCRIPT PACKAGES "/armcc/driver/bin/armcc"
#define ZIG PACKAGES "/ziglang/zig"
#define GUARD "ARMCC_GUARD"  /* toolchain.py tells what it is for */
#define HOT_MARK ".text.hot."
#define SCRIPT_MARK "from armcc.driver.main import main"
#define MOST_LINKS 40        /* the kernel's own limit on links in a path */
#define GRACE_NS 100000000   /* _GRACE of spawn.py */
#define FAREWELL_S 4         /* that a driver has to end once it is told to */
#define MOST_SOURCE (64L << 20)

/* By this note a launcher tells another from clang; toolchain.py reads it as well. */
#define MARK "armcc launcher"
__attribute__((used, section(".note.armcc"), aligned(4))) static const struct {
    Elf32_Nhdr header;
    char name[8];
    char text[16];
} note = {{6, 15, 1}, "armcc", MARK};

extern char **environ;

static char **words_of_caller; /* argv of this process */
static const char *program;    /* by which path it was started */
static sigset_t mask;          /* of the caller */
static sigset_t awaited;       /* what is passed on to clang, and SIGCHLD */

/* Becomes Python with the driver.  state: what `start` of bin/armcc reads, "armcc:" at least.
 * Returns where that is not possible. */
static void become_python(const char *state)
{
    size_t count = 0;
    while (words_of_caller[count])
        count++;
    char **words = calloc(count + 8, sizeof *words);
    if (!words)
        return;
    size_t n = 0;
    words[n++] = (char *)PYTHON;
    words[n++] = (char *)"-ISXutf8";
    words[n++] = (char *)SCRIPT;
    words[n++] = (char *)state;
    words[n++] = (char *)program;
    for (size_t i = 1; i < count; i++)
        words[n++] = words_of_caller[i];
    execv(PYTHON, words);
    free(words);
}

/* For what this program does not settle itself, before it has started anything. */
static _Noreturn void leave_it_to_python(void)
{
    become_python("armcc:");
    fprintf(stderr, "armcc: error: %s cannot be run: %s\n", PYTHON, strerror(errno));
    _exit(1);
}

/* Three strings behind one another. */
static char *joined(const char *a, const char *b, const char *c)
{
    char *text = malloc(strlen(a) + strlen(b) + strlen(c) + 1);
    if (!text)
        _exit(1); /* of a few kilobytes: there is no room for a compiler either */
    return strcat(strcat(strcpy(text, a), b), c);
}

/* The first `size` bytes of a file, into `buffer`; how many there are. */
static size_t head(const char *path, char *buffer, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, buffer, size);
    close(fd);
    return n < 0 ? 0 : (size_t)n;
}

static int is_program(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

/* Whether a program is a launcher of armcc, of either kind. */
static int is_armcc(const char *path)
{
    char start[8192];
    size_t n = head(path, start, sizeof start);
    if (n >= 2 && memcmp(start, "#!", 2) == 0)
        return memmem(start, n, SCRIPT_MARK, strlen(SCRIPT_MARK)) != NULL;
    return n >= 4 && memcmp(start, ELFMAG, SELFMAG) == 0 && memmem(start, n, MARK, sizeof MARK);
}

/* Whether a program is clang itself, as far as its file tells. */
static int is_clang(const char *path)
{
    char link[4096];
    for (int i = 0; i < MOST_LINKS; i++) {
        ssize_t n = readlink(path, link, sizeof link - 1);
        if (n < 0)
            break;
        link[n] = 0;
        if (link[0] == '/') {
            path = joined(link, "", "");
        } else {
            char *folder = joined(path, "", "");
            char *end = strrchr(folder, '/');
            if (end)
                *end = 0;
            path = joined(end ? folder : "", "/", link);
        }
    }
    const char *slash = strrchr(path, '/');
    char start[SELFMAG];
    return strncmp(slash ? slash + 1 : path, "clang", 5) == 0 &&
           head(path, start, sizeof start) == SELFMAG && memcmp(start, ELFMAG, SELFMAG) == 0;
}

/* Whether a call of armcc further out has started this program. */
static int is_passed(const char *path)
{
    const char *passed = getenv(GUARD);
    size_t length = strlen(path);
    while (passed) {
        const char *end = strchrnul(passed, '\n');
        if ((size_t)(end - passed) == length && memcmp(passed, path, length) == 0)
            return 1;
        passed = *end ? end + 1 : NULL;
    }
    return 0;
}

static char *if_usable(const char *path)
{
    char *absolute;
    if (path[0] == '/') {
        absolute = joined(path, "", "");
    } else {
        char *folder = getcwd(NULL, 0);
        if (!folder)
            return NULL;
        absolute = joined(folder, "/", path);
        free(folder);
    }
    if (!is_passed(absolute) && is_program(absolute) && !is_armcc(absolute))
        return absolute;
    free(absolute);
    return NULL;
}

/* The program of that name, absolute, which is neither armcc nor was started further out. */
static char *find(const char *name)
{
    if (strchr(name, '/'))
        return if_usable(name);
    const char *path = getenv("PATH");
    for (path = path ? path : "/bin:/usr/bin";;) {
        const char *end = strchrnul(path, ':');
        char *folder = strndup(path, (size_t)(end - path));
        if (!folder)
            leave_it_to_python();
        char *candidate = joined(*folder ? folder : ".", "/", name);
        char *found = if_usable(candidate);
        free(folder);
        free(candidate);
        if (found || !*end)
            return found;
        path = end + 1;
    }
}

/* clang++ beside clang: /usr/bin/clang++-22 for /usr/bin/clang-22. */
static char *plusplus_of(const char *clang)
{
    const char *name = strrchr(clang, '/') + 1;
    if (strncmp(name, "clang++", 7) == 0)
        return joined(clang, "", "");
    if (strncmp(name, "clang", 5) != 0)
        return NULL;
    char *folder = strndup(clang, (size_t)(name - clang));
    if (!folder)
        leave_it_to_python();
    char *sibling = joined(folder, "clang++", name + 5);
    free(folder);
    if (!is_passed(sibling) && is_program(sibling))
        return sibling;
    free(sibling);
    return NULL;
}

/* How clang is started: `Clang` of toolchain.py. */
static struct {
    char **command; /* the program, and what it needs to be clang */
    size_t length;
    const char *words[2]; /* what this clang needs before all other words */
    int guarded;
} clang;

static void take(char **command, size_t length, int plusplus)
{
    clang.command = command;
    clang.length = length;
    clang.guarded = !is_clang(command[0]);
    if (!plusplus)
        return;
    char *sibling = length == 1 ? plusplus_of(command[0]) : NULL;
    if (sibling)
        command[0] = sibling;
    else
        clang.words[0] = "--driver-mode=g++";
}

/* ARMCC_CLANG: a program, or one with words behind it. */
static int take_chosen(const char *own, int plusplus)
{
    char **command = calloc(strlen(own) + 2, sizeof *command);
    if (!command)
        leave_it_to_python();
    size_t length = 1;
    command[0] = find(own);
    if (!command[0]) {
        char *rest;
        length = 0;
        /* What Python's str.split() takes for space in ASCII. */
        const char *space = " \t\n\v\f\r\x1c\x1d\x1e\x1f";
        for (char *w = strtok_r(joined(own, "", ""), space, &rest); w;
             w = strtok_r(NULL, space, &rest))
            command[length++] = w;
        if (length)
            command[0] = find(command[0]);
    }
    if (!length || !command[0])
        return 0;
    take(command, length, plusplus);
    return 1;
}

static int take_named(const char *name, int plusplus)
{
    char **command = calloc(2, sizeof *command);
    if (!command)
        leave_it_to_python();
    command[0] = find(name);
    if (!command[0])
        return 0;
    take(command, 1, plusplus);
    return 1;
}

static int take_zig(int plusplus)
{
    static char *command[] = {(char *)ZIG, (char *)"clang", NULL};
    if (!is_program(ZIG))
        return 0;
    clang.command = command;
    clang.length = 2;
    clang.words[plusplus] = "-resource-dir=" PACKAGES "/ziglang/lib";
    if (plusplus)
        clang.words[0] = "--driver-mode=g++";
    return 1;
}

static void find_clang(int plusplus)
{
    const char *own = getenv("ARMCC_CLANG");
    if (own && *own) {
        for (const char *c = own; *c; c++)
            if (*c & 0x80)
                leave_it_to_python(); /* spaces of Unicode, perhaps */
        if (take_chosen(own, plusplus))
            return;
        const char *passed = getenv(GUARD);
        if (!passed || !*passed || *passed == '\n')
            leave_it_to_python();
    }
    if (take_named("clang-21", plusplus) || take_zig(plusplus) ||
        take_named("clang-22", plusplus) || take_named("clang-20", plusplus) ||
        take_named("clang-19", plusplus) || take_named("clang", plusplus))
        return;
    leave_it_to_python();
}

static int ends(const char *word, const char *end)
{
    size_t length = strlen(word), less = strlen(end);
    return length >= less && strcmp(word + length - less, end) == 0;
}

static int begins(const char *word, const char *start)
{
    return strncmp(word, start, strlen(start)) == 0;
}

/* Whether armcc's name asks for C++: `++` at its end, but for a version behind. */
static int is_plusplus(const char *path)
{
    const char *name = strrchr(path, '/');
    char *base = joined(name ? name + 1 : path, "", "");
    char *dash = strrchr(base, '-');
    if (dash && dash[1] && strspn(dash + 1, "0123456789.") == strlen(dash + 1))
        *dash = 0;
    return ends(base, "++");
}

/* --target= for the target in armcc's own name or on a machine that is not AArch64; or NULL. */
static char *target(void)
{
    struct utsname host;
    const char *name = strrchr(program, '/');
    char *base = joined(name ? name + 1 : program, "", "");
    size_t length = strlen(base);
    if (length >= 2 && strcmp(base + length - 2, "++") == 0)
        base[length -= 2] = 0;
    if (length >= 6 && strcmp(base + length - 6, "-armcc") == 0) {
        base[length - 6] = 0;
        if (*base)
            return joined("--target=", base, "");
    }
    if (uname(&host) != 0)
        leave_it_to_python();
    if (strcmp(host.machine, "aarch64") == 0 || strcmp(host.machine, "arm64") == 0)
        return NULL;
    return joined("--target=", "aarch64-linux-gnu", "");
}

/* Whether Meson asks, as it does every compiler with `armcc` in its name (main.py). */
static int asks_version(int argc, char **argv)
{
    static const char *const others[] = {"-c", "-S", "-E", "-o", "-x", "-D", "-U", "-I", "--", NULL};
    if (argc < 2 || strcmp(argv[argc - 1], "--vsn") != 0)
        return 0;
    for (int i = 1; i < argc; i++)
        for (int o = 0; others[o]; o++)
            if (strcmp(argv[i], others[o]) == 0)
                return 0;
    return 1;
}

/* The command that replaces the call: clang, its words, the user's. */
static char **command_of(int argc, char **argv)
{
    char **words = calloc(clang.length + (size_t)argc + 4, sizeof *words);
    if (!words)
        leave_it_to_python();
    size_t n = 0;
    for (size_t i = 0; i < clang.length; i++)
        words[n++] = clang.command[i];
    /* A first word such as -cc1 has to stay first. */
    if (argc < 2 || !begins(argv[1], "-cc1")) {
        char *word = target();
        if (word)
            words[n++] = word;
        for (size_t i = 0; i < 2; i++)
            if (clang.words[i])
                words[n++] = (char *)clang.words[i];
    }
    for (int i = 1; i < argc; i++)
        words[n++] = argv[i];
    if (asks_version(argc, argv))
        words[n - 1] = (char *)"--version";
    return words;
}

/* The caller's environment, with the guard where clang needs it. */
static char **environment(void)
{
    if (!clang.guarded)
        return environ;
    const char *passed = getenv(GUARD);
    size_t count = 0;
    while (environ[count])
        count++;
    char **made = calloc(count + 2, sizeof *made);
    if (!made)
        leave_it_to_python();
    char *value = joined(passed ? passed : "", passed && *passed ? "\n" : "", clang.command[0]);
    char *entry = joined(GUARD, "=", value);
    int there = 0;
    for (size_t i = 0; i < count; i++) {
        made[i] = environ[i];
        if (begins(environ[i], GUARD "=") && !there++)
            made[i] = entry;
    }
    if (!there)
        made[count] = entry;
    return made;
}

static int is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

/* Whether the call may yield an object (_may_compile of main.py). */
static int may_compile(int argc, char **argv)
{
    if (getenv("CCC_OVERRIDE_OPTIONS"))
        return 0;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "-c") == 0 || strcmp(argv[i], "--compile") == 0 || argv[i][0] == '@')
            return 1;
    return 0;
}

/* Whether a regular file holds one of the two texts, the second of which may be NULL.  An
 * object is looked at only where it has no other name, by which others would know it. */
static int holds(const char *path, int object, const char *one, const char *other)
{
    struct stat status;
    if ((object ? lstat : stat)(path, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    if (object ? status.st_nlink != 1 : status.st_size > MOST_SOURCE)
        return 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | (object ? O_NOFOLLOW : 0));
    if (fd < 0)
        return 0;
    size_t size = (size_t)status.st_size, n = 0;
    char *text = malloc(size + 1);
    while (text && n < size) {
        ssize_t got = read(fd, text + n, size - n);
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    close(fd);
    int found = !text; /* too large for this program is not yet too large for the other */
    if (text)
        found = memmem(text, n, one, strlen(one)) ||
                (other && memmem(text, n, other, strlen(other)));
    free(text);
    return found;
}

/* Whether the Python driver will have work, as far as the call and its sources tell. */
static int looks_hot(int argc, char **argv)
{
    static const char *const wanted[] = {
        "@", "-R", "-fprofile", "-fsave-optimization-record", "-foptimization-record", NULL};
    if (is_set("ARMCC_HOT"))
        return 1;
    for (int i = 1; i < argc; i++)
        for (int w = 0; wanted[w]; w++)
            if (begins(argv[i], wanted[w]))
                return 1;
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-' && strcmp(argv[i - 1], "-o") != 0 && !ends(argv[i], ".o") &&
            !ends(argv[i], ".a") && holds(argv[i], 0, "hot", "HOT"))
            return 1;
    return 0;
}

/* Whether an object that clang may have written shows a hot function.  Which words are inputs
 * and which are values of options, the Python driver knows: here each may be either. */
static int made_hot(int argc, char **argv)
{
    int named = 0;
    for (int i = 1; i < argc; i++) {
        if (!begins(argv[i], "-o") || (!argv[i][2] && i + 1 == argc))
            continue;
        named = 1;
        if (holds(argv[i][2] ? argv[i] + 2 : argv[i + 1], 1, HOT_MARK, NULL))
            return 1;
    }
    if (named)
        return 0;
    for (int i = 1; i < argc; i++) {
        /* clang has done its work: nothing here may ask for memory and fail. */
        char object[NAME_MAX + 3];
        const char *slash = strrchr(argv[i], '/'), *name = slash ? slash + 1 : argv[i];
        const char *dot = strrchr(name, '.');
        size_t length = dot ? (size_t)(dot - name) : strlen(name);
        if (length > NAME_MAX)
            continue; /* no file has such a name */
        memcpy(object, name, length);
        memcpy(object + length, ".o", 3);
        if (holds(object, 1, HOT_MARK, NULL))
            return 1;
    }
    return 0;
}

static int is_ending(int number)
{
    return number == SIGHUP || number == SIGINT || number == SIGQUIT || number == SIGTERM;
}

static _Noreturn void die(int number)
{
    if (number != SIGHUP && number != SIGINT && number != SIGTERM) {
        /* The child has left its core file; a second one, of armcc, would mislead. */
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
    }
    signal(number, SIG_DFL);
    sigset_t last = mask;
    sigdelset(&last, number);
    sigprocmask(SIG_SETMASK, &last, NULL);
    kill(getpid(), number);
    _exit(128 + number);
}

/* Blocks what shall reach clang: every signal that ends a process which does not expect it.
 * What the caller ignores or has blocked stays so, and job control is the kernel's. */
static void block_signals(void)
{
    sigprocmask(SIG_BLOCK, NULL, &mask);
    sigemptyset(&awaited);
    for (int n = 1; n <= SIGRTMAX; n++) {
        static const int others[] = {SIGKILL, SIGSTOP, SIGCHLD,  SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU,
                                     SIGURG,  SIGILL,  SIGWINCH, SIGTRAP, SIGBUS,  SIGFPE,  SIGSEGV};
        struct sigaction now;
        int passed_on = sigaction(n, NULL, &now) == 0 && now.sa_handler != SIG_IGN;
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            passed_on &= n != others[i];
        if (passed_on && sigismember(&mask, n) == 0)
            sigaddset(&awaited, n);
    }
    sigaddset(&awaited, SIGCHLD);
    sigprocmask(SIG_BLOCK, &awaited, NULL);
}

/* The rest of a child's life: `death` comes if this process dies first. */
static void live(pid_t parent, int death)
{
    prctl(PR_SET_PDEATHSIG, death);
    if (getppid() != parent)
        raise(death);
}

/* Starts clang; -1 where no process or no program comes of it. */
static pid_t start_clang(char **words, char **variables)
{
    int told[2];
    if (pipe2(told, O_CLOEXEC) != 0)
        return -1;
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        sigprocmask(SIG_SETMASK, &mask, NULL);
        live(parent, SIGKILL);
        execve(words[0], words, variables);
        ssize_t n = write(told[1], "", 1);
        _exit(n == 1 ? 127 : 126);
    }
    close(told[1]);
    char failed;
    if (child > 0 && read(told[0], &failed, 1) == 1) {
        waitpid(child, NULL, 0);
        child = -1;
    }
    close(told[0]);
    return child;
}

/* Waits for a child.  Signals that come meanwhile are passed on to it, but for those that it
 * has got as well: from a terminal, or with the whole group (`Signals.wait` of spawn.py).
 * caught: the last that ends a compile, or 0.  seconds: after such a one, before it is killed;
 * 0 for ever.  Any signal is such a one where `any`. */
static int wait_for(pid_t child, int *caught, int any, long seconds)
{
    int status;
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    while (waitpid(child, &status, WNOHANG) != child) {
        siginfo_t info;
        struct timespec patience = {seconds, 0};
        int got = *caught && seconds ? sigtimedwait(&awaited, &info, &patience)
                                     : sigwaitinfo(&awaited, &info);
        if (got < 0 && errno == EAGAIN) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            break;
        }
        if (got < 0 || got == SIGCHLD)
            continue;
        if (any || is_ending(got))
            *caught = got;
        if (info.si_code == SI_KERNEL && is_ending(got))
            continue;
        struct timespec grace = {0, GRACE_NS};
        if (is_ending(got))
            sigtimedwait(&ended, NULL, &grace);
        if (waitpid(child, &status, WNOHANG) == child)
            break;
        kill(child, any ? SIGTERM : got);
    }
    return status;
}

/* The Python driver, and the pipe by which it learns that clang has ended well. */
struct driver {
    pid_t child;
    int go;
};

/* Starts the driver.  Its standard streams are nothing until it runs: what an interpreter says
 * that cannot start is no concern of the caller's. */
static struct driver start_driver(void)
{
    struct driver driver = {-1, -1};
    int go[2], can_tell = fcntl(2, F_GETFD) >= 0;
    if (pipe2(go, O_CLOEXEC) != 0)
        return driver;
    pid_t parent = getpid();
    driver.child = fork();
    if (driver.child == 0) {
        live(parent, SIGTERM);
        unsigned long long bits = 0;
        for (int n = 1; n <= 64; n++)
            if (sigismember(&mask, n) == 1)
                bits |= 1ULL << (n - 1);
        int output = can_tell ? fcntl(2, F_DUPFD, 3) : -1, read_go = fcntl(go[0], F_DUPFD, 3);
        int nothing = open("/dev/null", O_RDWR);
        char *state;
        if (read_go < 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 ||
            dup2(nothing, 2) < 0 ||
            asprintf(&state, "armcc:%d,%d,%llx,%s", read_go, output, bits, clang.command[0]) < 0)
            _exit(1);
        if (nothing > 2)
            close(nothing);
        become_python(state);
        _exit(1);
    }
    close(go[0]);
    driver.go = go[1];
    if (driver.child < 0)
        close(go[1]);
    return driver;
}

int main(int argc, char **argv)
{
    words_of_caller = argv;
    /* The path by which the caller found this file, as a script's argv[0] is. */
    program = (const char *)getauxval(AT_EXECFN);
    if (!program)
        program = argc ? argv[0] : "armcc";
    const char *mode = getenv("ARMCC_MODE");
    int off = mode && strcmp(mode, "off") == 0;
    if (mode && *mode && !off && strcmp(mode, "optimize") != 0 && strcmp(mode, "cached") != 0 &&
        strcmp(mode, "record") != 0)
        leave_it_to_python(); /* it tells of the mistake */

    find_clang(is_plusplus(program));
    char **words = command_of(argc, argv);
    char **variables = environment();
    struct sigaction children;
    int may_wait = sigaction(SIGCHLD, NULL, &children) == 0 && children.sa_handler != SIG_IGN;
    pid_t child = -1;
    if (!off && may_wait && may_compile(argc, argv)) {
        block_signals();
        child = start_clang(words, variables);
        if (child < 0)
            sigprocmask(SIG_SETMASK, &mask, NULL);
    }
    if (child < 0) { /* also where no more processes may be */
        execve(words[0], words, variables);
        leave_it_to_python();
    }

    struct driver driver = {-1, -1};
    if (looks_hot(argc, argv))
        driver = start_driver();
    int caught = 0, status = wait_for(child, &caught, 0, 0);
    if (caught || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        if (driver.child > 0) { /* it has done nothing yet */
            kill(driver.child, SIGKILL);
            waitpid(driver.child, NULL, 0);
        }
        if (caught || WIFSIGNALED(status))
            die(caught ? caught : WTERMSIG(status));
        _exit(WEXITSTATUS(status));
    }
    if (driver.child < 0 && made_hot(argc, argv))
        driver = start_driver();
    if (driver.child > 0) {
        signal(SIGPIPE, SIG_IGN);
        if (write(driver.go, "1", 1) != 1)
            kill(driver.child, SIGKILL); /* it has ended already */
        close(driver.go);
        wait_for(driver.child, &caught, 1, FAREWELL_S);
    }
    if (caught)
        die(caught);
    _exit(0);
}
