// Line icons on a 24 × 24 grid.

const PATHS = {
  plus: "M12 5v14M5 12h14",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  reset: "M4.5 12a7.5 7.5 0 1 0 2.300-5.400M4 4v4.500h4.5",
  help: "M9.200 9.300a2.900 2.900 0 0 1 5.600.9c0 1.900-2.800 2.300-2.800 4M12 17.300v.2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  group: "M9 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.500c0-3.300 2.900-5.5 6.5-5.5 1.400 0 2.700.3 3.800.9M18 13v7M14.5 16.500h7",
  back: "M14.5 5.5 8 12l6.5 6.5",
  info: "M12 11v6M12 7.300v.2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  down: "M12 5v13M6.5 12.5 12 18l5.5-5.5",
  attach: "m19 11.5-7.300 7.300a4.600 4.600 0 0 1-6.5-6.500l7.800-7.800a3.100 3.100 0 0 1 4.400 4.400l-7.700 7.700a1.5 1.5 0 0 1-2.200-2.200l6.800-6.800",
  slash: "M15 5 9 19",
  keyboard: "M5 6.500h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM7 10.500v.1M10.300 10.500v.1M13.700 10.500v.1M17 10.500v.1M8.5 14h7",
  send: "M4.5 12 3.5 5.300c-.1-.8.7-1.400 1.400-1.100l15 7c.8.3.8 1.400 0 1.700l-15 7c-.7.300-1.5-.3-1.400-1.100zM4.5 12h7",
  check: "m5 12.5 4.5 4.500L19 7.5",
  more: "M12 5.500v.1M12 12v.1M12 18.500v.1",
  close: "M6 6l12 12M18 6 6 18",
  download: "M12 4v11M7 10.500l5 5 5-5M5 20h14",
  file: "M7 3.500h7l4.5 4.500v11a1.5 1.5 0 0 1-1.5 1.500H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.500zM13.5 4v4.500H18",
  photo: "M5 4.500h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.500H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.500zM9 10.500a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM4 17l4.5-4 3.5 3 3.5-4 4.5 4.5",
  poll: "M6 20v-7M12 20V4M18 20v-10",
  unheard: "M4 4l16 16M9.900 9.900a3 3 0 0 0 4.200 4.200M6.700 6.900C4.400 8.300 3 10.600 2.5 12c1 2.700 4.400 6.5 9.5 6.5 1.900 0 3.5-.5 4.900-1.300M10 5.700c.6-.1 1.300-.2 2-.2 5.100 0 8.5 3.800 9.5 6.5-.4 1-1.200 2.300-2.400 3.5",
  reply: "M10 7 4.5 12 10 17v-3.500c4.5 0 7.5 1.200 9.5 4.5-.3-5-3-8.300-9.5-8.500z",
  edit: "M4.5 19.500l.9-4L16.700 4.200a1.5 1.5 0 0 1 2.100 0l1 1a1.5 1.5 0 0 1 0 2.100L8.5 18.600z",
  trash: "M5 7h14M9.5 7V4.500h5V7M7 7l.8 12.500h8.400L17 7M10.300 10.500v5.500M13.700 10.500v5.5",
  copy: "M9 8.500h10.500V20H9zM5 15.500H4.500V4H15v1",
  forward: "M14 7l5.5 5-5.5 5v-3.500c-4.5 0-7.5 1.200-9.5 4.5.3-5 3-8.300 9.5-8.500z",
  pin: "M9 4h6l-.7 6 3.200 3.500H6.500L9.700 10zM12 13.500V20",
  out: "M9 5h10v10M19 5 6 18",
  clapper: "M4 10.500h16v8a1.5 1.5 0 0 1-1.5 1.500h-13A1.5 1.5 0 0 1 4 18.500zM4 10.5 3.300 7.300l15.5-4 .8 3.200zM8 6.200l2 3M13 4.900l2 3",
  chevron: "m7 9.5 5 5 5-5",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Give every button of the page's frame its icon, and its title as its name. */
export function dress(root) {
  for (const element of root.querySelectorAll("[data-icon]")) {
    element.prepend(icon(element.dataset.icon));
    if (element.title && !element.hasAttribute("aria-label")) element.setAttribute("aria-label", element.title);
  }
}
