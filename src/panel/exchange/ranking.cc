#include "panel/exchange/ranking.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel::exchange {
namespace {

bool IsForSecretariat(LeftOut why) {
  return why == LeftOut::kBarred || why == LeftOut::kConflict;
}

struct Fit {
  const Listing* other = nullptr;
  int score = 0;
};

}  // namespace

Ranking RankAgainst(const Listing& subject, const std::vector<Listing>& others,
                    const Circumstances& circumstances, bool tell_all) {
  Ranking ranking;
  ranking.subject = subject;
  const Terms mine = TermsOf(subject);
  const bool offering = subject.side == Side::kOffer;
  std::vector<Fit> fits;
  for (const Listing& other : others) {
    const Terms theirs = TermsOf(other);
    const Judgement judgement =
        offering ? Judge(mine, theirs, circumstances) : Judge(theirs, mine, circumstances);
    if (!judgement.left_out) {
      fits.push_back({&other, judgement.score});
      continue;
    }
    const LeftOut why = *judgement.left_out;
    if (IsForSecretariat(why) && !tell_all) {
      ++ranking.not_told;
      continue;
    }
    ++ranking.left_out_counts.at(static_cast<std::size_t>(why));
    if (ranking.left_out.size() < base::kMaxLeftOut)
      ranking.left_out.push_back(
          {other, why, offering ? ExplainLeftOut(why, subject, other) : ExplainLeftOut(why, other, subject)});
  }
  ranking.fitting = fits.size();
  std::sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.other->created != b.other->created) return a.other->created < b.other->created;
    return a.other->id < b.other->id;
  });
  if (fits.size() > base::kMaxRanked) fits.resize(base::kMaxRanked);
  for (const Fit& fit : fits) {
    const Terms theirs = TermsOf(*fit.other);
    ranking.best.push_back(
        {*fit.other, fit.score, std::min(mine.left, theirs.left),
         offering ? Explain(mine, theirs, circumstances) : Explain(theirs, mine, circumstances)});
  }
  return ranking;
}

base::Result<Ranking> Rankings::Rank(const desk::Actor& actor, const ListingId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<Ranking> {
    const std::optional<Listing> subject = TRY(ReadListing(tx, id));
    if (!subject) return NoSuchRow();
    const base::Result<Viewer> viewer = gate_.MustRead(tx, actor, subject->panel);
    if (!viewer || !viewer->MaySee(*subject)) return NoSuchRow();
    const Side other = subject->side == Side::kOffer ? Side::kNeed : Side::kOffer;
    std::vector<Listing> others = TRY(ReadOpen(tx, subject->panel, other, subject->kind));
    std::erase_if(others, [&](const Listing& one) { return !viewer->MaySee(one); });
    const Circumstances circumstances = TRY(bars_.Now(tx, subject->panel));
    Ranking ranking = RankAgainst(*subject, others, circumstances, viewer->host);
    const std::optional<db::Row> rest =
        TRY(tx.QueryOne("SELECT COUNT(*) FROM exchange_listing WHERE panel_id = $1 AND side = $2 AND state = "
                        "'open' AND kind <> $3 "
                        "AND visibility <> 'secretariat'",
                        {subject->panel, NameOf(other), NameOf(subject->kind)}));
    ranking.other_kinds = rest ? rest->Int(0) : 0;
    return ranking;
  };
  return gate_.seams.database.Read(read);
}

base::Result<Rankings::PairJudgement> Rankings::Compare(db::Transaction& tx, const Listing& offer,
                                                        const Listing& need) {
  if (offer.side != Side::kOffer || need.side != Side::kNeed)
    return base::Invalid(desk::tr("An introduction brings one offer together with one need."));
  const Circumstances circumstances = TRY(bars_.Now(tx, offer.panel));
  const Terms given = TermsOf(offer);
  const Terms wanted = TermsOf(need);
  return PairJudgement{Judge(given, wanted, circumstances), Explain(given, wanted, circumstances)};
}

}  // namespace panel::exchange
