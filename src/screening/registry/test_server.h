#pragma once
// For tests of the registry and the API: a desk on a fresh database with a clock that stands still and no
// network, the registry and the matching API registered, one organisation with an API key, and requests
// without sockets.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "base/check.h"
#include "base/clock.h"
#include "base/hash.h"
#include "db/testing.h"
#include "desk/desk.h"
#include "desk/installation_key.h"
#include "desk/people/people.h"
#include "desk/register.h"
#include "files/bytes.h"
#include "net/fakes.h"
#include "net/forms.h"
#include "screening/register.h"
#include "screening/registry/watch_lists.h"

namespace screening {

class TestServer {
 public:
  struct Options {
    std::vector<desk::ListSource> sources;
    bool real_network = false;
  };

  explicit TestServer(db::Dialect dialect) : TestServer(dialect, Options{}) {}
  TestServer(db::Dialect dialect, Options options) : fresh_(db::testing::FreshOn(dialect)) {
    base::SystemRandom random;
    folder_ = std::filesystem::temp_directory_path() / ("manumit-lists-" + base::NewIdText(random));
    std::filesystem::create_directories(folder_);
    CHECK(desk::MakeInstallationKey(folder_.string()).has_value());
    options_ = std::move(options);
    Open();
    const auto migrated = desk_->Migrate();
    if (!migrated) ADD_FAILURE() << migrated.error().external << " " << migrated.error().internal;
    const desk::OrgId org =
        desk_->people().CreateOrganisation(system(), "one", "One", desk::OrgType::kNgo, "kr").value();
    system_.org = org;
    key_ = MakeKey({desk::Scope::kMatch});
  }
  ~TestServer() {
    desk_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  desk::Desk& desk() { return *desk_; }
  WatchLists& lists() { return *lists_; }
  base::ManualClock& clock() { return *clock_; }
  net::FakeFetcher& fetcher() { return *fetcher_; }
  const std::filesystem::path& folder() const { return folder_; }
  const desk::Actor& system() const { return system_; }

  // The same installation as another process would open it.
  struct Process {
    std::unique_ptr<desk::Desk> desk;
    std::shared_ptr<WatchLists> lists;
  };
  Process OtherProcess() {
    Process other;
    desk::World world;
    world.clock = std::make_unique<base::ManualClock>(clock_->Now());
    other.desk = desk::Desk::Open(config_, std::move(world)).value();
    other.lists = std::make_shared<WatchLists>(*other.desk);
    return other;
  }

  std::string MakeKey(const std::vector<desk::Scope>& scopes) {
    return desk_->people().CreateKey(system_, system_.org, "test", scopes).value().secret;
  }

  // A file below the folder; gives its path.
  std::string Write(const std::string& name, std::string_view text) const {
    const std::filesystem::path path = folder_ / "files" / name;
    std::filesystem::create_directories(path.parent_path());
    CHECK(files::WriteFile(path.string(), text).has_value());
    return path.string();
  }
  ListEdition Import(const std::string& dataset, const std::string& path) {
    base::Result<ListEdition> edition = lists().ImportPath(system_, dataset, path);
    if (!edition) ADD_FAILURE() << edition.error().external << " " << edition.error().internal;
    return edition ? *edition : ListEdition{};
  }

  // "GET /search/default?q=x" with the key of scope match (or another; empty: none).
  net::Response Call(const std::string& method, const std::string& target, std::string body = {},
                     const std::string& type = "application/json") {
    return CallAs(key_, method, target, std::move(body), type);
  }
  net::Response CallAs(const std::string& key, const std::string& method, const std::string& target,
                       std::string body = {}, const std::string& type = "application/json") {
    net::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (target.find('?') != std::string::npos)
      request.query = net::ParseUrlEncoded(target.substr(target.find('?') + 1)).value();
    if (!key.empty()) request.headers.Add("Authorization", "ApiKey " + key);
    request.headers.Add("Host", "server.test");
    if (!body.empty()) request.headers.Add("Content-Type", type);
    request.body = net::Body(std::move(body));
    request.id = "r1";
    return desk_->router().Handle(request);
  }

 private:
  void Open() {
    config_.data_dir = folder_.string();
    config_.database = fresh_->url();
    config_.list_sources = options_.sources;
    desk::World world;
    world.clock = std::make_unique<base::ManualClock>(base::UtcTime{1'795'000'000'000});
    clock_ = static_cast<base::ManualClock*>(world.clock.get());
    if (!options_.real_network) {
      world.fetcher = std::make_unique<net::FakeFetcher>();
      fetcher_ = static_cast<net::FakeFetcher*>(world.fetcher.get());
    }
    desk_ = desk::Desk::Open(config_, std::move(world)).value();
    desk::Register(*desk_);
    lists_ = std::make_shared<WatchLists>(*desk_);
    desk_->Keep(lists_);
    RegisterRegistry(*desk_, *lists_);
    RegisterApi(*desk_, *lists_);
  }

  std::unique_ptr<db::testing::Fresh> fresh_;
  std::filesystem::path folder_;
  Options options_;
  desk::Config config_;
  std::unique_ptr<desk::Desk> desk_;
  std::shared_ptr<WatchLists> lists_;
  base::ManualClock* clock_ = nullptr;
  net::FakeFetcher* fetcher_ = nullptr;
  std::string key_;
  desk::Actor system_{
      .kind = desk::Actor::Kind::kSystem, .permissions = desk::PermissionSet().set(), .label = "system:test"};
};

// A list in FollowTheMoney's layout: one line an entry.
inline std::string FtmLine(std::string_view id, std::string_view schema, std::string_view name,
                           std::string_view more = "") {
  return "{\"id\":\"" + std::string(id) + "\",\"schema\":\"" + std::string(schema) + "\",\"caption\":\"" +
         std::string(name) + "\",\"properties\":{\"name\":[\"" + std::string(name) + "\"]" +
         std::string(more) + "}}\n";
}

// `count` persons with made-up names ("p0", "p1", ...), the same ones every time.
inline std::vector<entity::Entity> MadeUpPersons(std::size_t count) {
  constexpr std::string_view kSyllables[] = {"ka", "ri", "mo", "ten", "sul", "vad", "pe", "lor", "ni", "zha"};
  std::vector<entity::Entity> persons;
  std::uint64_t state = 7;
  const auto word = [&] {
    std::string made;
    for (int i = 0; i < 3; ++i) {
      state = base::Mix64(state + 1);
      made += kSyllables[state % std::size(kSyllables)];
    }
    return made;
  };
  for (std::size_t i = 0; i < count; ++i) {
    entity::Entity person;
    person.id = "p" + std::to_string(i);
    person.schema = entity::schema::Person();
    person.caption = word() + " " + word();
    person.Add(entity::prop::Name(), person.caption);
    persons.push_back(std::move(person));
  }
  return persons;
}

}  // namespace screening
