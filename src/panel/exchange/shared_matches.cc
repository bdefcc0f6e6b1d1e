#include "panel/exchange/shared_matches.h"

#include "desk/tr.h"

namespace panel::exchange {
namespace {

class Matches final : public TimelineSource {
 public:
  base::Result<std::vector<TimelineItem>> Between(db::Transaction& tx, const desk::Actor&,
                                                  const PanelId& panel, const MemberId& a, const MemberId& b,
                                                  std::size_t limit) override {
    // exchange_introduction_of_offer, from either side's offers.
    constexpr std::string_view kSql =
        "SELECT i.id, n.title, i.created_ms, i.changed_ms, i.state FROM exchange_listing l JOIN "
        "exchange_introduction i ON i.offer_id = l.id JOIN exchange_listing n ON n.id = i.need_id WHERE "
        "l.member_id = $2 AND n.member_id = $3 AND i.panel_id = $1 AND i.state IN ('agreed', 'underway', "
        "'reported', 'disputed', 'confirmed', 'stopped') ORDER BY i.created_ms DESC, i.id LIMIT $4";
    std::vector<TimelineItem> items;
    for (const auto& [gives, needs] : {std::pair(a, b), std::pair(b, a)})
      for (const db::Row& row :
           TRY(tx.Query(kSql, {panel, gives, needs, static_cast<std::int64_t>(limit)}))) {
        const bool over = row.Text(4) == "confirmed" || row.Text(4) == "stopped";
        items.push_back({.kind = desk::tr("Match"),
                         .title = row.Text(1),
                         .href = "/introductions/" + row.Text(0),
                         .at = base::UtcTime{row.Int(2)},
                         .until = base::UtcTime{over ? row.Int(3) : 0}});
      }
    return items;
  }
};

}  // namespace

std::shared_ptr<TimelineSource> SharedMatches() {
  return std::make_shared<Matches>();
}

}  // namespace panel::exchange
