#include "desk/jobs/blobs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <thread>

#include "base/limits.h"
#include "base/random.h"
#include "crypto/bytes.h"
#include "crypto/digest.h"
#include "db/testing.h"
#include "desk/jobs/migrations.h"
#include "desk/test_tables.h"
#include "files/bytes.h"

namespace desk {
namespace {

class BlobsTest : public testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, GetParam());
    MakeTables(database(), {JobsMigrations()});
    std::string pattern = (std::filesystem::temp_directory_path() / "manumit-blobs-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  db::Database& database() { return fresh_->database(); }
  std::string cache() const { return folder_ + "/cache"; }

  std::string Put(std::string_view bytes) {
    Blobs blobs(database(), cache());
    const base::Result<std::string> name =
        database().Write([&](db::Transaction& tx) { return blobs.Put(tx, bytes); });
    EXPECT_TRUE(name) << name.error().internal;
    return *name;
  }
  base::Status Remove(std::string_view name) {
    Blobs blobs(database(), cache());
    return database().Write([&](db::Transaction& tx) { return blobs.Remove(tx, name); });
  }
  std::int64_t Count(std::string_view table) {
    return database()
        .Read([&](db::Transaction& tx) { return tx.QueryOne("SELECT COUNT(*) FROM " + std::string(table)); })
        .value()
        ->Int(0);
  }

  std::unique_ptr<db::testing::Fresh> fresh_;
  std::string folder_;
};
MANUMIT_ON_BOTH_DATABASES(BlobsTest);

std::string Bytes(std::size_t size) {
  base::SeededRandom random(size);
  std::string bytes(size, 0);
  random.Fill(std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

TEST_P(BlobsTest, GivesBackWhatWasPut) {
  Blobs blobs(database(), cache());
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, base::kBlobPieceBytes,
                                 base::kBlobPieceBytes + 1, 3 * base::kBlobPieceBytes}) {
    const std::string bytes = Bytes(size);
    const std::string name = Put(bytes);
    EXPECT_EQ(name, crypto::Sha256Hex(bytes));
    EXPECT_EQ(*blobs.Read(name), bytes);
    if (size > 0) {
      const auto mapped = blobs.Map(name);
      ASSERT_TRUE(mapped) << mapped.error().external;
      EXPECT_EQ(mapped->text(), bytes);
    }
  }
  struct stat state{};
  ASSERT_EQ(stat(cache().c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0700u);
}

TEST_P(BlobsTest, KeepsTheSameContentOnceAndUntilItsLastUse) {
  const std::string bytes = Bytes(base::kBlobPieceBytes + 5);
  const std::string name = Put(bytes);
  EXPECT_EQ(Put(bytes), name);
  EXPECT_EQ(Count("stored_blob_piece"), 2);
  Blobs blobs(database(), cache());
  EXPECT_TRUE(Remove(name));
  EXPECT_EQ(*blobs.Read(name), bytes);
  EXPECT_TRUE(Remove(name));
  EXPECT_EQ(blobs.Read(name).error().code, base::Code::kNotFound);
  EXPECT_EQ(Count("stored_blob_piece"), 0);
  EXPECT_EQ(Remove(name).error().code, base::Code::kNotFound);
}

TEST_P(BlobsTest, FindsDamage) {
  const std::string name = Put(Bytes(base::kBlobPieceBytes + 5));
  ASSERT_TRUE(database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE stored_blob_piece SET bytes = $1 WHERE number = 1", {crypto::AsBytes("other")});
  }));
  Blobs blobs(database(), cache());
  EXPECT_EQ(blobs.Read(name).error().code, base::Code::kCorrupt);
  EXPECT_EQ(blobs.Map(name).error().code, base::Code::kCorrupt);
  EXPECT_FALSE(std::filesystem::exists(cache() + "/" + name));
  ASSERT_TRUE(database().RunScript("DELETE FROM stored_blob_piece WHERE number = 1"));
  EXPECT_EQ(blobs.Read(name).error().code, base::Code::kCorrupt);
}

TEST_P(BlobsTest, MakesADamagedOrMissingCopyAnew) {
  const std::string bytes = Bytes(1000);
  const std::string name = Put(bytes);
  ASSERT_TRUE(Blobs(database(), cache()).Map(name));
  ASSERT_TRUE(files::WriteFile(cache() + "/" + name, "something else"));
  Blobs later(database(), cache());
  EXPECT_EQ(later.Map(name)->text(), bytes);
  std::filesystem::remove_all(cache());
  EXPECT_EQ(later.Map(name)->text(), bytes);
}

TEST_P(BlobsTest, WhatIsNoNameIsNotFound) {
  Blobs blobs(database(), cache());
  for (const std::string& name :
       {std::string(), std::string("../../etc/passwd"), std::string(64, 'A'), std::string(64, 'a')}) {
    EXPECT_EQ(blobs.Read(name).error().code, base::Code::kNotFound) << name;
    EXPECT_EQ(blobs.Map(name).error().code, base::Code::kNotFound) << name;
  }
}

TEST_P(BlobsTest, ManyMapTheSameAtATime) {
  const std::string bytes = Bytes(2 * base::kBlobPieceBytes);
  const std::string name = Put(bytes);
  Blobs one(database(), cache());
  Blobs other(database(), cache());  // as another process would
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      const auto mapped = (i % 2 == 0 ? one : other).Map(name);
      ASSERT_TRUE(mapped) << mapped.error().external;
      EXPECT_EQ(mapped->text(), bytes);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_P(BlobsTest, RemovesWhatAKilledProcessLeftBehind) {
  const std::string name = Put("content");
  std::filesystem::create_directories(cache());
  const std::string old = cache() + "/" + name + ".1-0.tmp";
  const std::string young = cache() + "/" + name + ".2-0.tmp";
  for (const std::string& path : {old, young}) ASSERT_TRUE(files::WriteFile(path, "half"));
  std::filesystem::last_write_time(old,
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(48));
  ASSERT_TRUE(Blobs(database(), cache()).Map(name));
  EXPECT_FALSE(std::filesystem::exists(old));
  EXPECT_TRUE(std::filesystem::exists(young));
}

// A sanitizer keeps what was freed resident for a while. (g++ defines the macro, clang answers the question.)
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

TEST_P(BlobsTest, ALargeOneTakesSecondsAndLittleMemory) {
  if (kSanitized) GTEST_SKIP() << "resident memory says nothing here";
  const auto resident_kib = []() -> std::size_t {
    std::size_t all = 0;
    std::size_t resident = 0;
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    EXPECT_EQ(std::fscanf(file, "%zu %zu", &all, &resident), 2);
    std::fclose(file);
    return resident * 4;
  };
  std::string bytes = Bytes(100u << 20);
  const auto start = std::chrono::steady_clock::now();
  const std::string name = Put(bytes);
  bytes = {};
  bytes.shrink_to_fit();
  const std::size_t before = resident_kib();
  Blobs blobs(database(), cache());
  {
    const auto mapped = blobs.Map(name);
    ASSERT_TRUE(mapped) << mapped.error().external;
    EXPECT_EQ(mapped->bytes().size(), 100u << 20);
  }
  EXPECT_LT(resident_kib(), before + (64u << 10));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

TEST_P(BlobsTest, RefusesWhatIsTooLarge) {
  Blobs blobs(database(), cache());
  // No page of it is touched: the size alone decides.
  const std::unique_ptr<char[]> nothing(new char[1]);
  const std::string_view huge(nothing.get(), base::kMaxBlobBytes + 1);
  const auto put = database().Write([&](db::Transaction& tx) { return blobs.Put(tx, huge); });
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, base::Code::kTooLarge);
}

}  // namespace
}  // namespace desk
