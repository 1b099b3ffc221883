"""The source as a tree, for tests that read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACES = ("rbo", "worker", "migrations", "scripts", "bench", "tests")
SERVED = ("rbo", "worker")


def modules(*places: str) -> dict[str, ast.Module]:
    """Every module under *places*, by its path."""
    return {path: tree for place in places for path, tree in _modules(place).items()}


@cache
def _modules(place: str) -> dict[str, ast.Module]:
    files = sorted((ROOT / place).rglob("*.py"))
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def lines(*places: str) -> dict[str, int]:
    """How long each file is."""
    files = (file for place in places for file in (ROOT / place).rglob("*.py"))
    return {str(f.relative_to(ROOT)): len(f.read_text(encoding="utf-8").splitlines()) for f in files}


def called(tree: ast.AST) -> Iterator[str]:
    """The last name of everything called: `db.session.commit()` gives .commit, `text()` gives text."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)):
                yield f".{name}"
            case ast.Call(func=ast.Name(id=name)):
                yield name


def words(tree: ast.AST) -> Iterator[str]:
    """Every text that is no docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function; one stands among statements, so no expression is searched."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        if isinstance(node, ast.stmt | ast.excepthandler | ast.match_case):
            yield from functions(node)


def templates() -> dict[str, str]:
    """Every template."""
    return {str(f.relative_to(ROOT)): f.read_text(encoding="utf-8") for f in (ROOT / "rbo").rglob("*.html")}
