#include "lists/collector.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "base/limits.h"
#include "crypto/digest.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

bool IsName(const entity::Value& value) {
  return value.property.type() == entity::PropertyType::kName;
}

std::size_t Words(std::string_view name) {
  return name.empty() ? 0 : static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
}

// What is wrong with a value; empty where nothing is.
std::string_view Fault(const entity::Value& value) {
  if (!IsCleanUtf8(value.text)) return "not valid UTF-8; left out";
  if (!IsName(value)) return {};
  if (value.text.size() > base::kMaxNameBytes) return "a name longer than kMaxNameBytes; left out";
  if (Words(value.text) > base::kMaxNameTokens) return "a name of more words than kMaxNameTokens; left out";
  return {};
}

std::size_t Bytes(const entity::Value& value) {
  return sizeof(value) + value.text.size() + value.origin.size();
}

std::uint64_t Fingerprint(const entity::Value& value) {
  return base::Mix64(base::Hash64(value.text) + value.property.index());
}

std::string_view CountryOf(const entity::Entity& entity) {
  for (const entity::Property property :
       {entity::prop::Country(), entity::prop::Jurisdiction(), entity::prop::Nationality()}) {
    if (const std::string_view country = entity.First(property); !country.empty()) return country;
  }
  return {};
}

// The primary name, or else the most trusted other name.
std::string_view BestName(const entity::Entity& entity) {
  if (const std::string_view name = entity.First(entity::prop::Name()); !name.empty()) return name;
  const std::vector<const entity::Value*> names = entity.Names();
  return names.empty() ? std::string_view() : std::string_view(names.front()->text);
}

}  // namespace

std::string HashId(std::string_view name, std::string_view country) {
  return "h-" + crypto::Sha256Hex(fmt::format("{}\n{}", Folded(name), country)).substr(0, 16);
}

Collector::Collector(const Sink& sink, const ProblemSink& problems, Edition& edition)
    : Collector(sink, problems, edition, Limits()) {}

Collector::Collector(const Sink& sink, const ProblemSink& problems, Edition& edition, const Limits& limits)
    : sink_(sink), problems_(problems), edition_(edition), limits_(limits) {}

void Collector::HoldOnly(std::unordered_set<std::uint64_t> repeated_ids) {
  hold_all_ = false;
  repeated_ = std::move(repeated_ids);
}

void Collector::Clean(Draft& draft) const {
  entity::Entity& entity = draft.entity();
  std::size_t names = 0;
  const auto unusable = [&](const entity::Value& value) {
    std::string_view fault = Fault(value);
    if (fault.empty() && IsName(value) && ++names > base::kMaxNamesPerEntity) {
      fault = "more names than kMaxNamesPerEntity; left out";
      if (names > base::kMaxNamesPerEntity + 1) return true;  // said once
    }
    if (!fault.empty()) draft.Report(value.property.name(), Shortened(value.text), fault);
    return !fault.empty();
  };
  std::erase_if(entity.values, unusable);
  entity.caption = Squeeze(entity.caption);
  if (entity.caption.size() > base::kMaxNameBytes || !IsCleanUtf8(entity.caption)) entity.caption.clear();
  entity.id = Trim(entity.id);
}

void Collector::Identify(Draft& draft) const {
  entity::Entity& entity = draft.entity();
  if (entity.id.size() > base::kMaxIdBytes || !IsCleanUtf8(entity.id)) {
    const std::string hashed = HashId(entity.id, {});
    draft.Report("id", Shortened(entity.id),
                 "not usable as an id (kMaxIdBytes); replaced by its hash " + hashed);
    entity.id = hashed;
  }
  if (entity.id.empty()) entity.id = HashId(BestName(entity), CountryOf(entity));
}

void Collector::Merge(std::size_t index, const Draft& draft) {
  entity::Entity& into = held_[index].entity;
  Merged& known = merged_[index];
  if (known.values.empty()) {
    for (const entity::Value& value : into.values) known.values.insert(Fingerprint(value));
    known.names = into.Names().size();
  }
  if (draft.entity().schema != into.schema) {
    if (draft.entity().schema.IsA(into.schema)) {
      into.schema = draft.entity().schema;
    } else if (!into.schema.IsA(draft.entity().schema)) {
      draft.Report("schema", draft.entity().schema.name(),
                   fmt::format("the entry {} is a {} elsewhere in the list; that is kept", into.id,
                               into.schema.name()));
    }
  }
  if (into.caption.empty()) into.caption = draft.entity().caption;
  std::size_t left_out = 0;
  for (const entity::Value& value : draft.entity().values) {
    const std::uint64_t fingerprint = Fingerprint(value);
    if (known.values.contains(fingerprint)) continue;
    if (into.values.size() >= base::kMaxValuesPerEntity ||
        (IsName(value) && known.names >= base::kMaxNamesPerEntity)) {
      ++left_out;
      continue;
    }
    known.values.insert(fingerprint);
    if (IsName(value)) ++known.names;
    held_bytes_ += Bytes(value);
    into.values.push_back(value);
  }
  if (left_out > 0) {
    draft.Report(
        "", "",
        fmt::format("{} values of the entry {} left out: more than kMaxValuesPerEntity or kMaxNamesPerEntity",
                    left_out, into.id));
  }
}

base::Status Collector::Take(Draft&& draft) {
  Clean(draft);
  if (BestName(draft.entity()).empty()) {
    draft.Report("name", draft.entity().id, "the entry has no usable name and is not read");
    return base::Ok();
  }
  Identify(draft);
  Held held{std::move(draft.entity()), draft.file(), draft.row()};
  if (!hold_all_ && !repeated_.contains(base::Hash64(held.entity.id))) return Emit(std::move(held));
  const auto [found, fresh] = by_id_.try_emplace(held.entity.id, held_.size());
  if (!fresh) {
    draft.entity() = std::move(held.entity);
    Merge(found->second, draft);
  } else {
    held_bytes_ += sizeof(Held) + held.entity.id.size() + held.entity.caption.size();
    for (const entity::Value& value : held.entity.values) held_bytes_ += Bytes(value);
    held_.push_back(std::move(held));
  }
  if (held_bytes_ > limits_.held_bytes) {
    return base::TooLarge(
        fmt::format("{}: row {}: the list holds more than {} bytes (kMaxHeldListBytes); split the file",
                    draft.file(), draft.row(), limits_.held_bytes));
  }
  return base::Ok();
}

base::Status Collector::Emit(Held&& held) {
  if (edition_.entities >= limits_.entities) {
    return base::TooLarge(fmt::format("{}: more than {} entities (kMaxEntitiesPerList); split the file",
                                      held.file, limits_.entities));
  }
  entity::Entity& entity = held.entity;
  if (entity.caption.empty()) entity.caption = BestName(entity);
  if (!entity.Has(entity::prop::Name())) {
    problems_(Problem{held.file, held.row, "name", entity.caption,
                      "no primary name; another name stands as caption"});
  }
  ++edition_.entities;
  edition_.names += entity.Names().size();
  return sink_(std::move(entity));
}

base::Status Collector::Finish() {
  for (Held& held : held_) TRY(Emit(std::move(held)));
  held_.clear();
  by_id_.clear();
  merged_.clear();
  return base::Ok();
}

}  // namespace lists
