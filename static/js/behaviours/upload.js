// Photos are made small here before they cost anybody data; what this browser can't read is sent as it is.
const LONGEST = 1600, QUALITY = 0.82, SMALL = 400_000;

export default function (place) {
  const field = place.querySelector("input[type=file]"), status = place.querySelector("[role=status]");
  const shrink = async () => {
    if (![...field.files].some((file) => file.type.startsWith("image/") && file.size > SMALL)) return;
    status.textContent = status.dataset.busy;
    const files = new DataTransfer();
    for (const file of field.files) files.items.add(await shrunk(file));
    field.files = files.files;
    status.textContent = status.dataset.ready;
  };
  // A picture that is pasted into the text of the form, or dropped on it, is chosen like one from the list.
  const take = (event) => {
    const files = event.clipboardData?.files || event.dataTransfer?.files;
    const pictures = [...(files || [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    event.preventDefault();
    const chosen = new DataTransfer();
    for (const file of field.multiple ? [...field.files, ...pictures] : pictures.slice(-1)) chosen.items.add(file);
    field.files = chosen.files;
    status.textContent = pictures.map((file) => file.name).join(", ");
    shrink();
  };
  const form = field.form;
  if (form?.querySelector("textarea")) {
    form.addEventListener("paste", take);
    form.addEventListener("drop", take);
    form.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  }
  field.addEventListener("change", shrink);
  shrink(); // on a slow line a photo may be chosen before this comes
}

async function shrunk(file) {
  if (!file.type.startsWith("image/") || file.size <= SMALL) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file;
  }
}
