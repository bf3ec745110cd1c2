"""Reports of scans, one module for each format; each has `render(reports) -> str`, the same bytes for the same reports.

A document holds any number of reports, as a command may scan several stacks: in the order given, one after another
where people read it, in one list where programs do.
"""
