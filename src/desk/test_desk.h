#pragma once
// For tests of routes and services that need the whole desk: a fresh store with its tables, a world of fakes,
// an organisation with an administrator who is signed in, and requests without a network.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "db/testing.h"
#include "desk/audit/migrations.h"
#include "desk/desk.h"
#include "desk/installation_key.h"
#include "desk/jobs/migrations.h"
#include "desk/people/migrations.h"
#include "desk/people/people.h"
#include "desk/signin/cookies.h"
#include "desk/signin/migrations.h"
#include "desk/signin/signin.h"
#include "desk/test_tables.h"
#include "net/fakes.h"
#include "net/forms.h"

namespace desk {

class DeskTest : public testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, GetParam());
    MakeTables(fresh_->database(),
               {PeopleMigrations(), SignInMigrations(), AuditMigrations(), JobsMigrations()});
    std::string pattern = (std::filesystem::temp_directory_path() / "manumit-desk-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    config_.path = folder_ + "/manumit.toml";
    config_.data_dir = folder_ + "/data";
    config_.database = fresh_->url();
    config_.public_url = "https://manumit.example.org";
    std::filesystem::create_directory(config_.data_dir);
    ASSERT_TRUE(MakeInstallationKey(config_.data_dir));
    OpenDesk();
    system_.permissions.set();
    org_ = desk().people().CreateOrganisation(system_, "main", "The coalition", OrgType::kNgo, "kr").value();
    const PersonId admin = desk()
                               .people()
                               .CreatePerson(system_, "ada@example.org", "Ada", "correct horse battery", true)
                               .value();
    ASSERT_TRUE(desk().people().SetRoles(system_, org_, admin, {Role::kAdmin}));
    const auto session = desk().sign_in().WithPassword("ada@example.org", "correct horse battery",
                                                       "192.0.2.1", "Firefox on Linux");
    ASSERT_TRUE(session) << session.error().external << session.error().internal;
    cookie_ = std::string(SessionCookieName(false)) + "=" + session->cookie;
    admin_ = desk().sign_in().ActorOfPerson(admin, org_).value();
  }
  void TearDown() override {
    desk_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  // Opens the desk anew, as another process would.
  void OpenDesk() {
    World world;
    world.clock = std::make_unique<base::ManualClock>(base::UtcTime{1'760'000'000'000});
    world.random = std::make_unique<base::SystemRandom>();
    world.fetcher = std::make_unique<net::FakeFetcher>();
    world.mailer = std::make_unique<net::FakeMailer>();
    clock_ = static_cast<base::ManualClock*>(world.clock.get());
    fetcher_ = static_cast<net::FakeFetcher*>(world.fetcher.get());
    mailer_ = static_cast<net::FakeMailer*>(world.mailer.get());
    auto opened = Desk::Open(config_, std::move(world));
    ASSERT_TRUE(opened) << opened.error().external;
    desk_ = *std::move(opened);
    Register(*desk_);
  }
  Desk& desk() { return *desk_; }

  net::Request RequestFor(std::string method, const std::string& target) const {
    net::Request request;
    request.method = std::move(method);
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size())
      request.query = net::ParseUrlEncoded(target.substr(request.path.size() + 1)).value();
    request.headers.Add("Host", "manumit.example.org");
    request.headers.Add("Accept", "text/html");
    request.remote_address = "192.0.2.1";
    request.id = "test";
    return request;
  }
  net::Response Get(const std::string& target) {
    net::Request request = RequestFor("GET", target);
    request.headers.Add("Cookie", cookie_);
    return desk().router().Handle(request);
  }
  net::Response GetWithoutSession(const std::string& target) {
    net::Request request = RequestFor("GET", target);
    return desk().router().Handle(request);
  }
  // A form of the page, sent as a browser would; or JSON.
  net::Response Post(const std::string& target, const std::string& body, std::string method = "POST") {
    net::Request request = RequestFor(std::move(method), target);
    request.headers.Add("Cookie", cookie_);
    request.headers.Add("Content-Type",
                        body.starts_with('{') ? "application/json" : "application/x-www-form-urlencoded");
    request.headers.Add("X-CSRF-Token", Token());
    request.headers.Add("Origin", "https://manumit.example.org");
    request.body = net::Body(body);
    return desk().router().Handle(request);
  }
  std::string Token() {
    const std::string page = Get("/settings/webhooks").body;
    const std::string mark = "name=\"csrf\"";
    const std::size_t field = page.find(mark);
    if (field == std::string::npos) return "";
    const std::size_t value = page.find("value=\"", page.rfind('<', field)) + 7;
    return page.substr(value, page.find('"', value) - value);
  }

  std::unique_ptr<db::testing::Fresh> fresh_;
  std::string folder_;
  Config config_;
  std::unique_ptr<Desk> desk_;
  base::ManualClock* clock_ = nullptr;
  net::FakeFetcher* fetcher_ = nullptr;
  net::FakeMailer* mailer_ = nullptr;
  Actor system_{.kind = Actor::Kind::kSystem, .label = "system:test"};
  Actor admin_;
  OrgId org_;
  std::string cookie_;
};

}  // namespace desk
