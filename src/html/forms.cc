#include "html/forms.h"

#include <algorithm>
#include <cctype>

#include "base/check.h"
#include "html/form_parts.h"
#include "html/suggestions.h"

namespace html {
namespace {

using List = std::vector<Attribute>;

void AddIf(List& list, AttributeName name, std::string_view value) {
  if (!value.empty()) list.push_back({name, value});
}

void AddFormIf(List& list, FormParts::AttributeName name, std::string_view value) {
  if (!value.empty()) list.push_back(FormParts::Value(name, value));
}

void AddFlag(List& list, FormParts::AttributeName name, bool set) {
  if (set) list.push_back(FormParts::Value(name, ""));
}

std::string_view TypeName(InputType type) {
  switch (type) {
    case InputType::kEmail:
      return "email";
    case InputType::kPassword:
    case InputType::kNewPassword:
      return "password";
    case InputType::kSearch:
      return "search";
    case InputType::kNumber:
      return "number";
    case InputType::kUrl:
      return "url";
    case InputType::kDate:
      return "date";
    case InputType::kDateTime:
      return "datetime-local";
    case InputType::kFile:
      return "file";
    case InputType::kHidden:
      return "hidden";
    case InputType::kText:
    case InputType::kOneTimeCode:
      break;
  }
  return "text";
}

std::string_view DefaultAutocomplete(InputType type) {
  switch (type) {
    case InputType::kEmail:
      return "email";
    case InputType::kPassword:
      return "current-password";
    case InputType::kNewPassword:
      return "new-password";
    case InputType::kOneTimeCode:
      return "one-time-code";
    case InputType::kSearch:
      return "off";
    default:
      return {};
  }
}

bool ShowsValue(InputType type) {
  return type != InputType::kPassword && type != InputType::kNewPassword && type != InputType::kFile;
}

Html Hidden(std::string_view name, std::string_view value) {
  return FormParts::Element("input", {FormParts::Value("type", "hidden"), FormParts::Value("name", name),
                                      Attribute("value", value)});
}

std::string_view ButtonClass(ButtonKind kind) {
  switch (kind) {
    case ButtonKind::kQuiet:
      return "btn quiet";
    case ButtonKind::kStop:
      return "btn stop";
    case ButtonKind::kMain:
      break;
  }
  return "btn";
}

std::string Classes(std::string_view first, std::string_view second) {
  std::string classes(first);
  if (!classes.empty() && !second.empty()) classes += ' ';
  return classes += second;
}

Html Picked(std::string_view type, std::string_view name, std::string_view value, const Html& label,
            bool checked) {
  List list = {FormParts::Value("type", type), FormParts::Value("name", name), Attribute("value", value)};
  AddFlag(list, "checked", checked);
  return El("label", {{"class", "pick"}}, FormParts::Element("input", list), El("span", label));
}

}  // namespace

Html Form(const FormOptions& options, const Html& content) {
  CHECK(options.get || options.open || !options.csrf.empty());
  List list = {FormParts::Value("method", options.get ? "get" : "post"),
               FormParts::Address("action", options.action)};
  if (options.upload) list.push_back(FormParts::Value("enctype", "multipart/form-data"));
  if (options.get && !options.label.empty()) list.push_back({"role", "search"});
  AddIf(list, "aria-label", options.label);
  AddIf(list, "class", options.css);
  AddIf(list, "id", options.id);
  return FormParts::Element(
      "form", list, options.get || options.open ? content : Join(Hidden("csrf", options.csrf), content));
}

Html Input(const InputOptions& options) {
  return InputWithSuggestions(options, {});
}

Html InputWithSuggestions(const InputOptions& options, const std::vector<std::string>& offered) {
  if (options.type == InputType::kHidden) return Hidden(options.name, options.value);
  const std::string id(options.id.empty() ? options.name : options.id);
  List list = {FormParts::Value("type", TypeName(options.type)), Attribute("id", id),
               FormParts::Value("name", options.name)};
  if (ShowsValue(options.type)) AddIf(list, "value", options.value);
  AddFormIf(list, "autocomplete",
            options.autocomplete.empty() ? DefaultAutocomplete(options.type) : options.autocomplete);
  AddFormIf(list, "placeholder", options.placeholder);
  AddFormIf(list, "accept", options.accept);
  AddFormIf(list, "min", options.min);
  AddIf(list, "max", options.max);
  AddIf(list, "class", options.css);
  AddIf(list, "dir", options.dir);
  AddIf(list, "data-key", options.key);
  AddIf(list, "aria-describedby", options.described_by);
  if (options.max_length > 0)
    list.push_back(FormParts::Value("maxlength", std::to_string(options.max_length)));
  if (options.invalid) list.push_back(FormParts::Value("aria-invalid", "true"));
  AddFlag(list, "required", options.required);
  AddFlag(list, "autofocus", options.autofocus);
  if (offered.empty()) return FormParts::Element("input", list);
  const std::string list_id = id + "-offered";
  list.push_back(FormParts::Value("list", list_id));
  Html options_offered;
  for (const std::string& one : offered)
    options_offered.Add(FormParts::Element("option", {Attribute("value", one)}));
  return Join(FormParts::Element("input", list),
              FormParts::Element("datalist", {Attribute("id", list_id)}, options_offered));
}

Html TextArea(std::string_view name, std::string_view value, int rows, std::size_t max_length,
              std::string_view dir) {
  List list = {Attribute("id", name), FormParts::Value("name", name),
               FormParts::Value("rows", std::to_string(rows))};
  if (max_length > 0) list.push_back(FormParts::Value("maxlength", std::to_string(max_length)));
  AddIf(list, "dir", dir);
  std::string text(value);
  std::erase(text, '\r');                               // forms send CR LF
  if (text.starts_with('\n')) text.insert(0, 1, '\n');  // HTML parsers drop the first one
  return FormParts::Element("textarea", list, text);
}

Html Select(std::string_view name, const std::vector<Choice>& choices, std::string_view chosen,
            std::string_view id) {
  Html options;
  for (const Choice& choice : choices) {
    List list = {Attribute("value", choice.value)};
    AddFlag(list, "selected", choice.value == chosen);
    options.Add(FormParts::Element("option", list, choice.label));
  }
  return FormParts::Element(
      "select", {Attribute("id", id.empty() ? name : id), FormParts::Value("name", name)}, options);
}

Html CheckBox(std::string_view name, std::string_view value, const Html& label, bool checked) {
  return Picked("checkbox", name, value, label, checked);
}

Html Radio(std::string_view name, std::string_view value, const Html& label, bool checked) {
  return Picked("radio", name, value, label, checked);
}

Html Field(const FieldOptions& options, const Html& control) {
  const std::string id(options.control_id);
  Html parts = El("label", {{"for", id}}, options.label);
  if (!options.hint.empty()) parts.Add(El("div", {{"class", "hint"}, {"id", id + "-hint"}}, options.hint));
  if (!options.error.empty()) parts.Add(El("div", {{"class", "err"}, {"id", id + "-err"}}, options.error));
  return El("div", {{"class", options.error.empty() ? "field" : "field bad"}}, parts, control);
}

Html Button(std::string_view words, const ButtonOptions& options) {
  List list = {FormParts::Value("type", "submit"),
               Attribute("class", Classes(ButtonClass(options.kind), options.css))};
  AddFormIf(list, "name", options.name);
  if (!options.name.empty()) list.push_back({"value", options.value});
  if (!options.form_action.empty()) list.push_back(FormParts::Address("formaction", options.form_action));
  AddFlag(list, "disabled", options.disabled);
  if (options.key.empty()) return FormParts::Element("button", list, words);
  list.push_back({"data-key", options.key});
  list.push_back({"aria-keyshortcuts", options.key});
  std::string shown(options.key);
  for (char& c : shown) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return FormParts::Element("button", list, Join(words, " ", El("kbd", {{"aria-hidden", "true"}}, shown)));
}

Html LinkButton(std::string_view words, std::string_view href, ButtonKind kind, std::string_view css) {
  return El("a", {{"class", Classes(ButtonClass(kind), css)}, Href(href)}, words);
}

Html PostButton(std::string_view words, std::string_view action, std::string_view csrf,
                const ButtonOptions& options) {
  return Form({.action = action, .csrf = csrf, .css = "one"}, Button(words, options));
}

Html ErrorSummary(std::string_view heading, const std::vector<FieldError>& errors) {
  if (errors.empty()) return {};
  Html list;
  for (const FieldError& error : errors)
    list.Add(El("li", error.control_id.empty() ? Html(error.message)
                                               : El("a", {Href("#" + error.control_id)}, error.message)));
  return El("section", {{"class", "errors"}, {"role", "alert"}, {"aria-labelledby", "errors-heading"}},
            El("h2", {{"id", "errors-heading"}}, heading), El("ul", list));
}

Html ProgressBar(const ProgressOptions& options) {
  const std::string id(options.id);
  Html bar = options.total > 0
                 ? El("progress", {{"id", id},
                                   {"max", options.total},
                                   {"value", std::clamp<std::int64_t>(options.done, 0, options.total)},
                                   {"aria-labelledby", id + "-words"}})
                 : El("progress", {{"id", id}, {"aria-labelledby", id + "-words"}});
  bar.Add(El("p", {{"class", "small muted"}, {"role", "status"}, {"id", id + "-words"}}, options.words));
  if (options.events.empty()) return El("div", {{"class", "job stack-s"}}, bar);
  // A form part only because its addresses are checked; the element itself is an ordinary group.
  List list = {Attribute("class", "job stack-s"), FormParts::Address("data-events", options.events)};
  if (!options.done_href.empty()) list.push_back(FormParts::Address("data-done-href", options.done_href));
  return Builder::Element("div", list, bar);
}

Html FileDrop(std::string_view name, std::string_view accept, std::string_view words) {
  return El("div", {{"class", "drop"}, {"data-drop", ""}},
            El("label", {{"for", name}, {"data-drop", "words"}}, words),
            Input({.name = name, .type = InputType::kFile, .accept = accept, .required = true}));
}

Html PasskeyForm(const PasskeyOptions& options, const Html& content) {
  CHECK(!options.csrf.empty());
  Html fields =
      Join(Hidden("csrf", options.csrf), Hidden("credential_id", ""), Hidden("client_data_json", ""));
  if (options.create) {
    fields.Add(Hidden("attestation_object", "")).Add(Hidden("transports", ""));
  } else {
    fields.Add(Hidden("authenticator_data", "")).Add(Hidden("signature", "")).Add(Hidden("user_handle", ""));
  }
  fields.Add(content).Add(Button(options.button, {.kind = ButtonKind::kQuiet}));
  fields.Add(El("p", {{"class", "err"}, {"role", "alert"}, {"hidden", ""}}, options.failed));
  return FormParts::Element("form",
                            {FormParts::Value("method", "post"), FormParts::Address("action", options.action),
                             FormParts::Value("data-passkey", options.create ? "create" : "get"),
                             FormParts::Value("data-options", options.options_json), Attribute("hidden", "")},
                            fields);
}

}  // namespace html
