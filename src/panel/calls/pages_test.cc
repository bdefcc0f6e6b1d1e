// A call from its draft to its end by the pages, and by the API.

#include "panel/calls/calls_world.h"

namespace panel::calls {
namespace {

using testing::Has;

class CallPagesTest : public CallWorld {
 protected:
  // Everybody scores, and the secretary decides, by forms.
  void ScoreAndDecide(const std::string& call, const CallId& id, const std::string& note) {
    const NoteId handed = NoteId::FromStore(note.substr(note.rfind('/') + 1));
    for (const Someone* one : {&rita_, &rob_}) {
      const As as(cookie_, *one);
      EXPECT_TRUE(Has(Get("/").body, "waits for your marks"));
      const std::string href = HrefOfReview(handed, *one);
      EXPECT_EQ(Send(href, "act=hand-in&version=0").status, 422);
      EXPECT_EQ(Send(href, "act=hand-in&version=0&score-1=4&remark-1=Clear&remark=Fine").status, 303);
    }
    const As as(cookie_, sela_);
    const std::string board = Get(call + "/ranking").body;
    EXPECT_TRUE(Has(board, "80.00 %"));
    EXPECT_TRUE(Has(board, "100 × 4 = 400 / 500 = 80.00 %"));
    const std::string version = "version=" + std::to_string(Read(id).version), n = handed.text();
    EXPECT_EQ(Send(call + "/decision",
                   "act=select&" + version + "&select-" + n + "=yes&reason-" + n + "=Kept+words")
                  .status,
              422);
    EXPECT_EQ(Send(call + "/decision", "act=select&" + version + "&select-" + n + "=yes&reason-" + n +
                                           "=Best&feedback-" + n + "=Thanks")
                  .status,
              303);
    EXPECT_TRUE(Get(call + "/record").body.starts_with("%PDF"));
    EXPECT_EQ(ReadNote(handed).state, NoteState::kSelected);
  }
};

TEST_P(CallPagesTest, ACallFromItsDraftToItsEndByPages) {
  std::string call, note;
  {
    const As as(cookie_, sela_);
    EXPECT_EQ(Send("/calls/new", "title=&kind=open&deadline=soon").status, 422);
    const net::Response made =
        Send("/calls/new",
             "title=Nets&kind=open&summary=In+short&currency=USD&scale_most=5&pass_percent=50&min_reviewers="
             "2&keep_months="
             "12&blind=yes&deadline=" +
                 DayIn(5) +
                 "&section_title=What&section_guidance=&section_amount=50&criterion_title=Good&criterion_"
                 "guidance=&"
                 "criterion_amount=100&criterion_title=&criterion_guidance=&criterion_amount=");
    ASSERT_EQ(made.status, 303) << made.body;
    call = LocationOf(made);
    EXPECT_TRUE(Has(Get(call).body, "Publish the call"));
    EXPECT_EQ(Send(call + "/move", "act=publish&version=0").status, 303);
    EXPECT_EQ(Send(call + "/move", "act=publish&version=1").status, 422);
    EXPECT_EQ(Send(call + "/reviewers", "email=delegate%40rita.example").status, 303);
    EXPECT_EQ(Send(call + "/reviewers", "email=delegate%40rob.example").status, 303);
    EXPECT_EQ(Send(call + "/reviewers", "email=nobody%40rob.example").status, 422);
  }
  {
    const As as(cookie_, mill_);
    const net::Response begun = Send(call + "/notes", "");
    ASSERT_EQ(begun.status, 303) << begun.body;
    note = LocationOf(begun);
    note = note.substr(0, note.rfind("/edit"));
    EXPECT_TRUE(Has(Get(note + "/edit").body, "At most 50 words."));
    EXPECT_EQ(Send(note + "/edit", "version=0&title=&section-1=Nets").status, 422);
    EXPECT_EQ(Send(note + "/edit",
                   "version=0&title=Better+nets&section-1=We+mend+nets&budget_title=Nets&budget_amount="
                   "120.50")
                  .status,
              303);
    EXPECT_EQ(Send(note + "/move", "act=submit&version=1").status, 303);
    EXPECT_TRUE(Get(note + "/pdf").body.starts_with("%PDF"));
    EXPECT_TRUE(Has(Get("/calls/notes").body, "Better nets"));
  }
  const CallId id = CallId::FromStore(call.substr(call.rfind('/') + 1));
  Close(id);
  {
    const As as(cookie_, sela_);
    EXPECT_TRUE(Has(Get(call).body, "USD 120.50"));
    EXPECT_TRUE(Has(Get("/").body, "begin the review"));
    EXPECT_EQ(Get(call + "/no-award").status, 200);
    EXPECT_EQ(Send(call + "/move", "act=review&version=" + std::to_string(Read(id).version)).status, 303);
  }
  ScoreAndDecide(call, id, note);
}

TEST_P(CallPagesTest, ACallByTheApi) {
  std::string call, note;
  {
    const As as(cookie_, sela_);
    const net::Response made = Post(
        "/api/v1/calls",
        R"({"title":"Nets","summary":"S","currency":"USD","most":"500","deadline":")" + DayIn(5) +
            R"(","sections":[{"title":"What","words":50}],"criteria":[{"title":"Good","weight":70},{"title":"Cheap","weight":30}],"documents":[{"title":"Letter","required":true}],"sdg":["8.7"]})");
    ASSERT_EQ(made.status, 201) << made.body;
    call = made.body.substr(made.body.find("\"id\":\"") + 6);
    call = "/api/v1/calls/" + call.substr(0, call.find('"'));
    EXPECT_EQ(Post(call + "/move", R"({"act":"publish"})").status, 200);
    EXPECT_EQ(Post(call + "/reviewers", R"({"email":"delegate@rita.example"})").status, 201);
    EXPECT_EQ(Post(call + "/move", R"({"act":"review"})").status, 409);
  }
  const As as(cookie_, mill_);
  EXPECT_EQ(Post(call + "/questions", R"({"question":"Why?"})").status, 409);  // it takes none
  const net::Response begun = Post(call + "/notes", "{}");
  ASSERT_EQ(begun.status, 201) << begun.body;
  note = begun.body.substr(begun.body.find("\"id\":\"") + 6);
  note = "/api/v1/concept-notes/" + note.substr(0, note.find('"'));
  EXPECT_EQ(
      Post(
          note,
          R"({"title":"Better nets","texts":[{"number":1,"text":"We mend"}],"budget":[{"title":"Nets","amount":"120.50"}]})")
          .status,
      200);
  EXPECT_EQ(Post(note + "/move", R"({"act":"submit"})").status, 400);  // the letter
  EXPECT_EQ(Post(note + "/documents/1?name=letter.pdf", "bytes").status, 200);
  EXPECT_EQ(Post(note + "/move", R"({"act":"submit"})").status, 200);
  EXPECT_TRUE(Has(Get(note).body, "\"asked\":\"120.5\""));
  EXPECT_EQ(Get(note + "/documents/1").body, "bytes");
  EXPECT_TRUE(Has(Get("/api/v1/concept-notes").body, "Better nets"));
  EXPECT_EQ(Post("/api/v1/concept-proposals", R"({"title":"P","body":"B"})").status, 201);
  EXPECT_EQ(Post(call + "/move", R"({"act":"cancel","reason":"x"})").status, 403);
}

MANUMIT_ON_BOTH_DATABASES(CallPagesTest);

}  // namespace
}  // namespace panel::calls
