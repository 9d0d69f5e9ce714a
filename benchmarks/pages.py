"""What pages cost, beside the floor and in a small and a large installation.

    python -m benchmarks.pages [--larger DATABASE] [--role executive_board] [--rounds 40]

``FYRTAARN_DATA`` (or ``DATABASE_URL``) names the installation that ``benchmarks.grow`` has filled; ``--larger``
another one: the SQLite file, or the name of the other database on the same PostgreSQL server.
"""

import argparse

from benchmarks import house


def addresses(role: str) -> dict[str, str]:
    """The pages that are measured, as they are in the installation at hand."""
    from benchmarks.words import RARE
    from fyrtaarn.foundation.lists import _encode
    from fyrtaarn.organisation.models import Person, Unit
    from fyrtaarn.portfolio.models import Project
    from fyrtaarn.strategy.models import FocusArea, Goal

    shown = Project.objects.filter(status="running", circle="internal", focus_area__circle="internal")
    project = shown.order_by("-number_key").first()
    keys = Project.objects.registered().order_by("-number_key", "-pk")
    middle = keys[keys.count() // 2]
    area = FocusArea.objects.filter(circle="internal", state="chosen").order_by("pk")[1]
    centre = Unit.objects.filter(unit_kind__key="department").order_by("pk")[0]
    person = Person.objects.filter(owned_projects__isnull=False).order_by("pk").first()
    goal = Goal.objects.filter(focus_area=area).order_by("pk").first()
    assert project is not None
    assert person is not None
    assert goal is not None
    found = {
        "floor": "/gulv/",
        "projects": "/projekter/",
        "projects, all registered": "/projekter/?status=alle",
        "projects of a focus area": f"/projekter/?fokusomraade={area.uuid}",
        "projects in a phase": "/projekter/?fase=planning",
        "projects, red": "/projekter/?lys=red",
        "projects of a centre": f"/projekter/?enhed=uuid:{centre.uuid}",
        "projects of a person": f"/projekter/?ejer=uuid:{person.uuid}",
        "projects, incomplete": "/projekter/?udfyldt=mangler",
        "projects by title": "/projekter/?sorter=titel",
        "projects by phase": "/projekter/?sorter=-fase",
        "projects by light": "/projekter/?sorter=lys",
        "projects by completeness": "/projekter/?sorter=udfyldt",
        "projects by change": "/projekter/?sorter=-opdateret",
        "projects, a page in the middle": f"/projekter/?efter={_encode(middle.number_key, middle.pk)}",
        "projects, the last page": "/projekter/?side=sidste",
        "search, a common word": "/projekter/?tekst=analyse",
        "search, a rare word": f"/projekter/?status=alle&tekst={RARE[:-2]}",
        "search, no such word": "/projekter/?status=alle&tekst=zzxxyy",
        "search, two words": "/projekter/?tekst=klima+strategi",
        "timeline": "/projekter/tidslinje/",
        "overview": "/overblik/",
        "holes": "/huller/",
        "holes of a rule": "/huller/?regel=portfolio.project_incomplete",
        "focus areas": "/fokusomraader/",
        "focus area": area.get_absolute_url(),
        "goal": goal.get_absolute_url(),
        "project": project.get_absolute_url(),
        "project, plan": f"{project.get_absolute_url()}plan/",
        "project, ties": f"{project.get_absolute_url()}sammenhaeng/",
        "unit": centre.get_absolute_url(),
        "person": person.get_absolute_url(),
        "organisation": "/organisation/",
    }
    if role == "politician":
        found = {name: url for name, url in found.items() if name.startswith(("floor", "projects", "search"))}
    return found


def main() -> None:
    options = parser().parse_args()
    house.load()
    from django.conf import settings
    from django.db import connection

    settings.ROOT_URLCONF = "benchmarks.floor"
    from benchmarks.asking import Asker, Place, measure
    from benchmarks.people import address_of
    from fyrtaarn.organisation.lifecycle import Role

    role = Role(options.role)
    names = [str(connection.settings_dict["NAME"]), *([options.larger] if options.larger else [])]
    places = [Place(name) for name in names]
    pages = []
    for place in places:
        with place:
            wanted = addresses(role)
            pages.append({k: v for k, v in wanted.items() if k == "floor" or options.only in k})
    costs = measure(Asker(), places, pages, address_of(role), options.rounds)
    show(costs)


def show(costs: list) -> None:  # type: ignore[type-arg]
    """A table in Markdown: queries, ms, how many times the floor; then the same in the larger installation."""
    first, floor = costs[0], costs[0]["floor"].ms
    larger = costs[1] if len(costs) > 1 else {}
    head = ["page", "queries", "KB", "ms", "× floor", "of it database"]
    head += ["queries, larger", "ms, larger", "database, larger", "larger ÷ smaller"] if larger else []
    print("|", " | ".join(head), "|")
    print("|", " | ".join(["---"] * len(head)), "|")
    for name, cost in first.items():
        line = [name, str(cost.queries), f"{cost.size / 1024:.0f}", f"{cost.ms:.1f}", f"{cost.ms / floor:.1f}"]
        line.append(f"{cost.database * 1000:.1f}")
        if name in larger:
            other = larger[name]
            line += [str(other.queries), f"{other.ms:.1f}", f"{other.database * 1000:.1f}", f"{other.ms / cost.ms:.2f}"]
        print("|", " | ".join(line), "|")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="Measure pages.")
    top.add_argument("--larger", default="", help="another installation's database")
    top.add_argument("--role", default="executive_board")
    top.add_argument("--rounds", type=int, default=40)
    top.add_argument("--only", default="", help="pages whose name holds this (the floor always)")
    return top


if __name__ == "__main__":
    main()
