import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { ChatId } from '../../shared/id.ts';
import { type Draft, useViewControls } from '../state/view.ts';
import { draftOf, isDraftBlank, largeInsert, pastedFrom } from './draft-text.ts';

export interface DraftControls {
  isBlank: boolean;
  pasted: readonly string[];
  /** Replaces all. */
  put(draft: Draft): void;
  removePasted(index: number): void;
  onInput(): void;
}

/** The draft of a chat, kept in the view, with the text area as the place where its text is edited. */
export const useDraft = (chatId: ChatId, area: RefObject<HTMLTextAreaElement | null>): DraftControls => {
  const view = useViewControls();
  const [isBlank, setIsBlank] = useState(() => isDraftBlank(view.draft(chatId)));
  const [pasted, setPasted] = useState(() => view.draft(chatId).pasted);

  const keep = useCallback(
    (draft: Draft) => {
      view.keepDraft(chatId, draft);
      setIsBlank(isDraftBlank(draft));
      setPasted(draft.pasted);
    },
    [view, chatId],
  );

  const put = useCallback(
    (draft: Draft) => {
      if (area.current !== null) area.current.value = draft.text;
      keep(draft);
    },
    [area, keep],
  );

  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const onBeforeInput = (event: InputEvent) => {
      const text = largeInsert(event);
      if (text === undefined) return;
      event.preventDefault();
      element.setRangeText('', element.selectionStart, element.selectionEnd, 'end');
      keep({ text: element.value, pasted: [...view.draft(chatId).pasted, text] });
    };
    element.addEventListener('beforeinput', onBeforeInput);
    return () => element.removeEventListener('beforeinput', onBeforeInput);
  }, [area, chatId, keep, view]);

  return {
    isBlank,
    pasted,
    put,
    removePasted(index) {
      const draft = view.draft(chatId);
      keep({ ...draft, pasted: draft.pasted.filter((_, each) => each !== index) });
      area.current?.focus();
    },
    onInput() {
      const text = area.current?.value ?? '';
      const before = view.draft(chatId).pasted;
      // Text that grew this large by itself, or was put in by something that asks nobody.
      if (text.length >= pastedFrom * 2) put({ text: '', pasted: [...before, ...draftOf(text).pasted] });
      else keep({ text, pasted: before });
    },
  };
};
