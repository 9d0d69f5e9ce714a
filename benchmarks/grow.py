"""Fills an installation (``FYRTAARN_DATA`` or ``DATABASE_URL``) with a large invented municipality.

    python -m benchmarks.grow [--projects 10000] [--milestones 50000] …

Everything goes through the rooms' own actions, history and all. An installation that holds projects already is
only given more of them, up to the number that is asked for.
"""

import argparse
import time

from benchmarks import house


def main() -> None:
    options = parser().parse_args()
    house.load()
    from fyrtaarn.entrance import setting_up
    from fyrtaarn.organisation.models import Person
    from fyrtaarn.portfolio.models import Project

    began = time.perf_counter()
    setting_up.migrate()
    from benchmarks import people, projects, strategies
    from benchmarks.words import Words

    there = Project.objects.count()
    words = Words(options.seed + there)
    if not Person.objects.exists():
        people.build(words, units=options.units, people=options.people)
        strategies.build(words, focus_areas=options.focus_areas)
        print(f"{time.perf_counter() - began:6.1f} s: organisation and strategy", flush=True)
    wanted = max(0, options.projects - there)
    milestones = options.milestones if options.milestones is not None else wanted * 5
    for count in projects.build(words, first=there, count=wanted, milestones=milestones):
        print(f"{time.perf_counter() - began:6.1f} s: {count} projects", flush=True)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m benchmarks.grow", description="Fill an installation.")
    top.add_argument("--units", type=int, default=1000)
    top.add_argument("--people", type=int, default=3000)
    top.add_argument("--focus-areas", type=int, default=30)
    top.add_argument("--projects", type=int, default=10_000)
    top.add_argument("--milestones", type=int, help="of the projects that are added (default: 5 each)")
    top.add_argument("--seed", type=int, default=2006)
    return top


if __name__ == "__main__":
    main()
