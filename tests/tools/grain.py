#!/usr/bin/env python3
"""Counts what the house is cut into: grain.py [ROOT], or grain.py --circles [ROOT] to see each circle.

A file uses another when it names something that the other defines: re-exports, globs and `super` are followed to the
definition. What is there only for tests does not count, nor does what a parent and its child use of each other.
"""

import re
import sys
from pathlib import Path
from statistics import median

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)|(?P<text>b?r(?P<hashes>\#*)".*?"(?P=hashes)|b?"(?:\\.|[^"\\])*"|b?'(?:\\.|[^\\'])')"""
    r"""|(?P<life>'\w+)|(?P<word>(?:r\#)?\w+)|(?P<mark>::|=>|->|\.\.=?|.)""",
    re.S,
)
OPEN, CLOSE = "([{", ")]}"
ITEMS = {"fn", "struct", "enum", "union", "trait", "type", "const", "static", "macro_rules"}
# What the body of an arm is that does nothing.
DEFAULTS = ("None", "false", "()", '""', "Vec::new()", "{}")


def tokens(text):
    return [found.group() for found in TOKEN.finditer(text) if found.lastgroup != "skip" and not found.group("skip")]


def closing(words, start):
    """Where the bracket that opens at `start` closes."""
    depth = 0
    for place in range(start, len(words)):
        depth += words[place] in OPEN
        depth -= words[place] in CLOSE
        if depth == 0:
            return place
    raise ValueError("a bracket stays open")


def item_end(words, start):
    """The first place behind the item, the field or the arm that begins at `start`."""
    opening = words[start : start + 6]
    item = set(opening) & (ITEMS | {"mod", "use", "impl"})
    braces_end = "fn" in opening or not item & {"use", "const", "static"}
    place = start
    while place < len(words) and words[place] not in CLOSE:
        if words[place] == ";" or (words[place] == "," and not item):
            return place + 1
        if words[place] in OPEN:
            ends = words[place] == "{" and braces_end
            place = closing(words, place)
            if ends:
                return place + 1
        place += 1
    return place


def without_tests(words):
    kept, test_modules, place = [], set(), 0
    while place < len(words):
        if words[place : place + 7] == ["#", "[", "cfg", "(", "test", ")", "]"]:
            start = place + 7
            while words[start] == "#":
                start = closing(words, start + 1) + 1
            place = item_end(words, start)
            item = words[start:place]
            if "mod" in item[:4] and item[-1] == ";":
                test_modules.add(item[-2])
        else:
            kept.append(words[place])
            place += 1
    return kept, test_modules


def use_tree(words, before):
    """The paths of a tree of `use`, each with the name that it gives, or `*`."""
    found, path, place = [], list(before), 0
    while place < len(words):
        word = words[place]
        if word == "{":
            end = closing(words, place)
            found += use_tree(words[place + 1 : end], path)
            path, place = None, end
        elif word == ",":
            if path is not None and len(path) > len(before):
                found.append((path, path[-1]))
            path = list(before)
        elif word == "*":
            found.append((path, "*"))
            path = None
        elif word == "as":
            found.append((path, words[place + 1]))
            path, place = None, place + 1
        elif word == "self" and path:
            if words[place + 1 : place + 2] != ["as"]:
                found.append((path, path[-1]))
                path = None
        elif word != "::":
            path.append(word)
        place += 1
    if path is not None and len(path) > len(before):
        found.append((path, path[-1]))
    return found


class Module:
    """One file of the service."""

    def __init__(self, place, text):
        self.place = place
        self.words, self.test_modules = without_tests(tokens(text))
        self.children, self.items, self.types, self.uses, self.paths = [], set(), [], [], []
        self.read()

    def read(self):
        words, depth, place = self.words, 0, 0
        while place < len(words):
            word = words[place]
            if word == "use" and words[place + 1] != "<":
                end = words.index(";", place)
                self.uses += use_tree(words[place + 1 : end], [])
                place = end
            elif word == "mod" and words[place + 2] == ";":
                self.children.append(words[place + 1])
            elif word in OPEN:
                depth += 1
            elif word in CLOSE:
                depth -= 1
            elif depth == 0 and word in ITEMS:
                name = words[place + 2] if words[place + 1] in ("!", "mut") else words[place + 1]
                self.items.add(name)
                if word in ("struct", "enum", "union", "trait", "type"):
                    self.types.append(name)
            elif re.match(r"[A-Za-z_]", word) and words[place + 1 : place + 2] == ["::"] and words[place - 1] != "::":
                path = [word]
                while words[place + 1 : place + 2] == ["::"] and re.match(r"[A-Za-z_]", words[place + 2]):
                    path.append(words[place + 2])
                    place += 2
                self.paths.append(path)
            place += 1


class House:
    """All files of the service and what each uses."""

    def __init__(self, root):
        self.modules, self.root = {}, root / "src"
        self.gather((), self.root / "lib.rs", self.root)

    def gather(self, place, path, folder):
        module = Module(place, path.read_text())
        self.modules[place] = module
        for name in module.children:
            flat, inside = folder / f"{name}.rs", folder / name
            file = flat if flat.exists() else inside / "mod.rs"
            self.gather((*place, name), file, inside)

    def named(self, place, name, seen):
        """The modules in which `name`, said of a module, is defined; or the module that it is."""
        if (place, name) in seen:
            return None
        seen = seen | {(place, name)}
        module = self.modules[place]
        if (*place, name) in self.modules:
            return (*place, name), True
        if name in module.items:
            return place, False
        for path, given in module.uses:
            if given == name:
                return self.resolve(place, path, seen)
        for path, given in module.uses:
            if given == "*":
                found = self.resolve(place, path, seen)
                if found and found[1]:
                    inner = self.named(found[0], name, seen)
                    if inner:
                        return inner
        return None

    def resolve(self, place, path, seen=frozenset()):
        """Where a path that is written in a module leads: a module and whether it is the module itself."""
        first, rest = path[0], path[1:]
        if first in ("crate", "registrar"):
            here = ()
        elif first == "self":
            here = place
        elif first == "super":
            here = place[:-1]
            while rest and rest[0] == "super":
                here, rest = here[:-1], rest[1:]
        else:
            found = self.named(place, first, seen)
            if not found or not found[1]:
                return found
            here = found[0]
        for word in rest:
            found = self.named(here, word, seen)
            if not found:
                # What a derive or a macro makes belongs to the module that says so.
                return here, False
            if not found[1]:
                return found
            here = found[0]
        return here, True

    def uses_of(self, module):
        paths = [path for path, _ in module.uses] + module.paths
        found = {hit[0] for hit in (self.resolve(module.place, path) for path in paths) if hit}
        for path, given in module.uses:
            glob = self.resolve(module.place, path) if given == "*" else None
            if glob and glob[1]:
                hits = (self.named(glob[0], word, frozenset()) for word in set(module.words))
                found |= {hit[0] for hit in hits if hit}
        return found

    def circles(self):
        """Files that use each other, however far around; a parent and its child may."""
        used = {}
        for module in self.served():
            ours = module.place
            kin = lambda other: other[: len(ours)] == ours or ours[: len(other)] == other
            used[ours] = sorted(other for other in self.uses_of(module) if not kin(other) and not self.for_tests(other))
        return used, knots(used)

    def for_tests(self, place):
        return any(place[at] in self.modules[place[:at]].test_modules for at in range(len(place)))

    def served(self):
        return [module for place, module in self.modules.items() if not self.for_tests(place)]


def knots(used):
    """Strongly connected parts of more than one (Tarjan)."""
    sys.setrecursionlimit(10_000)
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in used.get(node, ()):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            part = []
            while not part or part[-1] != node:
                part.append(stack.pop())
            if len(part) > 1:
                found.append(sorted(part))

    for node in sorted(used):
        if node not in index:
            visit(node)
    return found


def tuple_functions(words):
    """Names of functions with a tuple pattern among their parameters."""
    for place, word in enumerate(words):
        if word != "fn" or not re.match(r"\w", words[place + 1]):
            continue
        start = place + 2
        if words[start] == "<":
            depth = 0
            while True:
                depth += (words[start] == "<") - (words[start] == ">")
                start += 1
                if depth == 0:
                    break
        end = closing(words, start)
        at, begins = start + 1, True
        while at < end:
            if begins and words[at] in "#&":
                at = closing(words, at + 1) + 1 if words[at] == "#" else at + 1
                continue
            if begins and words[at] == "(" and words[closing(words, at) + 1] == ":":
                yield words[place + 1]
                break
            begins = words[at] == ","
            at = closing(words, at) + 1 if words[at] in OPEN else at + 1


def idle_arms(words):
    """How many variants each arm lists that lists three or more only to fall through to a default."""
    for place, word in enumerate(words):
        body = "".join(words[place + 1 : place + 6]) if word == "=>" else ""
        if any(body.startswith((f"{default},", f"{default}}}", f"{{{default}}}")) for default in DEFAULTS):
            variants = listed_before(words, place)
            if variants >= 3:
                yield variants


def listed_before(words, arrow):
    """How many variants a pattern lists that ends at its arrow."""
    variants, place = 1, arrow - 1
    while place >= 0:
        if words[place] in CLOSE:
            depth = 0
            while True:
                depth += (words[place] in CLOSE) - (words[place] in OPEN)
                if depth == 0:
                    break
                place -= 1
            if words[place] == "{" and not re.match(r"[A-Z]", words[place - 1]):
                return variants
        elif words[place] == "|":
            variants += 1
        elif words[place] in OPEN or words[place] in (",", ";", "=>", "if"):
            return variants
        place -= 1
    return variants


def written_columns(root):
    """How many columns are set where an application is written after a verb: what it leaves alone does not count."""
    rows = (root / "src/store/applications/rows.rs").read_text()
    return len(set(re.findall(r"(\w+): Set\(", rows)) - set(re.findall(r"(\w+): NotSet", rows)))


def rust(folder):
    return sorted(folder.rglob("*.rs"))


def show(place):
    return "/".join(place) or "lib"


def main():
    arguments = [word for word in sys.argv[1:] if word != "--circles"]
    root = Path(arguments[0] if arguments else ".").resolve()
    house = House(root)
    used, circles = house.circles()
    if "--circles" in sys.argv:
        for circle in circles:
            print(f"{len(circle)}: {' '.join(map(show, circle))}")
            for place in circle:
                print(f"    {show(place)} -> {' '.join(show(other) for other in used[place] if other in circle)}")
        return
    served = house.served()
    names = [name for module in served for name in module.types]
    texts = {path: path.read_text() for part in ("src", "templates/src") for path in rust(root / part)}
    ours = [path for path in texts if path.is_relative_to(root / "src")]
    words = {path: without_tests(tokens(text))[0] for path, text in texts.items()}
    arms = [variants for path in ours for variants in idle_arms(words[path])]
    tuples = [name for path in texts for name in tuple_functions(words[path])]
    sizes = [text.count("\n") for text in texts.values()]
    rows = [
        ("circles between files", len(circles)),
        ("files in a circle", sum(map(len, circles))),
        ("functions that take a tuple apart", len(tuples)),
        ("type names defined more than once in src", sum(names.count(name) > 1 for name in set(names))),
        ("arms that only list variants for a default", len(arms)),
        ("variants that they list", sum(arms)),
        ("columns that a verb of an application writes", written_columns(root)),
        ("lines of src", sum(texts[path].count("\n") for path in ours)),
        ("lines of templates/src", sum(sizes) - sum(texts[path].count("\n") for path in ours)),
        ("files of both", len(sizes)),
        ("median of their lines", int(median(sizes))),
    ]
    for name, value in rows:
        print(f"{name:<46}{value:>8}")


if __name__ == "__main__":
    main()
