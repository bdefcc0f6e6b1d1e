#include "screening/queue/explain.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace screening {

match::Alert ExplainPair(const entity::Entity& party, const entity::Entity& entry, std::string_view dataset,
                         double threshold) {
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = dataset;
  compiler.BeginList(info);
  compiler.Add(entry);
  const std::string bytes = compiler.Finish();
  match::Alert unlike;
  unlike.list = dataset;
  unlike.id = entry.id;
  unlike.caption = entry.caption;
  unlike.schema = entry.schema;
  const auto list = match::CompiledList::Open(std::as_bytes(std::span<const char>(bytes)));
  if (!list) return unlike;
  const match::CompiledList* lists[] = {&*list};
  match::Scratch scratch;
  std::vector<match::Alert> alerts =
      match::Screen(party, lists, {.threshold = threshold, .limit = 1}, scratch);
  return alerts.empty() ? unlike : std::move(alerts.front());
}

}  // namespace screening
