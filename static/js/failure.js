// Says what happened when a request of htmx failed: the server's own sentence, or that there is no signal.
const notice = document.getElementById("gangguan");
let failed;

function say(sentence, event) {
  failed = event.detail.elt;
  notice.querySelector("p").textContent = sentence;
  notice.hidden = false;
}

function sentenceOf(xhr) {
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  return page.querySelector("[data-failure]")?.textContent.replace(/\s+/g, " ").trim() || notice.dataset.failed;
}

if (notice) {
  document.addEventListener("htmx:responseError", (event) => say(sentenceOf(event.detail.xhr), event));
  document.addEventListener("htmx:sendError", (event) => say(notice.dataset.offline, event));
  document.addEventListener("htmx:timeout", (event) => say(notice.dataset.offline, event));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && (notice.hidden = true));
  notice.querySelector("[data-again]").addEventListener("click", () => {
    notice.hidden = true;
    if (failed?.isConnected) failed.requestSubmit ? failed.requestSubmit() : failed.click();
  });
  notice.querySelector("[data-close]").addEventListener("click", () => (notice.hidden = true));
}
