#!/usr/bin/env python3
"""Has our calendars read by another implementation, Debian's python3-icalendar with dateutil, and ours read what it writes.

usage: icalendar_peer.py TEST_CALENDAR        (build/test_calendar)

Compares, for many random calendars and every time zone of the database: the lines' folding, texts, instants of starts and ends,
recurrence sets (dateutil.rrule), time zones across daylight changes (our VTIMEZONE, read by icalendar and by dateutil, against the
computer's own zoneinfo). Then the peer writes each calendar anew, and our reader must find the same in it. Says "skipped: ..." and ends
with 0 where the package is not installed.
"""

import bisect
import datetime
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import zoneinfo

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian keeps it, for a python3 that is not Debian's

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)


def seconds(moment):
    return int((moment - EPOCH).total_seconds())


def moment_of(value, tzid):
    """RFC 5545, section 3.3.5, which is what zoneinfo does with fold=0: the first of two, the offset before a gap."""
    if not isinstance(value, datetime.datetime):
        return datetime.datetime(value.year, value.month, value.day, tzinfo=UTC)
    if tzid is not None:
        return value.replace(tzinfo=zoneinfo.ZoneInfo(tzid), fold=0).astimezone(UTC)
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def tzid_of(prop):
    return prop.params.get("TZID")


def check_folding(path, raw):
    text = raw.decode("utf-8")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""), f"{path}: lines end with CR LF"
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75, f"{path}: a line of {len(line)} bytes"
        line.decode("utf-8")  # no character is cut


def instances_of(event, rrulestr):
    start = event["DTSTART"]
    tzid = tzid_of(start)
    whole_day = not isinstance(start.dt, datetime.datetime)
    naive = datetime.datetime.combine(start.dt, datetime.time()) if whole_day else start.dt.replace(tzinfo=None)
    starts = [naive]
    if "RRULE" in event:
        starts = list(rrulestr(event["RRULE"].to_ical().decode(), dtstart=naive))
    without = set()
    for exdate in [event["EXDATE"]] if "EXDATE" in event and not isinstance(event["EXDATE"], list) else event.get("EXDATE", []):
        without |= {moment_of(each.dt, exdate.params.get("TZID")) for each in exdate.dts}
    is_utc = not whole_day and tzid is None
    found = []
    for local in starts:
        moment = moment_of(local, tzid) if not is_utc else local.replace(tzinfo=UTC)
        if moment in without:
            continue
        if "DTEND" in event:
            first = moment_of(start.dt, tzid)
            end = moment + (moment_of(event["DTEND"].dt, tzid_of(event["DTEND"])) - first)
        else:
            length = event["DURATION"].dt if "DURATION" in event else datetime.timedelta(days=1 if whole_day else 0)
            day = local + datetime.timedelta(days=length.days)
            end = (moment_of(day, tzid) if not is_utc else day.replace(tzinfo=UTC)) + datetime.timedelta(seconds=length.seconds)
        found.append((seconds(moment), seconds(end)))
    found = [(a, b) for a, b in found if a < seconds(datetime.datetime(2080, 1, 1, tzinfo=UTC))]
    return sorted(set(found))


def check_calendar(path, icalendar, rrulestr):
    raw = path.read_bytes()
    check_folding(path, raw)
    calendar = icalendar.Calendar.from_ical(raw)
    facts = [line.split("\t") for line in path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()]
    expected = {row[1]: row for row in facts if row[0] == "event"}
    count = 0
    for event in calendar.walk("VEVENT"):
        uid = str(event["UID"])
        row = expected.pop(uid)
        assert int(event["SEQUENCE"]) == int(row[2]), f"{path}: SEQUENCE"
        for name, hexed in zip(("SUMMARY", "DESCRIPTION", "LOCATION"), row[3:]):
            assert str(event.get(name, "")) == bytes.fromhex(hexed).decode(), f"{path}: {name}"
        ours = sorted((int(r[2]), int(r[3])) for r in facts if r[0] == "at" and r[1] == uid)
        theirs = instances_of(event, rrulestr)
        assert ours == theirs, f"{path}: instances\nours   {ours}\ntheirs {theirs}\n{event.to_ical().decode()}"
        count += len(ours)
    assert not expected, f"{path}: events are missing"
    return calendar, count


def offsets_by_rrule(component, rrulestr):
    """[(seconds since 1970, offset)] of a VTIMEZONE, expanded by dateutil.rrule alone."""
    changes = []
    for part in component.subcomponents:
        before = part["TZOFFSETFROM"].td
        start = part["DTSTART"].dt.replace(tzinfo=datetime.timezone(before))
        starts = [start]
        if "RRULE" in part:
            starts = rrulestr(part["RRULE"].to_ical().decode(), dtstart=start)
        rdates = part.get("RDATE", [])
        for dates in rdates if isinstance(rdates, list) else [rdates]:
            starts += [each.dt.replace(tzinfo=datetime.timezone(before)) for each in dates.dts]
        for each in starts:
            if each.year > 2038:
                break
            changes.append((seconds(each), part["TZOFFSETTO"].td))
    return sorted(changes)


def check_zone(path, icalendar, rrulestr, tzical):
    name, since = path.with_suffix(".txt").read_text(encoding="utf-8").split()
    real = zoneinfo.ZoneInfo(name)
    raw = path.read_bytes()
    check_folding(path, raw)
    # Under its own name icalendar does not make a zone of it while it reads, which it cannot where a rule has UNTIL.
    component = next(iter(icalendar.Calendar.from_ical(raw.replace(b"TZID:Peer/", b"TZID:")).walk("VTIMEZONE")))
    changes = offsets_by_rrule(component, rrulestr)
    keys = [change[0] for change in changes]
    zones = {}
    if b"UNTIL" not in raw:  # both read UNTIL, which is in UTC, as local time
        zones = {"icalendar": component.to_tz(), "dateutil": tzical(io.StringIO(raw.decode())).get("Peer/" + name)}
    count = 0
    begin = EPOCH + datetime.timedelta(seconds=int(since))
    end = datetime.datetime(2037, 11, 30, tzinfo=UTC)  # icalendar knows no later changes
    at, before = begin, None
    while at < end:
        offset = at.astimezone(real).utcoffset()
        moments = [at]
        if before is not None and offset != before:  # between the two: look from half hour to half hour
            moments = [at - datetime.timedelta(minutes=30 * i) for i in range(7 * 48)]
        for moment in moments:
            right = moment.astimezone(real).utcoffset()
            got = {"rrule": changes[bisect.bisect_right(keys, seconds(moment)) - 1][1]}
            if "icalendar" in zones:
                got["icalendar"] = zones["icalendar"].fromutc(moment.replace(tzinfo=None)).utcoffset()
            if "dateutil" in zones and not near_change(moment, real):  # it takes the wrong one of two equal local times
                got["dateutil"] = zones["dateutil"].fromutc(moment.replace(tzinfo=zones["dateutil"])).utcoffset()
            for peer, value in got.items():
                assert value == right, f"{path}: {name} at {moment}: {peer} says {value}, not {right}\n{raw.decode()}"
                count += 1
        before = offset
        at += datetime.timedelta(days=7)
    return count


def near_change(moment, zone):
    hours = datetime.timedelta(hours=25)
    return (moment - hours).astimezone(zone).utcoffset() != (moment + hours).astimezone(zone).utcoffset()


def run(binary, test, **variables):
    done = subprocess.run([binary, f"--gtest_filter=CalendarPeer.{test}"], env={**os.environ, **variables},
                          capture_output=True, text=True, check=False)
    if done.returncode != 0 or "SKIPPED" in done.stdout:
        raise SystemExit(f"FAILED: {test}\n{done.stdout[-4000:]}{done.stderr}")


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    try:
        import icalendar
        from dateutil.rrule import rrulestr
        from dateutil.tz import tzical
    except ImportError:
        print("skipped: python3-icalendar is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        out, back = pathlib.Path(folder, "out"), pathlib.Path(folder, "back")
        out.mkdir()
        back.mkdir()
        run(sys.argv[1], "WritesForOthers", MANUMIT_CALENDAR_OUT=str(out))
        calendars = instances = 0
        for path in sorted(out.glob("[0-9]*.ics")):
            calendar, count = check_calendar(path, icalendar, rrulestr)
            (back / path.name).write_bytes(calendar.to_ical())
            (back / path.name).with_suffix(".tsv").write_bytes(path.with_suffix(".tsv").read_bytes())
            calendars, instances = calendars + 1, instances + count
        assert calendars >= 1000, "too few calendars"
        print(f"ok  {calendars} calendars of ours, {instances} instances, read by icalendar {icalendar.__version__}")
        zones = sorted(out.glob("zone-*.ics"))
        moments = sum(check_zone(path, icalendar, rrulestr, tzical) for path in zones)
        assert len(zones) > 500, "too few zones"
        print(f"ok  {len(zones)} time zones of ours, {moments} moments")
        run(sys.argv[1], "ReadsWhatOthersWrote", MANUMIT_CALENDAR_IN=str(back))
        print(f"ok  {calendars} calendars of the peer, read by us")


if __name__ == "__main__":
    main()
