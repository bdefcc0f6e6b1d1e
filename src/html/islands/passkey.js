// Passkeys. A form [data-passkey=create|get] carries the options of the ceremony as JSON in data-options; its button runs it and the
// answer goes, base64url without padding, into the form's hidden fields, which are then posted like any other form.

function toBytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

function toText(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function withBytes(list) {
  return (list ?? []).map((credential) => ({ ...credential, id: toBytes(credential.id) }));
}

function createOptions(options) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: withBytes(options.excludeCredentials),
  };
}

function getOptions(options) {
  return { ...options, challenge: toBytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) };
}

function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) form.elements.namedItem(name).value = value;
}

async function create(form, options) {
  const made = await navigator.credentials.create({ publicKey: createOptions(options) });
  fill(form, {
    credential_id: toText(made.rawId),
    client_data_json: toText(made.response.clientDataJSON),
    attestation_object: toText(made.response.attestationObject),
    transports: made.response.getTransports?.().join(",") ?? "",
  });
}

async function get(form, options) {
  const given = await navigator.credentials.get({ publicKey: getOptions(options) });
  fill(form, {
    credential_id: toText(given.rawId),
    client_data_json: toText(given.response.clientDataJSON),
    authenticator_data: toText(given.response.authenticatorData),
    signature: toText(given.response.signature),
    user_handle: given.response.userHandle ? toText(given.response.userHandle) : "",
  });
}

async function run(form) {
  const failed = form.querySelector("[role=alert]");
  const button = form.querySelector("button");
  failed.hidden = true;
  button.disabled = true;
  try {
    const options = JSON.parse(form.dataset.options);
    await (form.dataset.passkey === "create" ? create(form, options) : get(form, options));
    form.submit();
  } catch {
    failed.hidden = false;
    button.disabled = false;
    button.focus();
  }
}

if (window.PublicKeyCredential !== undefined) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form);
    });
  }
}
