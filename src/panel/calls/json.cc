#include "panel/calls/json.h"

#include <boost/json.hpp>

#include "desk/people/json.h"

namespace panel::calls {
namespace {

namespace json = boost::json;

json::value TimeOf(base::UtcTime time) {
  if (time.ms == 0) return nullptr;
  return json::value(base::FormatTime(time));
}

json::array TextsOf(const std::vector<std::string>& texts) {
  json::array all;
  for (const std::string& text : texts) all.emplace_back(text);
  return all;
}

template <typename IdType>
json::value IdOrNull(const IdType& id) {
  if (id.empty()) return nullptr;
  return json::value(id.text());
}

json::array PartsJson(const std::vector<CallPart>& parts, PartKind kind, std::string_view amount) {
  json::array all;
  for (const CallPart& part : store::PartsOf(parts, kind)) {
    json::object one{{"number", part.number}, {"title", part.title}, {"guidance", part.guidance}};
    if (kind == PartKind::kDocument)
      one[amount] = part.amount > 0;
    else if (!amount.empty())
      one[amount] = part.amount;
    all.push_back(std::move(one));
  }
  return all;
}

void PutParts(json::object& object, const std::vector<CallPart>& parts) {
  object["sections"] = PartsJson(parts, PartKind::kSection, "words");
  object["criteria"] = PartsJson(parts, PartKind::kCriterion, "weight");
  object["eligibility"] = PartsJson(parts, PartKind::kEligibility, "");
  object["documents"] = PartsJson(parts, PartKind::kDocument, "required");
}

json::array NumberedJson(const std::vector<Numbered>& all) {
  json::array list;
  for (const Numbered& one : all) list.push_back(json::object{{"number", one.number}, {"text", one.text}});
  return list;
}

json::array BudgetJson(const std::vector<BudgetLine>& lines) {
  json::array list;
  for (const BudgetLine& line : lines)
    list.push_back(json::object{{"title", line.title}, {"amount", line.amount.text()}});
  return list;
}

json::array ScoresJson(const std::vector<Score>& scores) {
  json::array list;
  for (const Score& score : scores) {
    const json::value mark = score.score < 0 ? json::value(nullptr) : json::value(score.score);
    list.push_back(json::object{{"criterion", score.criterion}, {"score", mark}, {"remark", score.remark}});
  }
  return list;
}

json::object RankedJson(const Board& board, const RankedNote& ranked) {
  json::array reviews, criteria;
  for (const RankedReview& review : ranked.scored)
    reviews.push_back(json::object{{"reviewer", IdOrNull(review.person)},
                                   {"points", review.points},
                                   {"scores", ScoresJson(review.scores)},
                                   {"remark", review.remark},
                                   {"sum", SumText(board.access.call, board.criteria, review)}});
  for (const CriterionTally& tally : ranked.criteria)
    criteria.push_back(json::object{
        {"criterion", tally.criterion}, {"sum", tally.sum}, {"low", tally.low}, {"high", tally.high}});
  return {{"note", ranked.note.text()},    {"code", ranked.code},
          {"rank", ranked.rank},           {"percent", PercentOf(ranked, board.access.call)},
          {"points", ranked.points},       {"reviews", ranked.reviews},
          {"low_points", ranked.low},      {"high_points", ranked.high},
          {"far_apart", ranked.far_apart}, {"below_threshold", ranked.below_pass},
          {"too_few_reviews", ranked.few}, {"criteria", std::move(criteria)},
          {"scored", std::move(reviews)}};
}

// Texts, numbers and truths alike as the text that a form would have.
std::string TextOf(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_bool()) return value.get_bool() ? "yes" : "no";
  if (value.is_int64()) return std::to_string(value.get_int64());
  return {};
}

base::Result<std::vector<json::object>> ObjectsIn(const json::object& body, std::string_view name) {
  std::vector<json::object> objects;
  const json::value* list = body.if_contains(name);
  if (list == nullptr || list->is_null()) return objects;
  if (!list->is_array()) return base::Invalid("\"" + std::string(name) + "\" must be a list of objects");
  for (const json::value& one : list->get_array()) {
    if (!one.is_object()) return base::Invalid("\"" + std::string(name) + "\" must be a list of objects");
    objects.push_back(one.get_object());
  }
  return objects;
}

base::Result<std::vector<PartDraft>> PartDraftsIn(const json::object& body, std::string_view name,
                                                  std::string_view amount) {
  std::vector<PartDraft> drafts;
  for (const json::object& one : TRY(ObjectsIn(body, name))) {
    PartDraft draft;
    draft.title = TRY(desk::TextIn(one, "title"));
    draft.guidance = TRY(desk::TextIn(one, "guidance"));
    if (const json::value* value = one.if_contains(amount); value != nullptr) draft.amount = TextOf(*value);
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

base::Result<std::vector<Numbered>> NumberedIn(const json::object& body, std::string_view name) {
  std::vector<Numbered> all;
  for (const json::object& one : TRY(ObjectsIn(body, name))) {
    const std::int64_t number = TRY(kit::NumberIn(one, "number"));
    all.push_back({number, TRY(desk::TextIn(one, "text"))});
  }
  return all;
}

base::Result<std::string> ListIn(const json::object& body, std::string_view name, std::string_view between) {
  std::string all;
  if (!body.contains(name)) return all;
  for (const std::string& text : TRY(desk::TextsIn(body, name))) all += text + std::string(between);
  return all;
}

// A text, or a number written as one.
void ReadText(const json::object& body, std::string_view name, std::string& into) {
  if (const json::value* value = body.if_contains(name); value != nullptr && !value->is_null())
    into = TextOf(*value);
}

}  // namespace

json::object JsonOf(const Call& c) {
  return {{"id", c.id.text()},
          {"kind", CallKindName(c.kind)},
          {"state", CallStateName(c.state)},
          {"owner", IdOrNull(c.owner)},
          {"owner_name", c.owner_name},
          {"title", c.title},
          {"summary", c.summary},
          {"blind", c.blind},
          {"public", c.is_public},
          {"currency", c.currency.code()},
          {"most", c.most.text()},
          {"total", c.total.text()},
          {"scale_most", c.scale_most},
          {"pass_percent", c.pass_percent},
          {"min_reviewers", c.min_reviewers},
          {"keep_months", c.keep_months},
          {"questions_until", TimeOf(c.questions_until)},
          {"deadline", TimeOf(c.deadline)},
          {"sectors", TextsOf(c.sectors)},
          {"countries", TextsOf(c.countries)},
          {"sdg", TextsOf(c.sdg)},
          {"received", c.received},
          {"eligible", c.eligible},
          {"selected", c.selected},
          {"accepted", c.accepted},
          {"scoring_closed", TimeOf(c.scoring_closed)},
          {"version", c.version}};
}

json::object JsonOf(const CallView& view) {
  json::object object = JsonOf(view.call());
  object["details"] = view.call().details;
  object["reason"] = view.call().reason;
  PutParts(object, view.parts);
  json::array questions, notes, invited, reviewers;
  for (const Question& q : view.questions)
    questions.push_back(json::object{{"id", q.id.text()},
                                     {"state", QuestionStateName(q.state)},
                                     {"question", q.question},
                                     {"answer", q.answer},
                                     {"mine", q.mine},
                                     {"version", q.version}});
  object["questions"] = std::move(questions);
  object["may_apply"] = view.access.may_apply;
  object["own_note"] = view.own ? json::value(view.own->id.text()) : json::value(nullptr);
  object["named"] = TextsOf(view.named);
  if (!view.access.manages) return object;
  for (const Note& note : view.notes) notes.push_back(JsonOf(note));
  for (const store::Invited& one : view.invited)
    invited.push_back(json::object{{"member", one.member.text()}, {"name", one.name}});
  for (const Reviewer& one : view.reviewers)
    reviewers.push_back(
        json::object{{"person", one.person.text()}, {"name", one.name}, {"organisation", one.org_name}});
  object["notes"] = std::move(notes);
  object["invited"] = std::move(invited);
  object["reviewers"] = std::move(reviewers);
  object["unready"] = TextsOf(view.unready);
  object["deviation"] = view.call().deviation;
  return object;
}

json::object JsonOf(const Note& n) {
  return {{"id", n.id.text()},
          {"call", n.call.text()},
          {"member", n.member.text()},
          {"member_name", n.member_name},
          {"state", NoteStateName(n.state)},
          {"title", n.title},
          {"summary", n.summary},
          {"asked", n.asked.text()},
          {"own", n.own.text()},
          {"feedback", n.feedback},
          {"submitted", TimeOf(n.submitted)},
          {"version", n.version}};
}

json::object JsonOf(const NoteView& view) {
  const Note& note = view.note();
  json::object object = JsonOf(note);
  object["texts"] = NumberedJson(note.texts);
  object["answers"] = NumberedJson(note.answers);
  object["budget"] = BudgetJson(note.budget);
  json::array documents, names;
  for (const NoteDocument& one : note.documents)
    documents.push_back(json::object{
        {"number", one.number}, {"name", one.file_name}, {"bytes", one.bytes}, {"sha256", one.sha256}});
  for (const NameSeen& one : view.names)
    names.push_back(json::object{{"section", one.part}, {"written", one.written}});
  object["documents"] = std::move(documents);
  object["names_in_text"] = std::move(names);
  object["unready"] = TextsOf(view.unready);
  object["percent"] = view.percent.empty() ? json::value(nullptr) : json::value(view.percent);
  object["mean_marks"] = TextsOf(view.criteria);
  if (!view.project.empty()) object["project"] = view.project;
  if (view.access.manages) {
    object["reason"] = note.reason;
    object["code"] = note.code;
    object["memorandum"] = note.memorandum;
  }
  return object;
}

json::object JsonOf(const ReviewView& view) {
  json::object object{{"id", view.review.id.text()},
                      {"call", view.call.id.text()},
                      {"call_title", view.call.title},
                      {"state", ReviewStateName(view.review.state)},
                      {"scale_most", view.call.scale_most},
                      {"code", view.note.code},
                      {"title", view.note.title},
                      {"summary", view.note.summary},
                      {"texts", NumberedJson(view.note.texts)},
                      {"answers", NumberedJson(view.note.answers)},
                      {"budget", BudgetJson(view.note.budget)},
                      {"asked", view.note.asked.text()},
                      {"own", view.note.own.text()},
                      {"scores", ScoresJson(view.review.scores)},
                      {"remark", view.review.remark},
                      {"version", view.review.version}};
  if (!view.note.applicant.empty()) object["applicant"] = view.note.applicant;
  PutParts(object, view.parts);
  return object;
}

json::object JsonOf(const Board& board) {
  json::array ranking, reviews;
  for (const RankedNote& ranked : board.ranking) ranking.push_back(RankedJson(board, ranked));
  for (const Review& review : board.reviews)
    reviews.push_back(json::object{{"id", review.id.text()},
                                   {"note", review.note.text()},
                                   {"person", review.person.text()},
                                   {"state", ReviewStateName(review.state)},
                                   {"bar", BarName(review.bar)},
                                   {"reason", review.reason},
                                   {"version", review.version}});
  json::object object{{"call", board.access.call.id.text()},
                      {"scores_seen", board.seen},
                      {"handed_in", board.handed_in},
                      {"open", board.open},
                      {"barred", board.barred},
                      {"ranking", std::move(ranking)},
                      {"version", board.access.call.version}};
  if (board.access.manages) object["reviews"] = std::move(reviews);
  return object;
}

json::object JsonOf(const ProposalView& view) {
  const Proposal& p = view.proposal;
  return {{"id", p.id.text()},     {"state", ProposalStateName(p.state)},
          {"title", p.title},      {"body", p.body},
          {"from", p.member_name}, {"to", p.to.empty() ? std::string() : p.to_name},
          {"reason", p.reason},    {"call", IdOrNull(p.call)},
          {"version", p.version}};
}

base::Result<CallDraft> CallDraftIn(const json::object& body) {
  CallDraft draft;
  draft.title = TRY(desk::TextIn(body, "title"));
  draft.summary = TRY(desk::TextIn(body, "summary"));
  draft.details = TRY(desk::TextIn(body, "details"));
  ReadText(body, "kind", draft.kind);
  ReadText(body, "currency", draft.currency);
  ReadText(body, "most", draft.most);
  ReadText(body, "total", draft.total);
  ReadText(body, "scale_most", draft.scale_most);
  ReadText(body, "pass_percent", draft.pass_percent);
  ReadText(body, "min_reviewers", draft.min_reviewers);
  ReadText(body, "keep_months", draft.keep_months);
  draft.questions_until = TRY(desk::TextIn(body, "questions_until"));
  draft.deadline = TRY(desk::TextIn(body, "deadline"));
  draft.sectors = TRY(ListIn(body, "sectors", " "));
  draft.countries = TRY(ListIn(body, "countries", " "));
  draft.sdg = TRY(ListIn(body, "sdg", " "));
  draft.invited = TRY(ListIn(body, "invited", "\n"));
  if (body.contains("blind")) draft.blind = TRY(kit::TruthIn(body, "blind"));
  draft.is_public = TRY(kit::TruthIn(body, "public"));
  draft.criteria = TRY(PartDraftsIn(body, "criteria", "weight"));
  draft.sections = TRY(PartDraftsIn(body, "sections", "words"));
  draft.eligibility = TRY(PartDraftsIn(body, "eligibility", "none"));
  draft.documents = TRY(PartDraftsIn(body, "documents", "required"));
  return draft;
}

base::Result<NoteDraft> NoteDraftIn(const json::object& body) {
  NoteDraft draft;
  draft.title = TRY(desk::TextIn(body, "title"));
  draft.summary = TRY(desk::TextIn(body, "summary"));
  ReadText(body, "own", draft.own);
  draft.texts = TRY(NumberedIn(body, "texts"));
  draft.answers = TRY(NumberedIn(body, "answers"));
  for (const json::object& one : TRY(ObjectsIn(body, "budget"))) {
    NoteDraft::Line line;
    line.title = TRY(desk::TextIn(one, "title"));
    ReadText(one, "amount", line.amount);
    draft.budget.push_back(std::move(line));
  }
  return draft;
}

base::Result<ReviewDraft> ReviewDraftIn(const json::object& body) {
  ReviewDraft draft;
  draft.remark = TRY(desk::TextIn(body, "remark"));
  for (const json::object& one : TRY(ObjectsIn(body, "scores"))) {
    Score score;
    score.criterion = TRY(kit::NumberIn(one, "criterion"));
    const json::value* mark = one.if_contains("score");
    score.score = mark == nullptr || mark->is_null() ? -1 : TRY(kit::NumberIn(one, "score"));
    score.remark = TRY(desk::TextIn(one, "remark"));
    draft.scores.push_back(std::move(score));
  }
  return draft;
}

base::Result<std::vector<Choice>> ChoicesIn(const json::object& body) {
  std::vector<Choice> choices;
  for (const json::object& one : TRY(ObjectsIn(body, "choices"))) {
    Choice choice;
    const std::string id = TRY(desk::TextIn(one, "note"));
    choice.note = TRY(NoteId::Parse(id));
    choice.selected = TRY(kit::TruthIn(one, "selected"));
    choice.reason = TRY(desk::TextIn(one, "reason"));
    choice.feedback = TRY(desk::TextIn(one, "feedback"));
    choices.push_back(std::move(choice));
  }
  return choices;
}

base::Result<std::int64_t> VersionIn(const json::object& body) {
  if (!body.contains("version")) return std::int64_t{-1};
  return kit::NumberIn(body, "version");
}

}  // namespace panel::calls
