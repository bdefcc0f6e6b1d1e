#include "html/form_parts.h"

#include "base/check.h"

namespace html {

bool IsLocalPath(std::string_view url) {
  return url.starts_with('/') && IsSafeUrl(url);
}

Html FormParts::Element(TagName tag, const std::vector<Attribute>& attributes, const Html& content) {
  return Builder::Element(Tag(Tag::Checked{}, tag.name), attributes, content);
}

Attribute FormParts::Value(AttributeName name, std::string_view value) {
  Attribute attribute;
  attribute.name_ = name.name;
  attribute.value_ = Escape(value);
  return attribute;
}

Attribute FormParts::Address(AddressName name, std::string_view path) {
  CHECK(IsLocalPath(path));
  Attribute attribute;
  attribute.name_ = name.name;
  attribute.value_ = Escape(path);
  return attribute;
}

}  // namespace html
