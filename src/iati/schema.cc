#include "iati/schema.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace iati {
namespace {

constexpr std::string_view kInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

struct Type {
  Content content;
  std::uint16_t first_child;
  std::uint16_t children;
  std::uint16_t first_attribute;
  std::uint16_t attributes;
  bool other_elements;
  bool other_attributes;
};
struct Child {
  std::string_view name;
  int type;
  int least;
  int most;  // 0: any number
};
struct KnownAttribute {
  std::string_view name;
  Content type;
  bool required;
};
struct Global {
  std::string_view name;
  int type;
};

using enum Content;
#define IATI_TYPE(...)
#define IATI_CHILD(...)
#define IATI_ATTRIBUTE(...)
#define IATI_GLOBAL(...)
#undef IATI_TYPE
#define IATI_TYPE(...) Type{__VA_ARGS__},
constexpr auto kTypes = std::to_array<Type>({
#include "iati/schema_table.inc"
});
#undef IATI_TYPE
#define IATI_TYPE(...)
#undef IATI_CHILD
#define IATI_CHILD(...) Child{__VA_ARGS__},
constexpr auto kChildren = std::to_array<Child>({
#include "iati/schema_table.inc"
});
#undef IATI_CHILD
#define IATI_CHILD(...)
#undef IATI_ATTRIBUTE
#define IATI_ATTRIBUTE(...) KnownAttribute{__VA_ARGS__},
constexpr auto kAttributes = std::to_array<KnownAttribute>({
#include "iati/schema_table.inc"
});
#undef IATI_ATTRIBUTE
#define IATI_ATTRIBUTE(...)
#undef IATI_GLOBAL
#define IATI_GLOBAL(...) Global{__VA_ARGS__},
constexpr auto kGlobals = std::to_array<Global>({
#include "iati/schema_table.inc"
});
#undef IATI_GLOBAL
#undef IATI_TYPE
#undef IATI_CHILD
#undef IATI_ATTRIBUTE

const Type& TypeAt(int index) {
  return kTypes.at(static_cast<std::size_t>(index));
}
std::span<const Child> ChildrenOf(int type) {
  return std::span(kChildren).subspan(TypeAt(type).first_child, TypeAt(type).children);
}
std::span<const KnownAttribute> AttributesOf(int type) {
  return std::span(kAttributes).subspan(TypeAt(type).first_attribute, TypeAt(type).attributes);
}

int GlobalType(std::string_view name) {
  for (const Global& global : kGlobals)
    if (global.name == name) return global.type;
  return -1;
}

std::string Quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  return "“" + std::string(text.substr(0, kShown)) + (text.size() > kShown ? "…" : "") + "”";
}

std::string Tag(std::string_view name) {
  return "<" + std::string(name.substr(0, 80)) + ">";
}

}  // namespace

void SchemaChecker::MustHaveSeen(Open& parent, std::size_t from, std::size_t to, int line) {
  const std::span<const Child> children = ChildrenOf(parent.type);
  for (std::size_t i = from; i < to; ++i) {
    const int seen = i == parent.place ? parent.seen : 0;
    if (seen < children[i].least)
      Tell(line, Tag(parent.name) + " has no " + Tag(children[i].name) + " here: add it");
  }
}

int SchemaChecker::TypeOfChild(Open& parent, std::string_view name, int line) {
  const std::span<const Child> children = ChildrenOf(parent.type);
  const auto named = [name](const Child& child) { return child.name == name; };
  const auto found = std::find_if(children.begin(), children.end(), named);
  if (found == children.end()) {
    Tell(line, Tag(name) + " may not stand in " + Tag(parent.name) +
                   (children.empty() ? ", which holds no IATI elements" : "") +
                   ": take it out, or give it a namespace of your own");
    return -1;
  }
  const auto place = static_cast<std::size_t>(found - children.begin());
  if (parent.others) {
    Tell(line,
         Tag(name) + " stands after an element of another namespace: those come last in " + Tag(parent.name));
  } else if (place < parent.place) {
    Tell(line, Tag(name) + " stands too late in " + Tag(parent.name) + ": move it before " +
                   Tag(children[parent.place].name));
  } else if (place == parent.place) {
    if (++parent.seen > found->most && found->most != 0)
      Tell(line, Tag(parent.name) + " has more than " + std::to_string(found->most) + " " + Tag(name) +
                     ": keep one of them");
  } else {
    MustHaveSeen(parent, parent.place, place, line);
    parent.place = place;
    parent.seen = 1;
  }
  return found->type;
}

void SchemaChecker::CheckOtherAttribute(const Open& element, const Attribute& attribute) {
  if (attribute.space == kInstanceNamespace) {
    if (attribute.name == "type" || attribute.name == "nil")
      Tell(element.line,
           "xsi:" + attribute.name + " at " + Tag(element.name) + " is not for IATI: take it out");
    return;
  }
  if (!TypeAt(element.type).other_attributes) {
    Tell(element.line, Tag(element.name) + " takes no attributes of other namespaces: take " +
                           Quoted(attribute.name) + " out");
    return;
  }
  CheckXmlAttribute(element, attribute);
}

void SchemaChecker::CheckXmlAttribute(const Open& element, const Attribute& attribute) {
  if (attribute.space == kXmlNamespace && attribute.name == "lang" &&
      !Fits(Content::kLanguageOrEmpty, attribute.value))
    Tell(element.line, "xml:lang at " + Tag(element.name) + " is " + Quoted(attribute.value) + ": write " +
                           std::string(ExpectedWords(Content::kLanguage)));
  if (attribute.space == kXmlNamespace && attribute.name == "space" && attribute.value != "default" &&
      attribute.value != "preserve")
    Tell(element.line, "xml:space at " + Tag(element.name) + " is neither default nor preserve");
}

void SchemaChecker::CheckAttributes(const Open& element, const std::vector<Attribute>& attributes) {
  const std::span<const KnownAttribute> known = AttributesOf(element.type);
  const auto named = [](const KnownAttribute& wanted, const Attribute& attribute) {
    if (wanted.name == "xml:lang") return attribute.space == kXmlNamespace && attribute.name == "lang";
    return attribute.space.empty() && attribute.name == wanted.name;
  };
  for (const Attribute& attribute : attributes) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const KnownAttribute& wanted) { return named(wanted, attribute); });
    if (found == known.end()) {
      if (!attribute.space.empty()) {
        CheckOtherAttribute(element, attribute);
      } else {
        Tell(element.line, Tag(element.name) + " has no attribute " + Quoted(attribute.name) +
                               ": take it out, or give it a namespace of your own");
      }
    } else if (!Fits(found->type, attribute.value)) {
      Tell(element.line, "the attribute " + std::string(found->name) + " of " + Tag(element.name) + " is " +
                             Quoted(attribute.value) + ": write " + std::string(ExpectedWords(found->type)));
    }
  }
  for (const KnownAttribute& wanted : known) {
    const bool there = std::any_of(attributes.begin(), attributes.end(),
                                   [&](const Attribute& attribute) { return named(wanted, attribute); });
    if (wanted.required && !there)
      Tell(element.line, Tag(element.name) + " lacks the attribute " + std::string(wanted.name) + ": add " +
                             std::string(ExpectedWords(wanted.type)));
  }
}

void SchemaChecker::OnStart(std::string_view space, std::string_view name,
                            const std::vector<Attribute>& attributes, int line) {
  Open element{.name = std::string(name), .line = line};
  const bool iati = space.empty();
  if (open_.empty()) {
    element.type = iati && name == "iati-activities" ? GlobalType(name) : -1;
    if (element.type < 0)
      Tell(line, "the file begins with " + Tag(name) + (iati ? "" : " of another namespace") +
                     ": an IATI activity file begins with <iati-activities>");
  } else {
    Open& parent = open_.back();
    if (parent.lax) {
      element.type = iati ? GlobalType(name) : -1;
      element.lax = element.type < 0;
    } else if (!iati) {
      element.lax = true;
      if (parent.type >= 0) {
        if (!TypeAt(parent.type).other_elements)
          Tell(line, Tag(parent.name) + " holds no elements of other namespaces: take " + Tag(name) + " out");
        // The sequence before it must be complete.
        if (!parent.others && TypeAt(parent.type).content == Content::kElements) {
          const std::size_t count = ChildrenOf(parent.type).size();
          MustHaveSeen(parent, parent.place, count, line);
          parent.others = true;
        }
      }
    } else if (parent.type >= 0) {
      element.type = TypeOfChild(parent, name, line);
    }
  }
  if (element.type >= 0) {
    CheckAttributes(element, attributes);
  } else if (element.lax) {
    for (const Attribute& attribute : attributes) CheckXmlAttribute(element, attribute);
  }
  open_.push_back(std::move(element));
}

void SchemaChecker::OnText(std::string_view text, int line) {
  Open& element = open_.back();
  if (element.type < 0) return;
  const Content content = TypeAt(element.type).content;
  if (content == Content::kElements) {
    const std::string_view words = Trimmed(text);
    if (words.empty() || element.text_told) return;
    element.text_told = true;
    Tell(line, Tag(element.name) + " holds elements and no text of its own: take " + Quoted(words) + " out");
  } else if (content != Content::kString) {
    element.text += text;
  }
}

void SchemaChecker::OnEnd(int line) {
  Open element = std::move(open_.back());
  open_.pop_back();
  if (element.type < 0) return;
  const Content content = TypeAt(element.type).content;
  if (content != Content::kElements) {
    if (!Fits(content, element.text))
      Tell(element.line, Tag(element.name) + " holds " + Quoted(Trimmed(element.text)) + ": write " +
                             std::string(ExpectedWords(content)));
  } else if (!element.others) {
    MustHaveSeen(element, element.place, ChildrenOf(element.type).size(), line);
  }
}

}  // namespace iati
