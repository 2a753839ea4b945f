// Loads a script or a style sheet of this server once, when it is first needed.
const loading = new Map();

const once = (address, make) => {
  if (!loading.has(address)) {
    loading.set(address, new Promise((done, failed) => {
      const element = make();
      element.addEventListener("load", () => done());
      element.addEventListener("error", () => { loading.delete(address); failed(new Error(address)); });
      document.head.append(element);
    }));
  }
  return loading.get(address);
};

export const loadScript = (address) => once(address, () => Object.assign(document.createElement("script"), { src: address }));
export const loadStyle = (address) => once(address, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
