import { useEffect, useLayoutEffect, useRef } from 'react';
import { addedTo, type GrowingText } from '../../shared/growing-text.ts';
import type { Link } from '../../shared/link.ts';
import { createFinisher } from './finish-blocks.ts';
import { createMarkdownView, type MarkdownView } from './markdown-view.ts';

export interface MarkdownProps {
  /** The whole text so far. Only what was added since the last time is looked at. */
  source: GrowingText;
  /** More text may follow. */
  isStreaming: boolean;
  onLink(link: Link): void;
  headingLevel?: number;
  onPrint?(): void;
}

interface Printed {
  view: MarkdownView;
  source: GrowingText;
  isSettled: boolean;
}

/** A host that React owns and whose content it never renders: the text goes to the view, piece by piece. */
export const Markdown = ({ source, isStreaming, onLink, headingLevel = 3, onPrint }: MarkdownProps) => {
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
    let added = current === undefined ? undefined : addedTo(current.source, source);
    if (current?.isSettled === true && added !== '') added = undefined;
    if (current === undefined || added === undefined) {
      current?.view.dispose();
      const view = createMarkdownView(host.current, {
        headingLevel,
        createFinisher,
        onLink: (link) => callbacks.current.onLink(link),
        onPrint: () => callbacks.current.onPrint?.(),
      });
      current = { view, source, isSettled: false };
      printed.current = current;
      added = source.text;
    }
    current.view.append(added);
    current.source = source;
    if (isStreaming || current.isSettled) return;
    current.isSettled = true;
    current.view.settle();
  }, [source, isStreaming, headingLevel]);

  return <div ref={host} />;
};
