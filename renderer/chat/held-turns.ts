const turnOf = (node: Node | null): number | undefined => {
  const element = node instanceof Element ? node : node?.parentElement;
  const place = element?.closest<HTMLElement>('[data-turn], [data-prompt]');
  const number = place?.dataset.turn ?? place?.dataset.prompt;
  return number === undefined ? undefined : Number(number);
};

/** Turns that must not leave the page however far one scrolls: the one with the focus, and those a selection spans. */
export const heldTurns = (grid: HTMLElement): ReadonlySet<number> => {
  const held = new Set<number>();
  const add = (turnIndex: number | undefined) => turnIndex !== undefined && held.add(turnIndex);
  if (grid.contains(document.activeElement)) add(turnOf(document.activeElement));
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || !grid.contains(selection.anchorNode)) return held;
  const [one, other] = [turnOf(selection.anchorNode), turnOf(selection.focusNode)];
  add(one);
  add(other);
  if (one !== undefined && other !== undefined)
    for (let turnIndex = Math.min(one, other); turnIndex < Math.max(one, other); turnIndex += 1)
      add(turnIndex);
  return held;
};
