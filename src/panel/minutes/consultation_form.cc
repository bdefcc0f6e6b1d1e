#include "panel/minutes/consultation_form.h"

#include "base/limits_panel.h"
#include "panel/minutes/view.h"

namespace panel {

using html::Html;
using html::Join;

base::Result<AskedConsultation> TypedConsultation(desk::Context& context) {
  AskedConsultation asked;
  asked.draft.title = TRY(Typed(context, "title"));
  asked.draft.question = TRY(Typed(context, "question"));
  asked.day = TRY(Typed(context, "closes"));
  return asked;
}

net::Response ConsultationForm(const desk::Context& context, const AskedConsultation& asked,
                               const std::string& error) {
  const html::Locale& locale = desk::LocaleOf(context);
  const ConsultationDraft& draft = asked.draft;
  const bool is_new = asked.href.empty();
  desk::PageOptions options{.title = is_new ? locale.tr("Ask a question") : locale.tr("Change the question"),
                            .current = "/consultations"};
  options.crumbs = {{locale.tr("Consultations"), "/consultations"}};
  if (!is_new) options.crumbs.push_back({draft.title, asked.href});
  options.status = error.empty() ? 200 : 422;
  std::vector<html::FieldError> errors;
  if (!error.empty()) errors.push_back({"title", locale.tr(error)});
  const Html fields =
      Join(FieldOf({.name = "title",
                    .label = locale.tr("Title"),
                    .hint = {},
                    .value = draft.title,
                    .most = base::kMaxSubjectBytes},
                   {}),
           FieldOf({.name = "question",
                    .label = locale.tr("The question"),
                    .hint = locale.tr("What you ask, why, and what will be done with the answers."),
                    .value = draft.question,
                    .rows = 10,
                    .most = base::kMaxStatementBytes},
                   {}),
           FieldOf({.name = "closes",
                    .label = locale.tr("Last day for inputs"),
                    .hint = {},
                    .value = asked.day,
                    .day = true},
                   {}));
  const std::string action = is_new ? "/consultations/new" : asked.href + "/edit";
  return desk::PageResponse(
      context, options,
      Join(html::ErrorSummary(locale.tr("This cannot be saved yet"), errors),
           html::Form({.action = action, .csrf = context.csrf()},
                      Join(desk::VersionField(asked.version), fields,
                           html::Button(is_new ? locale.tr("Save as a draft") : locale.tr("Save"))))));
}

}  // namespace panel
