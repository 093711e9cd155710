// The one address the page lives at, and the judgement whether something comes from there. Knows nothing of files.

/** A standard, secure scheme of our own: `file:` would share its origin with every file of the machine. */
export const appScheme = 'app';
/** No host name could be more meaningful than none; a standard scheme needs one. */
export const appHost = '-';
/** The only address a window is ever at. */
export const appUrl = `${appScheme}://${appHost}/index.html`;

/** Whether `url` is of the page's origin. Node reports `null` as the origin of schemes it does not know: compare the parts. */
export const isAppUrl = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${appScheme}:` && host === appHost && username === '' && password === '';
};
