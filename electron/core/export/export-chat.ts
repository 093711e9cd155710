// Turns a chat, or one turn of it, into a file a person keeps. Chooses the format; each format has its own file.
import type { ExportFile, exportFormats } from '../../../shared/api.ts';
import { chatAsCsv } from './chat-as-csv.ts';
import { chatAsHtml } from './chat-as-html.ts';
import { chatAsJson } from './chat-as-json.ts';
import { chatAsMarkdown } from './chat-as-markdown.ts';
import { arrangeGrid, type ExportedGrid, type ExportInput } from './exported-grid.ts';
import { fileName } from './file-name.ts';

type Format = (typeof exportFormats)[number];

const formats: Record<Format, { extension: string; mediaType: string; write(grid: ExportedGrid): string }> = {
  markdown: { extension: 'md', mediaType: 'text/markdown', write: chatAsMarkdown },
  json: { extension: 'json', mediaType: 'application/json', write: chatAsJson },
  csv: { extension: 'csv', mediaType: 'text/csv', write: chatAsCsv },
  html: { extension: 'html', mediaType: 'text/html', write: chatAsHtml },
};

/**
 * Pure: the same input gives the same file, to the character. Nothing it writes acts on its reader: no script, no request,
 * no formula. Columns that were removed are included when they have answers; simulated amounts are never added to real ones.
 */
export const exportChat = ({ format, ...input }: ExportInput & { format: Format }): ExportFile => {
  const { extension, mediaType, write } = formats[format];
  return {
    fileName: fileName(input.chat.title, input.exportedAt, extension),
    mediaType,
    text: write(arrangeGrid(input)),
  };
};
