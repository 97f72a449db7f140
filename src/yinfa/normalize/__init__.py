"""From raw text to clean text: rules propose edits, the ledger applies them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yinfa.ledger import Ledger
from yinfa.normalize.rules import RULES, Rule
from yinfa.normalize.script import shadow

__all__ = ["RULES", "Options", "Rule", "normalize"]

Script = Literal["simplified", "traditional", "keep"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may choose: the script, and rules or families to use alone or to leave out."""

    script: Script = "simplified"
    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def admits(self, rule: Rule) -> bool:
        """Whether a rule is to be applied."""
        names = {rule.name, rule.family}
        if rule.family == "script" and rule.name != f"script.{self.script}":
            return False
        return not names & self.without and (not self.only or bool(names & self.only))


def normalize(text: str, options: Options = Options()) -> Ledger:
    """Apply the rules to a decoded source; the ledger returned holds the clean text and every edit."""
    ledger = Ledger(text)
    for rule in RULES:
        if options.admits(rule):
            # Rules know simplified words; where the script is kept they look at a simplified shadow.
            seen = ledger.text if options.script == "simplified" else shadow(ledger.text)
            edits = rule.edits(ledger.text if rule.family == "script" else seen)
            ledger.propose(edit._replace(before=ledger.text[edit.start : edit.end]) for edit in edits)
    return ledger
