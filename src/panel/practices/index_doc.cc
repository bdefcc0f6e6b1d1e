#include "panel/practices/index_doc.h"

#include <algorithm>

#include "entity/entity.h"
#include "html/markdown.h"
#include "panel/common/isic.h"
#include "panel/practices/terms.h"

namespace panel {
namespace {

using Words = std::map<std::string, std::uint8_t>;

void IndexTerms(std::span<const Term> terms, const std::vector<std::string>& codes, Words& words) {
  for (const std::string& code : codes) IndexWords(WordsOf(terms, code), kInTags, words);
}

void IndexPlaces(const std::vector<std::string>& industries, const std::vector<std::string>& countries,
                 Words& words) {
  for (const std::string& code : industries)
    if (const Industry* industry = FindIndustry(code)) IndexWords(industry->title, kInTags, words);
  for (const std::string& code : countries) IndexWords(entity::CountryName(code), kInTags, words);
}

void AddLanguage(std::vector<std::string>& languages, const std::string& language) {
  if (std::find(languages.begin(), languages.end(), language) == languages.end())
    languages.push_back(language);
}

}  // namespace

IndexedDoc DocOf(const Practice& practice, const PracticeContent& content,
                 const std::vector<PracticeTranslation>& translations) {
  IndexedDoc doc;
  doc.subject = practice.id.text();
  doc.panel = practice.panel;
  doc.is_public = practice.is_public;
  doc.kind = content.kind;
  doc.grade = practice.grade;
  doc.replications = practice.replications;
  doc.topics = MaskOf(Topics(), content.topics);
  doc.stages = MaskOf(Stages(), content.stages);
  doc.groups = MaskOf(Groups(), content.groups);
  doc.industries = content.industries;
  doc.countries = content.countries;
  doc.languages = {content.language};
  doc.published = practice.published;
  IndexWords(content.texts.title, kInTitle, doc.words);
  IndexWords(content.texts.summary, kInSummary, doc.words);
  IndexWords(practice.owner, kInTags, doc.words);
  IndexTerms(Topics(), content.topics, doc.words);
  IndexTerms(Stages(), content.stages, doc.words);
  IndexTerms(Groups(), content.groups, doc.words);
  IndexPlaces(content.industries, content.countries, doc.words);
  for (const std::string* part : {&content.texts.body, &content.texts.evidence, &content.texts.limits})
    IndexWords(html::MarkdownText(*part), kInText, doc.words);
  for (const PracticeTranslation& translation : translations) {
    if (translation.state != TranslationState::kPublished) continue;
    AddLanguage(doc.languages, translation.language);
    const PracticeTexts& texts = translation.texts;
    IndexWords(texts.title, kInTranslation, doc.words);
    IndexWords(texts.summary, kInTranslation, doc.words);
    for (const std::string* part : {&texts.body, &texts.evidence, &texts.limits})
      IndexWords(html::MarkdownText(*part), kInTranslation, doc.words);
  }
  return doc;
}

IndexedDoc DocOf(const Tool& tool) {
  const ToolContent& content = tool.content;
  IndexedDoc doc;
  doc.subject = tool.id.text();
  doc.panel = tool.panel;
  doc.is_public = tool.is_public;
  doc.kind = "tool";
  doc.topics = MaskOf(Topics(), content.topics);
  doc.stages = MaskOf(Stages(), content.stages);
  doc.groups = MaskOf(Groups(), content.groups);
  doc.industries = content.industries;
  doc.countries = content.countries;
  for (const ToolEdition& edition : content.editions) AddLanguage(doc.languages, edition.language);
  doc.published = tool.changed;
  doc.gone = tool.state != ToolState::kListed;
  if (doc.gone) return doc;
  IndexWords(content.title, kInTitle, doc.words);
  IndexWords(content.summary, kInSummary, doc.words);
  IndexWords(content.makers, kInTags, doc.words);
  IndexWords(WordsOf(ToolKinds(), content.kind), kInTags, doc.words);
  IndexTerms(Topics(), content.topics, doc.words);
  IndexTerms(Stages(), content.stages, doc.words);
  IndexTerms(Groups(), content.groups, doc.words);
  IndexPlaces(content.industries, content.countries, doc.words);
  IndexWords(html::MarkdownText(content.body), kInText, doc.words);
  return doc;
}

}  // namespace panel
