#!/usr/bin/env bash
# niquests puts another library under requests, and the package list does not say so.
#
# Guess:   two HTTP clients in one environment leave each other alone: requests runs on the urllib3 that was asked for.
# Happens: niquests brings urllib3-future, which lays its files over those of urllib3. requests then runs on the fork; the list of
#          installed packages still shows the old version, and `pip check` is content.
# Matters: a client of the platform runs on another HTTP implementation because something else in its environment wanted niquests,
#          and a report of a fault names, from the list of packages, a library that was not in use.
# With:    requests 2.34.2, urllib3 2.8.0, niquests 3.21.2, urllib3-future 2.25.904 (PyPI)
# Output:
#   requests alone      listed 2.8.0, runs 2.8.0
#   niquests beside it  listed 2.8.0, runs 2.25.904
#   pip check: No broken requirements found.

. "$(dirname "$0")/common.sh"
versions='import importlib.metadata, requests, urllib3; print("listed", importlib.metadata.version("urllib3") + ", runs", urllib3.__version__)'
python_with requests==2.34.2 urllib3==2.8.0
alone=$(python -c "$versions")
python_with niquests==3.21.2 urllib3-future==2.25.904 urllib3==2.8.0
{
    echo "requests alone      $alone"
    echo "niquests beside it  $(python -c "$versions")"
    echo "pip check: $("$work/venv/bin/pip" check)"
} | as_seen
