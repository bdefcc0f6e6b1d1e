#pragma once
// Consultations: the panel asks its members a question until a day; each member organisation sends one input,
// which it may revise until the day; the secretariat answers every single input with what became of it and
// why; only when each has its answer is the whole published to the members, inputs and answers together.
//
// A draft is known to the secretariat alone. While it is open and being answered, a member sees the question
// and its own input; the secretariat sees all inputs. Thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/people/people.h"
#include "panel/minutes/place.h"
#include "panel/minutes/states_exchange.h"

namespace panel {

using ConsultationId = base::Id<struct ConsultationTag>;
using InputId = base::Id<struct ConsultationInputTag>;

struct Consultation {
  ConsultationId id;
  PanelId panel;
  ConsultationState state = ConsultationState::kDraft;
  std::string title;
  std::string question;
  base::UtcTime closes;  // the end of the day named; inputs are taken before
  base::UtcTime opened;  // 0: never
  base::UtcTime published;
  std::string reason;  // why it was withdrawn
  base::UtcTime created;
  std::int64_t version = 0;
};

struct ConsultationInput {
  InputId id;
  ConsultationId consultation;
  desk::OrgId org;
  std::string member_name;  // as it was when the input was sent
  desk::OrgType constituency = desk::OrgType::kCompany;
  InputState state = InputState::kSent;
  std::string body;
  std::optional<Answer> answer;
  std::string reason;
  base::UtcTime sent;
  base::UtcTime answered;
  std::int64_t version = 0;
};

struct InputCount {
  desk::OrgType constituency = desk::OrgType::kCompany;
  std::int64_t inputs = 0;  // not withdrawn
  std::int64_t answered = 0;
};

struct ConsultationDraft {
  std::string title;
  std::string question;
  base::UtcTime closes;
};

// A place in a list, newest first.
struct NewestPosition {
  base::UtcTime created;
  std::string id;  // empty: from the first
};

class ConsultationService {
 public:
  explicit ConsultationService(Places& places) : places_(places), seams_(places.seams()) {}

  base::Result<ConsultationId> Create(const desk::Actor& actor, const PanelId& panel,
                                      const ConsultationDraft& draft);
  // Only a draft, and while it is open only to a later day. Errors: kConflict.
  base::Status Change(const desk::Actor& actor, const ConsultationId& id, std::int64_t version,
                      const ConsultationDraft& draft);
  // `reason` to withdraw; `closes` to open again. Errors: kConflict (the step; to publish: inputs without an
  // answer; to open: its day is over).
  base::Status Do(const desk::Actor& actor, const ConsultationId& id, std::int64_t version,
                  ConsultationAct act, std::string_view reason, base::UtcTime closes = {});

  base::Result<Consultation> Get(db::Transaction& tx, const desk::Actor& actor, const ConsultationId& id);
  base::Result<bool> MayRun(db::Transaction& tx, const desk::Actor& actor, const Consultation& consultation);
  base::Result<std::vector<Consultation>> List(db::Transaction& tx, const desk::Actor& actor,
                                               const NewestPosition& after, std::int64_t limit);

  // Sends, or revises what the organisation sent. Errors: kForbidden (no admitted member), kConflict (not
  // open, its day is over).
  base::Result<InputId> Send(const desk::Actor& actor, const ConsultationId& id, std::string_view body);
  base::Status Withdraw(const desk::Actor& actor, const InputId& id, std::int64_t version);
  // By the secretariat, while it is being answered. A reason is always needed. Errors: kConflict.
  base::Status AnswerInput(const desk::Actor& actor, const InputId& id, std::int64_t version, Answer answer,
                           std::string_view reason);
  // What the actor may see of them: by constituency, then by time. Withdrawn ones only for their
  // organisation.
  base::Result<std::vector<ConsultationInput>> Inputs(db::Transaction& tx, const desk::Actor& actor,
                                                      const Consultation& consultation);
  base::Result<std::optional<ConsultationInput>> OwnInput(db::Transaction& tx, const desk::Actor& actor,
                                                          const ConsultationId& id);
  // For the secretariat at any time, for members once it is published; else empty.
  base::Result<std::vector<InputCount>> Counts(db::Transaction& tx, const desk::Actor& actor,
                                               const Consultation& consultation);

 private:
  base::Result<Consultation> ForRunning(db::Transaction& tx, const desk::Actor& actor,
                                        const ConsultationId& id);
  base::Result<ConsultationInput> InputAt(db::Transaction& tx, const desk::Actor& actor, const InputId& id);
  base::Status CheckStep(db::Transaction& tx, const Consultation& consultation, ConsultationAct act);

  Places& places_;
  PanelSeams seams_;
};

}  // namespace panel
