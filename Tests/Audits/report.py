"""What an audit looked at, and what it found there."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: where it is, which rule it breaks, and what a person needs to know to mend it."""

    page: str
    view: str
    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.page} ({self.view})" if self.view else self.page
        return ": ".join(part for part in (place, self.rule, self.where, self.message) if part)


@dataclass
class Report:
    """The result of one audit. A unit is a page, or a page in one view, such as `/guides/ (320 dark)`."""

    units: set[tuple[str, str]] = field(default_factory=set)
    findings: set[Finding] = field(default_factory=set)

    def look_at(self, page: str, view: str = "") -> None:
        """Counts a unit, which passes unless something is found in it."""
        self.units.add((page, view))

    def find(self, page: str, rule: str, message: str, where: str = "", view: str = "") -> None:
        """Records a fault. The same fault found twice counts once."""
        self.units.add((page, view))
        self.findings.add(Finding(page, view, rule, where, " ".join(message.split())))

    @property
    def failed(self) -> int:
        """How many units have at least one finding."""
        return len({(finding.page, finding.view) for finding in self.findings})

    @property
    def passed(self) -> int:
        """How many units were looked at and found sound."""
        return len(self.units) - self.failed
