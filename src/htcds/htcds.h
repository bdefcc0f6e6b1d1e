#pragma once
// Case files of the Human Trafficking Case Data Standard 2.0, in and out without loss. Pure: bytes in,
// records out, and the other way; no clock, no database, and nothing ever in a file of its own. Thread-safe.
//
// In: CSV, XLSX, ODS (as the standard's toolkit, survey tools and people make them, see header.h) and the
// JSON that we write; told by content. Out: CSV, XLSX, JSON; docs/htcds.md has the layouts.
// Read(Write(records)) == records, and Write(Read(file)) keeps every cell of a file, known or not. Cost:
// about the size of the file three times.
//
// A file is read whole or not at all: what is wrong (an unreadable date, two values where there can be one)
// comes back as one kInvalid that lists file, row, column and what to do, up to kMaxHtcdsProblems. Errors and
// notes never hold a value, except Note::value, which only the person who imports may see: it goes into no
// log.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "htcds/record.h"
#include "htcds/values.h"

namespace htcds {

enum class Format : std::uint8_t { kCsv, kXlsx, kJson };

// What a person should know of a file that was read. Equal ones are one, with the number of places.
struct Note {
  NoteKind kind = NoteKind::kRead;
  std::string place;  // of the first: "row 5, column C (prs_Gender)"
  std::string text;   // what it is and what was done
  std::string value;  // the unknown value; personal data
  std::size_t places = 1;
};

struct Reading {
  std::vector<Record> records;
  std::vector<Note> notes;  // at most kMaxHtcdsNotes
  std::size_t notes_left_off = 0;
  std::string format;  // "csv", "xlsx", "ods", "json"
};

// `name` stands in messages. Errors: kInvalid, kTooLarge (limits_htcds.h, files' own).
base::Result<Reading> Read(std::string_view bytes, const std::string& name);

// The same from a file. Errors also kNotFound, kIo.
base::Result<Reading> ReadPath(const std::string& path);

// By the ending of the path: .csv, .xlsx, .json, without regard to case. Error kInvalid for every other.
base::Result<Format> FormatOfPath(std::string_view path);

// Errors: kInvalid (a record holds what check.h refuses), kTooLarge (a text over 32,767 characters or more
// rows than a sheet has, in XLSX; more than kMaxHtcdsColumns columns; more than kMaxHtcdsRecords records).
base::Result<std::string> Write(std::span<const Record> records, Format format);

}  // namespace htcds
