#pragma once
// Form fields that show what was wrong with them, and what handlers of forms need to read them. Thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/pages.h"
#include "html/forms.h"

namespace desk {

// What was wrong, by the control's id; an empty id: with the whole form.
class FormErrors {
 public:
  explicit FormErrors(const html::Locale& locale) : locale_(locale) {}
  // In the reader's language.
  void Add(std::string_view control_id, std::string_view message);
  // Errors that the person can mend are kept; others (the database, our own mistakes) are returned and belong
  // to the caller's caller.
  base::Status Take(std::string_view control_id, const base::Error& error);
  bool empty() const { return errors_.empty(); }
  std::string_view Of(std::string_view control_id) const;
  html::Html Summary() const;

 private:
  const html::Locale& locale_;
  std::vector<html::FieldError> errors_;
};

// A label, a hint, the error where there is one, and the input tied to both.
html::Html TextField(std::string_view label, html::InputOptions input, const FormErrors& errors,
                     std::string_view hint = {});
// A group of check boxes named `name` with a legend; each choice's label is shown as it is.
html::Html CheckBoxes(std::string_view legend, std::string_view name,
                      const std::vector<std::pair<std::string, html::Html>>& choices,
                      const std::vector<std::string>& chosen, const FormErrors& errors);

// The field of the form that was sent, or empty. `context.Form()` was read before without error.
std::string FieldOf(Context& context, std::string_view name);
std::vector<std::string> FieldsOf(Context& context, std::string_view name);

}  // namespace desk
