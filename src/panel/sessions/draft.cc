#include "panel/sessions/draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "panel/sessions/access.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/zone.h"

namespace panel {
namespace {

using desk::tr;

class Reader {
 public:
  Reader(const Typed& typed, const html::Locale& locale, std::vector<html::FieldError>& errors)
      : typed_(typed), locale_(locale), errors_(errors) {}

  void Wrong(std::string_view name, std::string_view words) {
    errors_.push_back({std::string(name), locale_.tr(words)});
  }
  std::string Text(std::string_view name) const { return typed_(name); }

  template <typename Enum, typename Named>
  void Choose(std::string_view name, Enum& value, const Named& named) {
    const std::string text = typed_(name);
    if (text.empty()) return;
    const auto found = named(text);
    if (!found) return Wrong(name, tr("Choose one of the list."));
    value = *found;
  }
  std::int64_t Seats(std::string_view name) {
    const std::string text = typed_(name);
    if (text.empty()) return 0;
    const auto number = desk::WholeNumber(text);
    constexpr std::int64_t kMostSeats = 100'000;
    if (!number || *number > kMostSeats) {
      Wrong(name, tr("Write a whole number, or nothing for no limit."));
      return 0;
    }
    return *number;
  }
  base::UtcTime Moment(std::string_view name, std::string_view zone) {
    const auto wall = WallTimeOf(typed_(name));
    if (!wall) {
      Wrong(name, wall.error().external);
      return {};
    }
    const auto moment = MomentAt(zone, *wall);
    if (moment) return *moment;
    Wrong(name, moment.error().external);
    return {};
  }
  void Word(Words& words, std::string_view name, bool required) {
    std::string text = typed_(name);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r'))
      text.pop_back();
    if (text.size() > base::kMaxSessionTextBytes) return Wrong(name, tr("This text is too long."));
    if (text.empty() && required) return Wrong(name, tr("This is needed."));
    if (!text.empty()) words.emplace(name, std::move(text));
  }

 private:
  const Typed& typed_;
  const html::Locale& locale_;
  std::vector<html::FieldError>& errors_;
};

void ReadTimes(Reader& reader, SessionDraft& draft) {
  draft.zone = reader.Text("zone");
  if (!IsZone(draft.zone)) {
    reader.Wrong("zone", tr("There is no such time zone."));
    return;
  }
  draft.starts = reader.Moment("starts", draft.zone);
  draft.ends = reader.Moment("ends", draft.zone);
  if (draft.starts.ms == 0 || draft.ends.ms == 0) return;
  if (draft.ends <= draft.starts) reader.Wrong("ends", tr("The end must come after the beginning."));
  const std::int64_t most = static_cast<std::int64_t>(base::kMaxSessionDays) * base::kDayMs;
  if (draft.ends.ms - draft.starts.ms > most)
    reader.Wrong("ends", tr("A session takes at most 60 days; make a series of longer ones."));
}

void ReadKindField(Reader& reader, const KindField& field, Words& words) {
  reader.Word(words, field.name, field.required);
  const std::string_view text = WordOf(words, field.name);
  if (text.empty()) return;
  if (field.form == FieldForm::kNumber && !desk::WholeNumber(text))
    reader.Wrong(field.name, tr("Write a whole number."));
  if (field.form == FieldForm::kDate && !WallTimeOf(std::string(text) + "T00:00"))
    reader.Wrong(field.name, tr("There is no such date or time."));
}

}  // namespace

const std::vector<CommonField>& CommonFields() {
  static const std::vector<CommonField>* const fields = new std::vector<CommonField>{
      {"title", tr("Title"), "", false},
      {"summary", tr("What it is about"), "", true},
      {"place", tr("Room"), tr("Address, floor, how to get in without steps."), false},
      {"link", tr("Address to join online"), tr("Shown to those who are coming."), false},
      {"languages", tr("Languages"), tr("Spoken and interpreted, and whether there are captions."), false}};
  return *fields;
}

SessionDraft ReadDraft(const Typed& typed, const html::Locale& locale,
                       std::vector<html::FieldError>& errors) {
  Reader reader(typed, locale, errors);
  SessionDraft draft;
  reader.Choose("kind", draft.kind, SessionKindNamed);
  reader.Choose("audience", draft.audience, SessionAudienceNamed);
  reader.Choose("admission", draft.admission, AdmissionNamed);
  if (draft.audience == SessionAudience::kClosed) draft.admission = Admission::kInvitation;
  ReadTimes(reader, draft);
  draft.in_room = reader.Text("in_room") == "1";
  draft.online = reader.Text("online") == "1" || draft.kind == SessionKind::kOnlineDiscussion;
  if (!draft.in_room && !draft.online) reader.Wrong("in_room", tr("People come to a room, online, or both."));
  draft.room_seats = reader.Seats("room_seats");
  draft.online_seats = reader.Seats("online_seats");
  for (const CommonField& field : CommonFields()) reader.Word(draft.words, field.name, field.name == "title");
  for (const KindField& field : KindFields())
    if (field.kind == draft.kind) ReadKindField(reader, field, draft.words);
  const std::string_view link = WordOf(draft.words, "link");
  if (!link.empty() && !link.starts_with("https://"))
    reader.Wrong("link", tr("The address must begin with https://."));
  return draft;
}

std::vector<std::pair<std::string, std::string>> TypedOf(const PanelSession& session, const Words& words) {
  std::vector<std::pair<std::string, std::string>> typed = {
      {"kind", std::string(SessionKindName(session.kind))},
      {"audience", std::string(SessionAudienceName(session.audience))},
      {"admission", std::string(AdmissionName(session.admission))},
      {"zone", session.zone},
      {"starts", WallText(WallTimeAt(session.zone, session.starts))},
      {"ends", WallText(WallTimeAt(session.zone, session.ends))},
      {"room_seats", session.room_seats == 0 ? "" : fmt::to_string(session.room_seats)},
      {"online_seats", session.online_seats == 0 ? "" : fmt::to_string(session.online_seats)},
      {"in_room", session.in_room ? "1" : ""},
      {"online", session.online ? "1" : ""}};
  for (const auto& [name, text] : words) typed.emplace_back(name, text);
  return typed;
}

}  // namespace panel
