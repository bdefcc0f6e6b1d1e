// What somebody typed of a call, as a call; and what it still lacks.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "panel/calls/calls.h"
#include "panel/common/isic.h"
#include "panel/common/sdg.h"
#include "panel/exchange/kinds.h"

namespace panel::calls {
namespace {

using desk::tr;

constexpr std::int64_t kLeastKeepMonths = 6, kMostKeepMonths = 120, kMostMinReviewers = 20;
constexpr std::int64_t kWhole = 100;  // percent

class DraftReader {
 public:
  DraftReader(const CallDraft& draft, Call& call, std::vector<CallPart>& parts)
      : draft_(draft), call_(call), parts_(parts) {}

  kit::Wrongs Read() {
    call_.title = kit::Tidy(wrongs_, "title", draft_.title, base::kMaxCallTitleBytes, true);
    call_.summary = kit::Tidy(wrongs_, "summary", draft_.summary, base::kMaxCallTextBytes, false);
    call_.details = kit::Tidy(wrongs_, "details", draft_.details, base::kMaxCallTextBytes, false);
    ReadKind();
    ReadMoney();
    call_.scale_most = Whole("scale_most", draft_.scale_most, 1, base::kMaxScoreScale);
    call_.pass_percent = Whole("pass_percent", draft_.pass_percent, 0, kWhole);
    call_.min_reviewers = Whole("min_reviewers", draft_.min_reviewers, 1, kMostMinReviewers);
    call_.keep_months = Whole("keep_months", draft_.keep_months, kLeastKeepMonths, kMostKeepMonths);
    call_.questions_until = EndOf("questions_until", draft_.questions_until);
    call_.deadline = EndOf("deadline", draft_.deadline);
    if (call_.deadline.ms > 0 && call_.questions_until > call_.deadline)
      Wrong("questions_until", tr("Questions end after the deadline."));
    call_.blind = draft_.blind;
    ReadTags();
    parts_.clear();
    ReadParts("criterion", PartKind::kCriterion, draft_.criteria);
    ReadParts("section", PartKind::kSection, draft_.sections);
    ReadParts("eligibility", PartKind::kEligibility, draft_.eligibility);
    ReadParts("document", PartKind::kDocument, draft_.documents);
    return std::move(wrongs_);
  }

 private:
  void Wrong(std::string_view field, const char* message) {
    wrongs_.push_back({std::string(field), message});
  }

  void ReadKind() {
    const std::optional<CallKind> kind = CallKindNamed(draft_.kind);
    if (!kind) Wrong("kind", tr("Choose one of the kinds."));
    call_.kind = kind.value_or(CallKind::kOpen);
    // Only a proposal leads to a call of that kind.
    if (call_.kind == CallKind::kUnsolicited && call_.proposal.empty())
      Wrong("kind", tr("Choose one of the kinds."));
    call_.is_public = draft_.is_public && call_.kind == CallKind::kOpen;
    if (draft_.is_public && call_.kind != CallKind::kOpen)
      Wrong("is_public", tr("A call for invited members only cannot be public."));
  }

  void ReadMoney() {
    call_.currency = {};
    call_.most = call_.total = {};
    if (!draft_.currency.empty()) {
      const base::Result<base::Currency> currency = base::Currency::Parse(draft_.currency);
      if (!currency) Wrong("currency", tr("Write the currency's three letters, such as USD."));
      if (currency) call_.currency = *currency;
    }
    call_.most = Amount("most", draft_.most);
    call_.total = Amount("total", draft_.total);
    if (!call_.total.zero() && call_.most > call_.total)
      Wrong("most", tr("One note may not ask for more than there is for all."));
  }

  base::Decimal Amount(std::string_view field, const std::string& text) {
    if (text.empty()) return {};
    const base::Result<base::Decimal> amount = base::Decimal::Parse(text);
    if (!amount || amount->negative()) {
      Wrong(field, tr("Write an amount, such as 12000.50."));
      return {};
    }
    if (call_.currency.empty())
      Wrong("currency", tr("Write the currency's three letters, such as USD."));
    else if (!base::FitsCurrency({*amount, call_.currency}))
      Wrong(field, tr("The amount has more digits after the point than the currency."));
    return *amount;
  }

  std::int64_t Whole(std::string_view field, const std::string& text, std::int64_t least, std::int64_t most) {
    const std::optional<std::int64_t> number = desk::WholeNumber(text);
    if (number && *number >= least && *number <= most) return *number;
    Wrong(field, tr("This number is not within what is possible here."));
    return least;
  }

  // The first moment after that day.
  base::UtcTime EndOf(std::string_view field, const std::string& text) {
    if (text.empty()) return {};
    const base::Result<base::UtcTime> day = kit::ParseDay(text);
    if (day) return base::UtcTime{day->ms + base::kDayMs};
    wrongs_.push_back({std::string(field), day.error().external});
    return {};
  }

  void ReadTags() {
    call_.sectors.clear();
    for (const std::string& code : exchange::WordsOf(draft_.sectors)) {
      const Industry* industry = FindIndustry(code);
      if (industry == nullptr)
        return Wrong("sectors", tr("Write ISIC sections or divisions, such as C or 14."));
      call_.sectors.emplace_back(industry->code);
    }
    call_.countries = exchange::WordsOf(draft_.countries);
    if (!std::all_of(call_.countries.begin(), call_.countries.end(), exchange::IsCountry))
      Wrong("countries", tr("Write countries by their two letters, such as kr or vn."));
    call_.sdg = exchange::WordsOf(draft_.sdg);
    if (!std::all_of(call_.sdg.begin(), call_.sdg.end(), IsSdgTarget))
      Wrong("sdg", tr("Write targets such as 8.7."));
    if (std::max({call_.sectors.size(), call_.countries.size(), call_.sdg.size()}) > base::kMaxCallTags)
      Wrong("sectors", tr("There are more codes than a call may have."));
  }

  void ReadParts(const std::string& name, PartKind kind, const std::vector<PartDraft>& drafts) {
    std::int64_t number = 0;
    for (const PartDraft& draft : drafts) {
      if (draft.title.empty() && draft.guidance.empty()) continue;
      CallPart part{.kind = kind, .number = ++number, .title = {}, .guidance = {}};
      const std::string field = name + "-" + std::to_string(number);
      part.title = kit::Tidy(wrongs_, field, draft.title, base::kMaxCallTitleBytes, true);
      part.guidance = kit::Tidy(wrongs_, field, draft.guidance, base::kMaxCallTextBytes, false);
      if (kind == PartKind::kCriterion) part.amount = Whole(field, draft.amount, 1, kWhole);
      if (kind == PartKind::kSection) part.amount = Whole(field, draft.amount, 1, base::kMaxNoteWords);
      if (kind == PartKind::kDocument) part.amount = draft.amount == "yes" ? 1 : 0;
      parts_.push_back(std::move(part));
    }
    if (number > static_cast<std::int64_t>(base::kMaxCallParts))
      Wrong(name, tr("There are more of these than a call may have."));
  }

  const CallDraft& draft_;
  Call& call_;
  std::vector<CallPart>& parts_;
  kit::Wrongs wrongs_;
};

std::string Joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : ", ") + code;
  return text;
}

std::string LastDay(base::UtcTime end) {
  return end.ms == 0 ? std::string() : base::FormatDay(base::UtcTime{end.ms - 1});
}

std::vector<PartDraft> DraftsOf(const std::vector<CallPart>& parts, PartKind kind) {
  std::vector<PartDraft> drafts;
  for (const CallPart& part : store::PartsOf(parts, kind)) {
    std::string amount = kind == PartKind::kEligibility ? std::string() : std::to_string(part.amount);
    if (kind == PartKind::kDocument) amount = part.amount > 0 ? "yes" : "no";
    drafts.push_back({part.title, part.guidance, std::move(amount)});
  }
  return drafts;
}

}  // namespace

kit::Wrongs ReadCall(const CallDraft& draft, Call& call, std::vector<CallPart>& parts) {
  return DraftReader(draft, call, parts).Read();
}

CallDraft DraftOf(const Call& call, const std::vector<CallPart>& parts,
                  const std::vector<store::Invited>& invited) {
  CallDraft draft;
  draft.kind = CallKindName(call.kind);
  draft.title = call.title;
  draft.summary = call.summary;
  draft.details = call.details;
  draft.currency = call.currency.code();
  if (!call.most.zero()) draft.most = call.most.text();
  if (!call.total.zero()) draft.total = call.total.text();
  draft.scale_most = std::to_string(call.scale_most);
  draft.pass_percent = std::to_string(call.pass_percent);
  draft.min_reviewers = std::to_string(call.min_reviewers);
  draft.keep_months = std::to_string(call.keep_months);
  draft.questions_until = LastDay(call.questions_until);
  draft.deadline = LastDay(call.deadline);
  draft.sectors = Joined(call.sectors);
  draft.countries = Joined(call.countries);
  draft.sdg = Joined(call.sdg);
  for (const store::Invited& one : invited) draft.invited += one.name + "\n";
  draft.blind = call.blind;
  draft.is_public = call.is_public;
  draft.criteria = DraftsOf(parts, PartKind::kCriterion);
  draft.sections = DraftsOf(parts, PartKind::kSection);
  draft.eligibility = DraftsOf(parts, PartKind::kEligibility);
  draft.documents = DraftsOf(parts, PartKind::kDocument);
  return draft;
}

std::vector<std::string> Unready(const Call& call, const std::vector<CallPart>& parts,
                                 const std::vector<store::Invited>& invited, base::UtcTime now) {
  std::vector<std::string> lacks;
  const auto need = [&](bool fine, const char* text) {
    if (!fine) lacks.emplace_back(text);
  };
  std::int64_t weights = 0;
  for (const CallPart& part : parts)
    if (part.kind == PartKind::kCriterion) weights += part.amount;
  need(!call.summary.empty(), tr("Say in short what the call is for."));
  need(call.deadline > now, tr("Set a deadline that is still to come."));
  need(!store::PartsOf(parts, PartKind::kSection).empty(), tr("A concept note needs at least one section."));
  need(weights == kWhole, tr("The weights of the criteria must add up to exactly 100."));
  need(call.kind == CallKind::kOpen || !invited.empty(), tr("Name the members who are invited."));
  return lacks;
}

}  // namespace panel::calls
