"""What was measured, as a table, as a file for the next comparison, and how it grew from S to L."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from bench.drive import Figure

FOLDER = Path(__file__).resolve().parent / "results"
MOST_GROWTH = 1.2
HEAD = (
    "| page | status | p50 ms | p95 ms | × floor | Q ms | goal | statements | in the database ms | kB | |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|"
)


def line(figure: Figure) -> str:
    return (
        f"| {figure.name} | {figure.status} | {figure.p50:.1f} | {figure.p95:.1f} | {figure.ratio:.2f} | {figure.q:.1f} "
        f"| {figure.goal} | {figure.statements} | {figure.database:.1f} | {figure.size / 1024:.0f} | {figure.verdict} |"
    )


def fact(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "p50": figure.p50,
        "p95": figure.p95,
        "q": figure.q,
        "statements": figure.statements,
        "database_ms": figure.database,
        "ratio": figure.ratio,
        "beyond": figure.beyond,
        "status": figure.status,
        "verdict": figure.verdict,
    }


def told(title: str, figures: list[Figure], notes: list[str]) -> str:
    return "\n".join([f"# {title}", "", HEAD, *map(line, figures), "", "\n\n".join(notes)])


def keep(scale: str, figures: list[Figure], notes: list[str], seconds: float) -> str:
    """Write the results of today beside the earlier ones; answers what they say, growth and all."""
    FOLDER.mkdir(exist_ok=True)
    stem = f"{date.today()}-{scale}"
    facts = json.dumps([fact(figure) for figure in figures], indent=1, ensure_ascii=False)
    (FOLDER / f"{stem}.json").write_text(facts + "\n")
    loaded = f" (loaded in {seconds:.0f} s)" if seconds else ""
    text = told(f"Scale {scale}, {date.today()}{loaded}", figures, [*notes, *growth()])
    (FOLDER / f"{stem}.md").write_text(text + "\n")
    return text


def growth() -> list[str]:
    """The newest results of S and L side by side: what each page takes beyond Q, and its statements."""
    small, large = (_newest(scale) for scale in ("S", "L"))
    if not small or not large:
        return []
    both = [(small[name], large[name]) for name in small if name in large]
    found = [sentence for one, other in both if (sentence := _grown(one, other))]
    head = (
        f"From S to L (newest results of each), of {len(both)} pages {len(both) - len(found)} grow by no more than"
        f" {MOST_GROWTH} × beyond Q and ask the same number of statements"
    )
    return [head + (":" if found else "."), *(["\n".join(found)] if found else [])]


def _newest(scale: str) -> dict[str, Any]:
    """The newest file that tells what is beyond Q; older ones could not be compared."""
    for path in sorted(FOLDER.glob(f"*-{scale}.json"), reverse=True):
        facts = {row["name"]: row for row in json.loads(path.read_text())}
        if all("beyond" in row for row in facts.values()):
            return facts
    return {}


def _grown(small: dict[str, Any], large: dict[str, Any]) -> str:
    times = large["beyond"] / small["beyond"] if small["beyond"] > 0 else 1.0
    parts = [f"{times:.2f} × beyond Q"] if times > MOST_GROWTH else []
    if small["statements"] != large["statements"]:
        parts.append(f"{small['statements']} statements became {large['statements']}")
    return f"- {large['name']}: {', '.join(parts)}" if parts else ""
