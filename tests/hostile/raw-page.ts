// The worst renderer there is: markdown-it with raw HTML, straight into innerHTML and its relatives. It stands in for a renderer
// that was broken or taken over, to show what the page's policy alone holds.
import Markdown from 'markdown-it';

const markdown = new Markdown({ html: true, linkify: true });

const sinks: ((host: HTMLElement, html: string) => void)[] = [
  (host, html) => {
    host.innerHTML = html;
  },
  (host, html) => host.insertAdjacentHTML('beforeend', html),
  (host, html) => host.append(document.createRange().createContextualFragment(html)),
  (host, html) => host.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes),
  (host, html) => host.setHTMLUnsafe(html),
  (host, html) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = html;
    host.append(frame);
  },
];

const page = {
  /** Puts each text on the page by every way there is. Returns how many of those the browser let through. */
  show(texts: string[]): number {
    let shown = 0;
    for (const text of texts)
      for (const sink of sinks) {
        const host = document.createElement('div');
        document.body.append(host);
        try {
          sink(host, markdown.render(text));
          shown += 1;
        } catch (error) {
          if (!(error instanceof TypeError)) throw error;
        }
      }
    return shown;
  },
};

declare global {
  var rawPage: typeof page;
}

globalThis.rawPage = page;
