// *Kutip* with words marked: they go into the answer at once. Without, its link leads to the answer with the whole.
export default function (list) {
  const field = document.querySelector("#balas textarea");
  let words = "", post;
  list.addEventListener("pointerdown", () => {
    const marked = getSelection(), at = marked.rangeCount ? marked.getRangeAt(0).commonAncestorContainer : null;
    words = String(marked).trim(); // pressing the link takes the mark away
    post = (at?.nodeType === 1 ? at : at?.parentElement)?.closest(".body")?.closest(".post");
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quoted]");
    if (!link || !field || !words || link.closest(".post") !== post) return;
    event.preventDefault();
    const lines = words.split(/\n+/).map((line) => `> ${line}`).join("\n>\n");
    const before = field.value && !field.value.endsWith("\n\n") ? "\n\n" : "";
    field.setRangeText(`${before}${lines}\n>\n> [#${post.dataset.position}](${link.dataset.quoted})\n\n`, field.value.length, field.value.length, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
