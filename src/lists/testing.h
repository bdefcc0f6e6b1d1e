#pragma once
// What this room's tests share: a folder that goes away, and sinks that keep what they are given.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lists/collector.h"
#include "lists/lists.h"

namespace lists::testing {

class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "manumit-lists-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  // Writes a file, with its folders, and returns its path.
  std::string Write(const std::string& name, std::string_view content) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }
  std::string Path(const std::string& name = "") const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

// Everything one reading gave.
struct Gathered {
  std::vector<entity::Entity> entities;
  std::vector<Problem> problems;
  Edition edition;

  Sink sink = [this](entity::Entity&& entity) -> base::Status {
    entities.push_back(std::move(entity));
    return base::Ok();
  };
  ProblemSink problem_sink = [this](const Problem& problem) { problems.push_back(problem); };

  Gathered() = default;
  Gathered(const Gathered&) = delete;
  Gathered& operator=(const Gathered&) = delete;

  const entity::Entity& ById(std::string_view id) const {
    for (const entity::Entity& entity : entities) {
      if (entity.id == id) return entity;
    }
    static const entity::Entity none;
    ADD_FAILURE() << "no entity " << id;
    return none;
  }
  bool HasProblem(std::string_view part) const {
    for (const Problem& problem : problems) {
      if (problem.reason.find(part) != std::string::npos) return true;
    }
    return false;
  }
};

inline std::vector<std::string> All(const entity::Entity& entity, std::string_view property) {
  std::vector<std::string> texts;
  for (std::string_view text : entity.All(entity::PropertyNamed(property))) texts.emplace_back(text);
  return texts;
}

inline std::string First(const entity::Entity& entity, std::string_view property) {
  return std::string(entity.First(entity::PropertyNamed(property)));
}

// Finds the one source at `argument` and reads it.
inline base::Status ReadAll(const std::string& argument, Gathered& gathered) {
  const std::vector<Source> sources = TRY(FindSources(argument));
  EXPECT_EQ(sources.size(), 1u);
  gathered.edition = TRY(Read(sources.at(0), gathered.sink, gathered.problem_sink));
  return base::Ok();
}

inline std::string TestData() {
  const char* path = std::getenv("MANUMIT_TESTDATA");
  return path == nullptr ? std::string() : std::string(path);
}

}  // namespace lists::testing
