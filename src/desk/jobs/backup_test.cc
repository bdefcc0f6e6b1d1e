#include "desk/jobs/backup.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include "desk/jobs/pg_dump.h"
#include "desk/jobs/tar.h"
#include "desk/test_desk.h"
#include "files/bytes.h"

namespace desk {
namespace {

namespace fs = std::filesystem;

class BackupTest : public DeskTest {
 protected:
  void SetUp() override {
    DeskTest::SetUp();
    if (IsSkipped()) return;
    // As it lies in a real installation: the store within the data folder.
    ASSERT_TRUE(files::WriteFile(
        config_.path,
        "data_dir = \"data\"\n\n[server]\nlisten = \"127.0.0.1:1\"\n[mail]\npassword_file = \"missing\"\n"));
    out_ = folder_ + "/backup.tar";
  }
  bool postgres() const { return GetParam() == db::Dialect::kPostgres; }
  // On PostgreSQL the tests' schema is dumped with everything else; its address has arguments, which pg_dump
  // takes.
  void UseConfig(std::string_view text) { ASSERT_TRUE(files::WriteFile(config_.path, text)); }
  static mode_t ModeOf(const std::string& path) {
    struct stat state{};
    EXPECT_EQ(stat(path.c_str(), &state), 0) << path;
    return state.st_mode & 0777;
  }
  std::string out_;
};
MANUMIT_ON_BOTH_DATABASES(BackupTest);

TEST_P(BackupTest, GoesOutAndComesBack) {
  if (postgres()) UseConfig("data_dir = \"data\"\ndatabase = \"postgresql://elsewhere/db\"\n");
  const auto made = BackupTo(desk(), system_, out_);
  ASSERT_TRUE(made) << made.error().external << made.error().internal;
  EXPECT_EQ(ModeOf(out_), 0600u);
  EXPECT_EQ(made->files.size(), 3u);
  EXPECT_EQ(made->postgres, postgres());
  EXPECT_EQ(made->audit_head.head, desk().audit().Head()->head);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 3)
      << "nothing is left beside it";

  const auto verified = VerifyBackup(out_);
  ASSERT_TRUE(verified) << verified.error().external;
  EXPECT_EQ(verified->audit_head.head, made->audit_head.head);

  const std::string dir = folder_ + "/new/";
  const auto restored = RestoreBackup(out_, dir);
  ASSERT_TRUE(restored) << restored.error().external;
  EXPECT_EQ(restored->config, folder_ + "/new/manumit.toml");
  EXPECT_FALSE(restored->config_moved);
  EXPECT_EQ(ModeOf(folder_ + "/new"), 0700u);
  EXPECT_EQ(ModeOf(folder_ + "/new/data/keys/installation.key"), 0600u);
  EXPECT_EQ(*files::ReadFile(folder_ + "/new/data/keys/installation.key"),
            *files::ReadFile(config_.data_dir + "/keys/installation.key"));
  EXPECT_TRUE(ReadInstallationKey(folder_ + "/new/data"));
  if (postgres()) {
    EXPECT_TRUE(files::ReadFile(restored->dump)->starts_with("PGDMP"));
    return;
  }
  EXPECT_EQ(ModeOf(folder_ + "/new/data/manumit.db"), 0600u);
  const auto database = db::Database::Open({.url = "sqlite:" + folder_ + "/new/data/manumit.db"});
  ASSERT_TRUE(database);
  EXPECT_TRUE(Audit(**database, desk().clock()).Verify(made->audit_head));
}

TEST_P(BackupTest, NeverOverwrites) {
  if (postgres()) GTEST_SKIP() << "the same on both";
  ASSERT_TRUE(files::WriteFile(out_, "precious"));
  const std::int64_t entries = desk().audit().Head()->number;
  EXPECT_EQ(BackupTo(desk(), system_, out_).error().code, base::Code::kConflict);
  EXPECT_EQ(desk().audit().Head()->number, entries);
  EXPECT_EQ(*files::ReadFile(out_), "precious");
  const std::string good = folder_ + "/good.tar";
  ASSERT_TRUE(BackupTo(desk(), system_, good));
  EXPECT_EQ(RestoreBackup(good, folder_).error().code, base::Code::kConflict);
  EXPECT_FALSE(BackupTo(desk(), system_, folder_ + "/no/such/folder/b.tar"));
}

TEST_P(BackupTest, FindsEveryChangedByteOfWhatMatters) {
  if (postgres()) GTEST_SKIP() << "the same on both";
  ASSERT_TRUE(BackupTo(desk(), system_, out_));
  const std::string good = *files::ReadFile(out_);
  const auto broken = [&](std::size_t at) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    EXPECT_TRUE(files::WriteFile(out_, bytes));
    const auto verified = VerifyBackup(out_);
    return verified ? "" : verified.error().external;
  };
  const std::vector<TarMember> members = ReadTar(good).value();
  for (const TarMember& member : members) {
    if (member.name == "README.txt" || member.name == "manifest.json") continue;
    const auto start = static_cast<std::size_t>(member.bytes.data() - good.data());
    for (const std::size_t at : {start, start + member.bytes.size() / 2, start + member.bytes.size() - 1})
      EXPECT_NE(broken(at).find(member.name + " was changed"), std::string::npos) << broken(at);
    EXPECT_NE(broken(start - 512), "") << "the header of " << member.name;
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{100}, good.size() / 2, good.size() - 1024}) {
    ASSERT_TRUE(files::WriteFile(out_, good.substr(0, size)));
    EXPECT_FALSE(VerifyBackup(out_)) << size;
    EXPECT_FALSE(RestoreBackup(out_, folder_ + "/new")) << size;
  }
  EXPECT_FALSE(fs::exists(folder_ + "/new")) << "nothing is written before all is verified";
}

TEST_P(BackupTest, BringsAnInstallationThatLayElsewhereIntoTheFolder) {
  if (postgres()) GTEST_SKIP() << "the same on both";
  UseConfig(
      "data_dir = \"/var/lib/manumit\"  # packaged\n  database = "
      "\"sqlite:/srv/store.db\"\n[server]\nlog_level = \"info\"\n");
  ASSERT_TRUE(BackupTo(desk(), system_, out_));
  const auto restored = RestoreBackup(out_, folder_ + "/new");
  ASSERT_TRUE(restored) << restored.error().external;
  EXPECT_TRUE(restored->config_moved);
  const auto config = LoadConfig(restored->config);
  ASSERT_TRUE(config) << config.error().external;
  EXPECT_EQ(config->data_dir, folder_ + "/new/data");
  EXPECT_EQ(config->database, "sqlite:" + folder_ + "/new/data/manumit.db");
  EXPECT_TRUE(fs::exists(folder_ + "/new/data/manumit.db"));
}

TEST(PgAddress, ThePasswordGoesAnotherWay) {
  const auto split = SplitPgAddress("postgresql://ada:p%40ss:w@db.example.org:5432/manumit?sslmode=require");
  ASSERT_TRUE(split);
  EXPECT_EQ(split->url, "postgresql://ada@db.example.org:5432/manumit?sslmode=require");
  EXPECT_EQ(split->password, "p@ss:w");
  EXPECT_EQ(SplitPgAddress("postgresql://db.example.org:5432/manumit")->password, "");
  EXPECT_EQ(SplitPgAddress("postgresql://ada@/manumit?host=%2Frun")->url,
            "postgresql://ada@/manumit?host=%2Frun");
  EXPECT_FALSE(SplitPgAddress("postgresql://db/manumit?password=secret"));
  EXPECT_FALSE(SplitPgAddress("dbname=manumit"));
}

TEST(Tar, KeepsNamesBytesAndOrder) {
  const std::string path = (fs::temp_directory_path() / fmt::format("manumit-tar-{}", getpid())).string();
  fs::remove(path);
  {
    TarWriter tar = *TarWriter::Create(path);
    ASSERT_TRUE(tar.Add("a.txt", "alpha", 1'700'000'000));
    ASSERT_TRUE(tar.Add("folder/empty", "", 0));
    ASSERT_TRUE(tar.Add("folder/block", std::string(512, 'x'), 0));
    ASSERT_TRUE(tar.Finish());
  }
  EXPECT_EQ(TarWriter::Create(path).error().code, base::Code::kConflict);
  const std::string bytes = *files::ReadFile(path);
  const auto members = ReadTar(bytes);
  ASSERT_TRUE(members);
  ASSERT_EQ(members->size(), 3u);
  EXPECT_EQ(members->at(0).name, "a.txt");
  EXPECT_EQ(members->at(0).bytes, "alpha");
  EXPECT_EQ(members->at(1).bytes, "");
  EXPECT_EQ(members->at(2).bytes, std::string(512, 'x'));
  EXPECT_EQ(std::system(fmt::format("tar -tf {} | grep -q folder/block", path).c_str()), 0);
  fs::remove(path);
  EXPECT_FALSE(ReadTar(""));
  EXPECT_FALSE(ReadTar(std::string(512, 'x')));
  EXPECT_FALSE(ReadTar(bytes.substr(0, bytes.size() - 1024)));
}

}  // namespace
}  // namespace desk
