#include "voice/casework/htcds_work.h"

#include <algorithm>
#include <array>

#include "base/limits_htcds.h"
#include "voice/casework/report_words.h"
#include "voice/consent/pages.h"

namespace voice {
namespace {

using Codes = std::vector<std::string>;

// A cell of a spreadsheet holds 32,767 characters; a longer text goes on in the next comment.
constexpr std::size_t kCommentBytes = 30'000;

const html::Locale& English() {
  return html::ChooseLocale("en", "");
}

std::string DayText(Day day) {
  return base::FormatDay({MsOfDay(day)});
}

// ---- places

bool HasRoom(htcds::Record& record, htcds::Part part, LeftOut& left_out) {
  if (record.Items(part).size() < base::kMaxHtcdsItems) return true;
  ++left_out["of the part " + std::string(htcds::PartPlural(part)) + ", which is full"];
  return false;
}

void AddItem(htcds::Record& record, htcds::Part part,
             std::vector<std::pair<std::string_view, std::string>> fields, LeftOut& left_out) {
  if (!HasRoom(record, part, left_out)) return;
  htcds::Section section;
  for (auto& [name, value] : fields)
    if (!value.empty()) section.fields[std::string(name)] = {std::move(value)};
  record.Items(part).push_back(std::move(section));
}

void AddComment(htcds::Record& record, std::string text, LeftOut& left_out) {
  while (!text.empty()) {
    std::size_t end = std::min(text.size(), kCommentBytes);
    // Never within a character: its later bytes begin with the bits 10.
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    AddItem(record, htcds::Part::kComment, {{"cco_CaseComment", text.substr(0, end)}}, left_out);
    text.erase(0, end);
  }
}

void AddOnce(Codes& codes, std::string_view code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.emplace_back(code);
}

void Merge(htcds::Record& record, std::string_view field, const Codes& codes) {
  if (codes.empty()) return;
  Codes& values = record.main.fields[std::string(field)];
  for (const std::string& code : codes) AddOnce(values, code);
}

// ---- what the indicators and the elements say in the standard's words. Those that it has no word for stand
// in a comment, as all of them do.

Codes MethodsOf(const Assessment& assessment) {
  constexpr std::array<std::pair<int, std::string_view>, 6> kOfIndicator = {{{2, "FalsePromises"},
                                                                             {5, "PhysicalAbuse"},
                                                                             {7, "WithholdsDocuments"},
                                                                             {8, "TakesEarnings"},
                                                                             {9, "DebtBondage"},
                                                                             {11, "ExcessiveWorkingHours"}}};
  Codes methods;
  for (const auto& [number, code] : kOfIndicator)
    if (assessment.indicators.at(static_cast<std::size_t>(number - 1)).seen == Seen::kSeen)
      AddOnce(methods, code);
  for (const std::string& means : assessment.means) {
    if (means == "force") AddOnce(methods, "PhysicalThreats");
    if (means == "deception" || means == "fraud") AddOnce(methods, "FalsePromises");
  }
  return methods;
}

Codes ExploitationOf(const Assessment& assessment) {
  Codes types;
  for (const std::string& purpose : assessment.purposes) {
    if (purpose == "forced_labour") AddOnce(types, "ForcedLabour");
    if (purpose == "sexual_exploitation") AddOnce(types, "SexualExploitation");
    if (purpose == "servitude" || purpose == "slavery") AddOnce(types, "Servitude");
    if (purpose == "organs") AddOnce(types, "OrganRemoval");
    if (purpose == "other") AddOnce(types, "Other");
  }
  return types;
}

std::string ElementWords(Element element, const std::vector<std::string>& chosen) {
  std::string words;
  for (const ElementCode& code : ElementCodes(element))
    if (std::find(chosen.begin(), chosen.end(), code.code) != chosen.end())
      words += (words.empty() ? "" : ", ") + code.word(English());
  return words.empty() ? "none" : words;
}

std::string IndicatorText(const Assessment& assessment) {
  std::string text;
  for (int i = 1; i <= kIndicators; ++i) {
    const Indicator& one = assessment.indicators.at(static_cast<std::size_t>(i - 1));
    if (one.seen == Seen::kUnknown) continue;
    text += "\n" + IndicatorWord(English(), i) + (one.seen == Seen::kSeen ? ": seen" : ": not said");
    if (!one.sentence.empty()) text += ". \"" + one.sentence + "\" " + GroundWord(English(), one.ground);
  }
  return text.empty() ? text : "Indicators of forced labour:" + text;
}

std::string ElementText(const Assessment& assessment) {
  if (assessment.acts.empty() && assessment.means.empty() && assessment.purposes.empty() &&
      assessment.child == Child::kUnknown)
    return {};
  std::string text = "Elements of trafficking:\nAct: " + ElementWords(Element::kAct, assessment.acts);
  text += "\nMeans: " + ElementWords(Element::kMeans, assessment.means);
  text += "\nPurpose: " + ElementWords(Element::kPurpose, assessment.purposes);
  if (assessment.child == Child::kChild) text += "\nUnder 18";
  if (assessment.child == Child::kAdult) text += "\n18 or older";
  return text;
}

std::string PlanType(std::string_view service) {
  if (service == "legal") return "Legal";
  if (service == "medical") return "Health";
  if (service == "wages") return "Financial";
  if (service == "training") return "Education";
  return service == "counselling" || service == "shelter" ? "SocialCare" : "";
}

void AddAssessment(htcds::Record& record, const Assessment& assessment, LeftOut& left_out) {
  Merge(record, "vic_MethodsOfControl", MethodsOf(assessment));
  Merge(record, "vic_TypeOfExploitation", ExploitationOf(assessment));
  AddComment(record, IndicatorText(assessment), left_out);
  AddComment(record, ElementText(assessment), left_out);
  if (!assessment.findings.empty())
    AddComment(record, "What the team found:\n" + assessment.findings, left_out);
  if (!assessment.risks.empty()) AddComment(record, "What may happen:\n" + assessment.risks, left_out);
  if (!assessment.safety_plan.empty())
    AddItem(record, htcds::Part::kPlan,
            {{"spl_Objectives", "Safety"}, {"spl_ActionPlan", assessment.safety_plan}}, left_out);
  for (const NeededService& service : assessment.services)
    AddItem(record, htcds::Part::kPlan,
            {{"spl_Objectives", ServiceKindWord(English(), service.kind)},
             {"spl_ActionPlan", service.state},
             {"spl_Type", PlanType(service.kind)}},
            left_out);
}

// ---- what was said

std::string ReportText(const Report& report) {
  std::string text;
  const auto add = [&](std::string_view label, const std::string& said) {
    if (!said.empty()) text += "\n" + std::string(label) + said;
  };
  std::string ticked;
  for (const std::string& pick : report.picks)
    ticked += (ticked.empty() ? "" : "; ") + PickLine(English(), pick);
  add("", report.what);
  add("Ticked: ", ticked);
  add("Safety: ", SafeLine(English(), report.safe));
  add("Where: ", report.where);
  add("Who: ", report.who);
  add("How to reach her: ", report.contact);
  return text;
}

void AddEntries(htcds::Record& record, const std::vector<TalkEntry>& entries, bool notes, LeftOut& left_out) {
  for (const TalkEntry& entry : entries) {
    const std::string who = notes                             ? "note of the team"
                            : entry.author == Author::kWorker ? "the worker"
                                                              : "the team";
    std::string text = entry.report ? ReportText(*entry.report) : "\n" + entry.text;
    if (entry.sealed == Sealed::kClosed || entry.sealed == Sealed::kBroken) {
      text = "\nThis report was sealed in a browser and does not open.";
      ++left_out["reports that were sealed in a browser and do not open"];
    }
    if (text.size() > 1) AddComment(record, DayText(entry.day) + ", " + who + ":" + text, left_out);
    if (!entry.files.empty()) left_out["files"] += static_cast<std::int64_t>(entry.files.size());
  }
}

// ---- what was planned, agreed to and sent

void AddTasks(htcds::Record& record, const std::vector<Task>& tasks, LeftOut& left_out) {
  for (const Task& task : tasks)
    AddItem(record, htcds::Part::kPlan,
            {{"spl_ActionPlan", task.title},
             {"spl_PlannedEndDate", DayText(task.due)},
             {"spl_ActualEndDate", task.done ? DayText(*task.done) : std::string()}},
            left_out);
}

// The standard has one box for all of it: ticked where at least one "yes" is in force. Where she was asked
// and none is, it is not ticked; where nobody asked, what the file said stays.
void AddConsents(htcds::Record& record, const std::vector<consent::Consent>& consents, Day today,
                 LeftOut& left_out) {
  bool answered = false, in_force = false;
  for (const consent::Consent& one : consents) {
    answered = answered || one.answered.has_value();
    in_force = in_force || consent::IsInForce(one, today);
    std::string text = DayText(one.answered.value_or(one.asked)) +
                       ", consent: " + consent::StateWord(English(), one.state) +
                       "\nTo: " + consent::RecipientWords(English(), one.terms.to) +
                       "\nWhat for: " + consent::PurposeWord(English(), one.terms.purpose);
    if (!one.terms.parts.empty()) text += "\nParts: " + consent::PartWords(English(), one.terms.parts);
    if (!one.terms.words.empty()) text += "\n" + one.terms.words;
    if (one.terms.until) text += "\nUntil: " + DayText(*one.terms.until);
    if (one.ended) text += "\nEnded: " + DayText(*one.ended);
    AddComment(record, std::move(text), left_out);
  }
  if (answered) record.main.fields["con_Consent"] = {in_force ? "true" : "false"};
}

std::string ReasonOf(consent::Purpose purpose) {
  if (purpose == consent::Purpose::kReturn) return "MigrationOrChangeOfLocation";
  return purpose == consent::Purpose::kOther || purpose == consent::Purpose::kStatistics
             ? "Other"
             : "AdditionalServicesRequired";
}

void AddReferrals(htcds::Record& record, const std::vector<referral::Referral>& referrals,
                  LeftOut& left_out) {
  for (const referral::Referral& one : referrals) {
    if (!one.row.sent) {
      ++left_out["drafts of referrals that were not sent"];
      continue;
    }
    std::string details = referral::NumberOf(one.row.id) + ", " +
                          consent::PurposeWord(English(), one.draft.purpose) + ", " +
                          std::string(referral::StateName(one.row.state));
    if (!one.draft.words.empty()) details += "\n" + one.draft.words;
    if (!one.draft.law_reason.empty()) details += "\nThe law demands it: " + one.draft.law_reason;
    for (const referral::Word& word : one.words) {
      details += "\n" + DayText(word.day) + (word.theirs ? ", the recipient, " : ", the team, ") + word.act;
      if (!word.text.empty()) details += ": " + word.text;
    }
    constexpr std::string_view kCut = " (cut)";
    if (details.size() > kCommentBytes) {
      std::size_t end = kCommentBytes;
      while ((static_cast<unsigned char>(details[end]) & 0xC0U) == 0x80U) --end;
      details = details.substr(0, end) + std::string(kCut);
      ++left_out["ends of what was said about referrals"];
    }
    AddItem(record, htcds::Part::kReferral,
            {{"cas_ReferredOrganisation", one.draft.to.name},
             {"cas_ReasonForOutgoingReferral", ReasonOf(one.draft.purpose)},
             {"cas_OutgoingReferralDate", DayText(*one.row.sent)},
             {"cas_OutgoingReferralDetails", std::move(details)}},
            left_out);
  }
}

}  // namespace

void AddWork(htcds::Record& record, const WorkDone& done, Day today, LeftOut& left_out) {
  AddEntries(record, done.talk, false, left_out);
  AddEntries(record, done.notes, true, left_out);
  AddAssessment(record, done.assessment, left_out);
  AddTasks(record, done.tasks, left_out);
  AddConsents(record, done.consents, today, left_out);
  AddReferrals(record, done.referrals, left_out);
  if (done.row.satisfied > 0) ++left_out["answers of workers to whether it helped"];
  for (const std::string& kind : done.other_documents) ++left_out["parts of cases: " + kind];
}

}  // namespace voice
