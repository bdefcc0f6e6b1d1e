#include "panel/practices/feed.h"

#include <fmt/format.h>

#include <algorithm>

#include "html/html.h"
#include "panel/practices/terms.h"

namespace panel {
namespace {

std::string HostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return std::string(url.substr(0, url.find_first_of(":/")));
}

std::string Element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, html::Escape(text));
}

std::string Entry(const FeedHead& head, const std::string& host, const PublicLine& line) {
  const std::string id = line.practice.id.text();
  std::string entry = fmt::format("<entry xml:lang=\"{}\">\n", html::Escape(line.content.language));
  entry += Element("id", fmt::format("tag:{},2026:practice:{}", host, id));
  entry += Element("title", line.content.texts.title);
  entry += Element("updated", base::FormatTime(line.practice.published));
  entry += "<author>" + Element("name", line.practice.owner) + "</author>\n";
  entry += fmt::format("<link rel=\"alternate\" type=\"text/html\" href=\"{}/panel/practices/{}\"/>\n",
                       html::Escape(head.base_url), id);
  for (const std::string& topic : line.content.topics)
    entry += fmt::format("<category term=\"{}\" label=\"{}\"/>\n", html::Escape(topic),
                         html::Escape(WordsOf(Topics(), topic)));
  entry += Element("summary", line.content.texts.summary);
  return entry + "</entry>\n";
}

}  // namespace

std::string AtomFeed(const FeedHead& head, const std::vector<PublicLine>& lines) {
  const std::string host = HostOf(head.base_url);
  base::UtcTime updated = lines.empty() ? head.when_empty : base::UtcTime{};
  for (const PublicLine& line : lines) updated = std::max(updated, line.practice.published);
  std::string feed = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"{}\">\n",
      html::Escape(head.language));
  feed += Element("id", fmt::format("tag:{},2026:practices", host));
  feed += Element("title", head.title);
  feed += Element("updated", base::FormatTime(updated));
  const std::string base = html::Escape(head.base_url);
  feed += fmt::format(
      "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}/panel/practices/feed.atom\"/>\n", base);
  feed += fmt::format("<link rel=\"alternate\" type=\"text/html\" href=\"{}/panel/practices\"/>\n", base);
  feed += "<generator>Manumit</generator>\n";
  for (const PublicLine& line : lines) feed += Entry(head, host, line);
  return feed + "</feed>\n";
}

}  // namespace panel
