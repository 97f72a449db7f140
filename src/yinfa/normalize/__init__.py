"""From raw text to clean text: rules propose edits, the ledger applies them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from yinfa.errors import BrokenPromiseError
from yinfa.ledger import Ledger
from yinfa.normalize.protect import spared
from yinfa.normalize.rules import PARTING, RULES, Rule
from yinfa.normalize.script import shadow

__all__ = ["PARTING", "RULES", "Options", "Rule", "normalize", "rule_names"]

_MOST_PASSES = 12
"""Times that the table of rules may be gone through."""

Script = Literal["simplified", "traditional", "traditional-tw", "traditional-hk", "keep"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may choose: the script, rules or families to use alone or to leave out.

    `protect` are words of which no character is converted to another script.
    """

    script: Script = "simplified"
    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    protect: frozenset[str] = frozenset()

    def admits(self, rule: Rule) -> bool:
        """Whether a rule is to be applied."""
        names = {rule.name, rule.family}
        if rule.family == "script" and rule.name != f"script.{self.script}":
            return False
        return not names & self.without and (not self.only or bool(names & self.only))


def rule_names() -> frozenset[str]:
    """The names of all rules and of their families."""
    return frozenset(name for rule in RULES for name in (rule.name, rule.family))


def normalize(text: str, options: Options = Options()) -> Ledger:
    """Apply the rules to a decoded source; the ledger returned holds the clean text and every edit.

    The table is gone through again and again until each rule has seen the text as it
    is and left it: for nearly every text within the second time. Raises
    BrokenPromiseError where the rules do not come to rest.
    """
    ledger = Ledger(text, watched=PARTING)
    rules = _admitted(options)
    rested = 0
    for rule in rules * _MOST_PASSES:
        rested = 0 if _apply(rule, ledger, options) else rested + 1
        if rested == len(rules):
            return ledger
    if restless := [rule.name for rule in rules if _apply(rule, ledger, options)]:
        raise BrokenPromiseError(
            f"the rules {', '.join(restless)} undo each other's work on this text",
            remedy="Switch one of them off and report the text.",
        )
    return ledger


@lru_cache(maxsize=8)
def _admitted(options: Options) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if options.admits(rule))


@lru_cache(maxsize=1)
def _simplified(text: str) -> str:
    """What the rules look at where the script is kept, as they know simplified words."""
    return shadow(text)


def _apply(rule: Rule, ledger: Ledger, options: Options) -> int:
    """The number of edits a rule makes."""
    if options.protect and rule.family == "script":
        return ledger.propose(spared(rule.edits(ledger.text), ledger.text, options.protect))
    if options.script == "simplified" or rule.family in ("script", "mojibake"):
        return ledger.propose(rule.edits(ledger.text))
    edits = rule.edits(_simplified(ledger.text))
    return ledger.propose(edit._replace(before=ledger.text[edit.start : edit.end]) for edit in edits)
