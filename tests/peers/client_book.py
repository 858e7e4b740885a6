#!/usr/bin/env python3
"""Recomputes what clients owe a partner, and which numbers its documents have, from a log of what was done.

Reads JSON on standard input: the price list, the regime of VAT, what was done in its order, and the days that are asked
about. Prints JSON: what each client owes at the end of each day, in kopecks, and the numbers of each kind and year.
It shares nothing with the program but the contract: a debt arises with the act on the day of activation, a correction on
the day of its own document, a payment on its day, and what was taken back never was.
"""

import json
import sys

KINDS = {"act": ["invoice", "act"], "upd": ["invoice", "upd"]}
POINTS = {"usn": 0, "usn_5": 500, "usn_7": 700}


def lines_of(users):
    """What an approved connection is charged for: the product, and the extension from two users on."""
    lines = [("main", "", 12)]
    if users >= 2:
        lines.append(("multi_user", "10_plus" if users >= 10 else "2_9", 12))
    return lines


def price(listed, own, item, day):
    """The own price of the day, or that of the list."""
    begun = [row for row in own if row["item"] == list(item) and row["from"] <= day]
    if begun:
        latest = max(row["from"] for row in begun)
        amount = [row["amount"] for row in begun if row["from"] == latest][-1]
        if amount is not None:
            return amount
    return listed["|".join(map(str, item))]


def with_vat(amount, points):
    """The amount with VAT, rounded once, halves away from zero."""
    return amount + (amount * points + 5000) // 10000


def main():
    told = json.load(sys.stdin)
    points = POINTS[told["regime"]]
    own, sales, numbers, moves, payments = [], {}, {}, [], {}

    def number(kind, day):
        series = numbers.setdefault(f"{kind} {day[:4]}", [])
        series.append([len(series) + 1, day])

    for step in told["steps"]:
        what, day = step["do"], step["day"]
        if what == "price":
            own.append({"item": step["item"], "from": step["from"], "amount": step["amount"]})
        elif what == "approve":
            prices = [price(told["list"], own, item, day) for item in lines_of(step["users"])]
            sales[step["sale"]] = {"client": step["client"], "day": day, "prices": prices}
        elif what == "reprice":
            sales[step["sale"]]["prices"][step["line"]] = step["amount"]
        elif what == "issue":
            for key in step["sales"]:
                sale = sales[key]
                if "corrects" in sale:
                    number(told["papers"], day)
                    original = sales[sale["corrects"]]
                    moves.append((original["client"], day, -original["total"]))
                    continue
                for kind in KINDS[told["papers"]]:
                    number(kind, day)
                sale["total"] = sum(with_vat(amount, points) for amount in sale["prices"])
                moves.append((sale["client"], sale["day"], sale["total"]))
        elif what == "correct":
            sales[step["made"]] = {"corrects": step["sale"]}
        elif what == "pay":
            payments[step["payment"]] = (step["client"], step["on"], step["amount"])
        elif what == "take_back":
            del payments[step["payment"]]
        else:
            raise SystemExit(f"no step {what}")
    moves += [(client, day, -amount) for client, day, amount in payments.values()]
    owed = {
        client: [sum(sum_ for who, on, sum_ in moves if who == client and on <= day) for day in told["days"]]
        for client in told["clients"]
    }
    json.dump({"owed": owed, "numbers": numbers}, sys.stdout)


if __name__ == "__main__":
    main()
