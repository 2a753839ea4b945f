"""Shared by all tests: property tests are derandomised and have no clock, so a run is the same everywhere."""

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")
