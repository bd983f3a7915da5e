"""What a candidate of one function may do beyond computing, by what its baseline does."""

from __future__ import annotations

from dataclasses import dataclass

from armcc.function.contract import Contract
from armcc.gates.callees import callees
from armcc.gates.features import enabled


@dataclass(frozen=True)
class Licence:
    """What the allow-list takes in besides what it always does.

    callees: the symbols that may be branched to.  endless: those that never come back.
    indirect: whether calls through a register are allowed.
    landing_pads: whether `bti` is, as -mbranch-protection=bti asks.
    signing: whether the return address is signed, with the A key; authenticated_return:
        whether `retaa` may be used for that.
    """

    callees: frozenset[str] = frozenset()
    endless: frozenset[str] = frozenset()
    indirect: bool = False
    landing_pads: bool = False
    signing: bool = False
    authenticated_return: bool = False

    def allows(self, word: str) -> bool:
        """Whether a mnemonic that the allow-list lacks may stand in the code."""
        if word == "bl":
            return bool(self.callees)
        if word == "br":
            return True  # judged where it leads, in armcc/gates/places.py
        if word == "blr":
            return self.indirect
        if word == "bti":
            return self.landing_pads
        if word == "retaa":
            return self.authenticated_return
        return word in ("paciasp", "autiasp") and self.signing


NONE = Licence()


def licence(contract: Contract, names: frozenset[str]) -> Licence:
    """The licence of a function that calls the symbols `names`.

    Raises Error("callee") or Error("prototypes") where its callees are not judged.
    """
    known = callees(contract) if contract.callees else ()
    # "sign-return-address" is "none", "non-leaf" or "all".
    signing = contract.attribute("sign-return-address") in ("non-leaf", "all")
    return Licence(
        callees=names,
        endless=frozenset(c.name for c in known if c.noreturn and c.name) & names,
        indirect=any(not c.name for c in known),
        landing_pads=contract.attribute("branch-target-enforcement") in ("", "true"),
        signing=signing,
        authenticated_return=signing and "pauth" in enabled(contract),
    )
