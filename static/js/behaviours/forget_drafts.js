// Signing out takes the drafts of this device along: the next person at this computer finds none.
import { forgetAll } from "../drafts.js";

export default function (form) {
  form.addEventListener("submit", forgetAll);
}
