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
  if (className !== undefined) made.className = className;
  return made;
};
