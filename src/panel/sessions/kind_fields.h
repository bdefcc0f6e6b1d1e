#pragma once
// What each kind of session asks for beside title, time and place: one table, from which the form, the API
// and the page of a session are made. Pure; thread-safe.

#include <span>
#include <string>
#include <string_view>

#include "html/locale.h"
#include "panel/sessions/types.h"

namespace panel {

enum class FieldForm : std::uint8_t { kLine, kText, kDate, kNumber };

struct KindField {
  SessionKind kind;
  std::string_view name;   // in Words
  std::string_view label;  // for locale.tr
  std::string_view hint;   // for locale.tr; may be empty
  FieldForm form = FieldForm::kText;
  bool required = false;
};

std::span<const KindField> KindFields();
// For people: locale.tr of it.
std::string_view KindLabel(SessionKind kind);
std::string_view StateLabel(SessionState state);
std::string_view AudienceLabel(SessionAudience audience);
std::string_view AdmissionLabel(Admission admission);
std::string_view RoleLabel(ParticipantRole role);
std::string_view ParticipantStateLabel(ParticipantState state);
std::string_view ActLabel(SessionAct act);
std::string_view ModeLabel(AttendanceMode mode);
// The side an organisation stands on, by desk::OrgTypeName.
std::string SideLabel(const html::Locale& locale, std::string_view org_type);

}  // namespace panel
