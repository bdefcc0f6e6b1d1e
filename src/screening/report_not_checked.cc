// The section that keeps a report honest: what this run did not look at.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/date.h"
#include "screening/report_facts.h"
#include "text/unicode.h"

namespace screening {
namespace {

constexpr int kOldEditionDays = 30;

std::optional<std::chrono::sys_days> DayOf(std::string_view iso) {
  const base::Result<base::PartialDate> date = base::ParseDate(iso.substr(0, 10));
  if (!date || date->month == 0 || date->day == 0) return std::nullopt;
  return std::chrono::sys_days(std::chrono::year_month_day(
      std::chrono::year(date->year), std::chrono::month(date->month), std::chrono::day(date->day)));
}

void AddEditionAges(const RunFacts& facts, std::vector<std::string>& out) {
  const std::optional<std::chrono::sys_days> run = DayOf(facts.started_utc);
  for (const match::ListInfo& list : facts.lists) {
    const std::optional<std::chrono::sys_days> edition = DayOf(list.date);
    if (!edition) {
      out.push_back(fmt::format("How old the list “{}” is: its file gives no date of edition.", list.name));
    } else if (run && (*run - *edition).count() > kOldEditionDays) {
      out.push_back(
          fmt::format("What changed on the list “{}” after {}: the edition searched was {} days old.",
                      list.name, DayText(list.date), (*run - *edition).count()));
    }
  }
}

bool HasFactBesideNames(const entity::Entity& party) {
  return std::any_of(party.values.begin(), party.values.end(), [](const entity::Value& value) {
    using entity::PropertyType;
    const PropertyType type = value.property.type();
    return type == PropertyType::kCountry || type == PropertyType::kDate || type == PropertyType::kIdentifier;
  });
}

// True where a name has letters and all of them are of scripts that have no reading of their own in room
// text.
bool OnlyGeneralReading(const entity::Entity& party) {
  bool other = false;
  for (const entity::Value* name : party.Names()) {
    for (char32_t c : text::Decode(name->text)) {
      if (!text::IsLetter(c)) continue;
      const text::Script script = text::ScriptOf(c);
      if (script == text::Script::kOther)
        other = true;
      else if (script != text::Script::kCommon)
        return false;
    }
  }
  return other;
}

void AddPartyGaps(std::span<const ScreenedParty> parties, std::vector<std::string>& out) {
  std::size_t bare = 0, general = 0;
  for (const ScreenedParty& party : parties) {
    if (!HasFactBesideNames(party.party)) ++bare;
    if (OnlyGeneralReading(party.party)) ++general;
  }
  if (bare > 0)
    out.push_back(
        fmt::format("Who {} {}: the file gives neither a country, nor a date, nor a number for {}, so an "
                    "alert on the name "
                    "can be neither confirmed nor contradicted.",
                    Counted(bare, "party", "parties"), bare == 1 ? "is" : "are", bare == 1 ? "it" : "them"));
  if (general > 0)
    out.push_back(fmt::format(
        "Every spelling of the name of {}, which the file gives only in a script with no more than a general "
        "letter-by-letter reading (all but Latin, Cyrillic, Greek, Hangul, Han, kana and Arabic): a listed "
        "name "
        "that is spelled otherwise may have been missed.",
        Counted(general, "party", "parties")));
}

// What a party makes is compared only where lists of goods were given and the file says what it makes.
void AddGoodsGaps(const RunFacts& facts, std::vector<std::string>& out) {
  if (facts.listed_goods == 0) {
    out.push_back(
        "Goods, sectors and regions: lists of goods by country were not compared with what a party makes.");
    return;
  }
  out.push_back(
      "Sectors and regions, and the raw materials of a product: only the products that the file names "
      "were compared with lists of goods.");
  const std::size_t without = facts.parties - std::min(facts.parties, facts.parties_for_goods);
  if (without > 0)
    out.push_back(fmt::format("Goods of {} that {} no product or no country.",
                              Counted(without, "party", "parties"), without == 1 ? "gives" : "give"));
}

}  // namespace

std::vector<std::string> NotChecked(const RunFacts& facts, std::span<const ScreenedParty> parties,
                                    const Summary& summary) {
  std::vector<std::string> out;
  out.push_back(
      fmt::format("Any list other than the {} named in this report. Other sanctions lists, import bans, "
                  "court records and "
                  "registers were not searched.",
                  facts.lists.size() == 1 ? std::string("one") : CountText(facts.lists.size())));
  out.push_back(
      "Owners, directors, subsidiaries and parent companies of a party, unless the file gives them as rows "
      "of their own.");
  out.push_back("Whom a party buys from, sells to, recruits through or works with.");
  AddGoodsGaps(facts, out);
  out.push_back(
      "Working conditions. A watch list names who was listed; it says nothing about those who were not.");
  if (facts.rejected_rows > 0)
    out.push_back(
        fmt::format("{} of the file that {} no usable name. The file of rejected rows says which and why.",
                    Counted(facts.rejected_rows, "row", "rows"), facts.rejected_rows == 1 ? "has" : "have"));
  if (facts.set_aside_fields > 0)
    out.push_back(fmt::format(
        "{} that could not be read, in rows that were screened without {}. The file of rejected rows says "
        "which "
        "and why.",
        Counted(facts.set_aside_fields, "field", "fields"), facts.set_aside_fields == 1 ? "it" : "them"));
  if (!facts.not_used.empty())
    out.push_back(
        fmt::format("{} of the file that were not recognised; they are named under “Columns of the file”.",
                    Counted(facts.not_used.size(), "column", "columns")));
  AddPartyGaps(parties, out);
  AddEditionAges(facts, out);
  if (summary.parties_at_limit > 0)
    out.push_back(fmt::format(
        "Further entries for {} with {}: no more are reported for one party, and others with a lower score "
        "may "
        "exist.",
        Counted(summary.parties_at_limit, "party", "parties"), Counted(facts.limit, "alert", "alerts")));
  out.push_back(fmt::format("Entries that score below {}: they are not reported.",
                            ThresholdText(LowestReported(facts.threshold))));
  out.push_back(
      "Anything that a person would have to judge. No alert in this report has been judged: each says that "
      "two records may "
      "be about the same party, never that a party did something.");
  return out;
}

}  // namespace screening
