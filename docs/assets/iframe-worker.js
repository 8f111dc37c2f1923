/* A page that is opened from its folder may start no worker, which the search is: here one runs in a hidden frame instead. */
if (location.protocol === "file:") window.Worker = class extends EventTarget {
  constructor(script) {
    super();
    this.frame = Object.assign(document.createElement("iframe"), {
      hidden: true,
      title: "search",
      srcdoc: `<script src="${new URL(script, document.baseURI)}"></script>`,
    });
    this.ready = new Promise(loaded => this.frame.addEventListener("load", loaded, { once: true }));
    document.body.append(this.frame);
    this.frame.contentWindow.postMessage = data => {
      const told = new MessageEvent("message", { data });
      this.onmessage?.(told);
      this.dispatchEvent(told);
    };
  }
  postMessage(data) {
    this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
  }
  terminate() {
    this.frame.remove();
  }
};
