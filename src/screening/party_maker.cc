#include "screening/party_maker.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/date.h"
#include "base/limits.h"
#include "match/match.h"
#include "screening/field_values.h"
#include "screening/fold.h"

namespace screening {
namespace {

bool IsBlankCell(std::string_view text) {
  const std::string_view probe = text.substr(0, 64);
  const std::string tidy = TidyText(probe);
  return tidy.empty() ? TidyText(text).empty() : (probe.size() == text.size() && IsPlaceholder(tidy));
}

bool HasHan(std::string_view text) {
  // Hangul syllables and CJK ideographs take three bytes from 0xE3 to 0xED in UTF-8; names in them are
  // written family name first.
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE3 && byte <= 0xED;
  });
}

class Maker {
 public:
  explicit Maker(std::size_t row) : row_(row) {}

  void Add(const FieldCell& cell) {
    if (IsBlankCell(cell.text)) return;
    switch (cell.field.role) {
      case Role::kSchema:
        return AddSchema(cell);
      case Role::kKind:
        return AddKind(cell);
      case Role::kAddressPart:
        return AddAddressPart(cell);
      case Role::kProperty:
        return AddProperty(cell);
    }
  }

  MadeParty Finish(std::span<const FieldCell> cells, bool needs_name) {
    CombineName();
    AddAddress();
    MadeParty made;
    const std::vector<const entity::Value*> names = party_.Names();
    if (names.empty() && needs_name) {
      made.rejects.push_back(NoName(cells));
      return made;
    }
    party_.schema = schema_.value_or(kind_.value_or(entity::schema::LegalEntity()));
    if (!names.empty()) party_.caption = names.front()->text;
    made.party = std::move(party_);
    made.rejects = std::move(name_problems_);
    made.rejects.insert(made.rejects.end(), field_problems_.begin(), field_problems_.end());
    return made;
  }

 private:
  void AddSchema(const FieldCell& cell) {
    const std::string text = TidyText(cell.text);
    schema_ = entity::FindSchema(text);
    for (const std::string_view name : entity::SchemaNames()) {
      if (!schema_ && FoldKey(name) == FoldKey(text)) schema_ = entity::FindSchema(name);
    }
    if (!schema_) {
      SetAside(cell, cell.text,
               "not a FollowTheMoney schema such as Person, Company or LegalEntity; read as LegalEntity");
    }
  }

  // A type column often holds something else ("Tier 1"), so a word that names no kind is no mistake.
  void AddKind(const FieldCell& cell) {
    kind_ = SchemaOfKind(cell.text);
    if (cell.field.keep) AddValue(cell, cell.field.property, cell.text);
  }

  void AddAddressPart(const FieldCell& cell) {
    if (cell.text.size() > base::kMaxPartyValueBytes) {
      return SetAside(cell, cell.text,
                      fmt::format("longer than {} bytes (kMaxPartyValueBytes)", base::kMaxPartyValueBytes));
    }
    JoinAddress(TidyText(cell.text), cell.column);
    if (cell.field.keep) AddValue(cell, cell.field.property, cell.text);
  }

  void AddProperty(const FieldCell& cell) {
    const entity::Property property = cell.field.property;
    if (property == entity::prop::AddressText() && !has_address_) {
      const auto address = ReadValue(property, cell.text);
      if (!address) return SetAside(cell, cell.text, address.error().external);
      has_address_ = true;
      return JoinAddress(*address, cell.column);
    }
    if (!cell.may_split) return AddValue(cell, property, cell.text);
    for (const std::string& piece : SplitCell(property, cell.text)) AddValue(cell, property, piece);
  }

  void AddValue(const FieldCell& cell, entity::Property property, std::string_view text) {
    if (party_.values.size() >= base::kMaxValuesPerEntity) {
      if (!full_)
        SetAside(
            cell, text,
            fmt::format("the row has more than {} values (kMaxValuesPerEntity)", base::kMaxValuesPerEntity));
      full_ = true;
      return;
    }
    if (property.type() == entity::PropertyType::kName || HoldsName({Role::kProperty, property, false})) {
      return AddName(cell, property, text);
    }
    const auto value = ReadValue(property, text);
    if (!value) return SetAside(cell, text, value.error().external);
    party_.Add(property, *value, cell.column);
    if (property.type() == entity::PropertyType::kDate) AddOtherReading(cell, property, text);
  }

  // 03/02/1961 may be February or March: both readings are kept, and the one that agrees counts.
  void AddOtherReading(const FieldCell& cell, entity::Property property, std::string_view text) {
    base::Result<base::PartialDate> date = base::ParseDate(TidyText(text));
    if (!date || !date->ambiguous) return;
    std::swap(date->month, date->day);
    party_.Add(property, base::FormatDate(*date), cell.column);
  }

  void AddName(const FieldCell& cell, entity::Property property, std::string_view text) {
    std::string why;
    if (!match::UsableName(text, &why)) {
      name_problems_.push_back(
          {row_, std::string(cell.column), RejectValue(text), "not usable as a name: " + why, false});
      return;
    }
    if (property.type() == entity::PropertyType::kName && ++names_ > base::kMaxNamesPerEntity) {
      return SetAside(
          cell, text,
          fmt::format("the row has more than {} names (kMaxNamesPerEntity)", base::kMaxNamesPerEntity));
    }
    party_.Add(property, TidyText(text), cell.column);
  }

  // First and last name make the name of a row that has no full one.
  void CombineName() {
    if (party_.Has(entity::prop::Name())) return;
    const std::string first(party_.First(entity::prop::FirstName()));
    const std::string last(party_.First(entity::prop::LastName()));
    if (first.empty() && last.empty()) return;
    std::string name;
    const auto append = [&name](std::string_view part) {
      if (part.empty()) return;
      if (!name.empty()) name += ' ';
      name += part;
    };
    if (HasHan(last) && HasHan(first)) {
      name = last + first;
    } else {
      append(first);
      append(party_.First(entity::prop::MiddleName()));
      append(party_.First(entity::prop::FatherName()));
      append(last);
      if (const auto second = entity::FindProperty("secondName")) append(party_.First(*second));
    }
    if (match::UsableName(name)) party_.Add(entity::prop::Name(), name, "first and last name");
  }

  // Parts in column order; a part that the address already says is not said twice.
  void JoinAddress(const std::string& part, std::string_view column) {
    if (part.empty()) return;
    const std::string key = FoldKey(part);
    if (!address_.empty() && !key.empty() && FoldKey(address_).find(key) != std::string::npos) return;
    if (!address_.empty()) {
      address_ += ", ";
      address_origin_ += " + ";
    }
    address_ += part;
    address_origin_ += column;
  }

  void AddAddress() {
    if (!address_.empty()) party_.Add(entity::prop::AddressText(), address_, address_origin_);
  }

  void SetAside(const FieldCell& cell, std::string_view value, std::string reason) {
    field_problems_.push_back({row_, std::string(cell.column), RejectValue(value), std::move(reason), false});
  }

  Reject NoName(std::span<const FieldCell> cells) const {
    if (!name_problems_.empty()) {
      Reject reject = name_problems_.front();
      reject.whole_row = true;
      return reject;
    }
    Reject reject{row_, "", "", "no name: the row was not screened", true};
    for (const FieldCell& cell : cells) {
      if (!HoldsName(cell.field)) continue;
      reject.column = cell.column;
      reject.value = RejectValue(cell.text);
      break;
    }
    return reject;
  }

  std::size_t row_;
  entity::Entity party_;
  std::optional<entity::Schema> schema_;
  std::optional<entity::Schema> kind_;
  std::size_t names_ = 0;
  bool full_ = false;
  bool has_address_ = false;
  std::string address_;
  std::string address_origin_;
  std::vector<Reject> name_problems_;
  std::vector<Reject> field_problems_;
};

}  // namespace

std::string RejectValue(std::string_view text) {
  constexpr std::size_t kShown = 1000;
  if (text.size() <= kShown) return std::string(text);
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return fmt::format("{}... ({} bytes)", text.substr(0, end), text.size());
}

MadeParty MakeParty(std::size_t row, std::span<const FieldCell> cells, bool needs_name) {
  Maker maker(row);
  for (const FieldCell& cell : cells) maker.Add(cell);
  return maker.Finish(cells, needs_name);
}

}  // namespace screening
