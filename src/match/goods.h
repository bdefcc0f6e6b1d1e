#pragma once
// Goods of a country on lists of goods (the US Department of Labor's, orders of US Customs against a
// country's cotton or gold): entries of the schema Commodity. They name no party, so they have no score: a
// party is told of them where its country and one of its products are given and both fit. That is a question
// to ask, not a finding.
//
// Pure. GoodsIndex is immutable after its making; thread-safe. The lists must outlive it.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/match.h"

namespace match {

struct GoodsAlert {
  std::string list;
  std::string id;
  std::string caption;
  entity::Schema schema;  // Commodity
  std::string commodity;  // as the list names it
  std::string country;    // ISO 3166-1 alpha-2 in lower case, or as the list writes it
  std::string source;     // who says so and what: "US Department of Labor: TVPRA list: child labor"
  std::string product;    // what the party's file says
  std::string detail;     // one sentence for a person
  std::string settle;     // what to ask
  std::uint32_t index = 0;
  std::uint32_t list_index = 0;
};

class GoodsIndex {
 public:
  // Cost: one look at every entry's schema, and the reading of the Commodity entries.
  explicit GoodsIndex(std::span<const CompiledList* const> lists);

  bool empty() const { return goods_.empty(); }
  std::size_t size() const { return goods_.size(); }  // pairs of a country and a good

  // In the order of lists and entries; at most `most`. Products are the values of goodsDescription, countries
  // those of country, jurisdiction and mainCountry. Cost: about 20 us for each product, none where the party
  // has no product or no country with listed goods.
  std::vector<GoodsAlert> Find(const entity::Entity& party, std::size_t most) const;

 private:
  struct Good {
    GoodsAlert alert;  // but for the party's side
    std::vector<std::string> phrases;
  };
  std::vector<Good> goods_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_country_;  // ascending
};

}  // namespace match
