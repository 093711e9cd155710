// What can be exported and what each format is good for, in the words of the dialog.
import type { exportFormats } from '../../shared/api.ts';

export type ExportFormat = (typeof exportFormats)[number];

export interface ExportChoice {
  format: ExportFormat;
  label: string;
  purpose: string;
}

/** In the order they are offered: the one to hand over first. */
export const exportChoices: readonly ExportChoice[] = [
  {
    format: 'html',
    label: 'HTML page',
    purpose: 'To hand over. One file that opens without network, with the same columns, measures and prices.',
  },
  {
    format: 'markdown',
    label: 'Markdown',
    purpose: 'To paste into a document or wiki. Readable as plain text.',
  },
  {
    format: 'csv',
    label: 'CSV table',
    purpose:
      'For a spreadsheet. One row per answer, with times, tokens and cost. Formulas are made harmless.',
  },
  {
    format: 'json',
    label: 'JSON',
    purpose: 'For programs. Everything that is stored, in a documented shape.',
  },
];
