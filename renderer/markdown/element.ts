let madeCount = 0;

/** How many elements were made so far, for whoever must not bring too many at once to be laid out. */
export const elementsMade = (): number => madeCount;

/** Makes one element of the few that Markdown is printed with. Content only ever enters as text nodes. */
export const element = <
  Tag extends
    | 'a'
    | 'bdi'
    | 'blockquote'
    | 'br'
    | 'button'
    | 'code'
    | 'col'
    | 'colgroup'
    | 'del'
    | 'div'
    | 'em'
    | 'hr'
    | 'input'
    | 'li'
    | 'ol'
    | 'p'
    | 'pre'
    | 'span'
    | 'strong'
    | 'table'
    | 'tbody'
    | 'td'
    | 'th'
    | 'thead'
    | 'tr'
    | 'ul',
>(
  tag: Tag,
  className?: string,
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  madeCount += 1;
  if (className !== undefined) made.className = className;
  return made;
};
