// Lights sentences that belong together and moves between them, by attributes of their elements alone.

const sentenceAt = (target: EventTarget | null): HTMLElement | undefined =>
  (target instanceof Element ? target.closest<HTMLElement>('[data-sentence]') : undefined) ?? undefined;

const partnersOf = (host: HTMLElement, sentence: HTMLElement): HTMLElement[] => {
  const { cluster } = sentence.dataset;
  if (cluster === undefined) return [];
  return [...host.querySelectorAll<HTMLElement>(`[data-cluster="${cluster}"]`)].filter(
    (each) => each !== sentence,
  );
};

const columnOf = (sentence: HTMLElement): HTMLElement | undefined =>
  sentence.closest<HTMLElement>('[data-answer]') ?? undefined;

const intoView = (sentence: HTMLElement): void => {
  columnOf(sentence)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const scroller = columnOf(sentence)?.querySelector<HTMLElement>(':scope > div');
  if (scroller == null) return;
  const box = sentence.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  const middle = box.top + box.height / 2 - frame.top - frame.height / 2;
  scroller.scrollTop += middle;
};

const focusOn = (host: HTMLElement, sentence: HTMLElement): void => {
  // One stop of the Tab key per column: the sentence that was last looked at.
  for (const each of columnOf(sentence)?.querySelectorAll<HTMLElement>('[tabindex="0"]') ?? [])
    each.tabIndex = -1;
  sentence.tabIndex = 0;
  sentence.focus({ preventScroll: true });
  const scroller = columnOf(sentence)?.querySelector<HTMLElement>(':scope > div');
  const box = sentence.getBoundingClientRect();
  const frame = scroller?.getBoundingClientRect();
  if (frame !== undefined && (box.top < frame.top || box.bottom > frame.bottom)) intoView(sentence);
  light(host, sentence);
};

const light = (host: HTMLElement, sentence: HTMLElement | undefined): void => {
  for (const lit of host.querySelectorAll<HTMLElement>('[data-lit]')) delete lit.dataset.lit;
  if (sentence === undefined) return;
  const partners = partnersOf(host, sentence);
  if (partners.length === 0) return;
  for (const each of [sentence, ...partners]) each.dataset.lit = '';
};

/** Brings a sentence and its partners to the middle of their columns and gives it the focus. */
export const goTo = (host: HTMLElement, answer: number, sentence: number): void => {
  const target = host.querySelector<HTMLElement>(`[data-sentence="${answer} ${sentence}"]`);
  if (target === null) return;
  for (const each of [...partnersOf(host, target), target]) intoView(each);
  focusOn(host, target);
};

const beside = (host: HTMLElement, sentence: HTMLElement, by: number): HTMLElement | undefined => {
  const columns = [...host.querySelectorAll<HTMLElement>('[data-answer]')];
  const here = columnOf(sentence);
  const start = here === undefined ? -1 : columns.indexOf(here);
  const partners = partnersOf(host, sentence);
  const ahead = by > 0 ? columns.slice(start + 1) : columns.slice(0, start).reverse();
  for (const column of ahead) {
    const partner = partners.find((each) => columnOf(each) === column);
    if (partner !== undefined) return partner;
  }
  return ahead[0]?.querySelector<HTMLElement>('[data-sentence][tabindex="0"]') ?? undefined;
};

/** Hover, focus and keys of the map. The function returned ends it. */
export const lightPartners = (host: HTMLElement): (() => void) => {
  const onPoint = (event: PointerEvent): void => {
    const active = sentenceAt(document.activeElement);
    light(host, sentenceAt(event.target) ?? (active && host.contains(active) ? active : undefined));
  };
  const onFocus = (event: FocusEvent): void => {
    const sentence = sentenceAt(event.target);
    if (sentence !== undefined) light(host, sentence);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const sentence = sentenceAt(event.target);
    if (sentence === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const own = [...(columnOf(sentence)?.querySelectorAll<HTMLElement>('[data-sentence]') ?? [])];
    const at = own.indexOf(sentence);
    const next =
      event.key === 'ArrowDown'
        ? own[at + 1]
        : event.key === 'ArrowUp'
          ? own[at - 1]
          : event.key === 'ArrowRight'
            ? beside(host, sentence, 1)
            : event.key === 'ArrowLeft'
              ? beside(host, sentence, -1)
              : undefined;
    if (next !== undefined) focusOn(host, next);
    else if (event.key === 'Enter' || event.key === ' ')
      for (const partner of partnersOf(host, sentence)) intoView(partner);
    else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const sentence = sentenceAt(event.target);
    // Whoever selects text wants no scrolling.
    if (sentence === undefined || window.getSelection()?.isCollapsed === false) return;
    focusOn(host, sentence);
    for (const partner of partnersOf(host, sentence)) intoView(partner);
  };
  host.addEventListener('pointerover', onPoint);
  host.addEventListener('focusin', onFocus);
  host.addEventListener('keydown', onKeyDown);
  host.addEventListener('click', onClick);
  return () => {
    host.removeEventListener('pointerover', onPoint);
    host.removeEventListener('focusin', onFocus);
    host.removeEventListener('keydown', onKeyDown);
    host.removeEventListener('click', onClick);
  };
};
