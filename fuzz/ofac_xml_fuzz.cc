// Any bytes as OFAC's classic XML and as Canada's, read as a tree and as a stream: no crash, no hang, and
// every entity that comes out has an id and a name.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lists/ofac_xml.h"
#include "lists/sema_xml.h"

namespace {

void Run(std::string_view bytes, bool ofac, lists::XmlWay way) {
  const lists::ProblemSink problems = [](const lists::Problem&) {};
  const lists::Sink sink = [](entity::Entity&& entity) -> base::Status {
    if (entity.id.empty() || entity.Names().empty()) std::abort();
    return base::Ok();
  };
  lists::Edition edition;
  lists::Collector collector(sink, problems, edition);
  const base::Status status = ofac ? lists::ReadOfacXml(bytes, "fuzz.xml", problems, collector, edition, way)
                                   : lists::ReadSemaXml(bytes, "fuzz.xml", problems, collector, way);
  if (status) (void)collector.Finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const bool ofac : {true, false}) {
    Run(bytes, ofac, lists::XmlWay::kTree);
    Run(bytes, ofac, lists::XmlWay::kStream);
  }
  return 0;
}
