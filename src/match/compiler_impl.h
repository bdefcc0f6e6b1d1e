#pragma once
// The inside of ListCompiler: what is gathered while a list is added, and the sections of layout.h that are
// written from it. Only for compiler.cc (gathering, numbering, putting together) and compiler_sections.cc
// (writing).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "match/layout.h"
#include "match/match.h"
#include "match/pairing.h"

namespace match {

struct Listed {
  entity::Schema schema;
  std::uint32_t list = 0;
  std::uint64_t payload = 0;
  std::uint32_t payload_bytes = 0;
};

// What the preparation of one entity gives, on whatever thread.
struct Prepared {
  std::vector<PreparedName> names;
  std::vector<std::uint64_t> identifiers;
};

struct WordKey {
  std::string_view form;
  std::string_view surface;
  bool operator==(const WordKey&) const = default;
};
struct WordKeyHash {
  std::size_t operator()(const WordKey& k) const {
    return base::Hash64(k.form) ^ (base::Hash64(k.surface) * 31);
  }
};

struct NameRef {
  std::uint32_t entity;
  std::uint32_t name;     // within the entity
  std::uint32_t section;  // layout.h
  float content_weight;
  std::uint64_t first_token;  // in token_words
};

struct ListCompiler::Impl {
  std::vector<ListInfo> lists;
  std::vector<Listed> entities;
  std::string payload;

  // Filled by Finish, in this order.
  std::vector<Prepared> prepared;
  std::vector<NameRef> names;  // in the order of name numbers
  std::array<std::uint32_t, 2> name_sections{};
  std::vector<WordKey> words;
  std::vector<std::uint32_t> token_words;  // the word of every token, entity by entity, name by name
  std::array<std::string, kSectionCount> sections;

  std::string& section(Section s) { return sections[static_cast<std::size_t>(s)]; }
  void Set(Section s, std::string_view bytes) { section(s).assign(bytes); }
  const PreparedName& NameAt(std::size_t i) const { return prepared[names[i].entity].names[names[i].name]; }

  void Prepare(unsigned threads);
  void NumberNames();
  void NumberWords(std::uint64_t tokens);
  void WriteEntities();
  void WriteNames();
  void WriteWords();
  void WriteTrigrams();
  void WriteKeys();
  void WritePostings();
  void WriteJoins();
  void WriteIdentifiers();
  std::string Assemble();
};

}  // namespace match
