// /commitments/new and /commitments/{id}: one promise, what hangs on it, and what may be done.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/commitments/commitment_form.h"
#include "panel/commitments/commitment_view.h"
#include "panel/commitments/faces.h"
#include "panel/commitments/words.h"

namespace panel {
namespace {

using desk::Context;
using html::Html;

class OnePages {
 public:
  explicit OnePages(std::shared_ptr<CommitmentServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> NewForm(Context& context) const {
    net::Arguments typed;
    typed.Add("panel", std::string(context.Query("panel")));
    return ShowNew(context, typed, {});
  }

  base::Result<net::Response> Add(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    const auto find = [&](db::Transaction& tx) {
      return kit::PanelAsked(services_->panel, tx, typed.Get("panel"));
    };
    const PanelId panel = TRY(services_->panel.seams.database.Read(find));
    const CommitmentDraft draft = CommitmentDraftFrom(typed);
    Commitment unused;
    const kit::Wrongs wrongs = ReadDraft(draft, context.desk().clock().Now(), unused);
    if (!wrongs.empty()) return ShowNew(context, typed, wrongs);
    const CommitmentId id = TRY(services_->commitments.Propose(context.actor(), panel, draft));
    return desk::RedirectWithFlash(
        context, HrefOf(id),
        desk::LocaleOf(context).tr("Saved as a proposal. Only your organisation and the secretariat see it "
                                   "until you make the promise."));
  }

  base::Result<net::Response> Show(Context& context) const { return ShowOne(context, {}); }

  base::Result<net::Response> EditForm(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const CommitmentView view = TRY(services_->commitments.Get(context.actor(), id));
    return ShowEdit(context, view.commitment, FieldsOf(view.commitment), {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const CommitmentView view = TRY(services_->commitments.Get(context.actor(), id));
    const CommitmentDraft draft = CommitmentDraftFrom(typed);
    Commitment unused;
    kit::Wrongs wrongs = ReadDraft(draft, context.desk().clock().Now(), unused);
    if (!wrongs.empty()) return ShowEdit(context, view.commitment, typed, wrongs);
    const base::Status saved = services_->commitments.Edit(
        context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(0), draft);
    if (!saved && kit::IsMendable(saved.error()))
      return ShowEdit(context, view.commitment, typed, {{"title", saved.error().external}});
    if (!saved) return saved.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> Move(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const std::optional<CommitmentAct> act = CommitmentActNamed(typed.Get("act"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    CommitmentMove move{.act = *act,
                        .version = desk::WholeNumber(typed.Get("version")).value_or(-1),
                        .reason = std::string(typed.Get("reason")),
                        .due = std::string(typed.Get("due")),
                        .asked = {}};
    if (const base::Result<MemberId> asked = MemberId::Parse(typed.Get("asked"))) move.asked = *asked;
    const base::Status moved = services_->commitments.Move(context.actor(), id, move);
    if (!moved && kit::IsMendable(moved.error())) return ShowOne(context, moved.error().external);
    if (!moved) return moved.error();
    return desk::RedirectWithFlash(context,
                                   typed.Get("back") == "board" ? std::string("/commitments") : HrefOf(id),
                                   desk::LocaleOf(context).tr("Done."));
  }

  base::Result<net::Response> Publish(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const bool published = typed.Get("published") == "yes";
    TRY(services_->commitments.Publish(context.actor(), id,
                                       desk::WholeNumber(typed.Get("version")).value_or(-1), published));
    const html::Locale& locale = desk::LocaleOf(context);
    return desk::RedirectWithFlash(context, HrefOf(id),
                                   published ? locale.tr("The public may see it now, kept or not.")
                                             : locale.tr("The public no longer sees it."));
  }

  base::Result<net::Response> Report(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const base::Status done = services_->commitments.Report(
        context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1), typed.Get("value"),
        typed.Get("note"));
    if (!done && kit::IsMendable(done.error())) return ShowOne(context, done.error().external);
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("Reported."));
  }

  base::Result<net::Response> AddEvidence(Context& context) const {
    const CommitmentId id = TRY(IdOf(context));
    const net::Form* form = TRY(context.Form());
    Evidence evidence;
    evidence.kind = EvidenceKindNamed(form->fields.Get("kind")).value_or(EvidenceKind::kLink);
    evidence.title = form->fields.Get("evidence_title");
    evidence.reference = form->fields.Get("reference");
    std::string_view bytes;
    if (!form->files.empty()) {
      evidence.file_name = form->files.front().file_name;
      bytes = form->files.front().bytes;
    }
    const base::Result<EvidenceId> added =
        services_->commitments.AddEvidence(context.actor(), id, evidence, bytes);
    if (!added && kit::IsMendable(added.error())) return ShowOne(context, added.error().external);
    if (!added) return added.error();
    return desk::RedirectWithFlash(context, HrefOf(id), desk::LocaleOf(context).tr("The evidence is added."));
  }

  base::Result<net::Response> Document(Context& context) const {
    const EvidenceId evidence = TRY(EvidenceId::Parse(context.Path("evidence")));
    const CommitmentId id = TRY(IdOf(context));
    auto [found, bytes] = TRY(services_->commitments.Document(context.actor(), id, evidence));
    net::Response response =
        desk::Download("evidence-" + found.sha256.substr(0, 12), "application/octet-stream");
    response.body = std::move(bytes);
    return response;
  }

 private:
  static base::Result<CommitmentId> IdOf(const Context& context) {
    return CommitmentId::Parse(context.Path("id"));
  }

  // The page of one; with `problem` it is the answer to a step that was refused.
  base::Result<net::Response> ShowOne(Context& context, const std::string& problem) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const CommitmentId id = TRY(IdOf(context));
    const CommitmentView view = TRY(services_->commitments.Get(context.actor(), id));
    const Commitment& c = view.commitment;
    std::vector<Member> others;
    if (std::find(view.acts.begin(), view.acts.end(), CommitmentAct::kClaim) != view.acts.end())
      others = TRY(services_->commitments.OtherMembers(context.actor(), c.id));
    desk::PageOptions options{.title = c.title, .current = "/commitments"};
    options.crumbs = {{locale.tr("Commitments"), "/commitments"}};
    if (c.number > 0) options.subtitle = locale.tr("No. {n}", {{"n", std::to_string(c.number)}});
    options.badges = StateBadge(locale, c, context.desk().clock().Now());
    if (view.own && c.state == CommitmentState::kProposed)
      options.actions = html::LinkButton(locale.tr("Edit"), HrefOf(c.id) + "/edit");
    if (!problem.empty()) options.status = 422;
    return desk::PageResponse(
        context, options,
        Join(problem.empty() ? Html() : html::NoticeOf(html::Mark::kHarm, locale.tr(problem)),
             CommitmentBody(context, view, others)));
  }

  base::Result<net::Response> ShowNew(Context& context, const net::Arguments& typed,
                                      const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::vector<Member> without;
    const auto find = [&](db::Transaction& tx) -> base::Result<std::vector<Member>> {
      const PanelId panel = TRY(kit::PanelAsked(services_->panel, tx, typed.Get("panel")));
      const kit::Viewer viewer = TRY(kit::ViewerOf(services_->panel, tx, context.actor(), panel));
      if (!viewer.hosts) return std::vector<Member>();
      std::vector<Member> members = TRY(services_->panel.directory.Admitted(tx, panel));
      std::erase_if(members, [](const Member& member) { return !member.org.empty(); });
      return members;
    };
    without = TRY(services_->panel.seams.database.Read(find));
    desk::PageOptions options{.title = locale.tr("New promise"), .current = "/commitments"};
    options.crumbs = {{locale.tr("Commitments"), "/commitments"}};
    options.status = kit::StatusFor(wrongs);
    return desk::PageResponse(context, options,
                              CommitmentForm(context, "/commitments/new", typed, wrongs, without));
  }

  static net::Response ShowEdit(const Context& context, const Commitment& c, const net::Arguments& typed,
                                const kit::Wrongs& wrongs) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Edit the proposal"), .current = "/commitments"};
    options.crumbs = {{locale.tr("Commitments"), "/commitments"}, {c.title, HrefOf(c.id)}};
    options.status = kit::StatusFor(wrongs);
    return desk::PageResponse(context, options,
                              CommitmentForm(context, HrefOf(c.id) + "/edit", typed, wrongs, {}));
  }

  std::shared_ptr<CommitmentServices> services_;
};

}  // namespace

void AddCommitmentForms(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services) {
  const auto pages = std::make_shared<OnePages>(services);
  using desk::Permission;
  kit::AddPage(desk, pages, "GET", "/commitments/new", Permission::kPanelTakePart, &OnePages::NewForm);
  kit::AddPage(desk, pages, "POST", "/commitments/new", Permission::kPanelTakePart, &OnePages::Add);
  kit::AddPage(desk, pages, "GET", "/commitments/{id}", Permission::kPanelRead, &OnePages::Show);
  kit::AddPage(desk, pages, "GET", "/commitments/{id}/edit", Permission::kPanelTakePart, &OnePages::EditForm);
  kit::AddPage(desk, pages, "POST", "/commitments/{id}/edit", Permission::kPanelTakePart, &OnePages::Save);
  kit::AddPage(desk, pages, "POST", "/commitments/{id}/move", Permission::kPanelTakePart, &OnePages::Move);
  kit::AddPage(desk, pages, "POST", "/commitments/{id}/publish", Permission::kPanelTakePart,
               &OnePages::Publish);
  kit::AddPage(desk, pages, "POST", "/commitments/{id}/report", Permission::kPanelTakePart,
               &OnePages::Report);
  desk.router().Add({.method = "POST",
                     .pattern = "/commitments/{id}/evidence",
                     .permission = Permission::kPanelTakePart,
                     .handler = [pages](Context& context) { return pages->AddEvidence(context); },
                     .max_body = base::kMaxEvidenceBytes + base::kMaxBodyBytes,
                     .may_spool = true});
  kit::AddPage(desk, pages, "GET", "/commitments/{id}/evidence/{evidence}", Permission::kPanelRead,
               &OnePages::Document);
}

}  // namespace panel
