#pragma once
// A party entered or corrected by hand: what a person typed, as a record or as errors at the fields. What the
// form does not show (other kinds of names, emails, notes of an import) stays as it was. Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/router.h"
#include "html/forms.h"
#include "html/locale.h"
#include "screening/queue/parties.h"

namespace screening {

struct PartyForm {
  std::string name;
  std::string other_names;  // one a line
  std::string schema;
  std::string country;
  std::string date;  // of birth, or of founding
  std::string registration;
  std::string address;
  std::string products;  // one a line
  std::string number;
  std::string tags;
  std::string spend;
  std::int64_t version = 0;  // 0: a new one
  std::vector<html::FieldError> errors;
};

PartyForm FormOf(const Party& party);
PartyForm ReadPartyForm(const net::Arguments& fields);

struct PartyDraft {
  entity::Entity entity;
  PartyFacts facts;
};
// Nothing where something is wrong; then form.errors says what. `before`: the party as it is, null for a new
// one.
std::optional<PartyDraft> DraftOf(const html::Locale& locale, PartyForm& form, const Party* before);

// The form; posts to `action`.
html::Html PartyFormView(const desk::Context& context, const PartyForm& form, std::string_view action);

}  // namespace screening
