// The ways of showing a growing answer that are measured against each other, each behind the same two functions.
import { memo, type ReactNode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import ReactMarkdown from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { Streamdown } from 'streamdown';
import { createMarkdownView } from '../../../renderer/markdown/markdown-view.ts';

/** One answer on the page. */
export interface Shown {
  append(text: string): void;
  dispose(): void;
}

export type Engine = (host: HTMLElement) => Shown;

const linesPerGroup = 32;

/** The least that showing streamed text can cost: one text node grows, each line is an element, groups out of sight are skipped. */
const floor: Engine = (host) => {
  let group: HTMLElement | undefined;
  let lines = 0;
  let node: Text | undefined;
  const newLine = (): Text => {
    if (group === undefined || lines === linesPerGroup) {
      group = document.createElement('div');
      group.style.contentVisibility = 'auto';
      group.style.containIntrinsicSize = 'auto 640px';
      host.append(group);
      lines = 0;
    }
    const line = document.createElement('div');
    const text = document.createTextNode('');
    line.style.minHeight = '1lh';
    line.append(text);
    group.append(line);
    lines += 1;
    return text;
  };
  return {
    append(text) {
      text.split('\n').forEach((part, index) => {
        if (node === undefined || index > 0) node = newLine();
        node.appendData(part);
      });
    },
    dispose: () => host.replaceChildren(),
  };
};

const collate: Engine = (host) => {
  const view = createMarkdownView(host, { onLink: () => undefined });
  return { append: view.append, dispose: view.dispose };
};

/** A React component that is given the whole text so far, once per frame: what every React peer asks for. */
const inReact =
  (render: (text: string) => ReactNode): Engine =>
  (host) => {
    const listeners = new Set<() => void>();
    let text = '';
    const subscribe = (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    const Answer = (): ReactNode => render(useSyncExternalStore(subscribe, () => text));
    const root = createRoot(host);
    root.render(<Answer />);
    return {
      append(more) {
        text += more;
        for (const listener of listeners) listener();
      },
      dispose: () => root.unmount(),
    };
  };

const gfm = [remarkGfm];
const gfmAndMath = [remarkGfm, remarkMath];
const katex = [rehypeKatex];

const Piece = memo(({ source }: { source: string }) => (
  <ReactMarkdown remarkPlugins={gfm}>{source}</ReactMarkdown>
));

/** react-markdown, one memoised component per paragraph-like block: the usual remedy, with a splitter as cheap as one can be. */
const memoised = (text: string): ReactNode => {
  const blocks: string[] = [];
  let isFence = false;
  let current = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) isFence = !isFence;
    if (line === '' && !isFence) {
      if (current !== '') blocks.push(current);
      current = '';
    } else current += `${line}\n`;
  }
  if (current !== '') blocks.push(current);
  return blocks.map((source, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only ever added at the end.
    <Piece key={index} source={source} />
  ));
};

export const engines = {
  floor,
  collate,
  streamdown: inReact((text) => <Streamdown>{text}</Streamdown>),
  memoised: inReact(memoised),
  whole: inReact((text) => <ReactMarkdown remarkPlugins={gfm}>{text}</ReactMarkdown>),
  'whole with math': inReact((text) => (
    <ReactMarkdown remarkPlugins={gfmAndMath} rehypePlugins={katex}>
      {text}
    </ReactMarkdown>
  )),
} satisfies Record<string, Engine>;

export type EngineName = keyof typeof engines;
