// Any bytes as a table of a publisher: recognised or not, and read in every layout that has code of its own.
// No crash, no hang, and every entity that comes out has an id and a name.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "lists/cbp_orders.h"
#include "lists/dol_goods.h"
#include "lists/free_goods.h"
#include "lists/free_names.h"
#include "lists/opensanctions_csv.h"
#include "lists/uflpa.h"
#include "match/goods_words.h"

namespace {

// A header that every reader takes, before the bytes.
constexpr std::string_view kHeader =
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,entity,country,effective_"
    "date,type,"
    "category_as_given,good,child labor,forced labor\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)lists::RecogniseTable(bytes, "fuzz.csv");
  const std::string table = std::string(kHeader) + std::string(bytes);
  const lists::ProblemSink problems = [](const lists::Problem&) {};
  const lists::Sink sink = [](entity::Entity&& entity) -> base::Status {
    if (entity.id.empty() || entity.Names().empty()) std::abort();
    return base::Ok();
  };
  for (int layout = 0; layout < 4; ++layout) {
    lists::Edition edition;
    lists::Collector collector(sink, problems, edition);
    const std::string name = "fuzz.csv";
    const base::Status status = layout == 0
                                    ? lists::ReadOpenSanctionsCsv(table, name, problems, collector, edition)
                                : layout == 1 ? lists::ReadCbpOrders(table, name, problems, collector)
                                : layout == 2 ? lists::ReadUflpa(table, name, problems, collector)
                                              : lists::ReadDolGoods(table, name, problems, collector);
    if (status) (void)collector.Finish();
  }
  for (const lists::FreeParty& party : lists::FreeParties(bytes)) {
    if (party.name.empty()) std::abort();
  }
  (void)lists::FreeGoodsOf(bytes, "China");
  const match::GoodsText product(bytes);
  for (const std::string& phrase : match::GoodsPhrases(bytes)) (void)product.Names(phrase);
  return 0;
}
