import { ChevronRight, Info, Wrench } from 'lucide-react';
import { memo } from 'react';
import type { Answer, Part } from '../../shared/chat.ts';
import { isRunning } from '../../shared/chat.ts';
import { formatCount } from '../../shared/format.ts';
import { judgeLink, type Link } from '../../shared/link.ts';
import { estimateGrowingTokens } from '../../shared/usage.ts';
import { Markdown } from '../markdown/markdown.tsx';
import styles from './answer-parts.module.css';
import { useKept } from './kept.ts';

type PartOf<Type extends Part['type']> = Extract<Part, { type: Type }>;
type OnLink = (link: Link) => void;

const reasoningNames = { raw: 'Reasoning', summary: 'Reasoning summary', redacted: 'Reasoning, withheld' };

interface ReasoningProps {
  /** Unique in the chat. */
  name: string;
  part: PartOf<'reasoning'>;
  isStreaming: boolean;
  /** As reported for the whole answer; given only where this is its one piece of reasoning. */
  reportedTokens: number | undefined;
  isOpenAtFirst: boolean;
  onLink: OnLink;
}

const Reasoning = memo((props: ReasoningProps) => {
  const { name, part, isStreaming, reportedTokens, isOpenAtFirst, onLink } = props;
  const [isOpen, setIsOpen] = useKept(`reasoning ${name}`, isOpenAtFirst);
  const tokens =
    reportedTokens === undefined
      ? `~${formatCount(estimateGrowingTokens([part]))} tokens`
      : `${formatCount(reportedTokens)} tokens`;
  return (
    <details
      className={styles.reasoning}
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <ChevronRight aria-hidden="true" className={styles.chevron} />
        <span>{reasoningNames[part.kind]}</span>
        <span className={styles.count}>{tokens}</span>
        {isStreaming && <span className={styles.pulse} aria-hidden="true" />}
      </summary>
      {isOpen && (
        <div className={styles.reasoningText}>
          <Markdown source={part} isStreaming={isStreaming} onLink={onLink} />
        </div>
      )}
    </details>
  );
});

const TextPart = memo(
  ({ part, isStreaming, onLink }: { part: PartOf<'text'>; isStreaming: boolean; onLink: OnLink }) => (
    <div className={styles.text} data-text>
      <Markdown source={part} isStreaming={isStreaming} onLink={onLink} />
    </div>
  ),
);

const NoticePart = ({ part }: { part: PartOf<'notice'> }) => (
  <p className={styles.notice}>
    <Info aria-hidden="true" />
    <span>{part.message}</span>
  </p>
);

const ToolPart = ({ part }: { part: PartOf<'tool'> }) => (
  <details className={styles.reasoning}>
    <summary className={styles.summary}>
      <ChevronRight aria-hidden="true" className={styles.chevron} />
      <Wrench aria-hidden="true" />
      <span>{part.name}</span>
    </summary>
    <pre className={styles.toolText}>{part.text}</pre>
  </details>
);

const Citation = ({ part, onLink }: { part: PartOf<'citation'>; onLink: OnLink }) => {
  const link = part.url === undefined ? undefined : judgeLink(part.url);
  const title = part.title ?? link?.host ?? part.url ?? 'Unnamed source';
  return (
    <li>
      {link === undefined ? (
        <span>{title}</span>
      ) : (
        <button type="button" className={styles.source} onClick={() => onLink(link)}>
          {title}
          {part.title !== undefined && <span className={styles.host}>{link.host}</span>}
        </button>
      )}
    </li>
  );
};

export interface AnswerPartsProps {
  answer: Answer;
  isReasoningOpen: boolean;
  /** Must stay the same function, or settled parts are drawn again. */
  onLink: OnLink;
}

/** All that a model sent, in its order; sources are gathered at the end. */
export const AnswerParts = ({ answer, isReasoningOpen, onLink }: AnswerPartsProps) => {
  const isLive = isRunning(answer);
  const citations = answer.parts.filter((part) => part.type === 'citation');
  const pieces = answer.parts.filter((part) => part.type === 'reasoning').length;
  const reportedTokens = pieces === 1 ? answer.usage?.reasoningTokens : undefined;
  const lastIndex = answer.parts.length - 1;
  return (
    <>
      {answer.parts.map((part, index) => {
        // Parts are only ever added at the end, so the place of one is its identity.
        const key = `${index}`;
        const isStreaming = isLive && index === lastIndex;
        switch (part.type) {
          case 'text':
            return <TextPart key={key} part={part} isStreaming={isStreaming} onLink={onLink} />;
          case 'reasoning':
            return (
              <Reasoning
                key={key}
                name={`${answer.id} ${key}`}
                part={part}
                isStreaming={isStreaming}
                reportedTokens={reportedTokens}
                isOpenAtFirst={isReasoningOpen}
                onLink={onLink}
              />
            );
          case 'notice':
            return <NoticePart key={key} part={part} />;
          case 'tool':
            return <ToolPart key={key} part={part} />;
          case 'citation':
            return null;
        }
        return null;
      })}
      {citations.length > 0 && (
        <div className={styles.sources}>
          <h4>Sources</h4>
          <ol>
            {citations.map((part, index) => {
              // Only ever added to, like the parts.
              const key = `${index}`;
              return <Citation key={key} part={part} onLink={onLink} />;
            })}
          </ol>
        </div>
      )}
    </>
  );
};
