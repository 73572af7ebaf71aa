// Once a minute (or `data-every` milliseconds) a page that is looked at asks whether others wrote; what came is shown in
// the element, and nothing else moves by itself.
const MINUTE = 60000;

export default function (bar) {
  let shown = "";
  const asking = setInterval(async () => {
    if (!bar.isConnected) return clearInterval(asking);
    if (document.hidden) return;
    const answer = await fetch(bar.dataset.url).catch(() => null);
    const html = answer?.status === 200 && !answer.redirected ? await answer.text() : shown;
    if (html !== shown) bar.innerHTML = shown = html; // read out once, and never swapped under a finger
    else if (answer && answer.status >= 400) clearInterval(asking);
  }, Number(bar.dataset.every) || MINUTE);
}
