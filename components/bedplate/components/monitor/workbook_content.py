"""The content of a workbook: the JSON document that Azure Monitor draws it from.

The document's shape is that of the schema in Microsoft/Application-Insights-Workbooks and of the templates there; Azure
keeps it as one string.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bedplate.components.facts.workbook_sections import LogView, MetricChart, WorkbookSection, workbook_sections

VERSION = "Notebook/1.0"
"""Version of the document's format."""
_SCHEMA = "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json"
_WORKSPACES = "microsoft.operationalinsights/workspaces"
_TIME_RANGE = "TimeRange"
_TIME_RANGE_ID = "5b0d9a3c-7f52-4d0e-9c61-2a7c4be0d1f8"
_DAY = 86_400_000
_SPANS = (3_600_000, 14_400_000, _DAY, 7 * _DAY, 30 * _DAY)
_AGGREGATIONS = {"Total": 1, "Maximum": 3, "Average": 4, "Count": 7}
_LINE_CHART = 2


def workbook_content(workspace_id: str, resource_ids: Mapping[str, Sequence[str]]) -> str:
    """Return the document of the workbook of one landing zone, the same bytes for the same arguments.

    Args:
        workspace_id: ARM id of the workspace that the queries read.
        resource_ids: ARM ids of the zone's resources by ARM type; a section stands for each type that has any.
    """
    items = [_time_range()]
    for section in workbook_sections():
        if section.target_type in resource_ids:
            items += _section(section, workspace_id, resource_ids[section.target_type])
    document = {"version": VERSION, "items": items, "fallbackResourceIds": [workspace_id], "$schema": _SCHEMA}
    return json.dumps(document, separators=(",", ":"))


def _section(section: WorkbookSection, workspace_id: str, resource_ids: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"type": 1, "content": {"json": f"## {section.title}"}, "name": section.name},
        *(_chart(chart, section.target_type.lower(), resource_ids) for chart in section.charts),
        *(_log_view(view, workspace_id) for view in section.queries),
    ]


def _chart(chart: MetricChart, namespace: str, resource_ids: Sequence[str]) -> dict[str, Any]:
    # Hyphens join the parts, so workbooks leave out one within a category, and keep the blanks on both its sides.
    category = chart.category.replace(" - ", "  ")
    metric = {
        "namespace": namespace,
        "metric": f"{namespace}-{category}-{chart.metric}",
        "aggregation": _AGGREGATIONS[chart.aggregation],
    }
    if chart.split_by is not None:
        metric |= {"splitBy": [chart.split_by], "splitBySortOrder": -1, "splitByLimit": 20}
    return {
        "type": 10,
        "content": {
            "chartId": f"workbook-{chart.name}",
            "version": "MetricsItem/2.0",
            "size": 0,
            "chartType": _LINE_CHART,
            "resourceType": namespace,
            "metricScope": 0,
            "resourceIds": list(resource_ids),
            "timeContextFromParameter": _TIME_RANGE,
            "timeContext": {"durationMs": _DAY},
            "metrics": [metric],
            "title": chart.title,
            "gridSettings": {"rowLimit": 10000},
        },
        "customWidth": "50",
        "name": chart.name,
        "styleSettings": {"maxWidth": "50"},
    }


def _log_view(view: LogView, workspace_id: str) -> dict[str, Any]:
    return {
        "type": 3,
        "content": {
            "version": "KqlItem/1.0",
            "query": view.query,
            "size": 0,
            "title": view.title,
            "timeContextFromParameter": _TIME_RANGE,
            "timeContext": {"durationMs": _DAY},
            "queryType": 0,
            "resourceType": _WORKSPACES,
            "crossComponentResources": [workspace_id],
            "visualization": view.view,
        },
        "name": view.name,
    }


def _time_range() -> dict[str, Any]:
    return {
        "type": 9,
        "content": {
            "version": "KqlParameterItem/1.0",
            "parameters": [
                {
                    "id": _TIME_RANGE_ID,
                    "version": "KqlParameterItem/1.0",
                    "name": _TIME_RANGE,
                    "label": "Time range",
                    "type": 4,
                    "isRequired": True,
                    "value": {"durationMs": _DAY},
                    "typeSettings": {
                        "selectableValues": [{"durationMs": span} for span in _SPANS],
                        "allowCustom": True,
                    },
                }
            ],
            "style": "pills",
            "queryType": 0,
            "resourceType": _WORKSPACES,
        },
        "name": "parameters",
    }
