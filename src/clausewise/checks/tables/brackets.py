"""CW422 to CW424: brackets that end too soon, or where more comes to less.

bands:
  - {up_to: 10000, rate: 0.02}
  - {rate: 0.01}                # mode whole: 10000 gives 200, 10001 gives 100.01
"""

from collections.abc import Iterator
from itertools import pairwise

from clausewise.checks.tables.witness import between
from clausewise.model.policy import Brackets
from clausewise.plan.plan import BandTable, Plan
from clausewise.source.diagnostic import Diagnostic
from clausewise.values.number import plain


def brackets(plan: Plan) -> Iterator[Diagnostic]:
    """What is wrong with the brackets of a handbook, without what `allow` of them names."""
    for written in plan.brackets:
        bands = plan.functions.get(written.name)
        if isinstance(bands, BandTable):
            for check in (_ends_too_soon, _goes_up_and_down, _more_comes_to_less):
                yield from (one for one in check(written, bands) if one.code not in written.allow)


def _ends_too_soon(written: Brackets, _: BandTable) -> Iterator[Diagnostic]:
    last = written.bands[-1]
    if last.up_to is not None:
        yield Diagnostic.at(
            last.span,
            "CW422",
            table=written.name,
            bound=plain(last.up_to),
            example=f"{{amount: {plain(between(last.up_to, None))}}}",
        )


def _turn(written: Brackets) -> int | None:
    """The first band whose rate turns back from where the rates were going."""
    going = 0
    for place, (below, above) in enumerate(pairwise(written.bands)):
        step = (above.rate > below.rate) - (above.rate < below.rate)
        if step and going and step != going:
            return place + 1
        going = step or going
    return None


def _goes_up_and_down(written: Brackets, _: BandTable) -> Iterator[Diagnostic]:
    turn = _turn(written)
    if turn is not None:
        rates = " → ".join(plain(band.rate) for band in written.bands)
        yield Diagnostic.at(written.bands[turn].span, "CW423", table=written.name, rates=rates)


def _more_comes_to_less(written: Brackets, bands: BandTable) -> Iterator[Diagnostic]:
    """Where the rates go up and down, that is what is told."""
    if written.mode != "whole" or _turn(written) is not None:
        return
    for below, above in pairwise(written.bands):
        if below.up_to is None:
            continue
        following = between(below.up_to, above.up_to)
        here, beyond = bands(below.up_to)["amount"], bands(following)["amount"]
        if beyond < here:
            yield Diagnostic.at(
                above.span,
                "CW424",
                table=written.name,
                bound=plain(below.up_to),
                here=plain(here),
                next=plain(following),
                beyond=plain(beyond),
            )
