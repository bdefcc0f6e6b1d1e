#include "screening/console/view.h"

#include <fmt/format.h>

#include <charconv>

#include "screening/console/page_parts.h"

namespace screening {

namespace {

base::Result<double> ReadScore(const net::Arguments& query, std::string_view name) {
  const std::string_view text = query.Get(name);
  double value = 0;
  if (text.empty()) return value;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= 1))
    return base::Invalid(fmt::format("{}: a number from 0 to 1 is expected.", name));
  return value;
}

}  // namespace

base::Result<QueueView> ReadView(const net::Arguments& query) {
  QueueView view;
  if (query.Has("stage")) {
    const auto stage = StageNamed(query.Get("stage"));
    if (!stage)
      return base::Invalid("stage: waiting, unsure, second-look, decided or withdrawn is expected.");
    view.filter.stage = *stage;
  }
  if (query.Has("sort")) {
    const auto sort = AlertSortNamed(query.Get("sort"));
    if (!sort) return base::Invalid("sort: harm, oldest, newest or score is expected.");
    view.sort = *sort;
  }
  view.filter.dataset = query.Get("dataset");
  view.filter.country = query.Get("country");
  view.filter.schema = query.Get("schema");
  view.filter.assigned_to = query.Get("assigned");
  view.filter.text = query.Get("text");
  view.filter.score_from = TRY(ReadScore(query, "from"));
  view.filter.score_below = TRY(ReadScore(query, "below"));
  if (query.Has("party") && !query.Get("party").empty())
    view.filter.party = TRY(PartyId::Parse(query.Get("party")));
  if (query.Has("before")) {
    view.position = query.Get("before");
    view.direction = Alerts::Direction::kBackward;
  } else {
    view.position = query.Get("after");
  }
  return view;
}

std::string ViewQuery(const QueueView& view) {
  std::string query;
  const auto add = [&query](std::string_view name, std::string_view value) {
    query = WithArgument(std::move(query), name, value);
  };
  const AlertFilter& filter = view.filter;
  if (filter.stage != Stage::kWaiting) add("stage", StageName(filter.stage));
  if (view.sort != AlertSort::kHarm) add("sort", AlertSortName(view.sort));
  add("dataset", filter.dataset);
  add("country", filter.country);
  add("schema", filter.schema);
  add("assigned", filter.assigned_to);
  add("text", filter.text);
  if (filter.score_from > 0) add("from", fmt::format("{}", filter.score_from));
  if (filter.score_below > 0) add("below", fmt::format("{}", filter.score_below));
  add("party", filter.party.text());
  return query;
}

std::string QueueHref(const QueueView& view) {
  return "/alerts" + ViewQuery(view);
}

std::string TableHref(const QueueView& view) {
  return "/alerts/table" + ViewQuery(view);
}

std::string AlertHref(const QueueView& view, const AlertId& id) {
  return "/alerts/" + id.text() + ViewQuery(view);
}

}  // namespace screening
