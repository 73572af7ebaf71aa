// Copies what stands in the <output> beside the button, and says so.
export default function (place) {
  const button = place.querySelector("button"), output = place.querySelector("output"), status = place.querySelector("[data-said]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(output.textContent);
    } catch {
      getSelection().selectAllChildren(output); // no clipboard without https: marked, so that one key copies it
      return;
    }
    status.textContent = status.dataset.said;
    setTimeout(() => (status.textContent = ""), 4000);
  });
}
