// After @ and two letters: people and organisations to choose from, by the arrows or a tap. Who goes on typing may.
const BEGUN = /(?:^|[\s(])@([\p{L}\d][\p{L}\d-]{1,39})$/u;

export default function (form) {
  const field = form.querySelector("textarea"), list = document.createElement("ul"), said = document.getElementById("terucap");
  let timer, word = "";
  list.className = "mentions";
  list.id = `${field.id}_sebut`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.mentionsLabel);
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);

  const typed = () => BEGUN.exec(field.value.slice(0, field.selectionStart))?.[1] || "";
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    field.removeAttribute("aria-activedescendant");
  };
  const point = (option) => {
    for (const one of list.children) one.setAttribute("aria-selected", one === option);
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const choose = (option) => {
    field.setRangeText(`${option.dataset.text} `, field.selectionStart - word.length - 1, field.selectionStart, "end");
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  const show = (found) => {
    close();
    list.append(...found.map((one, n) => optionOf(one, `${list.id}_${n}`)));
    list.hidden = !found.length;
    if (found.length) point(list.firstChild);
    if (found.length) said.textContent = found.map((one) => one.name).join(", ");
  };
  const ask = async () => {
    const asked = word, category = form.elements.category?.value || "";
    const answer = await fetch(`${form.dataset.mentions}&kategori=${category}&q=${encodeURIComponent(asked)}`).catch(() => null);
    const found = answer?.ok ? (await answer.json()).found : [];
    if (asked === typed()) show(found);
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    word = typed();
    if (word) timer = setTimeout(ask, 200);
    else close();
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const here = list.querySelector("[aria-selected=true]");
    const to = { ArrowDown: here.nextSibling || list.firstChild, ArrowUp: here.previousSibling || list.lastChild }[event.key];
    if (to) point(to);
    else if (event.key === "Enter" || event.key === "Tab") choose(here);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => setTimeout(close, 200));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => choose(event.target.closest("li")));
}

function optionOf(one, id) {
  const option = document.createElement("li"), detail = document.createElement("span");
  option.id = id;
  option.dataset.text = one.text;
  option.setAttribute("role", "option");
  detail.textContent = one.detail;
  option.append(one.name, detail);
  return option;
}
