#!/usr/bin/env python3
"""Prints a workbook's only sheet as JSON, as PyPI's openpyxl reads it: what the cells hold, the frozen row, the filter.

Used by the browser tests to read an exported XLSX independently of the program that wrote it.
"""

import datetime
import json
import sys

import openpyxl


def plain(value):
    """A cell's value as JSON: days as ISO dates, numbers and texts as they are."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    [sheet] = book.worksheets
    rows = [[plain(cell.value) for cell in row] for row in sheet.iter_rows()]
    print(json.dumps({"rows": rows, "frozen": sheet.freeze_panes, "filter": sheet.auto_filter.ref}, ensure_ascii=False))


if __name__ == "__main__":
    main()
