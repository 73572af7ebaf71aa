// This page says that a form has arrived: what the device kept of it is needed no more.
import { forget, keyOf } from "../drafts.js";

export default (place) => forget(keyOf(place));
