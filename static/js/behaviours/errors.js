// The list of what is to be put right takes the focus, and its links lead into the fields.
export default function (summary) {
  // On a slow line this comes late: whoever is somewhere already is left there.
  if (document.activeElement === document.body) summary.focus();
  summary.addEventListener("click", (event) => {
    const field = document.getElementById(event.target.hash?.slice(1));
    if (!field) return;
    event.preventDefault();
    field.focus();
    (field.closest(".field") || field).scrollIntoView({ block: "nearest" });
  });
}
