import type { SearchHit } from '../../shared/api.ts';
import type { Chat } from '../../shared/chat.ts';
import { formatWhen } from '../../shared/format.ts';
import { useViewControls } from '../state/view.ts';
import styles from './chat-list.module.css';
import { highlight, type Piece } from './highlight.ts';

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => {
  let offset = 0;
  return pieces.map((piece) => {
    const key = offset;
    offset += piece.text.length;
    return piece.isMatch ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
};

const keyOf = (hit: SearchHit): string => `${hit.turnId} ${hit.answerId ?? ''}`;

/** Chats whose title fits, then the places in prompts and answers; each leads there. */
export const SearchResults = ({
  query,
  chats,
  hits,
}: {
  query: string;
  chats: readonly Chat[];
  hits: readonly SearchHit[];
}) => {
  const view = useViewControls();
  const titled = chats.flatMap((chat) => {
    const pieces = highlight(chat.title, query);
    return pieces === undefined ? [] : [{ chat, pieces }];
  });
  return (
    <>
      {titled.map(({ chat, pieces }) => (
        <li key={chat.id} className={styles.item}>
          <div className={styles.row}>
            <a
              href={`#chat-${chat.id}`}
              className={styles.link}
              data-chat-link=""
              onClick={(event) => {
                event.preventDefault();
                view.showChat(chat.id);
              }}
            >
              <Pieces pieces={pieces} />
            </a>
          </div>
        </li>
      ))}
      {hits.map((hit) => (
        <li key={keyOf(hit)} className={styles.item}>
          <a
            href={`#chat-${hit.chatId}`}
            className={styles.hit}
            data-chat-link=""
            onClick={(event) => {
              event.preventDefault();
              view.showChat(hit.chatId, hit.turnId);
            }}
          >
            <span className={styles.hitHead}>
              <span className={styles.hitTitle}>{hit.chatTitle}</span>
              <span className={styles.hitWhen}>{formatWhen(hit.at, Date.now())}</span>
            </span>
            <span className={styles.snippet}>
              <Pieces pieces={hit.snippet} />
            </span>
            <span className={styles.hitWhere}>{hit.modelLabel ?? 'Prompt'}</span>
          </a>
        </li>
      ))}
    </>
  );
};
