#include "match/goods.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "match/compiled.h"
#include "match/goods_words.h"

namespace match {
namespace {

using entity::PropertyNamed;

std::string SourceOf(const entity::Entity& entry, const std::string& list) {
  const std::string_view authority = entry.First(PropertyNamed("authority"));
  std::string source(authority.empty() ? std::string_view(list) : authority);
  std::string programs;
  for (const std::string_view program : entry.All(PropertyNamed("program")))
    programs += fmt::format("{}{}", programs.empty() ? "" : ", ", program);
  return programs.empty() ? source : fmt::format("{}: {}", source, programs);
}

std::vector<std::string> CountriesOf(const entity::Entity& entity) {
  std::vector<std::string> countries;
  for (const entity::Property property :
       {entity::prop::Country(), entity::prop::Jurisdiction(), PropertyNamed("mainCountry")}) {
    for (const std::string_view text : entity.All(property)) {
      const std::string_view code = entity::CountryCode(text);
      std::string country(code.empty() ? text : code);
      if (std::find(countries.begin(), countries.end(), country) == countries.end())
        countries.push_back(std::move(country));
    }
  }
  return countries;
}

}  // namespace

GoodsIndex::GoodsIndex(std::span<const CompiledList* const> lists) {
  const entity::Schema commodity = entity::SchemaNamed("Commodity");
  for (std::uint32_t l = 0; l < lists.size(); ++l) {
    const CompiledList::Impl& list = lists[l]->impl();
    for (std::uint32_t e = 0; e < list.entities.size(); ++e) {
      if (list.SchemaOf(e) != commodity) continue;
      const entity::Entity entry = lists[l]->ReadEntity(e);
      Good good;
      GoodsAlert& alert = good.alert;
      alert.list = list.lists[list.entities[e].list].name;
      alert.id = entry.id;
      alert.caption = entry.caption;
      alert.schema = entry.schema;
      alert.commodity = entry.First(entity::prop::Name());
      alert.source = SourceOf(entry, alert.list);
      alert.index = e;
      alert.list_index = l;
      for (const std::string_view name : entry.All(entity::prop::Name())) {
        for (std::string& phrase : GoodsPhrases(name)) good.phrases.push_back(std::move(phrase));
      }
      for (const std::string& country : CountriesOf(entry)) {
        alert.country = country;
        by_country_[country].push_back(static_cast<std::uint32_t>(goods_.size()));
        goods_.push_back(good);
      }
    }
  }
}

std::vector<GoodsAlert> GoodsIndex::Find(const entity::Entity& party, std::size_t most) const {
  std::vector<GoodsAlert> alerts;
  if (empty()) return alerts;
  std::set<std::uint32_t> candidates;
  for (const std::string& country : CountriesOf(party)) {
    if (const auto found = by_country_.find(country); found != by_country_.end())
      candidates.insert(found->second.begin(), found->second.end());
  }
  if (candidates.empty()) return alerts;
  std::vector<std::pair<std::string_view, GoodsText>> products;
  for (const std::string_view product : party.All(PropertyNamed("goodsDescription")))
    products.emplace_back(product, GoodsText(product));
  for (const std::uint32_t number : candidates) {
    const Good& good = goods_[number];
    const auto named = std::find_if(products.begin(), products.end(), [&](const auto& product) {
      return std::any_of(good.phrases.begin(), good.phrases.end(),
                         [&](const std::string& phrase) { return product.second.Names(phrase); });
    });
    if (named == products.end()) continue;
    if (alerts.size() == most) break;
    GoodsAlert& alert = alerts.emplace_back(good.alert);
    alert.product = named->first;
    const std::string_view country = entity::CountryName(alert.country);
    alert.detail = fmt::format("{} from {} is on this list of goods; the file gives the product “{}” and {}.",
                               alert.commodity, country, alert.product, country);
    alert.settle =
        "The list names no company. Ask where the good comes from and who makes it, and keep the answer.";
  }
  return alerts;
}

}  // namespace match
