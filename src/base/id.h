#pragma once
// Id<Tag>: the id of one kind of thing, so that a person's id is never taken for an organisation's. 128
// random bits, written as 26 characters of Crockford's base 32 in lower case (no i, l, o, u); it tells
// nothing of when or in which order it was made. Value type.
//
//   using PersonId = base::Id<struct PersonTag>;
//   PersonId id = PersonId::New(random);
//   PersonId same = TRY(PersonId::Parse(id.text()));

#include <compare>
#include <functional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace base {

std::string NewIdText(Random& random);
bool IsIdText(std::string_view text);

template <typename Tag>
class Id {
 public:
  Id() = default;  // no id; empty
  static Id New(Random& random) { return Id(NewIdText(random)); }
  // Errors: kNotFound ("there is no such record"): what is not an id names nothing.
  static Result<Id> Parse(std::string_view text) {
    if (!IsIdText(text)) return NotFound("there is no such record");
    return Id(std::string(text));
  }
  // For ids that came out of our own store.
  static Id FromStore(std::string_view text) { return Id(std::string(text)); }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace base

template <typename Tag>
struct std::hash<base::Id<Tag>> {
  std::size_t operator()(const base::Id<Tag>& id) const { return std::hash<std::string>()(id.text()); }
};
