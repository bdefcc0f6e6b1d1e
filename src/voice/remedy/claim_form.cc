#include "voice/remedy/claim_form.h"

#include "desk/tr.h"
#include "entity/entity.h"

namespace voice::remedy {
namespace {

using html::El;
using html::Html;
using html::Join;

std::string AmountField(const Claim& claim, const base::Decimal& amount) {
  if (amount.zero() || claim.currency.empty()) return {};
  return amount.text(claim.currency.minor_units());
}

Html Group(const std::string& legend, const Html& fields) {
  return El("fieldset", El("legend", legend), fields);
}

Html DebtorFields(const html::Locale& locale, const FormMaker& make, const Claim& claim,
                  const std::vector<std::string>& names) {
  const std::string hint =
      locale.tr("As on a contract or payslip. Names of this case and of the team's other cases are offered.");
  return Join(make.Line("employer_name", locale.tr("Employer's name"), hint, claim.employer.name,
                        html::InputType::kText, names),
              make.Line("recruiter_name", locale.tr("Recruiter's name"), "", claim.recruiter.name,
                        html::InputType::kText, names));
}

// A country's code or name, as it was typed.
std::string CountryIn(desk::Context& context, std::string_view field) {
  const std::string typed = desk::FieldOf(context, field);
  const std::string_view code = entity::CountryCode(typed);
  return code.empty() ? typed : std::string(code);
}

base::Status ReadAmounts(desk::Context& context, Claim& claim) {
  if (!HasAmount(claim.kind)) return base::Ok();
  claim.currency = CurrencyIn(context, "currency");
  if (claim.currency.empty()) return base::Invalid(desk::tr("choose a currency"));
  claim.low = TRY(AmountIn(context, "low", claim.currency));
  claim.high = claim.low;
  if (!desk::FieldOf(context, "high").empty()) claim.high = TRY(AmountIn(context, "high", claim.currency));
  return base::Ok();
}

}  // namespace

Html ClaimFields(const html::Locale& locale, const Claim& claim, const std::vector<std::string>& names,
                 const Refused& refused) {
  const FormMaker make(locale, kClaimForm, refused);
  const bool range = claim.low != claim.high;
  return Join(
      make.Error(),
      Group(
          locale.tr("What"),
          Join(make.Pick("kind", locale.tr("Kind"),
                         locale.tr("As the ILO divides recruitment fees and related costs."),
                         ChoicesOf<Kind>(locale), std::string(Name(claim.kind))),
               html::Field({.control_id = "description",
                            .label = locale.tr("Description"),
                            .hint = locale.tr("For the team alone.")},
                           html::TextArea("description",
                                          refused.Value(kClaimForm, "description", claim.description), 3)))),
      Group(
          locale.tr("How much"),
          Join(make.Pick("currency", locale.tr("Currency"), locale.tr("For documents it may stay empty."),
                         CurrencyChoices(), std::string(claim.currency.code())),
               make.Line("low", locale.tr("Amount"), locale.tr("Digits, as 1200 or 1200.50"),
                         AmountField(claim, claim.low)),
               make.Line("high", locale.tr("Up to"), locale.tr("Only where it is an estimate with a range."),
                         range ? AmountField(claim, claim.high) : ""),
               claim.id.empty() ? Html()
                                : make.Line("reason", locale.tr("Reason"),
                                            locale.tr("Where less is claimed than before."), ""),
               make.Pick("evidence", locale.tr("Best evidence"), "", ChoicesOf<Evidence>(locale),
                         std::string(Name(claim.evidence))))),
      Group(locale.ctr("of a claim", "When"),
            Join(make.Line("from", locale.tr("On, or from"), "", claim.from == 0 ? "" : DayField(claim.from),
                           html::InputType::kDate),
                 make.Line("to", locale.tr("Until"), locale.tr("Only of a period."),
                           claim.to ? DayField(*claim.to) : "", html::InputType::kDate))),
      Group(locale.tr("Who owes it"), Join(make.Pick("owes", locale.tr("Who owes it"), "",
                                                     ChoicesOf<Owes>(locale), std::string(Name(claim.owes))),
                                           DebtorFields(locale, make, claim, names))),
      Group(locale.tr("Corridor"), Join(make.Line("country_from", locale.tr("From country"),
                                                  locale.tr("Two letters, as np"), claim.country_from),
                                        make.Line("country_to", locale.tr("To country"),
                                                  locale.tr("Two letters, as kr"), claim.country_to))));
}

base::Result<Claim> ClaimIn(desk::Context& context) {
  const auto field = [&](std::string_view name) { return desk::FieldOf(context, name); };
  const auto kind = Named<Kind>(field("kind"));
  const auto evidence = Named<Evidence>(field("evidence"));
  const auto owes = Named<Owes>(field("owes"));
  if (!kind || !evidence || !owes) return base::Invalid(desk::tr("please choose one of the answers"));
  Claim claim;
  claim.kind = *kind;
  claim.evidence = *evidence;
  claim.owes = *owes;
  TRY(ReadAmounts(context, claim));
  claim.from = TRY(DayIn(field("from")));
  if (!field("to").empty()) claim.to = TRY(DayIn(field("to")));
  claim.employer.name = field("employer_name");
  claim.recruiter.name = field("recruiter_name");
  claim.country_from = CountryIn(context, "country_from");
  claim.country_to = CountryIn(context, "country_to");
  claim.description = field("description");
  return claim;
}

}  // namespace voice::remedy
