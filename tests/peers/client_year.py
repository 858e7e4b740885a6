#!/usr/bin/env python3
"""Recomputes a client's year from what the program exports: client_year.py CODE POINTS PRICES BOOK SETTLEMENT...

CODE is the client's; POINTS are the VAT of the partner's regime in hundredths of a percent. PRICES is the price list,
BOOK the partner's book of the year, each SETTLEMENT a month's lines with what was activated. Each act is priced anew from
the price list by what its application activated, a correction takes its application's act back, and payments are as the
book says. Prints JSON, in kopecks: the rows by day, what was charged, what was paid, and what is owed at the year's end.
"""

import csv
import json
import sys
from datetime import datetime


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def kopecks(text):
    roubles, _, rest = text.replace("\xa0", "").replace(" ", "").partition(",")
    sign = -1 if roubles.startswith("-") else 1
    return int(roubles) * 100 + sign * int((rest + "00")[:2])


def day(text):
    return datetime.strptime(text, "%d.%m.%Y")


def listed_as(line):
    """What a settled line is in the price list: the product, its extension, and the term from its first to its last day."""
    begun, ended = day(line["Начало"]), day(line["Окончание"])
    months = round(((ended - begun).days + 1) / 30.44)
    return line["Продукт"].removesuffix(f", {months} мес."), line["Вид расширения"], months


def bare(text):
    """Without the sign that keeps a spreadsheet from reading digits as a number."""
    return text.lstrip("'")


def main():
    code, points, prices, book, *settlements = sys.argv[1:]
    listed = {(row["Продукт"], row["Вид расширения"], int(row["Срок, мес."])): kopecks(row["Цена"]) for row in table(prices)}

    activated = {}
    for path in settlements:
        for line in table(path):
            if bare(line["Код абонента"]) == code:
                amount = listed[listed_as(line)] * int(line["Количество"])
                vat = (amount * int(points) + 5000) // 10000
                number = bare(line["№ заявления"])
                activated[number] = activated.get(number, 0) + amount + vat

    rows = []
    for row in table(book):
        if bare(row["Код абонента"]) != code:
            continue
        if row["Вид"] in ("Акт", "УПД"):
            moved = activated[bare(row["№ заявления"])]
        elif row["Вид"] == "Корректировка":
            moved = -activated[bare(row["№ заявления"])]
        else:
            moved = -kopecks(row["Оплачено"])
        rows.append([day(row["День"]).strftime("%Y-%m-%d"), row["Вид"], moved])
    paid = [moved for _, kind, moved in rows if "плат" in kind.lower()]
    owed = sum(moved for _, _, moved in rows)
    print(json.dumps({"rows": rows, "charged": owed - sum(paid), "paid": -sum(paid), "owed": owed}, ensure_ascii=False))


if __name__ == "__main__":
    main()
