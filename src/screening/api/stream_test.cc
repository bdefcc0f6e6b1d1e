// POST /api/v1/screen-stream against the lines that `manumit screen --format ndjson` writes.

#include <gtest/gtest.h>

#include "screening/output.h"
#include "screening/parties.h"
#include "screening/registry/test_server.h"

namespace screening {
namespace {

class Collected final : public net::BodyWriter {
 public:
  base::Status Write(std::string_view bytes) override {
    if (gone) return base::IoError("gone");
    text += bytes;
    return base::Ok();
  }
  bool client_gone() const override { return gone; }
  std::string text;
  bool gone = false;
};

class StreamTest : public ::testing::Test {
 protected:
  StreamTest() : server_(db::Dialect::kSqlite) {
    server_.Import("un_sc", server_.Write("un.jsonl", FtmLine("QDi.1", "Person", "Ivan Petrov")));
    server_.Import("bans", server_.Write("bans.jsonl", FtmLine("b-1", "Person", "Ivan Petrov")));
    std::string lines;
    for (const entity::Entity& person : MadeUpPersons(40))
      lines += FtmLine(person.id, "Person", person.caption);
    server_.Import("many", server_.Write("many.jsonl", lines));
  }
  std::string Stream(const std::string& body, const std::string& arguments = "") {
    const net::Response response =
        server_.Call("POST", "/api/v1/screen-stream?" + arguments, body, "application/x-ndjson");
    EXPECT_EQ(response.status, 200) << response.body;
    if (!response.stream) return {};
    EXPECT_EQ(response.headers.Get("Content-Type"), "application/x-ndjson");
    Collected collected;
    EXPECT_TRUE(response.stream(collected));
    return collected.text;
  }

  TestServer server_;
};

TEST_F(StreamTest, WritesTheLinesOfTheCommandInOrder) {
  std::string body;
  std::string expected;
  const auto snapshot = server_.lists().Current().value();
  match::Scratch scratch;
  std::size_t row = 0;
  for (const entity::Entity& party : MadeUpPersons(300)) {
    std::string line = entity::ToJson(party) + "\n";
    body += line;
    const auto reader = OpenJsonParties(line, "test", {}).value();
    PartyRow read;
    ASSERT_TRUE(reader->Next(read).value());
    expected += NdjsonLine({++row, *read.party, match::Screen(*read.party, snapshot->lists(), {}, scratch)});
  }
  EXPECT_EQ(Stream(body), expected);
}

TEST_F(StreamTest, SaysWhatItDidNotUse) {
  const std::string body = "{\"name\":\"Ivan Petrov\",\"dob\":\"soon\"}\n{\"city\":\"Seoul\"}\n";
  const std::string lines = Stream(body, "dataset=bans&limit=1");
  EXPECT_NE(lines.find("{\"row\":1,\"ignored\":{\"column\":\"dob\",\"value\":\"soon\""), std::string::npos)
      << lines;
  EXPECT_NE(lines.find("\"whole_row\":true"), std::string::npos);
  EXPECT_NE(lines.find("\"list\":\"bans\""), std::string::npos);
  EXPECT_EQ(lines.find("\"list\":\"un_sc\""), std::string::npos);
  EXPECT_EQ(Stream(body, "ignored=false").find("ignored"), std::string::npos);
}

TEST_F(StreamTest, EndsWithTheClient) {
  const net::Response response =
      server_.Call("POST", "/api/v1/screen-stream", "{\"name\":\"Ivan Petrov\"}\n", "application/x-ndjson");
  ASSERT_TRUE(response.stream);
  Collected gone;
  gone.gone = true;
  EXPECT_FALSE(response.stream(gone));
}

TEST_F(StreamTest, MistakesAreToldBeforeTheStream) {
  for (const std::string wrong : {"dataset=nothing", "threshold=0.1", "limit=x", "topics=sanction"}) {
    const net::Response response =
        server_.Call("POST", "/api/v1/screen-stream?" + wrong, "{\"name\":\"x\"}\n");
    EXPECT_GE(response.status, 400) << wrong;
  }
}

}  // namespace
}  // namespace screening
