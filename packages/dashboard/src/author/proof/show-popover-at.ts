const gap = 4;
const margin = 8;

/** Shows a popover below an element, above where there is no room, and moves the focus into it. */
export function showPopoverAt(popover: HTMLElement, element: HTMLElement): void {
  popover.hidePopover();
  popover.showPopover();
  const at = element.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = popover;
  const left = Math.min(at.left, innerWidth - offsetWidth - margin);
  const isBelow = at.bottom + gap + offsetHeight + margin <= innerHeight;
  const top = isBelow ? at.bottom + gap : at.top - gap - offsetHeight;
  popover.style.left = `${Math.max(margin, left)}px`;
  popover.style.top = `${Math.max(margin, Math.min(top, innerHeight - offsetHeight - margin))}px`;
  popover.focus({ preventScroll: true });
}
