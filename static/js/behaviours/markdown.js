// Buttons that write the signs of Markdown around what is marked.
const WRAP = { bold: "**", italic: "_" };

export default function (toolbar) {
  const field = document.getElementById(toolbar.getAttribute("aria-controls"));
  toolbar.hidden = false;
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const marked = field.value.slice(field.selectionStart, field.selectionEnd);
    field.focus();
    field.setRangeText(written(button.value, marked), field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function written(how, marked) {
  if (how === "list") return (marked || " ").split("\n").map((line) => `- ${line.trim()}`).join("\n");
  if (how === "link") return /^https?:/.test(marked) ? `[](${marked})` : `[${marked}](https://)`;
  return WRAP[how] + marked + WRAP[how];
}
