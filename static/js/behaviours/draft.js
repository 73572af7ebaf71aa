// Keeps what is written into a form: on this device a second after the last key, and every ten seconds with the server.
import { forget, keyOf, pairsOf, read, write } from "../drafts.js";

export default function (form) {
  const key = keyOf(form), untouched = JSON.stringify(pairsOf(blank(form)));
  let last = untouched, told = untouched, timer;

  const keep = () => {
    const now = JSON.stringify(pairsOf(form));
    if (now === last) return;
    last = now;
    write(key, { at: Date.now(), pairs: JSON.parse(now) });
  };
  const tell = () => {
    keep();
    const url = document.body.dataset.drafts;
    if (last === told || !url) return;
    told = last;
    fetch(url, { method: "POST", body: message(form, JSON.parse(last)), keepalive: true }).catch(() => (told = ""));
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
    told = last;
  });
  offer(form, key, untouched);
  keep(); // what was written before this script came
}

function blank(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return copy;
}

function message(form, pairs) {
  const body = new FormData();
  body.set("draft_kind", form.dataset.draft);
  body.set("draft_action", form.getAttribute("action") || location.pathname);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of pairs) body.append(name, value);
  return body;
}

// What this device kept is offered, unless it was sent and arrived, or stands in the form already.
function offer(form, key, untouched) {
  const draft = read(key), notice = document.querySelector("[data-draft-notice]");
  if (draft?.sent && document.querySelector("#pesan [data-tone=success]")) return forget(key);
  notice?.querySelector("[data-discard]").addEventListener("click", () => forget(key));
  if (!draft || !notice?.hidden || typed(form, draft.pairs) === typed(form, JSON.parse(untouched))) return;
  const at = new Date(draft.at), time = notice.querySelector("time");
  time.dateTime = at.toISOString();
  const { lang } = document.documentElement;
  const day = at.toLocaleDateString(lang, { weekday: "short", day: "numeric", month: "short" });
  time.textContent = `${day} ${at.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" })}`;
  notice.hidden = false;
  notice.addEventListener("click", (event) => {
    if (!event.target.closest("[data-resume],[data-discard]")) return;
    event.preventDefault();
    notice.hidden = true;
    if (event.target.closest("[data-resume]")) fill(form, draft.pairs);
    form.querySelector("textarea,input:not([type=hidden])")?.focus();
  });
}

// What the person wrote of them: hidden fields are the page's own, and change with its answers.
function typed(form, pairs) {
  const fields = new Set([...form.elements].filter(({ type }) => type !== "hidden").map(({ name }) => name));
  return JSON.stringify(pairs.filter(([name]) => fields.has(name)));
}

function fill(form, pairs) {
  for (const field of form.elements) {
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (!["file", "hidden"].includes(field.type) && values.length) field.value = values[0];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
