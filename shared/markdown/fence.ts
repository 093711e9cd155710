// Text put where nothing in it can act: between fences longer than any inside. Knows nothing of what the text is.

/** `text` as a fenced code block that nothing inside can close, with `language` behind the opening fence. */
export const fence = (text: string, language = ''): string => {
  const longest = text.match(/`+/g)?.reduce((most, run) => Math.max(most, run.length), 2) ?? 2;
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${text.replace(/\n$/, '')}\n${mark}`;
};
