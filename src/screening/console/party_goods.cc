#include "screening/console/party_goods.h"

#include "entity/entity.h"
#include "html/console_components.h"
#include "html/names.h"
#include "screening/console/page_parts.h"

namespace screening {

using html::El;
using html::Html;
using html::Join;

Html GoodsSection(const html::Locale& locale, const std::vector<match::GoodsAlert>& goods) {
  if (goods.empty()) return {};
  TableMaker table({{locale.tr("Its product")},
                    {locale.tr("Good on the list")},
                    {locale.tr("Country")},
                    {locale.tr("Watch list")},
                    {locale.tr("Who says so")}});
  for (const match::GoodsAlert& one : goods)
    table.Row({html::Value(one.product), html::Value(one.commodity),
               html::Value(entity::CountryName(one.country)), html::Value(one.list),
               html::Value(one.source)});
  const Html words = El(
      "p", {{"class", "measure"}},
      locale.tr("A list names this good and this country. It names no company, so it says nothing about this "
                "one: ask where the good comes from, and who makes it under what conditions."));
  return El("div", {{"id", "goods"}},
            html::Section(locale.tr("Goods to ask about"),
                          Join(words, table.Done(locale.tr("Goods of its country on watch lists")))));
}

}  // namespace screening
