"""The calibration as a picture: measured against predicted ratios."""

from __future__ import annotations

from collections.abc import Iterator

from armcc.control.calibration.predict import ALL, STATIC
from armcc.control.calibration.report import Report
from armcc.control.calibration.statistics import Agreement

# Pixels: a panel's side, and what is around it.
_SIDE, _LEFT, _TOP, _BELOW, _BETWEEN = 360, 64, 56, 62, 70
# log2 ratios at the ends of the axes; what is farther out is drawn at the edge, as a triangle.
_END = 4.0
_PANELS = ((STATIC, "static llvm-mca"), (ALL, "executed trace, with corrections"))
_STYLE = (
    "text{font-family:Helvetica,Arial,sans-serif;font-size:12px;fill:#333}"
    ".title{font-size:15px;font-weight:600;fill:#111}.grid{stroke:#e6e6e6}"
    ".axis{stroke:#999}.same{stroke:#999;stroke-dasharray:4 4}.frame{fill:none;stroke:#bbb}"
    ".wrong-side{fill:#d1495b;fill-opacity:.06}.right{fill:#1f6fb2;fill-opacity:.65}"
    ".wrong{fill:#d1495b;fill-opacity:.85}.small{fill:#999;fill-opacity:.6}"
)


def svg(report: Report) -> str:
    """Two panels, static llvm-mca and the model with all corrections."""
    width = _LEFT + 2 * _SIDE + _BETWEEN + 20
    height = _TOP + _SIDE + _BELOW
    agreements = report.agreements()
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>Measured against predicted ratios of run times</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for n, (model, title) in enumerate(_PANELS):
        left = _LEFT + n * (_SIDE + _BETWEEN)
        out += _panel(report, model, title, agreements[model], left)
    out.append("</svg>")
    return "\n".join(out) + "\n"


def _panel(report: Report, model: str, title: str, found: Agreement, left: int) -> Iterator[str]:
    def x(value: float) -> float:
        return left + _SIDE * (value + _END) / (2 * _END)

    def y(value: float) -> float:
        return _TOP + _SIDE * (_END - value) / (2 * _END)

    half, bottom = _SIDE / 2, _TOP + _SIDE
    yield f'<text class="title" x="{left}" y="{_TOP - 28}">{title}</text>'
    yield (
        f'<text x="{left}" y="{_TOP - 10}">right sign {found.right} of {found.different} '
        f"({found.share:.0%}), tau-b {found.tau:.2f}</text>"
    )
    for px, py in ((left, _TOP), (left + half, _TOP + half)):
        yield f'<rect class="wrong-side" x="{px}" y="{py}" width="{half}" height="{half}"/>'
    for k in range(-int(_END), int(_END) + 1):
        kind = "axis" if k == 0 else "grid"
        lines = f"M{x(k):.1f} {_TOP}V{bottom}M{left} {y(k):.1f}H{left + _SIDE}"
        yield f'<path class="{kind}" d="{lines}"/>'
        if k % 2 == 0:
            yield f'<text x="{x(k):.1f}" y="{bottom + 18}" text-anchor="middle">{_ratio(k)}</text>'
            yield f'<text x="{left - 8}" y="{y(k) + 4:.1f}" text-anchor="end">{_ratio(k)}</text>'
    yield f'<path class="same" d="M{left} {bottom}L{left + _SIDE} {_TOP}"/>'
    yield f'<rect class="frame" x="{left}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}"/>'
    for pair in report.pairs:
        mx, my = x(_inside(pair.measured)), y(_inside(pair.predicted[model]))
        kind = "small" if not pair.different else "right" if pair.right(model) else "wrong"
        said = (
            f"<title>{_plain(pair.kernel)}, {_plain(pair.data)}: {_plain(pair.builds[0])} / "
            f"{_plain(pair.builds[1])}</title>"
        )
        if abs(pair.predicted[model]) > _END or abs(pair.measured) > _END:
            yield f'<path class="{kind}" d="M{mx - 4.5:.1f} {my + 4:.1f}h9l-4.5 -8z">{said}</path>'
        else:
            yield f'<circle class="{kind}" cx="{mx:.1f}" cy="{my:.1f}" r="4">{said}</circle>'
    yield (
        f'<text x="{left + half}" y="{bottom + 42}" text-anchor="middle">'
        "measured ratio of times</text>"
    )
    at = f"{left - 44} {_TOP + half}"
    yield (
        f'<text transform="translate({at}) rotate(-90)" text-anchor="middle">predicted ratio</text>'
    )


def _ratio(exponent: int) -> str:
    """A power of two as a reader says it."""
    return str(2**exponent) if exponent >= 0 else f"1/{2**-exponent}"


def _inside(value: float) -> float:
    return max(-_END, min(_END, value))


def _plain(said: str) -> str:
    return said.replace("&", "&amp;").replace("<", "&lt;")
