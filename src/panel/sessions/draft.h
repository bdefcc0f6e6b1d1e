#pragma once
// A session as somebody typed it, in a form or as JSON: read and checked in one place, with an error for each
// field. Pure but for the database of time zones. Thread-safe.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "html/forms.h"
#include "html/locale.h"
#include "panel/sessions/types.h"

namespace panel {

struct SessionDraft {
  PanelId panel;
  SeriesId series;
  SessionKind kind = SessionKind::kWorkshop;
  SessionAudience audience = SessionAudience::kMembers;
  Admission admission = Admission::kOpen;
  std::string zone = "UTC";
  base::UtcTime starts;
  base::UtcTime ends;
  std::int64_t room_seats = 0;
  std::int64_t online_seats = 0;
  bool in_room = true;
  bool online = false;
  Words words;  // "title" and the rest
};

// One typed value by its name, empty where there is none.
using Typed = std::function<std::string(std::string_view name)>;

// The texts every session has, beside those of its kind (kind_fields.h).
struct CommonField {
  std::string_view name;
  std::string_view label;
  std::string_view hint;
  bool long_text = false;
};
const std::vector<CommonField>& CommonFields();

// Names: kind, audience, admission, zone, starts, ends (clock of the place), room_seats, online_seats,
// in_room and online ("1"), and the texts. `panel` and `series` are left as they are. Errors are in the
// locale's words.
SessionDraft ReadDraft(const Typed& typed, const html::Locale& locale, std::vector<html::FieldError>& errors);
// The names and values that ReadDraft would read again.
std::vector<std::pair<std::string, std::string>> TypedOf(const PanelSession& session, const Words& words);

}  // namespace panel
