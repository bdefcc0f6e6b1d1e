#pragma once
// What the owner of a practice writes, and what stands in the catalogue of tools: plain data, its checks, and
// its JSON form, which is both how it is stored and what the API reads and writes. Pure; thread-safe.

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace panel {

// The parts that are translated. `body`, `evidence` and `limits` are Markdown.
struct PracticeTexts {
  std::string title;
  std::string summary;   // two or three sentences, plain
  std::string body;      // what is done, by whom, step by step
  std::string evidence;  // what was measured, how, by whom
  std::string limits;    // what did not work, where it does not fit
  bool operator==(const PracticeTexts&) const = default;
};

struct MoneyLine {
  bool benefit = false;  // else a cost
  std::string label;
  std::string amount;  // exact decimals as typed, ParseAmount
  std::string currency;
  bool yearly = false;  // each year; else once
  std::string whose;    // CostBearers()
  bool operator==(const MoneyLine&) const = default;
};

struct WebLink {
  std::string label;
  std::string url;
  bool operator==(const WebLink&) const = default;
};

struct PracticeContent {
  std::string kind = "practice";
  std::string language = "en";
  PracticeTexts texts;
  std::vector<std::string> topics;
  std::vector<std::string> industries;
  std::vector<std::string> countries;
  std::vector<std::string> stages;
  std::vector<std::string> groups;
  std::vector<MoneyLine> money;
  std::int64_t years = 1;  // that a business case looks ahead
  std::vector<WebLink> links;
  std::string licence = "CC-BY-4.0";
  bool operator==(const PracticeContent&) const = default;
};

struct ToolEdition {
  std::string language;
  std::string version;   // as its makers call it
  std::string released;  // "2024", "2024-03" or a day; may be empty
  std::string url;       // https or http; its form is checked, nothing is fetched
  std::string licence;
  bool operator==(const ToolEdition&) const = default;
};

struct ToolContent {
  std::string kind = "guide";
  std::string title;
  std::string makers;
  std::string summary;
  std::string body;  // Markdown
  std::string language = "en";
  std::vector<std::string> topics;
  std::vector<std::string> industries;
  std::vector<std::string> countries;
  std::vector<std::string> stages;
  std::vector<std::string> groups;
  std::vector<ToolEdition> editions;
  bool operator==(const ToolContent&) const = default;
};

// What is wrong with one field; `message` is in the catalogues and is shown beside it.
struct Fault {
  std::string field;  // "title", "money", "editions"
  std::string message;
  std::string detail;  // the value that is wrong, where there are many
};

// A draft may be incomplete, but what is there must be well-formed and within the limits.
std::vector<Fault> FaultsOfDraft(const PracticeContent& content);
// What is still missing before it can be sent.
std::vector<Fault> MissingToSend(const PracticeContent& content);
std::vector<Fault> FaultsOf(const PracticeTexts& texts, std::string_view language);  // of a translation
std::vector<Fault> FaultsOf(const ToolContent& content);
// kInvalid with the first of them, or Ok. The text names field and value.
base::Status NoneOf(const std::vector<Fault>& faults);

// Codes in their usual form ("kr", "C", "14"), each once, in order; what is empty is left out; amounts and
// addresses without blanks around them.
void Normalise(PracticeContent& content);
void Normalise(ToolContent& content);

boost::json::object JsonOf(const PracticeContent& content);
boost::json::object JsonOf(const PracticeTexts& texts);
boost::json::object JsonOf(const ToolContent& content);
// Errors: kInvalid, naming the member that has another type. Members that are absent keep the default.
base::Result<PracticeContent> PracticeContentOf(const boost::json::object& object);
base::Result<PracticeTexts> PracticeTextsOf(const boost::json::object& object);
base::Result<ToolContent> ToolContentOf(const boost::json::object& object);

// As stored. From the store, a text that cannot be read is our own mistake: kCorrupt.
std::string Stored(const boost::json::object& object);
base::Result<boost::json::object> FromStored(std::string_view text);
base::Result<PracticeContent> StoredContent(std::string_view text);
base::Result<PracticeTexts> StoredTexts(std::string_view text);
base::Result<ToolContent> StoredTool(std::string_view text);

bool IsWebAddress(std::string_view url);  // http(s)://host…, at most 2,000 bytes, no user part

}  // namespace panel
