"""Which files a second run of clang's front end rested on.

Light to import: after an edit the driver runs the front end itself (driver/refresh.py).
"""

from __future__ import annotations

import os

from armcc.function.inputs import absent_paths, asked_files, read_depfile, read_verbose
from armcc.function.words import compile_words, is_preprocessed, options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# Inputs that clang reads and a depfile does not name: option, then the file.
_FILE_OPTIONS = (
    "-fprofile-use=",
    "-fprofile-instr-use=",
    "-fprofile-sample-use=",
    "-fauto-profile=",
    "-fprofile-list=",
    "-fprofile-remapping-file=",
    "-fsanitize-ignorelist=",
    "-fsanitize-blacklist=",
    "-fxray-instruction-attribute=",
    "-fxray-always-instrument=",
    "-fxray-never-instrument=",
    "-fbasic-block-sections=list=",
    "-fwarn-suppression-mappings=",
    "--warning-suppression-mappings=",
)
# Words after which the files read cannot be told from outside.
_UNTRACKED = (
    "-fmodule",
    "-fcxx-modules",
    "-fimplicit-module",
    "-fprebuilt-module",
    "-fplugin",
    "-fpass-plugin",
    "-ivfsoverlay",
    "-vfsoverlay",
    "-include-pch",
    "-Xclang",
    "-Xpreprocessor",
    "-Wp,",
    "-working-directory",
)


class Rested:
    """What a run of the front end rested on.

    inputs, absent: absolute paths; see armcc/function/inputs.py.
    configurations: the configuration files that clang read, by itself or because it was told to.
    memoizable: False where `inputs` and `absent` do not tell the whole story.
    """

    __slots__ = ("absent", "configurations", "inputs", "memoizable")

    def __init__(
        self, arguments: Sequence[str], source: str, directory: str, depfile: str, verbose: str
    ) -> None:
        """depfile, verbose: what the run wrote with `words.telling_words`, the latter to stderr.

        There is no depfile for a preprocessed source.

        Raises Error("frontend") where `source` is not among the inputs.
        """
        self.absent: list[str] = []
        self.memoizable = True
        search = read_verbose(verbose)
        forced: list[str] = []
        embed: list[str] = []
        extra: list[str] = list(search.configurations)
        for group in options(compile_words(arguments, source)):
            word = group[0]
            if word in ("-include", "-imacros", "--include", "--imacros") and len(group) == 2:
                forced.append(group[1])
            elif word == "--embed-dir" and len(group) == 2:
                embed.append(group[1])
            elif word.startswith(("--embed-dir=", "--include=", "--imacros=")):
                (embed if "embed" in word else forced).append(word.split("=", 1)[1])
            elif word.startswith(_FILE_OPTIONS):
                extra.append(word.split("=")[-1])
            elif word in ("-fprofile-use", "-fprofile-instr-use"):
                extra.append("default.profdata")
            if word.startswith(_UNTRACKED):
                self.memoizable = False
        preprocessed = is_preprocessed(arguments, source)
        read = [source] if preprocessed else read_depfile(depfile)
        names = [*read, *extra]
        paths = [os.path.normpath(os.path.join(directory, n)) if n[:1] != "/" else n for n in names]
        for i, path in enumerate(paths):
            # `-fprofile-use=DIR` means DIR/default.profdata (clang's manual, "Profile Guided").
            if os.path.isdir(path):
                paths[i] = os.path.join(path, "default.profdata")
        self.configurations = [
            os.path.normpath(os.path.join(directory, n)) for n in search.configurations
        ]
        if any(map(_includes, self.configurations)):
            self.memoizable = False  # clang does not name what they include
        self.inputs = sorted(set(paths))
        if not read or not all(os.path.isfile(p) for p in self.inputs):
            self.memoizable = False
            return
        if preprocessed and any(map(_may_include, self.inputs)):
            self.memoizable = False
            return
        self.absent, complete = absent_paths(self.inputs, search, directory, forced, embed)
        self.memoizable &= complete


def _may_include(path: str) -> bool:
    """Whether a preprocessed source has directives, which clang follows all the same."""
    try:
        with open(path, encoding="utf-8", errors="replace") as f:
            asked, literal = asked_files(f.read())
    except OSError:
        return True
    return bool(asked) or not literal


def _includes(path: str) -> bool:
    """Whether a configuration file may include others."""
    try:
        with open(path, "rb") as f:
            return b"@" in f.read()
    except OSError:
        return True
