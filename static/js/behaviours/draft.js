// Keeps what is written into a form: on this device a second after the last key, and every ten seconds with the server.
import { forget, keyOf, pairsOf, read, write } from "../drafts.js";

export default function (form) {
  const key = keyOf(form), empty = JSON.stringify(pairsOf(form));
  let last = empty, told = empty, timer;

  const keep = () => {
    const now = JSON.stringify(pairsOf(form));
    if (now === last) return;
    last = now;
    write(key, { at: Date.now(), pairs: JSON.parse(now) });
  };
  const tell = () => {
    keep();
    if (last === told || !form.dataset.draftUrl) return;
    told = last;
    const body = new FormData();
    body.set("draft_kind", form.dataset.draft);
    body.set("draft_action", form.getAttribute("action") || location.pathname);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of JSON.parse(last)) body.append(name, value);
    fetch(form.dataset.draftUrl, { method: "POST", body, keepalive: true }).catch(() => (told = ""));
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1000);
  });
  document.addEventListener("visibilitychange", () => document.hidden && tell());
  const ticking = setInterval(() => (form.isConnected ? tell() : clearInterval(ticking)), 10000);
  form.addEventListener("submit", () => {
    keep();
    const draft = read(key);
    if (draft) write(key, { ...draft, sent: true });
  });
  offer(form, key, empty);
}

function offer(form, key, empty) {
  const draft = read(key), notice = form.querySelector("[data-draft-notice]");
  const arrived = draft?.sent && document.querySelector("#pesan [data-tone=success]");
  if (arrived) forget(key);
  if (!draft || arrived || !notice || JSON.stringify(draft.pairs) === empty) return;
  const time = notice.querySelector("time");
  time.dateTime = new Date(draft.at).toISOString();
  time.textContent = new Date(draft.at).toLocaleString(document.documentElement.lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  notice.hidden = false;
  notice.querySelector("[data-resume]").addEventListener("click", () => {
    fill(form, draft.pairs);
    notice.hidden = true;
    form.querySelector("textarea,input:not([type=hidden])")?.focus();
  });
  notice.querySelector("[data-discard]").addEventListener("click", () => {
    forget(key);
    notice.hidden = true;
  });
}

function fill(form, pairs) {
  for (const field of form.elements) {
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.type !== "file" && field.type !== "hidden" && values.length) field.value = values[0];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
