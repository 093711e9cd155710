// Hands a finished file to the platform's own way of saving.
import type { ExportFile } from '../../shared/api.ts';

/** Chromium reads the blob after the click has returned; this is ample for it to start. */
const urlLifetimeMs = 60_000;

export const saveFile = ({ fileName, mediaType, text }: ExportFile): void => {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), urlLifetimeMs);
};
