"""``kg view``: the store as a folder of linked pages."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import Location, examples, jobs_option, json_option, output_option, store_option
from kg.cli.outputs import spare_stores
from kg.cli.streams import Progress, say, say_json
from kg.errors import OutputError


@click.command(epilog=examples("kg view -o pages", "kg view --store build/kg-store -o build/pages"))
@store_option
@output_option("the pages: a new folder, an empty one, or an earlier site", required=True)
@jobs_option
@click.option("--sample", metavar="N", type=click.IntRange(1), help="Write only N pages, chosen by chance, to measure.")
@click.option("--full", is_flag=True, help="Write all pages anew, with layout and measures of the whole network.")
@json_option
def command(  # noqa: PLR0913, PLR0917 - one a flag
    store: Location, output: Path, jobs: int, sample: int | None, full: bool, as_json: bool
) -> None:
    """Write the store as linked HTML pages: networks, institutions, officials, agreements, articles, with quotes.

    Open index.html in any browser; no server and no network is needed. Of an earlier site of this store only the pages
    are written that show something that changed; where that is not known, or with --full, it is replaced as a whole
    once the new one is complete, and what others put beside its pages stays. A folder that holds anything else is left
    alone.
    """
    from kg.site import Plan, write_site  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.store import open_store, version_of  # noqa: PLC0415

    spare_stores(output)
    if isinstance(store, Path) and store.resolve().is_relative_to(output.resolve()):
        raise OutputError("the store is in this folder, which is replaced", where=str(output), todo="choose another -o")
    place = store if isinstance(store, Path) else None
    with open_store(store) as opened, Progress("writing", "pages") as progress:
        plan = Plan(place, version_of(place) if place else "", jobs=jobs, sample=sample, full=full)
        report = write_site(opened, output, plan, progress=progress.at)
    index = output / report.index.name
    if as_json:
        told = {"index": str(index), "pages": report.pages, "files": report.files, "renewed": report.renewed}
        say_json(told)
        return
    count = sum(report.pages.values())
    if report.renewed:
        say(f"{count} pages brought up to date; layout and measures are those of the last --full; open {index}")
    else:
        say(f"{count} pages in {report.files} files; open {index}")
