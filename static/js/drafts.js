// What is written and not yet sent, kept on this device under the person and the form. A shared
// computer, and a device that refuses, keep nothing.
const MARK = "draf:";
const NEVER = /csrf|password|code|otp|token|once/;

const guarded = (act) => {
  try {
    return act();
  } catch {
    return null; // storage is full, or switched off
  }
};

export const keyOf = (form) => `${MARK}${document.body.dataset.person || ""}:${form.dataset.draft}`;
export const read = (key) => guarded(() => JSON.parse(localStorage.getItem(key)));
export const write = (key, draft) => guarded(() => "shared" in document.body.dataset || localStorage.setItem(key, JSON.stringify(draft)));
export const forget = (key) => guarded(() => localStorage.removeItem(key));

export function forgetAll() {
  guarded(() => Object.keys(localStorage).filter((key) => key.startsWith(MARK)).forEach((key) => localStorage.removeItem(key)));
}

export function pairsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NEVER.test(name));
}
