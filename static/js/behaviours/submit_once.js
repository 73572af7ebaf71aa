// While a form is on its way its buttons wait; a page that comes back by the Back button can send again.
export default function (form) {
  const buttons = () => form.querySelectorAll("button[type=submit],button:not([type])");
  form.addEventListener("submit", () =>
    setTimeout(() => buttons().forEach((button) => { // after the browser has read which button was pressed
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
    })),
  );
  addEventListener("pageshow", (event) => {
    if (event.persisted) buttons().forEach((button) => { button.disabled = false; button.removeAttribute("aria-busy"); });
  });
}
