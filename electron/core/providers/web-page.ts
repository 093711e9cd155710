// Recognises a web page where a model's answer was expected: login pages of proxies, error pages, wrong addresses.

/** What a person needs to recognise the page. */
const maxTitle = 200;

const isPage = (body: string): boolean =>
  /^\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)/i.test(body);

/** The page's title, or the beginning of its text, as plain text; undefined when the body is no web page. */
export const pageTitle = (body: string): string | undefined => {
  if (!isPage(body)) return undefined;
  const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1]?.trim();
  const text =
    title ||
    body
      .replace(/<(script|style)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ')
      .replace(/<[^>]*>?/g, ' ')
      .trim();
  return text.replace(/\s+/g, ' ').slice(0, maxTitle) || undefined;
};
