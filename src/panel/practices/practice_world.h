#pragma once
// For tests of the practices: a panel with an owner, four members that review or copy, and a stranger; ready
// contents; shortcuts through the life of a practice.

#include <string>
#include <vector>

#include "panel/common/panel_world.h"
#include "panel/practices/services.h"

namespace panel::testing {

class PracticeTest : public PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    all_ = std::make_unique<PracticeServices>(services(), desk().people());
    owner_ = AddMemberOrganisation("hanbit", "Hanbit Knit", desk::OrgType::kCompany, "kr");
    first_ = AddMemberOrganisation("union", "Textile Union", desk::OrgType::kWorkersOrganisation, "vn");
    second_ = AddMemberOrganisation("shelter", "Shelter Network", desk::OrgType::kNgo, "th");
    copier_ = AddMemberOrganisation("fair", "Fair Fashion", desk::OrgType::kCompany, "bd");
    const desk::OrgId outside = AddOrganisation("outside", "Outside Ltd", desk::OrgType::kCompany, "gb");
    stranger_ = AddPerson("delegate@outside.example", "Stranger", outside, desk::Role::kDelegate);
  }
  void TearDown() override {
    all_.reset();
    PanelTest::TearDown();
  }
  PracticeServices& all() { return *all_; }

  // Ready contents, also for tests without a world.
 public:
  static PracticeContent Content(
      const std::string& title = "Employer pays the agent, in full, before travel") {
    PracticeContent content;
    content.texts = {
        .title = title,
        .summary = "All fees moved to the company's own account; workers are asked later.",
        .body = "1. Sign with the agent.\n2. Pay before travel.\n\nAsk each worker after *three* months.",
        .evidence = "Median fee fell from 4,100 to 0 for new hires.",
        .limits = "Fees paid in the village stay unseen."};
    content.topics = {"prevention"};
    content.industries = {"14"};
    content.countries = {"vn", "kr"};
    content.stages = {"recruit"};
    content.groups = {"migrants"};
    return content;
  }
  static ReviewAnswers Answers(int grade) {
    ReviewAnswers answers;
    for (std::size_t i = 0; i < kCriteria; ++i) {
      const bool met = RowOf(static_cast<Criterion>(i)).grade <= grade;
      answers.of.at(i) = {met ? CriterionAnswer::kMet : CriterionAnswer::kNotMet,
                          met ? "" : "Nothing is said of it."};
    }
    return answers;
  }
  static ReplicationClaim GoodClaim() {
    ReplicationClaim claim{
        .country = "bd", .industry = "14", .began = "2025-03", .sites = 2, .outcome = "worked"};
    claim.text = "We used it in two plants.";
    claim.figures = {{"Fee paid by a worker (median)", "1200.50", "0", "USD"}};
    return claim;
  }

 protected:
  PracticeId Draft(const PracticeContent& content = Content()) {
    const auto made = all().life.Create(owner_.actor, panel_, content);
    EXPECT_TRUE(made) << made.error().external << made.error().internal;
    return *made;
  }
  base::Status Do(const Someone& who, const PracticeId& id, PracticeAct act,
                  const std::string& note = "because", bool to_world = true) {
    return all().life.Do(who.actor, id, {act, 0, note, to_world});
  }
  void Must(const base::Status& status) {
    EXPECT_TRUE(status) << (status ? "" : status.error().external + status.error().internal);
  }
  PracticeReviewId Agreed(const PracticeId& id, const Someone& reviewer, const std::string& slug,
                          const std::string& interest = "") {
    const auto asked = all().reviews.Invite(sela_.actor, id, members_[slug], 14);
    EXPECT_TRUE(asked) << asked.error().external;
    Must(all().reviews.Agree(reviewer.actor, *asked, 0, interest));
    return *asked;
  }
  void Finish(const Someone& reviewer, const PracticeReviewId& review, int grade,
              const std::string& recommendation = "publish") {
    Must(all().reviews.Finish(reviewer.actor, review, 0,
                              {Answers(grade), recommendation, "Well done.", "Confidential."}));
  }
  void BringTo(const PracticeId& id, PracticeState state, int grade = 3) {
    if (state == PracticeState::kDraft) return;
    if (state == PracticeState::kWithdrawn) return Must(Do(owner_, id, PracticeAct::kWithdraw));
    Must(Do(owner_, id, PracticeAct::kSubmit));
    if (state == PracticeState::kReturned) return Must(Do(sela_, id, PracticeAct::kReturn));
    if (state == PracticeState::kDeclined) return Must(Do(sela_, id, PracticeAct::kDecline));
    if (state == PracticeState::kSubmitted) return;
    const PracticeReviewId one = Agreed(id, first_, "union");
    const PracticeReviewId two = Agreed(id, second_, "shelter");
    Must(Do(sela_, id, PracticeAct::kBeginReview));
    if (state == PracticeState::kInReview) return;
    Finish(first_, one, grade);
    Finish(second_, two, grade);
    Must(Do(sela_, id, PracticeAct::kAccept));
    if (state == PracticeState::kAccepted) return;
    Must(Do(owner_, id, PracticeAct::kPublish));
  }
  PracticeId Published(const PracticeContent& content = Content(), int grade = 3) {
    const PracticeId id = Draft(content);
    BringTo(id, PracticeState::kPublished, grade);
    return id;
  }
  Practice Stored(const PracticeId& id) {
    return desk().database().Read([&](db::Transaction& tx) { return LoadPractice(tx, id); }).value();
  }

  std::unique_ptr<PracticeServices> all_;
  Someone owner_, first_, second_, copier_, stranger_;
};

}  // namespace panel::testing
