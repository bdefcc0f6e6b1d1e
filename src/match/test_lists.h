#pragma once
// Compiled lists made in memory, for the tests and the fuzz targets of this room.

#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "crypto/digest.h"
#include "entity/entity.h"
#include "match/layout.h"
#include "match/match.h"

namespace match::testing {

inline std::span<const std::byte> BytesOf(const std::string& text) {
  return std::as_bytes(std::span(text));
}

inline std::string Compile(const std::vector<entity::Entity>& entities, unsigned threads = 1,
                           const char* name = "world") {
  ListCompiler compiler;
  ListInfo info;
  info.name = name;
  compiler.BeginList(info);
  for (const entity::Entity& e : entities) compiler.Add(e);
  return compiler.Finish(threads);
}

struct Compiled {
  std::string bytes;
  CompiledList list;

  static Compiled Of(const std::vector<entity::Entity>& entities, unsigned threads = 1,
                     const char* name = "world") {
    std::string bytes = Compile(entities, threads, name);
    base::Result<CompiledList> opened = CompiledList::Open(BytesOf(bytes));
    CHECK(opened.has_value());
    CHECK(opened->Verify().has_value());
    return {std::move(bytes), std::move(*opened)};
  }
};

inline entity::Entity Make(const char* schema, std::initializer_list<const char*> names,
                           const char* id = "x") {
  entity::Entity e;
  e.id = id;
  e.schema = entity::SchemaNamed(schema);
  for (const char* name : names) e.Add(e.values.empty() ? entity::prop::Name() : entity::prop::Alias(), name);
  e.caption = names.size() == 0 ? "" : *names.begin();
  return e;
}

inline Header& HeaderOf(std::string& bytes) {
  return *reinterpret_cast<Header*>(bytes.data());
}

inline void ResealHeader(std::string& bytes) {
  Header& header = HeaderOf(bytes);
  header.header_checksum = crypto::Checksum64(BytesOf(bytes).first(offsetof(Header, header_checksum)));
}

// Gives changed bytes the checksums that they would have if they had been meant, so that only the structure
// can tell.
inline void Reseal(std::string& bytes) {
  Header& header = HeaderOf(bytes);
  header.file_bytes = bytes.size();
  const SectionRecord& lists = header.sections[static_cast<std::size_t>(Section::kLists)];
  if (lists.offset <= bytes.size() && lists.bytes <= bytes.size() - lists.offset) {
    header.lists_checksum = crypto::Checksum64(BytesOf(bytes).subspan(lists.offset, lists.bytes));
  }
  header.body_checksum = crypto::Checksum64(BytesOf(bytes).subspan(kHeaderBytes));
  ResealHeader(bytes);
}

}  // namespace match::testing
