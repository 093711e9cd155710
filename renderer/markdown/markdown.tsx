import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Link } from '../../shared/link.ts';
import { createFinisher } from './finish-blocks.ts';
import { createMarkdownView, type MarkdownView } from './markdown-view.ts';

export interface MarkdownProps {
  /** The whole text so far. Only what was added since the last time is looked at. */
  text: string;
  /** More text may follow. */
  isStreaming: boolean;
  onLink(link: Link): void;
  headingLevel?: number;
  onPrint?(): void;
}

interface Printed {
  view: MarkdownView;
  text: string;
  isSettled: boolean;
}

/** A host that React owns and whose content it never renders: the text goes to the view, piece by piece. */
export const Markdown = ({ text, isStreaming, onLink, headingLevel = 3, onPrint }: MarkdownProps) => {
  const host = useRef<HTMLDivElement>(null);
  const printed = useRef<Printed | undefined>(undefined);
  const callbacks = useRef({ onLink, onPrint });

  useLayoutEffect(() => {
    callbacks.current = { onLink, onPrint };
  });

  useEffect(
    () => () => {
      printed.current?.view.dispose();
      printed.current = undefined;
    },
    [],
  );

  useLayoutEffect(() => {
    if (host.current === null) return;
    let current = printed.current;
    const isContinued =
      current !== undefined &&
      text.startsWith(current.text) &&
      !(current.isSettled && text.length > current.text.length);
    if (current === undefined || !isContinued) {
      current?.view.dispose();
      const view = createMarkdownView(host.current, {
        headingLevel,
        createFinisher,
        onLink: (link) => callbacks.current.onLink(link),
        onPrint: () => callbacks.current.onPrint?.(),
      });
      current = { view, text: '', isSettled: false };
      printed.current = current;
    }
    current.view.append(text.slice(current.text.length));
    current.text = text;
    if (isStreaming || current.isSettled) return;
    current.isSettled = true;
    current.view.settle();
  }, [text, isStreaming, headingLevel]);

  return <div ref={host} />;
};
