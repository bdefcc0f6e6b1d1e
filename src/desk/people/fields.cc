#include "desk/people/fields.h"

#include <algorithm>

namespace desk {

void FormErrors::Add(std::string_view control_id, std::string_view message) {
  errors_.push_back({std::string(control_id), locale_.tr(message)});
}

base::Status FormErrors::Take(std::string_view control_id, const base::Error& error) {
  switch (error.code) {
    case base::Code::kInvalid:
    case base::Code::kConflict:
    case base::Code::kTooLarge:
    case base::Code::kForbidden:
    case base::Code::kUnauthenticated:
    case base::Code::kBusy:
      Add(control_id, error.external);
      return base::Ok();
    case base::Code::kNotFound:
    case base::Code::kCorrupt:
    case base::Code::kIo:
    case base::Code::kInternal:
      break;
  }
  return error;
}

std::string_view FormErrors::Of(std::string_view control_id) const {
  for (const html::FieldError& error : errors_)
    if (error.control_id == control_id) return error.message;
  return {};
}

html::Html FormErrors::Summary() const {
  return html::ErrorSummary(locale_.tr("Please mend this"), errors_);
}

html::Html TextField(std::string_view label, html::InputOptions input, const FormErrors& errors,
                     std::string_view hint) {
  const std::string id(input.id.empty() ? input.name : input.id);
  const std::string_view error = errors.Of(id);
  std::string described;
  if (!hint.empty()) described = id + "-hint";
  if (!error.empty()) described += (described.empty() ? "" : " ") + id + "-err";
  input.described_by = described;
  input.invalid = !error.empty();
  return html::Field({.control_id = id, .label = label, .hint = hint, .error = error}, html::Input(input));
}

html::Html CheckBoxes(std::string_view legend, std::string_view name,
                      const std::vector<std::pair<std::string, html::Html>>& choices,
                      const std::vector<std::string>& chosen, const FormErrors& errors) {
  const std::string_view error = errors.Of(name);
  html::Html parts = html::El("legend", legend);
  if (!error.empty()) parts.Add(html::El("span", {{"class", "err"}}, error));
  for (const auto& [value, label] : choices)
    parts.Add(
        html::CheckBox(name, value, label, std::find(chosen.begin(), chosen.end(), value) != chosen.end()));
  return html::El("fieldset", {{"class", error.empty() ? "field" : "field bad"}, {"id", name}}, parts);
}

std::string FieldOf(Context& context, std::string_view name) {
  const base::Result<const net::Form*> form = context.Form();
  return form.has_value() ? std::string((*form)->fields.Get(name)) : std::string();
}

std::vector<std::string> FieldsOf(Context& context, std::string_view name) {
  std::vector<std::string> values;
  const base::Result<const net::Form*> form = context.Form();
  if (!form.has_value()) return values;
  for (const std::string_view value : (*form)->fields.All(name)) values.emplace_back(value);
  return values;
}

}  // namespace desk
