"""Source packages from Debian, without a change to this machine's package sources.

`apt-get source` runs with a configuration of its own: a list of `deb-src` lines made from
the archives that apt knows already, and lists and downloads in a folder of ours.  What was
fetched once stays in that folder and is used again.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess

from armcc.errors import Fatal

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def archives(targets: str) -> list[str]:
    """The `deb-src` lines for the archives in the output of `apt-get indextargets`.

    One stanza an index; only archives that call themselves Debian's have these packages.
    """
    lines: dict[str, None] = {}
    for stanza in targets.split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in stanza.splitlines() if ": " in line and line[0] != " "
        )
        uri, release = fields.get("Repo-URI"), fields.get("Release") or fields.get("Codename")
        component = fields.get("Component")
        if fields.get("Origin") == "Debian" and uri and release and component:
            signed = f"[signed-by={KEYRING}] " if os.path.exists(KEYRING) else ""
            lines[f"deb-src {signed}{uri} {release} {component}"] = None
    return list(lines)


class Sources:
    """The folder of downloaded source packages, and apt's configuration for it."""

    def __init__(self, folder: str) -> None:
        self.folder = os.path.abspath(folder)
        self._ready = False

    def unpack(self, package: str, patched: bool, target: str) -> str:
        """Unpack `package` as the new folder `target`; its version.  Raises Fatal."""
        dsc = self._find(package) or self._fetch(package)
        words = ["dpkg-source", "--no-check", *([] if patched else ["--skip-patches"])]
        shutil.rmtree(target, ignore_errors=True)
        ran = _run([*words, "-x", dsc, target], os.path.dirname(target))
        if ran.returncode:
            raise Fatal(f"{package} cannot be unpacked: {_last(ran)}")
        return _version(dsc)

    def _find(self, package: str) -> str:
        found = [p for p in glob.glob(f"{self.folder}/{glob.escape(package)}_*.dsc") if _whole(p)]
        return max(found, key=os.path.getmtime, default="")

    def _fetch(self, package: str) -> str:
        environ = {"APT_CONFIG": self._configure()}
        words = ["apt-get", "-qq", "source", "--download-only"]
        first = _run([*words, package], self.folder, environ)
        ran, found = first, self._find(package)
        listed = _run(["apt-cache", "showsrc", "--only-source", package], self.folder, environ)
        # A mirror may list an update whose files it does not have.
        for version in versions(listed.stdout):
            if not ran.returncode and found:
                break
            ran = _run([*words, f"{package}={version}"], self.folder, environ)
            found = self._find(package)
        if ran.returncode or not found:
            raise Fatal(f"{package} cannot be fetched: {_last(first)}")
        return found

    def _configure(self) -> str:
        """apt's configuration file; its lists are fetched the first time.  Raises Fatal."""
        config = f"{self.folder}/apt.conf"
        if self._ready:
            return config
        for name in ("lists/partial", "archives/partial"):
            os.makedirs(f"{self.folder}/{name}", exist_ok=True)
        known = archives(_run(["apt-get", "indextargets", "Created-By: Packages"], "/").stdout)
        if not known:
            raise Fatal(
                "apt knows no Debian archive: sudo apt-get update; on another system, put the "
                f".dsc files of the projects, and what they name, into {self.folder}"
            )
        with open(f"{self.folder}/sources.list", "w", encoding="utf-8") as f:
            f.write("\n".join(known) + "\n")
        with open(config, "w", encoding="utf-8") as f:
            f.write(
                f'Dir::State::lists "{self.folder}/lists";\nDir::Cache "{self.folder}";\n'
                f'Dir::Etc::sourcelist "{self.folder}/sources.list";\n'
                'Dir::Etc::sourceparts "-";\nAPT::Sandbox::User "";\n'
            )
        ran = _run(["apt-get", "-qq", "update"], "/", {"APT_CONFIG": config})
        if ran.returncode:
            raise Fatal(f"the list of Debian's sources cannot be fetched: {_last(ran)}")
        self._ready = True
        return config


def versions(records: str) -> list[str]:
    """The versions in the records of `apt-cache showsrc`, each once."""
    found = [line.split()[1] for line in records.splitlines() if line.startswith("Version: ")]
    return list(dict.fromkeys(found))


def _whole(dsc: str) -> bool:
    """Whether every file that a .dsc names is there, in its full length (deb-src-control(5))."""
    with open(dsc, encoding="utf-8", errors="replace") as f:
        text = f.read()
    _, found, rest = text.partition("\nFiles:\n")
    if not found:
        return False
    for line in rest.splitlines():
        if not line.startswith(" "):
            break
        _, size, name = line.split()
        path = os.path.join(os.path.dirname(dsc), name)
        if not os.path.isfile(path) or os.path.getsize(path) != int(size):
            return False
    return True


def _version(dsc: str) -> str:
    with open(dsc, encoding="utf-8", errors="replace") as f:
        for line in f:
            if line.startswith("Version: "):
                return line.split()[1]
    return ""


def _run(
    words: list[str], folder: str, extra: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            words,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", **(extra or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as e:
        package = "dpkg-dev" if words[0] == "dpkg-source" else "apt"
        raise Fatal(f"{words[0]} is missing: sudo apt-get install {package}") from e


def _last(ran: subprocess.CompletedProcess[str]) -> str:
    """What a tool said last, for a message."""
    lines = [line for line in (ran.stderr + ran.stdout).splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("E:") or "error" in line]
    return (errors or lines or ["no message"])[-1].strip()
