// What proxy the computer is set to use, as Chromium finds it out: system settings, PAC scripts, the environment on Linux.
// Decides nothing about it.
import { session } from 'electron';

/** Only after the app is ready. Only scheme, host and port are shown to a PAC script. Rejects when Chromium cannot tell. */
export const systemProxyFor = (url: string): Promise<string> =>
  session.fromPartition('collate').resolveProxy(`${new URL(url).origin}/`);
