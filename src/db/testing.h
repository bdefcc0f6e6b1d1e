#pragma once
// For the tests of every room: a database of its own for each test, on SQLite and on PostgreSQL.
//
//   class StoreTest : public testing::TestWithParam<db::Dialect> {
//    protected:
//     void SetUp() override { MANUMIT_FRESH_DATABASE(fresh_, GetParam()); }
//     std::unique_ptr<db::testing::Fresh> fresh_;
//   };
//   MANUMIT_ON_BOTH_DATABASES(StoreTest);
//   TEST_P(StoreTest, Keeps) { db::Database& database = fresh_->database(); ... }
//
// PostgreSQL's are skipped where MANUMIT_TEST_PG (a libpq url) is not set. Each test has its own file or
// schema, which goes away at the end; the tables `migration` and the domain `blob` are there already.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/check.h"
#include "base/id.h"
#include "base/random.h"
#include "db/db.h"

namespace db::testing {

// A database and what must be cleaned up after it.
class Fresh {
 public:
  Fresh(const Fresh&) = delete;
  Fresh& operator=(const Fresh&) = delete;
  ~Fresh() {
    database_.reset();
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    if (admin_ != nullptr) static_cast<void>(admin_->RunScript("DROP SCHEMA " + schema_ + " CASCADE"));
  }

  Database& database() { return *database_; }
  // With it a second Database or another process opens the same.
  const std::string& url() const { return url_; }
  // SQLite: the folder the file lies in, alone.
  const std::filesystem::path& folder() const { return folder_; }
  // Closes the database and opens it again.
  void Reopen() {
    database_.reset();
    Open();
  }

 private:
  friend std::unique_ptr<Fresh> FreshSqlite(OpenOptions options);
  friend std::unique_ptr<Fresh> FreshPostgres(OpenOptions options);
  explicit Fresh(OpenOptions options) : options_(std::move(options)) {}
  static std::unique_ptr<Database> Opened(const OpenOptions& options) {
    base::Result<std::unique_ptr<Database>> opened = Database::Open(options);
    if (!opened.has_value()) ADD_FAILURE() << opened.error().external << " " << opened.error().internal;
    return std::move(opened).value();
  }
  void Open() {
    options_.url = url_;
    database_ = Opened(options_);
    CHECK(Migrate(*database_, {}).has_value());
  }

  OpenOptions options_;
  std::string url_;
  std::filesystem::path folder_;
  std::string schema_;
  std::unique_ptr<Database> admin_;
  std::unique_ptr<Database> database_;
};

// `options.url` is set by the helper.
inline std::unique_ptr<Fresh> FreshSqlite(OpenOptions options = {}) {
  std::unique_ptr<Fresh> fresh(new Fresh(std::move(options)));
  std::string pattern = (std::filesystem::temp_directory_path() / "manumit-db-XXXXXX").string();
  CHECK(mkdtemp(pattern.data()) != nullptr);
  fresh->folder_ = pattern;
  fresh->url_ = "sqlite:" + pattern + "/test.db";
  fresh->Open();
  return fresh;
}

inline bool HasPostgres() {
  const char* url = std::getenv("MANUMIT_TEST_PG");
  return url != nullptr && *url != 0;
}

// Only where HasPostgres().
inline std::unique_ptr<Fresh> FreshPostgres(OpenOptions options = {}) {
  CHECK(HasPostgres());
  std::unique_ptr<Fresh> fresh(new Fresh(std::move(options)));
  const std::string url = std::getenv("MANUMIT_TEST_PG");
  base::SystemRandom random;
  fresh->schema_ = "t_" + base::NewIdText(random);
  fresh->admin_ = Fresh::Opened({.url = url, .connections = 1});
  CHECK(fresh->admin_->RunScript("CREATE SCHEMA " + fresh->schema_).has_value());
  fresh->url_ = url + (url.find('?') == std::string::npos ? "?" : "&") +
                "application_name=" + fresh->schema_ + "&options=-csearch_path%3D" + fresh->schema_;
  fresh->Open();
  return fresh;
}

inline std::unique_ptr<Fresh> FreshOn(Dialect dialect, OpenOptions options = {}) {
  return dialect == Dialect::kSqlite ? FreshSqlite(std::move(options)) : FreshPostgres(std::move(options));
}

inline std::string DialectName(const ::testing::TestParamInfo<Dialect>& info) {
  return info.param == Dialect::kSqlite ? "Sqlite" : "Postgres";
}

}  // namespace db::testing

// Makes `variable` a fresh database of the dialect, or skips the test.
#define MANUMIT_FRESH_DATABASE(variable, dialect, ...)                          \
  do {                                                                          \
    if ((dialect) == ::db::Dialect::kPostgres && !::db::testing::HasPostgres()) \
      GTEST_SKIP() << "skipped: no PostgreSQL";                                 \
    (variable) = ::db::testing::FreshOn((dialect)__VA_OPT__(, ) __VA_ARGS__);   \
  } while (false)

#define MANUMIT_ON_BOTH_DATABASES(suite)                                                                     \
  INSTANTIATE_TEST_SUITE_P(Both, suite, ::testing::Values(::db::Dialect::kSqlite, ::db::Dialect::kPostgres), \
                           ::db::testing::DialectName)
