// Chromium under Playwright cannot navigate to a scheme of our own, so the double carries `app://-` over an https origin that no network
// request ever leaves for: every request is answered by interception. The shell sees only its own addresses, the page only the carried ones.
const own = 'app://-';
export const carriedOrigin = 'https://app.collate.test';

/** Also of `blob:` addresses, which contain their maker's. */
export const toCarried = (url: string): string =>
  url.replace(/^(blob:)?app:\/\/-(?=[/?#]|$)/, `$1${carriedOrigin}`);

export const toOwn = (url: string): string =>
  url.replace(/^(blob:)?https:\/\/app\.collate\.test(?=[/?#]|$)/, `$1${own}`);
