// Reads a QR code with the camera, where the browser can. The page works without this file.
(() => {
  "use strict";
  const box = document.querySelector("[data-scan]");
  if (!box || !("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return;
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  const video = box.querySelector("video");
  const field = document.querySelector("[data-scan-into]");
  let stream = null;

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.hidden = true;
    said.textContent = "";
  }

  async function look(detector) {
    if (!stream) return;
    const found = await detector.detect(video).catch(() => []);
    if (found.length) {
      field.value = found[0].rawValue;
      stop();
      field.form.requestSubmit();
      return;
    }
    setTimeout(() => look(detector), 200);
  }

  async function start() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      video.hidden = false;
      said.textContent = box.dataset.looking;
      video.play().catch(() => {}); // it is looked at again until there is a picture
      look(new BarcodeDetector({ formats: ["qr_code"] }));
    } catch {
      stop();
      said.textContent = box.dataset.camera;
    }
  }

  button.addEventListener("click", () => (stream ? stop() : start()));
  addEventListener("pagehide", stop);
  box.hidden = false;
})();
