"""From the rows of places to an authority's figures: counts added up and held against their total, shares weighted."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from famsim.council.cells import MAY_BE_COUNT, MAY_BE_SHARE, Cell, CellError, Fault, count, real
from famsim.council.grid import Grid
from famsim.council.headings import Headings
from famsim.council.rows import Rows

ROUNDED_TO = (5, 10, 100)  # what counts may have been rounded to
WEIGHTS = ("families", "births", "infants")  # what shares are weighted by, the first that is there
MOST_SUPPRESSED = 10  # that a sign for a small count may stand for, less one
TENTH, LAST_DECILE = 10, 10


@dataclass
class Adding:
    """A table being added up; `cells` says of each figure where it came from, for messages."""

    grid: Grid
    headings: Headings
    rows: Rows
    said: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    def counted(self, column: int) -> int:
        """Return the sum of a column of counts, which must be that of its total."""
        missing = [row for row in self.rows.places if self.unknown(row, column)]
        numbers = [self.count_at(row, column) for row in self.rows.places if row not in missing]
        total = self.total_of(column)
        if missing and total is None:
            change = "give the number, or a row called Total"
            raise self.grid.error(missing[0], column, Fault("has no number", change))
        if total is None:
            return sum(numbers)
        self.check_total(column, numbers, total, missing)
        return total

    def unknown(self, row: int, column: int) -> bool:
        """Say whether a cell holds nothing, or a sign for a small count."""
        cell = self.grid.at(row, column)
        return cell.is_blank or cell.is_suppressed

    def count_at(self, row: int, column: int) -> int:
        """Return the count in a cell; AreaError for what is none."""
        try:
            return count(self.grid.at(row, column))
        except CellError as error:
            raise self.grid.error(row, column, error.fault) from None

    def total_of(self, column: int) -> int | None:
        """Return the total of a column, None where there is none."""
        row = self.rows.total
        return None if row is None or self.unknown(row, column) else self.count_at(row, column)

    def check_total(self, column: int, numbers: Sequence[int], total: int, missing: Sequence[int]) -> None:
        """Raise AreaError where rows do not come to their total, but for rounding and what is not known."""
        assert self.rows.total is not None
        step = max((one for one in ROUNDED_TO if numbers and not any(n % one for n in (*numbers, total))), default=1)
        spare = step / 2 * (len(numbers) + 1) if step > 1 else 0
        rest = total - sum(numbers)
        if missing:
            small = all(self.grid.at(row, column).is_suppressed for row in missing)
            most = MOST_SUPPRESSED * len(missing) if small else total
            fits = -spare <= rest <= most + spare
            self.said.append(f"{self.grid.place(missing[0], column)} has no number, so the total was taken")
        else:
            fits = abs(rest) <= spare
        if not fits:
            what = "is not the sum of the rows above it"
            change = "mend the row that is wrong, or the total; leave out rows that belong to others"
            raise self.grid.error(self.rows.total, column, Fault(what, change))
        if rest and not missing:
            self.said.append(f"{self.grid.place(self.rows.total, column)} differs by rounding, and the total was taken")

    def shares(self, column: int) -> dict[int, float]:
        """Return the share of each place in a column, all of them as shares or all as percentages."""
        found: dict[int, tuple[float, bool]] = {}
        for row in self.rows.places:
            if self.unknown(row, column):
                raise self.grid.error(row, column, Fault("has no number", "give it, or leave the column out"))
            found[row] = self.real_at(row, column)
        return self.as_shares(column, found)

    def real_at(self, row: int, column: int) -> tuple[float, bool]:
        """Return the number in a cell of shares, and whether it is marked as a percentage."""
        try:
            return real(self.grid.at(row, column))
        except CellError as error:
            raise self.grid.error(row, column, error.fault) from None

    def as_shares(self, column: int, found: dict[int, tuple[float, bool]]) -> dict[int, float]:
        """Return numbers as shares; AreaError where it cannot be told whether they are hundredths."""
        marked = [row for row, (_, percent) in found.items() if percent]
        if marked and len(marked) < len(found):
            other = next(row for row in found if row not in marked)
            raise self.grid.error(other, column, Fault("has no % where others have one", "mark all or none"))
        large = [row for row, (value, _) in found.items() if value > 1.0]
        heading = self.headings.columns[column]
        if heading.percent and not marked and not large and any(value for value, _ in found.values()):
            row = next(row for row, (value, _) in found.items() if value)
            raise self.grid.error(row, column, MAY_BE_SHARE)
        if large and not marked and not heading.said:
            raise self.grid.error(large[0], column, MAY_BE_COUNT)
        if large and not marked and not heading.percent:
            self.said.append(f"column {self.grid.place(large[0], column)} was read as per cent")
        hundredths = bool(marked or heading.percent or large)
        return {row: value / 100.0 if hundredths else value for row, (value, _) in found.items()}

    def weighted(self, column: int, at_total: bool = True) -> float:
        """Return the mean of a column of shares, weighted by the families, births or infants of each place."""
        total = self.rows.total
        shares = self.shares(column)
        if len(shares) == 1:
            return next(iter(shares.values()))
        weights = self.weights()
        if weights is not None:
            whole = sum(weights.values())
            return sum(share * weights[row] for row, share in shares.items()) / whole
        if at_total and total is not None and not self.unknown(total, column):
            both = {**{row: self.real_at(row, column) for row in shares}, total: self.real_at(total, column)}
            return self.as_shares(column, both)[total]
        what = "is above shares of several places, and nothing says how many families each has"
        change = "give families, births or infants of each place, or the share of the whole in a row called Total"
        raise self.grid.error(self.headings.last_row, column, Fault(what, change))

    def weights(self) -> dict[int, int] | None:
        """Return how many families, births or infants each place has; None where that is not known of each."""
        for kind in WEIGHTS:
            columns = [c for c in self.headings.of(kind) if not self.headings.columns[c].share]
            if columns and not any(self.unknown(row, columns[0]) for row in self.rows.places):
                found = {row: self.count_at(row, columns[0]) for row in self.rows.places}
                return found if sum(found.values()) else None
        return None

    def deciles(self, column: int) -> tuple[float, ...]:
        """Return the shares of infants by decile; of places without a count each is taken to have as many."""
        weights = self.infants() or self.weights()
        if weights is None:
            self.said.append("each place was taken to have as many infants, for none has a count")
        by_decile = [0.0] * TENTH
        for row in self.rows.places:
            by_decile[self.decile_at(row, column) - 1] += 1.0 if weights is None else weights[row]
        whole = sum(by_decile)
        return tuple(one / whole for one in by_decile)

    def infants(self) -> dict[int, int] | None:
        """Return the infants, or births, of each place; None where that is not known of each."""
        for kind in ("infants", "births"):
            if (columns := self.headings.of(kind)) and not any(self.unknown(r, columns[0]) for r in self.rows.places):
                found = {row: self.count_at(row, columns[0]) for row in self.rows.places}
                return found if sum(found.values()) else None
        return None

    def decile_at(self, row: int, column: int) -> int:
        """Return the decile in a cell."""
        cell: Cell = self.grid.at(row, column)
        if self.unknown(row, column):
            raise self.grid.error(row, column, Fault("has no decile", "give it, 1 the most deprived to 10"))
        value = self.count_at(row, column)
        if not 1 <= value <= LAST_DECILE:
            raise self.grid.error(row, column, Fault("is no decile", "a whole number from 1, the most deprived, to 10"))
        assert cell.fault is None
        return value
