// A banner while the browser is offline: nothing typed is lost, nothing is sent.
export function startConnection() {
  const banner = document.getElementById("offline-banner");
  if (!banner) return;
  const show = () => { banner.hidden = navigator.onLine; };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
