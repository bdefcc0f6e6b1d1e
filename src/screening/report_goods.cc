// The section of the HTML report that tells of goods: what lists name for a party's country and product.

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_lists.h"
#include "html/components.h"
#include "html/names.h"
#include "screening/report_page.h"

namespace screening {

using html::El;
using html::Html;
using html::Join;

Html GoodsSection(const ReportPage& page) {
  std::size_t all = 0;
  std::size_t parties = 0;
  for (const ScreenedParty& party : page.parties) {
    all += party.goods.size();
    parties += party.goods.empty() ? 0 : 1;
  }
  if (all == 0) return {};
  const std::vector<html::Column> columns = {{"Row", true},        {"Party"},   {"Product in the file"},
                                             {"Good on the list"}, {"Country"}, {"List and entry"},
                                             {"Who says so"}};
  Html rows;
  std::size_t drawn = 0;
  for (const ScreenedParty& party : page.parties) {
    for (const match::GoodsAlert& goods : party.goods) {
      if (drawn == base::kMaxReportGoods) break;
      ++drawn;
      rows.Add(html::TableRow(
          columns,
          {CountText(party.row), html::Value(HeadName(party.party)), html::Value(goods.product),
           html::Value(goods.commodity), html::Value(entity::CountryName(goods.country)),
           Join(html::Value(goods.list), " ", El("span", {{"class", "id muted"}}, html::Value(goods.id))),
           html::Value(goods.source)}));
    }
  }
  Html content =
      El("p", {{"class", "measure"}},
         fmt::format("{} for {}: a list names the good and the country, and the file gives both. Such a "
                     "list names no company, so there is no score. Ask where the good comes from and who "
                     "makes it.",
                     Counted(all, "question", "questions"), Counted(parties, "party", "parties")));
  if (drawn < all)
    content.Add(El("p", {{"class", "measure"}},
                   fmt::format("The first {} are shown; the workbook of the same run holds all of them.",
                               CountText(drawn))));
  content.Add(html::Table("data wide", "Goods of the parties' countries", columns, rows));
  return El("section", {{"class", "sec"}, {"id", "goods"}, {"aria-labelledby", "goods-title"}},
            El("h2", {{"id", "goods-title"}}, "Goods of a country"), content);
}

}  // namespace screening
