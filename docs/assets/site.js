/* What the theme leaves to the mouse: its menu, contents and search on a phone, and what is scrolled sideways. */
const names = { __drawer: "Mục lục / menu", __toc: "Trong trang này / on this page", __search: "Tìm / search" };
const buttons = [...document.querySelectorAll(".md-header label, .md-sidebar-button")].filter(label => label.htmlFor in names);
for (const label of buttons) {
  label.tabIndex = 0; // Enter is the theme's own
  label.setAttribute("role", "button");
  label.setAttribute("aria-label", names[label.htmlFor]);
}
document.addEventListener("keydown", event => {
  if (event.key === " " && document.activeElement.matches("label[tabindex]")) {
    event.preventDefault();
    document.activeElement.click();
  }
  if (event.key === "Escape")
    for (const label of buttons.filter(label => label.control.checked)) {
      label.click();
      label.focus();
    }
});

// Not every browser lets the keyboard into what is scrolled sideways.
const reach = () => {
  for (const part of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code, .picture"))
    part.tabIndex = part.scrollWidth > part.clientWidth ? 0 : -1;
};
addEventListener("load", reach);
addEventListener("resize", reach);
