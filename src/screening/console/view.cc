#include "screening/console/view.h"

#include <fmt/format.h>

#include <charconv>

#include "net/forms.h"

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

class QueryWriter {
 public:
  void Add(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    text_ += fmt::format("{}{}={}", text_.empty() ? "?" : "&", name, net::UrlEncode(value));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string WithMore(std::string query, std::string_view more) {
  if (more.empty()) return query;
  return query + (query.empty() ? "?" : "&") + std::string(more);
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
  QueryWriter query;
  const AlertFilter& filter = view.filter;
  if (filter.stage != Stage::kWaiting) query.Add("stage", StageName(filter.stage));
  if (view.sort != AlertSort::kHarm) query.Add("sort", AlertSortName(view.sort));
  query.Add("dataset", filter.dataset);
  query.Add("country", filter.country);
  query.Add("schema", filter.schema);
  query.Add("assigned", filter.assigned_to);
  query.Add("text", filter.text);
  if (filter.score_from > 0) query.Add("from", fmt::format("{}", filter.score_from));
  if (filter.score_below > 0) query.Add("below", fmt::format("{}", filter.score_below));
  query.Add("party", filter.party.text());
  return query.text();
}

std::string QueueHref(const QueueView& view) {
  return "/alerts" + ViewQuery(view);
}

std::string TableHref(const QueueView& view) {
  return "/alerts/table" + ViewQuery(view);
}

std::string AlertHref(const QueueView& view, const AlertId& id, std::string_view more) {
  return "/alerts/" + id.text() + WithMore(ViewQuery(view), more);
}

}  // namespace screening
