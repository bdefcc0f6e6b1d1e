#include "panel/minutes/opinion_form.h"

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "panel/minutes/view.h"

namespace panel {

using html::Html;
using html::Join;

TypedOpinion TypedFrom(const Opinion& it) {
  TypedOpinion typed{.title = it.title, .text = it.text};
  typed.method = it.rules.method == OpinionMethod::kConsensus ? "consensus"
                 : it.secret                                  ? "vote-secret"
                                                              : "vote-open";
  typed.majority = MajorityRuleName(it.rules.majority);
  typed.quorum = fmt::to_string(it.rules.quorum_percent);
  typed.version = it.version;
  return typed;
}

OpinionDraft DraftOf(const TypedOpinion& typed) {
  OpinionDraft draft{typed.title, typed.text, {}, typed.method == "vote-secret"};
  draft.rules.method = typed.method == "consensus" ? OpinionMethod::kConsensus : OpinionMethod::kVote;
  draft.rules.majority = MajorityRuleNamed(typed.majority).value_or(MajorityRule::kSimple);
  draft.rules.quorum_percent = desk::WholeNumber(typed.quorum).value_or(0);
  return draft;
}

base::Result<TypedOpinion> OpinionIn(desk::Context& context) {
  TypedOpinion typed;
  typed.title = TRY(Typed(context, "title"));
  typed.text = TRY(Typed(context, "text"));
  typed.where = TRY(Typed(context, "where"));
  typed.method = TRY(Typed(context, "method"));
  typed.majority = TRY(Typed(context, "majority"));
  typed.quorum = TRY(Typed(context, "quorum"));
  return typed;
}

net::Response OpinionForm(const desk::Context& context, const std::vector<html::Choice>& places,
                          const TypedOpinion& typed, const std::string& error) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::vector<html::Choice> methods = {{"vote-open", locale.tr("Open vote")},
                                             {"vote-secret", locale.tr("Secret vote")},
                                             {"consensus", locale.tr("Consensus")}};
  const std::vector<html::Choice> majorities = {
      {"simple", locale.tr("more for than against")},
      {"two-thirds", locale.tr("two thirds of those for and against")},
      {"all-entitled", locale.tr("more than half of everybody entitled")}};
  const bool is_new = typed.href.empty();
  const Html where = html::Field({.control_id = "where", .label = locale.tr("Where it belongs")},
                                 html::Select("where", places, typed.where));
  const Html fields = Join(is_new ? where : desk::VersionField(typed.version),
                           FieldOf({.name = "title",
                                    .label = locale.tr("Title"),
                                    .hint = {},
                                    .value = typed.title,
                                    .most = base::kMaxSubjectBytes},
                                   {}),
                           FieldOf({.name = "text",
                                    .label = locale.tr("The opinion"),
                                    .hint = {},
                                    .value = typed.text,
                                    .rows = 14,
                                    .most = base::kMaxStatementBytes},
                                   {}),
                           html::Field({.control_id = "method", .label = locale.tr("How it is adopted")},
                                       html::Select("method", methods, typed.method)),
                           html::Field({.control_id = "majority", .label = locale.tr("Majority, of a vote")},
                                       html::Select("majority", majorities, typed.majority)),
                           FieldOf({.name = "quorum",
                                    .label = locale.tr("Quorum, in percent of those entitled"),
                                    .hint = locale.tr("An abstention counts for the quorum."),
                                    .value = typed.quorum},
                                   {}));
  desk::PageOptions options{.title = is_new ? locale.tr("Draft an opinion") : locale.tr("Change the draft"),
                            .current = "/opinions"};
  options.crumbs = {{locale.tr("Opinions"), "/opinions"}};
  if (!is_new) options.crumbs.push_back({typed.title, typed.href});
  options.status = error.empty() ? 200 : 422;
  std::vector<html::FieldError> errors;
  if (!error.empty()) errors.push_back({"title", locale.tr(error)});
  return desk::PageResponse(
      context, options,
      Join(
          html::ErrorSummary(locale.tr("This cannot be saved yet"), errors),
          html::Form({.action = is_new ? "/opinions/new" : typed.href + "/edit", .csrf = context.csrf()},
                     Join(fields, html::Button(is_new ? locale.tr("Save as a draft") : locale.tr("Save"))))));
}

}  // namespace panel
