"""What pip itself makes of requirements files: a JSON list of texts on stdin, a list of answers on stdout.

Each text is written to requirements.txt in the current folder. An answer is null where pip refuses the file.
"""

import json
import logging
import sys

from pip._internal.network.session import PipSession
from pip._internal.req.constructors import install_req_from_parsed_requirement
from pip._internal.req.req_file import parse_requirements
from pip._vendor.packaging.markers import default_environment
from pip._vendor.packaging.utils import canonicalize_name


def describe(parsed):
    found = install_req_from_parsed_requirement(parsed)
    link = found.link
    hashes = [f"{kind}:{digest}" for kind, digests in (parsed.options or {}).get("hashes", {}).items() for digest in digests]
    return {
        "constraint": found.constraint,
        "editable": found.editable,
        "extras": sorted(canonicalize_name(extra) for extra in found.extras),
        "hashes": sorted(hashes),
        "installed": found.match_markers(),
        "line": int(parsed.comes_from.rsplit("(line ", 1)[1].rstrip(")")),
        "name": canonicalize_name(found.name) if found.name else None,
        "source": "index" if link is None else "path" if link.scheme == "file" else "vcs" if link.is_vcs else "url",
        "specifiers": [] if link else sorted(str(one) for one in found.specifier),
        "url": None if link is None or link.scheme == "file" else link.url,
    }


def read(text):
    with open("requirements.txt", "wb") as file:
        file.write(text.encode())
    try:
        return [describe(parsed) for parsed in parse_requirements("requirements.txt", session=PipSession())]
    except Exception:
        return None


logging.disable(logging.CRITICAL)
print(json.dumps({"answers": [read(text) for text in json.load(sys.stdin)], "environment": default_environment()}))
