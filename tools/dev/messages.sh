# shellcheck shell=bash
# ./dev messages: takes the texts that the sources show to people up into po/*.po and says how many wait for a translation.

verb_messages() {
  need build
  python3 tools/lint/messages.py --update
  python3 tools/lint/messages.py --missing
}
