#include "gate/publication.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "desk/tr.h"

namespace gate {

namespace {

constexpr std::string_view kTitle = "manumit-gate-publication-1\n";

base::Error Damaged() {
  return base::Corrupt(desk::tr("a publication of the gate is damaged"));
}

// The line without its end; nothing where there is none.
std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return {};
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

void Tally::Add(const Entry& entry) {
  persons_[entry.party].push_back(entry.person);
}

void Tally::Sort() {
  for (auto& [party, persons] : persons_) {
    std::sort(persons.begin(), persons.end());
    persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  }
}

std::int64_t Tally::PersonsOf(const crypto::Mac& party) const {
  const auto found = persons_.find(party);
  return found == persons_.end() ? 0 : static_cast<std::int64_t>(found->second.size());
}

std::string ContentOf(Quarter quarter, const Bands& bands) {
  std::string content = fmt::format("{}quarter {}\n", kTitle, quarter.Text());
  for (const auto& [party, band] : bands)
    if (band.shown()) content += fmt::format("party {} {}\n", party, band.low);
  return content;
}

base::Result<std::pair<Quarter, Bands>> ReadContent(std::string_view content) {
  constexpr std::string_view kQuarter = "quarter ";
  constexpr std::string_view kParty = "party ";
  std::string_view rest = content;
  if (!rest.starts_with(kTitle)) return Damaged();
  rest.remove_prefix(kTitle.size());
  std::string_view line = TakeLine(rest);
  if (!line.starts_with(kQuarter)) return Damaged();
  const base::Result<Quarter> quarter = Quarter::Parse(line.substr(kQuarter.size()));
  if (!quarter.has_value()) return Damaged();
  Bands bands;
  while (!rest.empty()) {
    line = TakeLine(rest);
    const std::size_t blank = line.rfind(' ');
    if (!line.starts_with(kParty) || blank < kParty.size()) return Damaged();
    Band band;
    const char* end = line.data() + line.size();
    const auto parsed = std::from_chars(line.data() + blank + 1, end, band.low);
    if (parsed.ec != std::errc() || parsed.ptr != end || !Band::IsLow(band.low)) return Damaged();
    bands.emplace(line.substr(kParty.size(), blank - kParty.size()), band);
  }
  // One set of bands has one text.
  if (ContentOf(*quarter, bands) != content) return Damaged();
  return std::pair{*quarter, std::move(bands)};
}

crypto::ChainHead ExtendLedger(const crypto::ChainHead& before, const Publication& publication) {
  const std::string number = std::to_string(publication.number);
  const std::string quarter = publication.quarter.Text();
  const std::array<std::string_view, 3> fields = {number, quarter, publication.content};
  return crypto::ExtendChain(before, fields);
}

}  // namespace gate
