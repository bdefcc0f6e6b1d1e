#include "panel/practices/talk_view.h"

#include <fmt/format.h>

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/markdown.h"
#include "panel/practices/page_words.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

std::string RoleWords(const html::Locale& locale, const PracticeComment& comment) {
  if (comment.role == "owner") return locale.tr("Owner");
  if (comment.role == "secretariat") return locale.tr("Secretariat");
  if (comment.role == "reviewer" && comment.name.empty())
    return locale.tr("Reviewer {n}", {{"n", fmt::to_string(comment.place)}});
  return comment.name;
}

Html SayForm(const Context& context, const html::Locale& locale, const Practice& practice,
             std::string_view kind, std::string_view audience, std::string_view question,
             const std::string& label, std::string_view typed) {
  const std::string id = fmt::format("text-{}{}{}", kind, audience, question);
  Html fields = desk::HiddenField("kind", kind);
  if (!audience.empty()) fields.Add(desk::HiddenField("audience", audience));
  if (!question.empty()) fields.Add(desk::HiddenField("question", question));
  fields.Add(html::Field({.control_id = id, .label = label},
                         html::Input({.name = "text", .value = typed, .id = id})));
  fields.Add(html::Button(locale.tr("Write"), {.kind = html::ButtonKind::kQuiet, .css = "small"}));
  return html::Form({.action = PracticeHref(practice.id) + "/comments", .csrf = context.csrf()}, fields);
}

}  // namespace

Html TalkView(const desk::Context& context, const html::Locale& locale, const Talk& about) {
  const Practice& practice = about.view.practice;
  const Standing& standing = about.view.standing;
  Html talk;
  for (const PracticeComment& comment : about.comments) {
    Html one = El("p", {{"class", "small muted"}}, RoleWords(locale, comment), " · ",
                  desk::MomentOf(locale, comment.created), " ",
                  comment.kind == "question" && !comment.answered
                      ? html::Badge(html::Mark::kCare, locale.tr("Waits for an answer"))
                      : Html());
    one.Add(El("div", {{"class", "md"}}, html::Markdown(comment.text, 4)));
    if (comment.kind == "question" && !comment.answered && standing.owner)
      one.Add(
          SayForm(context, locale, practice, "answer", {}, comment.id.text(), locale.tr("Your answer"), {}));
    talk.Add(El("div", {{"class", "box stack-s"}}, one));
  }
  const bool open = practice.state == PracticeState::kSubmitted || practice.state == PracticeState::kInReview;
  const std::string& typed = about.typed;
  if (open && !standing.owner && (standing.review || standing.secretariat))
    talk.Add(SayForm(context, locale, practice, "question", {}, {}, locale.tr("Ask the owner"), typed));
  else if (standing.inside() && practice.state != PracticeState::kPublished)
    talk.Add(SayForm(context, locale, practice, "comment", "review", {}, locale.tr("Comment for the review"),
                     typed));
  else if (practice.published_revision > 0)
    talk.Add(SayForm(context, locale, practice, "comment", "members", {}, locale.tr("Comment for members"),
                     typed));
  return El("section", {{"class", "sec stack-s"}, {"id", "talk"}},
            El("h2", locale.tr("Questions and comments")), talk);
}

}  // namespace panel
