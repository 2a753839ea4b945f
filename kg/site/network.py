"""The page of the whole network and the data files that it is drawn from."""

from __future__ import annotations

from kg.overview import NetworkOverview
from kg.pages import data_script, network_files, network_page
from kg.site.folder import Site


def write_network(site: Site, overview: NetworkOverview) -> None:
    """Write the whole network's page and its data files."""
    for name, value in network_files(overview):
        site.write(f"{name}.js", data_script(name, value))
    site.write("network.html", network_page(overview))
