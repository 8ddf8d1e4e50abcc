"""All that may come before a table: which rows hold together, and what no row holds for.

Column by column, the rows that still may hold are narrowed down by each stretch; combinations that
leave the same rows are walked on as one.  Sets of rows are whole numbers, a bit a row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from clausewise.checks.tables.columns import Column

MOST_STATES = 200_000
_FEW = 3
"""So many times fewer rows than stretches are few."""

State = tuple[int, int]
"""Rows that surely hold as far as one has looked, and rows that may (their cells true or null)."""
Box = tuple[tuple[int, ...], ...]
"""For each column the stretches that a combination may lie in."""


@frozen
class Swept:
    """What a sweep came to.  `levels`: the states before each column in `order`, and at the end."""

    columns: Sequence[Column]
    order: tuple[int, ...]
    levels: tuple[Mapping[State, tuple[State, int] | None], ...]
    moves: "_Moves" = field(repr=False)

    @property
    def ends(self) -> Mapping[State, tuple[State, int] | None]:
        """Each set of rows that hold together for some input."""
        return self.levels[-1]

    @property
    def states(self) -> int:
        return sum(map(len, self.levels))

    def way_to(self, end: State) -> tuple[int, ...]:
        """One stretch of each column, together leading to that end."""
        places = [0] * len(self.columns)
        state = end
        for depth in range(len(self.order), 0, -1):
            step = self.levels[depth][state]
            assert step is not None
            state, places[self.order[depth - 1]] = step
        return tuple(places)

    def gaps(self) -> Iterator[Box]:
        """Boxes of inputs that no row surely holds for, without overlap, together all of them."""
        if any(sure == 0 for sure, _ in self.ends):
            leading = self._leading_to_gaps()
            start = next(iter(self.levels[0]))
            yield from self._gaps_from(0, start, {}, leading)

    def _leading_to_gaps(self) -> list[set[State]]:
        """For each level the states from which some way leads to no row."""
        leading = [{state for state in self.ends if state[0] == 0}]
        for depth in range(len(self.order) - 1, -1, -1):
            column = self.order[depth]
            after = leading[0]
            leading.insert(
                0,
                {
                    state
                    for state in self.levels[depth]
                    if state[0] == 0
                    or any(move in after for move, _ in self.moves.of(column, state))
                },
            )
        return leading

    def _gaps_from(
        self, depth: int, state: State, chosen: dict[int, list[int]], leading: list[set[State]]
    ) -> Iterator[Box]:
        if state not in leading[depth]:
            return
        if state[0] == 0:
            yield tuple(
                tuple(chosen.get(place, range(len(column.stretches))))
                for place, column in enumerate(self.columns)
            )
            return
        column = self.order[depth]
        together: dict[tuple[State, bool], list[int]] = {}
        for place, (sure, possible) in enumerate(self.columns[column].masks):
            # Of rows that only may hold, none matters to a gap.
            move = state[0] & sure, state[1] & possible
            of_null = self.columns[column].stretches[place].witness is None
            together.setdefault((move, of_null), []).append(place)
        for (move, _), places in together.items():
            yield from self._gaps_from(depth + 1, move, {**chosen, column: places}, leading)


def merged(columns: Sequence[Column], boxes: Iterable[Box]) -> list[Box]:
    """The same boxes, those that differ in one column alone put together; null stays apart."""
    found = list(boxes)
    count = 0
    while count != len(found):
        count = len(found)
        for place, column in enumerate(columns):
            beside: dict[tuple[Box, bool, Box], list[int]] = {}
            for box in found:
                of_null = column.stretches[box[place][0]].witness is None
                key = (box[:place], of_null, box[place + 1 :])
                beside.setdefault(key, []).extend(box[place])
            found = [
                (*before, tuple(sorted(places)), *after)
                for (before, _, after), places in beside.items()
            ]
    return sorted(found)


def sweep(columns: Sequence[Column], rows: int, most: int = MOST_STATES) -> Swept | int:
    """Every combination looked at; where that takes more than `most` states, their number so far."""
    order = _order(columns)
    moves = _Moves(columns)
    every = (1 << rows) - 1
    levels: list[dict[State, tuple[State, int] | None]] = [{(every, every): None}]
    count = 1
    for column in order:
        level: dict[State, tuple[State, int] | None] = {}
        for state in levels[-1]:
            for move, place in moves.of(column, state):
                if move not in level:
                    level[move] = state, place
            if count + len(level) > most:
                return count + len(level)
        count += len(level)
        levels.append(level)
    return Swept(columns, order, tuple(levels), moves)


def _order(columns: Sequence[Column]) -> tuple[int, ...]:
    """The column that leaves fewest rows first; conditions that no one knows last."""

    def left(place: int) -> tuple[bool, float]:
        column = columns[place]
        rows = sum(possible.bit_count() for _, possible in column.masks)
        return column.guess is not None, rows / len(column.masks)

    return tuple(sorted(range(len(columns)), key=left))


class _Moves:
    """The states that follow a state, each with a stretch that leads to it."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        # Stretches that no cell tells apart count once, as the first of them.
        self.distinct = [
            list({masks: place for place, masks in reversed(list(enumerate(column.masks)))}.items())
            for column in columns
        ]
        self.starts = [
            [by_cell[cell] for cell in column.uses]
            for column in columns
            for by_cell in [[[at for at, _ in cut.runs if at] for cut in column.cells]]
        ]

    def of(self, column: int, state: State) -> Iterator[tuple[State, int]]:
        sure, possible = state
        distinct = self.distinct[column]
        if possible.bit_count() * _FEW < len(distinct):
            # Only where a cell of one of these few rows turns can anything change.
            masks, starts = self.columns[column].masks, self.starts[column]
            places = {0}
            left = possible
            while left:
                row = left.bit_length() - 1
                left ^= 1 << row
                places.update(starts[row])
            for place in places:
                yes, open_ = masks[place]
                yield (sure & yes, possible & open_), place
        else:
            for (yes, open_), place in distinct:
                yield (sure & yes, possible & open_), place
