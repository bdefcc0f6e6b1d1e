// Any bytes as Senzing's JSON lines: no crash, no hang, and every entity that comes out has an id and a name.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lists/senzing_jsonl.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const lists::ProblemSink problems = [](const lists::Problem&) {};
  const lists::Sink sink = [](entity::Entity&& entity) -> base::Status {
    if (entity.id.empty() || entity.Names().empty()) std::abort();
    return base::Ok();
  };
  lists::Edition edition;
  lists::Collector collector(sink, problems, edition);
  if (lists::ReadSenzingJsonLines(bytes, "fuzz.jsonl", problems, collector, edition))
    (void)collector.Finish();
  return 0;
}
