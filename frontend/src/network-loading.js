// The drawing of networks is half a megabyte: fetched only by a page, or a fragment, that has a [data-network].
import { make, meta } from "./page.js";

export function loadNetwork(root) {
  if (!root.querySelector("[data-network]") || document.getElementById("network-script")) return;
  document.head.append(make("script", { src: meta("network"), id: "network-script", defer: true }));
}
