#include "voice/casework/assessment_record.h"

#include <algorithm>
#include <boost/json.hpp>

#include "voice/casework/documents.h"
#include "voice/intake/json_texts.h"

namespace voice {
namespace {

namespace json = boost::json;

constexpr std::string_view kKind = "assessment";
// Stands among the documents of the conversation, which RemoveSide takes; but it is sealed to the team alone:
// what she sealed in her browser her code must not open.
constexpr std::string_view kSentences = "talk sentences";

// Whether anything is left that the worker wrote or ticked.
base::Result<bool> HasWords(db::Transaction& tx, const CaseId& id) {
  return TRY(tx.QueryOne("SELECT 1 FROM voice_entry WHERE case_id = $1 AND audience = $2 AND author = "
                         "'worker' LIMIT 1",
                         {id, SideName(Side::kTalk)}))
      .has_value();
}

// What stands in a note or in an imported record is the team's; all else is hers, or may be.
bool IsHers(const Indicator& one) {
  return one.ground != Ground::kNote && one.ground != Ground::kRecord;
}

bool HasSentences(const Assessment& assessment) {
  return std::any_of(assessment.indicators.begin(), assessment.indicators.end(),
                     [](const Indicator& one) { return IsHers(one) && !one.sentence.empty(); });
}

Assessment WithoutSentences(Assessment assessment) {
  for (Indicator& one : assessment.indicators)
    if (IsHers(one)) one.sentence.clear();
  return assessment;
}

std::string TextOfSentences(const Assessment& assessment) {
  json::array sentences;
  for (const Indicator& one : assessment.indicators) sentences.emplace_back(IsHers(one) ? one.sentence : "");
  return json::serialize(json::object{{"sentences", std::move(sentences)}});
}

base::Status ReadSentences(std::string_view text, Assessment& assessment) {
  const json::object object = TRY(ObjectIn(text));
  const json::value* list = object.if_contains("sentences");
  if (list == nullptr || !list->is_array() || list->get_array().size() != assessment.indicators.size())
    return base::Corrupt("the sentences of an assessment are not as many as its indicators");
  for (std::size_t i = 0; i < assessment.indicators.size(); ++i) {
    const json::value& one = list->get_array()[i];
    if (one.is_string() && IsHers(assessment.indicators.at(i)))
      assessment.indicators.at(i).sentence = std::string(one.get_string());
  }
  return base::Ok();
}

}  // namespace

base::Result<KeptAssessment> ReadKeptAssessment(db::Transaction& tx, const OpenedCase& opened) {
  const Document document = TRY(ReadDocument(tx, opened, kKind));
  KeptAssessment kept{TRY(ReadAssessment(document.text)), document.version};
  const Document sentences = TRY(ReadDocument(tx, opened, kSentences));
  if (sentences.version > 0)
    TRY(ReadSentences(sentences.text, kept.assessment));
  else if (HasSentences(kept.assessment) && !TRY(HasWords(tx, opened.row.id)))
    kept.assessment = WithoutSentences(std::move(kept.assessment));
  return kept;
}

base::Status KeepAssessment(db::Transaction& tx, const OpenedCase& opened, const Assessment& assessment,
                            std::int64_t version) {
  TRY(WriteDocument(tx, opened, kKind, TextOfAssessment(WithoutSentences(assessment)), version));
  // Nothing of hers is left: no row that would outlast her deletion.
  if (!TRY(HasWords(tx, opened.row.id))) return base::Ok();
  const std::int64_t before = TRY(ReadDocument(tx, opened, kSentences)).version;
  return PutDocument(tx, opened, kSentences, TextOfSentences(assessment), before);
}

base::Status DropForgottenSentences(db::Transaction& tx, const OpenedCase& opened) {
  if (TRY(HasWords(tx, opened.row.id))) return base::Ok();
  const Document document = TRY(ReadDocument(tx, opened, kKind));
  const base::Result<Assessment> assessment = ReadAssessment(document.text);
  if (!assessment || !HasSentences(*assessment)) return base::Ok();
  return ReplaceDocument(tx, opened, kKind, TextOfAssessment(WithoutSentences(*assessment)));
}

}  // namespace voice
