#include "panel/minutes/place.h"

#include <fmt/format.h>

#include <algorithm>

#include "desk/tr.h"

namespace panel {
namespace {

base::Error NotThere() {
  return base::NotFound(desk::tr("There is no such page."));
}

}  // namespace

base::Result<Place> Places::MustSee(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel,
                                    const PanelSessionId& session) {
  Place place{panel, {}};
  if (!session.empty()) {
    place.session = TRY(access_.MustSee(tx, actor, session));
    place.panel = place.session->panel;
    return place;
  }
  const std::vector<PanelId> panels = TRY(access_.PanelsOf(tx, actor));
  if (std::find(panels.begin(), panels.end(), panel) == panels.end()) return NotThere();
  return place;
}

base::Result<bool> Places::MayRun(db::Transaction& tx, const desk::Actor& actor, const Place& place) {
  if (place.session) return access_.MayChair(tx, actor, *place.session);
  const Panel panel = TRY(panels_.Get(tx, place.panel));
  return Panels::Hosts(actor, panel);
}

base::Result<Place> Places::MustRun(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel,
                                    const PanelSessionId& session) {
  Place place = TRY(MustSee(tx, actor, panel, session));
  if (!TRY(MayRun(tx, actor, place)))
    return ForbiddenOf(desk::tr("Only the secretariat, or who holds the session, may do this."));
  return place;
}

base::Status Places::MustHaveSay(db::Transaction& tx, const desk::Actor& actor, const Place& place) {
  if (place.session) {
    TRY(access_.MustTakePart(tx, actor, place.session->id));
  } else {
    TRY(directory_.MustTakePart(tx, actor, place.panel));
  }
  return base::Ok();
}

base::Result<StoredWords> Places::Store(db::Transaction& tx, const Place& place, const Words& words) {
  if (!place.closed()) return StoredWords{WordsText(words), {}};
  return access_.Store(tx, *place.session, words);
}

base::Result<StoredWords> Places::Replace(db::Transaction& tx, const Place& place, const StoredWords& before,
                                          const Words& words) {
  if (!place.closed()) return StoredWords{WordsText(words), {}};
  return access_.Replace(tx, *place.session, before, words);
}

base::Status Places::Drop(db::Transaction& tx, const Place& place, const StoredWords& stored) {
  if (!place.closed()) return base::Ok();
  return access_.Drop(tx, *place.session, stored);
}

base::Result<Words> Places::Read(db::Transaction& tx, const Place& place, const StoredWords& stored,
                                 const vault::UnlockedPerson* reader) {
  if (!place.closed()) return WordsOf(stored.open.empty() ? "{}" : stored.open);
  return access_.Read(tx, *place.session, stored, reader);
}

base::Status Places::Note(db::Transaction& tx, const desk::Actor& actor, const Place& place,
                          std::string_view action, std::string_view record,
                          std::vector<std::pair<std::string, std::string>> details) {
  if (place.session) return access_.Note(tx, actor, *place.session, action, record, std::move(details));
  return seams_.audit.Append(tx, actor, action, record, std::move(details));
}

base::Result<const PanelSession*> SeenSessions::See(db::Transaction& tx, const PanelSessionId& id) {
  auto found = known_.find(id);
  if (found == known_.end()) {
    base::Result<PanelSession> session = access_.MustSee(tx, actor_, id);
    if (!session && session.error().code != base::Code::kNotFound) return session.error();
    found = known_.emplace(id, session ? std::optional(*std::move(session)) : std::nullopt).first;
  }
  return found->second ? &*found->second : nullptr;
}

std::string MayBeSeenSql(std::string_view person, std::string_view org) {
  return fmt::format(
      "(s.audience <> 'closed' OR EXISTS (SELECT 1 FROM panel_session_participant mp WHERE mp.session_id = "
      "s.id "
      "AND mp.person_id = {} AND mp.org_id = {}))",
      person, org);
}

base::Result<std::string> TidyWords(std::string_view text, std::size_t most, const char* missing) {
  std::string tidy(text);
  std::erase(tidy, '\r');
  constexpr std::string_view kBlanks = " \t\n";
  const std::size_t first = tidy.find_first_not_of(kBlanks);
  if (first == std::string::npos) return base::Invalid(missing);
  tidy = tidy.substr(first, tidy.find_last_not_of(kBlanks) - first + 1);
  if (tidy.size() > most)
    return base::TooLarge(fmt::format("This text has {} bytes; at most {} are possible.", tidy.size(), most));
  return tidy;
}

base::Error ConflictOf(const char* external) {
  return {base::Code::kConflict, external, {}};
}
base::Error ForbiddenOf(const char* external) {
  return {base::Code::kForbidden, external, {}};
}
base::Error SomebodyWasFirst() {
  return ConflictOf(desk::tr("Somebody else changed this meanwhile. Reload the page, then try again."));
}

}  // namespace panel
