#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "voice/casework/cases.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class CaseList : public VoiceTest {
 protected:
  // Few different days and urgencies, so that many are equal.
  void MakeCases(int count) {
    std::mt19937 random(7);
    for (int i = 0; i < count; ++i) {
      const Report report{.language = "en", .what = "They keep my wages."};
      const CaseId id = Good(services().reports.File(team_, report, {}, "")).id;
      const auto draw = [&](unsigned below) { return static_cast<std::int64_t>(random() % below); };
      const std::int64_t came = 20000 + draw(4);
      Good(desk().database().Write([&](db::Transaction& tx) {
        return tx.Execute(
            "UPDATE voice_case SET urgency = $2, received_day = $3, ack_due = $4, feedback_due = $5, unread "
            "= "
            "$6 WHERE id = $1",
            {id, draw(4), came, came + 5 + draw(3), came + 30 + draw(3), draw(2)});
      }));
      if (draw(2) == 0)
        Good(desk().database().Write([&](db::Transaction& tx) {
          return tx.Execute("UPDATE voice_case SET answered_day = $2 WHERE id = $1", {id, came + 1});
        }));
    }
  }
  std::vector<CaseRow> All(CaseFilter filter) {
    std::vector<CaseRow> rows;
    for (const CaseLine& line : Good(services().cases.List(mina_.actor, filter, {}, 1000)))
      rows.push_back(line.row);
    return rows;
  }
};

// Slow and obvious: everything, sorted here.
TEST_P(CaseList, EachOrderPageByPageIsTheWholeSorted) {
  MakeCases(23);
  for (const CaseOrder order :
       {CaseOrder::kUrgent, CaseOrder::kDue, CaseOrder::kOldest, CaseOrder::kNewest}) {
    std::vector<CaseRow> expected = All({});
    ASSERT_EQ(expected.size(), 23u);
    const bool descending = order == CaseOrder::kUrgent || order == CaseOrder::kNewest;
    const auto first = [&](const CaseRow& row) {
      if (order == CaseOrder::kUrgent) return row.urgency;
      if (order == CaseOrder::kDue) return row.answered ? row.feedback_due : row.ack_due;
      return row.received;
    };
    std::ranges::sort(expected, [&](const CaseRow& a, const CaseRow& b) {
      if (first(a) != first(b)) return descending ? first(a) > first(b) : first(a) < first(b);
      if (a.received != b.received) return a.received < b.received;
      return a.id.text() < b.id.text();
    });
    for (const std::size_t page : {1u, 4u, 50u}) {
      std::vector<std::string> got, wanted;
      for (const CaseRow& row : expected) wanted.push_back(row.id.text());
      CasePosition after;
      while (true) {
        const auto lines = Good(services().cases.List(mina_.actor, {.order = order}, after, page));
        if (lines.empty()) break;
        for (const CaseLine& line : lines) got.push_back(line.row.id.text());
        after = PositionOf(lines.back().row, order);
      }
      EXPECT_EQ(got, wanted) << static_cast<int>(order) << ", " << page;
    }
  }
}

TEST_P(CaseList, UnreadOnes) {
  MakeCases(12);
  const std::vector<CaseRow> all = All({}), unread = All({.unread_only = true});
  EXPECT_EQ(static_cast<std::ptrdiff_t>(unread.size()), std::ranges::count(all, true, &CaseRow::unread));
  EXPECT_TRUE(std::ranges::all_of(unread, &CaseRow::unread));
  ASSERT_FALSE(unread.empty());
  EXPECT_LT(unread.size(), all.size());
}

TEST_P(CaseList, ThePageKeepsItsOrderAndItsTab) {
  MakeCases(55);
  const auto page = [&](const std::string& href) { return Ask("GET", href, mina_.cookie).body; };
  const std::string due = page("/cases?show=all&order=due");
  EXPECT_TRUE(Has(due, "Cases, due soonest first"));
  const std::size_t more = due.find("after=");
  ASSERT_NE(more, std::string::npos);
  EXPECT_TRUE(Has(due, "/cases?show=unread&amp;order=due"));
  EXPECT_TRUE(Has(page("/cases?order=nonsense&after=1.2"), "Cases, most urgent first"));
}

MANUMIT_ON_BOTH_DATABASES(CaseList);

}  // namespace
}  // namespace voice::testing
