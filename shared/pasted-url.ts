// Reduces an endpoint address as portals show it to the base URL a vendor's row describes. Judging it is `base-url.ts`'s business.

interface ParsedUrl {
  readonly origin: string;
  readonly hostname: string;
  readonly pathname: string;
}
declare const URL: { new (url: string): ParsedUrl; canParse(url: string): boolean };

const azureHost = /\.(?:openai\.azure\.com|services\.ai\.azure\.com|cognitiveservices\.azure\.com)$/i;
/** Paths of Azure's other doors: what is behind them is reached through the row's path at the same host. */
const azurePath = /^\/(?:openai|anthropic|models|api\/projects)(?:\/|$)/i;
/** What clients append to a base URL themselves. */
const calledPath = /\/(?:chat\/completions|responses|messages)\/*$/i;

/**
 * `input` without what belongs to a single request: query and called path. Azure's addresses, which carry deployments and
 * projects, get the path of `template` (a vendor's base URL; empty for OpenAI's own format). Anything else comes back as it is.
 */
export const tidyBaseUrl = (input: string, template: string): string => {
  const text = input.trim();
  // A user name, a fragment or invisible characters are not tidied away: they are refused, with a reason.
  if (!URL.canParse(text) || /[#\p{Cc}\p{Cf}]/u.test(text) || /^[a-z]+:\/\/[^/?]*@/i.test(text)) return input;
  const { origin, hostname, pathname } = new URL(text);
  if (!azureHost.test(hostname))
    return calledPath.test(pathname) ? text.replace(/\?.*$/, '').replace(calledPath, '') : input;
  const path = template === '' ? '/openai/v1' : (/^https?:\/\/[^/]+(\/.*)$/.exec(template)?.[1] ?? '');
  return pathname === '/' || azurePath.test(pathname) ? `${origin}${path}` : input;
};
