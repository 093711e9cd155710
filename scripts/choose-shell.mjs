// Which of the two shells opens: the Electron window where a person could see one, else the page on loopback.

/**
 * @param {{ web: boolean, desktop: boolean, ask: boolean }} flags
 * @param {{ platform: string, environment: Record<string, string | undefined>, isRoot: boolean }} machine
 * @returns {{ shell: 'desktop' } | { shell: 'web', because?: string }} `because` completes "Opening the page in a browser: ".
 */
export const chooseShell = (flags, { platform, environment, isRoot }) => {
  if (flags.web || flags.ask) return { shell: 'web' };
  if (flags.desktop) return { shell: 'desktop' };
  if (platform === 'darwin' || platform === 'win32')
    return environment.SSH_CONNECTION
      ? { shell: 'web', because: 'this terminal is on another machine than your screen.' }
      : { shell: 'desktop' };
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY)
    return { shell: 'web', because: 'there is no display for a window.' };
  // Chromium refuses to run as root unless its sandbox is turned off, which Collate does not do.
  if (isRoot) return { shell: 'web', because: 'a window cannot be opened as root.' };
  return { shell: 'desktop' };
};
