#include "lists/cbp_orders.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "lists/free_goods.h"
#include "lists/free_party.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using entity::PropertyNamed;

enum Column { kEntity, kCountry, kIndustry, kDate, kType, kStatus, kMerchandise };

struct Order {
  std::string country;
  std::string industry;
  std::string date;
  std::string type;
  std::string status;
  std::string merchandise;
};

void AddOrder(const Order& order, Draft& draft) {
  draft.AddCountry(entity::prop::Country(), order.country, "country");
  draft.AddText(PropertyNamed("sector"), order.industry, "industry");
  draft.AddText(PropertyNamed("goodsDescription"), order.merchandise, "merchandise");
  draft.AddDate(PropertyNamed("listingDate"), order.date, "effective date", DateOrder::kMonthFirst);
  draft.AddText(PropertyNamed("program"), order.type.empty() ? "CBP" : "CBP " + order.type, "type");
  draft.AddText(PropertyNamed("authority"), "US Customs and Border Protection", "list");
  if (!order.status.empty()) draft.AddNote("Status: " + order.status, "status");
  for (const char* topic : {"forced.labor", "export.control"})
    draft.AddText(entity::prop::Topics(), topic, "list");
}

class Reader {
 public:
  Reader(const std::string& name, const ProblemSink& problems, Collector& collector)
      : name_(name), problems_(problems), collector_(collector) {}

  base::Status Run(OpenedTable& table) {
    files::Record record;
    while (TRY(table.reader->Next(record))) {
      if (!record.IsBlank()) TRY(ReadRow(record, table.columns));
    }
    for (const std::string& warning : table.reader->info().warnings)
      problems_(Problem{name_, 0, "", "", warning});
    return base::Ok();
  }

 private:
  base::Status ReadRow(const files::Record& record, const std::vector<std::size_t>& columns) {
    const auto cell = [&](Column column) {
      const std::size_t at = columns[column];
      return at == kNoColumn ? std::string() : Squeeze(record.Cell(at));
    };
    const Order order{cell(kCountry), cell(kIndustry), cell(kDate),
                      cell(kType),    cell(kStatus),   cell(kMerchandise)};
    const std::string text = cell(kEntity);
    if (const std::optional<FreeGoods> goods = FreeGoodsOf(text, order.country)) {
      if (!goods->commodity.empty()) TRY(AddGoods(*goods, text, order, record.row));
      for (const FreeParty& party : goods->parties) TRY(AddParty(party, text, order, record.row));
      return base::Ok();
    }
    const std::vector<FreeParty> parties = FreeParties(text);
    if (parties.empty())
      problems_(Problem{name_, record.row, "entity", "", "the row names nobody and nothing; not read"});
    for (const FreeParty& party : parties) TRY(AddParty(party, text, order, record.row));
    return base::Ok();
  }

  base::Status AddParty(const FreeParty& party, const std::string& text, const Order& order,
                        std::size_t row) {
    Draft draft(problems_, name_, row);
    AddFreeParty(party, text, "entity", draft);
    AddOrder(order, draft);
    if (text.size() > party.name.size() + 20) draft.AddNote(text, "entity");
    return collector_.Take(std::move(draft));
  }

  base::Status AddGoods(const FreeGoods& goods, const std::string& text, const Order& order,
                        std::size_t row) {
    Draft draft(problems_, name_, row);
    entity::Entity& entity = draft.entity();
    entity.schema = entity::SchemaNamed("Commodity");
    entity.caption = goods.commodity;
    entity.id = HashId(text, order.country);
    draft.AddText(entity::prop::Name(), goods.commodity, "entity");
    AddOrder(order, draft);
    draft.AddNote(text, "entity");
    return collector_.Take(std::move(draft));
  }

  const std::string& name_;
  const ProblemSink& problems_;
  Collector& collector_;
};

bool IsOrderType(std::string_view cell) {
  static constexpr std::array<std::string_view, 6> kTypes = {
      "wro", "finding", "withhold release order", "withhold release order (wro)", "wro/finding", "findings"};
  return std::find(kTypes.begin(), kTypes.end(), Folded(cell)) != kTypes.end();
}

bool IsOrderStatus(std::string_view cell) {
  static constexpr std::array<std::string_view, 6> kStatus = {
      "active", "partially active", "inactive", "revoked", "modified", "partially inactive"};
  return std::find(kStatus.begin(), kStatus.end(), Folded(cell)) != kStatus.end();
}

}  // namespace

std::span<const TellingColumn> CbpTellingColumns() {
  static constexpr std::array<TellingColumn, 2> columns = {
      {{kType, IsOrderType}, {kStatus, IsOrderStatus, kMerchandise}}};
  return columns;
}

std::span<const ColumnNames> CbpOrderColumns() {
  static const std::array<ColumnNames, 7> columns = {
      {{{"entity", "entities", "manufacturer", "manufacturer(s)", "entity name"}},
       {{"country", "country of origin", "entity country"}},
       {{"industry", "sector"}, false},
       {{"effective_date", "effective date", "date", "issue date", "date issued"}},
       {{"type", "action", "action type", "order type"}, false},
       {{"status"}, false},
       {{"merchandise", "merchandise description"}, false}}};
  return columns;
}

base::Status ReadCbpOrders(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                           Collector& collector) {
  OpenedTable table = TRY(OpenByHeader(bytes, name, CbpOrderColumns()));
  return Reader(name, problems, collector).Run(table);
}

}  // namespace lists
