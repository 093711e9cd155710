/** The modifier of commands: ⌘ on a Mac, Ctrl elsewhere. */
export const isMac = /Mac|iP(hone|ad|od)/.test(navigator.platform);

export const modifierName = isMac ? '⌘' : 'Ctrl';

export const hasModifier = (event: { ctrlKey: boolean; metaKey: boolean }): boolean =>
  isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
