// Two images of an output: side by side, one over the other with a slider, or as their difference.
import type { PageImage } from "../../language-server/diff/diffPage";
import { element } from "../shared/elements";
import { sanitiseSvg } from "./sanitise";

const modes = [
  { name: "side", text: "Side by side" },
  { name: "onion", text: "Onion skin" },
  { name: "swipe", text: "Swipe" },
  { name: "difference", text: "Difference" },
] as const;
type Mode = (typeof modes)[number]["name"];

const shownTypes = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Numbers the groups of radio buttons. */
let groups = 0;

/** The images of one output; `says` tells how they differ. */
export function imagePair(before: PageImage | null, after: PageImage | null, says: string): HTMLElement {
  const box = element("div", { className: "images", attributes: { "data-mode": "side" } });
  const stage = element("div", { className: "stage" }, [figure(before, "before"), figure(after, "after")]);
  const isPair = before && after && addressOf(before) && addressOf(after);
  // Of one image alone its caption says all.
  box.append(
    ...(before && after ? [element("p", { className: "says", text: says })] : []),
    ...(isPair ? [controls(box, stage)] : []),
    stage,
  );
  return box;
}

function figure(image: PageImage | null, side: "before" | "after"): HTMLElement {
  if (!image) return element("figure", { className: `${side} none` });
  const address = addressOf(image);
  const attributes =
    address === null
      ? {}
      : {
          src: address,
          alt: side === "before" ? "The image before" : "The image after",
          decoding: "async",
          ...(image.width ? { width: String(image.width), height: String(image.height) } : {}),
        };
  return element("figure", { className: side }, [
    address === null
      ? element("p", { className: "soft", text: `An image of the type ${image.mime} cannot be shown.` })
      : element("img", { attributes }),
    element("figcaption", { text: image.caption }),
  ]);
}

/** The image as an address that holds it; null for a type that no browser shows. */
function addressOf({ mime, data }: PageImage): string | null {
  if (mime === "image/svg+xml") return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sanitiseSvg(data))}`;
  return shownTypes.has(mime) ? `data:${mime};base64,${data.replace(/[^A-Za-z0-9+/=]/g, "")}` : null;
}

/** Radio buttons for the modes, and the slider of those that have one. */
function controls(box: HTMLElement, stage: HTMLElement): HTMLElement {
  const group = `image-mode-${++groups}`;
  const slider = element("input", {
    attributes: { type: "range", min: "0", max: "100", value: "50", "aria-label": "How much of the image after is shown" },
  });
  const show = (mode: Mode): void => {
    box.dataset.mode = mode;
    slider.hidden = mode !== "onion" && mode !== "swipe";
  };
  slider.addEventListener("input", () => stage.style.setProperty("--shown", `${slider.value}%`));
  stage.style.setProperty("--shown", "50%");
  // The mouse over the picture moves the swipe's edge, too.
  stage.addEventListener("pointermove", ({ clientX, buttons }) => {
    if (box.dataset.mode !== "swipe" || buttons === 0) return;
    const { left, width } = stage.getBoundingClientRect();
    slider.value = String(Math.round((100 * (clientX - left)) / width));
    slider.dispatchEvent(new Event("input"));
  });
  const buttons = modes.map(({ name, text }) => {
    const input = element("input", { attributes: { type: "radio", name: group, value: name } });
    input.checked = name === "side";
    input.addEventListener("change", () => show(name));
    return element("label", {}, [input, document.createTextNode(text)]);
  });
  show("side");
  return element("div", { className: "modes", attributes: { role: "radiogroup", "aria-label": "How the images are compared" } }, [
    ...buttons,
    slider,
  ]);
}
