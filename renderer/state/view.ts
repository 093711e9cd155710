// What this window shows at the moment: which chat, which dialogs, drafts of prompts. Lives and dies with the page; the core never hears of it.
import { createContext, useContext } from 'react';
import { createStore, useStore } from 'zustand';
import type { AnswerId, ChatId, ColumnId, ConnectionId, TurnId } from '../../shared/id.ts';

export type Dialog =
  | { name: 'add-column' }
  | { name: 'change-model'; columnId: ColumnId }
  | { name: 'parameters'; columnId: ColumnId }
  | { name: 'export'; turnId?: TurnId }
  | { name: 'connections'; connectionId?: ConnectionId }
  | { name: 'settings' }
  | { name: 'unlock' }
  | { name: 'turns' }
  | { name: 'shortcuts' };

export interface View {
  chatId: ChatId | undefined;
  dialog: Dialog | undefined;
  /** The answer whose run record is open. */
  runRecordOf: AnswerId | undefined;
  /** The turn whose answers are read against each other; `aloneColumnId`: begun with the answer of one column alone. */
  compared: { turnId: TurnId; aloneColumnId?: ColumnId } | undefined;
  /** Whether the chat list is shown. On narrow windows it lies over the grid. */
  isSidebarOpen: boolean;
  /** A turn to bring into sight; `count` grows with every wish, so that the same turn can be wished for again. `isFocused`: its first answer takes the focus. */
  jump: { turnId: TurnId; isFocused: boolean; count: number } | undefined;
  /** Whether the open chat is being searched; `count` grows with every wish for it. */
  find: { count: number } | undefined;
  /** A prompt to put into the composer, replacing what is there. */
  proposal: { chatId: ChatId; prompt: string; count: number } | undefined;
}

/** A prompt begun. Texts too large for a text area are kept beside it and come first when it is sent. */
export interface Draft {
  text: string;
  pasted: readonly string[];
}

const emptyDraft: Draft = { text: '', pasted: [] };

/** Below this the chat list would leave no room for two columns. */
export const narrowWindow = '(max-width: 860px)';

export const createView = () => {
  const narrow = window.matchMedia(narrowWindow);
  const store = createStore<View>(() => ({
    chatId: undefined,
    dialog: undefined,
    runRecordOf: undefined,
    compared: undefined,
    isSidebarOpen: !narrow.matches,
    jump: undefined,
    find: undefined,
    proposal: undefined,
  }));
  const drafts = new Map<ChatId, Draft>();
  // A window that gets narrow shows the chat, not the list over it; one that gets wide again shows what it showed.
  let isOpenWhenWide = true;
  narrow.addEventListener('change', ({ matches: isNarrow }) => {
    if (isNarrow) isOpenWhenWide = store.getState().isSidebarOpen;
    store.setState({ isSidebarOpen: !isNarrow && isOpenWhenWide });
  });
  return {
    store,
    showChat(chatId: ChatId, turnId?: TurnId) {
      store.setState(({ jump, isSidebarOpen }) => ({
        chatId,
        jump: turnId === undefined ? undefined : { turnId, isFocused: false, count: (jump?.count ?? 0) + 1 },
        find: undefined,
        isSidebarOpen: isSidebarOpen && !narrow.matches,
      }));
    },
    /** Brings a turn of the open chat into sight and its first answer under the keys. */
    jumpTo(turnId: TurnId) {
      store.setState(({ jump }) => ({ jump: { turnId, isFocused: true, count: (jump?.count ?? 0) + 1 } }));
    },
    openFind: () => store.setState(({ find }) => ({ find: { count: (find?.count ?? 0) + 1 } })),
    closeFind: () => store.setState({ find: undefined }),
    proposePrompt(chatId: ChatId, prompt: string) {
      store.setState(({ proposal }) => ({ proposal: { chatId, prompt, count: (proposal?.count ?? 0) + 1 } }));
    },
    /** Once in the composer a proposal has done its work: kept, it would replace what is typed after it. */
    endProposal: () => store.setState({ proposal: undefined }),
    openDialog: (dialog: Dialog) => store.setState({ dialog }),
    closeDialog: () => store.setState({ dialog: undefined }),
    showRunRecord: (runRecordOf: AnswerId | undefined) => store.setState({ runRecordOf }),
    compareTurn: (turnId: TurnId, aloneColumnId?: ColumnId) =>
      store.setState({ compared: { turnId, ...(aloneColumnId !== undefined && { aloneColumnId }) } }),
    endComparison: () => store.setState({ compared: undefined }),
    toggleSidebar: () => store.setState(({ isSidebarOpen }) => ({ isSidebarOpen: !isSidebarOpen })),
    openSidebar: () => store.setState({ isSidebarOpen: true }),
    closeSidebar: () => store.setState({ isSidebarOpen: false }),
    draft: (chatId: ChatId): Draft => drafts.get(chatId) ?? emptyDraft,
    keepDraft(chatId: ChatId, draft: Draft) {
      if (draft.text === '' && draft.pasted.length === 0) drafts.delete(chatId);
      else drafts.set(chatId, draft);
    },
  };
};

export type ViewControls = ReturnType<typeof createView>;

export const ViewContext = createContext<ViewControls | undefined>(undefined);

export const useViewControls = (): ViewControls => {
  const view = useContext(ViewContext);
  if (view === undefined) throw new Error('ViewContext is missing above this component.');
  return view;
};

export const useView = <Value>(select: (view: View) => Value): Value =>
  useStore(useViewControls().store, select);
