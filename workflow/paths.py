"""The drawing as a graph: what is reached from the beginning, from where the end is reached, what goes round."""

from .structure import Step, Structure

END = ""
Graph = dict[str, set[str]]


def graph(structure: Structure) -> Graph:
    """Step → the steps that may come directly after it; END for the end of the process."""
    edges: Graph = {}
    for place in structure.walk():
        step = place.step
        if step.kind == "end":
            edges[step.key] = {END}
        elif step.kind == "jump":
            target = step.settings.get("to", "")
            edges[step.key] = {target} if target in structure.places else set()
        elif step.ways:
            behind = after(structure, step.key)
            edges[step.key] = {way.steps[0].key if way.steps else behind for way in step.ways}
        else:
            edges[step.key] = {after(structure, step.key)}
    return edges


def after(structure: Structure, key: str) -> str:
    """The step that follows when this one (with its whole block) has ended; END where nothing does."""
    following = structure.following(key)
    while following is None:
        block = structure.block_of(key)
        if block is None:
            return END
        key = block[0].key
        following = structure.following(key)
    return following.key


def reached(edges: Graph, first: set[str]) -> set[str]:
    seen: set[str] = set()
    waiting = list(first)
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += edges.get(key, set())
    return seen


def unreachable_steps(structure: Structure) -> list[Step]:
    """Steps that no document ever comes to, in drawing order; within an unreached block only the block."""
    if not structure.steps:
        return []
    seen = reached(graph(structure), {structure.steps[0].key})
    found = []
    for place in structure.walk():
        inside_lost = any(structure.ways[way][0].key not in seen for way in place.path)
        if place.step.key not in seen and not inside_lost:
            found.append(place.step)
    return found


def endless_steps(structure: Structure) -> list[Step]:
    """Reached steps from which the end of the process cannot be reached; the first of them is enough."""
    if not structure.steps:
        return []
    edges = graph(structure)
    backwards: Graph = {}
    for key, targets in edges.items():
        for target in targets:
            backwards.setdefault(target, set()).add(key)
    ends = reached(backwards, {END})
    seen = reached(edges, {structure.steps[0].key})
    stuck = [place.step for place in structure.walk() if place.step.key in seen - ends]
    # A jump that leads nowhere has its own finding.
    return [step for step in stuck if edges[step.key]][:1]


def idle_circles(structure: Structure) -> list[list[Step]]:
    """Circles in which nobody is asked: the process would run in them for ever."""
    edges = graph(structure)
    machine = {place.step.key for place in structure.walk() if not place.step.is_person_step}
    inner = {key: targets & machine for key, targets in edges.items() if key in machine}
    found: list[list[Step]] = []
    told: set[str] = set()
    for place in structure.walk():
        key = place.step.key
        if key not in inner or key in told:
            continue
        if any(key in reached(inner, {target}) for target in inner[key]):
            circle = [
                other for other in inner if other in reached(inner, {key}) and key in reached(inner, {other})
            ]
            told |= set(circle)
            found.append([structure.places[name].step for name in circle])
    return found
