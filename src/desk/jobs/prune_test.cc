#include "desk/jobs/prune.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/time.h>

#include "desk/jobs/backup.h"
#include "desk/jobs/backup_parts.h"
#include "desk/jobs/tar.h"
#include "desk/test_desk.h"
#include "files/bytes.h"

namespace desk {
namespace {

namespace fs = std::filesystem;

class PruneTest : public DeskTest {
 protected:
  void SetUp() override {
    DeskTest::SetUp();
    if (IsSkipped()) return;
    dir_ = folder_ + "/backups";
    fs::create_directory(dir_);
  }
  // As BackupTo writes them, with another day.
  std::string Made(const std::string& name, std::int64_t days_ago, std::string_view format = kBackupFormat) {
    const std::string path = dir_ + "/" + name;
    const std::string made = base::FormatTime({clock_->Now().ms - days_ago * base::kDayMs});
    TarWriter tar = TarWriter::Create(path).value();
    EXPECT_TRUE(tar.Add(kReadmePart, "a backup", 0));
    EXPECT_TRUE(
        tar.Add(kManifestPart, fmt::format(R"({{"format":"{}","made":"{}","files":[]}})", format, made), 0));
    EXPECT_TRUE(tar.Finish());
    return path;
  }
  std::string Foreign(const std::string& name, std::string_view content) {
    EXPECT_TRUE(files::WriteFile(dir_ + "/" + name, content));
    return dir_ + "/" + name;
  }
  Pruned Prune(std::int64_t days = 30) {
    const auto pruned = PruneBackups(desk(), system_, dir_, days);
    EXPECT_TRUE(pruned) << pruned.error().external;
    return pruned ? *pruned : Pruned{};
  }
  std::string dir_;
};
MANUMIT_ON_BOTH_DATABASES(PruneTest);

TEST_P(PruneTest, OldOnesGoAndNothingElse) {
  const std::string old = Made("b.tar", 31), older = Made("a-renamed", 400), young = Made("c.tar", 29),
                    newest = Made("d.tar", 1);
  const std::string text = Foreign("notes.tar", "not a backup"), empty = Foreign("empty.tar", "");
  const std::string other = Made("other.tar", 500, "someone-elses-backup-1");
  fs::create_symlink(older, dir_ + "/link.tar");
  fs::create_directory(dir_ + "/folder.abcdef");
  EXPECT_TRUE(files::WriteFile(dir_ + "/folder.abcdef/letter", "mine"));
  const Pruned pruned = Prune();
  EXPECT_EQ(pruned.removed, (std::vector<std::string>{older, old}));
  EXPECT_EQ(pruned.kept, (std::vector<std::string>{young, newest}));
  EXPECT_TRUE(pruned.kept_as_newest.empty());
  for (const std::string& there : {young, newest, text, empty, other, dir_ + "/folder.abcdef/letter"})
    EXPECT_TRUE(fs::exists(there)) << there;
  EXPECT_TRUE(fs::is_symlink(dir_ + "/link.tar"));
  const auto log = desk().audit().Page(OrgId(), 0, 1, "backup.prune");
  ASSERT_EQ(log->size(), 1u);
  EXPECT_EQ(log->front().details.front().second, "30");
  EXPECT_TRUE(Prune().removed.empty());
}

TEST_P(PruneTest, TheNewestStays) {
  const std::string old = Made("a.tar", 100), newest = Made("b.tar", 90);
  const Pruned pruned = Prune();
  EXPECT_EQ(pruned.removed, (std::vector<std::string>{old}));
  EXPECT_EQ(pruned.kept_as_newest, newest);
  EXPECT_TRUE(fs::exists(newest));
}

TEST_P(PruneTest, WhatACutOffBackupLeftGoesToo) {
  const std::string made = dir_ + "/x.tar.Ab12cD";
  fs::create_directory(made);
  EXPECT_TRUE(files::WriteFile(made + "/database", "SQLite format 3"));
  const auto changed = static_cast<time_t>(clock_->Now().ms / base::kSecondMs);
  const timeval times[2] = {{changed, 0}, {changed, 0}};
  ASSERT_EQ(utimes(made.c_str(), times), 0);
  EXPECT_TRUE(Prune().removed.empty()) << "it may still be at work";
  clock_->Advance(31 * base::kDayMs);
  EXPECT_EQ(Prune().removed, (std::vector<std::string>{made}));
  EXPECT_FALSE(fs::exists(made));
}

TEST_P(PruneTest, ABackupOfOursSaysWhenItWasMade) {
  if (GetParam() == db::Dialect::kPostgres) GTEST_SKIP() << "one dialect is enough";
  ASSERT_TRUE(files::WriteFile(config_.path, "data_dir = \"data\"\n"));
  const std::string file = dir_ + "/real.tar";
  const auto backup = BackupTo(desk(), system_, file);
  ASSERT_TRUE(backup) << backup.error().external;
  EXPECT_EQ(base::FormatTime({BackupMade(file).value()}), backup->made);
  // Cut off, it still says so.
  fs::resize_file(file, 8192);
  EXPECT_TRUE(BackupMade(file));
  fs::resize_file(file, 700);
  EXPECT_FALSE(BackupMade(file));
}

TEST_P(PruneTest, DaysAndFolder) {
  EXPECT_EQ(PruneBackups(desk(), system_, dir_, 0).error().code, base::Code::kInvalid);
  EXPECT_EQ(PruneBackups(desk(), system_, dir_, 5000).error().code, base::Code::kInvalid);
  EXPECT_EQ(PruneBackups(desk(), system_, dir_ + "/none", 30).error().code, base::Code::kNotFound);
}

}  // namespace
}  // namespace desk
