#pragma once
// Forms, typed like the rest of html/: a form posts only to a path of this server, an input's type is one of
// a list, and every form that changes something carries the request-forgery token. Classes as in manumit.css.
// Pure; thread-safe.
//
//   Html form = Form({.action = "/people/invite", .csrf = token},
//                    Join(Field({.control_id = "email", .label = tr("E-mail")}, Input({.name = "email", .type
//                    = InputType::kEmail, .value = typed})),
//                         Button(tr("Invite"))));

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace html {

enum class InputType : std::uint8_t {
  kText,
  kEmail,
  kPassword,
  kNewPassword,
  kSearch,
  kNumber,
  kUrl,
  kDate,
  kDateTime,  // day and time without a zone: "2026-12-01T14:00"
  kOneTimeCode,
  kFile,
  kHidden
};

struct FormOptions {
  std::string_view action;    // a path of this server; CHECKed to begin with one "/"
  std::string_view csrf;      // hidden field "csrf"; required unless `get` or `open`
  bool get = false;           // a search form: method GET, no token
  bool open = false;          // for people without a session: no token; its route must not check one
  bool upload = false;        // multipart/form-data
  std::string_view css = {};  // class
  std::string_view id = {};
  std::string_view label = {};  // aria-label, for search landmarks
};
Html Form(const FormOptions& options, const Html& content);

struct InputOptions {
  std::string_view name;  // also the id unless given
  InputType type = InputType::kText;
  std::string_view value = {};  // never written for passwords and files
  std::string_view id = {};
  std::string_view autocomplete = {};
  std::string_view placeholder = {};
  std::string_view accept = {};  // files
  std::string_view min = {};
  std::string_view max = {};
  std::string_view css = {};
  std::string_view key = {};  // a single key of the review island that moves the focus here
  std::string_view dir = {};  // "ltr" for digits in groups, which stand in the wrong order from right to left
  bool required = false;
  bool autofocus = false;
  std::size_t max_length = 0;
  std::string_view described_by = {};  // id of the hint or error: Field makes "<control_id>-hint" and "-err"
  bool invalid = false;                // with an error beside it
};
Html Input(const InputOptions& options);
// `dir`: "auto" where people write in another language than that of the page.
Html TextArea(std::string_view name, std::string_view value, int rows, std::size_t max_length = 0,
              std::string_view dir = {});

struct Choice {
  std::string value;
  std::string label;
};
Html Select(std::string_view name, const std::vector<Choice>& choices, std::string_view chosen,
            std::string_view id = {});
Html CheckBox(std::string_view name, std::string_view value, const Html& label, bool checked);
Html Radio(std::string_view name, std::string_view value, const Html& label, bool checked);

// A labelled control with a hint below and, where `error` is not empty, the error in words (class "bad").
struct FieldOptions {
  std::string_view control_id;
  std::string_view label;
  std::string_view hint = {};
  std::string_view error = {};
};
Html Field(const FieldOptions& options, const Html& control);

enum class ButtonKind : std::uint8_t { kMain, kQuiet, kStop };
struct ButtonOptions {
  std::string_view name = {};
  std::string_view value = {};
  ButtonKind kind = ButtonKind::kMain;
  std::string_view form_action = {};  // another path of this server
  std::string_view key = {};          // a single key of the review island: shown as <kbd> and as data-key
  std::string_view css = {};          // "small"
  bool disabled = false;
};
Html Button(std::string_view words, const ButtonOptions& options = {});
// A link that looks like a button.
Html LinkButton(std::string_view words, std::string_view href, ButtonKind kind = ButtonKind::kQuiet,
                std::string_view css = {});
// One button that posts to `action`, in a form of its own: for actions beside a title or in a table's row.
Html PostButton(std::string_view words, std::string_view action, std::string_view csrf,
                const ButtonOptions& options = {});

struct FieldError {
  std::string control_id;
  std::string message;
};
// The summary above a form: links to each wrong field. Empty where there are none.
Html ErrorSummary(std::string_view heading, const std::vector<FieldError>& errors);

// <progress> with words beside it, role=status. With addresses (paths of this server) the island "progress"
// listens at `events` (server-sent events, data: {"done":12,"total":100,"text":"…","state":"running"}) and
// goes to `done_href` once the state is none of "queued" and "running"; without script the page stays as it
// is and is read again by hand.
struct ProgressOptions {
  std::int64_t done = 0;
  std::int64_t total = 0;  // 0: not known yet
  std::string_view words;
  std::string_view id = "progress";
  std::string_view events = {};
  std::string_view done_href = {};
};
Html ProgressBar(const ProgressOptions& options);

// A file input that also takes a dropped file (island "drop"), as a Field's control. `words`: tr("Drop a file
// here, or choose one").
Html FileDrop(std::string_view name, std::string_view accept, std::string_view words);

// The form of a passkey ceremony (island "passkey"): a button that runs navigator.credentials.create or .get
// with `options_json` (the publicKey member as WebAuthn Level 3 writes it in JSON: challenge and ids in
// base64url) and posts the answer to `action` as the hidden fields credential_id, client_data_json, and
// attestation_object, transports (create) or authenticator_data, signature, user_handle (get), all base64url
// without padding but transports, which are separated by commas. `content` may hold further fields (a name
// for the key). Hidden where the browser has no script; say beside it what else there is.
struct PasskeyOptions {
  std::string_view action;
  std::string_view csrf;
  bool create = false;
  std::string_view options_json;
  std::string_view button;
  std::string_view failed;  // shown where the person or the browser stops it: tr("The passkey was not used.")
};
Html PasskeyForm(const PasskeyOptions& options, const Html& content = {});

}  // namespace html
