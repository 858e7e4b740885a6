#!/usr/bin/env python3
"""Compares seed-data/calendar.csv with the Russian calendar of PyPI's `holidays`.

Prints each difference and exits 1 when there is any. The package knows the holidays, the moved days off and the
working Saturdays; the short days follow from them (Labour Code, articles 95 and 112) and are derived here.
Not called `calendar.py`: that name would hide Python's own module from every script in this folder.
"""

import csv
import datetime
import pathlib
import re
import sys

import holidays

FILE = pathlib.Path(__file__).resolve().parents[2] / "seed-data" / "calendar.csv"
DAY = datetime.timedelta(days=1)
MOVED = re.compile(r"перенесено с (\d{2})\.(\d{2})\.(\d{4})")


def written(path):
    """What our file says: day -> kind; refuses doubles and a year that is not the day's."""
    days = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = datetime.date.fromisoformat(row["day"])
            if day in days or day.year != int(row["year"]):
                raise SystemExit(f"{path}: {row} is a double or has the wrong year")
            days[day] = row["kind"]
    return days


def expected(years):
    """What the package says, with the short days derived from it."""
    off = holidays.country_holidays("RU", years=years, language="ru")
    saturdays = {day for day in off.weekend_workdays if day.year in years}
    days = dict.fromkeys(off, "holiday") | dict.fromkeys(saturdays, "workday")
    feasts = {day for day, name in off.items() if "перенесено" not in name and "выходной" not in name}
    for feast in feasts:
        eve = feast - DAY
        if eve.year in years and eve not in off and (eve.weekday() < 5 or eve in saturdays):
            days[eve] = "short"
    # A working Saturday that was exchanged for the eve of a holiday is as short as that eve would have been.
    for day, name in off.items():
        moved = MOVED.search(name)
        if moved and day + DAY in feasts:
            source = datetime.date(int(moved[3]), int(moved[2]), int(moved[1]))
            if source in saturdays:
                days[source] = "short"
    return days


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else FILE
    ours = written(path)
    years = {day.year for day in ours}
    theirs = expected(years)
    different = [day for day in sorted(ours | theirs) if ours.get(day) != theirs.get(day)]
    for day in different:
        print(f"{day}: file says {ours.get(day, 'nothing')}, holidays {holidays.__version__} says {theirs.get(day, 'nothing')}")
    print(f"{len(ours)} days of {min(years)}-{max(years)} compared, {len(different)} differ")
    return 1 if different or not ours else 0


if __name__ == "__main__":
    sys.exit(main())
