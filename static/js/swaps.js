// After a swap: the count of a list is read out, and the focus is never left nowhere.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.target.isConnected ? event.detail.target : document.getElementById(event.detail.target.id);
  const said = target?.dataset.said;
  if (said) document.getElementById("terucap").textContent = said;
  if (document.activeElement !== document.body) return;
  const place = target?.querySelector("[role=alert],h1,h2,h3");
  if (!place) return;
  place.tabIndex = -1;
  place.focus();
});
