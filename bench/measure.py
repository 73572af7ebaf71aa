"""The shape of the code, as a mirror and not a gate: sizes, cycles between apps, how much is typed and tested.

usage: python bench/measure.py [CHECKOUT]
"""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

GOALS = "files 40-60 · 160 · 300; functions 8 · 24; tests 1.3; lazy imports, cycles, receivers 0; typed 100 %"


class Checkout:
    """The Python files that git knows, split into those of apps and those of tests; migrations are left out."""

    def __init__(self, root: Path) -> None:
        listed = subprocess.run(["git", "ls-files", "*.py"], cwd=root, capture_output=True, text=True, check=True)
        paths = [name for name in listed.stdout.split() if "/migrations/" not in name and (root / name).exists()]
        self.tests = {name: (root / name).read_text() for name in paths if name.startswith("tests/")}
        self.code = {
            name: (root / name).read_text()
            for name in paths
            if "/" in name and not name.startswith(("tests/", "docs/", "bench/", "deploy/"))
        }
        self.trees = {name: ast.parse(text) for name, text in self.code.items()}
        self.apps = sorted({name.split("/")[0] for name in self.code})

    def functions(self) -> Iterator[tuple[str, ast.FunctionDef]]:
        for name, tree in self.trees.items():
            yield from ((name, node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))

    def imports(self) -> Iterator[tuple[str, str, bool]]:
        """File, app imported by it, and whether inside a function (`apps.py` must: its apps are loading)."""
        for name, tree in self.trees.items():
            for node in ast.walk(tree):
                for module in _modules(node):
                    app = module.split(".")[0]
                    if app in self.apps and app != name.split("/")[0]:
                        yield name, app, node.col_offset > 0 and not name.endswith("/apps.py")  # type: ignore[attr-defined]


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def largest_cycle(edges: set[tuple[str, str]]) -> int:
    """How many apps can reach one another in both directions."""
    reach = {a: {b for x, b in edges if x == a} for a, _ in edges}
    for _ in reach:
        for app, seen in reach.items():
            reach[app] = seen.union(*(reach.get(other, set()) for other in seen))
    return max(
        (len({b for b in seen if a in reach.get(b, set())}) for a, seen in reach.items() if a in seen), default=0
    )


def spread(values: list[int]) -> str:
    """Median, the length that nine in ten stay below, longest."""
    ordered = sorted(values)
    return f"{statistics.median(ordered):.0f} · {ordered[int(len(ordered) * 0.9)]} · {ordered[-1]}"


def measure(root: Path) -> dict[str, str]:
    """Name of a figure to what it is."""
    here = Checkout(root)
    lines = {name: text.count("\n") for name, text in here.code.items() if text.strip()}
    functions = [node for _, node in here.functions()]
    imports = list(here.imports())
    tested = sum(text.count("\n") for text in here.tests.values())
    receivers = sum("receiver" in ast.unparse(d) for node in functions for d in node.decorator_list)
    longest = max(lines, key=lambda name: lines[name])
    templates = [path.stat().st_size for path in (root / "templates").rglob("*.html")]
    behaviours = [path.stat().st_size for path in (root / "static" / "js" / "behaviours").glob("*.js")]
    return {
        "files / thousand lines": f"{len(lines)} / {sum(lines.values()) / 1000:.1f}",
        "lines of a file (median · p90 · longest)": f"{spread(list(lines.values()))} {longest}",
        "lines of a function": spread([(node.end_lineno or 0) - node.lineno + 1 for node in functions]),
        "lines of tests for a line of code": f"{tested / sum(lines.values()):.2f}",
        "receivers": str(receivers),
        "imports across apps inside functions": str(sum(lazy for *_, lazy in imports)),
        "apps in the largest cycle": str(largest_cycle({(name.split("/")[0], app) for name, app, _ in imports})),
        "functions with a typed result": f"{sum(node.returns is not None for node in functions) / len(functions):.0%}",
        "bytes of a template (median)": f"{statistics.median(templates):.0f}" if templates else "-",
        "bytes of a behaviour (median)": f"{statistics.median(behaviours):.0f}" if behaviours else "-",
    }


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()).items():
        print(f"{name:42} {value}")
    print(f"\nwhere the best of the field would put us: {GOALS}")
