#include "match/payload.h"

#include <cstdint>
#include <cstring>

namespace match {
namespace {

void AppendNumber(std::string& out, std::uint32_t n) {
  out.append(reinterpret_cast<const char*>(&n), sizeof n);
}

void AppendText(std::string& out, std::string_view text) {
  AppendNumber(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

bool TakeNumber(std::string_view& bytes, std::uint32_t& n) {
  if (bytes.size() < sizeof n) return false;
  std::memcpy(&n, bytes.data(), sizeof n);
  bytes.remove_prefix(sizeof n);
  return true;
}

bool TakeText(std::string_view& bytes, std::string& text) {
  std::uint32_t size = 0;
  if (!TakeNumber(bytes, size) || bytes.size() < size) return false;
  text.assign(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return true;
}

}  // namespace

void AppendPayload(std::string& out, const entity::Entity& entity) {
  AppendText(out, entity.id);
  AppendText(out, entity.caption);
  AppendNumber(out, static_cast<std::uint32_t>(entity.values.size()));
  for (const entity::Value& value : entity.values) {
    AppendNumber(out, value.property.index());
    AppendText(out, value.text);
    AppendText(out, value.origin);
  }
}

std::optional<entity::Entity> ReadPayload(std::string_view bytes, entity::Schema schema) {
  entity::Entity entity;
  entity.schema = schema;
  std::uint32_t count = 0;
  if (!TakeText(bytes, entity.id) || !TakeText(bytes, entity.caption) || !TakeNumber(bytes, count))
    return std::nullopt;
  if (count > bytes.size() / 12) return std::nullopt;
  entity.values.resize(count);
  for (entity::Value& value : entity.values) {
    std::uint32_t property = 0;
    if (!TakeNumber(bytes, property) || property >= entity::PropertyNames().size()) return std::nullopt;
    value.property = entity::Property(static_cast<std::uint16_t>(property));
    if (!TakeText(bytes, value.text) || !TakeText(bytes, value.origin)) return std::nullopt;
  }
  if (!bytes.empty()) return std::nullopt;
  return entity;
}

std::string_view IdOfPayload(std::string_view bytes) {
  std::uint32_t size = 0;
  if (!TakeNumber(bytes, size) || bytes.size() < size) return {};
  return bytes.substr(0, size);
}

}  // namespace match
