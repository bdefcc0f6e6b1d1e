#include "panel/exchange/viewer.h"

#include <algorithm>
#include <charconv>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel::exchange {

bool Viewer::MaySee(const Listing& listing) const {
  if (listing.panel != panel.id) return false;
  if (host || Owns(listing.owner)) return true;
  return listing.state != ListingState::kDraft && listing.visibility != Visibility::kSecretariat;
}

base::Error NoSuchRow() {
  return base::NotFound(desk::tr("There is no such record."));
}

base::Error ChangedMeanwhile() {
  return {base::Code::kConflict, desk::tr("Somebody else changed this meanwhile. Look again."), {}};
}

base::Result<std::string> Tidy(std::string_view text, std::size_t most) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  if (text.size() > most) return base::TooLarge(desk::tr("This is too long."));
  std::string tidy;
  for (const char c : text) {
    if (c == '\r') continue;
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
      return base::Invalid(desk::tr("The text has control characters in it."));
    tidy += c;
  }
  return tidy;
}

std::string PlaceText(std::int64_t ms, std::string_view id) {
  return std::to_string(ms) + " " + std::string(id);
}

base::Result<std::optional<Place>> PlaceOf(std::string_view text) {
  if (text.empty()) return std::optional<Place>();
  Place place;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), place.ms);
  if (error != std::errc() || end == text.data() + text.size() || *end != ' ')
    return base::Invalid(desk::tr("This is not a place in the list."));
  place.id = std::string(end + 1, text.data() + text.size());
  return std::optional<Place>(std::move(place));
}

base::Result<Viewer> Gatekeeper::MustRead(db::Transaction& tx, const desk::Actor& actor,
                                          const PanelId& panel) {
  Viewer viewer;
  viewer.panel = TRY(panels.Get(tx, panel));
  viewer.host = Panels::Hosts(actor, viewer.panel);
  if (!actor.org.empty()) viewer.member = TRY(directory.OfOrg(tx, panel, actor.org));
  if (viewer.member && viewer.member->state != MemberState::kAdmitted &&
      viewer.member->state != MemberState::kSuspended)
    viewer.member.reset();
  if (!viewer.host && !viewer.member) return base::NotFound(desk::tr("There is no such panel."));
  return viewer;
}

base::Result<Viewer> Gatekeeper::MustTakePart(db::Transaction& tx, const desk::Actor& actor,
                                              const PanelId& panel) {
  Viewer viewer = TRY(MustRead(tx, actor, panel));
  viewer.member = TRY(directory.MustTakePart(tx, actor, panel));
  return viewer;
}

base::Result<Viewer> Gatekeeper::MustHost(db::Transaction& tx, const desk::Actor& actor,
                                          const PanelId& panel) {
  TRY(panels.MustHost(tx, actor, panel));
  return MustRead(tx, actor, panel);
}

base::Status Gatekeeper::Record(db::Transaction& tx, const desk::Actor& actor, const Happening& happening) {
  const std::optional<db::Row> last = TRY(tx.QueryOne(
      "SELECT number FROM exchange_event WHERE noun_id = $1 ORDER BY number DESC LIMIT 1", {happening.id}));
  TRY(
      tx.Execute("INSERT INTO exchange_event(noun_id, number, act, to_state, time_ms, actor, org_id, words) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                 {happening.id, last ? last->Int(0) + 1 : 1, happening.act, happening.to,
                  seams.clock.Now().ms, actor.label, actor.org, happening.words}));
  return seams.audit.Append(tx, actor, std::string(happening.noun) + "." + std::string(happening.act),
                            std::string(happening.noun) + ":" + happening.id,
                            {{"to", std::string(happening.to)}});
}

base::Result<std::vector<Gatekeeper::Event>> Gatekeeper::History(db::Transaction& tx, const PanelId& panel,
                                                                 std::string_view id) {
  const db::Rows rows = TRY(tx.Query(
      "SELECT e.act, e.to_state, e.time_ms, e.actor, e.org_id, e.words, m.name FROM exchange_event e "
      "LEFT JOIN panel_member m ON m.org_id = e.org_id AND m.panel_id = $2 "
      "WHERE e.noun_id = $1 ORDER BY e.number LIMIT $3",
      {id, panel, static_cast<std::int64_t>(base::kMaxExchangePage)}));
  std::vector<Event> events;
  for (const db::Row& row : rows)
    events.push_back({row.Text(0), row.Text(1), base::UtcTime{row.Int(2)}, row.Text(3),
                      row.IdAt<desk::OrgId>(4), row.Text(6), row.Text(5)});
  return events;
}

}  // namespace panel::exchange
