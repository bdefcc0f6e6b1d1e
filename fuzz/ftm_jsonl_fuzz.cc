// Any bytes as FollowTheMoney JSON lines: no crash, and every entity that comes out has an id and a name, and
// no id comes twice.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "lists/ftm_jsonl.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const lists::ProblemSink problems = [](const lists::Problem&) {};
  std::set<std::string> ids;
  const lists::Sink sink = [&](entity::Entity&& entity) -> base::Status {
    if (entity.id.empty() || entity.Names().empty() || !ids.insert(entity.id).second) std::abort();
    return base::Ok();
  };
  lists::Edition edition;
  lists::Collector collector(sink, problems, edition);
  const lists::OpenLines open = [&] { return files::OpenJsonLinesBytes(bytes, "fuzz.json"); };
  if (lists::ReadFtmJsonLines(open, "fuzz.json", problems, collector, edition)) (void)collector.Finish();
  return 0;
}
