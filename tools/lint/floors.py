"""Floors: a room includes only rooms that rooms.txt puts below it or names beside it, and only libraries it links."""

import pathlib
import re

from tree import Fault

# A library's headers, and the name under which cmake/toolchain.cmake links it to a room.
LIBRARIES = [
    (r"unicode/", "PkgConfig::ICU"), (r"libxml/", "PkgConfig::LIBXML2"), (r"zip\.h", "PkgConfig::LIBZIP"),
    (r"xlsxwriter", "PkgConfig::XLSXWRITER"), (r"boost/json", "Boost::json"), (r"pugixml", "PUGIXML_LIBRARY"),
    (r"toml\+\+", "tomlplusplus::tomlplusplus"), (r"CLI/", "CLI11::CLI11"), (r"sodium", "PkgConfig::SODIUM"),
    (r"xxhash", "PkgConfig::XXHASH"), (r"fmt/", "PkgConfig::FMT"), (r"boost/locale", "Boost::locale"), (r"pango/", "PkgConfig::PANGO"),
    (r"cairo", "PkgConfig::CAIRO"),
]
FOR_ALL = {"PkgConfig::FMT"}  # base links it publicly
MISSION_FLOOR = 4


def check_floors(tree):
    """A room includes only what rooms.txt allows."""
    rooms = tree.rooms()
    for path in tree.below("src", {".cc", ".h"}):
        room = path.parts[1]
        if room not in rooms:
            yield Fault(path, 0, f"room '{room}' is not in rooms.txt")
            continue
        for line, target, quoted in tree.includes(path):
            if quoted:
                yield from _check_include(path, line, target, room, rooms)


def _check_include(path, line, target, room, rooms):
    parts = pathlib.PurePosixPath(target).parts
    if len(parts) < 2:
        yield Fault(path, line, f'include "{target}" with its room: "{room}/{target}"')
        return
    other = parts[0]
    if other in (room, "embed"):  # embed/: files of data/ as bytes, made by cmake/embed.cmake
        return
    if other not in rooms:
        yield Fault(path, line, f"'{other}' is no room of rooms.txt")
        return
    floor, beside = rooms[room]
    other_floor = rooms[other][0]
    if other_floor > floor or (other_floor == floor and other not in beside):
        yield Fault(path, line, f"room '{room}' (floor {floor}) may not include room '{other}' (floor {other_floor})")
    elif other_floor == floor == MISSION_FLOOR and parts[1] != f"{other}.h":
        yield Fault(path, line, f'mission rooms meet only at their front doors: include "{other}/{other}.h"')


def check_libraries(tree):
    """A room includes only the libraries that cmake/toolchain.cmake links to it; in headers, of Boost.JSON only fwd.hpp."""
    linked = {}
    toolchain = tree.text(pathlib.PurePosixPath("cmake/toolchain.cmake"))
    for match in re.finditer(r"set\(room_libs_(\w+)([^)]*)\)", toolchain):
        linked[match.group(1)] = set(re.findall(r"[\w:]+", match.group(2)))
    for path in tree.below("src", {".cc", ".h"}):
        for line, target, quoted in tree.includes(path):
            if quoted or path.stem.endswith("_test"):
                continue
            if target.startswith("boost/") and path.suffix == ".h" and target != "boost/json/fwd.hpp":
                yield Fault(path, line, f"no Boost in headers but boost/json/fwd.hpp; move <{target}> to the .cc")
            for pattern, name in LIBRARIES:
                if re.match(pattern, target) and not target.endswith("fwd.hpp") and name not in FOR_ALL and \
                        name not in linked.get(path.parts[1], set()):
                    yield Fault(path, line, f"room '{path.parts[1]}' does not link {name} (cmake/toolchain.cmake)")
