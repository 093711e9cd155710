// What content could bring about in a page, noted, and what a person's hands could add, done.
import type { BrowserContext, Page } from 'playwright-core';

/** Everything content could bring about, from before the page is loaded. */
export const watchIncidents = (
  context: BrowserContext,
  incidents: string[],
  own: () => readonly string[],
): void => {
  const isOwn = (url: string): boolean =>
    url === 'about:blank' || own().some((prefix) => url === prefix || url.startsWith(`${prefix}/`));
  context.on('request', (request) => {
    if (!isOwn(request.url())) incidents.push(`request ${request.url().slice(0, 200)}`);
  });
  context.on('console', (message) => {
    if (/violat|Content Security Policy|Trusted ?(HTML|Script|Type)/i.test(message.text()))
      incidents.push(`policy ${message.text().slice(0, 200)}`);
  });
  context.on('weberror', (error) => incidents.push(`error ${String(error.error()).slice(0, 200)}`));
  context.on('page', (page) => {
    if (context.pages().length > 1 && !page.url().startsWith('about:blank#own'))
      incidents.push(`window ${page.url()}`);
  });
  const watchPage = (page: Page): void => {
    page.on('dialog', (dialog) => {
      incidents.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('download', (download) => incidents.push(`download ${download.url()}`));
    page.on('framenavigated', (frame) => {
      if (!isOwn(new URL(frame.url()).origin) && !isOwn(frame.url()))
        incidents.push(`navigation ${frame.url()}`);
    });
  };
  context.on('page', watchPage);
  for (const page of context.pages()) watchPage(page);
};

/**
 * Every event a person's hands can cause, on every element within `selector`; no clicks on those in `unclicked`, which the app
 * itself would follow. Returns how many elements.
 */
export const provoke = (page: Page, selector: string, unclicked = ''): Promise<number> =>
  page.evaluate(
    ([within, not]) => {
      const pointer =
        'pointerover pointerenter pointerdown pointerup mouseover mouseenter mousemove mousedown mouseup'.split(
          ' ',
        );
      const other =
        'focus focusin input change toggle beforetoggle animationstart animationend transitionend scroll wheel copy dragstart drop submit error load begin'.split(
          ' ',
        );
      const elements = [...document.querySelectorAll(within)].flatMap((root) => [
        ...root.querySelectorAll('*'),
      ]);
      for (const element of elements) {
        // Every element gets its own: they need not rise through all that lies around it.
        for (const type of pointer) element.dispatchEvent(new MouseEvent(type));
        for (const type of other) element.dispatchEvent(new Event(type));
        element.dispatchEvent(new MouseEvent('pointerover', { bubbles: true }));
        for (const key of ['Enter', ' '])
          element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        if (element instanceof HTMLElement) element.focus({ preventScroll: true });
        if (not !== '' && element.closest(not) !== null) continue;
        for (const type of ['click', 'auxclick', 'dblclick', 'contextmenu'])
          element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
      }
      return elements.length;
    },
    [selector, unclicked] as const,
  );

/** What of the page no content may have made: elements that load, run or submit. */
const forbidden =
  'img, iframe, frame, script, object, embed, video, audio, form, base, meta, link, style, animate, [style*="url"], [srcset], [ping], [href^="javascript" i], [href^="data" i]';

export const inspect = async (
  page: Page,
  selector: string,
  where: string,
  incidents: string[],
): Promise<void> => {
  const found = await page
    .locator(selector)
    .locator(forbidden)
    .evaluateAll((elements) => elements.map((element) => element.outerHTML.slice(0, 120)));
  for (const markup of found) incidents.push(`element in ${where}: ${markup}`);
  const handlers = await page.evaluate(
    (within) =>
      [...document.querySelectorAll(within)]
        .flatMap((root) => [...root.querySelectorAll('*')])
        .flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith('on'))),
    selector,
  );
  for (const name of handlers) incidents.push(`attribute in ${where}: ${name}`);
};
