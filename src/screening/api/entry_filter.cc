#include "screening/api/entry_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.h"

namespace screening {

namespace {

bool Contains(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::vector<std::string> TextsOf(const net::Arguments& query, std::string_view name) {
  std::vector<std::string> texts;
  for (const std::string_view text : query.All(name))
    if (!text.empty()) texts.emplace_back(text);
  return texts;
}

// "2026-11-22", with a time to the hour, minute or second, or RFC 3339 whole; without an offset it is UTC.
base::Result<base::UtcTime> ReadMoment(std::string_view text) {
  constexpr std::string_view kRest = "0000-00-00T00:00:00Z";
  constexpr std::size_t kDay = 10, kHour = 13, kMinute = 16, kSecond = 19;
  std::string whole(text);
  if (text.size() == kDay || text.size() == kHour || text.size() == kMinute) {
    whole += kRest.substr(text.size());
  } else if (text.size() >= kSecond && text.find_first_of("Zz+-", kDay) == std::string_view::npos) {
    whole += 'Z';
  }
  const base::Result<base::UtcTime> time = base::ParseTime(whole);
  if (!time)
    return base::Invalid(
        "changed_since: a date or a time as RFC 3339 writes it is expected, for example 2026-11-22");
  return *time;
}

}  // namespace

base::Result<EntryFilter> ReadEntryFilter(const net::Arguments& query) {
  EntryFilter filter;
  filter.include_datasets = TextsOf(query, "include_dataset");
  filter.exclude_datasets = TextsOf(query, "exclude_dataset");
  filter.topics = TextsOf(query, "topics");
  filter.exclude_ids = TextsOf(query, "exclude_entity_ids");
  if (filter.exclude_ids.size() > base::kMaxExcludedEntities)
    return base::Invalid(
        fmt::format("exclude_entity_ids: at most {} are expected", base::kMaxExcludedEntities));
  for (const std::string& name : TextsOf(query, "exclude_schema")) {
    const std::optional<entity::Schema> schema = entity::FindSchema(name);
    if (!schema) return base::Invalid("exclude_schema: there is no such schema");
    filter.exclude_schemata.push_back(*schema);
  }
  if (!query.Get("changed_since").empty()) filter.changed_since = TRY(ReadMoment(query.Get("changed_since")));
  return filter;
}

base::Result<std::vector<const match::CompiledList*>> ListsFor(const ListSnapshot& snapshot,
                                                               std::string_view dataset,
                                                               const EntryFilter& filter) {
  std::vector<const match::CompiledList*> lists = TRY(snapshot.ListsOf(dataset));
  std::erase_if(lists, [&](const match::CompiledList* list) {
    const std::string_view name = snapshot.DatasetOf(*list);
    const bool wanted = filter.include_datasets.empty() || Contains(filter.include_datasets, name) ||
                        Contains(filter.include_datasets, "default");
    return !wanted || Contains(filter.exclude_datasets, name);
  });
  return lists;
}

bool Passes(const EntryFilter& filter, const EntryIndex& index, std::uint32_t entry) {
  if (filter.changed_since && index.LastChange(entry) <= *filter.changed_since) return false;
  const auto& schemata = filter.exclude_schemata;
  if (std::find(schemata.begin(), schemata.end(), index.SchemaOf(entry)) != schemata.end()) return false;
  if (Contains(filter.exclude_ids, index.Id(entry))) return false;
  if (filter.topics.empty()) return true;
  const auto has = [&](const std::string& topic) {
    const auto topics = index.Topics(entry);
    return std::any_of(topics.begin(), topics.end(),
                       [&](std::uint32_t code) { return index.Code(code) == topic; });
  };
  return filter.all_topics ? std::all_of(filter.topics.begin(), filter.topics.end(), has)
                           : std::any_of(filter.topics.begin(), filter.topics.end(), has);
}

base::Result<std::size_t> NumberOf(const net::Arguments& query, std::string_view name, std::size_t usual,
                                   std::size_t most) {
  const std::string_view text = query.Get(name);
  if (text.empty()) return usual;
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number > most)
    return base::Invalid(fmt::format("{}: a whole number from 0 to {} is expected", name, most));
  return number;
}

base::Result<double> ShareOf(const net::Arguments& query, std::string_view name, double usual) {
  const std::string_view text = query.Get(name);
  if (text.empty()) return usual;
  double share = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), share);
  if (problem != std::errc() || end != text.data() + text.size() || !(share >= 0 && share <= 1))
    return base::Invalid(fmt::format("{}: a number from 0 to 1 is expected", name));
  return share;
}

base::Result<bool> TruthOf(const net::Arguments& query, std::string_view name, bool usual) {
  const std::string_view text = query.Get(name);
  if (text.empty()) return usual;
  for (const std::string_view yes : {"true", "True", "1", "yes", "on"})
    if (text == yes) return true;
  for (const std::string_view no : {"false", "False", "0", "no", "off"})
    if (text == no) return false;
  return base::Invalid(fmt::format("{}: true or false is expected", name));
}

}  // namespace screening
