#pragma once
// Tags and attributes that only html/forms.cc and html/shell.cc may write, because they post, fetch or run:
// form, input, button, select, the addresses that forms post to and islands listen at. Whoever includes this
// checks what it writes: addresses go through Address(), which lets nothing through but a path of this
// server. Pure.

#include <string_view>

#include "html/html.h"

namespace html {

namespace internal {
inline constexpr std::string_view kFormTags[] = {"button", "datalist", "form",    "input",
                                                 "option", "select",   "textarea"};
inline constexpr std::string_view kFormAttributes[] = {
    "accept",       "aria-invalid", "autocomplete", "autofocus",      "checked",     "data-options",
    "data-passkey", "disabled",     "enctype",      "formnovalidate", "list",        "maxlength",
    "method",       "min",          "multiple",     "name",           "placeholder", "required",
    "rows",         "selected",     "spellcheck",   "step",           "type"};
inline constexpr std::string_view kAddressAttributes[] = {"action", "data-done-href", "data-events",
                                                          "formaction"};
}  // namespace internal

// True for a path of this server: begins with one "/", and IsSafeUrl.
bool IsLocalPath(std::string_view url);

class FormParts {
 public:
  struct TagName {
    consteval TagName(const char* tag) : name(tag) {  // NOLINT: implicit on purpose
      if (!internal::IsIn(internal::kFormTags, name)) throw "this tag is not in html::internal::kFormTags";
    }
    std::string_view name;
  };
  struct AttributeName {
    consteval AttributeName(const char* attribute) : name(attribute) {  // NOLINT: implicit on purpose
      if (!internal::IsIn(internal::kFormAttributes, name))
        throw "this attribute is not in html::internal::kFormAttributes";
    }
    std::string_view name;
  };
  struct AddressName {
    consteval AddressName(const char* attribute) : name(attribute) {  // NOLINT: implicit on purpose
      if (!internal::IsIn(internal::kAddressAttributes, name))
        throw "this attribute is not in html::internal::kAddressAttributes";
    }
    std::string_view name;
  };

  static Html Element(TagName tag, const std::vector<Attribute>& attributes, const Html& content = {});
  static Attribute Value(AttributeName name, std::string_view value);
  static Attribute Address(AddressName name, std::string_view path);  // CHECKs IsLocalPath(path)
};

}  // namespace html
