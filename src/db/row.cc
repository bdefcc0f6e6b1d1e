#include "base/check.h"
#include "db/db.h"

namespace db {
namespace {

// The cell as a T; nullptr for NULL.
template <typename T>
const T* CellAs(const std::vector<Row::Cell>& cells, std::size_t column) {
  CHECK(column < cells.size());
  const Row::Cell& cell = cells[column];
  if (std::holds_alternative<std::monostate>(cell)) return nullptr;
  const T* value = std::get_if<T>(&cell);
  CHECK(value != nullptr);
  return value;
}

}  // namespace

bool Row::IsNull(std::size_t column) const {
  CHECK(column < cells_.size());
  return std::holds_alternative<std::monostate>(cells_[column]);
}

std::int64_t Row::Int(std::size_t column) const {
  const auto* value = CellAs<std::int64_t>(cells_, column);
  return value == nullptr ? 0 : *value;
}

bool Row::Fits(std::string_view types) const {
  if (types.size() != cells_.size()) return false;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (IsNull(i)) continue;
    const bool fits = types[i] == 't'   ? std::holds_alternative<std::string>(cells_[i])
                      : types[i] == 'i' ? std::holds_alternative<std::int64_t>(cells_[i])
                                        : std::holds_alternative<std::vector<std::byte>>(cells_[i]);
    if (!fits) return false;
  }
  return true;
}

double Row::Real(std::size_t column) const {
  CHECK(column < cells_.size());
  if (const auto* integer = std::get_if<std::int64_t>(&cells_[column])) return static_cast<double>(*integer);
  const auto* value = CellAs<double>(cells_, column);
  return value == nullptr ? 0 : *value;
}

const std::string& Row::Text(std::size_t column) const {
  static const std::string kEmpty;
  const auto* value = CellAs<std::string>(cells_, column);
  return value == nullptr ? kEmpty : *value;
}

std::span<const std::byte> Row::Bytes(std::size_t column) const {
  const auto* value = CellAs<std::vector<std::byte>>(cells_, column);
  if (value == nullptr) return {};
  return *value;
}

}  // namespace db
