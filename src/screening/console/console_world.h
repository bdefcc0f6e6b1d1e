#pragma once
// For tests of the console's pages: the whole server without a network, one organisation with an
// administrator who is signed in, and one small watch list.

#include <string>
#include <vector>

#include "desk/test_desk.h"
#include "gate/gate.h"
#include "gate/register.h"
#include "screening/queue/migrations.h"
#include "screening/queue/services.h"
#include "screening/registry/migrations.h"
#include "screening/registry/watch_lists.h"
#include "screening/screening.h"
#include "vault/register.h"
#include "vault/vault.h"

namespace screening::testing {

class ConsoleTest : public desk::DeskTest {
 protected:
  void SetUp() override {
    DeskTest::SetUp();
    if (IsSkipped()) return;
    desk::MakeTables(fresh_->database(),
                     {RegistryMigrations(), QueueMigrations(), vault::Migrations(), gate::Migrations()});
    vault::Register(desk());
    gate::Register(desk());
    screening::Register(desk());
    system_.org = org_;
    ImportList(
        "made_up",
        {R"({"id":"L1","schema":"Company","caption":"Harbour Bright Textile Co., Ltd.","properties":{"name":["Harbour Bright Textile Co., Ltd.","晨港纺织有限公司"],"country":["cn"],"topics":["forced.labor"]}})",
         R"({"id":"L2","schema":"Person","caption":"Omar Haddadi","properties":{"name":["Omar Haddadi","عمر حدادي"],"birthDate":["1961-03-02"],"topics":["sanction"]}})"});
  }
  static bool IsSkipped() { return ::testing::Test::IsSkipped() || HasFatalFailure(); }
  QueueServices& services() { return QueueServicesOf(desk()); }

  void ImportList(const std::string& dataset, const std::vector<std::string>& lines) {
    const std::string path = folder_ + "/" + dataset + ".jsonl";
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    ASSERT_TRUE(files::WriteFile(path, text));
    const auto imported = WatchListsOf(desk()).ImportPath(system_, dataset, path);
    ASSERT_TRUE(imported) << imported.error().external << imported.error().internal;
  }
  void RunJobs() { ASSERT_TRUE(desk().jobs().RunAll()); }

  // A multipart form with one file.
  net::Response PostFile(const std::string& target, const std::string& file_name, const std::string& bytes,
                         const std::string& source) {
    const std::string line = "--frontier\r\nContent-Disposition: form-data; name=";
    const std::string body = line + "\"csrf\"\r\n\r\n" + Token() + "\r\n" + line + "\"source\"\r\n\r\n" +
                             source + "\r\n" + line + "\"file\"; filename=\"" + file_name +
                             "\"\r\nContent-Type: text/csv\r\n\r\n" + bytes + "\r\n--frontier--\r\n";
    net::Request request = RequestFor("POST", target);
    request.headers.Add("Cookie", cookie_);
    request.headers.Add("Content-Type", "multipart/form-data; boundary=frontier");
    request.headers.Add("X-CSRF-Token", Token());
    request.headers.Add("Origin", "https://manumit.example.org");
    request.body = net::Body(body);
    return desk().router().Handle(request);
  }
  // A form with its request-forgery token.
  net::Response Send(const std::string& target, const std::string& fields) {
    return Post(target, "csrf=" + net::UrlEncode(Token()) + (fields.empty() ? "" : "&" + fields));
  }

  static std::string LocationOf(const net::Response& response) {
    return std::string(response.headers.Get("Location"));
  }
  // The value of a hidden or typed field on a page.
  static std::string FieldOn(const std::string& page, const std::string& name) {
    const std::size_t field = page.find("name=\"" + name + "\"");
    if (field == std::string::npos) return "(no such field)";
    const std::size_t value = page.find("value=\"", page.rfind('<', field));
    return value > page.find('>', field) ? "" : page.substr(value + 7, page.find('"', value + 7) - value - 7);
  }
  static std::string Streamed(const net::Response& response) {
    class Writer final : public net::BodyWriter {
     public:
      base::Status Write(std::string_view bytes) override {
        text += bytes;
        return base::Ok();
      }
      bool client_gone() const override { return false; }
      std::string text;
    };
    Writer writer;
    EXPECT_TRUE(response.stream);
    if (response.stream) {
      EXPECT_TRUE(response.stream(writer));
    }
    return writer.text;
  }
};

inline bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace screening::testing
