"""What the workbook of a landing zone shows, from the one table `facts/workbook.toml`."""

from dataclasses import dataclass
from functools import cache

from bedplate.components.facts import read_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricChart:
    """A line chart of one platform metric of every resource of a section."""

    name: str
    """Unique in the table."""
    title: str
    category: str
    """Group of metrics that Azure shows it under; empty where the type has none."""
    metric: str
    aggregation: str
    """`Total`, `Average`, `Maximum` or `Count`."""
    split_by: str | None
    """Dimension that the chart has a line for every value of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView:
    """The outcome of a Kusto query over the workspace."""

    name: str
    """Unique in the table."""
    title: str
    query: str
    view: str
    """`timechart`, `barchart` or `table`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookSection:
    """Charts and tables about one type of resource."""

    name: str
    """Unique in the table."""
    title: str
    target_type: str
    """ARM type."""
    charts: tuple[MetricChart, ...]
    queries: tuple[LogView, ...]


@cache
def workbook_sections() -> tuple[WorkbookSection, ...]:
    """Return every section, in the order of the table."""
    return tuple(
        WorkbookSection(
            name=row["name"],
            title=row["title"],
            target_type=row["targetType"],
            charts=tuple(
                MetricChart(
                    name=chart["name"],
                    title=chart["title"],
                    category=chart.get("category", ""),
                    metric=chart["metric"],
                    aggregation=chart["aggregation"],
                    split_by=chart.get("splitBy"),
                )
                for chart in row.get("charts", [])
            ),
            queries=tuple(
                LogView(name=query["name"], title=query["title"], query=query["query"].strip(), view=query["view"])
                for query in row.get("queries", [])
            ),
        )
        for row in read_facts("workbook")["sections"]
    )


@cache
def shown_types() -> tuple[str, ...]:
    """Return the ARM types that the workbook has a section for, sorted."""
    return tuple(sorted({section.target_type for section in workbook_sections()}))
