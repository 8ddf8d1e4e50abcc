"""Why there is no ruling, or why one does not stand, in a few words of the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from clausewise.model.ruling import Finding
from clausewise.report.words import Words
from clausewise.values.temporal import Date


def why(finding: Finding, words: Words) -> str:
    """What is missing, until when it is open, or what stands instead."""
    if finding.status == "undetermined":
        return missing_text(finding.missing, finding.because.values, words)
    if finding.status == "pending":
        return words.say("due", due=words.value(str(finding.due)))
    return by_text(finding.by or {}, words)


def missing_text(missing: Sequence[str], values: Mapping[str, Any], words: Words) -> str:
    """The names with their labels; and the feeds that are not complete."""
    feeds = [name for name in missing if days_missing(name, values)]
    labels = {name: words.path(name) for name in missing if name not in feeds}
    names = [label if label == name else f"{label} ({name})" for name, label in labels.items()]
    told = [words.say("missing", names=words.listed(names))] if names else []
    if feeds:
        told.append(words.say("no_feed", kinds=words.listed(map(words.kind, feeds))))
    return words.say("semicolon").join(told)


def days_missing(name: str, values: Mapping[str, Any]) -> list[str]:
    """The days for which a feed has no data; none where `name` is not that of a feed."""
    written = values.get(name)
    if "." in name or not isinstance(written, str):
        return []
    days = written.split("; ")
    return days if all(Date.parse(day) is not None for day in days) else []


def by_text(by: Mapping[str, Any], words: Words) -> str:
    """The exception, the ruling that stands instead, or the waiver."""
    if "waiver" in by:
        who, waiver = str(by.get("by") or "—"), str(by["waiver"])
        reason = by.get("reason")
        if reason:
            return words.say("by_waiver_because", by=who, waiver=waiver, reason=str(reason))
        return words.say("by_waiver", by=who, waiver=waiver)
    if "ruling" in by:
        phrase = "by_once" if by.get("once") else "by_ruling"
        return words.say(phrase, ruling=words.listed(map(str, by["ruling"])))
    because = words.of_labels(by.get("because"), "—")
    clauses = by.get("clause") or []
    if not clauses:
        return because
    return words.say("by_exception", because=because, clause=", ".join(clauses))
