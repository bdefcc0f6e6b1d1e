#pragma once
// Draft: one entry of a list while it is being read. It turns the publisher's text into property values
// (dates, countries and genders in the model's form, see entity::Value) and reports what it cannot use, with
// file and row, instead of dropping it. At most kMaxValuesPerEntity values are kept; the first one over it is
// reported. Belongs to one thread and one call of lists::Read.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "entity/entity.h"
#include "lists/dates.h"
#include "lists/lists.h"

namespace lists {

class Draft {
 public:
  // `problems` must outlive the draft.
  Draft(const ProblemSink& problems, std::string_view file, std::size_t row)
      : problems_(problems), file_(file), row_(row) {}

  entity::Entity& entity() { return entity_; }
  const entity::Entity& entity() const { return entity_; }
  const std::string& file() const { return file_; }
  std::size_t row() const { return row_; }

  // Adds the value by the property's type. `origin` names the place: a column, an element, "remarks".
  void Add(entity::Property property, std::string_view text, std::string_view origin);

  // The rules one by one. Text is squeezed. A date that cannot be read, or a span too long, is reported and
  // kept as a note. A country that is not known is kept as written and reported. An unknown gender is
  // reported and left out.
  void AddText(entity::Property property, std::string_view text, std::string_view origin);
  void AddDate(entity::Property property, std::string_view text, std::string_view origin,
               std::optional<DateOrder> order = std::nullopt);
  void AddCountry(entity::Property property, std::string_view text, std::string_view origin);
  void AddGender(std::string_view text, std::string_view origin);
  void AddNote(std::string_view text, std::string_view origin) {
    AddText(entity::prop::Notes(), text, origin);
  }

  void Report(std::string_view field, std::string_view value, std::string_view reason) const;

 private:
  const ProblemSink& problems_;
  std::string file_;
  std::size_t row_;
  entity::Entity entity_;
  bool full_ = false;
};

}  // namespace lists
