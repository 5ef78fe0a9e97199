// Drag and drop and live progress. Without it the form is sent as forms are.
(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector(".drop");
  const area = document.getElementById("progress");

  const send = (files) => {
    const data = new FormData();
    // The check against forged forms comes first, as in the plain form.
    const token = form.querySelector("input[name=__RequestVerificationToken]");
    data.append(token.name, token.value);
    for (const file of files) data.append("files", file, file.name);

    const total = Array.from(files).reduce((sum, file) => sum + file.size, 0);
    const label = document.createElement("p");
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", "Upload");
    label.textContent = "Uploading…";
    area.replaceChildren(label, bar);
    form.querySelector("button").disabled = true;

    const request = new XMLHttpRequest();
    const fail = (text) => {
      area.replaceChildren(Object.assign(document.createElement("p"), { className: "note alert", textContent: text }));
      form.querySelector("button").disabled = false;
    };
    request.upload.addEventListener("progress", (event) => {
      const share = event.lengthComputable ? Math.floor(100 * event.loaded / event.total) : 0;
      bar.value = share;
      label.textContent = share < 100 ? `Uploading and checking: ${share} % of ${(total / 1048576).toFixed(1)} MB` : "Checking the last part…";
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300 && request.responseURL) location.assign(request.responseURL);
      else fail(request.status === 413 ? "The file is too large for this page." : "The upload was refused. Reload the page and try again.");
    });
    request.addEventListener("error", () => fail("The connection broke. Nothing was kept; try again."));
    request.open("POST", form.action);
    request.send(data);
  };

  form.addEventListener("submit", (event) => {
    if (input.files.length === 0) return;
    event.preventDefault();
    send(input.files);
  });
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over-it"); });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("over-it"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) send(event.dataTransfer.files);
  });
})();
