"""The one thing that working out an expression may raise: that it would take too long."""

from clausewise.source.span import Span


class LimitReached(Exception):  # noqa: N818  # told to the writer as a diagnostic, by its code
    """An expression would go on for too long: at `span`, where that is known.

    It is told with `code` and `blanks`, as a diagnostic is.
    """

    def __init__(self, code: str, span: Span | None = None, **blanks: str) -> None:
        super().__init__(code)
        self.code, self.span, self.blanks = code, span, blanks
