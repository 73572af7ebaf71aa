// While a form is on its way its buttons wait; a page that comes back by the Back button can send again.
export default function (form) {
  const buttons = () => form.querySelectorAll("button[type=submit],button:not([type])");
  const wait = (waits) => buttons().forEach((button) => {
    button.disabled = waits;
    button.setAttribute("aria-busy", waits);
  });
  // Later: the browser has read by then which button was pressed, and htmx has said whether it sends the form itself.
  form.addEventListener("submit", (event) => setTimeout(() => event.defaultPrevented || wait(true)));
  addEventListener("pageshow", (event) => event.persisted && wait(false));
}
