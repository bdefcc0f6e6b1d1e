// Any bytes as OFAC's files, cut at lines "%%": primary, other names, addresses, comments.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lists/ofac_csv.h"

namespace {

lists::OfacTexts::Text Next(std::string_view& rest, const char* name) {
  constexpr std::string_view kMark = "\n%%\n";
  const std::size_t end = rest.find(kMark);
  const lists::OfacTexts::Text text{name, rest.substr(0, end), true};
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + kMark.size());
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  lists::OfacTexts texts;
  texts.primary = Next(rest, "sdn.csv");
  texts.alternates = Next(rest, "alt.csv");
  texts.addresses = Next(rest, "add.csv");
  texts.comments = Next(rest, "sdn_comments.csv");
  const lists::ProblemSink problems = [](const lists::Problem&) {};
  const lists::Sink sink = [](entity::Entity&& entity) -> base::Status {
    if (entity.id.empty() || entity.Names().empty()) std::abort();
    return base::Ok();
  };
  lists::Edition edition;
  lists::Collector collector(sink, problems, edition);
  lists::RemarkCounts counts;
  if (lists::ReadOfacCsv(texts, problems, collector, &counts)) (void)collector.Finish();
  if (counts.facts + counts.statements + counts.other != counts.clauses) std::abort();
  return 0;
}
