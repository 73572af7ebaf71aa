// Messages are read out also when they came with the page; successes leave after 8 s unless someone looks at them.
const LIFE = 8000;

export default function (region) {
  const arm = (toast) => {
    if (toast.nodeType !== 1 || "armed" in toast.dataset) return;
    toast.dataset.armed = "";
    toast.querySelector("[data-close]")?.addEventListener("click", (event) => {
      event.preventDefault();
      toast.remove();
    });
    if (toast.dataset.tone !== "success") return;
    let timer;
    const leave = () => (timer = setTimeout(() => toast.remove(), LIFE)), stay = () => clearTimeout(timer);
    for (const name of ["mouseenter", "focusin"]) toast.addEventListener(name, stay);
    for (const name of ["mouseleave", "focusout"]) toast.addEventListener(name, leave);
    leave();
  };
  const here = [...region.children];
  // What is added to a live region is read, what was there is not; what was closed meanwhile does not come back.
  setTimeout(() => region.append(...here.filter((toast) => toast.isConnected)), 150);
  here.forEach(arm);
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(arm))).observe(region, { childList: true });
}
