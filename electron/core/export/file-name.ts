// The name of an exported file: readable, dated, and allowed on every file system.

/** With four bytes a letter, date and ending this stays under the 255 bytes file systems allow. */
const maxSlugLength = 50;

/** Letters and digits of any script, joined by hyphens; nothing a path, a shell or a header could trip over. */
export const fileName = (title: string, exportedAt: number, extension: string): string => {
  const words =
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const slug = [...words.join('-')].slice(0, maxSlugLength).join('').replace(/-+$/, '');
  const date = new Date(exportedAt);
  const day = Number.isNaN(date.getTime()) ? '' : `-${date.toISOString().slice(0, 10)}`;
  return `${slug === '' ? 'chat' : slug}${day}.${extension}`;
};
