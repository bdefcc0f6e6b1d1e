// What the published figures give away. Two rules, checked by brute force:
//   1. Who knows every report but one learns nothing of that one: whatever it is, and whether it is there at
//      all, the publication has the same bytes, unless one of the published counts crosses an edge.
//   2. No count that is not published can be known to lie between 1 and 10: the same publication is always
//      made by a world in which it is 0, or by one in which it is at least 11.

#include "voice/mechanism/disclosure.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <unordered_map>

#include "base/random.h"
#include "voice/intake/teams.h"

namespace voice::mechanism {
namespace {

using gate::Band;

constexpr gate::Quarter kQuarter{2026, 2};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  int Below(int n) {
    std::uint32_t number = 0;
    for (const std::byte byte : random_.Bytes<4>())
      number = number << 8 | std::to_integer<std::uint32_t>(byte);
    return static_cast<int>(number % static_cast<std::uint32_t>(n));
  }

 private:
  base::SeededRandom random_;
};

ReportFacts SomeReport(Dice& dice, int languages) {
  const Window window = Window::Of(kQuarter);
  ReportFacts report;
  const int language = dice.Below(languages + 1);
  report.language =
      language == languages ? "xx" : std::string(kWorkerLanguages.at(static_cast<std::size_t>(language)));
  report.received = window.first + dice.Below(91) - (dice.Below(6) == 0 ? 150 : 0);
  report.ack_due = report.received + 7;
  report.feedback_due = report.received + 90;
  const auto day = [&](int most) -> std::optional<Day> {
    if (dice.Below(3) == 0) return std::nullopt;
    return report.received + dice.Below(most);
  };
  report.answered = day(40);
  report.told_again = day(120);
  report.replied = day(100);
  report.referred = day(60);
  report.remedied = day(260);
  report.closed = day(200);
  report.claims = dice.Below(2) == 0;
  report.satisfied = dice.Below(4);
  return report;
}

Tally TallyOf(const std::vector<ReportFacts>& reports) {
  Tally tally(kQuarter);
  for (const ReportFacts& report : reports) tally.Add(report);
  return tally;
}

// Slow and obvious: every count that a publication could be made of, as a band. Languages one by one, small
// ones together, and with each of the others; of each of these sets and of the whole every run of classes.
std::vector<std::int64_t> BandsOfEverything(const std::vector<ReportFacts>& reports) {
  const Window window = Window::Of(kQuarter);
  std::map<std::string, std::int64_t> by_language;
  for (const std::string_view tag : kWorkerLanguages) by_language[std::string(tag)] = 0;
  by_language["xx"] = 0;
  for (const ReportFacts& report : reports)
    if (window.Has(report.received)) ++by_language[report.language];
  std::set<std::string> small, everything;
  std::vector<std::set<std::string>> sets;
  for (const auto& [language, count] : by_language) {
    everything.insert(language);
    if (count < 11 || language == "xx")
      small.insert(language);
    else
      sets.push_back({language});
  }
  const std::size_t shown = sets.size();
  for (std::size_t i = 0; i < shown; ++i) {
    std::set<std::string> with = small;
    with.insert(sets[i].begin(), sets[i].end());
    sets.push_back(with);
  }
  sets.push_back(small);
  sets.push_back(everything);
  std::vector<std::int64_t> bands;
  for (const std::set<std::string>& set : sets) {
    const auto count = [&](const std::function<bool(const ReportFacts&)>& of) {
      std::int64_t found = 0;
      for (const ReportFacts& report : reports)
        if (set.contains(report.language) && of(report)) ++found;
      bands.push_back(Band::Of(found).low);
    };
    count([&](const ReportFacts& report) { return window.Has(report.received); });
    for (std::size_t f = 0; f < kFigures; ++f)
      for (std::size_t first = 0; first < kMostClasses; ++first)
        for (std::size_t last = first; last < kMostClasses; ++last)
          count([&](const ReportFacts& report) {
            const auto at = ClassOf(static_cast<Figure>(f), window, report);
            return at && *at >= first && *at <= last;
          });
  }
  // Which languages are small is itself a matter of edges.
  for (const auto& [language, count] : by_language) bands.push_back(Band::Of(count).low);
  return bands;
}

TEST(MechanismDisclosure, OneReportChangesNothingUnlessAnEdgeIsCrossed) {
  int alike = 0, crossed = 0, changed = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Dice dice(seed);
    const int languages = 1 + dice.Below(4);
    std::vector<ReportFacts> reports;
    for (int left = 10 + dice.Below(150); left > 0; --left) reports.push_back(SomeReport(dice, languages));
    const std::string without = ContentOf(Publish(TallyOf(reports), 16));
    const std::vector<std::int64_t> before = BandsOfEverything(reports);
    for (int candidate = 0; candidate < 12; ++candidate) {
      std::vector<ReportFacts> with = reports;
      with.push_back(SomeReport(dice, languages));
      const bool edge = BandsOfEverything(with) != before;
      const bool same = ContentOf(Publish(TallyOf(with), 16)) == without;
      EXPECT_TRUE(same || edge) << "seed " << seed << " candidate " << candidate;
      ++(edge ? crossed : alike);
      changed += same ? 0 : 1;
    }
  }
  // The test says something only where both happen.
  EXPECT_GT(alike, 20);
  EXPECT_GT(crossed, 20);
  EXPECT_GT(changed, 20);
}

TEST(MechanismDisclosure, NothingIsSaidOfFewerThanEleven) {
  for (std::uint64_t seed = 100; seed < 160; ++seed) {
    Dice dice(seed);
    std::vector<ReportFacts> reports;
    for (int left = dice.Below(200); left > 0; --left) reports.push_back(SomeReport(dice, 3));
    const Published published = Publish(TallyOf(reports), 16);
    for (const Group& group : published.groups) EXPECT_GE(group.reports.low, 11);
    for (const Split& split : published.splits) {
      EXPECT_GE(split.cells.size(), 2U);
      EXPECT_EQ(split.cells.front().first, 0U);
      EXPECT_EQ(split.cells.back().last, ClassNames(split.figure).size() - 1);
      for (const Cell& cell : split.cells) EXPECT_GE(cell.band.low, 11);
    }
    EXPECT_NE(published.groups.size(), 1U);
    if (reports.size() < 11) {
      EXPECT_EQ(ContentOf(published), ContentOf(Publish(Tally(kQuarter), 16)));
    }
  }
}

// ---- rule 2: small worlds, all of them

ReportFacts ReportIn(const char* language, bool answered) {
  ReportFacts report;
  report.language = language;
  report.received = Window::Of(kQuarter).first;
  report.ack_due = report.received + 7;
  if (answered) report.answered = report.received;
  return report;
}

// How a count was seen with one publication.
struct Seen {
  bool none = false, few = false, many = false;
  void Add(std::int64_t count) {
    none = none || count == 0;
    few = few || (count > 0 && count < 11);
    many = many || count >= 11;
  }
};

// Every world of `kinds` cells with 0 to `most` reports each. `derived` are the counts that must not be known
// to be few: sums of cells, as bit masks. Worlds in which a cell is above `inner` serve as explanations only.
void CheckWorlds(const std::vector<ReportFacts>& kinds, int most, int inner,
                 const std::vector<unsigned>& derived) {
  std::vector<Tally> units;
  std::unordered_map<std::string, std::vector<Seen>> seen;
  std::unordered_map<std::string, bool> checked;
  std::vector<int> counts(kinds.size(), 0);
  const auto each = [&](const std::function<void(const std::string&)>& visit) {
    std::fill(counts.begin(), counts.end(), 0);
    for (;;) {
      Tally tally(kQuarter);
      for (std::size_t i = 0; i < kinds.size(); ++i) tally.Add(kinds[i], counts[i]);
      visit(ContentOf(Publish(tally, 2)));
      std::size_t at = 0;
      while (at < counts.size() && ++counts[at] > most) counts[at++] = 0;
      if (at == counts.size()) return;
    }
  };
  each([&](const std::string& content) {
    std::vector<Seen>& of = seen[content];
    of.resize(derived.size());
    bool within = true;
    for (std::size_t d = 0; d < derived.size(); ++d) {
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < counts.size(); ++i)
        if ((derived[d] >> i & 1U) != 0) sum += counts[i];
      of[d].Add(sum);
    }
    for (const int count : counts) within = within && count <= inner;
    if (within) checked[content] = true;
  });
  std::size_t hidden = 0;
  for (const auto& [content, within] : checked)
    for (std::size_t d = 0; d < derived.size(); ++d) {
      const Seen& of = seen[content][d];
      if (!of.few) continue;
      ++hidden;
      EXPECT_TRUE(of.none || of.many) << "count " << derived[d] << " is known to be few by\n" << content;
    }
  EXPECT_GT(hidden, 10U);
}

TEST(MechanismDisclosure, NoLanguageIsKnownToBeFew) {
  CheckWorlds({ReportIn("en", false), ReportIn("ko", false), ReportIn("km", false)}, 42, 24,
              {1, 2, 4, 3, 5, 6});
}

TEST(MechanismDisclosure, NoLanguageIsKnownToBeThereAtAll) {
  // Stronger than rule 2 for languages that are not shown: none fits always.
  std::unordered_map<std::string, bool> none_fits;
  const auto content = [](int en, int ko, int km) {
    Tally tally(kQuarter);
    tally.Add(ReportIn("en", false), en);
    tally.Add(ReportIn("ko", false), ko);
    tally.Add(ReportIn("km", false), km);
    return ContentOf(Publish(tally, 3));
  };
  for (int en = 0; en <= 60; ++en)
    for (int ko = 0; ko <= 60; ++ko) none_fits[content(en, ko, 0)] = true;
  for (int en = 0; en <= 24; ++en)
    for (int ko = 0; ko <= 24; ++ko)
      for (int km = 1; km <= 10; ++km)
        EXPECT_TRUE(none_fits[content(en, ko, km)]) << en << " " << ko << " " << km;
}

TEST(MechanismDisclosure, NoClassOfALanguageIsKnownToBeFew) {
  // Cells: en yes, en no, ko yes, ko no. Sums: each, each language, each class.
  CheckWorlds({ReportIn("en", true), ReportIn("en", false), ReportIn("ko", true), ReportIn("ko", false)}, 31,
              18, {1, 2, 4, 8, 3, 12, 5, 10});
}

}  // namespace
}  // namespace voice::mechanism
