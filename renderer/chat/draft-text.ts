import type { Draft } from '../state/view.ts';

/** From here on a text is kept beside the text area: Chromium takes seconds to lay out megabytes in one. */
export const pastedFrom = 100_000;

/** The prompt a draft stands for. */
export const promptOf = ({ text, pasted }: Draft): string =>
  [...pasted, text].filter((each) => each !== '').join('\n\n');

/** A prompt as a draft, ready to be edited. */
export const draftOf = (prompt: string): Draft =>
  prompt.length < pastedFrom ? { text: prompt, pasted: [] } : { text: '', pasted: [prompt] };

export const isDraftBlank = ({ text, pasted }: Draft): boolean =>
  !/\S/.test(text) && !pasted.some((each) => /\S/.test(each));

/** The text that is about to be inserted, if it is one to be kept beside. */
export const largeInsert = (event: InputEvent): string | undefined => {
  if (!event.inputType.startsWith('insert')) return undefined;
  const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
  return text.length >= pastedFrom ? text : undefined;
};
