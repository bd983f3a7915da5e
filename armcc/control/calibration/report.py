"""What a calibration found, as JSON and as text."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from armcc.control.calibration.predict import ALL, CALIBRATED, COUNT, MODELS, STATIC
from armcc.control.calibration.statistics import DIFFERENT, Agreement, agreement
from armcc.gates.speed import frozen

FORMAT = 1
# log2 ratios: by how much a correction has to make a pair's error larger to be told.
WORSE = 0.1

_WORDS = {
    ALL: "all corrections",
    "none": "no correction",
    STATIC: "static llvm-mca",
    COUNT: "executed instructions",
}


@dataclass(frozen=True)
class Pair:
    """Two builds of one kernel on one kind of data.

    cycles: measured, a call.  predicted_cycles: by each model.  wrong: predicted mispredictions
    a call.  measured: log2 of the first's time by the second's; noise: what it may be off by.
    predicted: the same log2 ratio by each model.
    """

    kernel: str
    data: str
    builds: tuple[str, str]
    cycles: tuple[float, float]
    predicted_cycles: tuple[dict[str, float], dict[str, float]] = field(repr=False)
    wrong: tuple[float, float]
    measured: float
    noise: float
    predicted: dict[str, float] = field(repr=False)

    @property
    def different(self) -> bool:
        """Whether a sign is asked for."""
        return abs(self.measured) > DIFFERENT

    def right(self, model: str = ALL) -> bool:
        """Whether a model has the sign right."""
        return self.measured * self.predicted[model] > 0

    def error(self, model: str = ALL) -> float:
        """By how much a model's log2 ratio is off."""
        return abs(self.measured - self.predicted[model])


@dataclass(frozen=True)
class Report:
    """One calibration.

    host_cpu: LLVM's name for the host's core; cpu: that of the model that was taken for it.
    ticks: of the time stamp counter, a cycle.  null, most_null: median and largest of the log2
    ratios that were measured of a function and itself.  loud: the share of rounds in which the
    core was never quiet.  dropped: pairs whose difference was below the noise.
    """

    host: str
    host_cpu: str
    cpu: str
    llvm_mca: str
    rounds: int
    ticks: float
    null: float
    most_null: float
    loud: float
    dropped: int
    pairs: tuple[Pair, ...]

    def agreements(self) -> dict[str, Agreement]:
        """Of each model."""
        measured = [p.measured for p in self.pairs]
        return {
            model: agreement(measured, [p.predicted[model] for p in self.pairs])
            for model in (*MODELS, STATIC, COUNT)
        }

    def wrong(self) -> list[Pair]:
        """The pairs of which the model with all corrections has the sign wrong."""
        return [p for p in self.pairs if p.different and not p.right()]

    def guess(self) -> int:
        """How many signs are right for who takes the first of each pair to be the slower one.

        Sources are written from the plain form to the clever one, so most are.
        """
        return sum(p.different and p.measured > 0 for p in self.pairs)

    def worse(self, correction: str) -> list[tuple[Pair, float]]:
        """The pairs that a correction makes worse, and by how much of log2 ratio."""
        found = [(p, p.error() - p.error(f"without {correction}")) for p in self.pairs]
        return sorted([f for f in found if f[1] > WORSE], key=lambda f: -f[1])


def as_json(report: Report) -> dict[str, Any]:
    """Everything, for other programs."""
    return {
        "format": FORMAT,
        "model": frozen.model(),
        **{k: v for k, v in asdict(report).items() if k != "pairs"},
        "agreement": {
            model: {**asdict(a), "share": round(a.share, 4)}
            for model, a in report.agreements().items()
        },
        "guess": report.guess(),
        "wrong": [_name(p) for p in report.wrong()],
        "worse": {c: [[_name(p), round(by, 3)] for p, by in report.worse(c)] for c in CALIBRATED},
        "pairs": [asdict(p) for p in report.pairs],
    }


def text(report: Report) -> str:
    """The same for readers, without the pairs that are right."""
    rounds = f"{report.rounds} rounds, of which {report.loud:.0%} had others on the core"
    usual, most = 2**report.null - 1, 2**report.most_null - 1
    noise = f"a function differs from itself by {usual:.1%} as a rule, by {most:.1%} at most"
    own = "its own figures" if report.cpu == report.host_cpu else f"figures of {report.cpu}"
    out = [
        f"host      {report.host} ({report.host_cpu}), {own}, llvm-mca {report.llvm_mca}",
        f"clock     {report.ticks:.4f} ticks a cycle; {rounds}",
        f"noise     {noise}",
        f"pairs     {len(report.pairs)}, and {report.dropped} below the noise",
        "",
        f"{'model':24}{'right signs':>18}{'tau-b':>8}{'error of log2':>16}",
    ]
    for model, a in report.agreements().items():
        signs = f"{a.right} of {a.different} {a.share:5.1%}"
        out.append(f"{_WORDS.get(model, model):24}{signs:>18}{a.tau:8.3f}{a.error:16.3f}")
    asked = sum(p.different for p in report.pairs)
    guessed = f"{report.guess()} of {asked} {report.guess() / max(1, asked):5.1%}"
    out.append(f"{'the first, always':24}{guessed:>18}")
    out += ["", f"wrong signs of pairs that differ by more than {2**DIFFERENT - 1:.0%}:"]
    out += [_line(p) for p in report.wrong()] or ["  none"]
    for correction in CALIBRATED:
        out += ["", f"pairs that {correction} makes worse:"]
        out += [f"{_line(p)}, by {by:.2f}" for p, by in report.worse(correction)] or ["  none"]
    return "\n".join(out)


def _name(pair: Pair) -> str:
    return f"{pair.kernel}, {pair.data}: {pair.builds[0]} / {pair.builds[1]}"


def _line(pair: Pair) -> str:
    return (
        f"  {_name(pair)}: measured {2**pair.measured:.2f} "
        f"({pair.cycles[0]:.0f} / {pair.cycles[1]:.0f} cycles), predicted "
        f"{2 ** pair.predicted[ALL]:.2f} "
        f"({pair.predicted_cycles[0][ALL]:.0f} / {pair.predicted_cycles[1][ALL]:.0f})"
    )
