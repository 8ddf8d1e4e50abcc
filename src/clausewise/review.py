"""Policies read into plans, and all there is to say of them."""

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from clausewise.intake.library import Library, files_of_tests, read_library, read_test_file
from clausewise.plan.from_policy import plan_of
from clausewise.plan.plan import Plan
from clausewise.source.diagnostic import Diagnostic


@frozen
class Plans:
    """The plans of all handbooks of a folder; `told` is everything there is to say of them.

    Where anything told is an error there may be fewer plans than handbooks.
    """

    library: Library
    plans: tuple[Plan, ...]
    told: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        return not any(one.severity.value == "error" for one in self.told)


def read_plans(folder: Path) -> Plans:
    """The road from a folder of policies to plans.  UnreadableInput where it cannot be opened."""
    library = read_library(folder)
    told = [*library.told]
    plans: list[Plan] = []
    for book in library.books:
        plan, more = plan_of(book, library.vocabulary)
        told += more
        if plan is not None:
            plans.append(plan)
    return Plans(library, tuple(plans), _each_once(told))


def check_policies(folder: Path) -> tuple[Diagnostic, ...]:
    """Everything there is to say of a folder of policies: faults, advice, and faults of its tests."""
    tests = (one for path in files_of_tests(folder) for one in read_test_file(path))
    return _each_once([*_of_policies(folder), *tests])


def check_file(path: Path, folder: Path) -> tuple[Diagnostic, ...]:
    """Of what `check_policies` says of the folder, all that stands in one file of it.

    A policy is read with all the others of its handbook, whose words it may use.  Tests share
    nothing: no other is read, and for one of them no policy.
    """
    whole = path.resolve()
    tests = [one for one in files_of_tests(folder) if one.resolve() == whole]
    told = read_test_file(tests[0]) if tests else _of_policies(folder, whole)
    return _each_once(one for one in told if Path(one.span.source.name).resolve() == whole)


def _of_policies(folder: Path, file: Path | None = None) -> list[Diagnostic]:
    """What is told of the policies, and what is advised: of one file of them where it is given."""
    from clausewise.checks import advice  # no evaluation has a use for it

    read = read_plans(folder)
    files = {rule.span.source.name for plan in read.plans for rule in plan.rules}
    wanted = next((name for name in files if file == Path(name).resolve()), None)
    return [*read.told, *(one for plan in read.plans for one in advice(plan, wanted))]


def _each_once(told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What handbooks share, such as a fault of the vocabulary, is told by each of them."""
    places = {(one.code, str(one.span), str(one.blanks)): one for one in told}
    return tuple(places.values())
