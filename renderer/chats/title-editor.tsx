import { type KeyboardEvent, useEffect, useRef } from 'react';
import styles from './title-editor.module.css';

export interface TitleEditorProps {
  title: string;
  /** `undefined`: given up. Called once. */
  onDone: (title: string | undefined) => void;
}

/** A chat's title being edited in its place: Enter and leaving keep it, Escape gives up. */
export const TitleEditor = ({ title, onDone }: TitleEditorProps) => {
  const inputRef = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => inputRef.current?.select(), []);
  const end = (next: string | undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') end(event.currentTarget.value);
    if (event.key === 'Escape') end(undefined);
  };
  return (
    <input
      ref={inputRef}
      className={styles.input}
      aria-label="Chat title"
      defaultValue={title}
      maxLength={200}
      autoComplete="off"
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
    />
  );
};
