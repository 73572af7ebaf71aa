// Without a line a form stays where it is, and says so: sending is a tap, when there is one again.
export default function (form) {
  const notice = form.querySelector("[data-signal]");
  form.addEventListener("submit", (event) => {
    notice.hidden = navigator.onLine;
    if (navigator.onLine) return;
    event.preventDefault();
    notice.scrollIntoView({ block: "center" });
  });
  addEventListener("online", () => (notice.hidden = true));
}
