/** Where a reader is in a column: at which element, and how far into it, so that the place outlives a change of width. */
export interface Place {
  top: number;
  anchor: Element | undefined;
  /** Share of the anchor's height above the edge. */
  share: number;
}

/** Blocks of the text, outermost first: groups hold them. */
const blocksOf = (scroller: HTMLElement): Element[] => [
  ...scroller.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li, pre, tr'),
];

export const placeOf = (scroller: HTMLElement): Place => {
  const edge = scroller.getBoundingClientRect().top;
  const anchor = blocksOf(scroller).find((block) => block.getBoundingClientRect().bottom > edge + 1);
  const box = anchor?.getBoundingClientRect();
  return {
    top: scroller.scrollTop,
    anchor,
    share: box === undefined || box.height === 0 ? 0 : (edge - box.top) / box.height,
  };
};

/** How far the column must be scrolled now for the place to be at its edge again. */
export const topOf = (scroller: HTMLElement, place: Place): number => {
  if (place.top <= 0 || place.anchor?.isConnected !== true) return place.top;
  const box = place.anchor.getBoundingClientRect();
  return scroller.scrollTop + box.top - scroller.getBoundingClientRect().top + place.share * box.height;
};
