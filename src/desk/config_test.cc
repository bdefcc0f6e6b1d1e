#include "desk/config.h"

#include <gtest/gtest.h>

namespace desk {
namespace {

TEST(Config, TheNewFileIsReadable) {
  const Config config = ParseConfig(NewConfigText("data"), "/srv/m/manumit.toml").value();
  EXPECT_EQ(config.data_dir, "/srv/m/data");
  EXPECT_EQ(config.database, "sqlite:/srv/m/data/manumit.db");
  EXPECT_EQ(config.listen, "127.0.0.1:8080");
  EXPECT_EQ(config.session_hours, 12);
}

TEST(Config, ReadsEverySetting) {
  const Config config = ParseConfig(R"(
database = "postgresql://m@/m"
[server]
listen = "0.0.0.0:443"
public_url = "https://m.example"
tls_certificate = "a.pem"
tls_key = "/k.pem"
trusted_proxies = ["10.0.0.1"]
job_workers = 4
[mail]
host = "smtp"
port = 25
password = "p"
[[sign_in.oidc]]
name = "staff"
issuer = "https://i.example"
client_id = "c"
client_secret = "s"
[audit]
heads_to = ["mailto:a@b.example", "https://h.example/x"]
[[lists.fetch]]
dataset = "un"
url = "https://l.example/un.xml"
every_hours = 6
[webhooks]
allow_private_addresses = true
)",
                                    "/etc/manumit/manumit.toml")
                            .value();
  EXPECT_EQ(config.database, "postgresql://m@/m");
  EXPECT_EQ(config.tls_certificate, "/etc/manumit/a.pem");
  EXPECT_EQ(config.tls_key, "/k.pem");
  EXPECT_EQ(config.trusted_proxies.at(0), "10.0.0.1");
  EXPECT_EQ(config.job_workers, 4);
  EXPECT_EQ(config.smtp_password, "p");
  EXPECT_EQ(config.oidc.at(0).issuer, "https://i.example");
  EXPECT_EQ(config.audit_heads.size(), 2u);
  EXPECT_EQ(config.list_sources.at(0).every_hours, 6);
  EXPECT_TRUE(config.webhooks_private);
}

TEST(Config, SaysWhereItIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"x", "line 1"},
      {"\nunknown = 1", "line 2: \"unknown\" is not a setting"},
      {"[server]\nport = 1", "line 2: \"server.port\" is not a setting"},
      {"[server]\nlisten = 8080", "line 2: server.listen: a text in quotes"},
      {"[sign_in]\nsession_hours = 0", "line 2: sign_in.session_hours: a whole number from 1 to 720"},
      {"[server]\ntls_key = \"k\"", "belong together"},
      {"[server]\npublic_url = \"m.example\"", "server.public_url"},
      {"[server]\nlog_level = \"loud\"", "server.log_level"},
      {"[audit]\nheads_to = [\"ftp://x\"]", "audit.heads_to"},
      {"[[lists.fetch]]\ndataset = \"un\"", "dataset and url are needed"},
      {"[mail]\npassword_file = \"absent\"", "absent"},
  };
  for (const auto& [text, expected] : cases) {
    const auto config = ParseConfig(text, "/nowhere/c.toml");
    ASSERT_FALSE(config.has_value()) << text;
    EXPECT_NE(config.error().external.find(expected), std::string::npos) << config.error().external;
  }
}

}  // namespace
}  // namespace desk
