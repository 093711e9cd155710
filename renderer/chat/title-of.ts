const maxLength = 60;

/** A name for a chat from its first prompt: the first line that says something, cut at a word. Only the beginning is looked at. */
export const titleOf = (prompt: string): string => {
  const line = prompt
    .slice(0, 2000)
    .split('\n')
    .map((each) => each.replace(/\s+/g, ' ').trim())
    .find((each) => each !== '');
  if (line === undefined) return 'Untitled chat';
  if (line.length <= maxLength) return line;
  const cut = line.slice(0, maxLength);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > maxLength / 2 ? space : maxLength).replace(/[\ud800-\udbff]$/, '')}…`;
};
