#include "panel/practices/translations.h"

#include <algorithm>

#include "desk/tr.h"

namespace panel {
namespace {

using desk::tr;

base::Error Conflict(const char* message) {
  return {base::Code::kConflict, message, {}};
}

bool WorksOn(const desk::Actor& actor, const Standing& standing, const PracticeTranslation& translation) {
  return standing.owner || standing.secretariat || (!actor.org.empty() && translation.org == actor.org);
}

}  // namespace

base::Result<PracticeTranslationId> Translations::Propose(const desk::Actor& actor,
                                                          const PracticeId& practice_id,
                                                          const std::string& language, PracticeTexts texts) {
  TRY(NoneOf(FaultsOf(texts, language)));
  PracticeTranslation translation;
  translation.id = PracticeTranslationId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, practice_id, standing));
    const Member member = TRY(access_.MustTakePart(tx, actor, practice.panel));
    if (practice.published_revision == 0) return Conflict(tr("Nothing of it is published."));
    const PracticeRevision original = TRY(LoadRevision(tx, practice.id, practice.published_revision));
    if (original.content.language == language) return Conflict(tr("This is the language of the original."));
    for (const PracticeTranslation& other : TRY(TranslationsOf(tx, practice.id)))
      if (other.language == language)
        return Conflict(tr("There is a translation into this language already."));
    translation.practice = practice.id;
    translation.language = language;
    translation.texts = texts;
    translation.of_revision = practice.published_revision;
    translation.org = actor.org;
    translation.created = translation.changed = seams_.clock.Now();
    TRY(InsertTranslation(tx, translation, member.id));
    return seams_.audit.Append(tx, actor, "practice.translation.propose", "practice:" + practice.id.text(),
                               {{"translation", translation.id.text()}, {"language", language}});
  };
  TRY(seams_.database.Write(store));
  return translation.id;
}

base::Status Translations::Step(const desk::Actor& actor, const PracticeTranslationId& id,
                                std::int64_t version, TranslationAct act, const PracticeTexts* texts) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    PracticeTranslation translation = TRY(LoadTranslation(tx, id));
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, translation.practice, standing));
    if (!WorksOn(actor, standing, translation)) return base::NotFound(tr("There is no such translation."));
    if (act == TranslationAct::kPublish && !standing.owner && !standing.secretariat)
      return base::Error{
          base::Code::kForbidden, tr("The practice's owner or the secretariat publishes it."), {}};
    if (!standing.secretariat) TRY(access_.MustTakePart(tx, actor, practice.panel));
    TRY(MustBeVersion(translation.version, version));
    translation.state =
        TRY(Next(TranslationSteps(), translation.state, act, TranslationStateName, TranslationActName));
    if (texts != nullptr) {
      TRY(NoneOf(FaultsOf(*texts, translation.language)));
      if (practice.published_revision == 0) return Conflict(tr("Nothing of it is published."));
      translation.texts = *texts;
      translation.of_revision = practice.published_revision;
    }
    translation.changed = seams_.clock.Now();
    TRY(SaveTranslation(tx, translation));
    TRY(life_.Reindex(tx, practice));
    return seams_.audit.Append(tx, actor, "practice.translation." + std::string(TranslationActName(act)),
                               "practice:" + practice.id.text(), {{"translation", translation.id.text()}});
  });
}

base::Status Translations::Amend(const desk::Actor& actor, const PracticeTranslationId& id,
                                 std::int64_t version, PracticeTexts texts) {
  return Step(actor, id, version, TranslationAct::kAmend, &texts);
}

base::Status Translations::Publish(const desk::Actor& actor, const PracticeTranslationId& id,
                                   std::int64_t version) {
  return Step(actor, id, version, TranslationAct::kPublish, nullptr);
}

base::Status Translations::Retire(const desk::Actor& actor, const PracticeTranslationId& id,
                                  std::int64_t version) {
  return Step(actor, id, version, TranslationAct::kRetire, nullptr);
}

base::Result<std::vector<PracticeTranslation>> Translations::Of(const desk::Actor& actor,
                                                                const PracticeId& practice_id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<PracticeTranslation>> {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, practice_id, standing));
    std::vector<PracticeTranslation> translations = TRY(TranslationsOf(tx, practice.id));
    std::erase_if(translations, [&](const PracticeTranslation& translation) {
      return translation.state != TranslationState::kPublished && !WorksOn(actor, standing, translation);
    });
    return translations;
  });
}

base::Result<PracticeTranslation> Translations::Get(const desk::Actor& actor,
                                                    const PracticeTranslationId& id) {
  const auto practice_of = [&](db::Transaction& tx) -> base::Result<PracticeId> {
    return TRY(LoadTranslation(tx, id)).practice;
  };
  const PracticeId practice = TRY(seams_.database.Read(practice_of));
  const base::Result<std::vector<PracticeTranslation>> seen = Of(actor, practice);
  if (seen)
    for (const PracticeTranslation& translation : *seen)
      if (translation.id == id) return translation;
  return base::NotFound(tr("There is no such translation."));
}

}  // namespace panel
